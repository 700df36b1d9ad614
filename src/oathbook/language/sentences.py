"""Where sentences begin and end inside one segment.

Invariant: spans lie in order inside the segment, hold no outer white space, and lose no visible character.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# Titles and ranks of this subject that end in a full stop and never end a sentence.
_TITLES = frozenset(
    "adm brig capt cmdr cmdt col cpl cpt dr fr gen gov hon insp jr lt ltc maj mme mr mrs ms msgr prof rep rev "
    "sen sgt sheik sr st supt no nos vol fig art arts para paras al ca approx etc est vs cf jan feb mar apr jun "
    "jul aug sep sept oct nov dec".split()
)
_PLAIN_END = re.compile(r"""([^\W\d_]+|\d+|[)\]%"'])[.!?]+["')\]]*(\s+)(?=["'(\[]?[A-Z0-9À-ÞĀ-ſ])""")
# "activists say.Under a truce": scraped pages lose the space between two paragraphs.
_GLUED_END = re.compile(r"""[a-z]{2}[.!?]["')\]]?(?=[A-ZÀ-Þ][a-z]+[ ,'])""")


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    import nupunkt

    return (
        nupunkt.load_default_model()
        if hasattr(nupunkt, "load_default_model")
        else nupunkt.PunktSentenceTokenizer()
    )


def find_sentences(text: str) -> list[tuple[int, int]]:
    """The sentence spans of one segment, half open."""
    cuts = {0, len(text)}
    if len(text) > 60:
        for start, _end in _tokenizer_spans(text):
            if start and not _after_title(text, start):
                cuts.add(start)
    for m in _PLAIN_END.finditer(text):
        word = m.group(1)
        if len(word) > 1 and word.lower() not in _TITLES and not (word[0].isupper() and len(word) < 4):
            cuts.add(m.end(2))
    for m in _GLUED_END.finditer(text):
        cuts.add(m.end())
    edges = sorted(cuts)
    spans = ((_strip(text, a, b)) for a, b in zip(edges, edges[1:], strict=False))
    return [(a, b) for a, b in spans if a < b]


def _tokenizer_spans(text: str) -> list[tuple[int, int]]:
    return [span for _, span in _tokenizer().tokenize_with_spans(text)]


def _after_title(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    word = re.search(r"([^\W\d_]+)\.$", before)
    return bool(word) and (word.group(1).lower() in _TITLES or len(word.group(1)) == 1)  # type: ignore[union-attr]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
