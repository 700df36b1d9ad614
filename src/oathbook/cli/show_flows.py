"""How do flows look to a person? One table by period and route, the numbers with their open ends."""

from __future__ import annotations

from rich.console import Console

from oathbook.analysis.flows import Between, Flow, FlowsAnswer
from oathbook.analysis.phrases import NameOf
from oathbook.cli.layout import evidence, show_days, show_entries, show_head, show_rest
from oathbook.cli.terminal import count, plain, table, text
from oathbook.model import Scope

MANY = 60  # rows of a table before "and n more"
CITED = 6  # flows whose best claim is quoted beneath the table
_LEVELS = {
    Scope.PERSON: "persons",
    Scope.MEMBERS: "members",
    Scope.FACTION: "factions",
    Scope.GROUP: "groups",
}


def show_flows(answer: FlowsAnswer, name_of: NameOf, console: Console) -> None:
    """Prints who went where, by period, and the words behind the largest moves."""
    if answer.actor is not None:
        show_head(name_of(answer.actor), answer.actor, console)
    events = sum(len(flow.events) for flow in answer.flows)
    routes = len({flow.route for flow in answer.flows})
    if not events:
        console.print("No claim in the book tells of people who changed sides or moved.")
    else:
        console.print(text(f"{count(events, 'move')} on {count(routes, 'route')}."))
    show_days(None, answer.known_by, console)
    for between, title in (
        (Between.ORGANISATIONS, "Between organisations"),
        (Between.PLACES, "Between places"),
    ):
        flows = [flow for flow in answer.flows if flow.route.between is between]
        if flows:
            _show_table(title, flows, name_of, console)
    largest = sorted(answer.flows, key=lambda flow: (-(flow.best or flow.min), -flow.origins))[:CITED]
    if largest:
        console.print("[bold]In their words[/bold]")
        rows = [
            (
                flow.period or plain("–"),
                _route(flow, name_of),
                evidence(first.entries, first.point.origins, name_of),
            )
            for flow in largest
            for first in (max(flow.events, key=lambda event: event.point.origins),)
        ]
        show_entries(rows, console)


def _show_table(title: str, flows: list[Flow], name_of: NameOf, console: Console) -> None:
    made = table(
        "period", "of", "from", "to", "least", "best", "most", "moves", "origins",
        title=title, right=("least", "best", "most", "moves", "origins"),
    )  # fmt: skip
    for column in (made.columns[0], *made.columns[4:]):
        column.no_wrap = True
    last = None
    for flow in flows[:MANY]:
        route = flow.route
        who = f" ({name_of(route.carrier)})" if route.carrier else ""
        period = flow.period or plain("–")
        made.add_row(
            "" if period == last else text(period),
            text(_LEVELS[route.level] + who),
            text(_end(route.origin, name_of)),
            text(_end(route.destination, name_of)),
            *map(text, _numbers(flow)),
            f"{len(flow.events):,}",
            f"{flow.origins:,}",
        )
        last = period
    console.print(made)
    show_rest(len(flows) - MANY, console)


def _numbers(flow: Flow) -> tuple[str, str, str]:
    """The least, the best with how many of the moves it adds up, and the most; a dash where nothing is known."""
    unknown = plain("–")
    if flow.uncounted == len(flow.events):
        return unknown, unknown, unknown
    best = unknown if flow.best is None else f"{flow.best:,}"
    if flow.best is not None and flow.with_best < len(flow.events):
        best += f" ({flow.with_best} of {len(flow.events)})"
    return f"{flow.min:,}", best, "open" if flow.max is None else f"{flow.max:,}"


def _route(flow: Flow, name_of: NameOf) -> str:
    route = flow.route
    who = f"{name_of(route.carrier)}: " if route.carrier else ""
    ends = f"{_end(route.origin, name_of)} {plain('→')} {_end(route.destination, name_of)}"
    return f"[bold]{text(who + ends)}[/bold]"


def _end(label: str | None, name_of: NameOf) -> str:
    return "not said" if label is None else name_of(label)
