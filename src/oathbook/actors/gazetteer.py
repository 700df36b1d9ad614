"""Where is a place of that name, and within what distance of its point does it lie or spread?

Invariant: a point never comes without its distance, and a name that could mean several places is given to none
unless its country is known.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from oathbook.actors.normalise import plain_name
from oathbook.actors.registry import Registry
from oathbook.actors.tables import Place

# What a point of each kind stands for, in km: half the width of a camp, of a small and of a large town. That
# of a country or an area is in `extents.tsv`.
_RADIUS_KM = {"site": 2.0, "town": 5.0, "city": 12.0, "region": 80.0, "area": 100.0, "country": 300.0}
_LEAST_REGION_KM = 10.0


@dataclass(frozen=True, kw_only=True)
class Gazetteer:
    """The places of a registry, to be found by name."""

    registry: Registry

    def find(self, name: str, *, country: str | None = None) -> Place | None:
        """The place that goes by `name`, None where none does or several do and `country` does not choose.

        A name may carry its country: `Tripoli, Lebanon`.
        """
        found = self._by_name.get(plain_name(name), ())
        if country is not None:  # `Tripoli (Lebanon)` is how the file tells two of one name apart
            found = (*found, *self._by_name.get(plain_name(f"{name} ({country})"), ()))
            found = tuple(p for p in found if plain_name(p.country or p.name) == plain_name(country))
        if not found and country is None and "," in name:
            head, _, tail = name.rpartition(",")
            return self.find(head.strip(), country=tail.strip()) if head.strip() else None
        if len(found) > 1:
            exact = tuple(p for p in found if plain_name(p.name) == plain_name(name))
            found = exact if len(exact) == 1 else found
        return found[0] if len(found) == 1 else None

    def radius_km(self, place: Place) -> float:
        """Within what distance of its point the place lies or spreads."""
        extents = self.registry.extents
        if place.name in extents:
            return extents[place.name]
        if place.kind == "region" and place.country is not None and place.country in extents:
            # Of the first-level regions of a country each has, on average, an equal part of its area.
            whole, parts = extents[place.country], max(self._regions[place.country], 4)
            return max(_LEAST_REGION_KM, round(whole / math.sqrt(parts)))
        return _RADIUS_KM[place.kind]

    def near(self, asked: str, limit: int) -> tuple[Place, ...]:
        """Places with a name that begins with `asked`, the largest kinds first."""
        folded = plain_name(asked)
        order = ("country", "region", "area", "city", "town", "site")
        found = {
            place: None
            for key, places in self._by_name.items()
            if folded and key.startswith(folded)
            for place in places
        }
        return tuple(sorted(found, key=lambda p: (order.index(p.kind), p.name))[:limit])

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Place, ...]]:
        found: dict[str, dict[Place, None]] = defaultdict(dict)
        for place in self.registry.places:
            for name in (place.name, *place.aliases):
                found[plain_name(name)][place] = None
        return {name: tuple(places) for name, places in found.items()}

    @cached_property
    def _regions(self) -> Counter[str | None]:
        return Counter(place.country for place in self.registry.places if place.kind == "region")


def distance_km(left: Place, right: Place) -> float | None:
    """The way between two points over the ground, None where one has no point."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = math.radians(left.lat), math.radians(right.lat)
    across = math.radians(right.lon - left.lon)
    square = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, square)))
