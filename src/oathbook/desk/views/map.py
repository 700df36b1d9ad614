"""Where are claims placed? Circles as large as their points are uncertain, with the groups that act there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from oathbook.actors import Place
from oathbook.actors.gazetteer import Gazetteer
from oathbook.desk.schemas.evidence import GazetteerItem, GroupAt, MapOut, PlaceOut
from oathbook.desk.state import Clocks, Desk
from oathbook.desk.views.parties import named
from oathbook.desk.views.standing import extent, heaviest_now
from oathbook.ledger import PlaceRow
from oathbook.model import ClaimQuery

GROUPS_AT = 8
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


@dataclass(slots=True)
class _Tally:
    """What was counted at one place."""

    claims: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    groups: Counter[str] = field(default_factory=Counter)
    first: date = date.max
    last: date = date.min

    def add(self, row: PlaceRow) -> None:
        self.claims += row.claims
        self.kinds[row.kind.value] += row.claims
        if row.subject is not None:
            self.groups[row.subject] += row.claims
        self.first, self.last = min(self.first, row.first), max(self.last, row.last)


def gazetteer(desk: Desk) -> Gazetteer:
    """The places of the book's registry."""
    return desk.once("gazetteer", lambda: Gazetteer(registry=desk.book.registry))


def show_map(desk: Desk, clocks: Clocks, *, actor: str | None, top: int) -> MapOut:
    """The places of claims that had begun by the day; those with most claims, and names nobody could place."""
    query = desk.book.query(actor=actor, as_of=clocks.as_of, known_by=clocks.known_by)
    rows = desk.book.ledger.claims_by_place(query)
    placed: dict[Place, _Tally] = {}
    unplaced: Counter[str] = Counter()
    found = gazetteer(desk)
    for row in rows:
        place = found.find(row.place)
        if place is None or place.lat is None:
            unplaced[row.place] += row.claims
        else:
            placed.setdefault(place, _Tally()).add(row)
    ranked = sorted(placed.items(), key=lambda item: (-item[1].claims, item[0].name))
    bounds = extent(desk, clocks.known_by)
    return MapOut(
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        places=[_place(desk, place, tally, clocks) for place, tally in ranked[:top]],
        more=max(0, len(ranked) - top),
        unplaced=[name for name, _ in unplaced.most_common(UNPLACED)],
        unplaced_claims=unplaced.total(),
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
            "kinds": dict(tally.kinds.most_common()),
            "first": tally.first,
            "last": tally.last,
        }
    )


def _groups(desk: Desk, counts: Counter[str], clocks: Clocks) -> Iterable[GroupAt]:
    for label, claims in counts.most_common(GROUPS_AT):
        heaviest = heaviest_now(desk, label, clocks)
        yield GroupAt(
            group=named(desk.book, label),
            claims=claims,
            principal=None if heaviest is None else heaviest[0],
            probability=None if heaviest is None else heaviest[1],
        )
