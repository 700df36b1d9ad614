"""How values become rows and rows values again: nothing is lost on the way, in either direction.

A row is a mapping from column name to value; `payload` is its hash in the chain.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from sys import intern
from typing import Any, TypeVar

from oathbook.errors import UnreadableInput
from oathbook.ids import canonical
from oathbook.ledger.tables import OPEN_END, OPEN_START, ROLES
from oathbook.model import (
    ActorType,
    Certainty,
    Claim,
    Count,
    Document,
    Interval,
    Kind,
    Party,
    Polarity,
    Realis,
    Scope,
)

Row = dict[str, Any]
Stored = Mapping[Any, Any]  # a row as the database gives it, under its columns' names
_LABEL_LIMIT_BYTES = 2000  # PostgreSQL's b-trees refuse keys beyond 2,704 bytes
_COUNT_LIMIT = 2**63 - 1  # what a column holds
_DAY = timedelta(days=1)

# The columns of `claim` that a `Claim` is made of, in the order that `claim_from_values` wants them in.
_SIDES = tuple(
    f"{column}{part}" for _, column in ROLES for part in ("", "_written", "_known", "_type", "_candidates")
)
CLAIM_COLUMNS = (
    *_SIDES, "kind", "quote", "span_start", "span_end", "scope", "place", "role", "reason", "count_min",
    "count_best", "count_max", "edtf", "needs_anchor", "ended", "polarity", "certainty", "realis", "said_by",
    "p_reading", "frame", "extractor",
)  # fmt: skip
E = TypeVar("E", bound=StrEnum)
_KINDS = {member.value: member for member in Kind}
_SCOPES = {member.value: member for member in Scope}
_POLARITIES = {member.value: member for member in Polarity}
_CERTAINTIES = {member.value: member for member in Certainty}
_REALITIES = {member.value: member for member in Realis}


def document_row(document: Document, read: datetime) -> Row:
    """The columns of `document`."""
    return {
        "id": document.id,
        "title": document.title,
        "source": document.source,
        "published": document.published,
        "url": document.url,
        "language": document.language,
        "name": document.name,
        "read_at": read,
        "text": zlib.compress(document.text.encode()),
    }


def document_from_row(row: Stored) -> Document:
    """The document as it was recorded. Raises zlib.error or UnicodeDecodeError where the text is damaged."""
    return Document(
        text=zlib.decompress(row["text"]).decode(),
        title=row["title"],
        source=row["source"],
        published=row["published"],
        url=row["url"],
        language=row["language"],
        name=row["name"],
    )


def claim_row(claim: Claim) -> Row:
    """The columns of `claim` that hold what was claimed; the recorder adds where it came from."""
    row: Row = {"kind": claim.kind.value}
    for field, column in ROLES:
        row |= _party_columns(column, getattr(claim, field))
    count = claim.count
    return row | {
        "scope": claim.scope.value,
        "place": claim.place,
        "role": claim.role,
        "reason": claim.reason,
        "count_min": None if count is None else count.min,
        "count_best": None if count is None else count.best,
        "count_max": None if count is None else count.max,
        **_time_columns(claim.when),
        "needs_anchor": claim.needs_anchor,
        "ended": claim.ended,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "realis": claim.realis.value,
        "said_by": _json(list(claim.said_by)),
        "quote": claim.quote,
        "span_start": claim.start,
        "span_end": claim.end,
        "p_reading": float(claim.reading),
        "frame": claim.frame,
        "extractor": claim.extractor,
    }


def claim_from_row(row: Stored) -> Claim:
    """The claim as it was recorded. Raises ValueError where a column holds what no claim can."""
    return claim_from_values([row[column] for column in CLAIM_COLUMNS])


def claim_from_values(values: Sequence[Any]) -> Claim:
    """The same from the values of `CLAIM_COLUMNS` in their order: a whole book is read so, and names, sides and
    speakers that come again are made once.
    """
    sides, said = values[: len(_SIDES)], values[len(_SIDES) :]
    (
        kind, quote, start, end, scope, place, role, reason, least, best, most, edtf, needs_anchor, ended,
        polarity, certainty, realis, said_by, reading, frame, extractor,
    ) = said  # fmt: skip
    return Claim(
        kind=_known(_KINDS, kind, Kind),
        subject=None if sides[0] is None else _party(*sides[0:5]),
        object=None if sides[5] is None else _party(*sides[5:10]),
        from_=None if sides[10] is None else _party(*sides[10:15]),
        by=None if sides[15] is None else _party(*sides[15:20]),
        of=None if sides[20] is None else _party(*sides[20:25]),
        quote=quote,
        start=start,
        end=end,
        scope=_known(_SCOPES, scope, Scope),
        place=place,
        count=None if least is best is most is None else Count(min=least, best=best, max=most),
        role=role,
        reason=reason,
        when=None if edtf is None else Interval.parse(edtf),
        needs_anchor=bool(needs_anchor),
        ended=bool(ended),
        polarity=_known(_POLARITIES, polarity, Polarity),
        certainty=_known(_CERTAINTIES, certainty, Certainty),
        realis=_known(_REALITIES, realis, Realis),
        said_by=names_from_json(said_by),
        reading=reading,
        frame=intern(frame),
        extractor=intern(extractor),
    )


def payload(row: Stored, parts: Sequence[Stored] = ()) -> str:
    """The hash of a row and of the rows recorded as its parts (a reading's claims, an actor's aliases).

    Columns that are null do not count, so that a later version can add columns without breaking the chain.
    Nor does a document's compressed text: the document's id is the hash of the text itself.
    """
    plain = [_plain(row), *map(_plain, parts)]
    return hashlib.sha256(canonical(plain)).hexdigest()


def require_storable(name: str, *texts: str | None) -> None:
    """Raises UnreadableInput where a text holds what no database keeps: NUL, or half of a surrogate pair."""
    for text in texts:
        if text is None:
            continue
        if "\0" in text:
            raise UnreadableInput(name, "it holds NUL characters.", "Strip them and read it again.")
        try:
            text.encode()
        except UnicodeEncodeError as e:
            raise UnreadableInput(
                name,
                f"its character {e.start} is half of a surrogate pair, which no encoding allows.",
                "Decode it with errors='replace' and read it again.",
            ) from e


def require_claim_storable(name: str, claim: Claim) -> None:
    """Raises UnreadableInput where a field of the claim cannot be kept or found again."""
    words = [w for p in claim.parties for w in (p.actor, p.written)]
    require_storable(
        name, claim.quote, claim.place, claim.role, claim.reason, claim.frame, *words, *claim.said_by
    )
    numbers = [] if claim.count is None else [claim.count.min, claim.count.best, claim.count.max]
    if any(n is not None and n > _COUNT_LIMIT for n in numbers):
        raise UnreadableInput(name, f"it counts more than {_COUNT_LIMIT}: {claim.count}.")
    for party in claim.parties:
        if len(party.label.encode()) > _LABEL_LIMIT_BYTES:
            raise UnreadableInput(
                name, f"a party's name has {len(party.label)} characters: {party.label[:60]!r}…"
            )


def aware(moment: datetime, what: str) -> datetime:
    """`moment` in UTC. Raises ValueError where it does not say its zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{what} {moment} has no time zone: hand in an aware datetime")
    return moment.astimezone(UTC)


def _party_columns(column: str, party: Party | None) -> Row:
    return {
        column: None if party is None else party.label,
        f"{column}_written": None if party is None else party.written,
        f"{column}_known": None if party is None else party.actor is not None,
        f"{column}_type": None if party is None or party.type is None else party.type.value,
        f"{column}_candidates": None
        if party is None or not party.candidates
        else _json(list(party.candidates)),
    }


@lru_cache(maxsize=1 << 16)
def _party(label: str, written: str, known: bool | None, type_: str | None, candidates: str | None) -> Party:
    return Party(
        written=written,
        actor=label if known else None,
        type=None if type_ is None else ActorType(type_),
        candidates=() if candidates is None else names_from_json(candidates),
    )


@lru_cache(maxsize=1 << 14)
def names_from_json(listed: str) -> tuple[str, ...]:
    """The names of a column that holds a JSON list of them."""
    return () if listed == "[]" else tuple(json.loads(listed))


def _known(members: Mapping[str, E], value: str, enum: type[E]) -> E:
    """The member of that value; looking it up in a mapping costs a tenth of asking the enumeration."""
    found = members.get(value)
    return enum(value) if found is None else found  # which raises, naming the value


def _time_columns(when: Interval | None) -> Row:
    if when is None:
        return dict.fromkeys(("holds_from", "holds_to", "edtf", "granularity"))
    open_ended = when.last is None or when.last == OPEN_END
    return {
        "holds_from": OPEN_START if when.first is None else when.first,
        "holds_to": OPEN_END if open_ended or when.last is None else when.last + _DAY,
        "edtf": when.edtf,
        "granularity": when.granularity.value,
    }


def _json(value: Any) -> str:
    return canonical(value).decode()


def _plain(row: Stored) -> Row:
    plain: Row = {}
    for name, value in row.items():
        if value is None or name == "text":
            continue
        if isinstance(value, datetime):  # before date, which it is, too
            plain[name] = _moment(value)
        elif isinstance(value, date):
            plain[name] = value.isoformat()
        else:
            plain[name] = value
    return plain


@lru_cache(maxsize=64)  # most rows of a batch have one moment of recording
def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")
