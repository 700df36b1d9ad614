"""What do answers consist of? Frozen values that carry the entries they rest on, so each can be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from oathbook.assessment import Assessment, EqualTie, Reason
from oathbook.model import Entry, Interval, Kind, Polarity, Realis


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one party stands to another: `other` is the principal, or the follower where that is asked.

    `since` is the earliest time told of the tie that now counts; None where no claim gives a time.
    """

    other: str
    assessment: Assessment
    since: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """An ally or a rival, from its side of `weighed`, where the intensity, the spells and the reasons are.

    `since` is the earliest time told of it, None where no claim gives one. `over` is true where the last word
    is that it ended, or so long ago that it has faded.
    """

    other: str
    kind: Kind
    since: Interval | None
    weighed: EqualTie

    @property
    def over(self) -> bool:
        """Whether it counts as holding no longer."""
        return self.weighed.over or not self.weighed.is_current

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The claims it rests on, those of the weightiest origin first."""
        return tuple(entry for reason in self.weighed.reasons for entry in reason.entries)

    @property
    def origins(self) -> int:
        """How many independent origins they go back to."""
        return self.weighed.origins


@dataclass(frozen=True, slots=True, kw_only=True)
class Leadership:
    """A person who leads or led the actor, with the claims that say so."""

    person: str
    role: str | None
    since: Interval | None
    over: bool
    entries: tuple[Entry, ...]
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAnswer:
    """Whom an actor stands with, who stands with it, its allies, rivals and leaders, heaviest first."""

    actor: str
    name: str
    as_of: date
    known_by: date
    principals: tuple[Standing, ...]
    followers: tuple[Standing, ...]
    allies: tuple[Tie, ...]
    rivals: tuple[Tie, ...]
    leaders: tuple[Leadership, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the book holds nothing on how the actor stands."""
        return not (self.principals or self.followers or self.allies or self.rivals or self.leaders)


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningPoint:
    """One event or state as several claims tell it: same kind, parties, polarity and realis, near in time.

    `earliest` and `latest` bound the finest times given, None where open or not given; `when` is the
    finest of them in EDTF. `undated` counts the claims among `entries` that give no time.
    """

    kind: Kind
    subject: str | None
    object: str | None
    polarity: Polarity
    realis: Realis
    ended: bool
    earliest: date | None
    latest: date | None
    when: str | None
    undated: int
    entries: tuple[Entry, ...]
    origins: int
    sources: tuple[str, ...]
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineAnswer:
    """The turning points of one actor in order of time; `undated` are those that no claim gives a time."""

    actor: str
    name: str
    as_of: date
    known_by: date
    points: tuple[TurningPoint, ...]
    undated: tuple[TurningPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAnswer:
    """The reasons for and against one assessment, those without weight beside them, and what is missing."""

    subject: str
    subject_name: str
    principal: str
    principal_name: str
    assessment: Assessment
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    without_weight: tuple[Reason, ...]
    missing: tuple[str, ...]
