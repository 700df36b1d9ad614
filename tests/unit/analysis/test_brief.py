"""A brief says what the answers say, cites it, compares with the last one, and treats reports as data."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from oathbook.analysis.brief import build_brief, course_days, render, snapshot, take_course
from oathbook.analysis.brief.build import say_time
from oathbook.analysis.brief.chart import GLYPH, draw_course
from oathbook.analysis.brief.course import Basis
from oathbook.analysis.brief.render import escape_markdown
from oathbook.analysis.timeline import answer_timeline, gather_points
from oathbook.analysis.who import answer_who
from oathbook.assessment import trace_group
from oathbook.errors import QueryError
from oathbook.ledger import BriefRow
from oathbook.model import Interval, Polarity

DAY = date(2018, 6, 1)
MADE = datetime(2020, 6, 1, 12, tzinfo=UTC)
EVIL = '<script>alert("x")</script> [a](javascript:alert(1)) | *b* `c`'


def name_of(label: str) -> str:
    return {"g": "River Front", "p": "Delta Army"}.get(label, label)


@pytest.fixture
def told(entry):
    return [
        entry("pledge", "g", "p", when="2015-03-07", published="2015-03-08"),
        entry("accept", "p", "g", when="2015-03-12", published="2015-03-13", source="Herald"),
        entry("lead", "anna", "g", source="Gazette"),
        entry("rival", "g", "q", source="Gazette"),
    ]


def who(entries, as_of=DAY):
    return answer_who("g", entries, as_of=as_of, known_by=DAY, name="River Front")


def brief(entries, *, last=None, chart=""):
    return build_brief(
        who(entries),
        answer_timeline("g", entries, as_of=DAY, known_by=DAY, name="River Front"),
        entries,
        chart=chart,
        missing=("No second origin is found.",),
        last=last,
        made=MADE,
        name_of=name_of,
    )


def last(entries, recorded="2020-05-01") -> BriefRow:
    moment = datetime.fromisoformat(recorded).replace(tzinfo=UTC)
    return BriefRow(actor="g", as_of=DAY, known_by=DAY, found=snapshot(who(entries)), recorded=moment)


def test_the_headline_names_the_tie_with_its_word_and_number(told) -> None:
    made = brief(told)
    best = who(told).principals[0].assessment
    assert "River Front" in made.headline
    assert "Delta Army" in made.headline
    assert f"({best.probability:.0%})" in made.headline


def test_likelihood_and_confidence_never_share_a_sentence(told) -> None:
    page = render(brief(told), "md")
    sentences = re.split(r"[.\n|]", page)
    assert not [s for s in sentences if "likel" in s.lower() and "confidence" in s.lower()]


def test_every_event_carries_a_note_and_every_note_is_cited(told) -> None:
    made = brief(told)
    assert all(line.notes for line in (*made.events, *made.leaders, *made.rivals))
    cited = {n for line in (*made.findings, *made.events, *made.leaders, *made.rivals) for n in line.notes}
    assert cited | {n for tie in made.ties for n in tie.notes} == {note.number for note in made.notes}


def test_the_same_words_of_a_document_are_one_note(told) -> None:
    made = brief(told)
    keys = [(note.quote, note.whence) for note in made.notes]
    assert len(keys) == len(set(keys))


def test_the_first_brief_says_that_there_is_none_before(told) -> None:
    assert "This is the first brief on River Front" in render(brief(told), "md")


def test_a_brief_right_after_another_says_that_nothing_changed(told) -> None:
    made = brief(told, last=last(told))
    assert made.changes == ()
    assert "What changed since the last brief of 01 May 2020" in render(made)
    assert "Nothing. No tie reads otherwise" in render(made)


def test_what_the_book_learned_since_and_what_it_moved_is_listed(entry, told) -> None:
    before = last(told)
    new = [
        entry("break", "g", "p", when="2017-05-03", source=s, published="2017-06-01", recorded="2020-05-15")
        for s in ("Herald", "Gazette", "Observer")
    ]
    changed = [line.text for line in brief([*told, *new], last=before).changes]
    assert any(text.startswith("Delta Army is now ") for text in changed), changed
    assert "3 new claims from 3 documents." in changed
    assert "River Front broke with Delta Army." in changed


def test_a_new_leader_and_a_tie_that_is_gone_are_changes(entry, told) -> None:
    before = last([*told, entry("affiliate", "g", "r", source="Herald")])
    new = entry("lead", "boris", "g", source="Courier", recorded="2020-05-15")
    changed = [line.text for line in brief([*told, new], last=before).changes]
    assert "boris is now told of as its leader." in changed
    assert "r no longer has a claim that bears on it." in changed


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.found.append((tag, dict(attrs)))


def test_markup_in_a_report_is_text_in_the_page(entry, told) -> None:
    evil = entry("pledge", "g", "p", quote=EVIL, source=EVIL, said_by=(EVIL,), when="2016")
    evil = replace(evil, url="javascript:alert(1)", title=EVIL)
    parser = Tags()
    parser.feed(render(brief([*told, evil])))
    assert not [tag for tag, _ in parser.found if tag == "script"]
    assert not [a for tag, a in parser.found if tag == "a" and "javascript" in (a.get("href") or "")]
    markdown = render(brief([*told, evil]), "md")
    assert "<script>" not in markdown
    assert "[a](javascript" not in markdown


def test_the_page_fetches_nothing(told) -> None:
    page = render(brief([replace(told[0], url="https://courier.example/1"), *told[1:]]))
    parser = Tags()
    parser.feed(page)
    assert not [tag for tag, _ in parser.found if tag in {"img", "link", "script", "iframe", "object"}]
    assert "url(" not in page.replace("url(#hatch", "")
    assert "@import" not in page
    assert "https://courier.example/1" in page


def test_an_unknown_format_is_told(told) -> None:
    with pytest.raises(QueryError, match="'pdf' is no format of a brief: html, md"):
        render(brief(told), "pdf")


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2015", "2015"),
        ("2015-03", "March 2015"),
        ("2015-03-07", "7 March 2015"),
        ("2017-08~", "about August 2017"),
        ("2014/2016", "2014 to 2016"),
        ("2009/..", "2009 onward"),
        ("../2013", "until 2013"),
        ("2011-21", "spring 2011"),
        ("199X", "the 1990s"),
    ],
)
def test_a_time_is_said_in_words(edtf: str, said: str) -> None:
    assert say_time(Interval.parse(edtf)) == said


def test_markdown_of_a_report_stays_on_its_line() -> None:
    assert escape_markdown("a\n# b\n- c") == "a \\# b - c"
    assert escape_markdown("- c") == "\\- c"
    assert escape_markdown("3) d") == "3\\) d"


def take(entries, samples=20):
    points = gather_points(entries)
    days = course_days(points, DAY, samples=samples)
    return take_course(days, trace_group("g", entries, until=DAY, known_by=DAY), points)


def test_the_course_runs_from_before_the_first_tie_to_the_day_asked_about(told) -> None:
    course = take(told)
    assert course.days[0] < date(2015, 3, 7)
    assert course.days[-1] == DAY
    (lane,) = course.lanes
    assert lane.moments[0].probability < lane.moments[-1].probability
    assert lane.moments[-1].basis is Basis.BOTH
    assert course_days([], DAY) == ()


def test_a_one_sided_pledge_is_hatched_and_a_rumour_outlined(entry) -> None:
    (lane,) = take([entry("pledge", "g", "p", when="2015-03")]).lanes
    assert lane.moments[-1].basis is Basis.ONE
    (lane,) = take([entry("affiliate", "g", "p", when="2015-03")]).lanes
    assert lane.moments[-1].basis is Basis.TOLD


def test_more_principals_than_lanes_are_counted(entry) -> None:
    many = [
        entry(kind, *sides, when=f"201{n}-05-03", source=f"Outlet {n} {kind}")
        for n in range(6)
        for kind, sides in (("pledge", ("g", f"p{n}")), ("accept", (f"p{n}", "g")))
    ]
    course = take(many)
    assert len(course.lanes) + course.hidden == 6
    assert len(course.lanes) == 4


def test_the_chart_is_well_formed_and_its_words_are_escaped(entry, told) -> None:
    points = gather_points(told)
    svg = draw_course(take(told), points, "g", lambda label: f"<b>{name_of(label)}</b>")
    root = ET.fromstring(svg)  # noqa: S314 - our own picture
    assert "<b>" not in svg
    assert root.find("{http://www.w3.org/2000/svg}title") is not None


def test_two_events_of_one_week_stand_side_by_side(told) -> None:
    """A pledge of 7 March and its acceptance of 12 March would cover each other."""
    svg = draw_course(take(told), gather_points(told), "g", name_of)
    (pledge,) = re.findall(r'<path d="M([\d.]+) [\d.]+l5\.2 9\.6', svg)
    (acceptance,) = re.findall(r'<circle cx="([\d.]+)"', svg)
    assert abs(float(acceptance) - float(pledge)) >= GLYPH - 0.1


def test_a_denial_is_drawn_as_one(entry, told) -> None:
    denial = entry("accept", "p", "g", when="2016", polarity=Polarity.NEGATIVE, source="Gazette")
    entries = [*told, denial]
    svg = draw_course(take(entries), gather_points(entries), "g", name_of)
    assert svg.count("l6.6 6.6m0 -6.6l-6.6 6.6") == 1


def test_nothing_to_draw_is_no_picture() -> None:
    assert draw_course(take_course([], (), ()), [], "g", name_of) == ""
