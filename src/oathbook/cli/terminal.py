"""How does output look? Tables and lines for people on whatever terminal there is, JSON lines for programs.

Invariant: standard output holds the answer and nothing else; progress, notes and errors go to standard error.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO, cast

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

PIPED_WIDTH = 110  # columns when nobody says how wide the reader is
_PADDING = re.compile(r" +$", re.MULTILINE)
_PLAIN = str.maketrans(
    {"→": "->", "↔": "<->", "·": "-", "–": "-", "—": "-", "…": "...", "“": '"', "”": '"', "−": "-"}
)


def out() -> Console:
    """A console on standard output as it is now."""
    return _console(sys.stdout)


def err() -> Console:
    """A console on standard error as it is now."""
    return _console(sys.stderr)


def is_unicode(stream: TextIO | None = None) -> bool:
    """Whether the stream (standard output) can show more than ASCII."""
    encoding = getattr(stream or sys.stdout, "encoding", None) or "utf-8"
    return encoding.lower().replace("_", "-").startswith("utf")


def plain(text: str, stream: TextIO | None = None) -> str:
    """The text with this program's own signs in ASCII where the terminal has nothing else."""
    return text if is_unicode(stream) else text.translate(_PLAIN)


def text(value: object) -> str:
    """A value as literal text: brackets in a report are never taken for markup."""
    return escape(plain(str(value)))


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 claim`, `2 claims`: a number with its noun."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def columns(first_width: int, rows: Iterable[tuple[str, str]]) -> Table:
    """Rows of two cells, indented by two and without lines; the second takes the width that is left."""
    grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column(width=0)
    grid.add_column(style="cyan", width=first_width, overflow="fold")
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row("", *row)
    return grid


def table(*heads: str, title: str | None = None, right: Iterable[str] = ()) -> Table:
    """An empty table in the house style; the heads named in `right` hold figures."""
    made = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    figures = set(right)
    for column in heads:
        made.add_column(column, justify="right" if column in figures else "left", overflow="fold")
    return made


def print_json(value: Any) -> None:
    """One line of JSON on standard output; ASCII only where the terminal is."""
    sys.stdout.write(json.dumps(value, ensure_ascii=not is_unicode()) + "\n")


def print_json_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """One line of JSON per row, each written as it comes."""
    for row in rows:
        print_json(row)


def say(message: str) -> None:
    """A plain line on standard error."""
    sys.stderr.write(plain(message, sys.stderr) + "\n")


def tolerate_odd_terminals() -> None:
    """Characters that a non-UTF-8 terminal cannot show become `?` instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and not is_unicode(stream):
            reconfigure(errors="replace")


class _Trimmed:
    """A stream without blanks at the ends of lines: tables are padded, and what is piped is pasted."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, shown: str) -> int:
        return self._stream.write(_PADDING.sub("", shown))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _console(stream: TextIO) -> Console:
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PIPED_WIDTH
    file = stream if stream.isatty() else cast("TextIO", _Trimmed(stream))
    return Console(file=file, width=width, highlight=False, emoji=False)
