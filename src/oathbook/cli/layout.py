"""What do the pages of several answers share? Heads, days, bounds of dates, and claims beneath what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import Console

from oathbook.analysis.people import Bounds
from oathbook.analysis.phrases import NameOf
from oathbook.cli.show_answers import cited
from oathbook.cli.terminal import columns, count, text
from oathbook.model import Entry


def show_head(name: str, label: str | None, console: Console) -> None:
    """The name in bold, with the id beside it where that says more."""
    beside = f"  [dim]{text(label)}[/dim]" if label is not None and name != label else ""
    console.print(f"[bold]{text(name)}[/bold]{beside}")


def show_days(as_of: date | None, known_by: date, console: Console) -> None:
    """The two days of a question, or the one that counts where it asks about no day."""
    if as_of is None:
        line = f"From what was published by {known_by}."
    else:
        known = "then" if as_of == known_by else known_by.isoformat()
        line = f"As of {as_of}, from what was published by {known}."
    console.print(text(line), style="dim")


def show_entries(rows: Iterable[tuple[str, str, str]], console: Console) -> None:
    """Rows of a time, a finding (markup) and what it rests on (markup), the times in a column of their own."""
    listed = list(rows)
    lines = [line for time, what, basis in listed for line in ((text(time), what), ("", basis)) if line[1]]
    width = max((len(time) for time, _, _ in listed), default=0)
    console.print(columns(width, lines))


def show_rest(number: int, console: Console) -> None:
    """How many rows a page leaves out, where it does."""
    if number > 0:
        console.print(f"  and {number:,} more; --json lists them all", style="dim")


def evidence(entries: Sequence[Entry], origins: int, name_of: NameOf) -> str:
    """The first claim's words with their origin, and how many more say so, as markup."""
    shown = cited(entries[0], name_of)
    rest = len(entries) - 1
    if not rest:
        return shown
    of_origins = f"{origins} origins in all" if origins > 1 else "all of one origin"
    return f"{shown} [dim]and {count(rest, 'more claim')}, {of_origins}[/dim]"


def between(bounds: Bounds) -> str:
    """`2015-03-07`, `2015-03-07 to 2015-03-12`, `after …`, `by …`; nothing where nothing is known."""
    earliest, latest = bounds.earliest, bounds.latest
    if earliest is None:
        return "" if latest is None else f"by {latest}"
    if latest is None:
        return f"after {earliest}"
    return f"{earliest}" if earliest == latest else f"{earliest} to {latest}"
