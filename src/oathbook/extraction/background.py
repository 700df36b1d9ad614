"""What the registry lets a reader infer: whose leader somebody is, which branch stands in a country."""

from __future__ import annotations

from collections.abc import Iterable

from oathbook.actors import Registry
from oathbook.model import ActorType


def organisations_led(registry: Registry, person: str) -> tuple[str, ...]:
    """The organisations that a person leads or belongs to, the foremost first."""
    return registry.leads.get(person, ())


def branch_of(registry: Registry, organisation: str, places: Iterable[str]) -> str | None:
    """The organisation's branch in one of these places, by its name or its country; None where unclear."""
    parent = registry.actors.get(organisation)
    if parent is None or parent.type is not ActorType.ORGANISATION:
        return None
    for place in places:
        for name in (f"{parent.name} in {place}", f"{parent.name} in the {place}", f"{parent.name} {place}"):
            found = registry.lookup(name)
            if found is not None and found != organisation:
                return found
        near = [b for b in registry.branches.get(organisation, ()) if registry.countries.get(b) == place]
        if len(near) == 1:
            return near[0]
    return None


def state_of(registry: Registry, country: str) -> str | None:
    """The state whose name is `country`, if the registry has it."""
    found = registry.lookup(country)
    return found if found is not None and registry.actors[found].type is ActorType.STATE else None


def state_by_capital(registry: Registry, place: str) -> str | None:
    """The state that goes by this place's name: "Damascus" and "Tehran" for those who rule there."""
    return registry.by_weak_name.get(place)
