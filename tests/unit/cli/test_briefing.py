"""`brief` writes a page and remembers that it did, unless it is a draft."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_a_second_brief_says_what_changed_since_the_first(run: Run, book: Path) -> None:
    first = run("brief", "Sahrawi", "--format", "md", "--book", book)
    assert first.code == 0
    assert "This is the first brief on" in first.out
    run(
        "read",
        "-",
        "--book",
        book,
        "--published",
        "2020-07-01",
        stdin=b"In June 2020, Sahrawi broke with Islamic State.",
    )
    second = run("brief", "Sahrawi", "--format", "md", "--book", book)
    assert "What changed since the last brief of" in second.out
    assert "new claim" in second.out
    assert "broke with Islamic State" in second.out
    third = run("brief", "Sahrawi", "--format", "md", "--book", book)
    assert "Nothing. No tie reads otherwise" in third.out


def test_a_draft_is_not_remembered(run: Run, book: Path) -> None:
    for _ in range(2):
        told = run("brief", "Sahrawi", "--format", "md", "--draft", "--book", book)
        assert "This is the first brief on" in told.out


def test_the_page_goes_to_a_file(run: Run, book: Path, tmp_path: Path) -> None:
    target = tmp_path / "brief.html"
    told = run("brief", "Sahrawi", "-o", target, "--book", book)
    assert (told.code, told.out) == (0, "")
    assert target.read_text("utf-8").startswith("<!doctype html>")
    nowhere = run("brief", "Sahrawi", "-o", tmp_path / "none" / "x.html", "--book", book)
    assert nowhere.code == 2


def test_words_of_the_book_are_data_in_the_page(run: Run, book: Path) -> None:
    page = run("brief", "abubakar-shekau", "--draft", "--book", book).out
    assert "A [red] title" in page or "Sahel Courier" in page
    assert "<script" not in page


def test_an_unknown_format_is_told(run: Run, book: Path) -> None:
    assert run("brief", "Sahrawi", "--format", "pdf", "--draft", "--book", book).code == 2
