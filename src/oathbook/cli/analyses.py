"""`oathbook diff`, `flows`, `leaders`, `factions` and `pledges`: what changed, who moved, led, left and promised."""

from __future__ import annotations

from typing import Annotated

import typer

from oathbook.cli.answers import Actor
from oathbook.cli.options import (
    AsOfOption,
    BookOption,
    ChartOption,
    JsonOption,
    KnownByOption,
    open_for_reading,
)
from oathbook.cli.terminal import out, print_json, say

MaybeActor = Annotated[
    str | None, typer.Argument(metavar="ACTOR", help="Only of this actor; default: of the whole book.")
]


def flows(
    actor: MaybeActor = None,
    *,
    by: Annotated[str, typer.Option(metavar="PERIOD", help="Add up by month, year or all.")] = "year",
    since: Annotated[
        str | None, typer.Option("--since", "--from", metavar="DATE", help="Only moves from that day on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", "--to", metavar="DATE", help="Only moves up to that day.")
    ] = None,
    known_by: KnownByOption = None,
    svg: ChartOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Who went over to whom, who moved where, and how many.

    Each move counts once however many outlets report it. A person, members, a faction and a whole group are
    never added together. The least leaves out what is only possible; the most is open where some move has no
    upper bound or no number.

    [bold]Examples[/bold]

      oathbook flows
      oathbook flows islamic-state --from 2016 --to 2018-06
      oathbook flows --by all --json
      oathbook flows --svg flows.svg
    """
    from oathbook.cli.json_analyses import flows_to_json
    from oathbook.cli.show_flows import show_flows

    with open_for_reading(book) as opened:
        if svg is not None:
            opened.plot.flows(actor, since=since, until=until, known_by=known_by).save(svg)
            say(f"drawn to {svg}")
            return
        answer = opened.flows(actor, by=by, since=since, until=until, known_by=known_by)
        if as_json:
            print_json(flows_to_json(answer))
        else:
            show_flows(answer, opened.name_of, out())


def diff(
    first: Annotated[str, typer.Argument(metavar="D1", help="The earlier date; 2016 means its last day.")],
    second: Annotated[str, typer.Argument(metavar="D2", help="The later date.")],
    actor: MaybeActor = None,
    *,
    learned: Annotated[
        bool,
        typer.Option("--learned", help="What was learned between the dates, not what happened between them."),
    ] = False,
    least: Annotated[
        float, typer.Option(min=0.001, max=1, metavar="SHIFT", help="The smallest shift that is told.")
    ] = 0.05,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="With --learned: the day asked about. Default: D1."),
    ] = None,
    known_by: KnownByOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """What changed between two dates, or what was learned between them, and which claims moved it.

    Without --learned the same claims are asked about two days. With it, one day is seen with what had been
    published by each of the two.

    [bold]Examples[/bold]

      oathbook diff 2015-02 2015-04 boko-haram
      oathbook diff 2015-03-08 2015-03-14 --learned
      oathbook diff 2015 2018 --learned --as-of 2015-06 --json
    """
    from oathbook.cli.json_analyses import difference_to_json
    from oathbook.cli.show_difference import show_difference

    with open_for_reading(book) as opened:
        answer = opened.difference(
            first, second, actor, learned=learned, as_of=as_of, known_by=known_by, least=least
        )
        if as_json:
            print_json(difference_to_json(answer))
        else:
            show_difference(answer, opened.name_of, out())


def leaders(
    actor: Actor,
    *,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Who led an actor, each with the earliest and latest days of beginning and end.

    [bold]Examples[/bold]

      oathbook leaders boko-haram
      oathbook leaders islamic-state --as-of 2015 --known-by 2015
    """
    from oathbook.cli.json_analyses import leaders_to_json
    from oathbook.cli.show_people import show_leaders

    with open_for_reading(book) as opened:
        answer = opened.leaders(actor, as_of=as_of, known_by=known_by)
        if as_json:
            print_json(leaders_to_json(answer))
        else:
            show_leaders(answer, opened.name_of, out())


def factions(
    actor: Actor,
    *,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """The parts of an actor and what came of it: when they arose, and whom they stand with.

    [bold]Examples[/bold]

      oathbook factions boko-haram
      oathbook factions al-mourabitoun --as-of 2016
    """
    from oathbook.cli.json_analyses import factions_to_json
    from oathbook.cli.show_people import show_factions

    with open_for_reading(book) as opened:
        answer = opened.factions(actor, as_of=as_of, known_by=known_by)
        if as_json:
            print_json(factions_to_json(answer))
        else:
            show_factions(answer, opened.name_of, out())


def pledges(
    actor: MaybeActor = None,
    *,
    ignored_after: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="DAYS",
            help="Call a pledge ignored after so many days without an answer. Default: 180.",
        ),
    ] = None,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """What became of each pledge: offered, announced, accepted, ignored, refused, renewed, due, broken.

    A pledge is due again when the leader that it went to is gone. Those that wait for something come first.

    [bold]Examples[/bold]

      oathbook pledges
      oathbook pledges islamic-state --as-of 2015-06 --known-by 2015-06
      oathbook pledges --ignored-after 365 --json
    """
    from oathbook.cli.json_analyses import pledges_to_json
    from oathbook.cli.show_pledges import show_pledges

    with open_for_reading(book) as opened:
        answer = opened.pledges(actor, as_of=as_of, known_by=known_by, ignored_after_days=ignored_after)
        if as_json:
            print_json(pledges_to_json(answer))
        else:
            show_pledges(answer, opened.name_of, out())
