"""What must any extractor be able to do, whatever it reads with? Name its version and take claims from documents.

Invariant of all of them: `document.text[claim.start:claim.end] == claim.quote`, and the same version gives the
same claims for the same document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from oathbook.model import Document

if TYPE_CHECKING:
    from oathbook.extraction.extractor import Extraction


class DocumentExtractor(Protocol):
    """An extractor; `extract_many` may read ahead and work on several documents together."""

    @property
    def version(self) -> str:
        """What a reading is recorded under: another version reads the same documents anew."""

    def extract_many(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The claims of each document, in order."""
