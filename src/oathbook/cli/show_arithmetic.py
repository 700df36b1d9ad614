"""How is one claim's sum shown, so that a sceptic can redo it by hand? Trust, lifts, and one month before and after.

Invariant: every number that the next one is made of is printed.
"""

from __future__ import annotations

from rich.console import Console

from oathbook.analysis.answers import WhyAnswer
from oathbook.assessment import Arithmetic, Levels
from oathbook.cli.terminal import plain, table, text

_HEADS = ("none", "pledged", "accepted", "operational", "split")


def show_arithmetic(answer: WhyAnswer, console: Console) -> None:
    """Prints the sum of the strongest claim of each reason, strongest reason first."""
    console.print()
    console.print("[bold]Arithmetic[/bold]")
    console.print(
        text(
            "R is how far a claim is trusted. What it says multiplies the odds of each level in the month that it "
            "speaks of by (1 - R + R x lift) to the power of its weight among copies; the levels are then made "
            "to sum to one. Calibration comes last, on the day asked about."
        ),
        style="dim",
    )
    for reason in answer.assessment.reasons:
        if reason.arithmetic is not None and reason.weight_nats:
            _show_one(reason.rule, reason.admiralty, reason.arithmetic, console)
    levels = answer.assessment.levels
    made = table("on the day asked about", *_HEADS)
    made.add_row("calibrated", *_cells(levels))
    console.print(made)


def _show_one(rule: str, admiralty: str, sum_: Arithmetic, console: Console) -> None:
    times = plain("×")
    factors = f" {times} ".join(f"{value:.2f} {name}" for name, value in sum_.factors)
    console.print()
    console.print(text(f"{rule} {sum_.entry.source or sum_.entry.title or ''}, {admiralty}."))
    console.print(text(f"R = {factors} = {sum_.chance:.3f}; weight {sum_.weight:.3f}"))
    made = table(f"{sum_.month:%Y-%m}", *_HEADS)
    made.add_row("without it", *_cells(sum_.without))
    made.add_row("lift", *(f"{x:.3g}" for x in _row(sum_.lifts)))
    made.add_row("factor", *(f"{x:.3f}" for x in _row(sum_.likelihood)))
    made.add_row("with it", *_cells(sum_.with_))
    console.print(made)


def _cells(levels: Levels) -> list[str]:
    return [f"{x:.4f}" for x in _row(levels)]


def _row(levels: Levels) -> tuple[float, ...]:
    return levels.none, levels.pledged, levels.accepted, levels.operational, levels.split
