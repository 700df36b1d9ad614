"""Lists show what passes the filters, say how much more there is, and give JSON lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        ([], ["pledge", "accept", "replace", "dissolve"]),
        (["--actor", "ISIS"], ["pledge", "accept"]),
        (["--subject", "islamic-state"], ["accept"]),
        (["--object", "islamic-state"], ["pledge"]),
        (["--kind", "pledge", "--kind", "replace"], ["pledge", "replace"]),
        (["--speaker", "Desert Watch"], ["accept"]),
        (["--source", "Sahel Courier", "--kind", "accept"], ["accept"]),
        (["--source", "Another"], []),
        (["--text", '"never announced"'], ["accept"]),
        (["--limit", "1"], ["pledge"]),
        (["--since", "2016", "--until", "2016", "--actor", "abubakar-shekau"], ["replace"]),
        (["--known-by", "2017"], []),
    ],
)
def test_claims_pass_every_filter(run: Run, book: Path, filters: list[str], kinds: list[str]) -> None:
    told = run("claims", "--book", book, "--json", *filters)
    assert told.code == 0
    assert [line["kind"] for line in told.lines] == kinds


def test_a_table_of_claims_says_how_many_are_left(run: Run, book: Path) -> None:
    told = run("claims", "--book", book, "--limit", "2", COLUMNS="200")
    assert told.err == "2 of 4 claims; --limit 0 lists all\n"
    assert "pledged allegiance to Islamic State" in " ".join(told.out.split())
    assert run("claims", "--book", book, "--limit", "0").err == "4 claims\n"


def test_no_claim_is_an_answer(run: Run, book: Path) -> None:
    told = run("claims", "--book", book, "--source", "Another")
    assert (told.code, told.out, told.err) == (0, "", "0 claims\n")


def test_an_unknown_kind_lists_the_kinds(run: Run, book: Path) -> None:
    told = run("claims", "--book", book, "--kind", "oath")
    assert told.code == 2
    assert "'oath' is no kind of claim: pledge, accept" in told.err


def test_actors_are_counted_and_found_by_part_of_a_name(run: Run, book: Path) -> None:
    rows = run("actors", "--book", book, "--json").lines
    assert {row["actor"]: row["claims"] for row in rows}["islamic-state"] == 2
    assert [row["actor"] for row in run("actors", "MILITIA", "--book", book, "--json").lines] == [
        "some militia"
    ]
    assert "Islamic State" in run("actors", "--book", book).out


def test_sources_carry_their_letter(run: Run, book: Path) -> None:
    (row,) = run("sources", "--book", book, "--json").lines
    assert (row["source"], row["letter"], row["documents"], row["claims"]) == ("Sahel Courier", "F", 1, 4)
    assert "Sahel Courier" in run("sources", "--book", book).out


def test_documents_are_listed_with_their_names(run: Run, book: Path) -> None:
    (row,) = run("documents", "--book", book, "--json").lines
    assert (row["name"], row["published"], row["claims"]) == ("one.txt", "2018-01-24", 4)
    told = run("documents", "--book", book)
    assert "A [red] title" in told.out
    assert told.err == "1 document\n"
