"""Ids are sha256 over canonical JSON with a version prefix: the same content has the same id everywhere."""

from __future__ import annotations

import hashlib
import json
from typing import Any

VERSION = "1"


# Made once: `json.dumps` would make one for each of the hundred thousands of values of an import.
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def canonical(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces: one byte sequence for one value."""
    return _encode(value).encode()


def content_id(prefix: str, value: Any) -> str:
    """`prefix`, the id version, and 32 hex digits (128 bits) of the hash: `doc1-9f86d081…`."""
    return f"{prefix}{VERSION}-{hashlib.sha256(canonical(value)).hexdigest()[:32]}"


def chain(previous: str, value: Any) -> str:
    """The next link (64 hex digits) of an append-only log: the hash of the previous link and this entry."""
    return hashlib.sha256(canonical([previous, value])).hexdigest()
