"""Exports carry every field, survive a round trip, and never start a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from oathbook.exchange import FIELDS, entry_to_json, to_row, write_csv, write_json_lines
from oathbook.exchange.text import unescape_cell
from oathbook.model import Count, Entry, Polarity

MakeEntry = Callable[..., Entry]


def rows_of(*entries: Entry, bom: bool = False) -> list[dict[str, str]]:
    file = io.StringIO(newline="")
    assert write_csv(entries, file, bom=bom) == len(entries)
    return list(csv.DictReader(io.StringIO(file.getvalue().removeprefix("\ufeff"), newline="")))


def test_every_row_has_every_field_in_order(entry: MakeEntry) -> None:
    assert tuple(to_row(entry("pledge", "g", "p"))) == FIELDS
    assert tuple(to_row(entry("split", None, "p", source=None, published=None))) == FIELDS


def test_values_come_back_as_they_went_in(entry: MakeEntry) -> None:
    claim = entry(
        "toll",
        "g",
        None,
        when="2009/..",
        quote='he said: "no",\r\nand left',
        count=Count(min=20000),
        said_by=("A", "B"),
    )
    (row,) = rows_of(claim)
    assert row["quote"] == 'he said: "no",\r\nand left'
    assert (row["count_min"], row["count_best"]) == ("20000", "")
    assert (row["when"], row["when_first"], row["when_last"]) == ("2009/..", "2009-01-01", "")
    assert (row["said_by"], row["object"], row["ended"]) == ("A < B", "", "false")
    assert row["published"] == "2018-01-24"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_cell_that_could_start_a_formula_is_escaped(entry: MakeEntry, start: str) -> None:
    (row,) = rows_of(entry("pledge", "g", "p", quote=f"{start}cmd|' /C calc'!A0"))
    assert row["quote"] == f"'{start}cmd|' /C calc'!A0"


@pytest.mark.parametrize("words", ["=1", "'=1", "''=1", "'quoted'", "plain", "-", "'-5"])
def test_an_escaped_cell_gives_its_text_back(entry: MakeEntry, words: str) -> None:
    (row,) = rows_of(entry("pledge", "g", "p", quote=words))
    assert unescape_cell(row["quote"]) == words


def test_a_lone_sign_and_numbers_are_left_as_they_are(entry: MakeEntry) -> None:
    (row,) = rows_of(entry("pledge", "g", "p", polarity=Polarity.NEGATIVE))
    assert row["polarity"] == "-"
    assert row["start"] == "0"


def test_the_byte_order_mark_is_written_once_and_only_on_request(entry: MakeEntry) -> None:
    file, marked = io.StringIO(), io.StringIO()
    write_csv([entry("pledge", "g", "p")], file)
    write_csv([entry("pledge", "g", "p")] * 2, marked, bom=True)
    assert not file.getvalue().startswith("\ufeff")
    assert marked.getvalue().count("\ufeff") == 1


def test_an_empty_export_is_a_header() -> None:
    file = io.StringIO()
    assert write_csv([], file) == 0
    assert file.getvalue() == ",".join(FIELDS) + "\r\n"


def test_json_lines_hold_the_claim_and_its_times(entry: MakeEntry) -> None:
    file = io.StringIO()
    assert write_json_lines([entry("pledge", "g", "p", quote="ça\nva", when="2015")], file) == 1
    (line,) = file.getvalue().splitlines()
    row = json.loads(line)
    assert (row["kind"], row["quote"], row["when"], row["published"]) == (
        "pledge",
        "ça\nva",
        "2015",
        "2018-01-24",
    )
    assert row["recorded"] == "2020-01-01T00:00:00+00:00"
    assert "polarity" not in row
    assert "ça" in line


def test_what_is_not_known_is_left_out_of_json(entry: MakeEntry) -> None:
    row = entry_to_json(entry("split", None, "p", source=None, published=None))
    assert "source" not in row
    assert "published" not in row
    assert row["subject"] is None


def test_entries_are_written_one_by_one(entry: MakeEntry) -> None:
    """A stream of entries is never gathered first: each is asked for after the last was written."""
    file = io.StringIO()
    lengths = []

    def stream() -> object:
        for n in range(3):
            lengths.append(len(file.getvalue()))
            yield entry("pledge", "g", f"p{n}")

    write_json_lines(stream(), file)  # type: ignore[arg-type]
    assert lengths == sorted(set(lengths))
