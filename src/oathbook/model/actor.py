"""Who can stand with whom: organisations, persons, states, bodies and outlets, and the places they act in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorType(StrEnum):
    """What kind of party an actor is."""

    ORGANISATION = "organisation"  # armed organisations and their factions
    PERSON = "person"
    STATE = "state"  # with its army, police, courts and government
    BODY = "body"  # international bodies, missions, ministries of many states
    OUTLET = "outlet"  # newspapers, agencies, monitors, media arms
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One entry of the registry; `aliases` are other spellings and names, `weak` ones need the document's help.

    `from_year` and `to_year` bound its existence where known. `wikidata` is a Q id.
    """

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    region: str | None = None
    ideology: str | None = None
    parent: str | None = None
    from_year: int | None = None
    to_year: int | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """One actor continued as another: a change of name, `when` in EDTF."""

    earlier: str
    later: str
    when: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet, monitor or body as a source: its starting Admiralty letter and whose side it is on, if any."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    letter: str = "F"
    side: str | None = None
    country: str | None = None
    domain: str | None = None
