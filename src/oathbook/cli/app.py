"""Which commands are there? The Typer application, and the one place where errors become exit codes."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from oathbook import __version__
from oathbook.cli import (
    actors,
    analyses,
    answers,
    assessing,
    briefing,
    forecasting,
    hypotheses,
    importing,
    listing,
    reading,
    scoring,
    serving,
    upkeep,
    watching,
)
from oathbook.cli.exit_codes import ExitCode, exit_code_of
from oathbook.cli.terminal import say, tolerate_odd_terminals
from oathbook.errors import OathbookError

DEBUG = "OATHBOOK_DEBUG"  # set it to see where an error came from


class _Commands(TyperGroup):
    """The commands in the order they were added, with errors as one line each."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error of the tree ends it with one line and its exit code."""
        tolerate_odd_terminals()
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, typer.TyperException, BrokenPipeError):
            raise  # Typer knows what to do with these
        except KeyboardInterrupt as e:
            say(
                "oathbook: stopped. What a reading had recorded stays in the book; the same command goes on from there."
            )
            raise typer.Exit(ExitCode.INTERRUPTED) from e
        except OathbookError as e:
            if os.environ.get(DEBUG):
                raise
            say(f"oathbook: {e}")
            raise typer.Exit(exit_code_of(e)) from e
        except Exception as e:
            if os.environ.get(DEBUG):
                raise
            say(f"oathbook: a fault of its own ({type(e).__name__}: {e}). {DEBUG}=1 shows where.")
            raise typer.Exit(ExitCode.FAULT) from e

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the base class's signature
        """The commands as a reader meets them, not by alphabet."""
        return list(self.commands)


app = typer.Typer(
    cls=_Commands,
    name="oathbook",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"oathbook {__version__}")
        raise typer.Exit(ExitCode.OK)


@app.callback()
def oathbook(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """The record of who is sworn to whom: reads reports, keeps claims of allegiance, answers with reasons.

    [bold]Exit codes[/bold]

      0    done; an answer of "nothing found" is an answer
      1    some inputs could not be read; the rest was done
      2    a wrong option, date, name or data file
      3    the book is faulty, missing, or none of ours
      70   a fault in Oathbook itself
      130  stopped by Ctrl-C
    """


def _flow(docstring: str | None) -> str:
    """The help text with each paragraph on one line, for the terminal to wrap; what is indented stays."""
    paragraphs = inspect.cleandoc(docstring or "").split("\n\n")
    return "\n\n".join(p if p.startswith(" ") else " ".join(p.split("\n")) for p in paragraphs)


_GROUPS: tuple[tuple[typer.Typer, Callable[[], None], dict[str, Callable[..., None]]], ...] = (
    (hypotheses.hypotheses, hypotheses.about, {"show": hypotheses.show, "set": hypotheses.set_cell}),
    (
        actors.actors,
        actors.about,
        {
            "list": actors.list_actors,
            "merge": actors.merge,
            "part": actors.part,
            "undo": actors.undo,
            "judgements": actors.judgements,
        },
    ),
    (
        watching.watch,
        watching.about,
        {
            "add": watching.add,
            "list": watching.list_watches,
            "remove": watching.remove,
            "run": watching.run,
            "news": watching.news,
        },
    ),
)
for group, about, steps in _GROUPS:
    for word, step in steps.items():
        group.command(word, help=_flow(step.__doc__))(step)
    app.add_typer(group, help=_flow(about.__doc__))

for command in (
    reading.read,
    reading.examples,
    answers.who,
    answers.timeline,
    answers.why,
    answers.network,
    assessing.assess,
    analyses.diff,
    analyses.flows,
    analyses.leaders,
    analyses.factions,
    analyses.pledges,
    forecasting.forecast,
    briefing.brief,
    listing.claims,
    listing.sources,
    listing.documents,
    serving.serve,
    reading.extract,
    importing.import_,
    upkeep.export,
    upkeep.check,
    upkeep.backup,
    scoring.score,
):
    # A name that Python keeps for itself has an underscore at its end.
    app.command(name=command.__name__.rstrip("_"), help=_flow(command.__doc__))(command)
