"""What do the gold files and prediction files say? Rows of JSON in, documents and claims out.

Invariant: a row that departs from the vocabulary's fields is refused with its file and place, not guessed at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from oathbook.errors import DataFileError, UnreadableInput
from oathbook.model import (
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

ACTORS_FILE = "actors.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """One annotated document: `id` is what predictions name it by."""

    id: str
    document: Document
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldActor:
    """An actor that the gold's labels stand for; only its names matter to a score."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A set of annotated documents and the actors their labels stand for."""

    documents: tuple[GoldDocument, ...]
    actors: Mapping[str, GoldActor]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Row = TypeVar("Row", bound=BaseModel)


class _CountRow(_Strict):
    min: int | None = None
    best: int | None = None
    max: int | None = None


class _ClaimRow(_Strict):
    kind: Kind
    subject: str | None = None
    object: str | None = None
    scope: Scope = Scope.GROUP
    from_: Annotated[str | None, Field(alias="from")] = None
    place: str | None = None
    count: _CountRow | None = None
    by: str | None = None
    of: str | None = None
    role: str | None = None
    reason: str | None = None
    when: str | None = None
    ended: bool = False
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    realis: Realis = Realis.ACTUAL
    said_by: tuple[str, ...] = ()
    quote: str
    start: int
    end: int
    needs_anchor: bool = False
    reading: float = 0.95
    frame: str = ""
    extractor: str = ""
    doc: str | None = None
    note: str | None = None


class _DocumentRow(_Strict):
    id: str
    title: str | None = None
    source: str | None = None
    published: date | None = None
    url: str | None = None
    text: str
    note: str | None = None
    language: str | None = None
    claims: tuple[_ClaimRow, ...]


class _ActorRow(_Strict):
    name: str
    type: str
    aliases: tuple[str, ...] = ()


def read_gold(paths: Sequence[Path]) -> Gold:
    """The gold documents in `paths` (files, or folders of `*.json`) and the actors of their `actors.json`.

    An `actors.json` is looked for in each folder named and beside each file named.
    """
    files, actor_files = _find_files(paths)
    documents = tuple(_read_document(file) for file in files)
    seen: dict[str, Path] = {}
    for gold, file in zip(documents, files, strict=True):
        if gold.id in seen:
            raise DataFileError(file, None, f"the id {gold.id!r} is taken by {seen[gold.id]}")
        seen[gold.id] = file
    actors: dict[str, GoldActor] = {}
    for file in actor_files:
        actors |= _read_actors(file)
    return Gold(documents=documents, actors=actors)


def read_predictions(path: Path) -> dict[str, tuple[Claim, ...]]:
    """Claims by document id from JSON lines as `oathbook extract --json` prints them."""
    by_document: dict[str, list[Claim]] = {}
    for number, row in _iter_json_lines(path):
        parsed = _validate(_ClaimRow, row, path, number)
        if parsed.doc is None:
            raise DataFileError(path, number, "the claim names no document: give its id as `doc`")
        by_document.setdefault(parsed.doc, []).append(_to_claim(parsed, path, number))
    return {document: tuple(claims) for document, claims in by_document.items()}


def _find_files(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    files: list[Path] = []
    actor_files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += [f for f in sorted(path.glob("*.json")) if f.name != ACTORS_FILE]
            beside = path / ACTORS_FILE
        elif path.is_file():
            files.append(path)
            beside = path.parent / ACTORS_FILE
        else:
            raise UnreadableInput(str(path), "there is no such file or folder.", "Name the gold folder.")
        if beside.is_file() and beside not in actor_files:
            actor_files.append(beside)
    if not files:
        named = ", ".join(map(str, paths))
        raise UnreadableInput(named, "no gold document (*.json) is in it.", "Name a folder that holds some.")
    return files, actor_files


def _read_document(path: Path) -> GoldDocument:
    row = _validate(_DocumentRow, _read_json(path), path, None)
    document = Document(
        text=row.text,
        title=row.title,
        source=row.source,
        published=row.published,
        url=row.url,
        language=row.language,
        name=row.id,
    )
    claims = tuple(_to_claim(claim, path, None) for claim in row.claims)
    for claim in claims:
        found = row.text[claim.start : claim.end]
        if found != claim.quote:
            fault = f"text[{claim.start}:{claim.end}] reads {found!r}, not the quote {claim.quote!r}"
            raise DataFileError(path, None, fault)
    return GoldDocument(id=row.id, document=document, claims=claims)


def _read_actors(path: Path) -> dict[str, GoldActor]:
    rows = _read_json(path)
    if not isinstance(rows, dict):
        raise DataFileError(path, None, "expected an object of actors by id")
    parsed = {key: _validate(_ActorRow, row, path, None, where=key) for key, row in rows.items()}
    return {key: GoldActor(id=key, name=row.name, aliases=row.aliases) for key, row in parsed.items()}


def _to_claim(row: _ClaimRow, path: Path, line: int | None) -> Claim:
    def party(label: str | None) -> Party | None:
        return None if label is None else Party(written=label)

    try:
        when = None if row.when is None else Interval.parse(row.when)
        count = None if row.count is None else Count(**row.count.model_dump())
    except ValueError as e:
        raise DataFileError(path, line, f"{e} (quote {row.quote!r})") from e
    return Claim(
        kind=row.kind,
        subject=party(row.subject),
        object=party(row.object),
        quote=row.quote,
        start=row.start,
        end=row.end,
        scope=row.scope,
        from_=party(row.from_),
        place=row.place,
        count=count,
        by=party(row.by),
        of=party(row.of),
        role=row.role,
        reason=row.reason,
        when=when,
        needs_anchor=row.needs_anchor,
        ended=row.ended,
        polarity=row.polarity,
        certainty=row.certainty,
        realis=row.realis,
        said_by=row.said_by,
        reading=row.reading,
        frame=row.frame,
        extractor=row.extractor,
    )


def _validate(shape: type[Row], value: Any, path: Path, line: int | None, *, where: str | None = None) -> Row:
    try:
        return shape.model_validate(value)
    except ValidationError as e:
        first = e.errors()[0]
        place = ".".join(str(part) for part in ([where] if where else []) + list(first["loc"]))
        raise DataFileError(path, line, f"{place or 'the row'}: {first['msg']}") from e


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as e:
        raise DataFileError(path, e.lineno, f"no JSON: {e.msg}") from e
    except (OSError, UnicodeDecodeError) as e:
        raise UnreadableInput(str(path), f"{e}.") from e


def _iter_json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        lines: Iterable[str] = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as e:
        raise UnreadableInput(str(path), f"{e}.") from e
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except json.JSONDecodeError as e:
            raise DataFileError(path, number, f"no JSON: {e.msg}") from e
