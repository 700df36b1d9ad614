"""`hypotheses` on a book filled by hand: the matrix, a person's own cell, and wrong files and names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

QUESTION = """
id = "sahrawi"
title = "Is Sahrawi one of theirs?"
[[hypotheses]]
id = "yes"
name = "He is"
[[hypotheses.patterns]]
mark = "C"
kinds = ["pledge"]
subject = "Sahrawi"
object = "ISIS"
[[hypotheses.patterns]]
mark = "CC"
kinds = ["accept"]
subject = "ISIS"
[[hypotheses]]
id = "no"
name = "He is not"
[[hypotheses.patterns]]
mark = "I"
kinds = ["pledge"]
object = "ISIS"
[[hypotheses]]
id = "maybe"
name = "Nobody knows"
[[hypotheses.patterns]]
mark = "C"
kinds = ["merge"]
object = "Nobodys Army"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sahrawi.toml"
    path.write_text(QUESTION, "utf-8")
    return path


def test_the_matrix_fills_from_the_book(run: Run, book: Path, file: Path) -> None:
    """One pledge for (C against I), one acceptance denied (CC mirrored to II): `maybe` is untouched."""
    answer = run("hypotheses", file, "--book", book, "--json").json
    cells = {row["kind"]: {h: c["mark"] for h, c in row["cells"].items()} for row in answer["rows"]}
    assert cells == {
        "pledge": {"yes": "C", "no": "I", "maybe": "N"},
        "accept": {"yes": "II", "no": "N", "maybe": "N"},
    }
    assert [s["hypothesis"] for s in answer["scores"]] == ["maybe", "no", "yes"]
    assert answer["unknown"] == ["Nobodys Army"]
    assert answer["unmatched"] == [{"hypothesis": "maybe", "pattern": 1}]


def test_the_table_says_who_is_least_contradicted_and_what_it_hangs_on(
    run: Run, book: Path, file: Path
) -> None:
    told = run("hypotheses", file, "--book", book)
    flat = " ".join(told.out.split())
    assert told.code == 0
    assert "Least contradicted: Nobody knows." in flat
    assert "Without the outlet Sahel Courier no evidence is left." in flat
    assert "“ISIS never announced its acceptance”" in flat
    assert run("hypotheses", "show", file, "--book", book).out == told.out


def test_a_cell_of_ones_own_is_kept_shown_and_taken_back(run: Run, book: Path, file: Path) -> None:
    before = run("hypotheses", file, "--book", book, "--json").json
    claim = next(row["id"] for row in before["rows"] if row["kind"] == "accept")
    short = claim.removeprefix("clm1-")[:8]
    options = ("--by", "ana", "--book", book)
    assert run("hypotheses", "set", file, "yes", short, "n", "--note", "Hearsay.", *options).code == 0
    shown = run("hypotheses", file, "--book", book)
    assert "N by ana, over II. Hearsay." in " ".join(shown.out.split())
    assert run("hypotheses", "set", file, "yes", claim, "-", *options).code == 0
    assert run("hypotheses", file, "--book", book, "--json").json == before
    assert run("check", "--book", book).code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("yes", "zzzz", "C"), "No claim of the matrix matches 'zzzz'"),
        (("perhaps", "zzzz", "C"), "No hypothesis matches 'perhaps'. Nearest: yes, no, maybe."),
    ],
)
def test_a_wrong_name_is_told(
    run: Run, book: Path, file: Path, arguments: tuple[str, ...], said: str
) -> None:
    told = run("hypotheses", "set", file, *arguments, "--by", "ana", "--book", book)
    assert told.code == 2
    assert said in told.err


def test_a_wrong_mark_is_told(run: Run, book: Path, file: Path) -> None:
    row = run("hypotheses", file, "--book", book, "--json").json["rows"][0]["id"]
    told = run("hypotheses", "set", file, "yes", row, "maybe", "--by", "ana", "--book", book)
    assert told.code == 2
    assert "CC, C, N, I, II" in told.err


def test_a_book_without_such_claims_says_so(run: Run, book: Path, file: Path) -> None:
    told = run("hypotheses", file, "--book", book, "--known-by", "2010")
    assert told.code == 0
    assert "No claim in the book meets a pattern of the file." in told.out
