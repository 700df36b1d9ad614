"""What moved between two views of the book, and which claims moved it? Between days, or since a moment.

Invariant: both sides come from the same model, and a claim is named only where it lies between the two views.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from oathbook.analysis.field import Field, Track, levels_of, status_of
from oathbook.assessment import Levels, estimative_word, happens
from oathbook.desk.problems import Refused
from oathbook.desk.schemas.evidence import ClockPair, Difference
from oathbook.desk.schemas.overview import Change, Changes
from oathbook.desk.state import Clocks, Desk
from oathbook.desk.views.claims import claims_out
from oathbook.desk.views.parties import is_group, named
from oathbook.model import Entry

LEAST = 0.05  # a smaller shift is counted and not told
MOST = 30
CLAIMS = 3
MOST_GROUPS = 200  # groups of a great reading that are compared, the heaviest


@dataclass(frozen=True, slots=True)
class _Moved:
    """One pair on both sides; None where no claim names it."""

    group: str
    principal: str
    before: Levels | None
    after: Levels | None

    @property
    def size(self) -> float:
        return abs(_aligned(self.after) - _aligned(self.before))


def show_difference(desk: Desk, before: Clocks, after: Clocks, actor: str | None) -> Difference:
    """What differs between two views, the largest shifts first, with the claims that lie between."""
    label = None if actor is None else desk.book.find_actor(actor)
    moved = _compare(
        desk.field(before.known_by),
        desk.field(after.known_by),
        before.as_of,
        after.as_of,
        lambda group, principal: (
            is_group(desk.book, group) and (label is None or label in {group, principal})
        ),
    )

    def between(entry: Entry) -> bool:
        when = happens(entry) or entry.known
        learned = before.known_by < entry.known <= after.known_by
        happened = before.as_of < when <= after.as_of and entry.known <= after.known_by
        return learned or happened

    items = [_change(desk, one, between, after) for one in moved[:MOST]]
    return Difference(
        before=ClockPair(as_of=before.as_of, known_by=before.known_by),
        after=ClockPair(as_of=after.as_of, known_by=after.known_by),
        items=items,
        more=max(0, len(moved) - MOST),
    )


def changes_since(desk: Desk, clocks: Clocks, since: datetime) -> Changes:
    """The pairs whose probability differs from what the book said at `since`, the largest shift first."""
    if since.tzinfo is None:
        raise Refused(400, "bad_question", f"{since} has no time zone. Write 2024-05-01T12:00:00Z.")
    found = desk.book.ledger.recorded_since(since)
    now = desk.field(clocks.known_by)
    touched = sorted(set(found.labels) | desk.book.canonical(found.labels))
    touched.sort(key=lambda label: -now.tracks[label].weight if label in now.tracks else 0.0)
    groups = touched[:MOST_GROUPS]
    moved: list[_Moved] = []
    if groups:
        then = desk.book.lay_field(
            desk.book.gather_groups(groups, recorded_by=since), known_by=clocks.known_by, until=now.until
        )
        wanted = set(groups)
        moved = _compare(
            then,
            now,
            clocks.as_of,
            clocks.as_of,
            lambda group, _principal: group in wanted and is_group(desk.book, group),
        )
    return Changes(
        since=since,
        until=desk.clock().astimezone(UTC),
        mark=desk.mark(),
        documents=found.documents,
        claims=found.claims,
        reviews=found.reviews,
        items=[_change(desk, one, lambda entry: entry.recorded > since, clocks) for one in moved[:MOST]],
        more=max(0, len(moved) - MOST) + max(0, len(touched) - MOST_GROUPS),
    )


def _compare(
    left: Field, right: Field, left_day: date, right_day: date, wanted: Callable[[str, str], bool]
) -> list[_Moved]:
    pairs = dict.fromkeys(
        (track.group, principal)
        for field in (left, right)
        for track in field.tracks.values()
        for principal in track.principals
        if wanted(track.group, principal)
    )
    moved = (
        _Moved(
            group,
            principal,
            _levels(left, group, principal, left_day),
            _levels(right, group, principal, right_day),
        )
        for group, principal in pairs
    )
    return sorted(
        (one for one in moved if one.size >= LEAST), key=lambda m: (-round(m.size, 6), m.group, m.principal)
    )


def _levels(field: Field, group: str, principal: str, day: date) -> Levels | None:
    track: Track | None = field.tracks.get(group)
    if track is None or principal not in track.principals:
        return None
    return levels_of(track.at(day)[track.principals.index(principal)])


def _change(desk: Desk, moved: _Moved, between: Callable[[Entry], bool], clocks: Clocks) -> Change:
    after = moved.after
    told = [
        e
        for e in desk.book.entries_of_pair(moved.group, moved.principal, known_by=clocks.known_by)
        if between(e)
    ]
    return Change(
        subject=named(desk.book, moved.group),
        principal=named(desk.book, moved.principal),
        before=None if moved.before is None else moved.before.aligned,
        after=_aligned(after),
        word_before=None if moved.before is None else estimative_word(moved.before.aligned),
        word_after="almost no chance" if after is None else estimative_word(after.aligned),
        status_before=None if moved.before is None else status_of(moved.before).value,
        status_after="none" if after is None else status_of(after).value,
        why=_why(told),
        claims=claims_out(
            desk, sorted(told, key=lambda e: (happens(e) or e.known, e.id), reverse=True)[:CLAIMS]
        ),
    )


def _why(told: Iterable[Entry]) -> str:
    listed = list(told)
    if not listed:
        return "No claim about the two lies between: another tie of the group, a verdict or time moved it."
    outlets = sorted({entry.source or entry.title or "a report without a name" for entry in listed})
    claims = "one claim" if len(listed) == 1 else f"{len(listed)} claims"
    named_ones = outlets[0] if len(outlets) == 1 else f"{outlets[0]} and {len(outlets) - 1} more"
    return f"{claims}, by {named_ones}"


def _aligned(levels: Levels | None) -> float:
    return 0.0 if levels is None else levels.aligned
