"""One process or several, chosen by the amount and giving the same."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from oathbook.engine import choose_workers, extract_all
from oathbook.model import Document


def test_little_is_read_in_this_process_and_much_by_as_many_as_there_are_cores(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(4)), raising=False)
    sizes = (0, 20_000, 600_000, 1_200_000, 50_000_000)
    assert [choose_workers(size) for size in sizes] == [1, 1, 2, 3, 4]


@pytest.mark.parametrize("workers", [1, 2])
def test_each_document_comes_with_its_own_claims(
    extractors: ModuleType, tmp_path: Path, workers: int
) -> None:
    documents = [
        Document(text="pledge " * (n % 3) + "DIE" * (n == 9 and workers > 1), name=f"{n}") for n in range(40)
    ]
    found = list(extract_all(iter(documents), partial(extractors.make, tmp_path), workers=workers))
    assert [document for document, _ in found] == documents
    for number, (_, outcome) in enumerate(found):
        if number != 9:
            assert len(outcome.claims) == number % 3  # type: ignore[union-attr]  # only the ninth may fail


def test_short_documents_are_handed_to_the_extractor_together(extractors: ModuleType, tmp_path: Path) -> None:
    sizes: list[int] = []

    class Counting(extractors.Words):  # type: ignore[misc,name-defined]  # the module is made by a fixture
        def extract_many(self, documents):  # type: ignore[no-untyped-def]
            listed = list(documents)
            sizes.append(len(listed))
            return super().extract_many(listed)

    documents = [Document(text="pledge", name=str(n)) for n in range(40)] + [Document(text="x" * 70_000)]
    assert len(list(extract_all(documents, lambda: Counting(tmp_path)))) == 41
    assert sizes == [16, 16, 8, 1]


def test_no_worker_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="0 workers"):
        list(extract_all([], lambda: pytest.fail("was built"), workers=0))
