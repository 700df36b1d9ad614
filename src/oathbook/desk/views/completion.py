"""Whom may a half-written name mean? The registry's names and those that only claims know."""

from __future__ import annotations

from dataclasses import dataclass

from oathbook.actors import normalise
from oathbook.desk.schemas.desk import ActorHit, ActorHits
from oathbook.desk.state import Desk
from oathbook.desk.views.parties import named
from oathbook.desk.views.standing import claims_of


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of one party, folded for comparing."""

    folded: str
    written: str
    label: str


def complete_actors(desk: Desk, asked: str, *, limit: int, kind: str | None) -> ActorHits:
    """Names that begin so come first, then names with a word that does, then names that hold it."""
    claims = claims_of(desk)
    folded = normalise(asked)
    best: dict[str, tuple[int, str]] = {}
    for name in desk.once("names", lambda: _names(desk)) if folded else ():
        rank = _rank(name.folded, folded)
        if rank is not None and (name.label not in best or rank < best[name.label][0]):
            best[name.label] = (rank, name.written)
    if not folded:
        best = {label: (0, desk.book.name_of(label)) for label in list(claims)[: 10 * limit]}
    ranked = sorted(best, key=lambda label: (best[label][0], -claims.get(label, 0), best[label][1], label))
    hits = (_hit(desk, label, best[label][1], claims.get(label, 0)) for label in ranked)
    wanted = [
        hit for hit, _ in zip((h for h in hits if kind is None or h.type == kind), range(limit), strict=False)
    ]
    return ActorHits(items=wanted)


def _names(desk: Desk) -> tuple[_Name, ...]:
    """The registry's names, folded once, and the words that claims use for whom it lacks."""
    actors = desk.book.registry.actors
    written = [_Name(normalise(label), label, label) for label in claims_of(desk) if label not in actors]
    return (*desk.once_about((), "registry's names", lambda: _registered(desk)), *written)


def _registered(desk: Desk) -> tuple[_Name, ...]:
    return tuple(
        _Name(normalise(name), name, actor.id)
        for actor in desk.book.registry.actors.values()
        for name in (actor.name, *actor.aliases, *actor.weak, actor.id.replace("-", " "))
    )


def _rank(name: str, asked: str) -> int | None:
    if name == asked:
        return 0
    if name.startswith(asked):
        return 1
    at = name.find(asked)
    if at < 0:
        return None
    return 2 if name[at - 1] == " " else 3


def _hit(desk: Desk, label: str, matched: str, claims: int) -> ActorHit:
    actor = desk.book.registry.actors.get(label)
    return ActorHit(
        **named(desk.book, label).model_dump(),
        matched=matched,
        country=desk.book.registry.countries.get(label),
        region=None if actor is None else actor.region,
        parent=None if actor is None else actor.parent,
        claims=claims,
    )
