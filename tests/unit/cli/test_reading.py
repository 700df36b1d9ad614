"""`read` and `extract` on files of several kinds, good and bad."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
PLEDGE = "In March 2015, Boko Haram pledged allegiance to Islamic State.\n"
RELATIVE = "Last August, Boko Haram pledged allegiance to Islamic State.\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(PLEDGE, "utf-8")
    row = {"id": "b-1", "text": RELATIVE, "source": "Sahel Courier", "published": "2018-01-24"}
    (folder / "b.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    return folder


def test_reading_twice_changes_nothing(run: Run, reports: Path, tmp_path: Path) -> None:
    book = tmp_path / "new.oathbook"
    first = run("read", reports, "--book", book, "--json")
    assert first.code == 0
    assert (first.json["documents_new"], first.json["documents_known"], first.json["failed"]) == (2, 0, [])
    assert first.json["claims_new"] >= 2
    again = run("read", reports, "--book", book, "--json").json
    assert (again["documents_new"], again["documents_known"], again["claims_new"]) == (0, 2, 0)
    anew = run("read", reports, "--book", book, "--json", "--again").json
    assert (anew["documents_new"], anew["claims_new"]) == (0, 0)


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(run: Run, reports: Path, tmp_path: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    told = run("read", reports, tmp_path / "gone.txt", "--book", tmp_path / "new.oathbook")
    assert told.code == 1
    assert "empty.txt: is empty." in told.err
    assert "gone.txt: does not exist." in told.err
    assert "documents, new" in told.out


def test_a_relative_date_without_a_publication_date_is_counted_with_the_way_out(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "r.txt").write_text(RELATIVE, "utf-8")
    told = run("read", tmp_path / "r.txt", "--book", tmp_path / "one.oathbook")
    assert told.code == 0
    assert "could not be resolved. Give the day of publication with --published" in told.err
    dated = run("read", tmp_path / "r.txt", "--book", tmp_path / "two.oathbook", "--published", "2018-01-24")
    assert dated.err == ""


def test_standard_input_is_read_as_a_file(run: Run, tmp_path: Path) -> None:
    told = run("read", "-", "--book", tmp_path / "new.oathbook", "--json", stdin=PLEDGE.encode())
    assert told.json["documents_new"] == 1


def test_the_source_given_fills_in_where_none_is_named(run: Run, reports: Path, tmp_path: Path) -> None:
    book = tmp_path / "new.oathbook"
    run("read", reports, "--book", book, "--source", "Lake Monitor")
    sources = {row["source"] for row in run("documents", "--book", book, "--json").lines}
    assert sources == {"Lake Monitor", "Sahel Courier"}


def test_extract_prints_one_claim_a_line_with_its_document(run: Run, reports: Path) -> None:
    told = run("extract", reports, "--json")
    assert told.code == 0
    pledges = [line for line in told.lines if line["kind"] == "pledge"]
    assert {line["doc"] for line in pledges} == {str(reports / "a.txt"), "b-1"}
    assert {line["subject"] for line in pledges} == {"boko-haram"}
    assert {line["when"] for line in pledges} == {"2015-03", "2017-08"}
    texts = {str(reports / "a.txt"): PLEDGE, "b-1": RELATIVE}
    assert all(texts[line["doc"]][line["start"] : line["end"]] == line["quote"] for line in told.lines)


def test_extract_shows_a_table_and_counts(run: Run, reports: Path) -> None:
    told = run("extract", reports / "a.txt", COLUMNS="160")
    assert "pledge" in told.out
    assert told.err.startswith("1 claim")


def test_extract_goes_on_after_a_bad_file(run: Run, reports: Path) -> None:
    told = run("extract", reports / "gone.txt", reports / "a.txt", "--json")
    assert told.code == 1
    assert told.lines
    assert "not read:" in told.err


def test_a_wrong_publication_date_is_a_usage_error(run: Run, reports: Path) -> None:
    assert run("extract", reports, "--published", "yesterday").code == 2


def test_own_actors_beside_the_book_are_used(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "new.oathbook"
    own = tmp_path / "new.oathbook.d" / "actors"
    own.mkdir(parents=True)
    fields = {"id": "zarnu-brigade", "name": "Zarnu Brigade", "type": "organisation", "region": "africa"}
    names = ["aliases", "weak", "country", "ideology", "parent", "from", "to", "wikidata"]
    columns = [*fields, *names]
    values = [*fields.values(), *("" for _ in names)]
    (own / "organisations-own.tsv").write_text("\t".join(columns) + "\n" + "\t".join(values) + "\n", "utf-8")
    (tmp_path / "z.txt").write_text(
        "In 2015 the Zarnu Brigade pledged allegiance to Islamic State.\n", "utf-8"
    )
    assert run("read", tmp_path / "z.txt", "--book", book).code == 0
    answer = run("who", "Zarnu Brigade", "--book", book, "--json").json
    assert answer["actor"] == "zarnu-brigade"
    assert [p["actor"] for p in answer["principals"]] == ["islamic-state"]
