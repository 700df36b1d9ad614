"""What the ledger hands out besides documents, claims and entries: frozen values, times aware in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from oathbook.model import Kind, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What recording one document added to the book; the caller has it only once it is on the disk."""

    document_id: str
    new_document: bool
    new_claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document without its text; `claims` counts those that stand.

    `unreviewed` are those of them without a verdict, None where that was not counted.
    """

    id: str
    name: str
    title: str | None
    source: str | None
    published: date | None
    url: str | None
    language: str | None
    read: datetime
    recorded: datetime
    claims: int
    unreviewed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """The claims that became known in a month, with a verdict and without."""

    year: int
    month: int
    reviewed: int
    unreviewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """The claims of one kind and subject at one place, as claims write it, that begin on one day.

    `begun` is the first day they can be about, else the one they became known; `first` and `last` are days on
    which they became known.
    """

    place: str
    kind: Kind
    subject: str | None
    begun: date
    claims: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRow:
    """One letter that somebody gave a source."""

    source: str
    letter: str
    by: str
    recorded: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """The labels that new steps are about. What is told of `wide` ones bears on their followers, too: judgements
    on who they are, and attacks that they claim or disown."""

    labels: frozenset[str]
    wide: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """How much was recorded since a moment; `labels` are the parties of claims that are new or were judged."""

    documents: int
    claims: int
    reviews: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """What the book holds from one source (None: documents that name none); days are of publication."""

    source: str | None
    documents: int
    claims: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """A party's label and the claims that name it; `first` and `last` are the days they became known.

    `in_registry` is false where the label is only words as written.
    """

    label: str
    in_registry: bool
    claims: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """A party's label and the claim by which it first became known, with the words it was called by there.

    `types` are those that claims gave it, `candidates` the ids that its name could mean.
    """

    label: str
    types: tuple[str, ...]
    candidates: tuple[str, ...]
    claims: int
    first: date
    claim_id: str
    quote: str
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One review of a claim; `verdict` None took back the one that it supersedes."""

    id: str
    claim_id: str
    verdict: Verdict | None
    fields: Mapping[str, Any] | None
    by: str
    recorded: datetime
    supersedes: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """Whether two labels mean one actor; `same` None took the earlier judgement back."""

    left: str
    right: str
    same: bool | None
    by: str
    recorded: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CellRow:
    """What a person says a claim means for a hypothesis: `mark` CC, C, N, I or II; None took it back."""

    question: str
    hypothesis: str
    claim_id: str
    mark: str | None
    note: str | None
    by: str
    recorded: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRow:
    """A standing question: `kind` with what was `asked`, and the `state` that the next look compares with."""

    id: str
    kind: str
    asked: Mapping[str, Any]
    state: Mapping[str, Any]
    by: str
    recorded: datetime
    ended: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsRow:
    """What a watch found and told; `said` is its wording with the claims behind it."""

    id: str
    watch_id: str
    said: Mapping[str, Any]
    recorded: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefRow:
    """A brief that was given out, with its findings."""

    actor: str
    as_of: date
    known_by: date
    found: Mapping[str, Any]
    recorded: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """How much the book holds. `head` is the last hash of its chain: noted elsewhere, it vouches for all."""

    documents: int
    claims: int
    runs: int
    reviews: int
    retractions: int
    judgements: int
    first_published: date | None
    last_published: date | None
    last_recorded: datetime | None
    size_bytes: int
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check of the whole book found; `faults` and `warnings` are sentences for a reader."""

    documents: int
    claims: int
    links: int
    head: str
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    database: str

    @property
    def sound(self) -> bool:
        """Whether nothing is at fault."""
        return not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedRow:
    """What was learned of speakers and sources from `claims` claims known by a day.

    `counts` maps a folded name and an interest (or role) to Beta counts, as `assessment.trust` has them.
    """

    known_by: date
    claims: int
    counts: Mapping[tuple[str, int], tuple[float, float]]
    by: str
    recorded: datetime
