"""Whom does Oathbook know, and by which names? A frozen view over the shipped files and a user's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from rapidfuzz import fuzz, process

from oathbook.actors.normalise import normalise, plain_name
from oathbook.actors.tables import Place, read_tables
from oathbook.errors import Ambiguous, NotFound
from oathbook.model import Actor, ActorType, Source, Succession

_DATA = Path(__file__).parent.parent / "data"
SHIPPED = (_DATA / "actors", _DATA / "gazetteer")
_NEAR = 5
_NEAR_SCORE = 60.0


@dataclass(frozen=True, kw_only=True)
class Registry:
    """Every actor, source and place known.

    `countries` gives an organisation's main country, `leads` a person's organisations, `roles` the post held,
    `extents` how far from its point a country or an area spreads, in km.
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    leads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    successions: tuple[Succession, ...] = ()
    places: tuple[Place, ...] = ()
    demonyms: Mapping[str, str] = field(default_factory=dict)
    extents: Mapping[str, float] = field(default_factory=dict)

    def find(self, name: str) -> str:
        """The id of the actor that goes by `name`: an id, a name, an alias, or a spelling of one.

        Raises NotFound with the nearest names, or Ambiguous with the candidates.
        """
        found = self.find_id(name)
        if found is None:
            raise NotFound("actor", name, self.near(name))
        return found

    def find_id(self, name: str) -> str | None:
        """The same, but None where nobody goes by it: quick, since no nearest names are looked for."""
        if name in self.actors:
            return name
        exact, plain, folded = self._indexes
        for index, key in ((exact, name), (plain, plain_name(name)), (folded, normalise(name))):
            for owners in index:
                if key and key in owners:
                    ids = sorted(owners[key])
                    if len(ids) > 1:
                        raise Ambiguous("actor", name, ids)
                    return ids[0]
        return None

    def lookup(self, name: str) -> str | None:
        """The id of the one actor whose name or alias is spelt like `name`, else None; quick, for reading."""
        owners = self._plain_owners.get(plain_name(name), ())
        return next(iter(owners)) if len(owners) == 1 else None

    def spelt(self, name: str) -> tuple[str, ...]:
        """The ids of the actors with that id, name or alias, case and marks aside; quick, for tables."""
        if name in self.actors:
            return (name,)
        return tuple(sorted(self._plain_owners.get(plain_name(name), ())))

    @cached_property
    def by_weak_name(self) -> Mapping[str, str]:
        """The states that go by a bare name which only its company makes theirs ("Damascus"), where one does."""
        owners: dict[str, set[str]] = defaultdict(set)
        for actor in self.actors.values():
            if actor.type is ActorType.STATE:
                for name in actor.weak:
                    owners[name].add(actor.id)
        return {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}

    @cached_property
    def _plain_owners(self) -> dict[str, set[str]]:
        owners: dict[str, set[str]] = defaultdict(set)
        for actor in self.actors.values():
            for name in (actor.name, *actor.aliases):
                owners[plain_name(name)].add(actor.id)
        return owners

    @cached_property
    def branches(self) -> Mapping[str, tuple[str, ...]]:
        """The organisations that began as a branch of each organisation."""
        found: dict[str, list[str]] = defaultdict(list)
        for actor in self.actors.values():
            if actor.parent is not None:
                found[actor.parent].append(actor.id)
        return {parent: tuple(ids) for parent, ids in found.items()}

    def near(self, name: str) -> tuple[str, ...]:
        """The names most like `name`, each with its id in brackets, nearest first."""
        names = self._spellings
        found = process.extract(
            normalise(name), list(names), scorer=fuzz.WRatio, limit=_NEAR * 3, score_cutoff=_NEAR_SCORE
        )
        near: dict[str, str] = {}
        for key, _, _ in found:
            spelling, actor = names[key]
            near.setdefault(actor, f"{spelling} ({actor})")
        return tuple(near.values())[:_NEAR]

    @cached_property
    def _spellings(self) -> Mapping[str, tuple[str, str]]:
        """Every name as it is spelt, and whose it is, by the folded name."""
        return {normalise(n): (n, a.id) for a in self.actors.values() for n in (a.name, *a.aliases)}

    def vouchers(self, actor: str) -> tuple[frozenset[str], frozenset[str]]:
        """The ids that vouch for `actor` in a document: the organisations led, leaders, parent, branches and
        other names; and, for a person, what is that near to the organisations led."""
        near = self._near.get(actor, frozenset())
        wide = (self._near.get(organisation, frozenset()) for organisation in self.leads.get(actor, ()))
        return near, near.union(*wide) - {actor}

    def state_of(self, actor: str) -> str | None:
        """The id of the state of the actor's main country, where both are known."""
        return self._states.get(plain_name(self.countries.get(actor, "")))

    @cached_property
    def source_indexes(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Source ids by plain and by folded name; of two with one spelling, the first in the files."""
        plain: dict[str, str] = {}
        folded: dict[str, str] = {}
        for source in self.sources.values():
            for name in (source.name, *source.aliases):
                plain.setdefault(plain_name(name), source.id)
                folded.setdefault(normalise(name), source.id)
        return plain, folded

    @cached_property
    def domains(self) -> Mapping[str, str]:
        """Source ids by domain."""
        return {s.domain: s.id for s in reversed(list(self.sources.values())) if s.domain is not None}

    @cached_property
    def _near(self) -> Mapping[str, frozenset[str]]:
        pairs = [(a.id, a.parent) for a in self.actors.values() if a.parent is not None]
        pairs += [(s.earlier, s.later) for s in self.successions]
        pairs += [(person, org) for person, orgs in self.leads.items() for org in orgs]
        near: dict[str, set[str]] = defaultdict(set)
        for left, right in pairs:
            near[left].add(right)
            near[right].add(left)
        return {key: frozenset(ids) for key, ids in near.items()}

    @cached_property
    def _states(self) -> Mapping[str, str]:
        states = [a for a in self.actors.values() if a.type is ActorType.STATE]
        return {plain_name(n): a.id for a in reversed(states) for n in (*a.aliases, a.name)}

    @cached_property
    def _indexes(self) -> tuple[tuple[dict[str, set[str]], dict[str, set[str]]], ...]:
        """Owners of names as written, plain, and folded; strong names before weak ones at each depth."""
        indexes: list[tuple[dict[str, set[str]], dict[str, set[str]]]] = []
        for key in (str, plain_name, normalise):
            strong: dict[str, set[str]] = defaultdict(set)
            weak: dict[str, set[str]] = defaultdict(set)
            for actor in self.actors.values():
                for name in (actor.name, *actor.aliases):
                    strong[key(name)].add(actor.id)
                for name in actor.weak:
                    weak[key(name)].add(actor.id)
            indexes.append((strong, weak))
        return tuple(indexes)


def load_registry(extra: Path | None = None) -> Registry:
    """The shipped actors, sources and places, with those of the user's folder `extra` added or put in their
    stead. Raises DataFileError, with file and line, for the first fault."""
    folders = [folder for folder in SHIPPED if folder.is_dir()]
    return registry_of([*folders, extra] if extra is not None else folders)


def registry_of(folders: list[Path]) -> Registry:
    """The registry of just these folders, a later one overriding an earlier. Raises DataFileError."""
    tables = read_tables(folders)
    if tables.faults:
        raise tables.faults[0]
    return Registry(
        actors=MappingProxyType(tables.actors),
        countries=MappingProxyType(tables.countries),
        leads=MappingProxyType(tables.leads),
        roles=MappingProxyType(tables.roles),
        sources=MappingProxyType(tables.sources),
        successions=tuple(tables.successions),
        places=tuple(tables.places),
        demonyms=MappingProxyType(tables.demonyms),
        extents=MappingProxyType(tables.extents),
    )
