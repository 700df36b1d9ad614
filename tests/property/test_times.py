"""What holds of the grammar of time on any text whatever."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oathbook.language.times import Need, Relation, find_times, names, resolve
from oathbook.model.interval import Interval

wrangler = pytest.importorskip("date_wrangler")  # a test dependency; its import takes a second or two

_WORDS = [
    *names.LEADERS,
    *(month.capitalize() for month in names.FULL_MONTHS),
    *(day.capitalize() for day in names.FULL_WEEKDAYS),
    *(
        "2015",
        "1999",
        "0000",
        "9999",
        "2017",
        "1436",
        "7",
        "31",
        "29",
        "30",
        "12th",
        "1990s",
        "80s",
        "2015-03-07",
        "07/04/2015",
    ),
    *(
        "ago",
        "later",
        "week",
        "month",
        "year",
        "decade",
        "days",
        "years",
        "weekend",
        "fortnight",
        "night",
        "today",
        "then",
    ),
    *(
        "Ramadan",
        "Shawwal",
        "Eid al-Fitr",
        "Easter",
        "Christmas",
        "New Year's Day",
        "Q3",
        "May",
        "Mar.",
        "will",
        "AH",
    ),
    *(
        "fighters",
        "Movement",
        "Brigade",
        "said",
        "BAMAKO",
        "(Agency)",
        "-",
        "–",
        ",",
        ".",
        "'s",
        "\n",
        "\n\n",
        "é",
        "𝔐",
    ),
]
_PHRASES = st.lists(st.sampled_from(_WORDS), max_size=24).map(" ".join)
_TEXTS = st.one_of(_PHRASES, st.text(max_size=200), _PHRASES.map(lambda s: s.replace(" ", "")))
_DAYS = st.dates()
_CONTEXTS = st.sampled_from(
    [
        "2015",
        "2015-03",
        "2015-03-07",
        "0001-01-01",
        "9999-12-31",
        "201X",
        "2014/2016",
        "2014/..",
        "../2013-05",
        "2015-24",
        "2017-08~",
    ]
).map(Interval.parse)


@settings(max_examples=400, deadline=None)
@given(_TEXTS, st.none() | _DAYS)
@example("29 February", date(1, 1, 1))
@example("999 decades ago", date(1, 1, 1))
@example("1 Ramadan 1599", None)
@example("next year", date(9999, 12, 31))
def test_every_expression_is_where_it_says_in_order_and_apart(text: str, published: date | None) -> None:
    found = find_times(text, published=published)
    for expression in found:
        assert text[expression.start : expression.end] == expression.text
        assert expression.text.strip() == expression.text != ""
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=300, deadline=None)
@given(_TEXTS, st.none() | _DAYS)
def test_every_interval_is_edtf_and_stands_on_what_it_needs(text: str, published: date | None) -> None:
    for expression in find_times(text, published=published):
        interval = expression.interval
        if interval is not None:
            assert Interval.parse(interval.edtf) == interval
        if published is None:
            assert (interval is None) or expression.needs is Need.NONE
        if expression.needs is Need.CONTEXT or expression.relation in {Relation.DURATION, Relation.LINK}:
            assert interval is None
        if interval is not None and expression.relation is Relation.SINCE:
            assert interval.last is None
        if interval is not None and expression.relation is Relation.UNTIL:
            assert interval.first is None


@settings(max_examples=300, deadline=None)
@given(_PHRASES, st.none() | _DAYS, _CONTEXTS)
def test_resolving_never_fails_and_leaves_absolute_times_alone(
    text: str, published: date | None, context: Interval
) -> None:
    for expression in find_times(text, published=published):
        resolved = resolve(expression, context=context)
        if expression.needs is Need.NONE:
            assert resolved == expression.interval
        if expression.relation is Relation.DURATION:
            assert resolved is None


@settings(max_examples=200, deadline=None)
@given(_PHRASES, st.dates(date(1950, 1, 1), date(2030, 12, 31)))
def test_a_publication_date_adds_intervals_and_moves_no_expression_that_has_one(
    text: str, published: date
) -> None:
    undated = {(e.start, e.end): e.interval for e in find_times(text, published=None) if e.needs is Need.NONE}
    dated = {(e.start, e.end): e.interval for e in find_times(text, published=published)}
    for span, interval in undated.items():
        if span in dated and interval is not None:
            assert dated[span] == interval


_FORMATS = [
    "{d} {B} {Y}",
    "{B} {d}, {Y}",
    "{d}th of {B} {Y}",
    "{d} {b} {Y}",
    "{Y}-{m:02}-{d:02}",
    "{B} {Y}",
    "{Y}",
]


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2026, 12, 31)), st.sampled_from(_FORMATS))
def test_absolute_dates_agree_with_an_independent_parser(day: date, form: str) -> None:
    """date-wrangler reads plain absolute dates well; where it reads one, both mean the same days."""
    written = form.format(d=day.day, m=day.month, Y=day.year, B=day.strftime("%B"), b=day.strftime("%b"))
    sentence = f"He left in {written} for good."
    theirs = wrangler.parse(sentence, today=date(2026, 12, 31))
    ours = find_times(sentence, published=date(2026, 12, 31))
    assert [e.text for e in ours] == [written]
    interval = ours[0].interval
    assert interval is not None
    if len(theirs) == 1 and theirs[0].text == written:
        assert (interval.first, interval.last) == (theirs[0].range.start, theirs[0].range.end_inclusive)
