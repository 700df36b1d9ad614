"""How do claims become a file? CSV for spreadsheets and JSON lines for programs, one entry at a time.

Invariant: no cell of a CSV can start a formula, and no row is held longer than it takes to write it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TextIO

from oathbook.exchange.rows import FIELDS, to_row
from oathbook.model import Entry, Polarity

BOM = "\ufeff"
# A spreadsheet may run a cell that begins with one of these (OWASP, "CSV Injection"); an apostrophe stops it.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SIGNS = frozenset(item.value for item in Polarity)  # a lone sign has nothing to compute
_ESCAPE = "'"


def write_csv(entries: Iterable[Entry], file: TextIO, *, bom: bool = False) -> int:
    """The number of rows written, one per entry, under a header of `FIELDS`; RFC 4180 with CRLF line ends.

    Open `file` with `newline=""` and UTF-8. `bom` marks it as UTF-8 for spreadsheets that would not see it.
    Cells that could start a formula get an apostrophe in front; numbers are no text and stay as they are.
    """
    if bom:
        file.write(BOM)
    writer = csv.writer(file)
    writer.writerow(FIELDS)
    written = 0
    for entry in entries:
        writer.writerow([_cell(value) for value in to_row(entry).values()])
        written += 1
    return written


def write_json_lines(entries: Iterable[Entry], file: TextIO) -> int:
    """The number of lines written, one JSON object per entry: the claim's own fields and its times.

    Fields at their default are left out, as in gold files; `doc` is the document's id.
    """
    written = 0
    for entry in entries:
        file.write(json.dumps(entry_to_json(entry), ensure_ascii=False) + "\n")
        written += 1
    return written


def entry_to_json(entry: Entry) -> dict[str, Any]:
    """The claim's own fields, then where it stands and when it was published, read and recorded."""
    about = {
        "title": entry.title,
        "source": entry.source,
        "url": entry.url,
        "published": None if entry.published is None else entry.published.isoformat(),
        "read": entry.read.isoformat(),
        "recorded": entry.recorded.isoformat(),
        "verdict": None if entry.verdict is None else entry.verdict.value,
        "extractor": entry.claim.extractor or None,
    }
    known = {key: value for key, value in about.items() if value is not None}
    return {"id": entry.id} | entry.claim.to_json() | {"doc": entry.document_id} | known


def unescape_cell(cell: str) -> str:
    """The text that `write_csv` made this cell of.

    >>> unescape_cell("'=SUM(A1)")
    '=SUM(A1)'
    """
    return cell[1:] if cell.startswith(_ESCAPE) and _needs_escape(cell[1:]) else cell


def _needs_escape(text: str) -> bool:
    """Whether it could start a formula, or would be taken for text that was escaped."""
    if text.startswith(_ESCAPE):
        return _needs_escape(text[1:])
    return text.startswith(_FORMULA_STARTS) and text not in _SIGNS


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str) and _needs_escape(value):
        return _ESCAPE + value
    return value
