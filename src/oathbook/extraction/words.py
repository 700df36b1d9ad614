"""Sets of written forms made of the word lists, for the readers that compare words."""

from __future__ import annotations

from functools import lru_cache

from oathbook.extraction.frames import word_lists
from oathbook.extraction.inflect import noun_forms


@lru_cache(maxsize=64)
def nouns(*names: str) -> frozenset[str]:
    """Singular and plural forms of every single-word entry of the named lists."""
    return frozenset(
        f for name in names for word in word_lists()[name] for f in noun_forms(word) if " " not in f
    )


@lru_cache(maxsize=64)
def phrases(*names: str) -> frozenset[str]:
    """Forms of every entry, phrases included."""
    return frozenset(f for name in names for word in word_lists()[name] for f in noun_forms(word))


@lru_cache(maxsize=64)
def plain(name: str) -> frozenset[str]:
    """The entries of a list as written."""
    return frozenset(word_lists()[name])
