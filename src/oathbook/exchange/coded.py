"""Which claim does a coder's row make? A small document of its own, marked as coded by hand, with one claim.

Invariant: rows that differ in anything that is kept make different documents, equal rows the same one, and
`document.text[claim.start:claim.end] == claim.quote`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

from rapidfuzz import process

from oathbook.errors import UnreadableInput
from oathbook.exchange.rows import SPEAKER_MARK
from oathbook.extraction.signatures import SIDES, SIGNATURES
from oathbook.ids import content_id
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
from oathbook.reading.dates import parse_day
from oathbook.reading.fields import SYNONYMS, find_fault, fold_key

HAND = "hand"  # the extractor of a claim that a person coded
_SIDES = ("subject", "object", "from", "by", "of")
_FIELDS = (
    *("kind", *_SIDES, "scope", "place", "role", "reason", "count", "when", "needs_anchor", "ended"),
    *("polarity", "certainty", "realis", "said_by", "quote", "reading", "frame", "extractor"),
    *("source", "published", "url", "title", "note", "id"),
    *("count_min", "count_best", "count_max", "subject_written", "object_written"),
)
# What an export says beside the claim, and a new book finds for itself.
_PASSED_OVER = (
    *("when_first", "when_last", "start", "end", "verdict", "doc", "document_id", "language", "read"),
    "recorded",
)
_OTHER_NAMES = {name: field for field in ("source", "published", "url", "title") for name in SYNONYMS[field]}
_FIELD_OF = {fold_key(name): name for name in (*_FIELDS, *_PASSED_OVER)}
_FIELD_OF |= {
    fold_key(name): field for name, field in _OTHER_NAMES.items() if fold_key(name) not in _FIELD_OF
}

# In these kinds a country is the land, as written, and not the state (docs/concepts/claims.md).
_LAND = {
    Kind.GAIN: frozenset({"object"}),
    Kind.LOSE: frozenset({"object"}),
    Kind.MOVE: frozenset({"object", "from"}),
    Kind.CLAIM_ATTACK: frozenset({"object"}),
}
_TRUTH = {"true": True, "yes": True, "1": True, "x": True, "false": False, "no": False, "0": False}
_SIGNS = {"positive": "+", "negative": "-", "−": "-"}
_COUNT = re.compile(r"(\d*)-(\d*)-(\d*)|(\d+)-(\d+)|(\d+)")
_MARK = " [coded by hand {}]"
_MARKED = re.compile(r" \[coded by hand [0-9a-f]+\]$")
_MARK_DIGITS = 10  # with text, source and day of publication beside it, far more than a book needs

Resolve = Callable[[str], tuple[tuple[str, ActorType], ...]]
"""The actors that go by a name, each with its type: none, one, or several where the name is ambiguous."""

_E = TypeVar("_E", bound=Enum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column of a table holds which field; `unknown` are those that hold none."""

    fields: Mapping[str, str]
    unknown: tuple[str, ...]


def name_columns(names: Iterable[str]) -> Columns:
    """The field of each column; names are compared without case, spaces, hyphens and underscores.

    Of two columns for one field the first counts. Columns of an export that a new book finds for itself
    (ids of documents, offsets, times of recording) are neither.
    """
    fields: dict[str, str] = {}
    unknown: list[str] = []
    for name in names:
        field = _FIELD_OF.get(fold_key(name))
        if field is None or field in fields.values():
            unknown.append(name)
        elif field not in _PASSED_OVER:
            fields[name] = field
    return Columns(fields=fields, unknown=tuple(unknown))


def near_field(name: str) -> str | None:
    """The field that a column was probably meant for, None where none is like it."""
    found = process.extractOne(fold_key(name), {f: fold_key(f) for f in _FIELDS}, score_cutoff=75)
    return None if found is None else str(found[2])


def build_coded(row: Mapping[str, Any], *, where: str, resolve: Resolve) -> tuple[Document, Claim]:
    """The document and the claim of one row, given under the names of fields. Raises UnreadableInput.

    The text is the quote with the note beneath it, or the note alone, or, where a row has neither, a line
    made of its fields, of which the claim then quotes the kind alone: made words are nobody's, and must not
    pass for a copy of other made words. `where` names the row in errors, and the document.
    """
    fields = _claim_fields(row, where, resolve)
    quote = row.get("quote") if _text(row, "quote", where) else None
    note, title = _text(row, "note", where), _text(row, "title", where)
    source, url, published = _text(row, "source", where), _text(row, "url", where), _published(row, where)
    day = None if published is None else published.isoformat()
    text, quote = _words(quote, note, fields)
    start = text.index(quote)
    claim = Claim(**fields, quote=quote, start=start, end=start + len(quote))
    told = [claim.to_json(), claim.extractor, note, title, source, url, day, _text(row, "id", where)]
    mark = content_id("row", told).rpartition("-")[2][:_MARK_DIGITS]
    document = Document(
        text=text,
        title=_MARKED.sub("", title or "A claim") + _MARK.format(mark),
        source=source,
        published=published,
        url=url,
        name=where,
    )
    return document, claim


def _claim_fields(row: Mapping[str, Any], where: str, resolve: Resolve) -> dict[str, Any]:
    """What goes into the claim beside its quote."""
    kind = _choice(Kind, row, "kind", where)
    scope = _choice(Scope, row, "scope", where, Scope.GROUP)
    parties = {side: _party(row, side, kind, scope, where, resolve) for side in _SIDES}
    if parties["subject"] is None and parties["object"] is None:
        raise UnreadableInput(where, "has neither a subject nor an object.", "Name at least one of them.")
    return {
        "kind": kind,
        "scope": scope,
        **{"from_" if side == "from" else side: party for side, party in parties.items()},
        "place": _text(row, "place", where),
        "count": _count(row, where),
        "role": _text(row, "role", where),
        "reason": _text(row, "reason", where),
        "when": _when(row, where),
        "needs_anchor": _truth(row, "needs_anchor", where),
        "ended": _truth(row, "ended", where),
        "polarity": _choice(Polarity, row, "polarity", where, Polarity.POSITIVE),
        "certainty": _choice(Certainty, row, "certainty", where, Certainty.CERTAIN),
        "realis": _choice(Realis, row, "realis", where, Realis.ACTUAL),
        "said_by": tuple(_known_as(speaker, resolve) for speaker in _speakers(row, where)),
        "reading": _reading(row, where),
        "frame": _text(row, "frame", where) or "",
        "extractor": _text(row, "extractor", where) or HAND,
    }


def _words(quote: str | None, note: str | None, fields: Mapping[str, Any]) -> tuple[str, str]:
    """The document's text, and the claim's quote in it."""
    if quote is not None:
        if note is None or note == quote:
            return quote, quote
        return (note if quote in note else f"{quote}\n\n{note}"), quote
    if note is not None:
        return note, note
    kind: str = fields["kind"].value
    named = [f"{name.rstrip('_')}: {value}" for name, value in fields.items() if name in _TOLD and value]
    return "No words were coded. " + "; ".join([kind, *named]), kind


_TOLD = frozenset({"subject", "object", "from_", "by", "of", "place", "role", "when"})


def _party(
    row: Mapping[str, Any], side: str, kind: Kind, scope: Scope, where: str, resolve: Resolve
) -> Party | None:
    """The party under the registry's id where it knows the name, else as written and provisional."""
    label = _text(row, side, where)
    if label is None:
        return None
    found = resolve(label)
    if side in _LAND.get(kind, ()):
        found = tuple((actor, type_) for actor, type_ in found if type_ is not ActorType.STATE)
    if len(found) == 1:
        ((actor, known_type),) = found
        written = _text(row, f"{side}_written", where) or label
        return Party(written=written, actor=actor, type=known_type)
    # Words that a registry elsewhere gave an id keep it: claims meet by their parties' labels.
    type_, candidates = _only_type(side, kind, scope), tuple(actor for actor, _ in found)
    return Party(written=label, type=type_, candidates=candidates)


def _only_type(side: str, kind: Kind, scope: Scope) -> ActorType | None:
    """The type that this side of such a claim must have, None where it can have several."""
    if side == "subject" and scope is Scope.PERSON:
        return ActorType.PERSON
    signature = SIGNATURES[kind]
    allowed = {"subject": signature.subject, "object": signature.object}.get(side) or SIDES.get(side)
    (only, *others) = allowed or (None,)
    return only if isinstance(only, ActorType) and not others else None


def _text(row: Mapping[str, Any], field: str, where: str) -> str | None:
    value = row.get(field)
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)  # a spreadsheet's own number: a place, an id, a speaker called 7
    if not isinstance(value, str):
        raise UnreadableInput(
            where, f'has {_shown(value)} in "{field}", which is no text.', "Put text there."
        )
    if not value.isprintable():  # quick, and true of nearly every cell
        fault = find_fault(value)
        if fault is not None:
            raise UnreadableInput(where, f'holds {fault} in "{field}".', "Remove it; it stands for nothing.")
    return value.strip() or None


def _choice(
    choices: type[_E], row: Mapping[str, Any], field: str, where: str, default: _E | None = None
) -> _E:
    value = _text(row, field, where)
    if value is None:
        if default is None:
            raise UnreadableInput(where, f"has no {field}.", f"Fill it: {_listed(choices)}.")
        return default
    folded = value.casefold()
    folded = _SIGNS.get(folded, folded)
    try:
        return choices(folded)
    except ValueError:
        raise UnreadableInput(
            where, f'has {_shown(value)} in "{field}".', f"Write one of {_listed(choices)}."
        ) from None


def _truth(row: Mapping[str, Any], field: str, where: str) -> bool:
    value = row.get(field)
    if isinstance(value, bool):
        return value
    written = _text(row, field, where)
    if written is None:
        return False
    found = _TRUTH.get(written.casefold())
    if found is None:
        raise UnreadableInput(where, f'has {_shown(written)} in "{field}".', "Write true or false.")
    return found


def _when(row: Mapping[str, Any], where: str) -> Interval | None:
    written = _text(row, "when", where)
    try:
        return None if written is None else Interval.parse(written)
    except ValueError as e:
        raise UnreadableInput(where, f'has a "when" that cannot be read: {e}.') from e


def _published(row: Mapping[str, Any], where: str) -> date | None:
    value = row.get("published")
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    written = _text(row, "published", where)
    day = None if written is None else parse_day(written)
    if written is not None and day is None:
        raise UnreadableInput(
            where,
            f'has {_shown(written)} in "published", which is no full date.',
            "Write it as YYYY-MM-DD, or leave it empty.",
        )
    return day


def _speakers(row: Mapping[str, Any], where: str) -> tuple[str, ...]:
    """The chain of speakers, nearest first: a list, JSON, `A; B`, or `A < B` as exports have it."""
    value = row.get("said_by")
    if isinstance(value, str) and value.lstrip().startswith("["):
        value = _parse_json(value, "said_by", where)
    if isinstance(value, list | tuple):
        if not all(isinstance(speaker, str) for speaker in value):
            raise UnreadableInput(where, 'has something other than names in "said_by".')
        parts = list(value)
    else:
        written = _text(row, "said_by", where) or ""
        parts = written.split(SPEAKER_MARK if SPEAKER_MARK in written else ";")
    for part in parts:
        if find_fault(part):
            raise UnreadableInput(where, f'holds {find_fault(part)} in "said_by".', "Remove it.")
    return tuple(part.strip() for part in parts if part.strip())


def _known_as(speaker: str, resolve: Resolve) -> str:
    """The actor's id where the speaker is one, as extractors have it: what a group says of itself is seen."""
    found = resolve(speaker)
    return found[0][0] if len(found) == 1 else speaker


def _count(row: Mapping[str, Any], where: str) -> Count | None:
    """`min-best-max` with any of them empty, `min-max`, one number, JSON, or three columns of their own."""
    value = row.get("count")
    if isinstance(value, str) and value.lstrip().startswith("{"):
        value = _parse_json(value, "count", where)
    if isinstance(value, Mapping):
        unknown = set(value) - {"min", "best", "max"}
        if unknown:
            raise UnreadableInput(where, f'counts {", ".join(sorted(map(str, unknown)))} in "count".')
        numbers = [_whole(value.get(name), "count", where) for name in ("min", "best", "max")]
    elif (written := _text(row, "count", where)) is not None:
        found = _COUNT.fullmatch(written.replace(" ", "").replace(",", "").replace("–", "-"))
        if found is None:
            raise UnreadableInput(
                where, f'has {_shown(written)} in "count".', "Write min-best-max, such as 200--999."
            )
        low, best, high, low2, high2, only = (None if not n else int(n) for n in found.groups())
        numbers = [low if low2 is None else low2, best if only is None else only, high2 or high]
    else:
        columns = ("count_min", "count_best", "count_max")
        numbers = [_whole(row.get(name), name, where) for name in columns]
    if numbers == [None, None, None]:
        return None
    try:
        return Count(min=numbers[0], best=numbers[1], max=numbers[2])
    except ValueError as e:
        raise UnreadableInput(where, 'has a "count" whose min, best and max are out of order.') from e


def _whole(value: Any, field: str, where: str) -> int | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        number = float(value) if not isinstance(value, bool) else float("nan")
    except (TypeError, ValueError):
        number = float("nan")
    if not number.is_integer() or number < 0:
        raise UnreadableInput(where, f'has {_shown(value)} in "{field}", which is no whole number.')
    return int(number)


def _reading(row: Mapping[str, Any], where: str) -> float:
    written = _text(row, "reading", where)
    if written is None:
        return _READING
    try:
        number = float(written)
    except ValueError:
        number = 0.0
    if not 0 < number <= 1:
        raise UnreadableInput(
            where, f'has {_shown(written)} in "reading".', "Write a probability above 0, at most 1."
        )
    return number


_READING = 0.95  # as an extractor that has not been calibrated: coders differ, too


def _parse_json(value: str, field: str, where: str) -> Any:
    try:
        return json.loads(value)
    except ValueError as e:
        raise UnreadableInput(where, f'has broken JSON in "{field}": {e}.') from e


def _listed(choices: type[Enum]) -> str:
    return ", ".join(str(choice.value) for choice in choices)


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…'"
