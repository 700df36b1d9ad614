"""How does a difference look to a person? What moved, from where to where, and the claims that moved it."""

from __future__ import annotations

from rich.console import Console

from oathbook.analysis.difference import (
    Clock,
    DifferenceAnswer,
    EqualMoved,
    LeaderMoved,
    Moved,
    PledgeMoved,
)
from oathbook.analysis.phrases import NameOf
from oathbook.assessment import Assessment
from oathbook.cli.layout import show_entries, show_head
from oathbook.cli.show_answers import cited
from oathbook.cli.terminal import count, plain, text
from oathbook.model import Entry, Kind

REASONS = 3  # reasons shown for one shift
MANY = 20  # shifts shown before "and n more"


def show_difference(answer: DifferenceAnswer, name_of: NameOf, console: Console) -> None:
    """Prints the shifts of ties, leaders and pledges between two views, each with its claims."""
    if answer.actor is not None:
        show_head(name_of(answer.actor), answer.actor, console)
    first, second = answer.first, answer.second
    if answer.clock is Clock.WORLD:
        head = f"What changed between {first.as_of} and {second.as_of}"
        days = f"From what was published by {second.known_by}."
    else:
        head = f"What was learned between {first.known_by} and {second.known_by}"
        days = f"About how things stood on {second.as_of}."
    console.print(f"[bold]{text(head)}[/bold]")
    console.print(text(_sum_up(answer)))
    console.print(text(days), style="dim")
    sections = (
        ("Ties", [_moved(m, name_of) for m in answer.moved[:MANY]], len(answer.moved) - MANY),
        ("Allies and rivals", [_equal(m, name_of) for m in answer.equals[:MANY]], len(answer.equals) - MANY),
        ("Leaders", [_leader(m, name_of) for m in answer.leaders], 0),
        ("Pledges", [_pledge(m, name_of) for m in answer.pledges], 0),
    )
    for title, rows, rest in sections:
        if rows:
            console.print()
            console.print(f"[bold]{title}[/bold]")
            show_entries(rows, console)
        if rest > 0:
            console.print(f"  and {rest} more; --json lists them all", style="dim")
    if answer.rest:
        console.print()
        console.print(text(f"{count(answer.rest, 'tie')} moved by less than that."), style="dim")


def _sum_up(answer: DifferenceAnswer) -> str:
    if answer.is_empty:
        return "Nothing that the book tells of."
    told = [
        (len(answer.moved), "tie", None),
        (len(answer.equals), "alliance or rivalry", "alliances or rivalries"),
        (len(answer.leaders), "leader", None),
        (len(answer.pledges), "pledge", None),
    ]
    return ", ".join(count(number, noun, plural) for number, noun, plural in told if number) + "."


def _moved(moved: Moved, name_of: NameOf) -> tuple[str, str, str]:
    pair = f"{name_of(moved.subject)} {plain('→')} {name_of(moved.principal)}"
    change = f"{_stand(moved.before)} {plain('→')} {_stand(moved.after)}"
    return (
        f"{moved.shift:+.0%}",
        f"[bold]{text(pair)}[/bold]: {text(change)}",
        "\n".join(_because(moved, name_of)),
    )


def _stand(assessment: Assessment | None) -> str:
    if assessment is None:
        return "not named"
    return f"{assessment.standing} ({assessment.probability:.0%})"


def _because(moved: Moved, name_of: NameOf) -> list[str]:
    if moved.drawn_to is not None:
        return [f"[dim]No claim of its own: it was drawn to {text(name_of(moved.drawn_to))}.[/dim]"]
    if not moved.reasons:
        return ["[dim]No claim from between bears on it: time alone moved it.[/dim]"]
    lines = [
        f"[dim]{reason.weight_nats:+.2f}[/dim] {text(reason.rule)} {cited(reason.entries[0], name_of)}"
        for reason in moved.reasons[:REASONS]
    ]
    rest = len(moved.reasons) - REASONS
    return [*lines, f"[dim]and {count(rest, 'more origin')}[/dim]"] if rest > 0 else lines


def _equal(moved: EqualMoved, name_of: NameOf) -> tuple[str, str, str]:
    word = "allied with" if moved.kind is Kind.ALLY else "at odds with"
    pair = f"[bold]{text(f'{name_of(moved.left)} {word} {name_of(moved.right)}')}[/bold]"
    change = f"intensity {moved.before:.2f} {plain('→')} {moved.after:.2f}"
    return f"{moved.after - moved.before:+.2f}", f"{pair}: {text(change)}", _first(moved.entries, name_of)


def _leader(moved: LeaderMoved, name_of: NameOf) -> tuple[str, str, str]:
    does = "leads" if moved.came else "leads no longer"
    what = f"[bold]{text(name_of(moved.term.person))}[/bold] {does} {text(name_of(moved.actor))}"
    return "", what, _first(moved.entries, name_of)


def _pledge(moved: PledgeMoved, name_of: NameOf) -> tuple[str, str, str]:
    pledge = moved.pledge
    pair = f"{name_of(pledge.subject)} {plain('→')} {name_of(pledge.principal)}"
    was = "not known" if moved.before is None else str(moved.before)
    change = f"{was} {plain('→')} {pledge.stage}"
    what = f"[bold]{text(pair)}[/bold]: {text(change)}"
    if not moved.entries:
        return "", what, "[dim]No claim from between: time alone moved it.[/dim]"
    return "", what, _first(moved.entries, name_of)


def _first(entries: tuple[Entry, ...], name_of: NameOf) -> str:
    if not entries:
        return "[dim]No claim from between: it faded.[/dim]"
    rest = f" [dim]and {count(len(entries) - 1, 'more claim')}[/dim]" if len(entries) > 1 else ""
    return cited(entries[0], name_of) + rest
