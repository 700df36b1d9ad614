"""Who was aligned with whom over time, and what is the finding of the day?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import urlsplit

from oathbook.actors import normalise
from oathbook.analysis.field import Track
from oathbook.analysis.who import answer_leaders
from oathbook.desk.schemas.overview import BookOut, GroupPage, GroupRow, Mark, Month, Overview
from oathbook.desk.state import Clocks, Desk, Paging
from oathbook.desk.views.events import MARKED, is_mark, mark_out
from oathbook.desk.views.finding import overall_finding
from oathbook.desk.views.parties import named
from oathbook.desk.views.standing import (
    LEAST_SHARE,
    all_principals,
    claims_of,
    extent,
    first_told,
    mean_of,
    points,
    standing_of,
    tracks,
)

MOST_MARKS = 100  # of a group, the latest: a row with more is a smear
MARKS_IN_ALL = 3_000  # on the overview: rows then are low, and a great book's answer must stay small


def show_book(desk: Desk) -> BookOut:
    """The book in totals."""
    stats = desk.once("stats", desk.book.ledger.stats)
    months = desk.once("all_months", desk.book.ledger.claims_by_month)
    return BookOut(
        name=desk.book.ledger.name,
        title=short_title(desk.book.ledger.name),
        read_only=desk.book.ledger.read_only,
        documents=stats.documents,
        claims=stats.claims,
        unreviewed=sum(month.unreviewed for month in months),
        first_published=stats.first_published,
        last_published=stats.last_published,
        last_recorded=stats.last_recorded,
        size_bytes=stats.size_bytes,
        head=stats.head,
        mark=desk.mark(),
    )


def show_overview(desk: Desk, clocks: Clocks, top: int) -> Overview:
    """The chart of the heaviest groups, marks, histogram and finding."""
    ranked = tracks(desk, clocks.known_by)
    shown, rest = ranked[:top], ranked[top:]
    bounds = extent(desk, clocks.known_by)
    mean = mean_of(rest)
    groups = [track.group for track in shown]
    marks, leaders = marks_of(desk, groups, clocks), leaders_of(desk, groups, clocks)
    most = max(MARKS_IN_ALL // max(len(groups), 1), 1)
    return Overview(
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        book=show_book(desk),
        finding=overall_finding(desk, ranked, clocks.as_of),
        first=None if bounds is None else bounds[0],
        last=None if bounds is None else bounds[1],
        principals=all_principals(desk, clocks),
        groups=[_row(desk, track, clocks, leaders[track.group]) for track in shown],
        other_groups=len(rest),
        other_series=[] if mean is None else points(mean),
        marks=[mark for group in groups for mark in marks[group][-most:]],
        histogram=histogram(desk, clocks),
    )


def marks_of(desk: Desk, groups: Sequence[str], clocks: Clocks) -> dict[str, list[Mark]]:
    """The events of each group as known on the day; those after the day asked about, too: the chart shows them."""
    known = clocks.known_by

    def work_out(labels: list[str]) -> dict[str, list[Mark]]:
        timelines = desk.book.timelines(labels, kinds=MARKED, as_of=known, known_by=known)
        return {
            group: [mark_out(desk, group, point) for point in timeline.points if is_mark(point)][-MOST_MARKS:]
            for group, timeline in timelines.items()
        }

    return desk.once_about_each(groups, ("marks", known), work_out)


def leaders_of(desk: Desk, groups: Sequence[str], clocks: Clocks) -> dict[str, str | None]:
    """Who leads each group on the day, by the claims about its leaders alone; None where none says so."""
    known = clocks.known_by
    told = desk.once_about_each(
        groups, ("leaders", known), lambda labels: desk.book.entries_about_leaders(labels, known_by=known)
    )
    found: dict[str, str | None] = {}
    for group in groups:
        leaders = answer_leaders(group, told[group], as_of=clocks.as_of, known_by=known)
        found[group] = next((leader.person for leader in leaders if not leader.over), None)
    return found


def histogram(desk: Desk, clocks: Clocks) -> list[Month]:
    """Claims by the month in which they became known."""
    known = clocks.known_by
    rows = desk.once(("months", known), lambda: desk.book.ledger.claims_by_month(known_by=known))
    return [
        Month(month=f"{row.year:04d}-{row.month:02d}", reviewed=row.reviewed, unreviewed=row.unreviewed)
        for row in rows
    ]


def short_title(name: str) -> str:
    """What a reader calls the book: the file without its ending, or the database."""
    return PurePath(urlsplit(name).path if "://" in name else name).stem or name


def list_groups(desk: Desk, clocks: Clocks, page: Paging, *, words: str, order: str) -> GroupPage:
    """One page of all groups that have a principal, without their series."""
    folded = normalise(words)
    found = [t for t in tracks(desk, clocks.known_by) if folded in normalise(_words_of(desk, t.group))]
    if order == "name":
        found.sort(key=lambda t: desk.book.name_of(t.group).casefold())
    elif order == "likely":
        found.sort(key=lambda t: -float(t.at(clocks.as_of)[t.heaviest(clocks.as_of), 2:].sum()))
    shown = found[page.offset : page.offset + page.limit]
    leaders = leaders_of(desk, [track.group for track in shown], clocks)
    return GroupPage(
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        total=len(found),
        offset=page.offset,
        limit=page.limit,
        items=[_row(desk, track, clocks, leaders[track.group], series=False) for track in shown],
    )


def _words_of(desk: Desk, label: str) -> str:
    registry = desk.book.registry
    actor = registry.actors.get(label)
    names = (label,) if actor is None else (actor.name, *actor.aliases, actor.region or "")
    return " ".join((*names, registry.countries.get(label) or ""))


def _row(desk: Desk, track: Track, clocks: Clocks, leader: str | None, *, series: bool = True) -> GroupRow:
    registry = desk.book.registry
    actor = registry.actors.get(track.group)
    place = track.heaviest(clocks.as_of)
    tied = float(track.at(clocks.as_of)[place, 1:].sum()) >= LEAST_SHARE
    return GroupRow(
        group=named(desk.book, track.group),
        region=None if actor is None else actor.region,
        country=registry.countries.get(track.group),
        parent=None if actor is None else actor.parent,
        claims=claims_of(desk).get(track.group, 0),
        leader=None if leader is None else named(desk.book, leader),
        now=standing_of(desk, track, place, clocks.as_of) if tied else None,
        first=first_told(track),
        series=desk.once_about(
            [track.group, *track.principals], ("points", track.group, clocks.known_by), lambda: points(track)
        )
        if series
        else [],
    )
