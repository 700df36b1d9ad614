"""What a text query means."""

from __future__ import annotations

import pytest

from oathbook.errors import QueryError
from oathbook.ledger.words import Term, fold, parse_terms


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Al-Mourabitoun’s  men", "al mourabitoun s men"),
        ("Sáhara SÉPARÉ", "sahara separe"),
        ("مُحَمَّد", "محمد"),
        ("under_score", "under score"),
        ("", ""),
        (None, ""),
        ("—", ""),
    ],
)
def test_folding_leaves_words_without_case_accents_and_punctuation(text: str | None, folded: str) -> None:
    assert fold(text) == folded


def test_a_query_is_words_phrases_and_beginnings() -> None:
    assert parse_terms('oath "River Front" alleg* al-Qaida') == (
        Term("oath"),
        Term("river front"),
        Term("alleg", prefix=True),
        Term("al qaida"),
    )


@pytest.mark.parametrize("query", ["", "  ", '""', "*", "--"])
def test_a_query_without_a_word_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        parse_terms(query)
