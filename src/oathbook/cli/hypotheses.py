"""`oathbook hypotheses`: a file's hypotheses against the claims of the book, and a person's own cells."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from oathbook.cli.options import (
    AsOfOption,
    BookOption,
    ByOption,
    JsonOption,
    KnownByOption,
    name_of_user,
    open_for_reading,
    open_for_writing,
)
from oathbook.cli.terminal import out, print_json, say


class _ShowByDefault(TyperGroup):
    """`hypotheses FILE` means `hypotheses show FILE`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments, with `show` put in where no command stands first."""
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


hypotheses = typer.Typer(
    cls=_ShowByDefault,
    name="hypotheses",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A TOML file with a question, its hypotheses and patterns.")
]


@hypotheses.callback()
def about() -> None:
    """Which of several explanations the claims contradict least.

    The analysis of competing hypotheses after Heuer: each hypothesis of a file lists patterns of claims that
    speak for or against it. The matrix fills from the book with CC, C, N, I and II; the hypothesis with the
    least evidence against it leads. What the order hangs on is shown below it.

    [bold]Examples[/bold]

      oathbook hypotheses examples/hypotheses/isis-collapse.toml
      oathbook hypotheses collapse.toml --as-of 2018-06 --known-by 2018-06
      oathbook hypotheses set collapse.toml regroup 3f9c21ab I --note "rumour"
    """


def show(
    file: File,
    *,
    as_of: AsOfOption = None,
    known_by: KnownByOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """The matrix of evidence by hypothesis, and which hypothesis is contradicted least.

    Rows that set the hypotheses furthest apart come first. A star marks a cell that a person filled.

    [bold]Examples[/bold]

      oathbook hypotheses show collapse.toml
      oathbook hypotheses show collapse.toml --known-by 2018-01 --json
    """
    from oathbook.cli.json_questions import hypotheses_to_json
    from oathbook.cli.show_hypotheses import show_hypotheses

    with open_for_reading(book) as opened:
        answer = opened.hypotheses(file, as_of=as_of, known_by=known_by)
        if as_json:
            print_json(hypotheses_to_json(answer))
        else:
            show_hypotheses(answer, opened.name_of, out())


def set_cell(
    file: File,
    hypothesis: Annotated[str, typer.Argument(metavar="HYPOTHESIS", help="Its id in the file.")],
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", help="A claim's id, or the start of one that the matrix shows.")
    ],
    mark: Annotated[str, typer.Argument(metavar="MARK", help="CC, C, N, I or II; - takes your cell back.")],
    *,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Why you see it so.")] = None,
    by: ByOption = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put your own mark into the matrix, in place of what the patterns say.

    It covers the whole row of the claim. Nothing is overwritten: the book keeps who set which mark and when,
    and a mark taken back stays on record.

    [bold]Examples[/bold]

      oathbook hypotheses set collapse.toml go-home 3f9c21ab II --note "They were arrested at the border."
      oathbook hypotheses set collapse.toml go-home 3f9c21ab -
    """
    with open_for_writing(book) as opened:
        who = name_of_user(by)
        chosen = None if mark == "-" else mark.upper()
        claim_id = opened.set_cell(file, hypothesis, claim, chosen, note=note, by=who)
    if as_json:
        print_json({"hypothesis": hypothesis, "claim": claim_id, "mark": chosen, "note": note, "by": who})
    else:
        say(f"{hypothesis}, {claim_id}: {chosen or 'taken back'} (by {who}).")
