"""What a text query means: words and "quoted phrases" that must all stand in a claim; `word*` any ending.

Case, accents and punctuation do not count, in the query or in the claim, whichever index answers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from oathbook.errors import QueryError

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")  # as in migration 0001, for PostgreSQL
_APART = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand side by side; the last may go on where `prefix`."""

    words: str
    prefix: bool = False


def fold(text: str | None) -> str:
    """Lower case, no accents, words set apart by one space."""
    if not text:
        return ""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return _APART.sub(" ", text.lower()).strip()


def parse_terms(query: str) -> tuple[Term, ...]:
    """The terms of a query. Raises QueryError where it holds no word."""
    terms = []
    for phrase, word in _TERM.findall(query):
        folded = fold(phrase or word)
        if folded:
            terms.append(Term(folded, prefix=word.endswith("*")))
    if not terms:
        raise QueryError(f'The text query {query!r} holds no word. Ask for words or a "quoted phrase".')
    return tuple(terms)
