"""How does a matrix of hypotheses look to a person? The order first, then the evidence, then what it hangs on."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding

from oathbook.analysis.hypotheses import Cell, HypothesesAnswer, Mark, MatrixRow, Score, Without
from oathbook.analysis.phrases import NameOf, phrase
from oathbook.cli.show_answers import cited
from oathbook.cli.terminal import columns, count, plain, table, text

ROWS = 20  # rows shown before "and n more"
_STYLES = {
    Mark.VERY_CONSISTENT: "green",
    Mark.CONSISTENT: "green",
    Mark.NEUTRAL: "dim",
    Mark.INCONSISTENT: "red",
    Mark.VERY_INCONSISTENT: "red",
}


def show_hypotheses(answer: HypothesesAnswer, name_of: NameOf, console: Console) -> None:
    """Prints the finding, the scores, the matrix, and without what the order would change."""
    console.print(f"[bold]{text(answer.question.title)}[/bold]")
    for sentence in find_outcome(answer):
        console.print(text(sentence))
    known = "then" if answer.as_of == answer.known_by else answer.known_by.isoformat()
    console.print(text(f"As of {answer.as_of}, from what was published by {known}."), style="dim")
    if answer.rows:
        _show_scores(answer, console)
        _show_matrix(answer, name_of, console)
        _show_without(answer, name_of, console)
    _show_gaps(answer, console)


def find_outcome(answer: HypothesesAnswer) -> list[str]:
    """The finding in one or two sentences."""
    if not answer.rows:
        return ["No claim in the book meets a pattern of the file."]
    first, second = answer.scores[0], answer.scores[1]
    basis = f"{count(answer.claims, 'claim')} in {count(len(answer.rows), 'row')}"
    if answer.decided_by == "nothing":
        return [f"Nothing in {basis} sets the first hypotheses apart."]
    if answer.decided_by == "consistency":
        return [
            f"Least contradicted: {first.name}, by what speaks for it alone.",
            f"Equally much speaks against “{second.name}”, so {basis} rule nothing out.",
        ]
    return [f"Least contradicted: {first.name}. From {basis}."]


def _labels(answer: HypothesesAnswer) -> dict[str, str]:
    """H1, H2, … in the order of the file."""
    return {h.id: f"H{number}" for number, h in enumerate(answer.question.hypotheses, start=1)}


def _show_scores(answer: HypothesesAnswer, console: Console) -> None:
    labels = _labels(answer)
    made = table("", "hypothesis", "id", "against", "for", right=("against", "for"))
    for score in answer.scores:
        made.add_row(
            labels[score.hypothesis],
            text(score.name),
            text(score.hypothesis),
            f"{score.inconsistency:.2f}",
            f"{score.consistency:.2f}",
        )
    console.print(made)


def _show_matrix(answer: HypothesesAnswer, name_of: NameOf, console: Console) -> None:
    labels = list(_labels(answer).values())
    made = table("claim", *labels, "weight", "tells apart", "evidence", right=("weight", "tells apart"))
    for column in made.columns[: len(labels) + 3]:
        column.no_wrap = True
    for row in answer.rows[:ROWS]:
        what = f"{text(_what(row, name_of))}\n{cited(row.point.entries[0], name_of)}"
        cells = [_cell(cell) for cell in row.cells]
        made.add_row(short_id(row.id), *cells, f"{row.weight:.2f}", f"{row.diagnosticity:.2f}", what)
    console.print(made)
    rest = len(answer.rows) - ROWS
    if rest > 0:
        console.print(f"  and {count(rest, 'more row')}; --json lists them all", style="dim")
    own = [(row, cell) for row in answer.rows for cell in row.cells if cell.by is not None]
    if own:
        console.print("[bold]Cells that people set[/bold]")
        lines = [
            (short_id(row.id), text(f"{cell.mark} by {cell.by}, over {cell.overrides}. {cell.because or ''}"))
            for row, cell in own
        ]
        console.print(columns(8, lines))
        console.print()


def _show_without(answer: HypothesesAnswer, name_of: NameOf, console: Console) -> None:
    changing = [w for w in answer.without if w.order_changes]
    console.print("[bold]What the order hangs on[/bold]")
    if not changing:
        line = "Without any one outlet, speaker or row the order stays the same."
        console.print(Padding(text(line), (0, 0, 0, 2)))
        return
    labels = _labels(answer)
    for without in changing:
        if not any(score.inconsistency or score.consistency for score in without.scores):
            line = f"Without {name_without(without, name_of)} no evidence is left."
            console.print(Padding(text(line), (0, 0, 0, 2)))
            continue
        said = "another leads" if without.leader_changes else "the order changes"
        line = f"Without {name_without(without, name_of)} {said}: {_order(without.scores, labels)}."
        console.print(Padding(text(line), (0, 0, 0, 2)))


def name_without(without: Without, name_of: NameOf) -> str:
    """What is left out, in words."""
    if without.what == "row":
        return f"row {short_id(without.name)}"
    return f"the {'outlet' if without.what == 'outlet' else 'word of'} {name_of(without.name)}"


def _show_gaps(answer: HypothesesAnswer, console: Console) -> None:
    if answer.unmatched:
        console.print()
        console.print("[bold]Patterns that no claim meets[/bold]")
        for hypothesis, number in answer.unmatched:
            console.print(Padding(text(f"{hypothesis}, pattern {number}"), (0, 0, 0, 2)))
    if answer.unknown:
        console.print()
        names = ", ".join(answer.unknown)
        console.print(text(f"Known neither to the registry nor to the book: {names}."), style="dim")


def short_id(claim_id: str) -> str:
    """The first eight digits of a claim's id, enough to name it by."""
    return claim_id.removeprefix("clm1-")[:8]


def _cell(cell: Cell) -> str:
    star = "*" if cell.by is not None else ""
    return f"[{_STYLES[cell.mark]}]{cell.mark.value}{star}[/{_STYLES[cell.mark]}]"


def _what(row: MatrixRow, name_of: NameOf) -> str:
    when = f"{row.point.when}: " if row.point.when else ""
    more = len(row.point.entries) - 1
    rest = f" (and {count(more, 'more claim')})" if more else ""
    return f"{when}{phrase(row.point.entries[0].claim, name_of)}{rest}"


def _order(scores: Sequence[Score], labels: dict[str, str]) -> str:
    sign = plain("≤")
    return f" {sign} ".join(f"{labels[s.hypothesis]} ({s.inconsistency:.2f})" for s in scores)
