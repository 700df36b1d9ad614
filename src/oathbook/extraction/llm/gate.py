"""Which of a model's proposals are claims? Those whose words stand in the text, in one place, and nothing else.

Invariant: what passes has `text[start:end] == quote`, every party, speaker, place and role in the sentences of
its quote word for word, and its time worked out by the same grammar as everybody's from words of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from oathbook.actors import Registry
from oathbook.extraction.llm.schema import Proposal
from oathbook.extraction.names import Name
from oathbook.extraction.signatures import NOUN, SIDES, SIGNATURES
from oathbook.language.times import TimeExpression
from oathbook.language.times.meanings import Need
from oathbook.model import Claim, Interval, Party

READING = 0.75  # how far a model's reading is trusted until it has been scored on a user's own gold
# Why a proposal was dropped, and what is told of it.
REASONS = {
    "form": "not in the form asked for",
    "quote": "a quote that is not in the text word for word",
    "actor": "an actor that is not in the sentence",
    "speaker": "a speaker that is not in the text around it",
    "party": "a party that this kind of claim cannot have",
    "instruction": "a sentence that speaks to a program",
}
# Sentences that talk to whoever reads by machine: a report has no reason to.
_INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|prompt|rule|above|previous|prior)"
    r"|\b(?:system|developer|assistant|user) ?(?:prompt|message)s?\b|^\s*(?:system|assistant|user)\s*:"
    r"|\b(?:language model|chat ?bot|gpt|llm)\b|\b(?:output|respond|reply|answer|return|print|emit)\b.{0,40}\b(?:json|claims?|list)\b"
    r"|\byou (?:are|must|should|shall|will) (?:now |always |never |only )?(?:an? |act|output|say|state|report|add|list|include|mark)",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_UNNAMED = re.compile(r"<(?:analysts|experts|reports|officials|residents|source|supporters)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document as the gate needs it: its sentences, the names in it and its times."""

    text: str
    sentences: Sequence[tuple[int, int]]
    names: Sequence[Name]
    times: Sequence[TimeExpression]
    registry: Registry


def let_through(
    proposals: Iterable[Any], text: Text, span: tuple[int, int], *, extractor: str, dropped: Counter[str]
) -> Iterator[Claim]:
    """The claims among what a model proposed for the stretch `span`; `dropped` counts the rest by reason."""
    for raw in proposals:
        try:
            proposal = Proposal.model_validate(raw)
        except ValidationError:
            dropped["form"] += 1
            continue
        outcome = _place(proposal, text, span, extractor)
        if isinstance(outcome, str):
            dropped[outcome] += 1
        else:
            yield outcome


def _place(proposal: Proposal, text: Text, span: tuple[int, int], extractor: str) -> Claim | str:
    """The claim at the first place of its quote where all holds, else why it is none."""
    faults: list[str] = []
    at = text.text.find(proposal.quote, *span) if proposal.quote.strip() else -1
    while at >= 0:
        outcome = _read(proposal, text, at, extractor)
        if not isinstance(outcome, str):
            return outcome
        faults.append(outcome)
        at = text.text.find(proposal.quote, at + 1, span[1])
    return faults[0] if faults else "quote"


def _read(proposal: Proposal, text: Text, start: int, extractor: str) -> Claim | str:
    end = start + len(proposal.quote)
    around = [(a, b) for a, b in text.sentences if a < end and start < b]
    if not around:
        return "quote"
    first, last = around[0][0], around[-1][1]
    line = text.text.rfind("\n", 0, first) + 1  # "SYSTEM:" may be a sentence of its own
    if _INSTRUCTION.search(text.text[line:last]):
        return "instruction"
    sides: dict[str, Party | None] = {}
    for side in ("subject", "object", "from_", "by", "of"):
        written = getattr(proposal, side)
        sides[side] = None if written is None else _find_party(written, text, first, last, near=start)
        if written is not None and sides[side] is None:
            return "actor"
    if sides["subject"] is None and sides["object"] is None:
        return "actor"
    if not _fits(proposal, sides):
        return "party"
    said_by = _find_speakers(proposal.said_by, text, first, last)
    if said_by is None:
        return "speaker"
    when, needs_anchor = _find_time(proposal.when, text, first, last)
    return Claim(
        kind=proposal.kind,
        subject=sides["subject"],
        object=sides["object"],
        quote=proposal.quote,
        start=start,
        end=end,
        scope=proposal.scope,
        from_=sides["from_"],
        place=_words_of(proposal.place, text, first, last),
        by=sides["by"],
        of=sides["of"],
        role=_role(proposal, text, first, last),
        when=when,
        needs_anchor=needs_anchor,
        ended=proposal.ended,
        polarity=proposal.polarity,
        certainty=proposal.certainty,
        realis=proposal.realis,
        said_by=said_by,
        reading=READING,
        frame="model",
        extractor=extractor,
    )


def _find(
    words: str, text: Text, first: int, last: int, *, near: int | None = None
) -> tuple[int, int] | None:
    """Where the words stand as whole words, nearest to `near`; case is forgiven, nothing else is."""
    pattern = re.compile(rf"(?<!\w){re.escape(words.strip())}(?!\w)", re.IGNORECASE)
    found = [m.span() for m in pattern.finditer(text.text, first, last)]
    return min(found, key=lambda span: abs(span[0] - (near or span[0])), default=None)


def _find_party(words: str, text: Text, first: int, last: int, *, near: int) -> Party | None:
    """The party that the words name there: as the document's names have it, else the registry, else as written."""
    place = _find(words, text, first, last, near=near) if words.strip() else None
    if place is None:
        return None
    start, end = place
    named = [n for n in text.names if n.start < end and start < n.end]
    exact = [n for n in named if (n.start, n.end) == place]
    covering = [n for n in named if n.start <= start and end <= n.end] or named
    if exact or len({n.party.label for n in covering}) == 1:
        return (exact or covering)[0].party
    written = text.text[start:end]
    actor = text.registry.lookup(written)
    known = None if actor is None else text.registry.actors.get(actor)
    if known is not None:
        return Party(written=written, actor=known.id, type=known.type)
    return Party(written=written)


def _fits(proposal: Proposal, sides: dict[str, Party | None]) -> bool:
    signature = SIGNATURES[proposal.kind]
    allowed = {
        "subject": signature.subject,
        "object": signature.object,
        "from_": SIDES["from"],
        "by": SIDES["by"],
        "of": SIDES["of"],
    }
    return all(party is None or (party.type or NOUN) in allowed[side] for side, party in sides.items())


def _find_speakers(said_by: Sequence[str], text: Text, first: int, last: int) -> tuple[str, ...] | None:
    """The chain of speakers, named as everybody's are; None where one stands nowhere near."""
    lead = max((a for a, b in text.sentences if b <= first), default=first)  # and the sentence before
    found: list[str] = []
    for speaker in said_by:
        if _UNNAMED.fullmatch(speaker):
            found.append(speaker)
            continue
        party = _find_party(speaker, text, lead, last, near=first)
        if party is None:
            return None
        found.append(party.label)
    return tuple(found)


def _find_time(words: str | None, text: Text, first: int, last: int) -> tuple[Interval | None, bool]:
    """The time that the words mean by the grammar of times; and whether it wants a publication date."""
    place = None if words is None else _find(words, text, first, last)
    if place is None:
        return None, False
    told = [t for t in text.times if t.start < place[1] and place[0] < t.end]
    dated = next((t for t in told if t.interval is not None), None)
    if dated is not None:
        return dated.interval, False
    return None, any(t.needs is Need.PUBLICATION for t in told)


def _words_of(words: str | None, text: Text, first: int, last: int) -> str | None:
    place = None if words is None else _find(words, text, first, last)
    return None if place is None else text.text[place[0] : place[1]]


def _role(proposal: Proposal, text: Text, first: int, last: int) -> str | None:
    """A post is copied from the sentence; how somebody fell is one of three words."""
    if proposal.role in {"killed", "died", "captured"}:
        return proposal.role
    return _words_of(proposal.role, text, first, last)
