"""Who switches, splits or pledges in the year to come, and whether anything knows that better than the base rate.

`events` says what counts as a step, `features` what was known of a group on a day, `forecasters` what each way
of forecasting makes of it, `walk` goes forward through the book, `score` holds forecasts against what came.
"""

from oathbook.analysis.forecast.score import Reliability, Score, score_forecasts
from oathbook.analysis.forecast.values import (
    Backtest,
    ForecastAnswer,
    GroupForecast,
    Step,
    Verdict,
)
from oathbook.analysis.forecast.walk import answer_forecast

__all__ = [
    "Backtest",
    "ForecastAnswer",
    "GroupForecast",
    "Reliability",
    "Score",
    "Step",
    "Verdict",
    "answer_forecast",
    "score_forecasts",
]
