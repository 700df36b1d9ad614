"""`oathbook actors`: who is unknown to the registry, and judgements made, followed and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def coded(run: Run, tmp_path: Path) -> Path:
    """A book where one group goes by two names that no registry knows."""
    rows = tmp_path / "codes.csv"
    rows.write_text(
        "kind,subject,object,published,quote\n"
        "pledge,The Reed Men,ISIS,2015-03-08,the Reed Men swore loyalty\n"
        "accept,ISIS,Reed Island Men,2015-03-12,it took in the islanders\n",
        "utf-8",
    )
    assert run("import", rows, "--book", tmp_path / "b.oathbook").code == 0
    return tmp_path / "b.oathbook"


def test_provisional_actors_are_listed_with_their_first_mention(run: Run, coded: Path) -> None:
    rows = run("actors", "--provisional", "--book", coded, "--json").lines
    assert [(row["actor"], row["first_known"], row["quote"]) for row in rows] == [
        ("Reed Island Men", "2015-03-12", "it took in the islanders"),
        ("The Reed Men", "2015-03-08", "the Reed Men swore loyalty"),
    ]
    assert "the Reed Men swore" in run("actors", "--provisional", "--book", coded).out


def test_a_merger_is_followed_by_questions_and_can_be_taken_back(run: Run, coded: Path) -> None:
    pair = ("The Reed Men", "Reed Island Men")
    asked = ("why", "The Reed Men", "islamic-state", "--book", coded, "--json")
    before = run(*asked).json["claims"]
    assert run("actors", "merge", *pair, "--by", "me", "--book", coded, "--json").json["same"] is True
    assert run(*asked).json["claims"] == before + 1
    assert len(run("actors", "--provisional", "--book", coded, "--json").lines) == 1
    told = run("actors", "undo", *pair, "--by", "me", "--book", coded)
    assert (told.code, told.err) == (0, "Taken back that they were one actor (by me).\n")
    assert run(*asked).json["claims"] == before
    rows = run("actors", "judgements", "--book", coded, "--json").lines
    assert [row["same"] for row in rows] == [True, None]


def test_the_last_word_on_a_pair_counts(run: Run, coded: Path) -> None:
    pair = ("The Reed Men", "Reed Island Men")
    assert run("actors", "part", *pair, "--by", "me", "--book", coded).code == 0
    told = run("actors", "merge", *pair, "--by", "me", "--book", coded)
    # Who merges what was parted has changed their mind.
    assert told.code == 0
    assert run("actors", "merge", "The Reed Men", "The Reed Men", "--by", "me", "--book", coded).code == 2


def test_a_judgement_that_is_not_there_cannot_be_taken_back(run: Run, coded: Path) -> None:
    told = run("actors", "undo", "The Reed Men", "islamic-state", "--by", "me", "--book", coded)
    assert told.code == 2
    assert "No judgement" in told.err


def test_a_registered_actor_stands_for_a_provisional_one(run: Run, coded: Path) -> None:
    told = run("actors", "merge", "The Reed Men", "jnim", "--by", "me", "--book", coded, "--json")
    assert told.json["actor"] == "jnim"
