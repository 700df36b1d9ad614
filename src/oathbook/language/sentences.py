"""Where sentences begin and end inside one segment.

Invariant: spans lie in order inside the segment, hold no outer white space, and lose no visible character.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import Any

# Titles and ranks of this subject that end in a full stop and never end a sentence.
_TITLES = frozenset(
    "adm brig capt cmdr cmdt col cpl cpt dr fr gen gov hon insp jr lt ltc maj mme mr mrs ms msgr prof rep rev "
    "sen sgt sheik sr st supt al ca approx etc est vs cf jan feb mar apr jun "
    "jul aug sep sept oct nov dec".split()
)
_PLAIN_END = re.compile(r"""([^\W\d_]+|\d+|[)\]%"'])[.!?]+["')\]]*(\s+)(?=["'(\[]?[A-Z0-9À-ÞĀ-ſ])""")
# "activists say.Under a truce": scraped pages lose the space between two paragraphs.
_GLUED_END = re.compile(r"""[a-z]{2}[.!?]["')\]]?(?=[A-ZÀ-Þ][a-z]+[ ,'])""")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# What stands before the first sentence of an entry: "- 7 March 2015:", "14:30 GMT -", "Q:", "(b)".
_LEAD = re.compile(
    rf"""\s*(?:[-*•·▪‣>]\s+)?(?:
        (?:(?:{_DAY}(?:\s*-\s*{_DAY})?\s+)?{_MONTH}(?:\s+{_DAY}(?:-{_DAY})?)?(?:,?\s+\d{{4}})?|(?:1[89]|20)\d\d)
        (?:\s*:|\s+[-–—])\s+
      | \d{{1,2}}[:.]\d\d(?:\s*(?:[ap]\.?m\.?|GMT|UTC|BST|[A-Z]{{2,4}}T))?+\s*[:–—-]?\s+
      | (?:Q|A|Question|Answer)\s*[:.]\s+
      | (?:\d{{1,3}}[.)]|\([a-z0-9]{{1,3}}\))\s+
    )(?=["'(\[]?[A-Z0-9À-ÞĀ-ſ])""",
    re.VERBOSE,
)


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    import nupunkt

    return (
        nupunkt.load_default_model()
        if hasattr(nupunkt, "load_default_model")
        else nupunkt.PunktSentenceTokenizer()
    )


def find_sentences(text: str) -> list[tuple[int, int]]:
    """The sentence spans of one segment, half open; the date, hour or letter of an entry is one of its own."""
    cuts = {0, len(text)}
    lead = _LEAD.match(text)
    first = lead.end() if lead else 0
    cuts.add(first)
    if len(text) > 60:
        for start, _end in _tokenizer_spans(text):
            if start > first and not _is_abbreviated(text, start):
                cuts.add(start)
    for m in _PLAIN_END.finditer(text, first):
        if not _is_abbreviated(text, m.start(2)) and not (m.start(1) == first and m.group(1).isdigit()):
            cuts.add(m.end(2))
    for m in _GLUED_END.finditer(text, first):
        cuts.add(m.end())
    edges = sorted(cuts)
    spans = ((_strip(text, a, b)) for a, b in itertools.pairwise(edges))
    return [(a, b) for a, b in spans if a < b]


def _tokenizer_spans(text: str) -> list[tuple[int, int]]:
    return [span for _, span in _tokenizer().tokenize_with_spans(text)]


_LAST_WORD = re.compile(r"(['.]?)([^\W\d_]+)\.$")


def _is_abbreviated(text: str, at: int) -> bool:
    """Whether the full stop before `at` belongs to a title, an initial or an abbreviation."""
    word = _LAST_WORD.search(text, max(0, at - 40), len(text[:at].rstrip()))
    if word is None:
        return False
    before, letters = word.groups()
    if letters.lower() in {"no", "nos", "art", "arts", "para", "paras", "fig", "vol"}:
        return text[at : at + 8].lstrip()[:1].isdigit()
    if letters.lower() in _TITLES:
        return True
    return len(letters) == 1 and before != "'"


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
