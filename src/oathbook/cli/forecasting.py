"""`oathbook forecast`: who pledges, splits or switches within a year, beside the base rate and the record."""

from __future__ import annotations

from typing import Annotated

import typer

from oathbook.cli.options import BookOption, JsonOption, open_for_reading
from oathbook.cli.terminal import out, print_json


def forecast(
    actor: Annotated[
        str | None, typer.Argument(metavar="ACTOR", help="Only this group, by id or name.")
    ] = None,
    *,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Forecast from that day, with what was known then. Default: today."
        ),
    ] = None,
    backtest: Annotated[
        bool,
        typer.Option("--backtest", help="Show how such forecasts have done, year by year, in this book."),
    ] = False,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Who pledges, splits or switches within 12 months, always beside the base rate.

    Four ways stand side by side: the base rate of the book's own past; recency, the same among groups that
    stirred or changed their leader as lately; the model's own rates; and a blend of the three, fitted on the
    years before. Where none has beaten the base rate in this book, the answer says so: then the base rate is
    the forecast.

    [bold]Examples[/bold]

      oathbook forecast
      oathbook forecast boko-haram --as-of 2016
      oathbook forecast --backtest
    """
    from oathbook.cli.json_questions import forecast_to_json
    from oathbook.cli.show_forecast import show_backtest, show_forecast

    with open_for_reading(book) as opened:
        answer = opened.forecast(actor, as_of=as_of)
        if as_json:
            print_json(forecast_to_json(answer))
        elif backtest:
            show_backtest(answer, out())
        else:
            show_forecast(answer, opened.name_of, out())
