"""Which claims a text query finds: the index for what it holds, the rows themselves for what came after.

On SQLite the index (FTS5) follows behind a high-water mark, its own last row: filling it in the recording
transaction would halve the speed of reading. It is derived and may be dropped; `check` does not cover it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from oathbook.errors import LedgerError
from oathbook.ledger.store import Store
from oathbook.ledger.tables import claim
from oathbook.ledger.words import Term, parse_terms

_BATCH = 20_000
_COLUMNS = (
    "quote",
    "subject",
    "subject_written",
    "object",
    "object_written",
    "from_party",
    "by_party",
    "of_party",
    "place",
)
# The expression that migration 0001 indexes on PostgreSQL, letter by letter.
_WORDS_SQL = " || ' ' || ".join(("claim.quote", *(f"coalesce(claim.{c}, '')" for c in _COLUMNS[1:])))
_FOLDED_SQL = f"oathbook_fold({_WORDS_SQL})"
_SEARCH = sa.table("claim_words", sa.column("rowid"), sa.column("words"))


def refresh(store: Store, *, wait_s: float = 0.0) -> None:
    """Brings SQLite's index up to the last claim; leaves it as it is while another process writes."""
    if not store.is_sqlite or store.read_only or not _has_fts5():
        return
    with store.reading() as connection:
        behind = _mark(connection) < _newest(connection)
    while behind:
        try:
            with store.transaction(wait_s=wait_s) as connection:
                behind = _index_some(connection)
        except LedgerError:
            return  # `condition` reads the rows beyond the mark instead


def condition(connection: Connection, store: Store, query: str) -> sa.ColumnElement[bool]:
    """The condition on `claim` that its words match the query. Raises QueryError where that holds no word."""
    terms = parse_terms(query)
    if not store.is_sqlite:
        return _match_postgresql(terms)
    mark = _mark(connection)
    late = sa.and_(claim.c.no > mark, *map(_row_holds, terms))
    if mark == 0:
        return late
    match = " ".join(f'"{term.words}"{"*" if term.prefix else ""}' for term in terms)
    found = sa.select(_SEARCH.c.rowid).where(sa.literal_column("claim_words").op("MATCH")(match))
    return sa.or_(claim.c.no.in_(found), late)


def _index_some(connection: Connection) -> bool:
    """Whether claims are left to index."""
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS claim_words USING fts5(words, content='', tokenize='unicode61')"
    )
    mark, newest = _mark(connection), _newest(connection)
    last = min(mark + _BATCH, newest)
    connection.exec_driver_sql(
        f"INSERT INTO claim_words(rowid, words) SELECT no, {_FOLDED_SQL} FROM claim WHERE no > ? AND no <= ?",  # noqa: S608
        (mark, last),
    )
    return last < newest


def _mark(connection: Connection) -> int:
    """The number of the last claim in the index; 0 where there is no index."""
    if not _has_fts5() or not sa.inspect(connection).has_table("claim_words"):
        return 0
    return connection.scalar(sa.select(_SEARCH.c.rowid).order_by(_SEARCH.c.rowid.desc()).limit(1)) or 0


def _newest(connection: Connection) -> int:
    return connection.scalar(sa.select(sa.func.max(claim.c.no))) or 0


def _row_holds(term: Term) -> sa.ColumnElement[bool]:
    """Whole words in their order: what a phrase query of the index means."""
    end = "" if term.prefix else " "
    return sa.literal_column(f"' ' || {_FOLDED_SQL} || ' '").contains(f" {term.words}{end}", autoescape=True)


def _match_postgresql(terms: tuple[Term, ...]) -> sa.ColumnElement[bool]:
    vector: sa.ColumnElement[Any] = sa.literal_column(f"to_tsvector('simple', {_FOLDED_SQL})")
    conditions = []
    for term in terms:
        if term.prefix:  # folded words hold no character that has a meaning in a tsquery
            query = sa.func.to_tsquery(sa.literal_column("'simple'"), " <-> ".join(term.words.split()) + ":*")
        else:
            query = sa.func.phraseto_tsquery(sa.literal_column("'simple'"), term.words)
        conditions.append(vector.op("@@")(query))
    return sa.and_(*conditions)


@cache
def _has_fts5() -> bool:
    with sa.create_engine("sqlite://").connect() as connection:
        options = connection.exec_driver_sql("PRAGMA compile_options").scalars()
        return "ENABLE_FTS5" in options
