"""What do people keep asking, and what have they been told? Cells of hypotheses, watches, news, briefs.

Invariant: the newest row of a cell, a watch or an actor's brief is in force, and a key that a watch has told
is never recorded as news of that watch again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from oathbook.errors import NotFound, QueryError
from oathbook.ids import canonical, content_id
from oathbook.ledger import tables as t
from oathbook.ledger.reviews import require_name
from oathbook.ledger.rows import require_storable
from oathbook.ledger.store import Store
from oathbook.ledger.values import BriefRow, CellRow, NewsRow, WatchRow

_MARKS = ("CC", "C", "N", "I", "II")


def set_cell(
    store: Store,
    question: str,
    hypothesis: str,
    claim_id: str,
    mark: str | None,
    *,
    note: str | None,
    by: str,
) -> None:
    """Records a cell; the same cell again adds nothing. See `Ledger.set_cell`."""
    require_name(by)
    require_storable("a cell", question, hypothesis, claim_id, note)
    if mark is not None and mark not in _MARKS:
        raise QueryError(f"{mark!r} is no mark of a cell: {', '.join(_MARKS)}.")
    with store.writing() as batch:
        found = sa.select(t.claim.c.no).where(t.claim.c.id == claim_id, t.claim.c.amends.is_(None))
        claim = batch.connection.scalar(found)
        if claim is None:
            raise NotFound("claim", claim_id)
        mine = (t.cell.c.question == question, t.cell.c.hypothesis == hypothesis, t.cell.c.claim == claim)
        last = batch.connection.execute(
            sa.select(t.cell).where(*mine).order_by(t.cell.c.no.desc()).limit(1)
        ).first()
        if (None if last is None else last.mark) == mark and (last is None or last.note == note):
            return
        row = {
            "question": question,
            "hypothesis": hypothesis,
            "claim": claim,
            "mark": mark,
            "note": note,
            "by": by,
            "supersedes": None if last is None else last.no,
        }
        batch.link(t.cell, batch.add(t.cell, row))


def find_cells(
    connection: Connection, question: str, *, recorded_by: datetime | None = None
) -> tuple[CellRow, ...]:
    """The cells in force (then), oldest first."""
    query = (
        sa.select(t.cell, t.claim.c.id.label("claim_id"))
        .join(t.claim, t.claim.c.no == t.cell.c.claim)
        .where(t.cell.c.question == question)
        .order_by(t.cell.c.no)
    )
    if recorded_by is not None:
        query = query.where(t.cell.c.recorded_at <= recorded_by)
    newest: dict[tuple[str, str], CellRow] = {}
    for row in connection.execute(query):
        key = row.hypothesis, row.claim_id
        newest.pop(key, None)  # so that a cell set again counts as younger than those set meanwhile
        if row.mark is not None:
            newest[key] = CellRow(
                question=row.question,
                hypothesis=row.hypothesis,
                claim_id=row.claim_id,
                mark=row.mark,
                note=row.note,
                by=row.by,
                recorded=row.recorded_at,
            )
    return tuple(newest.values())


def add_watch(
    store: Store, kind: str, asked: Mapping[str, Any], state: Mapping[str, Any], *, by: str
) -> WatchRow:
    """The watch as it now stands. See `Ledger.add_watch`."""
    require_name(by)
    asked_json, state_json = canonical(asked).decode(), canonical(state).decode()
    with store.writing() as batch:
        for standing in find_watches(batch.connection):
            if standing.kind == kind and canonical(standing.asked).decode() == asked_json:
                raise QueryError(f"This is watched already, as {standing.id}.")
        watch_id = content_id("wat", [kind, asked, by, batch.now.isoformat(), batch.head])
        row = {"id": watch_id, "kind": kind, "asked": asked_json, "state": state_json, "by": by}
        batch.link(t.watch, batch.add(t.watch, row))
        now = batch.now
    return WatchRow(id=watch_id, kind=kind, asked=asked, state=state, by=by, recorded=now, ended=None)


def end_watch(store: Store, watch_id: str, *, by: str) -> None:
    """Records that nobody asks any more. See `Ledger.end_watch`."""
    require_name(by)
    with store.writing() as batch:
        standing = [watch.id for watch in find_watches(batch.connection)]
        if watch_id not in standing:
            raise NotFound("watch", watch_id, standing)
        no = _get_number(batch.connection, t.watch, watch_id)
        batch.link(t.watch_end, batch.add(t.watch_end, {"watch": no, "by": by}))


def find_watches(connection: Connection, *, ended: bool = False) -> tuple[WatchRow, ...]:
    """The watches, oldest first, each with the state of its newest news."""
    ends = {
        row.watch: row.recorded_at
        for row in connection.execute(sa.select(t.watch_end.c.watch, t.watch_end.c.recorded_at))
    }
    newest = sa.select(sa.func.max(t.news.c.no)).group_by(t.news.c.watch)
    states = {
        row.watch: row.state
        for row in connection.execute(
            sa.select(t.news.c.watch, t.news.c.state).where(t.news.c.no.in_(newest))
        )
    }
    return tuple(
        WatchRow(
            id=row.id,
            kind=row.kind,
            asked=json.loads(row.asked),
            state=json.loads(states.get(row.no, row.state)),
            by=row.by,
            recorded=row.recorded_at,
            ended=ends.get(row.no),
        )
        for row in connection.execute(sa.select(t.watch).order_by(t.watch.c.no))
        if ended or row.no not in ends
    )


def find_told(connection: Connection, watch_id: str) -> frozenset[str]:
    """The keys of everything that the watch has told."""
    no = _get_number(connection, t.watch, watch_id)
    keys = connection.scalars(sa.select(t.news.c.told).where(t.news.c.watch == no))
    return frozenset(key for listed in keys for key in json.loads(listed))


def add_news(
    store: Store,
    watch_id: str,
    said: Mapping[str, Any],
    *,
    keys: Iterable[str],
    state: Mapping[str, Any],
    channels: Iterable[str],
) -> NewsRow | None:
    """The news as recorded, queued for each channel. See `Ledger.add_news`."""
    wanted = sorted(set(keys))
    with store.writing() as batch:
        # Asked again inside the transaction: another run may have told the same a moment ago.
        if not wanted or set(wanted) <= find_told(batch.connection, watch_id):
            return None
        no = _get_number(batch.connection, t.watch, watch_id)
        said_json, keys_json = canonical(said).decode(), canonical(wanted).decode()
        news_id = content_id("new", [watch_id, wanted])
        row = batch.add(
            t.news,
            {
                "id": news_id,
                "watch": no,
                "said": said_json,
                "told": keys_json,
                "state": canonical(state).decode(),
            },
        )
        batch.link(t.news, row)
        for channel in dict.fromkeys(channels):
            queued = {"news": row["no"], "channel": channel, "done": False}
            batch.link(t.delivery, batch.add(t.delivery, queued))
        now = batch.now
    return NewsRow(id=news_id, watch_id=watch_id, said=said, recorded=now)


def find_news(connection: Connection, *, limit: int | None = None) -> tuple[NewsRow, ...]:
    """What the watches found, newest first."""
    query = _news().order_by(t.news.c.no.desc()).limit(limit)
    return tuple(_news_row(row) for row in connection.execute(query))


def find_undelivered(connection: Connection, channel: str) -> tuple[NewsRow, ...]:
    """The news queued for a channel and not done, oldest first."""
    mine = t.delivery.c.channel == channel
    queued = sa.select(t.delivery.c.news).where(mine, t.delivery.c.done.is_(False))
    done = sa.select(t.delivery.c.news).where(mine, t.delivery.c.done.is_(True))
    query = _news().where(t.news.c.no.in_(queued), t.news.c.no.not_in(done)).order_by(t.news.c.no)
    return tuple(_news_row(row) for row in connection.execute(query))


def mark_delivered(store: Store, news_ids: Iterable[str], channel: str) -> None:
    """Records that the news went out on the channel."""
    wanted = list(news_ids)
    if not wanted:
        return
    with store.writing() as batch:
        for news_id in wanted:
            done = {"news": _get_number(batch.connection, t.news, news_id), "channel": channel, "done": True}
            batch.link(t.delivery, batch.add(t.delivery, done))


def add_brief(store: Store, actor: str, *, as_of: date, known_by: date, found: Mapping[str, Any]) -> None:
    """Remembers a brief. See `Ledger.add_brief`."""
    require_storable("a brief", actor)
    row = {"actor": actor, "as_of": as_of, "known_by": known_by, "found": canonical(found).decode()}
    with store.writing() as batch:
        batch.link(t.brief, batch.add(t.brief, row))


def find_last_brief(connection: Connection, actor: str) -> BriefRow | None:
    """The actor's last brief, None where there was none."""
    query = sa.select(t.brief).where(t.brief.c.actor == actor).order_by(t.brief.c.no.desc()).limit(1)
    row = connection.execute(query).first()
    if row is None:
        return None
    return BriefRow(
        actor=row.actor,
        as_of=row.as_of,
        known_by=row.known_by,
        found=json.loads(row.found),
        recorded=row.recorded_at,
    )


def _news() -> sa.Select[Any]:
    return sa.select(t.news, t.watch.c.id.label("watch_id")).join(t.watch, t.watch.c.no == t.news.c.watch)


def _news_row(row: sa.Row[Any]) -> NewsRow:
    return NewsRow(id=row.id, watch_id=row.watch_id, said=json.loads(row.said), recorded=row.recorded_at)


def _get_number(connection: Connection, table: sa.Table, wanted: str) -> int:
    no = connection.scalar(sa.select(table.c.no).where(table.c.id == wanted))
    if no is None:
        raise NotFound(table.name, wanted)
    return int(no)
