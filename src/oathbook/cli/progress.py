"""How far is it? A bar on a terminal, a plain line now and then elsewhere, both on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from oathbook.cli.terminal import err, say

if TYPE_CHECKING:
    from oathbook.engine import ReadProgress

LINE_EVERY_S = 10.0  # long enough that a log of an hour's reading stays readable


@contextmanager
def show_progress() -> Iterator[Callable[[ReadProgress], None]]:
    """A callback that shows how far a reading has come."""
    if sys.stderr.isatty():
        with _bar() as tell:
            yield tell
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Callable[[ReadProgress], None]]:
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[documents]:,} documents, {task.fields[claims]:,} claims"),
        TimeRemainingColumn(),
        TextColumn("[dim]{task.fields[name]}"),
    )
    with Progress(*columns, console=err(), transient=True) as progress:
        task = progress.add_task("", total=None, name="", documents=0, claims=0)

        def tell(state: ReadProgress) -> None:
            name = escape(state.name.rsplit("/", 1)[-1])
            progress.update(
                task,
                completed=state.done,
                total=state.total,
                name=name,
                documents=state.documents,
                claims=state.claims,
            )

        yield tell


def _lines() -> Callable[[ReadProgress], None]:
    last = time.monotonic()

    def tell(state: ReadProgress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= LINE_EVERY_S and state.documents:  # loading the parser is no news
            last = now
            inputs = f"{state.done:,} of {state.total:,} inputs, " if state.total > 1 else ""
            say(f"read {inputs}{state.documents:,} documents, {state.claims:,} claims")

    return tell
