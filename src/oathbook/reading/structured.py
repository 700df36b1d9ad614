"""Which documents does this JSON hold? One object, a list of them, or one on each line.

A record that cannot be used is named by its line or place, and the others are read all the same. Gold files
(an object with text and claims) are read like any other: the claims are not looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from oathbook.errors import UnreadableInput
from oathbook.model import Document
from oathbook.reading.encoding import decode
from oathbook.reading.fields import build_document

# Fields of an object without text of its own whose list holds the documents.
_LISTS = ("documents", "articles")


def read_json(
    text: str, *, name: str, published: date | None = None, source: str | None = None
) -> Iterator[Document | UnreadableInput]:
    """The document or documents of one JSON value, or what is wrong with it."""
    try:
        value = _parse(text, name)
    except UnreadableInput as error:
        yield error
        return
    if isinstance(value, Mapping):
        lists = [] if "text" in value else [key for key in _LISTS if isinstance(value.get(key), list)]
        if not lists:
            yield _read_record(value, name=name, where=name, published=published, source=source)
            return
        value, place = value[lists[0]], f"{name}:{lists[0]}"
    else:
        place = name
    if not value:
        yield UnreadableInput(name, "is an empty list: it holds no documents.")
    for number, record in enumerate(value):
        where = f"{place}[{number}]"
        yield _read_record(record, name=where, where=where, published=published, source=source)


def read_json_lines(
    lines: Iterable[str | bytes], *, name: str, published: date | None = None, source: str | None = None
) -> Iterator[Document | UnreadableInput]:
    """One document or one error for each line that is not blank; lines are counted from 1.

    Lines given as bytes are decoded one by one, so that one damaged line costs no other.
    """
    for number, line in enumerate(lines, start=1):
        where = f"{name}:{number}"
        if not line.strip():
            continue
        try:
            record = _parse(decode(line, name=where) if isinstance(line, bytes) else line, where)
        except UnreadableInput as error:
            yield error
            continue
        yield _read_record(record, name=where, where=where, published=published, source=source)


def _parse(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise UnreadableInput(where, "is JSON nested too deeply to be a report.") from error
    except json.JSONDecodeError as error:
        place = (
            f"line {error.lineno}, column {error.colno}" if "\n" in text.strip() else f"column {error.colno}"
        )
        raise UnreadableInput(
            where, f"is broken JSON: {error.msg} at {place}.", "Export it again, or mend it."
        ) from error
    except ValueError as error:  # Python reads no number of more than 4,300 digits
        raise UnreadableInput(where, "is JSON with a number of thousands of digits in it.") from error


def _read_record(
    record: Any, *, name: str, where: str, published: date | None, source: str | None
) -> Document | UnreadableInput:
    if not isinstance(record, Mapping):
        return UnreadableInput(
            where, "is no JSON object.", 'Write each report as {"text": …, "title": …, …}.'
        )
    try:
        return build_document(record, name=name, where=where, published=published, source=source)
    except UnreadableInput as error:
        return error
