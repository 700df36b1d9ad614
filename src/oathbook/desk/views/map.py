"""Where are claims placed? Circles as large as their points are uncertain, with the groups that act there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from oathbook.actors import Place
from oathbook.actors.gazetteer import Gazetteer
from oathbook.desk.schemas.evidence import GazetteerItem, GroupAt, MapOut, PlaceOut
from oathbook.desk.state import Clocks, Desk
from oathbook.desk.views.parties import named
from oathbook.desk.views.standing import extent, heaviest_now
from oathbook.ledger import PlaceRow
from oathbook.model import ClaimQuery

Column = NDArray[np.int64]
GROUPS_AT = 8
UNKNOWN = -1
UNPLACED = 50
Precision = Literal["site", "town", "region", "country", "area"]
_PRECISION: dict[str, Precision] = {
    "site": "site",
    "town": "town",
    "city": "town",
    "region": "region",
    "country": "country",
    "area": "area",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tally:
    """What was counted at one place up to a day; kinds and groups with most claims first."""

    claims: int
    kinds: list[tuple[str, int]]
    groups: list[tuple[str, int]]
    first: date
    last: date


class _Placed:
    """The claims that name a place, as columns by the day they begin: what a map of any day is read off."""

    def __init__(self, rows: Sequence[PlaceRow], found: Gazetteer) -> None:
        kinds, subjects, names, at = _numbers(), _numbers(), _numbers(), _numbers()
        place_of = {name: found.find(name) for name in dict.fromkeys(row.place for row in rows)}

        def place(name: str) -> int:
            known = place_of[name]
            return at[known] if known is not None and known.lat is not None else UNKNOWN

        self._begun = _column(row.begun.toordinal() for row in rows)
        self._claims = _column(row.claims for row in rows)
        self._place = _column(place(row.place) for row in rows)
        self._name = _column(names[row.place] for row in rows)
        self._kind = _column(kinds[row.kind.value] for row in rows)
        self._subject = _column(UNKNOWN if row.subject is None else subjects[row.subject] for row in rows)
        self._first = _column(row.first.toordinal() for row in rows)
        self._last = _column(row.last.toordinal() for row in rows)
        self.places: list[Place] = list(at)
        self._kinds, self._subjects, self._names = list(kinds), list(subjects), list(names)

    def ranked(self, day: date) -> list[int]:
        """The places with claims that had begun by the day, as numbers in `places`, most claims first."""
        here = (self._begun <= day.toordinal()) & (self._place != UNKNOWN)
        total = np.bincount(self._place[here], weights=self._claims[here], minlength=len(self.places))
        found = [(-int(total[n]), place.name, n) for n, place in enumerate(self.places) if total[n]]
        return [n for _, _, n in sorted(found)]

    def tally(self, place: int, day: date) -> _Tally:
        """What was counted at one of the ranked places."""
        here = np.flatnonzero((self._place == place) & (self._begun <= day.toordinal()))
        return _Tally(
            claims=int(self._claims[here].sum()),
            kinds=_most(self._kind[here], self._claims[here], self._kinds),
            groups=_most(self._subject[here], self._claims[here], self._subjects),
            first=date.fromordinal(int(self._first[here].min())),
            last=date.fromordinal(int(self._last[here].max())),
        )

    def unplaced(self, day: date) -> list[tuple[str, int]]:
        """The names that nobody could place, with their claims, most first."""
        here = (self._begun <= day.toordinal()) & (self._place == UNKNOWN)
        return _most(self._name[here], self._claims[here], self._names)


def _most(what: Column, claims: Column, names: Sequence[str]) -> list[tuple[str, int]]:
    known = what != UNKNOWN
    total = np.bincount(what[known], weights=claims[known], minlength=len(names))
    ranked = sorted((-int(total[n]), names[int(n)]) for n in np.flatnonzero(total))
    return [(name, -count) for count, name in ranked]


def _column(values: Iterable[int]) -> Column:
    return np.fromiter(values, dtype=np.int64)


def _numbers() -> defaultdict[Any, int]:
    found: defaultdict[Any, int] = defaultdict()
    found.default_factory = found.__len__
    return found


def gazetteer(desk: Desk) -> Gazetteer:
    """The places of the book's registry."""
    return desk.once("gazetteer", lambda: Gazetteer(registry=desk.book.registry))


def show_map(desk: Desk, clocks: Clocks, *, actor: str | None, top: int) -> MapOut:
    """The places of claims that had begun by the day; those with most claims, and names nobody could place."""
    query = desk.book.query(actor=actor, known_by=clocks.known_by)
    placed = desk.once(
        ("placed", query), lambda: _Placed(desk.book.ledger.claims_by_place(query), gazetteer(desk))
    )
    ranked, unplaced = placed.ranked(clocks.as_of), placed.unplaced(clocks.as_of)
    bounds = extent(desk, clocks.known_by)
    return MapOut(
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        places=[_place(desk, placed.places[n], placed.tally(n, clocks.as_of), clocks) for n in ranked[:top]],
        more=max(0, len(ranked) - top),
        unplaced=[name for name, _ in unplaced[:UNPLACED]],
        unplaced_claims=sum(count for _, count in unplaced),
        first=None if bounds is None else bounds[0],
        last=None if bounds is None else bounds[1],
    )


def names_of_place(desk: Desk, name: str, known_by: date) -> tuple[str, ...]:
    """The names under which claims write the place that goes by `name`; itself where nobody knows it."""
    found = gazetteer(desk)
    place = found.find(name)
    if place is None:
        return (name,)
    written = desk.once(
        ("written", known_by),
        lambda: tuple({row.place for row in desk.book.ledger.claims_by_place(ClaimQuery(known_by=known_by))}),
    )
    return tuple(w for w in written if found.find(w) == place) or (name,)


def complete_places(desk: Desk, asked: str, limit: int) -> list[GazetteerItem]:
    """Places with a name that begins so."""
    found = gazetteer(desk)
    return [
        GazetteerItem(
            name=place.name,
            aliases=list(place.aliases),
            kind=place.kind,
            country=place.country,
            lat=place.lat,
            lon=place.lon,
            radius_km=None if place.lat is None else found.radius_km(place),
        )
        for place in found.near(asked, limit)
    ]


def _place(desk: Desk, place: Place, tally: _Tally, clocks: Clocks) -> PlaceOut:
    if place.lat is None or place.lon is None:
        raise AssertionError("only places with a point are shown")
    return PlaceOut.model_validate(
        {
            "name": place.name,
            "kind": place.kind,
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "radius_km": gazetteer(desk).radius_km(place),
            "precision": _PRECISION[place.kind],
            "claims": tally.claims,
            "groups": list(_groups(desk, tally.groups, clocks)),
            "kinds": dict(tally.kinds),
            "first": tally.first,
            "last": tally.last,
        }
    )


def _groups(desk: Desk, counts: Sequence[tuple[str, int]], clocks: Clocks) -> Iterable[GroupAt]:
    for label, claims in counts[:GROUPS_AT]:
        heaviest = heaviest_now(desk, label, clocks)
        yield GroupAt(
            group=named(desk.book, label),
            claims=claims,
            principal=None if heaviest is None else heaviest[0],
            probability=None if heaviest is None else heaviest[1],
        )
