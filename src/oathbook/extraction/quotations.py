"""Which stretches of a document are somebody's spoken words, and which are scare quotes.

Invariant: a quotation has at least four words or a whole clause; shorter ones are scare quotes and say
nothing about who speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTED = re.compile(r'"([^"\n]{1,1500})("|$)', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Spoken words, quotation marks left out; `continued` when the mark was never closed in its paragraph."""

    start: int
    end: int
    continued: bool


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a repaired text, in order."""
    found = []
    for m in _QUOTED.finditer(text):
        words = m.group(1).split()
        if len(words) >= 4 or (len(words) >= 2 and m.group(1).rstrip()[-1:] in ".,!?"):
            found.append(Quotation(start=m.start(1), end=m.end(1), continued=m.group(2) == ""))
    return tuple(found)


def quotation_at(quotations: tuple[Quotation, ...], at: int) -> Quotation | None:
    """The quotation around an offset, or None."""
    for q in quotations:
        if q.start <= at < q.end:
            return q
    return None
