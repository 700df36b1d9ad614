"""Files of coded rows: every row gives its fields or its fault, under the number that its owner sees."""

from __future__ import annotations

from typing import Any

import pytest

from oathbook.errors import UnreadableInput
from oathbook.exchange.coded_files import iter_file
from oathbook.reading import RawInput


def rows(data: bytes) -> list[tuple[str, Any]]:
    return list(iter_file(RawInput(name="codes", data=data)))


@pytest.mark.parametrize(
    "data",
    [
        b"kind,subject\r\npledge,g\r\n",
        b"\xef\xbb\xbfkind;subject\npledge;g",
        b"kind\tsubject\npledge\tg\n",
        "kind,subject\npledge,g\n".encode("utf-16"),
    ],
)
def test_a_table_is_read_whatever_parts_its_columns_and_encodes_it(data: bytes) -> None:
    assert rows(data) == [("codes, row 2", {"kind": "pledge", "subject": "g"})]


def test_rows_are_numbered_as_a_spreadsheet_does_and_empty_ones_count() -> None:
    data = b'kind,quote\npledge,"two\nlines"\n,\nsplit,x\n'
    assert [where for where, _ in rows(data)] == ["codes, row 2", "codes, row 4"]


def test_what_an_export_escaped_is_given_back() -> None:
    assert rows(b"kind,quote,polarity\npledge,'=SUM(A1),-\n")[0][1] == {
        "kind": "pledge",
        "quote": "=SUM(A1)",
        "polarity": "-",
    }


def test_json_comes_as_lines_or_as_one_list() -> None:
    assert rows(b'{"kind": "pledge"}\n\n{"kind": "split"}')[1] == ("codes, line 3", {"kind": "split"})
    assert rows(b'[{"kind": "pledge"}]') == [("codes, item 1", {"kind": "pledge"})]


@pytest.mark.parametrize(
    ("data", "where", "said"),
    [
        (b"", "codes", "is empty"),
        (b"kin,subject\npledge,g", "codes", "kin (kind?)"),
        (b"kind\npledge,g", "codes, row 2", "2 cells under 1 columns"),
        (b'{"kind": "pledge"}\n{"kind"', "codes, line 2", "broken JSON"),
        (b'{"kind": 1}\n3', "codes, line 2", "no JSON object"),
        (b"[1", "codes", "broken JSON"),
        (b"PK\x03\x04rest", "codes", "workbook"),
    ],
)
def test_a_fault_is_told_with_its_place(data: bytes, where: str, said: str) -> None:
    found = rows(data)
    place, error = found[-1]
    assert place == where
    assert isinstance(error, UnreadableInput)
    assert said in str(error)
