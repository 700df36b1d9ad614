"""Cutting documents into shards, and reading one shard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from oathbook.engine.shards import cut_shards, extract_shard
from oathbook.errors import UnreadableInput
from oathbook.model import Document

Make = Callable[..., Document]


def test_shards_hold_all_documents_in_order_within_both_limits(document: Make) -> None:
    texts = ["x" * length for length in (10, 10, 10, 95, 10, 10, 200, 1)]
    documents = [document(str(number), text) for number, text in enumerate(texts)]
    shards = list(cut_shards(documents, most_documents=3, most_characters=100))
    assert [d for shard in shards for d in shard] == documents
    assert [[len(d.text) for d in shard] for shard in shards] == [[10, 10, 10], [95], [10, 10], [200], [1]]


def test_nothing_makes_no_shard() -> None:
    assert list(cut_shards([], most_documents=3, most_characters=100)) == []


@pytest.mark.parametrize("factory", ["make", "make_together"])
@pytest.mark.parametrize("one_by_one", [False, True])
def test_a_document_that_the_extractor_fails_on_costs_no_other(
    extractors: ModuleType, document: Make, tmp_path: Path, factory: str, one_by_one: bool
) -> None:
    texts = ["pledge", "FAIL", "pledge pledge", "FAIL", ""]
    documents = [document(str(number), text) for number, text in enumerate(texts)]
    extractor = getattr(extractors, factory)(tmp_path)
    outcomes = list(extract_shard(extractor, documents, one_by_one=one_by_one))
    failed = [o.name for o in outcomes if isinstance(o, UnreadableInput)]
    assert failed == ["1", "3"]
    assert [len(o.claims) for o in outcomes if not isinstance(o, UnreadableInput)] == [1, 2, 0]
    assert "ValueError: a word it cannot bear" in str(outcomes[1])
