"""`oathbook assess`: what the book teaches about its sources, and lifts refitted on adjudicated claims."""

from __future__ import annotations

from math import expm1
from pathlib import Path
from typing import Annotated

import typer

from oathbook.cli.options import BookOption, JsonOption, KnownByOption
from oathbook.cli.terminal import count, out, print_json, text
from oathbook.errors import InputError


def assess(
    *,
    known_by: KnownByOption = None,
    refit: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A CSV table of adjudicated claims (claim, level) to refit the lifts on."
        ),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Where the refitted parameters go; needed with --refit."),
    ] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who has it learned; kept in the book.")] = "assess",
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Learn how far each source is to be believed, from how claims bear one another out.

    What is learned is kept in the book under the day it was known by, and used in every answer as known on
    that day or later. With --refit, nothing is kept: the lifts of the model are refitted on claims of which
    somebody has found out how the group really stood (none, pledged, accepted, operational, split), and a
    parameter file is written, if claims held out prove it better. Put it into BOOK.d/assessment/model.toml.

    [bold]Examples[/bold]

      oathbook assess
      oathbook assess --known-by 2016
      oathbook assess --refit adjudicated.csv --to model.toml
    """
    from oathbook.book import open_book

    if (refit is None) != (to is None):
        raise InputError("--refit FILE and --to FILE go together: what to learn from, and where to write it.")
    with open_book(book, create=False, read_only=refit is not None) as opened:
        if refit is not None and to is not None:
            parameters, found = opened.refit(refit, known_by=known_by)
            used = count(found.claims, "adjudicated claim")
            if not found.lifts:
                out().print(text(f"Nothing written: {used} proved no better lifts than the table's."))
                return
            to.write_text(parameters, "utf-8")
            out().print(
                text(
                    f"Lifts refitted on {used}; what was found out of claims held out became "
                    f"{expm1(found.gain):.0%} likelier. Written to {to}."
                )
            )
            return
        lesson = opened.assess(known_by=known_by, by=by)
        if as_json:
            print_json(
                {
                    "known_by": lesson.known_by.isoformat(),
                    "claims": lesson.claims,
                    "learned": [
                        {"name": name, "what": what, "for": a, "against": b}
                        for (name, what), (a, b) in sorted(lesson.counts.items())
                    ],
                }
            )
            return
        names = len({name for name, _ in lesson.counts})
        out().print(
            text(
                f"Learned of {count(names, 'source or speaker', 'sources and speakers')} from "
                f"{count(lesson.claims, 'claim')} known by {lesson.known_by}. `oathbook sources --learned` shows them."
            )
        )
