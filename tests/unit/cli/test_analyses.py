"""`diff`, `flows`, `leaders`, `factions`, `pledges`, `network`, `sources --learned`: tables, JSON and charts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

ROWS = """kind,subject,object,from,of,scope,when,count,certainty,quote,source,published
pledge,Reed Men,ISIS,,,,2015-03-07,,,the Reed Men swore loyalty on the seventh,Courier,2015-03-08
accept,ISIS,Reed Men,,,,2015-03-12,,,their oath was taken in,Observer,2015-03-13
defect,fighters,ISIS,Reed Men,,members,2016-05,200--999,,hundreds went over,Courier,2016-06-01
replace,Musa,Issa,,Reed Men,,2016-08,,,Musa took the place of Issa,Observer,2016-08-20
split,Sand Men,Reed Men,,,,2016-09,,,the Sand Men left the rest,Courier,2016-10-01
rival,Reed Men,Sand Men,,,,2016-11,,,the two fought over the well,Observer,2016-12-01
"""


@pytest.fixture
def coded(run: Run, tmp_path: Path) -> Path:
    """A book of six coded claims about one group."""
    rows = tmp_path / "rows.csv"
    rows.write_text(ROWS, "utf-8")
    assert run("import", rows, "--book", tmp_path / "b.oathbook").code == 0
    return tmp_path / "b.oathbook"


def test_what_happened_between_two_dates_is_told_with_its_claims(run: Run, coded: Path) -> None:
    told = run("diff", "2015-02", "2015-04", "--known-by", "2017", "--book", coded)
    assert told.code == 0
    assert "What changed between 2015-02-28 and 2015-04-30" in told.out
    assert "Reed Men → Islamic State" in told.out
    assert "their oath was taken in" in told.out
    answer = run("diff", "2015-02", "2015-04", "--known-by", "2017", "--book", coded, "--json").json
    (moved,) = [m for m in answer["moved"] if m["subject"] == "Reed Men"]
    assert moved["shift"] == pytest.approx(
        moved["after"]["probability"] - (moved["before"] or {"probability": 0})["probability"], abs=1e-5
    )
    assert len([claim for reason in moved["reasons"] for claim in reason["claims"]]) == 2
    assert answer["pledges"][0]["after"] == "accepted"


def test_what_was_learned_is_told_of_one_day(run: Run, coded: Path) -> None:
    asked = ("diff", "2015-03-09", "2015-03-14", "--learned", "--book", coded, "--json")
    answer = run(*asked).json
    assert answer["clock"] == "knowledge"
    assert answer["first"] == {"as_of": "2015-03-09", "known_by": "2015-03-09"}
    assert answer["second"] == {"as_of": "2015-03-09", "known_by": "2015-03-14"}
    assert run("diff", "2016", "2015", "--book", coded).code == 2


def test_flows_are_a_table_json_and_a_picture(run: Run, coded: Path, tmp_path: Path) -> None:
    told = run("flows", "--book", coded)
    assert "Between organisations" in told.out
    assert "hundreds went over" in told.out
    flows = run("flows", "--from", "2016-05", "--to", "2016-06", "--book", coded, "--json").json["flows"]
    assert [(f["from"], f["to"], f["min"], f["best"], f["max"]) for f in flows] == [
        ("Reed Men", "islamic-state", 200, None, 999)
    ]
    assert run("flows", "--by", "week", "--book", coded).code == 2
    drawn = run("flows", "--svg", tmp_path / "f.svg", "--book", coded)
    assert (drawn.code, drawn.out) == (0, "")
    assert "200 to 999" in (tmp_path / "f.svg").read_text("utf-8")


def test_leaders_have_their_own_dates(run: Run, coded: Path) -> None:
    asked = ("leaders", "Reed Men", "--as-of", "2017", "--known-by", "2017", "--book", coded)
    assert "Led by Musa, as far as claims say." in run(*asked).out
    leaders = {row["person"]: row for row in run(*asked, "--json").json["leaders"]}
    assert leaders["Musa"]["began"] == {"earliest": "2016-08-01", "latest": "2016-08-20"}
    assert (leaders["Issa"]["over"], leaders["Issa"]["successor"]) == (True, "Musa")


def test_factions_say_when_they_arose(run: Run, coded: Path) -> None:
    asked = ("factions", "Reed Men", "--as-of", "2017", "--known-by", "2017", "--book", coded)
    assert "1 part with a name" in run(*asked).out
    (faction,) = run(*asked, "--json").json["factions"]
    assert (faction["faction"], faction["arose"]["earliest"]) == ("Sand Men", "2016-09-01")


def test_pledges_say_how_far_they_came(run: Run, coded: Path) -> None:
    asked = ("pledges", "--as-of", "2017", "--known-by", "2017", "--book", coded)
    assert "1 pledge: 1 accepted." in run(*asked).out
    (pledge,) = run(*asked, "--json").json["pledges"]
    assert [step["stage"] for step in pledge["steps"]] == ["announced", "accepted"]
    early = ("pledges", "--as-of", "2015-03-10", "--known-by", "2015-03-10", "--book", coded)
    assert "3 days without an answer" in run(*early).out


def test_a_network_lists_equals_and_leaders_beside_allegiance(run: Run, coded: Path, tmp_path: Path) -> None:
    asked = ("network", "--as-of", "2016-12-31", "--known-by", "2017", "--book", coded)
    told = run(*asked).out
    assert "Rival" in told
    assert "Led by" in told
    answer = run(*asked, "--json").json
    assert all(sum(tie["levels"].values()) == pytest.approx(1, abs=1e-4) for tie in answer["ties"])
    assert [(r["left"], r["right"], r["current"]) for r in answer["rivalries"]] == [
        ("Reed Men", "Sand Men", True)
    ]
    assert [c["person"] for c in answer["commands"]] == ["Musa"]
    assert run(*asked, "--svg", tmp_path / "n.png").code == 0
    assert (tmp_path / "n.png").read_bytes().startswith(b"\x89PNG")
    assert run(*asked, "--svg", tmp_path / "n.pdf").code == 2


def test_who_gives_friends_and_enemies_with_their_intensity(run: Run, coded: Path) -> None:
    asked = ("who", "Reed Men", "--as-of", "2016-12-31", "--known-by", "2017", "--book", coded)
    assert "Sand Men (1 claim, 1 origin, since 2016-11, intensity 0." in run(*asked).out
    (rival,) = run(*asked, "--json").json["rivals"]
    assert rival["reasons"][0]["contribution"] == pytest.approx(rival["intensity"], abs=1e-3)
    later = run("who", "Reed Men", "--as-of", "2026", "--known-by", "2026", "--book", coded)
    assert "faded, last told of 2016-11-30" in later.out


def test_sources_say_what_was_learned_of_them(run: Run, coded: Path) -> None:
    rows = run("sources", "--learned", "--known-by", "2017", "--book", coded, "--json").json["sources"]
    assert {row["name"] for row in rows} == {"Courier", "Observer"}
    assert "passing on" in run("sources", "--learned", "--known-by", "2017", "--book", coded).out


def test_an_actors_years_are_drawn(run: Run, coded: Path, tmp_path: Path) -> None:
    target = tmp_path / "t.svg"
    told = run(
        "timeline", "Reed Men", "--as-of", "2017", "--known-by", "2017", "--svg", target, "--book", coded
    )
    assert (told.code, told.err) == (0, f"drawn to {target}\n")
    assert "Reed Men pledged allegiance to Islamic State" in target.read_text("utf-8")


def test_a_book_without_such_claims_says_so(run: Run, book: Path) -> None:
    for command, said in (
        (("flows", "abubakar-shekau"), "No claim in the book tells of people"),
        (("leaders", "islamic-state"), "No claim in the book says who leads it"),
        (("factions", "islamic-state"), "No claim in the book speaks of a part"),
        (("pledges", "abubakar-shekau"), "No claim in the book tells of a pledge"),
        (("diff", "2000", "2001"), "Nothing that the book tells of."),
    ):
        told = run(*command, "--book", book)
        assert (told.code, said in " ".join(told.out.split())) == (0, True), told.out + told.err
