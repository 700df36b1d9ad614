"""`who`, `timeline` and `why` on a book filled by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
SAHRAWI = "adnan-abu-walid-al-sahrawi"


def test_who_says_likelihood_standing_time_and_reason(run: Run, book: Path) -> None:
    told = run("who", SAHRAWI, "--book", book)
    assert told.code == 0
    flat = " ".join(told.out.split())
    for words in (
        "Islamic State",
        "pledged, not accepted",
        "2015",
        "2 claims, 2 origins",
        "“Sahrawi pledged",
    ):
        assert words in flat


def test_a_likelihood_and_a_confidence_never_share_a_sentence(run: Run, book: Path) -> None:
    told = run("why", SAHRAWI, "islamic-state", "--book", book)
    sentences = told.out.replace("\n", " ").split(". ")
    assert not [s for s in sentences if "likely" in s.lower() and "confidence" in s.lower()]


def test_who_as_json_has_ids_and_figures(run: Run, book: Path) -> None:
    answer = run("who", SAHRAWI, "--book", book, "--json").json
    (principal,) = answer["principals"]
    assert (principal["actor"], principal["status"], principal["accepted"]) == (
        "islamic-state",
        "pledged",
        False,
    )
    assert 0 < principal["probability"] < 1
    assert principal["since"] == "2015"
    assert principal["reason"]["claims"][0]["quote"]


def test_names_find_their_actor(run: Run, book: Path) -> None:
    assert run("who", "ISIS", "--book", book, "--json").json["actor"] == "islamic-state"


def test_words_that_only_a_claim_holds_can_be_asked_for(run: Run, book: Path) -> None:
    answer = run("timeline", "Some Militia", "--book", book, "--json").json
    assert [point["kind"] for point in answer["undated"]] == ["dissolve"]


def test_an_unknown_name_is_a_usage_error_of_one_line(run: Run, book: Path) -> None:
    told = run("who", "Xyzzy Brigade of Nowhere", "--book", book)
    assert told.code == 2
    assert told.out == ""
    assert told.err.startswith("oathbook: No actor matches")
    assert told.err.count("\n") == 1


def test_known_by_hides_what_was_published_later(run: Run, book: Path) -> None:
    assert run("who", SAHRAWI, "--book", book, "--known-by", "2017", "--json").json["principals"] == []
    told = run("who", SAHRAWI, "--book", book, "--known-by", "2017")
    assert "No claim in the book says how it stands to anybody." in told.out


@pytest.mark.parametrize("day", ["2018", "2018-01", "2018-01-24"])
def test_a_partial_date_means_its_last_day(run: Run, book: Path, day: str) -> None:
    assert len(run("who", SAHRAWI, "--book", book, "--known-by", day, "--json").json["principals"]) == 1


def test_a_wrong_date_says_how_to_write_one(run: Run, book: Path) -> None:
    told = run("who", SAHRAWI, "--book", book, "--as-of", "last year")
    assert told.code == 2
    assert "Write 2016, 2016-06 or 2016-06-30" in told.err


def test_the_timeline_is_in_order_and_narrowed_by_kind(run: Run, book: Path) -> None:
    points = run("timeline", SAHRAWI, "--book", book, "--json").json
    assert [p["when"] for p in points["points"]] == ["2015"]
    assert [p["kind"] for p in points["undated"]] == ["accept"]
    assert run("timeline", SAHRAWI, "--kind", "accept", "--book", book, "--json").json["points"] == []
    told = run("timeline", SAHRAWI, "--book", book)
    assert told.out.index("2015") < told.out.index("Time not given")


def test_markup_in_a_report_is_shown_and_not_obeyed(run: Run, book: Path) -> None:
    told = run("timeline", "abubakar-shekau", "--book", book, COLUMNS="200")
    assert "[bold]Shekau[/bold] was replaced" in told.out


def test_why_gives_both_sides_and_what_is_missing(run: Run, book: Path) -> None:
    told = run("why", SAHRAWI, "islamic-state", "--book", book)
    for words in ("For", "Against", "Missing", "Desert Watch, in Sahel Courier, 2018-01-24"):
        assert words in " ".join(told.out.split())
    answer = run("why", SAHRAWI, "islamic-state", "--book", book, "--json").json
    assert [r["sign"] for r in answer["for"]] == ["pledged"]
    assert [r["sign"] for r in answer["against"]] == ["not_accepted"]
    assert answer["confidence_reason"].endswith(".")


def test_why_on_strangers_is_an_answer(run: Run, book: Path) -> None:
    told = run("why", SAHRAWI, "boko-haram", "--book", book)
    assert told.code == 0
    assert "No claim says how" in told.out


def test_a_missing_book_is_told_apart_from_a_wrong_question(run: Run, tmp_path: Path) -> None:
    told = run("who", SAHRAWI, "--book", tmp_path / "none.oathbook")
    assert told.code == 3
    assert "There is no book" in told.err


def test_the_book_may_be_named_by_the_environment(run: Run, book: Path) -> None:
    assert run("who", SAHRAWI, "--json", OATHBOOK_BOOK=str(book)).json["principals"]
