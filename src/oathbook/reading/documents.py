"""Which documents are in this input? Each comes out whole, or as an error that names it; nothing is raised.

What an input says of itself wins: the day and the outlet given by the user fill in only where it is silent.
Somebody who reads a folder with `--source` means the files that do not name their own outlet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from oathbook.errors import UnreadableInput
from oathbook.model import Document
from oathbook.reading.encoding import decode
from oathbook.reading.inputs import RawInput
from oathbook.reading.plain import read_plain
from oathbook.reading.sniff import Foreign, Format, find_foreign, find_format
from oathbook.reading.structured import read_json, read_json_lines


def read_documents(
    raw: RawInput, *, published: date | None = None, source: str | None = None
) -> Iterator[Document | UnreadableInput]:
    """The documents of one input, each format told by its content; at least one document or one error.

    `published` and `source` are used for documents that do not state their own.
    """
    name = raw.name
    try:
        data = raw.load()
        _refuse(find_foreign(data), name)
        try:
            text = decode(data, name=name)
        except UnreadableInput:
            # The lines of such a file stand for themselves: most of them may be sound.
            if find_format(data.decode("latin-1")) is not Format.JSON_LINES:
                raise
            yield from read_json_lines(data.split(b"\n"), name=name, published=published, source=source)
            return
        form = find_format(text)
        _refuse(form, name)
        if form is Format.JSON:
            yield from read_json(text, name=name, published=published, source=source)
        elif form is Format.JSON_LINES:
            yield from read_json_lines(text.split("\n"), name=name, published=published, source=source)
        elif form is Format.HTML:
            from oathbook.reading.html import read_html

            yield read_html(text, name=name, published=published, source=source)
        else:
            yield read_plain(text, name=name, published=published, source=source)
    except UnreadableInput as error:
        yield error


def _refuse(found: Format | Foreign | None, name: str) -> None:
    if isinstance(found, Foreign):
        raise UnreadableInput(name, f"is {found.what}.", found.remedy)
