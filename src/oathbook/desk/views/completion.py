"""Whom may a half-written name mean? The registry's names and those that only claims know."""

from __future__ import annotations

from dataclasses import dataclass

from oathbook.actors import normalise
from oathbook.desk.schemas.desk import ActorHit, ActorHits
from oathbook.desk.state import Desk
from oathbook.desk.views.parties import named
from oathbook.desk.views.standing import actor_rows


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of one party, folded for comparing."""

    folded: str
    written: str
    label: str


def complete_actors(desk: Desk, asked: str, *, limit: int, kind: str | None) -> ActorHits:
    """Names that begin so come first, then names with a word that does, then names that hold it."""
    claims = desk.once("claims_of", lambda: {row.label: row.claims for row in actor_rows(desk)})
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
    registry = desk.book.registry
    known = [
        _Name(normalise(name), name, actor.id)
        for actor in registry.actors.values()
        for name in (actor.name, *actor.aliases, *actor.weak, actor.id.replace("-", " "))
    ]
    written = [
        _Name(normalise(row.label), row.label, row.label)
        for row in actor_rows(desk)
        if row.label not in registry.actors
    ]
    return (*known, *written)


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
