"""Which words set the grammar off? Every time expression holds one, most words of a text are none.

Invariant: the trigger is the first telling word of its expression, so that only the rules of its kind
need trying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from oathbook.language.times import names
from oathbook.language.times.table import Kind

_WORD = re.compile(r"[^\W_]+")
_FIGURES = re.compile(r"(?:1[3-9]|20)\d\d(?:s|AH|H)?|[2-9]0s")
_BEFORE_THEN = frozenset(
    ("since", "until", "till", "before", "after", "by", "from", "to", "the", "that", "same")
)
# Common words in small letters: there they are only months, after a figure ("5 may 2015").
_LOWER_CASE_TRAPS = frozenset(("may", "march", "mar", "mon", "sat", "sun", "wed", "dec", "fri"))
# Words of a feast's name that are too common to set anything off.
_COMMON_IN_FEASTS = frozenset(("new", "good", "palm", "may", "orthodox", "id", "eid", "al", "ul", "el"))


def _telling_word(feast: str) -> str:
    words = re.split(r"[\s'’-]", feast)
    return next((word for word in words if word not in _COMMON_IN_FEASTS), words[0])


def _as_written(words: dict[str, Kind]) -> dict[str, Kind]:
    """In small letters, with a capital, in capitals: looked up as written, no text need be folded."""
    return {spelt: kind for word, kind in words.items() for spelt in (word, word.capitalize(), word.upper())}


_UNITS = ("day", "night", "week", "weekend", "fortnight", "month", "year", "decade")
_DAYS = ("today", "yesterday", "tomorrow", "tonight", "morning", "afternoon", "evening")
_THEN = ("then", "that", "time", "occasion", "period", "point", "moment", "date")
_TRIGGERS = _as_written(
    {_telling_word(name): Kind.FEAST for name in names.FESTIVALS}
    | {_telling_word(name): Kind.HIJRI for name in names.HIJRI_MONTHS}
    | dict.fromkeys(names.MONTHS, Kind.MONTH)
    | dict.fromkeys(names.WEEKDAYS, Kind.WEEKDAY)
    | dict.fromkeys(names.SEASONS, Kind.SEASON)
    | dict.fromkeys(_DAYS, Kind.DAY)
    | dict.fromkeys(_THEN, Kind.THEN)
    | dict.fromkeys((unit + s for unit in _UNITS for s in ("", "s")), Kind.UNIT)
    | {"hours": Kind.UNIT}
)


def iter_triggers(text: str) -> Iterator[tuple[int, Kind]]:
    """The start and kind of each word that a time expression may rest on."""
    before = ""
    for m in _WORD.finditer(text):
        word = m[0]
        kind = _TRIGGERS.get(word)
        if kind is None:
            if word[0].isdigit() and _FIGURES.fullmatch(word):
                yield m.start(), Kind.FIGURE
        elif kind is Kind.THEN:
            if before.lower() in _BEFORE_THEN:
                yield m.start(), kind
        elif word in _LOWER_CASE_TRAPS:
            if before[:1].isdigit():
                yield m.start(), kind
        elif kind is not Kind.UNIT or _may_measure(before, word):
            yield m.start(), kind
        before = word


def _may_measure(before: str, unit: str) -> bool:
    """Whether a unit follows a word that can count or choose it; "days later" needs none before."""
    return unit.endswith("s") or before.lower() in names.LEADERS or before[:1].isdigit()
