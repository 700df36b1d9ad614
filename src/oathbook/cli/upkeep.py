"""`oathbook export`, `check` and `backup`: claims out of the book, and the book kept whole."""

from __future__ import annotations

import io
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from oathbook.cli.exit_codes import ExitCode
from oathbook.cli.options import (
    ActorFilter,
    AsOfOption,
    BookOption,
    JsonOption,
    KindFilter,
    KnownByOption,
    SinceFilter,
    SourceFilter,
    UntilFilter,
    open_for_reading,
)
from oathbook.cli.terminal import out, print_json, say, table, text
from oathbook.errors import QueryError

if TYPE_CHECKING:
    from oathbook.book import Book
    from oathbook.model import ClaimQuery

STDOUT = "-"


class Format(StrEnum):
    """What `export` can write."""

    CSV = "csv"
    JSONL = "jsonl"


def export(
    form: Annotated[Format, typer.Argument(metavar="FORMAT", help="csv or jsonl.")],
    path: Annotated[str, typer.Argument(metavar="FILE", help="Where to; - is standard output.")] = STDOUT,
    *,
    bom: Annotated[
        bool, typer.Option("--bom", help="Mark a CSV as UTF-8 for spreadsheets that ask for it.")
    ] = False,
    actor: ActorFilter = None,
    kind: KindFilter = None,
    source: SourceFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    book: BookOption = None,
) -> None:
    """Write claims to a file: CSV with every field, or JSON lines in the fields of the vocabulary.

    Cells that a spreadsheet would run as a formula get an apostrophe in front.

    [bold]Examples[/bold]

      oathbook export csv claims.csv --bom
      oathbook export jsonl --actor farc --since 2016 | head
    """
    with open_for_reading(book) as opened:
        query = opened.query(
            actor=actor,
            kinds=kind or None,
            source=source,
            since=since,
            until=until,
            as_of=as_of,
            known_by=known_by,
        )
        written = _write(opened, form, path, query, bom=bom)
    say(f"{written:,} claims written" + ("" if path == STDOUT else f" to {path}"))


def check(*, book: BookOption = None, as_json: JsonOption = False) -> None:
    """Verify the whole book: every quote in its document, every row as it was recorded.

    The exit code is 3 where something is at fault. The last hash of the chain, noted elsewhere, proves later
    that nothing before it was changed.
    """
    with open_for_reading(book) as opened:
        report = opened.check()
    if as_json:
        print_json(
            {
                "sound": report.sound,
                "documents": report.documents,
                "claims": report.claims,
                "links": report.links,
                "head": report.head,
                "faults": list(report.faults),
                "warnings": list(report.warnings),
                "database": report.database,
            }
        )
    else:
        made = table("check", "", right=("",))
        made.add_row("documents", f"{report.documents:,}")
        made.add_row("claims, every quote found in its document", f"{report.claims:,}")
        made.add_row("links of the chain of hashes", f"{report.links:,}")
        made.add_row("last hash", text(report.head))
        made.add_row("faults", f"{len(report.faults):,}")
        out().print(made)
        for sentence in (*report.faults, *report.warnings):
            say(sentence)
    if not report.sound:
        raise typer.Exit(ExitCode.BOOK)


def backup(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; must not be there yet.")],
    *,
    book: BookOption = None,
) -> None:
    """Copy the whole book to a file, also while it is being read and written.

    [bold]Example[/bold]

      oathbook backup sahel-2024-06-01.oathbook
    """
    with open_for_reading(book) as opened:
        opened.backup(path)
    say(f"The book was copied to {path}.")


def _write(book: Book, form: Format, path: str, query: ClaimQuery, *, bom: bool) -> int:
    if path == STDOUT:
        # Exports are UTF-8 with their own line ends, whatever the terminal speaks.
        file = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=True)
        try:
            return book.export(form, file, query=query, bom=bom)
        finally:
            file.detach()
    try:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            return book.export(form, file, query=query, bom=bom)
    except OSError as e:
        raise QueryError(f"{path} cannot be written: {e.strerror or e}.") from e
