"""How does what was learned of sources look to a person? One row each, the start beside what was learned."""

from __future__ import annotations

from rich.console import Console

from oathbook.analysis.sources import Belief, SourceAccount, SourcesAnswer
from oathbook.cli.layout import show_days
from oathbook.cli.terminal import plain, table, text
from oathbook.model import Certainty

_INTERESTS = ("neutral", "own", "against", "act")


def show_sources(answer: SourcesAnswer, most: int | None, console: Console) -> None:
    """Prints each source's reliability by interest, as a relay and as a copier, and how it is borne out."""
    if not answer.sources:
        console.print("No claim that bears on a tie has a source to learn of.")
        return
    show_days(None, answer.known_by, console)
    interests = [name for name in _INTERESTS if any(name in a.speaking for a in answer.sources)]
    made = table(
        "source or speaker", "letter", "spoke", "passed on", *interests, "passing on", "copies", "borne out",
        right=("spoke", "passed on", *interests, "passing on", "copies", "borne out"),
    )  # fmt: skip
    for column in made.columns[1:]:
        column.no_wrap = True
    for account in answer.sources[:most]:
        made.add_row(
            text(account.name),
            account.letter or plain("–"),
            f"{account.spoke:,}",
            f"{account.passed:,}",
            *(text(_shift(account.speaking.get(name))) for name in interests),
            text(_shift(account.passing_on if account.passed else None)),
            f"{account.copying:.0%}",
            text(_borne_out(account)),
        )
    console.print(made)
    note = "Reliabilities: where they start, then what was learned. Borne out: believed, then what all claims bear out."
    console.print(text(note), style="dim")


def _shift(belief: Belief | None) -> str:
    return plain("–") if belief is None else f"{belief.start:.2f} {plain('→')} {belief.learned:.2f}"


def _borne_out(account: SourceAccount) -> str:
    """For plain statements, the commonest kind; `--json` has each certainty."""
    rows = {row.certainty: row for row in account.calibration}
    row = rows.get(Certainty.CERTAIN) or next(iter(rows.values()), None)
    return plain("–") if row is None else f"{row.believed:.2f} {plain('→')} {row.borne_out:.2f}"
