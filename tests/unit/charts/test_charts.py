"""Charts: the same bytes for the same answer, words as words, hues that mean allegiance and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import pytest

from oathbook.analysis.flows import answer_flows
from oathbook.analysis.network import answer_network
from oathbook.analysis.timeline import answer_timeline
from oathbook.assessment import Levels, assess_history
from oathbook.charts import Chart, TimelineChart, draw_flows, draw_network, draw_timeline, save, to_svg
from oathbook.charts.style import NEUTRAL, SLOTS, hues, shorten
from oathbook.errors import QueryError
from oathbook.model import ActorType, Count, Entry, Party, Polarity, Scope

MakeEntry = Callable[..., Entry]
NOW = date(2018, 3, 1)


def story(entry: MakeEntry) -> list[Entry]:
    isis = Party(written="isis", actor="isis", type=ActorType.ORGANISATION)
    return [
        entry("pledge", "g", "p", when="2015-03-07", published="2015-03-08", source="A"),
        entry("accept", "p", "g", when="2015-03-12", published="2015-03-13", source="B"),
        entry("accept", "p", "g", polarity=Polarity.NEGATIVE, published="2015-03-10", source="C"),
        entry("split", None, "g", scope=Scope.FACTION, when="2016", published="2016-06-01", source="D"),
        entry("replace", "new", "old", of="g", published="2016-08-03", source="E"),
        entry("rival", "g", "r", when="2017-12", published="2018-01-02", source="F"),
        entry(
            "defect", isis, "p", scope=Scope.MEMBERS, when="2017", count=Count(min=200, max=999), source="G"
        ),
        entry("defect", isis, "q", scope=Scope.MEMBERS, when="2017", source="H"),
        entry("move", "isis", "Libya", from_="Syria", when="2017", scope=Scope.MEMBERS, source="I"),
    ]


def timeline(entries: Sequence[Entry]) -> TimelineChart:
    days = tuple(date(2015 + n // 12, n % 12 + 1, 1) for n in range(38))
    return TimelineChart(
        answer=answer_timeline("g", entries, as_of=NOW, known_by=NOW),
        days=days,
        history=assess_history("g", entries, days, known_by=NOW),
        finding="Stands with p.",
    )


def words(svg: str) -> str:
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own output
    return " ".join(text for text in root.itertext() if text.strip())


def test_a_timeline_says_whom_what_and_when_in_words(entry: MakeEntry) -> None:
    svg = to_svg(draw_timeline(timeline(story(entry))), title="g & others")
    said = words(svg)
    for expected in (
        "g & others",
        "Stands with p.",
        "As of 2018-03-01, from what was published by then.",
        "g pledged allegiance to p",
        "p accepted g",
        "p has not accepted g (told then)",
        "new replaced old at the head of g (told then)",
        "2016",
    ):
        assert expected in said


def test_the_same_answer_makes_the_same_bytes(entry: MakeEntry, tmp_path: Path) -> None:
    for name in ("a", "b"):
        for ending in ("svg", "png"):
            save(draw_timeline(timeline(story(entry))), tmp_path / f"{name}.{ending}", title="g")
    for ending in ("svg", "png"):
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def test_nothing_in_a_file_says_when_or_by_what_it_was_made(entry: MakeEntry) -> None:
    svg = to_svg(draw_timeline(timeline(story(entry))), title="g")
    assert "metadata" not in svg
    assert mpl.__version__ not in svg
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]+"', "", svg)


def test_drawing_leaves_the_users_own_settings_alone(entry: MakeEntry) -> None:
    before = dict(mpl.rcParams)
    draw_timeline(timeline(story(entry)))
    assert dict(mpl.rcParams) == before


def test_a_network_draws_each_tie_in_its_principals_hue_and_enemies_in_ink(entry: MakeEntry) -> None:
    answer = answer_network(story(entry), as_of=NOW, known_by=NOW)
    svg = to_svg(draw_network(answer), title="n")
    assert {"g", "p", "r"} <= set(words(svg).split())
    assert SLOTS[0].lower() in svg
    assert "1 rivalries" in words(svg)
    without = words(to_svg(draw_network(answer, leave_out=frozenset({"g"})), title="n"))
    assert "No claim ties anybody" in without


def test_a_network_too_large_for_a_page_says_what_it_leaves_out(entry: MakeEntry) -> None:
    many = [entry("affiliate", f"g{n}", f"p{n}", published="2017-06-01", source=f"S{n}") for n in range(40)]
    said = words(to_svg(draw_network(answer_network(many, as_of=NOW, known_by=NOW)), title="n"))
    assert "the likeliest 30 of 40 ties" in said


def test_a_network_is_drawn_the_same_whatever_the_order_of_claims(entry: MakeEntry) -> None:
    one, two = (
        to_svg(draw_network(answer_network(entries, as_of=NOW, known_by=NOW)), title="n")
        for entries in (story(entry), story(entry)[::-1])
    )
    assert one == two


def test_flows_keep_levels_apart_and_say_open_numbers(entry: MakeEntry) -> None:
    said = words(to_svg(draw_flows(answer_flows(story(entry), known_by=NOW)), title="f"))
    for expected in (
        "Factions",
        "Members, counted in people",
        "Members, between places",
        "200 to 999",
        "not said",
    ):
        assert expected in said
    assert said.index("Factions") < said.index("Members")


def test_without_moves_a_page_says_so(entry: MakeEntry) -> None:
    assert "No claim tells of people who moved" in words(
        to_svg(draw_flows(answer_flows([], known_by=NOW)), title="f")
    )


def test_an_actor_without_principals_still_has_its_years(entry: MakeEntry) -> None:
    chart = timeline([entry("gain", "g", "Bosso", when="2016-06-03", published="2016-06-04")])
    said = words(to_svg(draw_timeline(chart), title="g"))
    assert "No tie to a principal is likely enough to draw." in said
    assert "g gained Bosso" in said


def test_a_chart_shows_itself_in_notebooks_and_saves_what_it_shows(entry: MakeEntry, tmp_path: Path) -> None:
    chart = Chart(draw_timeline(timeline(story(entry))), "g")
    chart.save(tmp_path / "g.svg")
    assert (tmp_path / "g.svg").read_text("utf-8") == chart._repr_svg_()


def test_other_endings_and_unreachable_places_are_refused(entry: MakeEntry, tmp_path: Path) -> None:
    figure = draw_flows(answer_flows([], known_by=NOW))
    for path, said in ((tmp_path / "g.pdf", "neither"), (tmp_path / "no" / "g.svg", "cannot be written")):
        with pytest.raises(QueryError, match=said):
            save(figure, path, title="g")


def test_the_first_principals_have_hues_and_the_rest_are_neutral() -> None:
    assert list(hues([f"p{n}" for n in range(7)]).values()) == [*SLOTS, NEUTRAL, NEUTRAL]


def test_names_are_cut_at_a_word() -> None:
    assert shorten("one two three", 9) == "one two…"
    assert shorten("one", 9) == "one"


def test_history_has_the_levels_of_every_day(entry: MakeEntry) -> None:
    (levels,) = assess_history(
        "g", story(entry)[:2], [date(2014, 1, 1), date(2015, 6, 1)], known_by=NOW
    ).values()
    assert [type(found) for found in levels] == [Levels, Levels]
    assert levels[1].aligned > levels[0].aligned
