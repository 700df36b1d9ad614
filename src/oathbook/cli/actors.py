"""`oathbook actors`: the parties that claims name, those that no registry knows, and who is the same as whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from oathbook.cli.groups import group_defaulting_to
from oathbook.cli.listing import Limit, at_most, say_total, show_rows
from oathbook.cli.options import (
    BookOption,
    ByOption,
    JsonOption,
    name_of_user,
    open_for_reading,
    open_for_writing,
)
from oathbook.cli.terminal import plain, print_json, say, table, text

if TYPE_CHECKING:
    from oathbook.book import Book

actors = typer.Typer(
    cls=group_defaulting_to("list", when_bare=True),
    name="actors",
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Left = Annotated[
    str, typer.Argument(metavar="ACTOR", help="An actor's id, a name of it, or words as written.")
]
Right = Annotated[str, typer.Argument(metavar="OTHER", help="The other one.")]


@actors.callback()
def about() -> None:
    """The parties that claims name, and which names mean one actor.

    Without a word of its own it lists them. Nothing is ever rewritten: that two names mean one actor is a
    judgement with a name and a day to it, which questions follow and which can be taken back.

    [bold]Examples[/bold]

      oathbook actors front
      oathbook actors --provisional
      oathbook actors merge "The Reed Island Men" boko-haram
      oathbook actors undo "The Reed Island Men" boko-haram
    """


def list_actors(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Only actors whose name holds this.")
    ] = None,
    *,
    provisional: Annotated[
        bool,
        typer.Option("--provisional", help="Only those that the registry lacks, with their first mention."),
    ] = False,
    limit: Limit = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the parties that claims name, most named first; words in italics are not in the registry.

    [bold]Examples[/bold]

      oathbook actors
      oathbook actors front --json
      oathbook actors --provisional --limit 0
    """
    with open_for_reading(book) as opened:
        rows = _provisional(opened) if provisional else _named(opened)
    if name is not None:
        wanted = name.casefold()
        rows = [row for row in rows if wanted in f"{row['actor']} {row['name']}".casefold()]
    shown = rows[: at_most(limit, as_json)]
    if provisional:
        made = table("actor", "type", "claims", "first known", "first mention", right=("claims",))
        for row in shown:
            mention = f"“{row['quote']}” — {row['source'] or 'source not named'}"
            could_be = f"\nperhaps {', '.join(row['candidates'])}" if row["candidates"] else ""
            cells = (row["actor"] + could_be, row["type"] or plain("–"), f"{row['claims']:,}")
            made.add_row(*map(text, (*cells, row["first_known"], mention)))
    else:
        made = table("actor", "id", "claims", "first known", "last known", right=("claims",))
        for row in shown:
            known = row["in_registry"]
            label = text(row["name"]) if known else f"[italic]{text(row['actor'])}[/italic]"
            figures = (f"{row['claims']:,}", str(row["first_known"]), str(row["last_known"]))
            made.add_row(label, text(row["actor"]) if known else "", *figures)
    show_rows(shown, made, as_json)
    say_total(len(shown), len(rows), "actor", quiet=as_json)


def merge(
    actor: Left, other: Right, *, by: ByOption = None, book: BookOption = None, as_json: JsonOption = False
) -> None:
    """Judge that two names mean one actor; questions about one then find both.

    [bold]Example[/bold]

      oathbook actors merge "Al Mourabitoun" "the Belmokhtar brigade"
    """
    with open_for_writing(book) as opened:
        who = name_of_user(by)
        stands = opened.merge_actors(actor, other, by=who)
        name = opened.name_of(stands)
    _tell({"same": True, "actor": stands, "by": who}, f"Both are {name} ({stands}) from now on", who, as_json)


def part(
    actor: Left, other: Right, *, by: ByOption = None, book: BookOption = None, as_json: JsonOption = False
) -> None:
    """Judge that two names mean two actors, so that nobody merges them.

    [bold]Example[/bold]

      oathbook actors part ansarul-islam ansar-al-islam
    """
    with open_for_writing(book) as opened:
        who = name_of_user(by)
        opened.part_actors(actor, other, by=who)
    _tell({"same": False, "by": who}, "They are two actors", who, as_json)


def undo(
    actor: Left, other: Right, *, by: ByOption = None, book: BookOption = None, as_json: JsonOption = False
) -> None:
    """Take back the judgement on two names; it stays on record.

    [bold]Example[/bold]

      oathbook actors undo "Al Mourabitoun" "the Belmokhtar brigade"
    """
    with open_for_writing(book) as opened:
        who = name_of_user(by)
        said = opened.undo_judgement(actor, other, by=who)
    was = "they were one actor" if said else "they were two actors"
    _tell({"same": None, "was": said, "by": who}, f"Taken back that {was}", who, as_json)


def judgements(*, book: BookOption = None, as_json: JsonOption = False) -> None:
    """List every judgement on names, oldest first, those taken back included.

    [bold]Example[/bold]

      oathbook actors judgements --json
    """
    with open_for_reading(book) as opened:
        rows = [
            {"left": row.left, "right": row.right, "same": row.same, "by": row.by, "recorded": row.recorded}
            for row in opened.ledger.judgements()
        ]
    words = {True: "one actor", False: "two actors", None: "taken back"}
    made = table("name", "and", "judged", "by", "on")
    for row in rows:
        cells = (row["left"], row["right"], words[row["same"]], row["by"], row["recorded"].date())  # type: ignore[index, union-attr]
        made.add_row(*map(text, cells))
    show_rows(rows, made, as_json)
    say_total(len(rows), len(rows), "judgement", quiet=as_json)


def _named(book: Book) -> list[dict[str, Any]]:
    return [
        {
            "actor": row.label,
            "name": book.name_of(row.label),
            "in_registry": row.in_registry,
            "claims": row.claims,
            "first_known": row.first,
            "last_known": row.last,
        }
        for row in book.actors()
    ]


def _provisional(book: Book) -> list[dict[str, Any]]:
    return [
        {
            "actor": row.label,
            "name": row.label,
            "names": list(row.names),
            "type": None if row.type is None else row.type.value,
            "candidates": list(row.candidates),
            "claims": row.claims,
            "first_known": row.first,
            "claim": row.claim_id,
            "quote": row.quote,
            "source": row.source,
        }
        for row in book.provisional()
    ]


def _tell(facts: dict[str, Any], sentence: str, by: str, as_json: bool) -> None:
    if as_json:
        print_json(facts)
    else:
        say(f"{sentence} (by {by}).")
