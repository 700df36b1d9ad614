"""The first tables of a book, their indexes, and triggers that refuse every change to a row.

Frozen: a later change is a later migration.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_APPLICATION_ID = 0x4F415448
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)
_TABLES = (
    "run",
    "run_end",
    "document",
    "sighting",
    "reading",
    "review",
    "claim",
    "retraction",
    "actor",
    "alias",
    "source",
    "rating",
    "judgement",
    "log",
)
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"  # accents of Latin, Greek and Cyrillic; Arabic vowel signs


def upgrade() -> None:
    """Builds an empty book."""
    _create_runs()
    _create_documents()
    _create_claims()
    _create_retractions()
    _create_registers()
    parts: sa.Column[int] = sa.Column("parts", sa.Integer, nullable=False)
    _create("log", _text("what"), _number("target"), parts, _text("payload"), _text("chain"))
    _create_party_indexes()
    if op.get_bind().dialect.name == "sqlite":
        _refuse_changes_on_sqlite()
        op.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    else:
        _refuse_changes_on_postgresql()
        _create_text_index_on_postgresql()


def _create_runs() -> None:
    _create("run", _text("id", unique=True), _text("extractor"), _text("settings"), _moment("started"))
    _create("run_end", _number("run", of="run"), _moment("ended"), _text("chain"))
    op.create_index("run_end_by_run", "run_end", ["run"])


def _create_documents() -> None:
    _create(
        "document",
        _text("id", unique=True),
        _text("title", null=True),
        _text("source", null=True),
        sa.Column("published", sa.Date),
        _text("url", null=True),
        _text("language", null=True),
        _text("name"),
        _moment("read_at"),
        last=sa.Column("text", sa.LargeBinary, nullable=False),
    )
    # The order of every answer: undated documents last.
    op.create_index("document_by_day", "document", [sa.text("(published IS NULL)"), "published", "id"])
    _create("sighting", _number("document", of="document"), _text("name"), _moment("seen"))
    op.create_index("sighting_by_document_name", "sighting", ["document", "name"], unique=True)
    _create(
        "reading",
        _number("document", of="document"),
        _number("run", of="run"),
        _text("extractor"),
        _moment("read_at"),
    )
    op.create_index("reading_by_document_extractor", "reading", ["document", "extractor"])


def _create_claims() -> None:
    _create(
        "review",
        _text("id", unique=True),
        _number("claim"),
        _text("verdict", null=True),
        _text("fields", null=True),
        _text("by"),
        _text("supersedes", null=True),
    )
    op.create_index("review_by_claim_no", "review", ["claim", "no"])
    parties = [
        column
        for name in ("subject", "object", "from_party", "by_party", "of_party")
        for column in (
            _text(name, null=True),
            _text(f"{name}_written", null=True),
            sa.Column(f"{name}_known", sa.Boolean),
            _text(f"{name}_type", null=True),
            _text(f"{name}_candidates", null=True),
        )
    ]
    _create(
        "claim",
        _text("id", unique=True),
        _number("document", of="document"),
        _number("reading", of="reading"),
        _number("review", of="review", null=True),
        _number("amends", of="claim", null=True),
        _text("kind"),
        *parties,
        _text("scope"),
        _text("place", null=True),
        _text("role", null=True),
        _text("reason", null=True),
        *(sa.Column(f"count_{n}", sa.BigInteger) for n in ("min", "best", "max")),
        sa.Column("holds_from", sa.Date),
        sa.Column("holds_to", sa.Date),
        _text("edtf", null=True),
        _text("granularity", null=True),
        sa.Column("needs_anchor", sa.Boolean, nullable=False),
        sa.Column("ended", sa.Boolean, nullable=False),
        _text("polarity"),
        _text("certainty"),
        _text("realis"),
        _text("said_by"),
        _text("quote"),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
        sa.Column("p_reading", sa.Double, nullable=False),
        _text("frame"),
        _text("extractor"),
        sa.Column("known", sa.Date, nullable=False),
    )
    op.create_index("claim_by_document", "claim", ["document", "span_start"])


def _create_party_indexes() -> None:
    """From `claim_by_subject` and its twin alone "this actor, these kinds, as of this day" is answered."""
    for side, other in (("subject", "object"), ("object", "subject")):
        keys = [side, "kind", "holds_from"]
        answers = [
            "holds_to",
            "known",
            "recorded_at",
            other,
            "polarity",
            "certainty",
            "document",
            "review",
            "amends",
        ]
        if op.get_bind().dialect.name == "sqlite":
            op.create_index(f"claim_by_{side}", "claim", keys + answers)
        else:
            op.create_index(f"claim_by_{side}", "claim", keys, postgresql_include=answers)
    for rare in ("from_party", "by_party", "of_party", "amends"):
        given = sa.text(f"{rare} IS NOT NULL")
        op.create_index(f"claim_by_{rare}", "claim", [rare], sqlite_where=given, postgresql_where=given)


def _create_retractions() -> None:
    _create(
        "retraction",
        _text("id", unique=True),
        _number("claim", of="claim", null=True),
        _number("document", of="document", null=True),
        _number("undoes", of="retraction", null=True),
        _text("reason"),
        _text("by"),
    )
    for target in ("claim", "document", "undoes"):
        op.create_index(f"retraction_by_{target}", "retraction", [target])


def _create_registers() -> None:
    _create(
        "actor",
        _text("id"),
        _text("name"),
        _text("type"),
        *(_text(n, null=True) for n in ("region", "ideology", "parent", "wikidata")),
        sa.Column("from_year", sa.Integer),
        sa.Column("to_year", sa.Integer),
    )
    op.create_index("actor_by_id", "actor", ["id"])
    _create(
        "alias", _number("actor", of="actor"), _text("name"), sa.Column("weak", sa.Boolean, nullable=False)
    )
    op.create_index("alias_by_actor", "alias", ["actor"])
    _create(
        "source",
        _text("id"),
        _text("name"),
        _text("aliases"),
        _text("letter"),
        *(_text(n, null=True) for n in ("side", "country", "domain")),
    )
    _create("rating", _text("source"), _text("letter"), _text("by"))
    _create(
        "judgement",
        _text("left"),
        _text("right"),
        _text("verdict", null=True),
        _text("by"),
        _number("supersedes", of="judgement", null=True),
    )


def _refuse_changes_on_sqlite() -> None:
    for table in _TABLES:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, 'a book only grows: rows of {table} are never changed or deleted'); END"
            )


def _refuse_changes_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION oathbook_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'a book only grows: rows of % are never changed or deleted', TG_TABLE_NAME; END $$"
    )
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION oathbook_refuse()"
        )


def _create_text_index_on_postgresql() -> None:
    """The same folding as `words.fold`, since a query must find with any index what it finds with another."""
    # What a letter is depends on the collation, and that of many databases, "C", knows only those of ASCII.
    found = sa.text("SELECT count(*) FROM pg_collation WHERE collname = 'und-x-icu'")
    all_letters = 'COLLATE "und-x-icu"' if op.get_bind().scalar(found) else ""
    bare = f"regexp_replace(lower(normalize(words, NFD) {all_letters}), '[{_MARKS}]', '', 'g')"
    op.execute(
        "CREATE FUNCTION oathbook_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ "
        f"SELECT btrim(regexp_replace({bare}, '[\\W_]+', ' ', 'g')) $$"
    )
    op.execute(
        "CREATE INDEX claim_words ON claim USING gin (to_tsvector('simple', oathbook_fold("
        "quote || ' ' || coalesce(subject, '') || ' ' || coalesce(subject_written, '') || ' ' || "
        "coalesce(object, '') || ' ' || coalesce(object_written, '') || ' ' || "
        "coalesce(from_party, '') || ' ' || coalesce(by_party, '') || ' ' || "
        "coalesce(of_party, '') || ' ' || coalesce(place, ''))))"
    )


def _create(name: str, *columns: sa.Column[Any], last: sa.Column[Any] | None = None) -> None:
    number: sa.Column[int] = sa.Column("no", _NUMBER, primary_key=True, autoincrement=False)
    tail = [_moment("recorded_at")] if last is None else [_moment("recorded_at"), last]
    op.create_table(name, number, *columns, *tail)


def _text(name: str, *, null: bool = False, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null, unique=unique)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, _MOMENT, nullable=False)


def _number(name: str, *, of: str | None = None, null: bool = False) -> sa.Column[int]:
    target = () if of is None else (sa.ForeignKey(f"{of}.no"),)
    return sa.Column(name, _NUMBER, *target, nullable=null)
