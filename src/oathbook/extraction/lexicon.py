"""Which words say, doubt, deny, wish or fail: the lists of `data/words` as sets of written forms.

Invariant: a set holds every written form of each base form in its list, in lower case.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from oathbook.data import read_text
from oathbook.extraction.inflect import noun_forms, verb_forms


@lru_cache(maxsize=4)
def _table(file: str) -> dict[str, Any]:
    return tomllib.loads(read_text("words", file))


@lru_cache(maxsize=64)
def verbs(name: str) -> frozenset[str]:
    """All written forms of a list of `data/words/verbs.toml`."""
    return frozenset(form for base in _table("verbs.toml")[name] for form in verb_forms(base))


@lru_cache(maxsize=32)
def hedges(name: str) -> frozenset[str]:
    """The words of a list of `data/words/hedges.toml`."""
    return frozenset(_table("hedges.toml")[name])


@lru_cache(maxsize=8)
def governing_nouns(name: str) -> frozenset[str]:
    """Nouns that say of the clause or thing under them that it is planned, possible, probable or denied."""
    return frozenset(f for base in _table("hedges.toml")["nouns"][name] for f in noun_forms(base))


@lru_cache(maxsize=32)
def speaker_nouns(name: str) -> frozenset[str]:
    """Singular and plural of a list of `data/words/speakers.toml`; phrases are kept whole."""
    return frozenset(f for base in _table("speakers.toml")[name] for f in noun_forms(base))
