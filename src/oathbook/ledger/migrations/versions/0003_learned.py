"""A table for what was learned of sources: snapshots of their reliability, each as of a day known.

Frozen: a later change is a later migration.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Adds the table and the triggers that refuse changes."""
    op.create_table(
        "learned",
        sa.Column("no", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("known_by", sa.Date, nullable=False),
        sa.Column("claims", sa.BigInteger, nullable=False),
        sa.Column("found", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("learned_by_day", "learned", ["known_by", "no"])
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER learned_no_{change.lower()} BEFORE {change} ON learned BEGIN "
                "SELECT RAISE(ABORT, 'a book only grows: rows of learned are never changed or deleted'); END"
            )
    else:
        op.execute(
            "CREATE TRIGGER learned_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON learned "
            "FOR EACH STATEMENT EXECUTE FUNCTION oathbook_refuse()"
        )
