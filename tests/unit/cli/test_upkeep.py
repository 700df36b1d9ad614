"""Exports are whole files, checks say what is wrong, backups are books."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_csv_to_a_file(run: Run, book: Path, tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    told = run("export", "csv", target, "--bom", "--book", book)
    assert (told.code, told.out, told.err) == (0, "", f"4 claims written to {target}\n")
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["kind"] for row in rows} == {"pledge", "accept", "replace", "dissolve"}
    assert [row["quote"] for row in rows if row["kind"] == "dissolve"] == ["'=Farewell"]


def test_json_lines_to_standard_output(run: Run, book: Path) -> None:
    told = run("export", "jsonl", "--kind", "pledge", "--book", book)
    (line,) = told.lines
    assert line["said_by" if "said_by" in line else "kind"] == "pledge"
    assert line["source"] == "Sahel Courier"
    assert told.err == "1 claims written\n"


def test_a_format_that_is_not_there_is_a_usage_error(run: Run, book: Path) -> None:
    assert run("export", "xlsx", "--book", book).code == 2


def test_a_file_that_cannot_be_written_is_one_line(run: Run, book: Path, tmp_path: Path) -> None:
    told = run("export", "csv", tmp_path / "nowhere" / "x.csv", "--book", book)
    assert told.code == 2
    assert "cannot be written" in told.err


def test_a_sound_book_checks_clean(run: Run, book: Path) -> None:
    report = run("check", "--book", book, "--json")
    assert report.code == 0
    assert (report.json["sound"], report.json["documents"], report.json["claims"]) == (True, 1, 4)
    assert run("check", "--book", book).code == 0


def test_a_tampered_book_is_exit_code_3(run: Run, book: Path) -> None:
    with sqlite3.connect(book) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE claim SET quote = 'something else' WHERE kind = 'pledge'")
    connection.close()
    told = run("check", "--book", book)
    assert told.code == 3
    assert told.err


def test_a_backup_is_a_book_and_is_never_written_over(run: Run, book: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.oathbook"
    assert run("backup", copy, "--book", book).code == 0
    original = run("export", "jsonl", "--book", book).out
    assert run("export", "jsonl", "--book", copy).out == original
    assert json.loads(original.splitlines()[0])
    again = run("backup", copy, "--book", book)
    assert again.code == 3
    assert "exists already" in again.err
