"""How does a file become a question? TOML in, validated, out as frozen values; a fault names its place.

id = "isis-collapse"
title = "Where do ISIS's fighters go?"
since = "2017-07"

[[hypotheses]]
id = "to-al-qaeda"
name = "They go over to al-Qaeda"

[[hypotheses.patterns]]
mark = "CC"
kinds = ["defect"]
from = "Islamic State"
object = ["with al-Qaeda"]
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from oathbook.analysis.hypotheses.values import Hypothesis, Mark, Pattern, Question
from oathbook.analysis.questions import to_day
from oathbook.errors import DataFileError, QueryError
from oathbook.model import Kind, Polarity, Realis, Scope

MOST_BYTES = 1_000_000  # a file of hypotheses is written by hand

_Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
_Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
_Names = _Line | Annotated[list[_Line], Field(min_length=1)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Pattern(_Table):
    mark: Mark
    kinds: Annotated[list[Kind], Field(min_length=1)] | None = None
    actor: _Names | None = None
    subject: _Names | None = None
    object: _Names | None = None
    from_: Annotated[_Names | None, Field(alias="from")] = None
    by: _Names | None = None
    of: _Names | None = None
    not_object: _Names | None = None
    not_subject: _Names | None = None
    place: _Names | None = None
    words: _Names | None = None
    speaker: _Names | None = None
    scope: Scope | list[Scope] | None = None
    polarity: Polarity | None = None
    realis: Realis | Literal["any"] = Realis.ACTUAL
    ended: bool | None = None
    dated: bool | None = None
    since: _Line | None = None
    until: _Line | None = None
    because: str | None = None


class _Hypothesis(_Table):
    id: _Slug
    name: _Line
    patterns: list[_Pattern] = []


class _Question(_Table):
    id: _Slug
    title: _Line
    note: str | None = None
    since: _Line | None = None
    until: _Line | None = None
    hypotheses: Annotated[list[_Hypothesis], Field(min_length=2)]


def load_question(path: Path) -> Question:
    """The question of a TOML file. Raises DataFileError with the place of what is wrong."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise DataFileError(path, None, f"is larger than {MOST_BYTES:,} bytes: no file of hypotheses.")
        text = path.read_text("utf-8")
    except OSError as e:
        raise DataFileError(path, None, f"cannot be read: {e.strerror}.") from e
    except UnicodeDecodeError as e:
        raise DataFileError(path, None, "is not UTF-8 text. Save it as such.") from e
    return parse_question(path, text)


def parse_question(path: Path | str, text: str) -> Question:
    """The question of a text in TOML; `path` is what errors call it. Raises DataFileError."""
    try:
        raw = _Question.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as e:
        raise DataFileError(path, None, f"is not TOML: {e}.") from e
    except ValidationError as e:
        raise DataFileError(path, None, _first_fault(e)) from e
    seen: set[str] = set()
    for hypothesis in raw.hypotheses:
        if hypothesis.id in seen:
            raise DataFileError(path, None, f"two hypotheses have the id {hypothesis.id!r}.")
        seen.add(hypothesis.id)
    try:
        return Question(
            id=raw.id,
            title=raw.title,
            note=raw.note,
            since=None if raw.since is None else to_day(raw.since, first=True),
            until=None if raw.until is None else to_day(raw.until),
            hypotheses=tuple(
                Hypothesis(id=h.id, name=h.name, patterns=tuple(_pattern(p) for p in h.patterns))
                for h in raw.hypotheses
            ),
        )
    except QueryError as e:
        raise DataFileError(path, None, str(e)) from e


def _pattern(raw: _Pattern) -> Pattern:
    scopes = [raw.scope] if isinstance(raw.scope, Scope) else raw.scope
    return Pattern(
        mark=raw.mark,
        kinds=None if raw.kinds is None else frozenset(raw.kinds),
        actor=_listed(raw.actor),
        subject=_listed(raw.subject),
        object=_listed(raw.object),
        from_=_listed(raw.from_),
        by=_listed(raw.by),
        of=_listed(raw.of),
        not_object=_listed(raw.not_object),
        not_subject=_listed(raw.not_subject),
        place=_listed(raw.place),
        words=_listed(raw.words),
        speaker=_listed(raw.speaker),
        scope=None if scopes is None else frozenset(scopes),
        polarity=raw.polarity,
        realis=frozenset(Realis) if raw.realis == "any" else frozenset({Realis(raw.realis)}),
        ended=raw.ended,
        dated=raw.dated,
        since=None if raw.since is None else to_day(raw.since, first=True),
        until=None if raw.until is None else to_day(raw.until),
        because=raw.because,
    )


def _listed(names: str | list[str] | None) -> tuple[str, ...] | None:
    return None if names is None else (names,) if isinstance(names, str) else tuple(names)


def _first_fault(error: ValidationError) -> str:
    """The first fault with its path, counted from 1 as a reader counts: `hypotheses 2, patterns 1, mark: …`."""
    fault = error.errors()[0]
    parts: list[str] = []
    for part in fault["loc"]:
        if isinstance(part, int) and parts:
            parts[-1] += f" {part + 1}"
        elif isinstance(part, str) and not part.startswith(("constrained-", "list[", "function-")):
            parts.append(part)
    what = "is no field of this table" if fault["type"] == "extra_forbidden" else fault["msg"]
    more = error.error_count() - 1
    return f"{', '.join(parts) or 'the file'}: {what}." + (f" ({more} more)" if more else "")
