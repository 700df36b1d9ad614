"""Which tables a book has, on SQLite and PostgreSQL alike; every row is added and none is ever changed.

Numbers (`no`) are given by the writer in the order of recording, with no gaps; ids are content hashes. A null
is "not known". `migrations/` builds these tables, their indexes and the triggers that refuse changes; a test
holds the two together.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

APPLICATION_ID = 0x4F415448  # "OATH": how a SQLite file says that it is a book
VERSION_TABLE = "oathbook_version"
SCHEMA_VERSION = "0003"  # the last migration; a test compares it with migrations/

# Ends of a time that is said to be open; null is a time that is not given at all.
OPEN_START, OPEN_END = date.min, date.max

# A claim's parties: the field of `Claim` and the column that holds its label.
ROLES = (
    ("subject", "subject"),
    ("object", "object"),
    ("from_", "from_party"),
    ("by", "by_party"),
    ("of", "of_party"),
)
LABEL_COLUMNS = tuple(column for _, column in ROLES)


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite keeps it without its zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "uq": "%(table_name)s_one_%(column_0_N_name)s",
        "fk": "%(table_name)s_%(column_0_N_name)s",
        "pk": "%(table_name)s_no",
    }
)
_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _table(name: str, *columns: sa.Column[Any] | sa.Constraint | sa.Index) -> sa.Table:
    number: sa.Column[int] = sa.Column("no", _NUMBER, primary_key=True, autoincrement=False)
    recorded: sa.Column[datetime] = sa.Column("recorded_at", UtcDateTime, nullable=False)
    return sa.Table(name, metadata, number, *columns, recorded)


def _text(name: str, *, null: bool = False, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null, unique=unique)


def _of(name: str, target: sa.Table, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, _NUMBER, sa.ForeignKey(target.c.no), nullable=null)


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, UtcDateTime, nullable=False)


run = _table("run", _text("id", unique=True), _text("extractor"), _text("settings"), _moment("started"))
run_end = _table("run_end", _of("run", run), _moment("ended"), _text("chain"))

# `text` (zlib) stands last: SQLite then finds the other columns without walking the text's overflow pages.
document = _table(
    "document",
    _text("id", unique=True),
    _text("title", null=True),
    _text("source", null=True),
    sa.Column("published", sa.Date, nullable=True),
    _text("url", null=True),
    _text("language", null=True),
    _text("name"),
    _moment("read_at"),
)
document.append_column(sa.Column("text", sa.LargeBinary, nullable=False))

# A further name under which the same document was met.
sighting = _table("sighting", _of("document", document), _text("name"), _moment("seen"))

# One extractor's going over one document: what says "already read", even where no claim was found.
reading = _table(
    "reading", _of("document", document), _of("run", run), _text("extractor"), _moment("read_at")
)

# A reviewer's verdict on a claim; null takes the earlier verdict back. The newest of a claim is in force.
# `claim` bears no foreign key, since `claim.review` points here: `check` follows it.
review = _table(
    "review",
    _text("id", unique=True),
    sa.Column("claim", _NUMBER, nullable=False),
    _text("verdict", null=True),
    _text("fields", null=True),
    _text("by"),
    _text("supersedes", null=True),
)


def _party(column: str) -> tuple[sa.Column[Any], ...]:
    return (
        _text(column, null=True),  # the label: the actor's id where `known`, else the words as written
        _text(f"{column}_written", null=True),
        sa.Column(f"{column}_known", sa.Boolean, nullable=True),
        _text(f"{column}_type", null=True),
        _text(f"{column}_candidates", null=True),
    )


# A claim as an extractor read it, or (`review`, `amends` not null) as a reviewer corrected it. `holds_to` is
# exclusive; `known` is the day the world could know it: of publication, else of recording.
claim = _table(
    "claim",
    _text("id", unique=True),
    _of("document", document),
    _of("reading", reading),
    _of("review", review, null=True),
    sa.Column("amends", _NUMBER, sa.ForeignKey("claim.no"), nullable=True),
    _text("kind"),
    *(column for _, name in ROLES for column in _party(name)),
    _text("scope"),
    _text("place", null=True),
    _text("role", null=True),
    _text("reason", null=True),
    *(sa.Column(f"count_{n}", sa.BigInteger, nullable=True) for n in ("min", "best", "max")),
    sa.Column("holds_from", sa.Date, nullable=True),
    sa.Column("holds_to", sa.Date, nullable=True),
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

# Taking back a claim, a document with all its claims, or (`undoes`) an earlier retraction.
retraction = _table(
    "retraction",
    _text("id", unique=True),
    _of("claim", claim, null=True),
    _of("document", document, null=True),
    sa.Column("undoes", _NUMBER, sa.ForeignKey("retraction.no"), nullable=True),
    _text("reason"),
    _text("by"),
)

# Actors, sources and ratings that a book adds to those that ship; the newest row of an id is in force.
actor = _table(
    "actor",
    _text("id"),
    _text("name"),
    _text("type"),
    *(_text(n, null=True) for n in ("region", "ideology", "parent", "wikidata")),
    sa.Column("from_year", sa.Integer, nullable=True),
    sa.Column("to_year", sa.Integer, nullable=True),
)
alias = _table("alias", _of("actor", actor), _text("name"), sa.Column("weak", sa.Boolean, nullable=False))
source = _table(
    "source",
    _text("id"),
    _text("name"),
    _text("aliases"),
    _text("letter"),
    *(_text(n, null=True) for n in ("side", "country", "domain")),
)
rating = _table("rating", _text("source"), _text("letter"), _text("by"))
# Whether two labels mean one actor: "same", "different", null (taken back). left < right; the newest counts.
judgement = _table(
    "judgement",
    _text("left"),
    _text("right"),
    _text("verdict", null=True),
    _text("by"),
    sa.Column("supersedes", _NUMBER, sa.ForeignKey("judgement.no"), nullable=True),
)

# What a person says a claim means for a hypothesis; null takes it back. The newest of the three is in force.
cell = _table(
    "cell",
    _text("question"),
    _text("hypothesis"),
    _of("claim", claim),
    _text("mark", null=True),
    _text("note", null=True),
    _text("by"),
    sa.Column("supersedes", _NUMBER, sa.ForeignKey("cell.no"), nullable=True),
)

# A standing question; `state` is what held when it was asked, so that only what comes later is news.
watch = _table("watch", _text("id", unique=True), _text("kind"), _text("asked"), _text("state"), _text("by"))
watch_end = _table("watch_end", _of("watch", watch), _text("by"))
# What a watch found; `state` is what held then, `told` the keys of what it has thereby told.
news = _table(
    "news", _text("id", unique=True), _of("watch", watch), _text("said"), _text("told"), _text("state")
)
# A piece of news for a channel (a hash of its address, which may hold a secret): queued, then done.
delivery = _table(
    "delivery", _of("news", news), _text("channel"), sa.Column("done", sa.Boolean, nullable=False)
)

# What was learned of sources from the claims known by a day: `found` are Beta counts as canonical JSON.
learned = _table(
    "learned",
    sa.Column("known_by", sa.Date, nullable=False),
    sa.Column("claims", sa.BigInteger, nullable=False),
    _text("found"),
    _text("by"),
)

# A brief that was given out, with the findings that the next one is compared with.
brief = _table(
    "brief",
    _text("actor"),
    sa.Column("as_of", sa.Date, nullable=False),
    sa.Column("known_by", sa.Date, nullable=False),
    _text("found"),
)

# The chain: one row for each thing recorded, with the hash of its content and of all that came before.
# `target` is its number in the table `what`; `parts` counts the rows recorded with it (see PARTS).
log = _table(
    "log",
    _text("what"),
    sa.Column("target", _NUMBER, nullable=False),
    sa.Column("parts", sa.Integer, nullable=False),
    _text("payload"),
    _text("chain"),
)

# Rows that have no link of their own but count into that of a reading, a review or an actor.
PARTS = {"reading": claim, "review": claim, "actor": alias}
