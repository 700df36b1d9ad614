"""What does a person mean by a date, a kind, a name? Words of a question made into values.

Invariant: a partial date is never taken for a day of its own; it means its first or its last, as asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from oathbook.errors import QueryError
from oathbook.model import ClaimPage, Entry, Interval, Kind, Party

if TYPE_CHECKING:
    from oathbook.ledger import Identity


def to_day(value: date | str, *, first: bool = False) -> date:
    """The day that a whole or partial date means: its last, or its first. Raises QueryError.

    >>> to_day("2016-02")
    datetime.date(2016, 2, 29)
    """
    if isinstance(value, date):
        return value
    try:
        interval = Interval.parse(value)
    except ValueError as e:
        raise QueryError(f"{value!r} is no date. Write 2016, 2016-06 or 2016-06-30.") from e
    day = interval.first if first else interval.last
    if day is None:
        end = "first" if first else "last"
        raise QueryError(f"{value!r} has no {end} day. Write 2016, 2016-06 or 2016-06-30.")
    return day


def to_kind(value: Kind | str) -> Kind:
    """The kind of claim that a word names. Raises QueryError with the kinds there are."""
    try:
        return Kind(value)
    except ValueError as e:
        raise QueryError(f"{value!r} is no kind of claim: {', '.join(Kind)}.") from e


def relabel(entry: Entry, identity: Identity) -> Entry:
    """The entry with each party under the label that stands for its actor, by the judgements in force."""

    def known_as(party: Party | None) -> Party | None:
        if party is None or identity.canonical(party.label) == party.label:
            return party
        return replace(party, actor=identity.canonical(party.label))

    claim = entry.claim
    if all(identity.canonical(p.label) == p.label for p in claim.parties):
        return entry
    return replace(
        entry,
        claim=replace(
            claim,
            subject=known_as(claim.subject),
            object=known_as(claim.object),
            from_=known_as(claim.from_),
            by=known_as(claim.by),
            of=known_as(claim.of),
        ),
    )


def relabel_page(page: ClaimPage, identity: Identity) -> ClaimPage:
    """The same for a page of claims."""

    def known_as(labels: Sequence[str | None]) -> list[str | None]:
        return [None if label is None else identity.canonical(label) for label in labels]

    return replace(
        page,
        subject=known_as(page.subject),
        object=known_as(page.object),
        from_=known_as(page.from_),
        by=known_as(page.by),
        of=known_as(page.of),
    )
