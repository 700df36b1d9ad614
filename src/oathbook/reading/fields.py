"""Which field of somebody's record is the title, the date, the outlet? And is what stands there usable?

The names that exports commonly use are understood, unknown ones are ignored, and a known one that holds the
wrong thing is refused: dropping a bad date quietly would turn it into an unknown one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from oathbook.errors import UnreadableInput
from oathbook.model import Document
from oathbook.reading.dates import parse_day

# The names of a field, the first that is filled wins; compared without case, hyphens, underscores and spaces.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "doc_id", "document_id", "article_id", "uid"),
    "text": ("text", "body", "content", "full_text", "article_body", "article_text", "main_text", "raw_text",
             "article"),
    "title": ("title", "headline"),
    "source": ("source", "outlet", "publisher", "source_name", "publication", "newspaper", "site_name"),
    "published": ("published", "date", "published_at", "date_published", "publish_date", "published_date",
                  "published_on", "published_time", "publication_date", "pub_date"),
    "url": ("url", "link", "canonical_url", "permalink", "source_url", "article_url", "uri"),
    "language": ("language", "lang"),
}  # fmt: skip

_SHOWN_KEYS = 8


def fold_key(key: str) -> str:
    """The key as it is compared: `Published-At`, `published_at` and `publishedAt` are one."""
    return key.casefold().translate(_DROPPED)


_DROPPED = str.maketrans("", "", "-_ ")
_FOLDED = {field: tuple(fold_key(name) for name in names) for field, names in SYNONYMS.items()}


def build_document(
    record: Mapping[str, Any],
    *,
    text: str | None = None,
    name: str,
    where: str,
    published: date | None = None,
    source: str | None = None,
) -> Document:
    """The document that a record describes; `published` and `source` fill in only where it is silent.

    `text`, where given, is the text, and the record only tells about it. `where` names the record in errors;
    `name` names the document unless the record has an id and its own text. Raises UnreadableInput.
    """
    by_key: dict[str, tuple[str, Any]] = {}
    for key, value in record.items():
        by_key.setdefault(fold_key(key), (key, value))
    own_id = None
    if text is None:
        text = _find_text_field(by_key, "text", where)
        own_id = _find_id(by_key, where)
        if text is None:
            raise UnreadableInput(where, _no_text(record), 'Put the text of the report in a field "text".')
    check_text(text, where)
    own_published = _find_day(by_key, where)
    own_source = _find_text_field(by_key, "source", where)
    return Document(
        text=text,
        title=_find_text_field(by_key, "title", where),
        source=source if own_source is None else own_source,
        published=published if own_published is None else own_published,
        url=_find_text_field(by_key, "url", where),
        language=_find_text_field(by_key, "language", where),
        name=name if own_id is None else own_id,
    )


def check_text(text: str, where: str) -> None:
    """Raises UnreadableInput for a text that is blank or that no database can keep."""
    if not text:
        raise UnreadableInput(where, "is empty.")
    if text.isspace():
        raise UnreadableInput(where, "holds nothing but white space.")
    fault = find_fault(text)
    if fault is not None:
        raise UnreadableInput(where, f"holds {fault} in its text.", "Remove it; it stands for nothing.")


def find_fault(text: str) -> str | None:
    """The character that cannot be stored, in words, or None."""
    position = text.find("\0")
    if position >= 0:
        return f"a NUL (U+0000, character {position})"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"half a surrogate pair (U+{ord(text[error.start]):04X}, character {error.start})"
    return None


def _find_text_field(by_key: Mapping[str, tuple[str, Any]], field: str, where: str) -> str | None:
    """The first filled text among the synonyms; raises where there are values and none of them is text."""
    wrong: tuple[str, Any] | None = None
    for folded in _FOLDED[field]:
        key, value = by_key.get(folded, ("", None))
        if field == "source" and isinstance(value, Mapping):  # {"source": {"id": …, "name": "…"}}
            value = value.get("name", value)
        if isinstance(value, str):
            if not value or value.isspace():
                continue
            if field == "text":
                return value
            fault = find_fault(value)
            if fault is not None:
                raise UnreadableInput(
                    where, f'holds {fault} in "{key}".', "Remove it; it stands for nothing."
                )
            return value.strip()
        if value is not None and wrong is None:
            wrong = key, value
    if wrong is not None:
        key, value = wrong
        raise UnreadableInput(where, f'has {_type_name(value)} in "{key}".', "Put text there.")
    return None


def _find_id(by_key: Mapping[str, tuple[str, Any]], where: str) -> str | None:
    """The record's own id; numbers count, and ids that are neither text nor number are passed over."""
    for folded in _FOLDED["id"]:
        key, value = by_key.get(folded, ("", None))
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and value.strip():
            fault = find_fault(value)
            if fault is not None:
                raise UnreadableInput(
                    where, f'holds {fault} in "{key}".', "Remove it; it stands for nothing."
                )
            return value.strip()
    return None


def _find_day(by_key: Mapping[str, tuple[str, Any]], where: str) -> date | None:
    for folded in _FOLDED["published"]:
        key, value = by_key.get(folded, ("", None))
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        day = parse_day(value) if isinstance(value, str) else None
        if day is None:
            raise UnreadableInput(
                where,
                f'has {_shown(value)} in "{key}", which is no full date.',
                "Write it as YYYY-MM-DD, or leave it out.",
            )
        return day
    return None


def _no_text(record: Mapping[str, Any]) -> str:
    keys = [str(key) for key in record]
    if not keys:
        return "is empty: it has no fields."
    more = f" and {len(keys) - _SHOWN_KEYS} more" if len(keys) > _SHOWN_KEYS else ""
    shown = ", ".join(_shown(key) for key in keys[:_SHOWN_KEYS])
    return f"has no text; its fields are {shown}{more}."


def _shown(value: Any) -> str:
    shown = ascii(value) if isinstance(value, str) and find_fault(value) else repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def _type_name(value: Any) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), f"a {type(value).__name__}")
