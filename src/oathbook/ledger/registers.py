"""What a book adds to the shipped registers: actors, sources, their letters, and which labels mean one actor.

Nothing is replaced: the newest row of an id, a source or a pair is the one in force.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from oathbook.errors import QueryError
from oathbook.ids import canonical
from oathbook.ledger import tables as t
from oathbook.ledger.identity import Identity, build_identity, require_consistent
from oathbook.ledger.reviews import require_name
from oathbook.ledger.rows import require_storable
from oathbook.ledger.store import Store
from oathbook.ledger.values import JudgementRow, RatingRow
from oathbook.model import Actor, ActorType, Source

_LETTERS = "ABCDEF"  # Admiralty code, reliability of a source (NATO AJP-2.1)
_VERDICTS = {True: "same", False: "different", None: None}
_SAME = {verdict: same for same, verdict in _VERDICTS.items()}


def add_actor(store: Store, actor: Actor) -> None:
    """Adds the actor, or a newer state of it; adds nothing where it is already so."""
    require_storable(actor.id, actor.name, *actor.aliases, *actor.weak)
    with store.writing() as batch:
        if actor in find_actors(batch.connection):
            return
        columns = ("id", "name", "region", "ideology", "parent", "wikidata", "from_year", "to_year")
        row = batch.add(
            t.actor, {"type": actor.type.value} | {name: getattr(actor, name) for name in columns}
        )
        names = [(name, False) for name in actor.aliases] + [(name, True) for name in actor.weak]
        aliases = [
            batch.add(t.alias, {"actor": row["no"], "name": name, "weak": weak}) for name, weak in names
        ]
        batch.link(t.actor, row, aliases)


def find_actors(connection: Connection) -> tuple[Actor, ...]:
    """The actors that this book added, in force, by id."""
    names: dict[tuple[int, bool], list[str]] = {}
    for alias in connection.execute(sa.select(t.alias).order_by(t.alias.c.no)):
        names.setdefault((alias.actor, alias.weak), []).append(alias.name)
    actors: dict[str, Actor] = {}
    for row in connection.execute(sa.select(t.actor).order_by(t.actor.c.no)):
        actors[row.id] = Actor(
            id=row.id,
            name=row.name,
            type=ActorType(row.type),
            aliases=tuple(names.get((row.no, False), ())),
            weak=tuple(names.get((row.no, True), ())),
            region=row.region,
            ideology=row.ideology,
            parent=row.parent,
            from_year=row.from_year,
            to_year=row.to_year,
            wikidata=row.wikidata,
        )
    return tuple(actors[name] for name in sorted(actors))


def add_source(store: Store, source: Source) -> None:
    """Adds the source, or a newer state of it; adds nothing where it is already so."""
    require_storable(source.id, source.name, *source.aliases)
    _require_letter(source.letter)
    with store.writing() as batch:
        if source in find_sources(batch.connection):
            return
        columns = ("id", "name", "letter", "side", "country", "domain")
        aliases = canonical(list(source.aliases)).decode()
        row = batch.add(t.source, {name: getattr(source, name) for name in columns} | {"aliases": aliases})
        batch.link(t.source, row)


def find_sources(connection: Connection) -> tuple[Source, ...]:
    """The sources that this book added, in force, by id; ratings given since are not laid over them."""
    sources: dict[str, Source] = {}
    for row in connection.execute(sa.select(t.source).order_by(t.source.c.no)):
        sources[row.id] = Source(
            id=row.id,
            name=row.name,
            aliases=tuple(json.loads(row.aliases)),
            letter=row.letter,
            side=row.side,
            country=row.country,
            domain=row.domain,
        )
    return tuple(sources[name] for name in sorted(sources))


def rate_source(store: Store, source: str, letter: str, *, by: str) -> None:
    """Rates a source with an Admiralty letter, A to F."""
    require_name(by)
    require_storable("source", source)
    _require_letter(letter)
    with store.writing() as batch:
        batch.link(t.rating, batch.add(t.rating, {"source": source, "letter": letter, "by": by}))


def find_ratings(connection: Connection, *, recorded_by: datetime | None = None) -> dict[str, str]:
    """The letter in force of each source that was rated."""
    query = _until(sa.select(t.rating), t.rating, recorded_by)
    return {row.source: row.letter for row in connection.execute(query)}


def find_rating_rows(connection: Connection, source: str) -> tuple[RatingRow, ...]:
    """Every letter that the source was given, oldest first."""
    query = sa.select(t.rating).where(t.rating.c.source == source).order_by(t.rating.c.no)
    return tuple(
        RatingRow(source=row.source, letter=row.letter, by=row.by, recorded=row.recorded_at)
        for row in connection.execute(query)
    )


def judge(store: Store, left: str, right: str, *, same: bool | None, by: str) -> None:
    """Records whether two labels mean one actor. See `Ledger.judge`."""
    require_name(by)
    require_storable("actor", left, right)
    left, right = sorted((left, right))
    if left == right:
        raise QueryError(f"{left!r} is one label: a judgement needs two.")
    with store.writing() as batch:
        last: dict[tuple[str, str], sa.Row[Any]] = {}
        for row in batch.connection.execute(sa.select(t.judgement).order_by(t.judgement.c.no)):
            last[row.left, row.right] = row
        earlier = last.get((left, right))
        if (None if earlier is None else _SAME[earlier.verdict]) is same:
            return
        if same is not None:
            verdicts = {pair: row.verdict == "same" for pair, row in last.items() if row.verdict is not None}
            require_consistent(left, right, same=same, verdicts=verdicts)
        supersedes = None if earlier is None else earlier.no
        said = {"left": left, "right": right, "verdict": _VERDICTS[same], "by": by, "supersedes": supersedes}
        batch.link(t.judgement, batch.add(t.judgement, said))


def find_judgements(
    connection: Connection, *, recorded_by: datetime | None = None
) -> tuple[JudgementRow, ...]:
    """Every judgement ever made, oldest first."""
    return tuple(
        JudgementRow(
            left=row.left, right=row.right, same=_SAME[row.verdict], by=row.by, recorded=row.recorded_at
        )
        for row in connection.execute(_until(sa.select(t.judgement), t.judgement, recorded_by))
    )


def find_identity(connection: Connection, *, recorded_by: datetime | None = None) -> Identity:
    """Which labels mean one actor by the judgements in force."""
    verdicts = {(j.left, j.right): j.same for j in find_judgements(connection, recorded_by=recorded_by)}
    return build_identity(pair for pair, same in verdicts.items() if same)


def _until(query: sa.Select[Any], table: sa.Table, recorded_by: datetime | None) -> sa.Select[Any]:
    if recorded_by is not None:
        query = query.where(table.c.recorded_at <= recorded_by)
    return query.order_by(table.c.no)


def _require_letter(letter: str) -> None:
    if len(letter) != 1 or letter not in _LETTERS:
        raise QueryError(
            f"{letter!r} is no Admiralty letter: A (reliable) to E (unreliable), F (cannot be judged)."
        )
