"""`oathbook claims`, `sources` and `documents`: what the book holds, filtered and listed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from oathbook.cli.options import (
    ActorFilter,
    AsOfOption,
    BookOption,
    JsonOption,
    KindFilter,
    KnownByOption,
    ObjectFilter,
    SinceFilter,
    SourceFilter,
    SpeakerFilter,
    SubjectFilter,
    TextFilter,
    UntilFilter,
    open_for_reading,
)
from oathbook.cli.terminal import columns, out, plain, print_json, print_json_lines, say, table, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oathbook.book import Book
    from oathbook.model import Entry

SCREENFUL = 50

Limit = Annotated[
    int | None,
    typer.Option(min=0, help=f"Rows at most, 0 for all. Default: {SCREENFUL} in a table, all with --json."),
]


def claims(
    *,
    actor: ActorFilter = None,
    subject: SubjectFilter = None,
    object_: ObjectFilter = None,
    kind: KindFilter = None,
    source: SourceFilter = None,
    speaker: SpeakerFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    containing: TextFilter = None,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    limit: Limit = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """List claims that pass every filter.

    [bold]Examples[/bold]

      oathbook claims --actor boko-haram --kind pledge --kind accept
      oathbook claims --speaker "SITE Intelligence Group" --since 2016 --until 2017-06
      oathbook claims --text '"media channels"' --json
    """
    from oathbook.exchange import entry_to_json

    with open_for_reading(book) as opened:
        query = opened.query(
            actor=actor,
            subject=subject,
            object=object_,
            kinds=kind or None,
            source=source,
            speaker=speaker,
            since=since,
            until=until,
            text=containing,
            as_of=as_of,
            known_by=known_by,
            limit=at_most(limit, as_json),
        )
        found = opened.claims(query)
        if as_json:
            print_json_lines(entry_to_json(entry) for entry in found)
            return
        if found:
            out().print(_claims_listed(found, opened))
        total = opened.count(query) if len(found) == query.limit else len(found)
    say_total(len(found), total, "claim")


def sources(
    *,
    learned: Annotated[
        bool,
        typer.Option("--learned", help="What the book's claims teach of each source and speaker."),
    ] = False,
    known_by: KnownByOption = None,
    limit: Limit = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the outlets that the book's documents come from, with their Admiralty letters.

    The letter is where the registry starts a source, or what was set for it by hand: A completely, B usually,
    C fairly, D not usually reliable, E unreliable, F cannot be judged.

    With --learned every source and speaker whose claims bear on a tie is measured against what all claims
    together make likely: by whose interest they serve, in passing on what others said, in copying, and, for
    claims of each certainty, how far they are believed and how far they are borne out.

    [bold]Examples[/bold]

      oathbook sources --json
      oathbook sources --learned --known-by 2018
    """
    if learned:
        _show_learned(known_by, limit, book, as_json)
        return
    with open_for_reading(book) as opened:
        counted = opened.sources()
        letters = opened.letters([row.source for row in counted if row.source is not None])
        rows: list[dict[str, Any]] = [
            {
                "source": row.source,
                "letter": letters.get(row.source or "", "F"),
                "documents": row.documents,
                "claims": row.claims,
                "first_published": row.first,
                "last_published": row.last,
            }
            for row in counted
        ]
    shown = rows[: at_most(limit, as_json)]
    made = table("source", "letter", "documents", "claims", "first", "last", right=("documents", "claims"))
    for row in shown:
        source = "[italic]not named[/italic]" if row["source"] is None else text(row["source"])
        figures = (f"{row['documents']:,}", f"{row['claims']:,}")
        made.add_row(
            source, row["letter"], *figures, _day(row["first_published"]), _day(row["last_published"])
        )
    show_rows(shown, made, as_json)
    say_total(len(shown), len(rows), "source", quiet=as_json)


def _show_learned(known_by: str | None, limit: int | None, book: str | None, as_json: bool) -> None:
    from oathbook.cli.json_analyses import sources_to_json
    from oathbook.cli.show_sources import show_sources

    with open_for_reading(book) as opened:
        answer = opened.learned_sources(known_by=known_by)
    if as_json:
        print_json(sources_to_json(answer))
    else:
        show_sources(answer, at_most(limit, as_json), out())
    say_total(len(answer.sources[: at_most(limit, as_json)]), len(answer.sources), "source", quiet=as_json)


def documents(*, limit: Limit = None, book: BookOption = None, as_json: JsonOption = False) -> None:
    """List the documents that the book holds.

    [bold]Example[/bold]

      oathbook documents --limit 0
    """
    with open_for_reading(book) as opened:
        rows: list[dict[str, Any]] = [
            {
                "document": row.id,
                "name": row.name,
                "title": row.title,
                "source": row.source,
                "published": row.published,
                "url": row.url,
                "read": row.read,
                "recorded": row.recorded,
                "claims": row.claims,
            }
            for row in opened.documents()
        ]
    shown = rows[: at_most(limit, as_json)]
    made = table("published", "source", "title", "claims", "name", right=("claims",))
    for row in shown:
        title, source = row["title"] or plain("–"), row["source"] or plain("–")
        cells = (text(source), text(title), f"{row['claims']:,}", text(row["name"]))
        made.add_row(_day(row["published"]), *cells)
    show_rows(shown, made, as_json)
    say_total(len(shown), len(rows), "document", quiet=as_json)


def _claims_listed(found: Sequence[Entry], book: Book) -> Table:
    """Each claim in words after its time, with the chance that it was read rightly; its quote and origin beneath."""
    from oathbook.analysis.phrases import phrase
    from oathbook.cli.show_answers import cited

    rows = []
    for entry in found:
        said = f"[bold]{text(phrase(entry.claim, book.name_of))}[/bold]"
        said += f" [dim]read rightly {entry.claim.reading:.0%}[/dim]"
        rows += [(text(entry.claim.when or "–"), said), ("", cited(entry, book.name_of))]
    return columns(max(len(time) for time, _ in rows), rows)


def at_most(limit: int | None, as_json: bool) -> int | None:
    """How many rows to show; None for all."""
    if limit is None:
        return None if as_json else SCREENFUL
    return limit or None


def show_rows(rows: Iterable[dict[str, Any]], made: Table, as_json: bool) -> None:
    """Prints the rows as JSON lines, or the table made of them."""
    if as_json:
        print_json_lines(_plain_row(row) for row in rows)
    elif made.row_count:
        out().print(made)


def _plain_row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, date | datetime) else value for key, value in row.items()
    }


def _day(value: date | None) -> str:
    return plain("–") if value is None else value.isoformat()


def say_total(shown: int, total: int, noun: str, *, quiet: bool = False) -> None:
    """Says how many there are, and how to see the rest."""
    if quiet:
        return
    plural = noun if total == 1 else f"{noun}s"
    say(f"{total:,} {plural}" if shown == total else f"{shown:,} of {total:,} {plural}; --limit 0 lists all")
