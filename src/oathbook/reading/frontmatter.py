"""What does a Markdown file say about itself before it begins? Its front matter, and the body as it stands.

YAML between `---` lines is read as far as `key: value`, which is all that the fields known here need; TOML
between `+++` lines is read whole. A text that merely begins with a rule is left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from oathbook.errors import UnreadableInput

_FENCED = {
    "---": re.compile(r"---[ \t]*\n(?P<matter>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE),
    "+++": re.compile(r"\+\+\+[ \t]*\n(?P<matter>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE),
}
_PAIR = re.compile(
    r"""(?P<key>[A-Za-z_][\w .-]{0,60}?|"[^"\n]{1,60}"|'[^'\n]{1,60}')[ \t]*:(?:[ \t]+(?P<value>.*))?"""
)
_COMMENT = re.compile(r"\s+#.*$")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def split_front_matter(text: str, *, name: str) -> tuple[Mapping[str, Any], str]:
    """(fields, body); no fields and the whole text where there is no front matter.

    Raises UnreadableInput for TOML front matter that is closed but cannot be parsed.
    """
    fence = _FENCED.get(text[:3])
    match = None if fence is None else fence.match(text)
    if match is None:
        return {}, text
    fields = _parse_toml(match["matter"], name) if text.startswith("+++") else _parse_yaml(match["matter"])
    return ({}, text) if fields is None else (fields, text[match.end() :])


def _parse_toml(matter: str, name: str) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(matter)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableInput(
            name, f"has front matter that is not TOML: {error}.", "Mend what stands between the +++ lines."
        ) from error


def _parse_yaml(matter: str) -> Mapping[str, Any] | None:
    """The plain `key: value` pairs; None where a line is nothing that front matter holds.

    Lists and nested fields are passed over, except that a text may go on over indented lines.
    """
    fields: dict[str, list[str]] = {}
    key = ""
    for line in matter.split("\n"):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if line[0] in " \t":
            lines = fields.get(key)
            is_nested = not lines and (stripped.startswith("- ") or _PAIR.fullmatch(stripped) is not None)
            if lines is not None and not is_nested:
                lines.append(stripped)
            continue
        if stripped == "-" or stripped.startswith("- "):
            fields.pop(key, None)
            continue
        pair = _PAIR.fullmatch(line.rstrip())
        if pair is None:
            return None
        key = pair["key"].strip("\"'")
        fields[key] = [] if not (pair["value"] or "").strip() else [pair["value"].strip()]
    return {key: _scalar(lines) for key, lines in fields.items()} or None


def _scalar(lines: list[str]) -> str | None:
    """The text of a value that stands on one line or several; None for null and for nested fields."""
    if not lines:
        return None
    first, *rest = lines
    if first[:1] in {">", "|"}:
        return " ".join(rest) or None
    value = " ".join(lines)
    quoted = re.match(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:#.*)?$""", value)
    if quoted is not None:
        return _unquote(quoted[1])
    value = _COMMENT.sub("", value)
    return None if value in _NULLS else value


def _unquote(quoted: str) -> str:
    if quoted[0] == "'":
        return quoted[1:-1].replace("''", "'")
    try:
        return str(json.loads(quoted))  # JSON's escapes are YAML's commonest
    except ValueError:
        return quoted[1:-1]
