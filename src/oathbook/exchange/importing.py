"""How do coded rows get into a book? Built, recorded in batches and counted; a faulty row costs itself alone.

Invariant: what is already there adds nothing, so that an import that was cut off is simply run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from oathbook.clock import Clock
from oathbook.errors import OathbookError, UnreadableInput
from oathbook.exchange.coded import HAND, Resolve, build_coded, name_columns
from oathbook.ledger import Ledger
from oathbook.model import Claim, Document

_TOGETHER = 1000  # rows whose ids are looked up at once
_EMPTY = (None, "")

Numbered = tuple[str, "Mapping[str, Any] | UnreadableInput"]
Item = tuple[Document, Sequence[Claim], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did.

    `claims_known` counts rows that were in the book already or are repeated. `provisional` are the parties
    that the registry lacks, under the words of the rows; `ignored` the columns that hold no field of a claim.
    """

    rows: int
    claims_new: int
    claims_known: int
    provisional: tuple[str, ...]
    ignored: tuple[str, ...]
    failed: tuple[UnreadableInput, ...]


@dataclass(slots=True)
class _Tally:
    rows: int = 0
    new: int = 0
    known: int = 0
    provisional: set[str] = field(default_factory=set)
    ignored: dict[str, None] = field(default_factory=dict)
    failed: list[UnreadableInput] = field(default_factory=list)


def import_rows(
    ledger: Ledger,
    rows: Iterable[Numbered],
    *,
    resolve: Resolve,
    clock: Clock,
    settings: Mapping[str, Any],
    progress: Callable[[int, str], None] | None = None,
) -> ImportReport:
    """Takes rows, each with where it stands or with its fault, into the ledger as one run.

    A row whose `id` is a claim of this very book (an export that comes home) is passed over. `progress` is
    told the number of rows read and where the last one stands.
    """
    tally = _Tally()
    items = _build_all(ledger, rows, tally, resolve, clock, progress)
    run_id = ledger.start_run(HAND, settings)

    def refuse(document: Document, error: OathbookError) -> None:
        tally.failed.append(UnreadableInput(document.name, f"was not recorded: {error}"))

    for recorded in ledger.record_many(items, run_id=run_id, on_refusal=refuse):
        tally.new += recorded.new_claims
        tally.known += not recorded.new_claims
    ledger.end_run(run_id)
    return ImportReport(
        rows=tally.rows,
        claims_new=tally.new,
        claims_known=tally.known,
        provisional=tuple(sorted(tally.provisional)),
        ignored=tuple(tally.ignored),
        failed=tuple(tally.failed),
    )


def _build_all(
    ledger: Ledger,
    rows: Iterable[Numbered],
    tally: _Tally,
    resolve: Resolve,
    clock: Clock,
    progress: Callable[[int, str], None] | None,
) -> Iterator[Item]:
    columns: dict[tuple[str, ...], Mapping[str, str]] = {}
    iterator = iter(rows)
    while page := list(islice(iterator, _TOGETHER)):
        named: list[tuple[str, Mapping[str, Any]]] = []
        for where, row in page:
            tally.rows += 1
            if isinstance(row, UnreadableInput):
                tally.failed.append(row)
                continue
            heads = tuple(row)
            if heads not in columns:
                found = name_columns(heads)
                columns[heads] = found.fields
                tally.ignored |= dict.fromkeys(found.unknown)
            filled = {f: row[head] for head, f in columns[heads].items() if row[head] not in _EMPTY}
            named.append((where, filled))
        ids = [row["id"] for _, row in named if str(row.get("id", "")).startswith("clm")]
        at_home = ledger.known_claims(ids) if ids else frozenset()
        for where, row in named:
            if row.get("id") in at_home:
                tally.known += 1
                continue
            try:
                document, claim = build_coded(row, where=where, resolve=resolve)
            except UnreadableInput as error:
                tally.failed.append(error)
                continue
            tally.provisional |= {p.label for p in claim.parties if p.actor is None}
            yield document, (claim,), clock()
        if progress is not None:
            progress(tally.rows, page[-1][0])
