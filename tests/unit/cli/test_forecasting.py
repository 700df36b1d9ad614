"""`forecast` says what its record is worth before it says anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_a_small_book_is_told_to_take_the_base_rate(run: Run, book: Path) -> None:
    told = run("forecast", "--book", book)
    assert told.code == 0
    flat = " ".join(told.out.split())
    for step in ("Pledges", "Splits", "Switches"):
        assert f"{step}: too little to tell" in flat
    assert "Take the base rate." in flat


def test_every_chance_as_json_stands_beside_the_base_rate(run: Run, book: Path) -> None:
    answer = run("forecast", "--book", book, "--as-of", "2018-06", "--json").json
    assert answer["origin"] == "2018-06-30"
    assert answer["backtest"]["has_skill"] is False
    for group in answer["groups"]:
        for ways in group["chances"].values():
            assert set(ways) == {"base", "recency", "rates", "blend"}
            assert all(0 < chance < 1 for chance in ways.values())


def test_the_record_can_be_looked_at(run: Run, book: Path) -> None:
    told = run("forecast", "--backtest", "--book", book)
    assert told.code == 0
    assert "Backtest of" in told.out
    assert "too little to tell" in told.out


def test_an_unknown_group_is_told(run: Run, book: Path) -> None:
    assert run("forecast", "Nobody Known By This", "--book", book).code == 2
