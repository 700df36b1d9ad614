"""How does a pile of inputs get into a book? One loop: draw, pass over what is known, extract, record, count.

Invariant: a document is recorded with its claims in one go, in the order of the inputs, and the report counts
only what was recorded; it is the same whatever the number of workers.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from oathbook.clock import Clock
from oathbook.engine.extracting import extract_all
from oathbook.engine.shards import Make
from oathbook.errors import OathbookError, UnreadableInput
from oathbook.model import Claim, Document

if TYPE_CHECKING:
    from oathbook.extraction.extractor import Extraction
    from oathbook.ledger import Ledger

DATE_HINT = "Give the day of publication with --published, or `published=` in Python."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadProgress:
    """How far a reading has come: inputs done of all, and the documents and claims found in them so far."""

    done: int
    total: int
    name: str
    documents: int
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """What a reading did. `unresolved_times` counts claims whose relative time wants a publication date.

    `dropped` counts what a language model proposed and the gate refused, by reason; empty for the frames. `unread`
    counts documents that are kept but in a language that the extractor does not read, by ISO 639-1 code.
    """

    documents_new: int
    documents_known: int
    claims_new: int
    unresolved_times: int
    words: int
    failed: tuple[UnreadableInput, ...]
    dropped: tuple[tuple[str, int], ...] = ()
    unread: tuple[tuple[str, int], ...] = ()

    @property
    def hint(self) -> str | None:
        """What to do about unresolved times, None where there are none."""
        return DATE_HINT if self.unresolved_times else None


Progress = Callable[[ReadProgress], None]
Input = tuple[str, Iterator[Document | UnreadableInput]]


@dataclass(slots=True)
class _Tally:
    """A reading's counts while it goes on; faults carry the number of their input, to be told in order.

    `read` went through the extractor, `passed` were known and did not, `new` and `known` are what was recorded.
    """

    read: int = 0
    found: int = 0
    new: int = 0
    passed: int = 0
    known: int = 0
    claims: int = 0
    unresolved: int = 0
    words: int = 0
    failed: list[tuple[int, UnreadableInput]] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)

    def note(self, outcome: Extraction) -> None:
        """Counts what was extracted from one document."""
        self.unresolved += outcome.unresolved_times
        self.words += outcome.words
        self.dropped.update(dict(outcome.dropped))
        self.found += len(outcome.claims)
        if outcome.is_unread and outcome.language is not None:
            self.unread[outcome.language] += 1

    def report(self) -> ReadReport:
        return ReadReport(
            documents_new=self.new,
            documents_known=self.known,
            claims_new=self.claims,
            unresolved_times=self.unresolved,
            words=self.words,
            failed=tuple(fault for _, fault in sorted(self.failed, key=lambda failed: failed[0])),
            dropped=tuple(sorted(self.dropped.items())),
            unread=tuple(sorted(self.unread.items())),
        )


def _in_its_language(document: Document, outcome: Extraction) -> Document:
    """The document marked with the language found, where it does not name its own; its id is the same."""
    if document.language is not None or outcome.language is None:
        return document
    return replace(document, language=outcome.language)


def read_into(
    ledger: Ledger,
    inputs: Iterable[Input],
    make: Make,
    *,
    version: str,
    total: int,
    clock: Clock,
    workers: int = 1,
    again: bool = False,
    progress: Progress | None = None,
) -> ReadReport:
    """Reads named inputs into the ledger with the extractor that `make` builds; what was done.

    Documents that the extractor's `version` has been over are passed over unless `again`.
    """
    run_id = ledger.start_run(version, {"again": again, "workers": workers})
    tally = _Tally()
    reading: deque[tuple[int, str, str]] = deque()  # input's number and name, and id, of each being extracted
    pending: dict[str, int] = {}  # id and number of each document drawn and not yet recorded

    drawn = 0  # inputs that have been drawn to their end

    def tell(name: str) -> None:
        if progress is not None:
            unfinished = len({number for number, _, _ in reading if number < drawn})
            progress(
                ReadProgress(
                    done=drawn - unfinished,
                    total=total,
                    name=name,
                    documents=tally.read + tally.passed,
                    claims=tally.found,
                )
            )

    def fresh() -> Iterator[Document]:
        nonlocal drawn
        for number, (name, items) in enumerate(inputs):
            drawn = number
            tell(name)
            for item in items:
                if isinstance(item, UnreadableInput):
                    tally.failed.append((number, item))
                    continue
                document_id = item.id
                if not again and (
                    document_id in pending or ledger.has_document(document_id, extractor=version)
                ):
                    tally.passed += 1
                    tally.known += 1
                else:
                    pending[document_id] = number
                    reading.append((number, name, document_id))
                    yield item

    def extracted() -> Iterator[tuple[Document, Sequence[Claim], datetime]]:
        for document, outcome in extract_all(fresh(), make, workers=workers):
            number, name, document_id = reading.popleft()
            tally.read += 1
            tell(name)
            if isinstance(outcome, UnreadableInput):
                pending.pop(document_id, None)
                tally.failed.append((number, outcome))
                continue
            tally.note(outcome)
            yield _in_its_language(document, outcome), outcome.claims, clock()

    def refuse(document: Document, error: OathbookError) -> None:
        fault = UnreadableInput(document.name or document.id, f"was not recorded: {error}")
        tally.failed.append((pending.pop(document.id, total), fault))

    for recorded in ledger.record_many(extracted(), run_id=run_id, on_refusal=refuse):
        pending.pop(recorded.document_id, None)
        tally.new += recorded.new_document
        tally.known += not recorded.new_document
        tally.claims += recorded.new_claims
    drawn = total
    tell("")
    ledger.end_run(run_id)
    return tally.report()
