"""Which rows does a coder's file hold? CSV with a header, JSON lines or a JSON list, told by the content.

Invariant: every row gives its fields or its fault, under the number that its owner sees.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from oathbook.errors import UnreadableInput
from oathbook.exchange.coded import near_field
from oathbook.exchange.text import unescape_cell
from oathbook.reading.encoding import decode
from oathbook.reading.inputs import RawInput

LIMIT_BYTES = 512 * 1024 * 1024  # some two million rows; a larger file is better split than half read
_DELIMITERS = ",;\t"
_LONGEST_CELL = 16 * 1024 * 1024

Row = Mapping[str, Any]
Numbered = tuple[str, "Row | UnreadableInput"]


def iter_file(raw: RawInput) -> Iterator[Numbered]:
    """Each row of the file under its own columns, with where it stands: `codes.csv, row 12`."""
    try:
        text = _load(raw)
    except UnreadableInput as error:
        yield raw.name, error
        return
    start = text.lstrip()[:1]
    if start == "[":
        yield from _iter_list(text, raw.name)
    elif start == "{":
        yield from _iter_lines(text, raw.name)
    else:
        yield from _iter_csv(text, raw.name)


def _load(raw: RawInput) -> str:
    data = raw.load()
    if data.startswith(b"PK\x03\x04"):
        raise UnreadableInput(raw.name, "is a workbook or another archive.", "Save the sheet as CSV (UTF-8).")
    return decode(data, name=raw.name)


def _iter_list(text: str, name: str) -> Iterator[Numbered]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield name, UnreadableInput(name, f"is broken JSON: {error}.", "Export it again, or mend it.")
        return
    for number, row in enumerate(rows, start=1):
        yield _checked(row, f"{name}, item {number}")


def _iter_lines(text: str, name: str) -> Iterator[Numbered]:
    for number, line in enumerate(io.StringIO(text, newline="\n"), start=1):
        where = f"{name}, line {number}"
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield where, UnreadableInput(where, f"is broken JSON: {error}.", "Write one object to a line.")
            continue
        yield _checked(row, where)


def _checked(row: Any, where: str) -> Numbered:
    if isinstance(row, Mapping):
        return where, row
    return where, UnreadableInput(where, "is no JSON object.", 'Write {"kind": …, "subject": …, …}.')


def _iter_csv(text: str, name: str) -> Iterator[Numbered]:
    """Rows by the number that a spreadsheet shows: the header is row 1. Empty rows are passed over."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text))
    heads = [head.strip() for head in next(reader, [])]
    if "kind" not in {head.casefold() for head in heads}:
        yield name, _no_kind(heads, name)
        return
    number = 1
    while True:
        number += 1
        where = f"{name}, row {number}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield where, UnreadableInput(where, f"is broken CSV: {error}.", "Export it again, or mend it.")
            continue
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        if len(cells) > len(heads):
            yield (
                where,
                UnreadableInput(
                    where,
                    f"has {len(cells)} cells under {len(heads)} columns.",
                    "Put cells that hold a separator in quotation marks.",
                ),
            )
            continue
        yield where, {h: unescape_cell(cell) for h, cell in zip(heads, cells, strict=False) if h}


def _find_delimiter(text: str) -> str:
    """What parts the header: a comma, or what some spreadsheets put in its place."""
    header = text[: text.find("\n")] if "\n" in text else text
    return max(_DELIMITERS, key=header.count)


def _no_kind(heads: list[str], name: str) -> UnreadableInput:
    if not any(heads):
        return UnreadableInput(name, "is empty.")
    near = [f"{head} ({near_field(head)}?)" if near_field(head) else head for head in heads[:12]]
    return UnreadableInput(
        name,
        f"has no column 'kind'; its columns are {', '.join(near)}.",
        "Name the columns in the first row, as docs/guides/importing.md lists them.",
    )
