"""Tables for what people keep asking: cells of hypotheses, watches with their news, briefs.

Frozen: a later change is a later migration.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TABLES = ("cell", "watch", "watch_end", "news", "delivery", "brief")


def upgrade() -> None:
    """Adds the tables, their indexes and the triggers that refuse changes."""
    _create(
        "cell",
        _text("question"),
        _text("hypothesis"),
        _number("claim", of="claim"),
        _text("mark", null=True),
        _text("note", null=True),
        _text("by"),
        _number("supersedes", of="cell", null=True),
    )
    op.create_index("cell_by_question", "cell", ["question", "no"])
    _create("watch", _text("id", unique=True), *map(_text, ("kind", "asked", "state", "by")))
    _create("watch_end", _number("watch", of="watch"), _text("by"))
    _create(
        "news",
        _text("id", unique=True),
        _number("watch", of="watch"),
        *map(_text, ("said", "told", "state")),
    )
    op.create_index("news_by_watch", "news", ["watch", "no"])
    _create(
        "delivery",
        _number("news", of="news"),
        _text("channel"),
        sa.Column("done", sa.Boolean, nullable=False),
    )
    op.create_index("delivery_by_channel", "delivery", ["channel", "news"])
    _create(
        "brief",
        _text("actor"),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("known_by", sa.Date, nullable=False),
        _text("found"),
    )
    op.create_index("brief_by_actor", "brief", ["actor", "no"])
    for table in _TABLES:
        _refuse_changes(table)


def _refuse_changes(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, 'a book only grows: rows of {table} are never changed or deleted'); END"
            )
    else:
        op.execute(
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION oathbook_refuse()"
        )


def _create(name: str, *columns: sa.Column[Any]) -> None:
    number: sa.Column[int] = sa.Column("no", _NUMBER, primary_key=True, autoincrement=False)
    recorded: sa.Column[Any] = sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False)
    op.create_table(name, number, *columns, recorded)


def _text(name: str, *, null: bool = False, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null, unique=unique)


def _number(name: str, *, of: str, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, _NUMBER, sa.ForeignKey(f"{of}.no"), nullable=null)
