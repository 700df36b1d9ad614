"""How do pledges look to a person? Those that wait for something first, each with its stage and its steps."""

from __future__ import annotations

from rich.console import Console

from oathbook.analysis.phrases import NameOf
from oathbook.analysis.pledges import Pledge, PledgesAnswer, Stage, Step
from oathbook.cli.layout import evidence, show_days, show_entries, show_head, show_rest
from oathbook.cli.terminal import count, plain, text
from oathbook.model import Scope

MANY = 30  # pledges shown before "and n more"
_STYLES = {Stage.ACCEPTED: "green", Stage.RENEWED: "green", Stage.BROKEN: "red", Stage.REFUSED: "red"}


def show_pledges(answer: PledgesAnswer, name_of: NameOf, console: Console) -> None:
    """Prints every pledge with its stage."""
    if answer.actor is not None:
        show_head(name_of(answer.actor), answer.actor, console)
    if not answer.pledges:
        console.print("No claim in the book tells of a pledge.")
    else:
        stages = [pledge.stage for pledge in answer.pledges]
        parts = [f"{stages.count(stage)} {stage}" for stage in Stage if stage in stages]
        console.print(text(f"{count(len(stages), 'pledge')}: {', '.join(parts)}."))
    show_days(answer.as_of, answer.known_by, console)
    if answer.pledges:
        console.print()
        shown = answer.pledges[:MANY]
        show_entries([(str(p.since), _pledge(p, name_of), _basis(p, name_of)) for p in shown], console)
        show_rest(len(answer.pledges) - len(shown), console)


def _pledge(pledge: Pledge, name_of: NameOf) -> str:
    subject = name_of(pledge.subject)
    subject = {Scope.FACTION: f"part of {subject}", Scope.MEMBERS: f"members of {subject}"}.get(
        pledge.scope, subject
    )
    style = _STYLES.get(pledge.stage, "yellow")
    pair = f"{subject} {plain('→')} {name_of(pledge.principal)}"
    return f"[bold]{text(pair)}[/bold]: [{style}]{text(_stage(pledge, name_of))}[/{style}]"


def _stage(pledge: Pledge, name_of: NameOf) -> str:
    stage = pledge.stage
    if stage is Stage.IGNORED:
        return f"ignored, {pledge.waiting_days:,} days without an answer"
    if stage is Stage.DUE:
        gone = "the leader" if pledge.leader is None else name_of(pledge.leader)
        return f"due again: {gone}, who was pledged to, is gone"
    words = str(stage)
    if pledge.waiting_days is not None:
        words += f", {count(pledge.waiting_days, 'day')} without an answer"
    if pledge.answer_denied and stage in (Stage.ANNOUNCED, Stage.RENEWED):
        words += "; that it was accepted is denied"
    return words


def _basis(pledge: Pledge, name_of: NameOf) -> str:
    steps = ", ".join(_step(step) for step in pledge.steps)
    last = pledge.steps[-1]
    return f"[dim]{text(steps)}[/dim]\n{evidence(last.entries, last.origins, name_of)}"


def _step(step: Step) -> str:
    when = str(step.earliest) if step.earliest == step.latest else f"{step.earliest} to {step.latest}"
    told = when if step.dated else f"told {when}"
    gone = "leader gone" if step.stage is Stage.DUE else str(step.stage)
    return f"{'not ' if step.denied else ''}{gone} ({told})"
