"""JSON and JSON lines: every usable record becomes a document, every other one an error with its place."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from oathbook.errors import UnreadableInput
from oathbook.model import Document
from oathbook.reading.structured import read_json, read_json_lines

RECORD = {
    "id": "r-1",
    "text": "The River Front swore an oath.\r\n\r\nIts rivals did not.",
    "title": "An oath",
    "source": "The Northern Gazette",
    "published": "2016-08-04",
    "url": "https://gazette.example/oath",
    "language": "en",
}


def read_one(record: Any, **options: Any) -> Document | UnreadableInput:
    (item,) = read_json(json.dumps(record), name="file.json", **options)
    return item


def document_of(record: Any, **options: Any) -> Document:
    item = read_one(record, **options)
    assert isinstance(item, Document), item
    return item


def error_of(record: Any) -> str:
    item = read_one(record)
    assert isinstance(item, UnreadableInput)
    return str(item)


def test_every_field_arrives_and_the_text_is_not_touched() -> None:
    assert document_of(RECORD) == Document(
        text=RECORD["text"],
        title="An oath",
        source="The Northern Gazette",
        published=date(2016, 8, 4),
        url="https://gazette.example/oath",
        language="en",
        name="r-1",
    )


def test_a_gold_file_is_a_document_and_its_claims_are_not_read() -> None:
    assert document_of({**RECORD, "note": "x", "claims": [{"kind": "nonsense"}]}) == document_of(RECORD)


def test_a_document_without_an_id_goes_by_its_path() -> None:
    assert document_of({"text": "Hello."}).name == "file.json"


@pytest.mark.parametrize(
    ("given", "name"), [(7, "7"), (" r-1 ", "r-1"), ("", "file.json"), (None, "file.json")]
)
def test_ids_may_be_numbers_and_empty_ones_do_not_count(given: Any, name: str) -> None:
    assert document_of({"id": given, "text": "Hello."}).name == name


@pytest.mark.parametrize(
    "record",
    [
        {"body": "T", "headline": "H", "outlet": "S", "date": "2016-08-04", "link": "U", "lang": "en"},
        {"Content": "T", "TITLE": "H", "Publisher": "S", "URL": "U", "Lang": "en",
         "Published-At": "2016-08-04T10:00:00Z"},
        {"articleBody": "T", "headline": "H", "publisher": {"name": "S"}, "canonical_url": "U",
         "language": "en",
         "datePublished": "Thu, 4 Aug 2016 10:00:00 +0000"},
        {"text": "", "content": "T", "title": "H", "source": {"id": None, "name": "S"}, "url": "U",
         "language": "en", "publishedAt": "2016-08-04"},
    ],
)  # fmt: skip
def test_the_field_names_of_other_peoples_exports_are_understood(record: Any) -> None:
    expected = Document(
        text="T", title="H", source="S", published=date(2016, 8, 4), url="U", language="en", name="file.json"
    )
    assert document_of(record) == expected


def test_our_own_field_name_wins_over_its_synonyms() -> None:
    assert document_of({"content": "short", "body": "long", "text": "own"}).text == "own"


def test_unknown_fields_are_ignored_and_empty_ones_say_nothing() -> None:
    assert document_of(
        {"text": "T", "title": " ", "published": "", "source": None, "tags": [1], "x": {}}
    ) == Document(text="T", name="file.json")


def test_day_and_outlet_from_outside_fill_in_only_where_the_document_is_silent() -> None:
    outside = {"published": date(2000, 1, 1), "source": "Somebody"}
    silent = document_of({"text": "T"}, **outside)
    assert (silent.published, silent.source) == (date(2000, 1, 1), "Somebody")
    assert document_of(RECORD, **outside) == document_of(RECORD)


@pytest.mark.parametrize(
    ("record", "error"),
    [
        ({"id": "x", "foo": 1}, "file.json: has no text; its fields are 'id', 'foo'. Put the text"),
        ({}, "is empty: it has no fields."),
        ({"text": 5}, 'has a number in "text". Put text there.'),
        ({"text": None, "body": ["a"]}, 'has a list in "body"'),
        ({"text": " \n"}, "has no text; its fields are 'text'"),
        ({"text": "T", "title": {"rendered": "x"}}, 'has an object in "title"'),
        (
            {"text": "T", "published": "2016-08"},
            "has '2016-08' in \"published\", which is no full date. Write it as",
        ),
        ({"text": "T", "date": "03/04/2016"}, "has '03/04/2016' in \"date\""),
        ({"text": "T", "date": 1470301200}, 'has 1470301200 in "date"'),
        ({"text": "a\0b"}, "holds a NUL (U+0000, character 1) in its text"),
        ({"text": "a\ud800"}, "holds half a surrogate pair (U+D800, character 1) in its text"),
        ({"text": "T", "title": "a\0b"}, 'in "title"'),
        ({"text": "T", "id": "\udfff"}, 'in "id"'),
        ({"text": "T", "date": "\ud800"}, "'\\ud800' in \"date\""),
        ([], "is an empty list: it holds no documents."),
        ({"documents": []}, "is an empty list"),
    ],
)
def test_a_record_that_cannot_be_used_says_which_field_and_why(record: Any, error: str) -> None:
    assert error in error_of(record)
    error_of(record).encode()  # and can be printed


def test_a_list_gives_each_of_its_documents_and_names_the_faulty_by_place() -> None:
    items = list(read_json(json.dumps([RECORD, {"text": "T"}, "text", {"x": 1}]), name="f"))
    assert [
        str(item).split(":")[0] if isinstance(item, UnreadableInput) else item.name for item in items
    ] == [
        "r-1",
        "f[1]",
        "f[2]",
        "f[3]",
    ]


def test_a_list_within_an_object_gives_its_documents() -> None:
    items = list(
        read_json(json.dumps({"status": "ok", "articles": [{"content": "A"}, {"content": "B"}]}), name="f")
    )
    assert [(item.name, item.text) for item in items if isinstance(item, Document)] == [
        ("f:articles[0]", "A"),
        ("f:articles[1]", "B"),
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('{"text": "cut', "is broken JSON: Unterminated string starting at at column 10."),
        ('{"text": "a",\n "b" 1}', "is broken JSON: Expecting ':' delimiter at line 2, column 6."),
        ("[" * 100_000, "is JSON nested too deeply to be a report."),
        ('{"a":' * 100_000, "is JSON nested too deeply to be a report."),
        ('{"n": ' + "9" * 5000 + "}", "is JSON with a number of thousands of digits in it."),
    ],
)
def test_json_that_cannot_be_parsed_is_one_clear_error(text: str, error: str) -> None:
    (item,) = read_json(text, name="f")
    assert str(item).startswith(f"f: {error}")


def test_json_lines_give_the_sound_lines_and_name_the_others_by_number() -> None:
    lines = [
        '{"text": "A"}',
        "",
        "nonsense",
        '{"id": "own", "text": "B"}\r',
        "[1]",
        '{"title": "C"}',
        '{"text": "D',
    ]
    items = list(read_json_lines(lines, name="f"))
    names = [str(item).split(": ")[0] if isinstance(item, UnreadableInput) else item.name for item in items]
    assert names == ["f:1", "f:3", "own", "f:5", "f:6", "f:7"]
    assert [item.text for item in items if isinstance(item, Document)] == ["A", "B"]


def test_a_line_of_many_megabytes_is_read() -> None:
    text = "word " * 2_000_000
    (item,) = read_json_lines([json.dumps({"text": text})], name="f")
    assert isinstance(item, Document)
    assert item.text == text


def test_lines_of_bytes_are_decoded_one_by_one() -> None:
    lines = [
        '{"text": "“A”"}'.encode(),
        b'{"text": "a sound \xe2\x80\x94 and a broken \xff one"}',
        b'{"text": "B"}',
    ]
    first, broken, last = read_json_lines(lines, name="f")
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert (first.text, last.text) == ("“A”", "B")
    assert str(broken).startswith("f:2: is UTF-8 with a broken byte 0xff")
