"""Which options do several commands share? Each is written once, with its help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from oathbook.errors import QueryError
from oathbook.settings import BOOK_VARIABLE

if TYPE_CHECKING:
    from oathbook.book import Book

BookOption = Annotated[
    str | None,
    typer.Option(
        "--book",
        metavar="PATH|URL",
        envvar=BOOK_VARIABLE,
        help="The book: a file, or the address of a database. Default: a file in your data folder.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of tables.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="The day asked about; 2016 and 2016-06 mean their last day. Default: today."
    ),
]
KnownByOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Only what was published by that day. Default: today."),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication, for inputs that do not give one: 2018-01-24."),
]
SourceOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="The outlet, for inputs that do not name one.")
]
ActorFilter = Annotated[
    str | None, typer.Option(metavar="ACTOR", help="On any side of the claim, by id or name.")
]
SubjectFilter = Annotated[str | None, typer.Option(metavar="ACTOR", help="As the subject.")]
ObjectFilter = Annotated[str | None, typer.Option("--object", metavar="ACTOR", help="As the object.")]
KindFilter = Annotated[
    list[str] | None, typer.Option(metavar="KIND", help="A kind of claim, such as pledge; may be repeated.")
]
SourceFilter = Annotated[str | None, typer.Option(metavar="NAME", help="Published by that outlet.")]
SpeakerFilter = Annotated[str | None, typer.Option(metavar="NAME", help="Said by them, at any remove.")]
SinceFilter = Annotated[str | None, typer.Option(metavar="DATE", help="Holding on that day or later.")]
UntilFilter = Annotated[str | None, typer.Option(metavar="DATE", help="Holding on that day or earlier.")]
TextFilter = Annotated[
    str | None,
    typer.Option(
        "--text", metavar="WORDS", help='With these words; "in quotes" side by side, stem* any ending.'
    ),
]


ChartOption = Annotated[
    Path | None,
    typer.Option(
        "--svg", metavar="FILE", help="Draw it to this file instead; .png at the end makes it a PNG."
    ),
]
ByOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", envvar="OATHBOOK_BY", help="Who answers for this step. Default: your login name."
    ),
]


def name_of_user(by: str | None) -> str:
    """`by`, else the name under which the user is logged in. Raises QueryError where neither is known."""
    import getpass

    if by is not None:
        return by
    try:
        return getpass.getuser()
    except (KeyError, OSError) as e:
        raise QueryError("Nobody is logged in by a name here. Say who you are with --by NAME.") from e


def open_for_reading(where: str | None) -> Book:
    """The book to question; it must be there already."""
    from oathbook.book import open_book

    return open_book(where, create=False, read_only=True)


def open_for_writing(where: str | None) -> Book:
    """The book to add to; it must be there already."""
    from oathbook.book import open_book

    return open_book(where, create=False)
