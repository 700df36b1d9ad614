"""What is a rule of the grammar? A phrase shape, its meaning, and the word that sets it off.

A builder gives a meaning, VAGUE for a phrase that is a time but names none ("a few weeks ago", consumed
so that no part of it is read as a time), or None when the match is no time after all. Of the rules that
match at one place the longest match wins, then the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from oathbook.language.times import names
from oathbook.language.times.meanings import Meaning, Unit, Which, Year
from oathbook.language.times.patterns import compiled


class Vague(Enum):
    """A time that names no time."""

    VAGUE = "vague"


class Kind(StrEnum):
    """What sort of word sets a rule off: the first telling word of the phrase."""

    FIGURE = "figure"
    MONTH = "month"
    WEEKDAY = "weekday"
    SEASON = "season"
    UNIT = "unit"
    DAY = "day"
    HIJRI = "hijri"
    FEAST = "feast"
    THEN = "then"


VAGUE = Vague.VAGUE
Match = re.Match[str]
Built = Meaning | Vague | None
Build = Callable[[Match, date | None], Built]


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase shape and its builder, which gets the publication date to read figures with, not to anchor."""

    pattern: re.Pattern[str]
    build: Build


RULES: dict[Kind, list[Rule]] = {kind: [] for kind in Kind}


def rule(*templates: str, on: str) -> Callable[[Build], Build]:
    """Enter a builder in the table; `on` names the kinds of word that set it off."""

    def enter(build: Build) -> Build:
        rows = [Rule(compiled(template), build) for template in templates]
        for kind in on.split():
            RULES[Kind(kind)].extend(rows)
        return build

    return enter


# -- what the named groups of a match say --

_WHICH = {
    "this": Which.THIS,
    "last": Which.LAST,
    "past": Which.LAST,
    "next": Which.NEXT,
    "coming": Which.NEXT,
    "that": Which.SAME,
    "same": Which.SAME,
    "following": Which.FOLLOWING,
    "previous": Which.PREVIOUS,
    "preceding": Which.PREVIOUS,
}
_OTHER_UNITS = {"night": Unit.DAY, "fortnight": Unit.WEEK}


def group(m: Match, name: str) -> str | None:
    """The text of a group, None too where the pattern has no such group."""
    found: str | None = m.groupdict().get(name)
    return found


def which_of(words: str | None) -> Which:
    """What "the following", "last", "that same" choose; "the next" belongs to the narrative."""
    lowered = (words or "").lower().split()
    chosen = next((_WHICH[word] for word in reversed(lowered) if word in _WHICH), Which.NEAREST)
    return Which.FOLLOWING if chosen is Which.NEXT and lowered[0] == "the" else chosen


def year_of(m: Match) -> Year | None:
    """The year that stands in the match."""
    digits, words = group(m, "year"), group(m, "year_word")
    if digits:
        return int(digits)
    return which_of(words.rsplit(None, 1)[0]) if words else None


def part_of(m: Match) -> str | None:
    """The part of the year or decade that stands in the match, as calendars.py names it."""
    words = re.sub(r"[\s-]+", " ", (group(m, "part") or "").lower())
    if not words:
        return None
    if " to " in words:
        return words.replace(" to ", "-")
    if words in names.PARTS:
        return names.PARTS[words]
    is_first = words.split()[0] in {"first", "opening", "early"}
    if words.endswith(("days", "weeks")):
        return "start" if is_first else "end"
    return "early" if is_first else "late"


def month_of(m: Match) -> int:
    """The number of the month that stands in the match."""
    return names.MONTHS[m["month"].lower().rstrip(".")]


def unit_of(m: Match) -> Unit:
    """The unit that stands in the match."""
    word = m["unit"].lower().removesuffix("s")
    return _OTHER_UNITS.get(word) or Unit(word)


def count_of(m: Match) -> int | None:
    """How many units stand in the match, None where no number does; a fortnight is two weeks."""
    word = group(m, "count")
    count = 1 if word is None else names.number(re.sub(r"\s+", " ", word))
    if not count:
        return None
    return 2 * count if m["unit"].lower().startswith("fortnight") else count


def is_rough(m: Match) -> bool:
    """Whether the match says "about" or "or so"."""
    return bool(group(m, "rough")) or bool(group(m, "so"))
