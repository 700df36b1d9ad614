"""`oathbook import`: what is told, and when the exit code says that rows are missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_the_summary_counts_and_faults_are_named_by_row(run: Run, tmp_path: Path) -> None:
    codes = tmp_path / "codes.csv"
    codes.write_text("kind,subject,object,certianty\npledge,g1,ISIS,certain\nvow,g1,p1,\n", "utf-8")
    told = run("import", codes, "--book", tmp_path / "b.oathbook")
    assert told.code == 1
    assert f"not imported: {codes}, row 3" in told.err
    assert "column 'certianty' is no field of a claim and was passed over; certainty?" in told.err
    assert "claims, new" in told.out
    assert run("claims", "--book", tmp_path / "b.oathbook", "--json").lines[0]["object"] == "islamic-state"


def test_json_holds_the_whole_report(run: Run, tmp_path: Path) -> None:
    told = run(
        "import", "-", "--book", tmp_path / "b.oathbook", "--json", stdin=b'{"kind": "split", "object": "p"}'
    )
    assert told.code == 0
    assert told.json == {
        "rows": 1,
        "claims_new": 1,
        "claims_known": 0,
        "provisional": ["p"],
        "ignored": [],
        "failed": [],
    }


def test_a_file_that_is_not_there_is_one_line(run: Run, tmp_path: Path) -> None:
    told = run("import", tmp_path / "none.csv", "--book", tmp_path / "b.oathbook")
    assert told.code == 1
    assert "does not exist" in told.err
