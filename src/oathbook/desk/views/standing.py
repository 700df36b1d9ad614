"""How do all groups stand? The parts that Overview, Network, Group and Map share.

Invariant: what is shown of a group on one page is what is shown of it on every other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from oathbook.analysis.answers import WhoAnswer
from oathbook.analysis.field import NEVER, Track, levels_of, status_of
from oathbook.assessment import Status, estimative_word
from oathbook.desk.schemas.common import Basis, Levels, Share, StandingOut, When
from oathbook.desk.schemas.overview import Point, Principal
from oathbook.desk.state import Clocks, Desk
from oathbook.desk.views.parties import is_group, named, short_name
from oathbook.desk.views.series import day_of, edtf_of, month_name, thin
from oathbook.model import ClaimQuery

SLOTS = 5  # hues for principals; the rest folds into one grey
LEAST_SHARE = 0.005  # what is less likely is not drawn
_STANDING = {
    Status.NONE: "no tie",
    Status.REPORTED: "no settled tie",  # `who` may say that it is broken or disputed
    Status.PLEDGED: "pledged, not accepted",
    Status.ACCEPTED: "accepted",
    Status.OPERATIONAL: "operational",
    Status.SPLIT: "split",
}


def claims_of(desk: Desk) -> dict[str, int]:
    """How many claims name each party, most first. Only parties that new steps are about are counted again."""

    def count() -> dict[str, int]:
        counts = dict(desk.once_about((), "all claims of", lambda: _count_all(desk)))
        for label in desk.touches.since(desk.touches.epoch):
            counts[label] = desk.book.count(ClaimQuery(actor=label))
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    return desk.once("claims_of", count)


def _count_all(desk: Desk) -> dict[str, int]:
    return {row.label: row.claims for row in desk.book.actors()}


def tracks(desk: Desk, known_by: date) -> list[Track]:
    """The groups that have rows in charts, heaviest first, as known on a day."""
    return [track for track in desk.field(known_by).tracks.values() if is_group(desk.book, track.group)]


def who(desk: Desk, group: str, clocks: Clocks) -> WhoAnswer:
    """How a group stands with all reasons, its followers aside; worked out once for the claims about it."""
    track = desk.field(clocks.known_by).tracks.get(group)
    labels = [group, *(() if track is None else track.principals)]
    return desk.once_about(
        labels,
        ("who", group, clocks),
        lambda: desk.book.who(group, as_of=clocks.as_of, known_by=clocks.known_by, followers=False),
    )


def extent(desk: Desk, known_by: date) -> tuple[date, date] | None:
    """The first and the last day that charts have to show; None where no group has a principal."""
    field = desk.field(known_by)
    began = [since[0] for track in field.tracks.values() for since in track.since if since[0] != NEVER]
    if not began:
        return None
    first = day_of(min(began))
    return first, max(field.known_by, first)


def all_principals(desk: Desk, clocks: Clocks) -> list[Principal]:
    """With whom groups stand or stood, heaviest first; the first few have a colour, the same on every page.

    Ranked by the whole of their time, so that a colour does not change hands when the date moves.
    """
    listed = tracks(desk, clocks.known_by)
    ranked = desk.once(("principals", clocks.known_by), lambda: _rank_principals(listed))
    now = dict.fromkeys(ranked, 0)
    for track in listed:
        for place in np.flatnonzero(track.at(clocks.as_of)[:, 2:].sum(axis=1) > 0.5):
            now[track.principals[place]] += 1
    return [
        Principal(
            **named(desk.book, principal).model_dump(),
            short=short_name(desk.book, principal),
            slot=rank + 1 if rank < SLOTS else 0,
            groups=now[principal],
        )
        for rank, principal in enumerate(ranked)
    ]


def _rank_principals(shown: Iterable[Track]) -> list[str]:
    weight: dict[str, float] = {}
    for track in shown:
        for principal, total in zip(track.principals, track.levels[:, :, 1:].sum(axis=(0, 2)), strict=True):
            weight[principal] = weight.get(principal, 0.0) + float(total)
    return sorted(weight, key=lambda p: (-round(weight[p], 6), p))


def shares_of(track: Track, row: int) -> list[Share]:
    """The shares of one month, the heaviest first; the least are left out."""
    levels = track.levels[row]
    ranked = np.argsort(-levels[:, 1:].sum(axis=1), kind="stable")
    return [
        Share(
            principal=track.principals[int(place)],
            pledged=round(float(levels[place, 1]), 4),
            accepted=round(float(levels[place, 2]), 4),
            operational=round(float(levels[place, 3]), 4),
            split=round(float(levels[place, 4]), 4),
        )
        for place in ranked
        if levels[place, 1:].sum() >= LEAST_SHARE
    ]


def none_of(track: Track, row: int) -> float:
    """The likelihood that the group has no tie to any of its principals."""
    return round(max(0.0, 1.0 - float(track.levels[row, :, 1:].sum())), 4)


def points(track: Track) -> list[Point]:
    """The series thinned to the months where it bends or its basis changes."""
    values = track.levels[:, :, 1:].reshape(len(track.levels), -1).astype(np.float64)
    changes = {
        month - track.first
        for column in (track.own_word, track.principals_word)
        for month in column
        if month != NEVER and 0 < month - track.first < len(values)
    }
    rows = sorted({*thin(values), *changes})
    return [
        Point(
            month=month_name(track.first + row),
            none=none_of(track, row),
            shares=(shares := shares_of(track, row)),
            basis=basis_of_track(track, _heaviest(track, row), track.first + row) if shares else None,
        )
        for row in rows
    ]


def basis_of_track(track: Track, place: int, month: int) -> Basis:
    """Whether by that month both sides had committed themselves, one of them, or only others told of it."""
    sides = [
        column[place] != NEVER and column[place] <= month
        for column in (track.own_word, track.principals_word)
    ]
    return "mutual" if all(sides) else "claimed" if any(sides) else "reported"


def standing_of(desk: Desk, track: Track, place: int, day: date) -> StandingOut:
    """One tie of a group on a day, as the levels alone say it."""
    row = track.at(day)[place]
    levels = levels_of(row)
    status = status_of(levels)
    probability = levels.aligned
    return StandingOut(
        subject=named(desk.book, track.group),
        principal=named(desk.book, track.principals[place]),
        probability=probability,
        low=None,
        high=None,
        word=estimative_word(probability),
        status=status.value,
        standing=_STANDING[status],
        levels=Levels(
            pledged=levels.pledged,
            accepted=levels.accepted,
            operational=levels.operational,
            split=levels.split,
        ),
        p_none=levels.none,
        basis=basis_of_track(track, place, track.first + track.row(day)),
        claims=track.claims[place],
        origins=track.origins[place],
        since=since_of(track, place),
    )


def first_told(track: Track) -> date | None:
    """The first day that a claim for one of the group's ties tells of."""
    began = [first for first, _ in track.since if first != NEVER]
    return day_of(min(began)) if began else None


def since_of(track: Track, place: int) -> When | None:
    """The months of the earliest claim for the tie."""
    first, last = track.since[place]
    if first == NEVER:
        return None
    return When(edtf=edtf_of(first, last), earliest=day_of(first), latest=day_of(last, end=True))


def heaviest_now(desk: Desk, group: str, clocks: Clocks) -> tuple[str, float] | None:
    """The principal that a group most likely stands with on the day, and how likely; None where it has none."""
    track = desk.field(clocks.known_by).tracks.get(group)
    if track is None:
        return None
    place = track.heaviest(clocks.as_of)
    return track.principals[place], float(track.at(clocks.as_of)[place, 2:].sum())


def mean_of(rest: list[Track]) -> Track | None:
    """The mean of several groups through time, as if they were one; None of none."""
    if not rest:
        return None
    first = min(track.first for track in rest)
    last = max(track.first + len(track.levels) for track in rest)
    total: dict[str, np.ndarray] = {}
    for track in rest:
        begin, end = track.first - first, track.first - first + len(track.levels)
        for place, principal in enumerate(track.principals):
            levels = total.setdefault(principal, np.zeros((last - first, 4), dtype=np.float32))
            levels[begin:end] += track.levels[:, place, 1:]
            levels[end:] += track.levels[-1, place, 1:]
    ranked = sorted(total, key=lambda p: (-float(total[p].sum()), p))
    tied = np.stack([total[p] for p in ranked], axis=1) / len(rest)
    none = 1 - tied.sum(axis=2, keepdims=True)
    nothing = (0,) * len(ranked)
    return Track(
        group="",
        first=first,
        principals=tuple(ranked),
        levels=np.concatenate([none, tied], axis=2),
        claims=nothing,
        origins=nothing,
        own_word=(NEVER,) * len(ranked),
        principals_word=(NEVER,) * len(ranked),
        since=((NEVER, NEVER),) * len(ranked),
        weight=sum(track.weight for track in rest),
    )


def _heaviest(track: Track, row: int) -> int:
    return int(track.levels[row, :, 1:].sum(axis=1).argmax())
