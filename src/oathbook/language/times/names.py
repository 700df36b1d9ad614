"""Which words name months, weekdays, seasons, numbers and feasts? Read once from data/times/names.toml.

Invariant: keys are in lower case, except heads of proper names, which only count when capitalised.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(
    (files("oathbook") / "data" / "times" / "names.toml").read_text(encoding="utf-8")
)
_TRAPS: dict[str, list[str]] = _DATA["traps"]


def _numbered(rows: list[list[str]], first: int) -> dict[str, int]:
    return {name: number for number, names in enumerate(rows, first) for name in names}


MONTHS = _numbered(_DATA["months"]["names"], 1)
FULL_MONTHS = tuple(names[0] for names in _DATA["months"]["names"])
DOUBTFUL_MONTHS = frozenset(_DATA["months"]["doubtful"])
WEEKDAYS = _numbered(_DATA["weekdays"]["names"], 0)
FULL_WEEKDAYS = tuple(names[0] for names in _DATA["weekdays"]["names"])
SEASONS: dict[str, int] = _DATA["seasons"]
PARTS: dict[str, str] = _DATA["parts"]
HIJRI_MONTHS = _numbered(_DATA["hijri"]["months"], 1)
HIJRI_BARE = frozenset(_DATA["hijri"]["bare"])
FESTIVALS: dict[str, dict[str, Any]] = {name: row for row in _DATA["festivals"] for name in row["names"]}
NUMBERS = {word: value for value, word in enumerate(_DATA["numbers"]["words"])}
TENS = {word: 10 * value for value, word in enumerate(_DATA["numbers"]["tens"], 2)}
LEADERS = frozenset(_DATA["phrases"]["leaders"].split()).union(MONTHS, WEEKDAYS, SEASONS, NUMBERS, TENS)

NAME_HEADS = frozenset(_TRAPS["name_heads"])
NAME_OPENERS = frozenset(_TRAPS["name_openers"])
WEEKDAY_HEADS = frozenset(_TRAPS["weekday_heads"])
WEEKDAY_OPENERS = frozenset(_TRAPS["weekday_openers"])
SEASON_OPENERS = frozenset(_TRAPS["season_openers"])
COUNTED = frozenset(_TRAPS["counted"])
COUNTED_PLACES = frozenset(_TRAPS["counted_places"])
LABELS = frozenset(_TRAPS["labels"])


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first; a space stands for white space or a hyphen."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in longest_first)


def key_of(written: str, known: Mapping[str, object]) -> str:
    """The key of `known` that `written` spells, whatever its case and its blanks."""
    folded = _fold(written)
    return next(name for name in known if _fold(name) == folded)


def _fold(name: str) -> str:
    return re.sub(r"[\s-]", " ", name.lower())


def number(word: str) -> int | None:
    """The whole number that `word` writes ("3", "three", "twenty-one", "a", "a dozen"), or None."""
    word = word.lower()
    if word.isdecimal():
        return int(word)
    if word in {"a", "an"}:
        return 1
    if "dozen" in word:
        return 6 if word.startswith("half") else 12
    if word in NUMBERS:
        return NUMBERS[word]
    ten, _, one = word.replace(" ", "-").partition("-")
    return TENS[ten] + (NUMBERS[one] if one else 0) if ten in TENS else None
