"""What can a time expression mean, before any anchor is known? One value per way of naming a time.

Invariant: a meaning holds no day that an anchor decides; `evaluate.py` gives the days.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oathbook.model.interval import Interval


class Need(StrEnum):
    """The anchor that a time wants."""

    NONE = "none"
    PUBLICATION = "publication"
    CONTEXT = "context"


class Which(StrEnum):
    """Which of a recurring thing (a March, a year, a Friday, a Ramadan)."""

    NEAREST = "nearest"  # named alone: the last one at publication, or the one nearest to the context
    UPCOMING = "upcoming"  # named alone, in a clause about the future
    LAST = "last"
    THIS = "this"
    NEXT = "next"
    SAME = "same"  # "that December", "the same year"
    FOLLOWING = "following"
    PREVIOUS = "previous"


class Unit(StrEnum):
    """A unit to count in."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"


_FROM_CONTEXT = {Which.SAME, Which.FOLLOWING, Which.PREVIOUS}
Year = int | Which  # a year by its number, or "last year", "that year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A stretch that needs no anchor and no calendar: "2015-03-07"."""

    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDate:
    """A year, month, day or season, or a part of one; without a year, `which` chooses among the years."""

    year: Year | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    season: int | None = None
    part: str | None = None
    which: Which = Which.NEAREST
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Feast:
    """A festival, by its key in the data."""

    name: str
    year: Year | None = None
    which: Which = Which.NEAREST


@dataclass(frozen=True, slots=True, kw_only=True)
class HijriDate:
    """A month or day of the Islamic calendar; `year` is ours, `hijri_year` theirs."""

    month: int | None
    day: int | None = None
    year: Year | None = None
    hijri_year: int | None = None
    which: Which = Which.NEAREST


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """A day of the week, Monday is 0; `week` places it in an ISO week ("Thursday last week")."""

    weekday: int
    which: Which = Which.NEAREST
    week: Which | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The day, week, weekend, month or decade around, before or after the anchor: "last week"."""

    unit: Unit
    which: Which


@dataclass(frozen=True, slots=True, kw_only=True)
class Decade:
    """Ten years, or a part of them; `decade` is the first."""

    decade: int
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """So many units after (negative: before) the anchor: "two years ago", "three months later"."""

    count: int
    unit: Unit
    anchor: Need
    count_to: int | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """So many units up to (negative) or from the publication: "the past three months"."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """From one time to another."""

    left: Meaning
    right: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """How long something lasted."""

    count: int | None
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """So many units after (negative: before) the event named next: "six weeks after they fled"."""

    count: int
    unit: Unit
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The time that the narrative has reached: "since then", "at the time"."""


Meaning = (
    Fixed
    | CalendarDate
    | Feast
    | HijriDate
    | Weekday
    | Period
    | Decade
    | Shift
    | Stretch
    | Between
    | Duration
    | Link
    | Reference
)


def need_of(meaning: Meaning) -> Need:
    """The anchor that `meaning` wants."""
    match meaning:
        case Fixed() | Decade() | Duration():
            return Need.NONE
        case Shift():
            return meaning.anchor
        case Stretch():
            return Need.PUBLICATION
        case Link() | Reference():
            return Need.CONTEXT
        case Between():
            needs = {need_of(meaning.left), need_of(meaning.right)}
            # "from October to December 2014": the left end takes its year from the right one
            if need_of(meaning.right) is Need.NONE and not _wants_context(meaning.left):
                return Need.NONE
            return next(n for n in (Need.CONTEXT, Need.PUBLICATION, Need.NONE) if n in needs)
        case Period():
            return _need_of_which(meaning.which)
        case Weekday():
            return _need_of_which(meaning.week or meaning.which)
        case HijriDate() if meaning.hijri_year is not None:
            return Need.NONE
        case _:
            if isinstance(meaning.year, int):
                return Need.NONE
            return _need_of_which(meaning.which if meaning.year is None else meaning.year)


def _wants_context(meaning: Meaning) -> bool:
    return need_of(meaning) is Need.CONTEXT


def _need_of_which(which: Which) -> Need:
    return Need.CONTEXT if which in _FROM_CONTEXT else Need.PUBLICATION
