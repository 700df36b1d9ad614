"""How do leaders and factions look to a person? One line each with its own dates, and the words behind it."""

from __future__ import annotations

from rich.console import Console

from oathbook.analysis.people import Faction, FactionsAnswer, LeadersAnswer, LeaderTerm
from oathbook.analysis.phrases import NameOf, phrase
from oathbook.cli.layout import between, evidence, show_days, show_entries, show_head
from oathbook.cli.terminal import count, plain, text


def show_leaders(answer: LeadersAnswer, name_of: NameOf, console: Console) -> None:
    """Prints who led the actor, from when to when, and how it ended."""
    show_head(answer.name, answer.actor, console)
    now = [term for term in answer.leaders if not term.over]
    if not answer.leaders:
        console.print("No claim in the book says who leads it.")
    elif len(now) == 1:
        console.print(text(f"Led by {name_of(now[0].person)}, as far as claims say."))
    else:
        held = "nobody is" if not now else f"{len(now)} are"
        console.print(text(f"{count(len(answer.leaders), 'leader')}; {held} said to lead it still."))
    show_days(answer.as_of, answer.known_by, console)
    if answer.leaders:
        console.print()
        rows = [(_time(term), _leader(term, name_of), _basis(term, name_of)) for term in answer.leaders]
        show_entries(rows, console)


def _time(term: LeaderTerm) -> str:
    """`2009 on`, `by 2016-08-03 on`: when it began, as far as that is known."""
    return between(term.began) or plain("–")


def _leader(term: LeaderTerm, name_of: NameOf) -> str:
    parts = [term.role] if term.role else []
    if term.predecessor:
        parts.append(f"after {name_of(term.predecessor)}")
    if term.over:
        how = {None: "no longer", "replaced": "replaced"}.get(term.how, term.how)
        by = f" by {name_of(term.successor)}" if term.successor and term.how == "replaced" else ""
        when = between(term.ended)
        parts.append(f"{how}{by}" + (f" ({when})" if when else ""))
    elif term.seen.latest is not None:
        parts.append(f"last said to lead on {term.seen.latest}")
    beside = f" [dim]{text('; '.join(parts))}[/dim]" if parts else ""
    return f"[bold]{text(name_of(term.person))}[/bold]{beside}"


def _basis(term: LeaderTerm, name_of: NameOf) -> str:
    return evidence(term.entries, term.origins, name_of)


def show_factions(answer: FactionsAnswer, name_of: NameOf, console: Console) -> None:
    """Prints the parts of an actor, when they arose and whom they stand with."""
    show_head(answer.name, answer.actor, console)
    named = [faction for faction in answer.factions if faction.label is not None]
    unnamed = len(answer.factions) - len(named)
    if not answer.factions:
        console.print("No claim in the book speaks of a part of it.")
    else:
        beside = f", {count(unnamed, 'claim')} of parts without a name" if unnamed else ""
        console.print(text(f"{count(len(named), 'part')} with a name{beside}."))
    show_days(answer.as_of, answer.known_by, console)
    if answer.factions:
        console.print()
        rows = [
            (
                between(faction.arose) or plain("–"),
                _faction(faction, name_of),
                evidence(faction.entries, faction.origins, name_of) if faction.entries else "",
            )
            for faction in answer.factions
        ]
        show_entries(rows, console)


def _faction(faction: Faction, name_of: NameOf) -> str:
    if faction.label is None:
        return f"[bold]{text(phrase(faction.entries[0].claim, name_of))}[/bold]"
    parts = ["a branch, by the registry"] if faction.registered else []
    stands = faction.stands
    if stands is not None:
        parts.append(
            f"to {name_of(stands.principal)}: {stands.word} ({stands.probability:.0%}), {stands.standing}"
        )
    beside = f" [dim]{text('; '.join(parts))}[/dim]" if parts else ""
    return f"[bold]{text(name_of(faction.label))}[/bold]{beside}"
