"""How values become rows and rows values again: nothing is lost on the way, in either direction.

A row is a mapping from column name to value; `payload` is its hash in the chain.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

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
    numbers = row["count_min"], row["count_best"], row["count_max"]
    parties = {field: _party(row, column) for field, column in ROLES}
    return Claim(
        kind=Kind(row["kind"]),
        **parties,
        quote=row["quote"],
        start=row["span_start"],
        end=row["span_end"],
        scope=Scope(row["scope"]),
        place=row["place"],
        count=None
        if numbers == (None, None, None)
        else Count(min=numbers[0], best=numbers[1], max=numbers[2]),
        role=row["role"],
        reason=row["reason"],
        when=None if row["edtf"] is None else Interval.parse(row["edtf"]),
        needs_anchor=row["needs_anchor"],
        ended=row["ended"],
        polarity=Polarity(row["polarity"]),
        certainty=Certainty(row["certainty"]),
        realis=Realis(row["realis"]),
        said_by=() if row["said_by"] == "[]" else tuple(json.loads(row["said_by"])),
        reading=row["p_reading"],
        frame=row["frame"],
        extractor=row["extractor"],
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
    parties = [p for p in (claim.subject, claim.object, claim.from_, claim.by, claim.of) if p is not None]
    words = [w for p in parties for w in (p.actor, p.written)]
    require_storable(
        name, claim.quote, claim.place, claim.role, claim.reason, claim.frame, *words, *claim.said_by
    )
    numbers = [] if claim.count is None else [claim.count.min, claim.count.best, claim.count.max]
    if any(n is not None and n > _COUNT_LIMIT for n in numbers):
        raise UnreadableInput(name, f"it counts more than {_COUNT_LIMIT}: {claim.count}.")
    for party in parties:
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


def _party(row: Stored, column: str) -> Party | None:
    label = row[column]
    if label is None:
        return None
    kind, candidates = row[f"{column}_type"], row[f"{column}_candidates"]
    return Party(
        written=row[f"{column}_written"],
        actor=label if row[f"{column}_known"] else None,
        type=None if kind is None else ActorType(kind),
        candidates=() if candidates is None else tuple(json.loads(candidates)),
    )


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
