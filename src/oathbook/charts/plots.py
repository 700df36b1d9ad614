"""The charts of a book: ask for one, look at it in a notebook, save it.

book.plot.timeline("boko-haram").save("boko-haram.svg")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol, TypeAlias

from matplotlib.figure import Figure

from oathbook.analysis.answers import TimelineAnswer, WhoAnswer
from oathbook.analysis.findings import find_stand
from oathbook.analysis.flows import FlowsAnswer, Period
from oathbook.analysis.history import History
from oathbook.analysis.network import NetworkAnswer
from oathbook.charts.flows import draw_flows
from oathbook.charts.network import draw_network
from oathbook.charts.saving import save, to_svg
from oathbook.charts.timeline import TimelineChart, draw_timeline

Day: TypeAlias = "date | str | None"


class Answers(Protocol):
    """What charts ask of a book."""

    def who(self, actor: str, *, as_of: Day = None, known_by: Day = None) -> WhoAnswer:
        """Whom an actor stands with."""

    def timeline(self, actor: str, *, as_of: Day = None, known_by: Day = None) -> TimelineAnswer:
        """What happened to it."""

    def history(self, actor: str, *, as_of: Day = None, known_by: Day = None) -> History:
        """How it stood over the years."""

    def network(self, *, as_of: Day = None, known_by: Day = None) -> NetworkAnswer:
        """All ties."""

    def flows(
        self,
        actor: str | None = None,
        *,
        by: Period | str = "year",
        since: Day = None,
        until: Day = None,
        known_by: Day = None,
    ) -> FlowsAnswer:
        """People who moved."""

    def name_of(self, label: str) -> str:
        """What an actor is called."""

    @property
    def persons(self) -> frozenset[str]:
        """The actors that are persons."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with a title that is read aloud; notebooks show it as it stands."""

    figure: Figure
    title: str

    def save(self, path: str | Path) -> None:
        """Writes it as SVG or PNG, by the ending of the path. Raises QueryError."""
        save(self.figure, path, title=self.title)

    def to_svg(self) -> str:
        """It as SVG text."""
        return to_svg(self.figure, title=self.title)

    def _repr_svg_(self) -> str:
        return self.to_svg()


class Plots:
    """The charts of one book; days default to today, as in the book's own answers."""

    def __init__(self, book: Answers) -> None:
        self._book = book

    def timeline(self, actor: str, *, as_of: Day = None, known_by: Day = None) -> Chart:
        """Whom `actor` stood with over the years, what happened, and when claims of it were published."""
        answer = self._book.timeline(actor, as_of=as_of, known_by=known_by)
        history = self._book.history(actor, as_of=as_of, known_by=known_by)
        finding = find_stand(self._book.who(actor, as_of=as_of, known_by=known_by), self._book.name_of)
        chart = TimelineChart(answer=answer, days=history.days, history=history.levels, finding=finding)
        return Chart(draw_timeline(chart, name_of=self._book.name_of), f"{answer.name}: {finding}")

    def network(self, *, as_of: Day = None, known_by: Day = None, persons: bool = False) -> Chart:
        """Who stands with whom on a day; persons are left out unless asked for."""
        answer = self._book.network(as_of=as_of, known_by=known_by)
        leave_out = frozenset() if persons else self._book.persons
        figure = draw_network(answer, name_of=self._book.name_of, leave_out=leave_out)
        return Chart(figure, f"Who stands with whom, as of {answer.as_of}")

    def flows(
        self, actor: str | None = None, *, since: Day = None, until: Day = None, known_by: Day = None
    ) -> Chart:
        """Who went over to whom and who moved where, each level by itself."""
        answer = self._book.flows(actor, by="all", since=since, until=until, known_by=known_by)
        return Chart(draw_flows(answer, name_of=self._book.name_of), "Who went over to whom")
