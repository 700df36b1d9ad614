"""Which state a stretch of a text is about: whose "the army", "the government", "police" are.

Every name of a state, of its people, of its towns and of the groups at home there speaks for it, the nearer the
louder. Invariant: a text that speaks of no state has no home.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from oathbook.actors import Registry
from oathbook.extraction.background import state_of
from oathbook.extraction.names import Name
from oathbook.model import ActorType, Party

_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][a-zà-ÿ]+\b")
# They act far from home: their names in a text say less of where it plays.
_ABROAD = frozenset({"united-states", "united-kingdom", "france"})
_ABROAD_WEIGHT, _GROUP_WEIGHT, _PEOPLE_WEIGHT = 0.3, 0.5, 0.7
_HERE, _NEAR, _NEAR_REACH = 4.0, 2.0, 300  # weights of the sentence and of what stands before it; characters


@dataclass(frozen=True, slots=True)
class Homes:
    """Where in a text something speaks for which state, and how loudly."""

    marks: tuple[tuple[int, Party, float], ...]

    def rank(self, start: int, end: int) -> list[Party]:
        """The states that the sentence between these offsets is about, the likeliest first."""
        scores: dict[str, float] = defaultdict(float)
        parties: dict[str, Party] = {}
        for at, party, weight in self.marks:
            here = _HERE if start <= at < end else _NEAR if start - _NEAR_REACH <= at < start else 1.0
            scores[party.label] += weight * here
            parties.setdefault(party.label, party)
        return [parties[k] for k in sorted(scores, key=lambda k: scores[k], reverse=True)]


def settle_names(names: Sequence[Name], registry: Registry, homes: Homes) -> tuple[Name, ...]:
    """Names that several organisations bear, each given to the one at home where the text plays."""
    rank = {q.actor: k for k, q in enumerate(homes.rank(0, 0))}
    settled = []
    for n in names:
        if n.party.actor is None and len(n.party.candidates) > 1 and n.type in {ActorType.ORGANISATION, None}:
            at_home = sorted((rank[s], c) for c in n.party.candidates if (s := registry.state_of(c)) in rank)
            if at_home and (len(at_home) == 1 or at_home[0][0] < at_home[1][0]):
                actor = at_home[0][1]
                n = replace(n, party=replace(n.party, actor=actor, type=registry.actors[actor].type))  # noqa: PLW2901
        settled.append(n)
    return tuple(settled)


def find_homes(text: str, registry: Registry, names: Sequence[Name]) -> Homes:
    """What a text says of whose country it plays in."""
    marks: list[tuple[int, str | None, str, float]] = []
    for n in names:
        written = n.party.written
        if n.type is ActorType.STATE:
            marks.append((n.start, n.party.actor, written, 1.0))
        elif n.type is ActorType.PLACE and n.country is not None:
            marks.append((n.start, state_of(registry, n.country), written, 1.0))
        elif n.type is ActorType.ORGANISATION and n.party.actor is not None:
            marks.append((n.start, registry.state_of(n.party.actor), written, _GROUP_WEIGHT))
    inside_names = {at for n in names for at in range(n.start, n.end)}
    for m in _CAPITALISED.finditer(text):
        country = registry.demonyms.get(m.group())
        if country is not None and m.start() not in inside_names:
            marks.append((m.start(), state_of(registry, country), m.group(), _PEOPLE_WEIGHT))
    return Homes(
        tuple(
            (at, Party(written=written, actor=state, type=ActorType.STATE), weight * _abroad(state))
            for at, state, written, weight in sorted(marks, key=lambda mark: mark[0])
            if state is not None and registry.actors[state].type is ActorType.STATE
        )
    )


def _abroad(state: str) -> float:
    return _ABROAD_WEIGHT if state in _ABROAD else 1.0
