"""`oathbook brief`: one actor on a page, to be printed, sent or put into a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from oathbook.cli.options import AsOfOption, BookOption, KnownByOption, open_for_reading, open_for_writing
from oathbook.cli.terminal import say
from oathbook.errors import QueryError


def brief(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="An actor's id or any of its names.")],
    *,
    form: Annotated[
        str, typer.Option("--format", metavar="FORM", help="html, to print or to send, or md.")
    ] = "html",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write it there. Default: print it.")
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Do not remember it: the next brief is not compared with it.")
    ] = False,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    book: BookOption = None,
) -> None:
    """A brief on an actor: the finding, the course of its ties, what changed, and endnotes of sources.

    The page holds everything it needs: styles and chart are inside, and nothing is fetched when it is opened.
    The book remembers that the brief was given out, and the next one says what has changed since.

    [bold]Examples[/bold]

      oathbook brief boko-haram > brief.html
      oathbook brief boko-haram --format md --as-of 2016 --known-by 2016 --draft
      oathbook brief al-mourabitoun -o brief.html
    """
    with (open_for_reading if draft else open_for_writing)(book) as opened:
        page = opened.brief(actor, as_of=as_of, known_by=known_by, form=form, remember=not draft)
    if output is None:
        typer.echo(page, nl=False)
        return
    try:
        output.write_text(page, "utf-8")
    except OSError as e:
        raise QueryError(f"{output} cannot be written: {e.strerror}.") from e
    say(f"Wrote {output}.")
