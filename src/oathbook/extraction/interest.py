"""Is a text about armed organisations, or about something that bears the same name?

"ADF", "NPA", "Black September" and "Al-Shabab" are also an army, a park, a band and a football club. Such a name is
believed only where the text speaks of arms, names another armed organisation or one of its people in full, or names
the organisation's part of the world. Invariant: names are judged by the whole document, never one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from oathbook.actors import Registry
from oathbook.extraction.background import state_of
from oathbook.extraction.names import Name, PlaceFinder
from oathbook.extraction.words import plain
from oathbook.model import ActorType

# Words of the subject that news of other things hardly uses; "rebel", "attack", "army" and "split" are not among them.
_ARMS = re.compile(
    r"\b(?:militias?|insurgen\w+|guerr?illas?|jihad\w*|militants?|gunm[ae]n|paramilitar\w+|separatists?|warlords?|emirs?|mujahid\w*|"
    r"extremis\w+|terroris\w+|islamists?|allegiance to|fealty|bay'?ah?t?|caliph\w*|ceasefire|airstrikes?|air strikes?|"
    r"drone strikes?|suicide bomb\w*|car bombs?|shelling|massacre[sd]?|ambush\w*|kidnapp\w+|hostages?|sharia|"
    r"(?:rebel|armed|terror|militant|splinter) (?:group|movement|faction|wing|leader|fighter|commander|alliance|coalition|army)s?|"
    r"armed wing|fighters|rebels|bomb(?:ed|ings?|ers?|s)?|assassinat\w+|murdered|deaths|killings|atrocit\w+|behead\w+|"
    r"demobili[sz]\w+|disband\w*|dissol(?:ves?|ved|ving|ution)|factions|(?:two|rival) wings|signed (?:up )?for|"
    r"police station|army base|checkpoints?|claimed responsibility|(?:into|swell) (?:its|their|the) ranks|"
    r"recruit(?:s|ed|ment|ing)? (?:by|of|for|drive|campaign|children)|(?:deaths|violence) (?:attributed|blamed)|"
    r"(?:killed|died|dead|lives) (?:by the|in the|since|more|at least|some|about|around|nearly|thousands|hundreds|dozens|"
    r"civilians|people|soldiers|[\d,]+)|[\d,]+ (?:people|civilians|soldiers|lives|deaths))\b"
)


def is_of_interest(text: str, names: Sequence[Name], registry: Registry, places: PlaceFinder) -> bool:
    """Whether the claims of a text with these names can be claims about armed organisations."""
    if _ARMS.search(text):
        return True
    known = [n for n in names if n.party.actor is not None or n.party.candidates]
    sides = [n for n in known if n.type in {ActorType.ORGANISATION, ActorType.PERSON}]
    if not sides or any(not _is_doubtful(n) for n in sides):
        return bool(sides)
    regions = {registry.actors[n.party.actor].region for n in sides if n.party.actor is not None}
    return None in regions or bool(regions & _regions_named(text, names, registry, places))


def _is_doubtful(name: Name) -> bool:
    written = name.party.written
    if name.type is ActorType.PERSON:
        return " " not in written
    if written == "ISIS":
        return False  # the goddess and the river are written otherwise
    return written.casefold() in plain("namesakes")


def _regions_named(
    text: str, names: Sequence[Name], registry: Registry, places: PlaceFinder
) -> set[str | None]:
    states = {n.party.actor for n in names if n.type is ActorType.STATE and n.party.actor is not None}
    countries = {m.place.country for m in places(text) if m.place is not None}
    countries |= {registry.demonyms[w] for w in re.findall(r"[A-Z]\w+", text) if w in registry.demonyms}
    states |= {s for c in countries if c is not None and (s := state_of(registry, c)) is not None}
    return {registry.actors[s].region for s in states} - {None}
