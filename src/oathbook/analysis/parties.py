"""Do two labels of a claim's party mean the same one? Labels are made canonical before they are compared.

Invariant: a label that nobody knows is itself, folded; it is never pulled to the nearest known name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from oathbook.model import Claim, Kind

_APART = re.compile(r"[^\w\s<>]|_")
_APOSTROPHES = re.compile(r"[’‘'`ʼʿʾ´]")
_ENGLISH_ARTICLES = frozenset({"the", "a", "an"})
_ARABIC_ARTICLES = frozenset({"al", "el", "ul"})


class Named(Protocol):
    """Anything with an id, a name and other names: an actor, a source, a gold actor."""

    @property
    def id(self) -> str:
        """What it is filed under."""

    @property
    def name(self) -> str:
        """Its commonest name."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other unambiguous names."""


def fold(name: str) -> str:
    """The name without case, marks, hyphens, apostrophes and articles: what two spellings have in common.

    >>> fold("The Ansar al-Dîne") == fold("ansar-el-dine")
    True
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = _APART.sub(" ", _APOSTROPHES.sub("", plain)).split()
    while len(words) > 1 and words[0] in _ENGLISH_ARTICLES:
        words = words[1:]
    kept = [word for word in words if word not in _ARABIC_ARTICLES]
    return " ".join(kept or words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """How labels become keys, and which persons stand for which organisations.

    `by_name` maps folded names to keys; `led` maps a person's key to the keys of the organisations he leads.
    """

    by_name: Mapping[str, str]
    led: Mapping[str, frozenset[str]]

    def key(self, label: str | None) -> str | None:
        """The canonical key of a party or speaker, None for none."""
        if label is None:
            return None
        folded = fold(label)
        return self.by_name.get(folded, folded)

    def same(self, left: str | None, right: str | None) -> bool:
        """Whether both labels mean the same party; none agrees only with none."""
        return self.key(left) == self.key(right)

    def same_principal(self, left: str | None, right: str | None) -> bool:
        """As `same`, but a leader also stands for his organisation (rule 10 of the vocabulary)."""
        a, b = self.key(left), self.key(right)
        if a is None or b is None:
            return a is b
        return a == b or b in self.led.get(a, ()) or a in self.led.get(b, ())


def build_parties(
    actors: Mapping[str, Named],
    *,
    known: Mapping[str, Named] | None = None,
    sources: Mapping[str, Named] | None = None,
    leads: Mapping[str, Iterable[str]] | None = None,
    claims: Iterable[Claim] = (),
) -> Parties:
    """The parties of a scoring run.

    `actors` are the gold's, whose ids win; `known` is the extractor's registry, whose ids are carried over to
    the gold's by id, name or alias; `sources` gives speakers their names; `leads` says who leads what in the
    registry, and the gold's own `lead` claims are added to it.
    """
    by_name: dict[str, str] = {}
    _add_names(by_name, {key: actor.id for key, actor in actors.items()}, actors)
    if known:
        carried = {key: _carry_over(actor, by_name) for key, actor in known.items()}
        _add_names(by_name, carried, known)
    for source in (sources or {}).values():
        names = (source.id, source.name, *source.aliases)
        key = next((by_name[n] for n in map(fold, names) if n in by_name), fold(source.name))
        for name in names:
            by_name.setdefault(fold(name), key)
    named = Parties(by_name=by_name, led={})
    led: dict[str, set[str]] = {}
    for person, organisations in (leads or {}).items():
        for organisation in organisations:
            _add_lead(led, named, person, organisation)
    for claim in claims:
        if claim.kind is Kind.LEAD and claim.subject is not None and claim.object is not None:
            _add_lead(led, named, claim.subject.label, claim.object.label)
    return Parties(by_name=by_name, led={person: frozenset(groups) for person, groups in led.items()})


def _add_lead(led: dict[str, set[str]], named: Parties, person: str, organisation: str) -> None:
    person_key, organisation_key = named.key(person), named.key(organisation)
    if person_key is not None and organisation_key is not None:
        led.setdefault(person_key, set()).add(organisation_key)


def _add_names(by_name: dict[str, str], keys: Mapping[str, str], actors: Mapping[str, Named]) -> None:
    """Ids first, then names, then aliases; an alias that two actors of this set share names neither."""
    for actor_id in actors:
        by_name.setdefault(fold(actor_id), keys[actor_id])
    for actor_id, actor in actors.items():
        by_name.setdefault(fold(actor.name), keys[actor_id])
    owners: dict[str, set[str]] = {}
    for actor_id, actor in actors.items():
        for alias in actor.aliases:
            owners.setdefault(fold(alias), set()).add(keys[actor_id])
    for alias, found in owners.items():
        if len(found) == 1:
            by_name.setdefault(alias, next(iter(found)))


def _carry_over(actor: Named, by_name: Mapping[str, str]) -> str:
    """The gold's key for an actor of the registry: by its id, else its name, else the first alias known."""
    for name in (actor.id, actor.name, *actor.aliases):
        key = by_name.get(fold(name))
        if key is not None:
            return key
    return actor.id
