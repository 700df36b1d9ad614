"""`oathbook who`, `timeline` and `why`: questions to the book, and how their answers look."""

from __future__ import annotations

from typing import Annotated

import typer

from oathbook.cli.options import (
    AsOfOption,
    BookOption,
    ChartOption,
    JsonOption,
    KnownByOption,
    open_for_reading,
)
from oathbook.cli.terminal import out, print_json, say

Actor = Annotated[str, typer.Argument(metavar="ACTOR", help="An actor's id or any of its names.")]


def who(
    actor: Actor,
    *,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Whom an actor stands with, how likely that is, and since when.

    The likelihood is that it stands with the other as accepted, acting for it, or in part. Confidence says
    how good the basis is, whichever way it points.

    [bold]Examples[/bold]

      oathbook who boko-haram
      oathbook who "Al Mourabitoun" --as-of 2015-06 --known-by 2016
    """
    from oathbook.cli.json_answers import who_to_json
    from oathbook.cli.show_answers import show_who

    with open_for_reading(book) as opened:
        answer = opened.who(actor, as_of=as_of, known_by=known_by)
        if as_json:
            print_json(who_to_json(answer))
        else:
            show_who(answer, opened.name_of, out())


def timeline(
    actor: Actor,
    *,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="KIND", help="Only claims of that kind; may be repeated.")
    ] = None,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    svg: ChartOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """What happened to an actor, in order of time.

    Claims of one event are gathered: same kind and parties, within 14 days or with times that overlap.

    [bold]Examples[/bold]

      oathbook timeline boko-haram
      oathbook timeline farc --kind split --kind dissolve
      oathbook timeline boko-haram --svg boko-haram.svg
    """
    from oathbook.cli.json_answers import timeline_to_json
    from oathbook.cli.show_answers import show_timeline

    with open_for_reading(book) as opened:
        if svg is not None:
            opened.plot.timeline(actor, as_of=as_of, known_by=known_by).save(svg)
            say(f"drawn to {svg}")
            return
        answer = opened.timeline(actor, kinds=kind or None, as_of=as_of, known_by=known_by)
        if as_json:
            print_json(timeline_to_json(answer))
        else:
            show_timeline(answer, opened.name_of, out())


def why(
    subject: Annotated[str, typer.Argument(metavar="ACTOR", help="The actor whose standing is asked about.")],
    principal: Annotated[str, typer.Argument(metavar="PRINCIPAL", help="The one it may stand with.")],
    *,
    arithmetic: Annotated[
        bool, typer.Option("--arithmetic", help="Each claim's sum, to be redone by hand.")
    ] = False,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """The claims for and against an actor standing with a principal, with their words and weights.

    Each origin counts once, however many outlets repeat it. What one would look for and the book does not
    hold is listed at the end.

    [bold]Examples[/bold]

      oathbook why adnan-abu-walid-al-sahrawi islamic-state
      oathbook why boko-haram islamic-state --as-of 2015-03-10
      oathbook why boko-haram islamic-state --arithmetic
    """
    from oathbook.cli.json_answers import why_to_json
    from oathbook.cli.show_answers import show_why
    from oathbook.cli.show_arithmetic import show_arithmetic

    with open_for_reading(book) as opened:
        answer = opened.why(subject, principal, as_of=as_of, known_by=known_by)
        if as_json:
            print_json(why_to_json(answer))
        else:
            show_why(answer, opened.name_of, out())
            if arithmetic:
                show_arithmetic(answer, out())


def network(
    *,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    svg: ChartOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """All ties of the book: every group with every principal that claims name with it.

    With --json every pair is listed, with its distribution over the five levels; the table leaves out
    those that are all but certainly none.

    [bold]Examples[/bold]

      oathbook network --as-of 2018-02
      oathbook network --as-of 2015-06 --known-by 2018 --json
      oathbook network --as-of 2018 --svg network.svg
    """
    from oathbook.cli.json_answers import network_to_json
    from oathbook.cli.show_answers import show_network

    with open_for_reading(book) as opened:
        if svg is not None:
            opened.plot.network(as_of=as_of, known_by=known_by).save(svg)
            say(f"drawn to {svg}")
            return
        answer = opened.network(as_of=as_of, known_by=known_by)
        if as_json:
            print_json(network_to_json(answer))
        else:
            show_network(answer, opened.name_of, out())
