"""`oathbook import`: claims that people coded by hand, from a spreadsheet or a program, into the book."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from oathbook.cli.exit_codes import ExitCode
from oathbook.cli.options import BookOption, JsonOption
from oathbook.cli.progress import LINE_EVERY_S
from oathbook.cli.terminal import out, print_json, say, table

if TYPE_CHECKING:
    from oathbook.exchange.importing import ImportReport

MANY_FAULTS = 50  # told one by one on the terminal; --json has all of them


def import_(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE", help="CSV with a header, JSON lines or a JSON list; - is standard input."
        ),
    ],
    *,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take claims that people coded by hand into the book.

    The columns are the fields of a claim (kind, subject, object, scope, from, by, of, place, count, role,
    reason, when, ended, polarity, certainty, realis, said_by, quote) and source, published, url, title, note
    and id; only kind and one party must be there. said_by takes several speakers as [bold]A; B[/bold], nearest
    first, or as a JSON list. count takes [bold]min-best-max[/bold], any of them empty
    ([bold]200--999[/bold]), one number, or a JSON object.

    Each row becomes a document of its own whose text is the quote or the note. Actors are known by id or
    name; those that the registry lacks stay as written. Faulty rows are named, the rest goes in, and the exit
    code is 1. Importing the same rows twice changes nothing; what `oathbook export` wrote can be imported.

    [bold]Examples[/bold]

      oathbook import coded.csv
      oathbook import other-book.jsonl --book mine.oathbook --json
    """
    from oathbook.book import open_book

    with open_book(book) as opened:
        report = opened.import_claims(
            paths, stdin=sys.stdin.buffer if "-" in paths else None, progress=_tell_lines()
        )
    if as_json:
        print_json(_to_json(report))
    else:
        _print_report(report)
    if report.failed:
        raise typer.Exit(ExitCode.SOME_FAILED)


def _tell_lines() -> Callable[[int, str], None]:
    last = time.monotonic()

    def tell(rows: int, where: str) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= LINE_EVERY_S:
            last = now
            say(f"imported {rows:,} rows, up to {where}")

    return tell


def _print_report(report: ImportReport) -> None:
    from oathbook.exchange.coded import near_field

    for fault in report.failed[:MANY_FAULTS]:
        say(f"not imported: {fault}")
    if len(report.failed) > MANY_FAULTS:
        say(f"and {len(report.failed) - MANY_FAULTS:,} more faulty rows; --json lists them all")
    for column in report.ignored:
        near = near_field(column)
        say(f"column {column!r} is no field of a claim and was passed over" + (f"; {near}?" if near else ""))
    made = table("import", "", right=("",))
    made.add_row("rows", f"{report.rows:,}")
    made.add_row("claims, new", f"{report.claims_new:,}")
    made.add_row("claims, in the book before or repeated", f"{report.claims_known:,}")
    made.add_row("rows that could not be used", f"{len(report.failed):,}")
    made.add_row("actors that the registry lacks", f"{len(report.provisional):,}")
    out().print(made)
    if report.provisional:
        say("oathbook actors --provisional lists the actors that the registry lacks")


def _to_json(report: ImportReport) -> dict[str, object]:
    return {
        "rows": report.rows,
        "claims_new": report.claims_new,
        "claims_known": report.claims_known,
        "provisional": list(report.provisional),
        "ignored": list(report.ignored),
        "failed": [{"row": e.name, "cause": e.cause, "remedy": e.remedy} for e in report.failed],
    }
