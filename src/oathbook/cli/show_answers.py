"""How do answers look to a person? Tables and indented lists, plain enough for a pipe.

Invariant: a likelihood and a confidence never stand in one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from oathbook.analysis.answers import (
    Standing,
    Tie,
    TimelineAnswer,
    TurningPoint,
    WhoAnswer,
    WhyAnswer,
)
from oathbook.assessment import Assessment, Reason, Status
from oathbook.cli.phrases import phrase
from oathbook.cli.terminal import plain, table, text
from oathbook.model import Entry

NameOf = Callable[[str], str]
MANY = 12  # rows of followers, allies and rivals shown before "and n more"
QUOTES = 3  # quotes shown per reason
_STYLES = {Status.ACCEPTED: "green", Status.OPERATIONAL: "green", Status.BROKEN: "red", Status.NONE: "dim"}


def show_who(answer: WhoAnswer, name_of: NameOf, console: Console) -> None:
    """Prints whom the actor stands with, who with it, its leaders, allies and rivals."""
    _show_head(answer.name, answer.actor, answer.as_of.isoformat(), answer.known_by.isoformat(), console)
    if answer.is_empty:
        console.print("No claim in the book says how it stands to anybody.")
        return
    if answer.principals:
        _show_standings("stands with", answer.principals, name_of, console)
        for standing in answer.principals:
            _show_main_reason(standing, name_of, console)
    else:
        console.print("No claim in the book ties it to a principal.")
    if answer.followers:
        shown = answer.followers[:MANY]
        _show_standings("stands with it", shown, name_of, console)
        _show_rest(len(answer.followers) - len(shown), console)
    console.print()
    _show_leaders(answer, name_of, console)
    _show_ties("Allies", answer.allies, name_of, console)
    _show_ties("Rivals", answer.rivals, name_of, console)


def show_timeline(answer: TimelineAnswer, name_of: NameOf, console: Console) -> None:
    """Prints the turning points in order of time, then those without one."""
    _show_head(answer.name, answer.actor, answer.as_of.isoformat(), answer.known_by.isoformat(), console)
    if not answer.points and not answer.undated:
        console.print("No claim in the book speaks of it.")
        return
    for points, head in ((answer.points, "when"), (answer.undated, "time not given")):
        if not points:
            continue
        made = table(head, "what", "claims", "origins", "said by", "words", right=("claims", "origins"))
        made.columns[0].no_wrap = True
        made.columns[-2].max_width = 24
        for point in points:
            made.add_row(
                text(point.when or ""),
                text(_what(point, name_of)),
                str(len(point.entries)),
                str(point.origins),
                text(", ".join(name_of(said) for said in point.speakers or point.sources)),
                text(_quote(point.entries[0])),
            )
        console.print(made)


def show_why(answer: WhyAnswer, name_of: NameOf, console: Console) -> None:
    """Prints the assessment, the reasons for and against with their quotes, and what is missing."""
    assessment = answer.assessment
    console.print(
        f"[bold]{text(answer.subject_name)}[/bold] {plain('→')} [bold]{text(answer.principal_name)}[/bold]"
    )
    console.print(
        text(f"as of {assessment.as_of}, from what was published by {assessment.known_by}"), style="dim"
    )
    console.print()
    console.print(text(f"{_likelihood(assessment).capitalize()}: {assessment.standing}."))
    console.print(text(f"Confidence {assessment.confidence}: {assessment.confidence_reason}"))
    for title, reasons in (
        ("For", answer.reasons_for),
        ("Against", answer.reasons_against),
        ("Without weight", answer.without_weight),
    ):
        if reasons:
            console.print()
            console.print(f"[bold]{title}[/bold]")
            for reason in reasons:
                _show_reason(reason, name_of, console)
    if answer.missing:
        console.print()
        console.print("[bold]Missing[/bold]")
        for sentence in answer.missing:
            console.print(Padding(text(sentence), (0, 0, 0, 2)))


def _show_head(name: str, actor: str, as_of: str, known_by: str, console: Console) -> None:
    label = f"  [dim]{text(actor)}[/dim]" if name != actor else ""
    console.print(f"[bold]{text(name)}[/bold]{label}")
    console.print(text(f"as of {as_of}, from what was published by {known_by}"), style="dim")


def _show_standings(head: str, standings: Sequence[Standing], name_of: NameOf, console: Console) -> None:
    made = table(head, "likelihood", "standing", "since", "confidence", "basis")
    for column in (1, 3, 4, 5):
        made.columns[column].no_wrap = True
    for standing in standings:
        assessment = standing.assessment
        made.add_row(
            text(name_of(standing.other)),
            text(_likelihood(assessment)),
            text(assessment.standing),
            text(standing.since or plain("–")),
            text(assessment.confidence),
            text(_basis(assessment.claims, assessment.origins)),
            style=_STYLES.get(assessment.status),
        )
    console.print(made)


def _show_main_reason(standing: Standing, name_of: NameOf, console: Console) -> None:
    if not standing.assessment.reasons:
        return
    reason = standing.assessment.reasons[0]
    name = f"[bold]{text(name_of(standing.other))}[/bold]"
    entry = reason.entries[0]
    line = f"{name}  {text(reason.rule)} {text(_quote(entry))} {text(_whence(entry, name_of))}"
    console.print(Padding(line, (0, 0, 0, 1)))


def _show_leaders(answer: WhoAnswer, name_of: NameOf, console: Console) -> None:
    def said(over: bool) -> str:
        return ", ".join(
            name_of(leader.person) + (f" ({leader.role})" if leader.role else "")
            for leader in answer.leaders
            if leader.over is over
        )

    parts = [
        part for part in (said(over=False), f"formerly {said(over=True)}" if said(over=True) else "") if part
    ]
    if parts:
        console.print(f"[bold]Leaders[/bold]  {text('; '.join(parts))}")


def _show_ties(title: str, ties: Sequence[Tie], name_of: NameOf, console: Console) -> None:
    if not ties:
        return
    shown = [
        f"{name_of(tie.other)} ({_basis(len(tie.entries), tie.origins)}{', over' if tie.over else ''})"
        for tie in ties[:MANY]
    ]
    if len(ties) > MANY:
        shown.append(f"and {len(ties) - MANY} more")
    console.print(f"[bold]{title}[/bold]  {text(', '.join(shown))}")


def _show_rest(number: int, console: Console) -> None:
    if number > 0:
        console.print(f"and {number} more; --json lists them all", style="dim")


def _show_reason(reason: Reason, name_of: NameOf, console: Console) -> None:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", width=7)
    grid.add_column()
    weight = f"{reason.weight_nats:+.2f}" if reason.weight_nats else plain("–")
    grid.add_row(weight, text(reason.rule))
    shown = reason.entries[:QUOTES]
    for entry in shown:
        grid.add_row("", f"{text(_quote(entry))} [dim]{text(_whence(entry, name_of))}[/dim]")
    rest = len(reason.entries) - len(shown)
    if rest:
        grid.add_row("", f"[dim]and {rest} more of the same origin[/dim]")
    console.print(grid)


def _likelihood(assessment: Assessment) -> str:
    return f"{assessment.word} ({assessment.probability:.0%})"


def _basis(claims: int, origins: int) -> str:
    claims_noun = "claim" if claims == 1 else "claims"
    origins_noun = "origin" if origins == 1 else "origins"
    return f"{claims} {claims_noun}, {origins} {origins_noun}"


def _what(point: TurningPoint, name_of: NameOf) -> str:
    def called(label: str | None) -> str | None:
        return None if label is None else name_of(label)

    return phrase(
        point.kind,
        called(point.subject),
        called(point.object),
        polarity=point.polarity,
        realis=point.realis,
        ended=point.ended,
        role=point.entries[0].claim.role,
    )


def _quote(entry: Entry) -> str:
    """The quote on one line, in quotation marks."""
    return plain(f"“{' '.join(entry.claim.quote.split())}”")


def _whence(entry: Entry, name_of: NameOf) -> str:
    """Who says it and where: `SITE Intelligence Group, in Newsweek, 2018-01-24`."""
    speakers = " < ".join(name_of(speaker) for speaker in entry.claim.said_by)
    outlet = entry.source or entry.title or entry.document_id
    parts = [
        speakers,
        f"in {outlet}" if speakers else outlet,
        None if entry.published is None else str(entry.published),
    ]
    return plain("— ") + ", ".join(part for part in parts if part)
