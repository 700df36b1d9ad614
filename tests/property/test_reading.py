"""What holds for every text and all bytes that anybody may hand in."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from oathbook.errors import UnreadableInput
from oathbook.model import Document
from oathbook.reading import RawInput, read_documents
from oathbook.reading.dates import parse_day
from oathbook.reading.frontmatter import split_front_matter
from oathbook.reading.sniff import find_foreign, find_format

# Texts that can be stored: no NUL, no half of a surrogate pair, and something other than white space.
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1).filter(
    lambda text: not text.isspace()
)
# Bytes that look enough like something to get past the first question.
beginnings = st.sampled_from(
    [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"%PDF-", b"PK\x03\x04", b"<html>", b"<p>", b"<?xml ",
     b"<!--", b"<!doctype html>", b'{"text": "', b'[{"', b'{"text": "a"}\n{"', b"---\n", b"+++\n",
     b"---\ntitle: "]
)  # fmt: skip
contents = st.one_of(
    st.binary(max_size=300), st.text().map(lambda text: text.encode("utf-8", "surrogatepass")), st.just(b"\n")
)
endings = st.sampled_from([b"", b"\n---\n", b"\n+++\nText.", b'"}', b"</p>", b"]"])


def read(data: bytes) -> list[Document | UnreadableInput]:
    return list(read_documents(RawInput(name="f", data=data)))


@given(st.lists(texts, min_size=2, max_size=5), st.booleans())
def test_any_text_goes_through_json_lines_unchanged(written: list[str], ascii_only: bool) -> None:
    lines = [json.dumps({"text": text}, ensure_ascii=ascii_only) for text in written]
    found = read("\n".join(lines).encode())
    assert [item.text if isinstance(item, Document) else str(item) for item in found] == written


@given(texts)
def test_any_text_goes_through_one_json_object_unchanged(text: str) -> None:
    (item,) = read(json.dumps({"text": text}, indent=2).encode())
    assert isinstance(item, Document)
    assert item.text == text


@given(beginnings, contents, endings)
@example(b"", b"{" * 50_000, b"")
@example(b"", b'{"a":' * 50_000, b"")
@example(b"", b"<p>" * 50_000, b"")
@settings(max_examples=300, deadline=None)
def test_whatever_the_bytes_there_is_a_usable_document_or_an_error_and_always_the_same(
    beginning: bytes, content: bytes, ending: bytes
) -> None:
    data = beginning + content + ending
    found = read(data)
    assert found
    for item in found:
        if isinstance(item, Document):
            assert item.text.strip()
            assert item.id
        else:
            assert item.name.startswith("f")
            str(item).encode()
    assert [str(item) for item in found] == [str(item) for item in read(data)]


@given(st.binary(max_size=500))
def test_telling_what_something_is_never_raises(data: bytes) -> None:
    find_foreign(data)
    find_format(data.decode("latin-1"))


@given(st.text())
def test_front_matter_and_body_together_are_never_more_than_the_text(text: str) -> None:
    for candidate in (text, f"---\nx: {text}"):
        _, body = split_front_matter(candidate, name="f")
        assert candidate.endswith(body)


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:00:00 +0000"]),
)
def test_every_day_is_found_again_in_every_spelling(day: date, spelling: str) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(day.strftime(spelling)) == day


@given(st.text())
def test_a_date_is_found_or_not_but_never_a_fault(text: str) -> None:
    assert parse_day(text) is None or parse_day(text) == parse_day(text.strip())
