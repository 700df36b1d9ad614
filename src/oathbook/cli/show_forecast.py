"""How does a forecast look to a person? What its record is worth first, then the chances beside the base rate."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.console import Console

from oathbook.analysis.forecast import Backtest, ForecastAnswer, GroupForecast, Score, Step, Verdict
from oathbook.analysis.forecast.values import Way
from oathbook.cli.terminal import count, plain, table, text

MANY = 25  # groups shown before "and n more"
_NAMES = {Way.BASE: "base rate", Way.RECENCY: "recency", Way.RATES: "model's rates", Way.BLEND: "blend"}
_DONE = {Step.PLEDGE: "pledges", Step.SPLIT: "splits", Step.SWITCH: "switches"}


def show_forecast(answer: ForecastAnswer, name_of: Callable[[str], str], console: Console) -> None:
    """Prints what the record says, then every group's chances of each step by each way."""
    console.print(f"[bold]Within {answer.months} months of {answer.origin}[/bold]")
    for sentence in find_record(answer.backtest):
        console.print(text(sentence))
    if not answer.groups:
        console.print(text("No group with a principal is known by then."))
        return
    for step in Step:
        ways = [w for w in Way if w is not Way.BASE]
        heads = [_DONE[step], "base rate", *(_NAMES[w] for w in ways), "with", "last step", "new leader"]
        made = table(*heads, right=heads[1:5])
        for group in _ordered(answer, step)[:MANY]:
            chances = group.chances[step]
            made.add_row(
                text(name_of(group.group)),
                *(f"{chances[w]:.0%}" for w in (Way.BASE, *ways)),
                text(name_of(group.principal)) if group.principal else plain("–"),
                text(group.last_step or plain("–")),
                text(group.last_leader_change or plain("–")),
            )
        console.print(made)
    if len(answer.groups) > MANY:
        rest = f"  and {count(len(answer.groups) - MANY, 'more group')}; --json lists them all"
        console.print(text(rest), style="dim")


def find_record(backtest: Backtest) -> list[str]:
    """What the record is worth, a sentence for each step."""
    found = []
    for step in Step:
        verdicts = backtest.verdicts[step]
        better = [_NAMES[w] for w, v in verdicts.items() if v is Verdict.SKILL]
        basis = f"{count(backtest.events[step], 'event')} in {count(backtest.group_years, 'group-year')}"
        if better:
            found.append(
                f"{_DONE[step].capitalize()}: {', '.join(better)} did better than the base rate ({basis})."
            )
        elif all(v is Verdict.UNKNOWN for v in verdicts.values()):
            found.append(f"{_DONE[step].capitalize()}: too little to tell ({basis}). Take the base rate.")
        else:
            found.append(
                f"{_DONE[step].capitalize()}: no skill over the base rate ({basis}). Take the base rate."
            )
    return found


def show_backtest(answer: ForecastAnswer, console: Console) -> None:
    """Prints the scores of each way for each step, and how often what was forecast came true."""
    record = answer.backtest
    years = f", {record.origins[0]} to {record.origins[-1]}" if record.origins else ""
    console.print(f"[bold]Backtest of {count(len(record.origins), 'year')}{years}[/bold]")
    console.print(
        text("Each year with what was known then; what came by all that is known now."), style="dim"
    )
    for sentence in find_record(record):
        console.print(text(sentence))
    for step in Step:
        scores = record.scores[step]
        if not scores:
            continue
        heads = [_DONE[step], "Brier", "skill", "90 %", "log score", "verdict"]
        made = table(*heads, right=heads[1:5])
        for way, score in scores.items():
            verdict = plain("–") if way is Way.BASE else record.verdicts[step][way].value
            made.add_row(_NAMES[way], *_figures(score, way), verdict)
        console.print(made)
        _show_reliability(scores, console)


def _figures(score: Score, way: Way) -> tuple[str, ...]:
    none = plain("–")
    if way is Way.BASE or score.skill is None or score.interval is None:
        return f"{score.brier:.4f}", none, none, f"{score.log_score:.4f}"
    low, high = score.interval
    return f"{score.brier:.4f}", f"{score.skill:+.2f}", f"{low:+.2f} to {high:+.2f}", f"{score.log_score:.4f}"


def _show_reliability(scores: Mapping[Way, Score], console: Console) -> None:
    made = table("forecast", "way", "number", "mean", "came true", right=("number", "mean", "came true"))
    for way, score in scores.items():
        for bin_ in score.reliability:
            span = plain(f"{bin_.low:.0%}–{bin_.high:.0%}")
            made.add_row(span, _NAMES[way], f"{bin_.number:,}", f"{bin_.mean:.1%}", f"{bin_.share:.1%}")
    console.print(made)


def _ordered(answer: ForecastAnswer, step: Step) -> list[GroupForecast]:
    return sorted(answer.groups, key=lambda g: (-_best(answer.backtest, step, g.chances[step]), g.group))


def _best(backtest: Backtest, step: Step, chances: Mapping[Way, float]) -> float:
    """By what a table is sorted: the way that has shown the most skill, else recency."""
    skilled = [w for w, v in backtest.verdicts[step].items() if v is Verdict.SKILL]
    return chances[skilled[0] if skilled else Way.RECENCY]
