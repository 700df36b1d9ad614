"""How are documents cut into shards, and what does one shard give? The function every engine runs.

Invariant: a shard gives one outcome per document, in order; a document on which the extractor fails costs
that document and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from oathbook.errors import UnreadableInput
from oathbook.model import Document

if TYPE_CHECKING:
    from oathbook.extraction.extractor import Extraction

Outcome: TypeAlias = "Extraction | UnreadableInput"


class Extracts(Protocol):
    """What the engine needs of an extractor (see `oathbook.extraction.protocol` for the whole of one)."""

    def extract_many(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The claims of each document, in order."""


Make = Callable[[], Extracts]
"""Builds the extractor where it is to run; for worker processes it must be picklable."""


def cut_shards(
    documents: Iterable[Document], *, most_documents: int, most_characters: int
) -> Iterator[tuple[Document, ...]]:
    """The documents in order, so many or so long to a shard; a single long document is a shard of its own."""
    shard: list[Document] = []
    characters = 0
    for document in documents:
        if shard and (len(shard) >= most_documents or characters + len(document.text) > most_characters):
            yield tuple(shard)
            shard, characters = [], 0
        shard.append(document)
        characters += len(document.text)
    if shard:
        yield tuple(shard)


def extract_shard(
    extractor: Extracts, documents: Sequence[Document], *, one_by_one: bool = False
) -> Iterator[Outcome]:
    """The outcome of each document; after a fault, or when asked, the rest is read one by one."""
    done = 0
    if not one_by_one:
        try:
            for extraction in extractor.extract_many(documents):
                yield extraction
                done += 1
        except Exception as e:  # noqa: BLE001 - which document it was comes out below, one by one
            if len(documents) == 1:
                yield _fault(documents[0], e)
                return
    for document in documents[done:]:
        yield _extract_one(extractor, document)


def _extract_one(extractor: Extracts, document: Document) -> Outcome:
    try:
        (extraction,) = extractor.extract_many([document])
    except Exception as e:  # noqa: BLE001 - whatever a text provokes is reported with its name, never hidden
        return _fault(document, e)
    return extraction


def _fault(document: Document, error: Exception) -> UnreadableInput:
    if isinstance(error, UnreadableInput):
        return error
    cause = f"the extractor failed on it: {type(error).__name__}: {error}."
    return UnreadableInput(document.name or document.id, cause, "Please report it with the text.")
