"""What a claim says once a reviewer's fields are laid over it; its quote is checked where it is recorded."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from oathbook.errors import QueryError
from oathbook.model import Certainty, Claim, Count, Interval, Kind, Party, Polarity, Realis, Scope

_ACTOR_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def apply_correction(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    """The claim with `fields` in place of its own; names and forms are those of `Claim.to_json`.

    A party is a label (an actor's id, else words) or None; `when` is EDTF or None; `count` is a mapping of
    min, best and max or None. Raises QueryError naming the field that cannot be used.
    """
    changes: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in _FIELDS:
            raise QueryError(f"A claim has no field {name!r} to correct. Its fields: {', '.join(_FIELDS)}.")
        attribute, convert = _FIELDS[name]
        try:
            changes[attribute] = convert(value, getattr(claim, attribute))
        except (ValueError, TypeError, KeyError) as e:
            raise QueryError(f"{name} cannot be corrected to {value!r}: {e}") from e
    if "when" in changes:
        changes.setdefault("needs_anchor", False)
    return replace(claim, **changes)


def _party(value: Any, old: Party | None) -> Party | None:
    if value is None:
        return None
    label = _words(value, None)
    assert label is not None  # noqa: S101 - narrows the type only
    if not _ACTOR_ID.fullmatch(label):
        return Party(written=label)
    same_kind = old.type if old is not None and old.actor == label else None
    return Party(written=label if old is None else old.written, actor=label, type=same_kind)


def _words(value: Any, _old: Any) -> str | None:
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise ValueError("it must be words or null")
    return value


def _count(value: Any, _old: Any) -> Count | None:
    return None if value is None else Count(**value)


def _when(value: Any, _old: Any) -> Interval | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("it must be EDTF, such as '2015-03', or null")
    return None if value is None else Interval.parse(value)


def _said_by(value: Any, _old: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not all(isinstance(name, str) for name in value):
        raise ValueError("it must be a list of names")
    return tuple(value)


def _one_of(enum: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _old: enum(value)


def _exactly(kind: type) -> Callable[[Any, Any], Any]:
    def convert(value: Any, _old: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"it must be of type {kind.__name__}")
        return value

    return convert


_FIELDS: dict[str, tuple[str, Callable[[Any, Any], Any]]] = {
    "kind": ("kind", _one_of(Kind)),
    "subject": ("subject", _party),
    "object": ("object", _party),
    "scope": ("scope", _one_of(Scope)),
    "from": ("from_", _party),
    "by": ("by", _party),
    "of": ("of", _party),
    "place": ("place", _words),
    "role": ("role", _words),
    "reason": ("reason", _words),
    "count": ("count", _count),
    "when": ("when", _when),
    "ended": ("ended", _exactly(bool)),
    "polarity": ("polarity", _one_of(Polarity)),
    "certainty": ("certainty", _one_of(Certainty)),
    "realis": ("realis", _one_of(Realis)),
    "said_by": ("said_by", _said_by),
    "quote": ("quote", _exactly(str)),
    "start": ("start", _exactly(int)),
    "end": ("end", _exactly(int)),
}
