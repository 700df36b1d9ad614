"""Who speaks each quotation, and who each verb of saying makes speak, over one whole document.

A verb of saying in the quotation's sentence, else words beside its marks, else the speaker of the quotation
before it. Invariant: pronouns are resolved in text order, by the acts of speech before them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from oathbook.errors import QueryError
from oathbook.extraction import predicates as p
from oathbook.extraction.discourse import Discourse
from oathbook.extraction.lexicon import speaker_nouns, verbs
from oathbook.extraction.parties import Reader
from oathbook.extraction.quotations import Quotation, quotation_at
from oathbook.extraction.speakers import Said, SpeechLog, label_speaker
from oathbook.extraction.words import nouns
from oathbook.model import ActorType

SpeakerOf = Callable[[Reader, int, SpeechLog], list[str]]
_MONITOR = re.compile(
    r"\b(?:Groups?|Observatory|Monitors?|Watch|Amnesty|Institute|Projects?|Cent(?:re|er)|Network|Initiative|Committee|MEMRI|"
    r"ACLED|Foundation|Tracker)\b"
)
_SAID = (
    r"(?:said|says|told|tells|added|adds|explained|wrote|recalled|warned|argued|noted|continued|insisted|declared|went on|"
    r"concluded|replied|stated|claimed)"
)
_WHO = r"((?:[Tt]he |[Aa]n? |[Oo]ne )?(?:[\w-]+ ){0,4}?[\w'-]+)"
_AFTER = re.compile(
    rf'[",.!?]*"?\s*(?:{_SAID} {_WHO}(?=[,.;]|\s(?:in|on|to|at|of|from|by)\b|$)|{_WHO},? (?:has |had )?{_SAID}\b)'
)
_BEFORE = re.compile(
    rf"(?:^|[.;,!?\n]\s*){_WHO},? (?:has |had |also |then )?{_SAID}[^.\"\n]{{0,60}}[,:]?\s*\"?$"
)


@dataclass(slots=True)
class Speakers:
    """The speakers of quotations and of verbs of saying, remembered over the sentences of one document."""

    quotations: tuple[Quotation, ...] = ()
    by_quotation: dict[int, tuple[str, ...]] = field(default_factory=dict)
    by_verb: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    log: SpeechLog = field(default_factory=SpeechLog)


def find_speakers(
    text: str,
    readers: Sequence[Reader],
    quotations: tuple[Quotation, ...],
    discourse: Discourse,
    speaker_of: SpeakerOf,
) -> Speakers:
    """Every quotation and every verb of saying with its speaker; `speaker_of` reads one verb's."""
    speakers = Speakers(quotations=quotations)
    for r in readers:
        for v in range(len(r.tree)):
            if r.tree.is_verb(v) and r.tree.words[v] in verbs("say") | verbs("believe") | verbs("cite"):
                _log(r, v, speakers, speaker_of)
    previous: tuple[str, ...] = ()
    last: Quotation | None = None
    for q in quotations:
        labels = _answerer(text, q, discourse) if q.answer else ()
        labels = labels or _in_sentence(readers, q, speakers) or _in_text(text, readers, q, previous)
        if not labels and previous and last is not None and _goes_on(text, last, q):
            labels = previous
        if labels:
            speakers.by_quotation[q.start] = labels
        previous, last = labels or previous, q
    return speakers


def _log(r: Reader, v: int, speakers: Speakers, speaker_of: SpeakerOf) -> None:
    labels = speaker_of(r, v, speakers.log)
    speakers.by_verb[r.tree.start, v] = labels
    subjects = p.agents(r.tree, v)
    if not labels or not subjects or r.tree.words[v] not in verbs("say"):
        return
    s = subjects[0]
    index = r.tree.names[s]
    type_ = r.names[index].type if index is not None else None
    word = r.tree.words[s]
    plural = r.tree.tags[s] in {"NNS", "NNPS"} or word == "they" or r.tree.kid(s, "conj") is not None
    thing = word == "it" or word in nouns("group") or (word in speaker_nouns("reports") and type_ is None)
    person = type_ is ActorType.PERSON or (type_ is None and not plural and not thing)
    monitor = _MONITOR.search(labels[0]) is not None and not person
    speakers.log.acts.append(
        Said(
            labels=tuple(labels),
            at=r.tree.starts[v],
            sentence=r.sentence,
            person=person,
            plural=plural,
            monitor=monitor,
        )
    )


def _goes_on(text: str, last: Quotation, q: Quotation) -> bool:
    between = text[last.end : q.start]
    if last.continued:
        return not between.strip(' "\n')  # the next paragraph opens with a mark of its own
    return between.count("\n") <= 4 and len(re.findall(r"[.!?](?:\s|$)", between[1:])) <= 1


def _answerer(text: str, q: Quotation, discourse: Discourse) -> tuple[str, ...]:
    """Whom an interview asks: the person its opening names most."""
    first = re.search(r"^\s*(?:Q|Question)\s*[:.]", text, re.MULTILINE)
    limit = first.start() if first else q.start
    counts: dict[str, int] = {}
    for r in discourse.remarks:
        if r.at < limit and r.party.type is ActorType.PERSON:
            counts[r.party.label] = counts.get(r.party.label, 0) + 1
    return (max(counts, key=lambda k: counts[k]),) if counts else ()


def _in_sentence(readers: Sequence[Reader], q: Quotation, speakers: Speakers) -> tuple[str, ...]:
    """The nearest verb of saying outside all quotations in a sentence that the quotation touches."""
    best: tuple[int, list[str]] | None = None
    for r in readers:
        tree = r.tree
        if tree.end < q.start - 1 or tree.start > q.end + 1:
            continue
        for v in range(len(tree)):
            at = tree.starts[v]
            labels = speakers.by_verb.get((tree.start, v))
            if not labels or tree.words[v] not in verbs("say") | verbs("cite"):
                continue
            if quotation_at(speakers.quotations, at) is not None:
                continue
            distance = at - q.end if at >= q.end else q.start - at + 20
            if at < q.start and any(at < o.start < q.start for o in speakers.quotations):
                distance += 200  # it speaks the quotation before this one
            if best is None or distance < best[0]:
                best = (distance, labels)
    return tuple(dict.fromkeys(best[1])) if best else _before_colon(readers, q, speakers)


def _before_colon(readers: Sequence[Reader], q: Quotation, speakers: Speakers) -> tuple[str, ...]:
    """ "X was blunt: ..." needs no verb of saying."""
    for r in readers:
        tree = r.tree
        if not (tree.start < q.start and tree.end >= q.start - 4):
            continue
        if not r.text[tree.start : q.start].rstrip(' "').endswith(":"):
            continue
        for i in range(len(tree)):
            if tree.starts[i] < q.start and tree.deps[i] in {"nsubj", "nsubjpass"}:
                return tuple(label_speaker(r, i, speakers.log)[:1])
    return ()


def _in_text(
    text: str, readers: Sequence[Reader], q: Quotation, previous: tuple[str, ...]
) -> tuple[str, ...]:
    """'," Otto said' or 'Otto explained: "' where no sentence was parsed."""
    line_end = text.find("\n", q.end)
    tail = text[q.end : line_end if line_end >= 0 else len(text)][:160]
    line_start = text.rfind("\n", 0, q.start) + 1
    for m in (_AFTER.match(tail), _BEFORE.search(text[max(line_start, q.start - 160) : q.start])):
        who = next((g for g in m.groups() if g), None) if m else None
        if who:
            label = _label(who, readers, previous)
            if label:
                return (label,)
    return ()


def _label(who: str, readers: Sequence[Reader], previous: tuple[str, ...]) -> str | None:
    words = who.split()
    if who.lower() in {"he", "she", "they", "it"}:
        return previous[0] if previous else None
    for name in ("supporters", "analysts", "experts", "residents", "officials", "source"):
        if words[-1].lower() in speaker_nouns(name):
            return f"<{name}>"
    capitals = [w for w in words if w[:1].isupper()]
    name_ = (
        who if words[0][:1].isupper() and words[0].lower() not in {"the", "a", "an"} else " ".join(capitals)
    )
    if not name_ or not capitals or not readers:
        return None
    for r in readers[0].discourse.remarks:
        if r.party.written == name_ or (" " not in name_ and r.party.written.split()[-1] == name_):
            return r.party.label
    try:
        return readers[0].registry.find(name_)
    except QueryError:
        return name_ if len(capitals) == len(words) else None
