"""A claim: one thing that one text says about armed organisations, with its words, speaker and time.

The vocabulary is `docs/concepts/claims.md`. A claim is never what happened: it is what a text says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from oathbook.ids import content_id
from oathbook.model.actor import ActorType
from oathbook.model.interval import Interval


class Kind(StrEnum):
    """What a claim says; the first fifteen are the core kinds, who stands with whom."""

    PLEDGE = "pledge"
    ACCEPT = "accept"
    REJECT = "reject"
    BREAK = "break"
    DISAVOW = "disavow"
    AFFILIATE = "affiliate"
    ALLY = "ally"
    RIVAL = "rival"
    SPLIT = "split"
    MERGE = "merge"
    RENAME = "rename"
    FORM = "form"
    DISSOLVE = "dissolve"
    DEFECT = "defect"
    RECRUIT = "recruit"
    LEAD = "lead"
    REPLACE = "replace"
    MEMBER = "member"
    DIE = "die"
    ATTACK = "attack"
    CLAIM_ATTACK = "claim_attack"
    GAIN = "gain"
    LOSE = "lose"
    MOVE = "move"
    TOLL = "toll"
    DESIGNATE = "designate"


CORE_KINDS = frozenset(list(Kind)[:15])
SYMMETRIC_KINDS = frozenset({Kind.ALLY, Kind.RIVAL})


class Scope(StrEnum):
    """How much of the subject the claim is about."""

    GROUP = "group"
    FACTION = "faction"
    MEMBERS = "members"
    PERSON = "person"


class Polarity(StrEnum):
    """It is so, or it is not so."""

    POSITIVE = "+"
    NEGATIVE = "-"


class Certainty(StrEnum):
    """How sure the nearest source presents itself."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Realis(StrEnum):
    """Whether it is told as a fact, or as a plan, wish, demand, condition or forecast."""

    ACTUAL = "actual"
    PROSPECTIVE = "prospective"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of a claim: the words as written and, where the registry knows it, the actor's id.

    `candidates` are the ids an ambiguous name could mean; `actor` is None then.
    """

    written: str
    actor: str | None = None
    type: ActorType | None = None
    candidates: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The actor's id where known, else the words as written: what exports and scores compare."""
        return self.actor if self.actor is not None else self.written

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """People or deaths; any of the three may be unknown."""

    min: int | None = None
    best: int | None = None
    max: int | None = None

    def __post_init__(self) -> None:
        known = [n for n in (self.min, self.best, self.max) if n is not None]
        if not known or known != sorted(known) or known[0] < 0:
            raise ValueError(f"count out of order or empty: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of one document; `document.text[start:end] == quote`.

    `needs_anchor` is true where the text gives a relative time that could not be resolved for want of a
    publication date. `reading` is the probability that the extractor read it rightly. `frame` and
    `extractor` say what found it.
    """

    kind: Kind
    subject: Party | None
    object: Party | None
    quote: str
    start: int
    end: int
    scope: Scope = Scope.GROUP
    from_: Party | None = None
    place: str | None = None
    count: Count | None = None
    by: Party | None = None
    of: Party | None = None
    role: str | None = None
    reason: str | None = None
    when: Interval | None = None
    needs_anchor: bool = False
    ended: bool = False
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    realis: Realis = Realis.ACTUAL
    said_by: tuple[str, ...] = ()
    reading: float = 0.95
    frame: str = ""
    extractor: str = ""

    @property
    def parties(self) -> tuple[Party, ...]:
        """Whoever stands on any of its sides."""
        sides = (self.subject, self.object, self.from_, self.by, self.of)
        return tuple(party for party in sides if party is not None)

    def key(self, document_id: str) -> str:
        """The claim's id: its document, extractor, span, kind, parties as written, polarity and time."""
        return content_id(
            "clm",
            [
                document_id,
                self.extractor,
                self.start,
                self.end,
                self.kind.value,
                None if self.subject is None else self.subject.written,
                None if self.object is None else self.object.written,
                self.polarity.value,
                None if self.when is None else self.when.edtf,
            ],
        )

    def to_json(self) -> dict[str, Any]:
        """The fields of the vocabulary, parties as labels, fields at their default left out."""
        row: dict[str, Any] = {
            "kind": self.kind.value,
            "subject": None if self.subject is None else self.subject.label,
            "object": None if self.object is None else self.object.label,
        }
        if self.scope is not Scope.GROUP:
            row["scope"] = self.scope.value
        for name, party in (("from", self.from_), ("by", self.by), ("of", self.of)):
            if party is not None:
                row[name] = party.label
        words = {"place": self.place, "role": self.role, "reason": self.reason}
        row |= {name: text for name, text in words.items() if text is not None}
        if self.count is not None:
            numbers = (("min", self.count.min), ("best", self.count.best), ("max", self.count.max))
            row["count"] = {k: n for k, n in numbers if n is not None}
        if self.when is not None:
            row["when"] = self.when.edtf
        if self.ended:
            row["ended"] = True
        if self.polarity is not Polarity.POSITIVE:
            row["polarity"] = self.polarity.value
        if self.certainty is not Certainty.CERTAIN:
            row["certainty"] = self.certainty.value
        if self.realis is not Realis.ACTUAL:
            row["realis"] = self.realis.value
        if self.said_by:
            row["said_by"] = list(self.said_by)
        row |= {"quote": self.quote, "start": self.start, "end": self.end}
        if self.needs_anchor:
            row["needs_anchor"] = True
        return row | {"reading": self.reading, "frame": self.frame}
