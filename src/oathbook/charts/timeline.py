"""An actor's years in one picture: whom it stood with, what happened, and when claims of it were published.

The ribbons' thickness is probability: the solid core that it stood with the principal as accepted, acting for
it or in part, the tinted rim a pledge that nobody accepted. A turning point's bar runs from the earliest to
the latest day on which it can have happened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import matplotlib.dates as mdates
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from oathbook.analysis.answers import TimelineAnswer, TurningPoint
from oathbook.analysis.phrases import NameOf, phrase
from oathbook.assessment import Levels
from oathbook.charts.style import (
    INK,
    INK_2,
    INK_3,
    LINE,
    LINE_2,
    SERIF,
    SMALL,
    SUNK,
    SURFACE,
    TEXT,
    head,
    house_style,
    hues,
    new_figure,
    shorten,
    tint,
)
from oathbook.model import CORE_KINDS, Entry, Kind, Polarity, Realis

MOST_PRINCIPALS = 5
MOST_POINTS = 16
SEEN = 0.08  # a principal that never comes above this for any tie has no ribbon
_WIDTH_IN, _LEFT, _RIGHT = 10.6, 0.155, 0.945
_ROW_IN, _LANE_IN, _CLAIMS_IN, _TOP_IN, _BOTTOM_IN = 0.62, 0.225, 0.5, 1.14, 0.42


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineChart:
    """What a timeline is drawn of: the answer, the levels by principal at each of `days`, and a finding."""

    answer: TimelineAnswer
    days: tuple[date, ...]
    history: Mapping[str, tuple[Levels, ...]]
    finding: str


def draw_timeline(chart: TimelineChart, *, name_of: NameOf = str) -> Figure:
    """The figure; about 10.6 inches wide, as tall as its rows need."""
    principals = _choose_principals(chart)
    colours = hues(principals)
    points = _choose_points([*chart.answer.points, *chart.answer.undated])
    first, last = _span(chart, points)
    with house_style():
        lanes = _lay_lanes(points, first, last, name_of)
        rows = max(len(principals), 1)
        lanes_in = _LANE_IN * (max((lane for _, lane in lanes), default=-1) + 1) + 0.12
        height = _TOP_IN + _ROW_IN * rows + lanes_in + _CLAIMS_IN + _BOTTOM_IN + 0.26
        figure = new_figure(_WIDTH_IN, height)
        known = chart.answer.known_by
        days = f"As of {chart.answer.as_of}, from what was published by {'then' if known == chart.answer.as_of else known}."
        head(figure, chart.answer.name, chart.finding, days, left=0.025, top=1 - 0.16 / height)
        top = 1 - _TOP_IN / height
        ribbons = _axes(figure, top - _ROW_IN * rows / height, _ROW_IN * rows / height, first, last)
        _draw_ribbons(ribbons, chart, principals, colours, name_of)
        below = top - (_ROW_IN * rows + 0.14) / height
        events = _axes(figure, below - lanes_in / height, lanes_in / height, first, last)
        _draw_events(events, lanes, colours, name_of, lanes_in)
        base = below - (lanes_in + 0.12 + _CLAIMS_IN) / height
        claims = _axes(figure, base, _CLAIMS_IN / height, first, last)
        _draw_claims(claims, chart.answer)
        _draw_years(figure, ribbons, claims, first, last)
        _draw_legend(figure, height)
    return figure


def _axes(figure: Figure, bottom: float, height: float, first: date, last: date) -> Axes:
    axes = figure.add_axes((_LEFT, bottom, _RIGHT - _LEFT, height))
    axes.set_xlim(_number(first), _number(last))
    axes.set_yticks([])
    axes.tick_params(length=0)
    axes.set_xticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def _number(day: date) -> float:
    return float(mdates.date2num(day))  # type: ignore[no-untyped-call]


def _choose_principals(chart: TimelineChart) -> list[str]:
    """The principals that it was ever likeliest to stand with, the first in time first."""
    peak = {p: max(levels.tied for levels in found) for p, found in chart.history.items()}
    weight = {p: sum(levels.tied for levels in found) for p, found in chart.history.items()}
    chosen = sorted((p for p in peak if peak[p] >= SEEN), key=lambda p: (-weight[p], p))[:MOST_PRINCIPALS]
    return sorted(chosen, key=lambda p: (_first_above(chart.history[p], peak[p] / 2), p))


def _first_above(levels: Sequence[Levels], least: float) -> int:
    return next((n for n, found in enumerate(levels) if found.tied >= least), len(levels))


def _choose_points(points: Sequence[TurningPoint]) -> list[TurningPoint]:
    """The turning points best told of, in order of time: acts of allegiance before all others.

    One without a time is drawn where it became known, as such, if it is an act of allegiance.
    """
    usable = [
        p
        for p in points
        if p.realis is Realis.ACTUAL and (p.earliest is not None or (p.kind in _GLYPHS and _told(p)))
    ]
    ranked = sorted(
        usable,
        key=lambda p: (
            p.kind not in _GLYPHS,
            p.kind not in CORE_KINDS,
            p.earliest is None,
            -p.origins,
            -len(p.entries),
            p.entries[0].id,
        ),
    )
    return sorted(ranked[:MOST_POINTS], key=lambda p: (_start(p), p.entries[0].id))


def _told(point: TurningPoint) -> date | None:
    """The first day that a claim of it was published."""
    return min((e.published for e in point.entries if e.published is not None), default=None)


def _start(point: TurningPoint) -> date:
    return point.earliest or _told(point) or date.min


def _end(point: TurningPoint) -> date:
    return point.latest or _start(point)


def _span(chart: TimelineChart, points: Sequence[TurningPoint]) -> tuple[date, date]:
    days = [p.earliest for p in points if p.earliest is not None]
    known = [e.published for p in chart.answer.points for e in p.entries if e.published is not None]
    last = chart.answer.as_of
    first = min([*days, *known, *chart.days[:1], last - timedelta(days=365)])
    margin = max(20, (last - first).days // 60)
    return date(first.year, 1, 1) - timedelta(days=margin // 2), last + timedelta(days=margin)


# -- whom it stood with ----------------------------------------------------------------------------


def _draw_ribbons(
    axes: Axes, chart: TimelineChart, principals: Sequence[str], colours: Mapping[str, str], name_of: NameOf
) -> None:
    axes.set_ylim(max(len(principals), 1), 0)
    if not principals:
        axes.text(
            0.0,
            0.5,
            "No tie to a principal is likely enough to draw.",
            transform=axes.transAxes,
            color=INK_3,
            va="center",
        )
        return
    x = np.array([_number(day) for day in chart.days])
    for row, principal in enumerate(principals):
        middle, colour = row + 0.5, colours[principal]
        if row % 2:
            axes.axhspan(row, row + 1, color=SUNK, alpha=0.45, lw=0)
        levels = chart.history[principal]
        tied = np.array([found.tied for found in levels]) * 0.4
        aligned = np.array([found.aligned for found in levels]) * 0.4
        axes.plot(x[[0, -1]], [middle, middle], color=LINE, lw=0.8, zorder=1)
        axes.fill_between(
            x, middle - tied, middle + tied, facecolor=tint(colour, 0.22), edgecolor=colour, lw=0.7, zorder=2
        )
        axes.fill_between(
            x, middle - aligned, middle + aligned, facecolor=colour, edgecolor=colour, lw=0.4, zorder=3
        )
        now = levels[-1]
        word = (
            f"{now.aligned:.0%}" if now.tied - now.aligned < 0.05 else f"{now.aligned:.0%} of {now.tied:.0%}"
        )
        axes.text(
            1.004, middle, word, transform=axes.get_yaxis_transform(), va="center", ha="left",
            size=SMALL, color=INK_2, clip_on=False,
        )  # fmt: skip
        axes.plot(
            [-0.168, -0.168], [row + 0.18, row + 0.82], transform=axes.get_yaxis_transform(),
            color=colour, lw=3, clip_on=False, solid_capstyle="butt",
        )  # fmt: skip
        axes.text(
            -0.158, middle, _wrap(name_of(principal), 17), transform=axes.get_yaxis_transform(),
            va="center", family=SERIF, size=TEXT, weight="bold", clip_on=False, linespacing=1.05,
        )  # fmt: skip


def _wrap(name: str, width: int) -> str:
    """The name on two lines at the most."""
    words, lines = name.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) + 1 > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines) if len(lines) <= 2 else lines[0] + "\n" + shorten(" ".join(lines[1:]), width)


# -- what happened ---------------------------------------------------------------------------------

# Triangle pledge, circle acceptance, crossed circle denial, diamond split, cross break, square a leader's end.
_GLYPHS = {
    Kind.PLEDGE: "^",
    Kind.ACCEPT: "o",
    Kind.SPLIT: "D",
    Kind.BREAK: "X",
    Kind.DISAVOW: "X",
    Kind.REJECT: "X",
    Kind.REPLACE: "s",
    Kind.MERGE: "P",
    Kind.FORM: "*",
    Kind.RENAME: "*",
}
_OTHER = "."


def _lay_lanes(
    points: Sequence[TurningPoint], first: date, last: date, name_of: NameOf
) -> list[tuple[TurningPoint, int]]:
    """A lane for each event: the highest in which its label runs into no other."""
    days_per_letter = (last - first).days / ((_RIGHT - _LEFT) * _WIDTH_IN * 72) * SMALL * 0.62
    free: list[float] = []
    lanes = []
    for point in points:
        start = _number(_start(point))
        bar_end = _number(min(_end(point), last))
        width = (len(_label(point, name_of)) + 4) * days_per_letter
        if start + width > _number(last):  # the label stands to the left of its glyph
            start, end = start - width, bar_end
        else:
            end = max(bar_end + 3 * days_per_letter, _middle(point) + width)
        lane = next((n for n, until in enumerate(free) if until <= start), len(free))
        free[lane : lane + 1] = [end]
        lanes.append((point, lane))
    return lanes


def _middle(point: TurningPoint) -> float:
    return (_number(_start(point)) + _number(_end(point))) / 2


def _label(point: TurningPoint, name_of: NameOf) -> str:
    return shorten(phrase(point.entries[0].claim, name_of), 66) + ("" if point.earliest else " (told then)")


def _draw_events(
    axes: Axes,
    lanes: Sequence[tuple[TurningPoint, int]],
    colours: Mapping[str, str],
    name_of: NameOf,
    height_in: float,
) -> None:
    axes.set_ylim(height_in, 0)
    axes.text(
        -0.158, 0.06 + _LANE_IN / 2, "What happened", transform=axes.get_yaxis_transform(),
        va="center_baseline", color=INK_3, size=SMALL,
        clip_on=False,
    )  # fmt: skip
    left, right = axes.get_xlim()
    for point, lane in lanes:
        y = 0.06 + _LANE_IN * (lane + 0.5)
        start, end = _number(_start(point)), _number(_end(point))
        sides = (side for side in (point.object, point.subject) if side is not None)
        colour = next((colours[side] for side in sides if side in colours), INK)
        if end - start > 3:
            axes.plot(
                [start, min(end, right)],
                [y, y],
                color=tint(colour, 0.55),
                lw=3.2,
                solid_capstyle="round",
                zorder=2,
            )
        reach = 0.0
        if point.earliest is None:
            reach = (right - left) * 0.018
            axes.plot([start - reach, start], [y, y], color=LINE_2, lw=1.2, ls=(0, (1, 1.4)), zorder=2)
        middle = min(_middle(point), right)
        denied = point.polarity is Polarity.NEGATIVE
        glyph = "o" if denied else _GLYPHS.get(point.kind, _OTHER)
        size = 5.4 if glyph != _OTHER else 6.5
        axes.plot(
            middle,
            y,
            glyph,
            clip_on=False,
            ms=size,
            mfc=SURFACE if glyph in "^oD" else colour,
            mec=colour,
            mew=1.2,
            zorder=4,
        )
        if denied:
            axes.plot(middle, y, "x", ms=3.6, mec=colour, mew=1.1, zorder=5)
        label = _label(point, name_of)
        pad = (right - left) * 0.011
        beyond = (
            middle + len(label) * (right - left) / ((_RIGHT - _LEFT) * _WIDTH_IN * 72) * SMALL * 0.6 > right
        )
        axes.text(
            (min(start - reach, middle) - pad) if beyond else max(min(end, right), middle) + pad, y, label,
            va="center_baseline", ha="right" if beyond else "left", size=SMALL, color=INK_2, zorder=6,
        )  # fmt: skip


# -- when it was told ------------------------------------------------------------------------------


def _draw_claims(axes: Axes, answer: TimelineAnswer) -> None:
    """Claims by month of publication; the open part repeats what an earlier claim of the event had said."""
    fresh: dict[str, int] = {}
    repeated: dict[str, int] = {}
    for point in (*answer.points, *answer.undated):
        told: set[str] = set()
        for entry in sorted(point.entries, key=_when_known):
            if entry.published is None:
                continue
            mouth = entry.claim.said_by[0] if entry.claim.said_by else entry.source or entry.document_id
            month = f"{entry.published:%Y-%m}"
            (repeated if mouth in told else fresh)[month] = (repeated if mouth in told else fresh).get(
                month, 0
            ) + 1
            told.add(mouth)
    months = sorted({*fresh, *repeated})
    axes.text(
        -0.158, 0.5, "Claims published\nby month", transform=axes.transAxes, va="center", color=INK_3,
        size=SMALL, clip_on=False, linespacing=1.2,
    )  # fmt: skip
    axes.axhline(0, color=LINE_2, lw=0.8)
    if not months:
        axes.set_ylim(0, 1)
        return
    x = [_number(date.fromisoformat(f"{month}-01")) for month in months]
    solid = [fresh.get(month, 0) for month in months]
    open_ = [repeated.get(month, 0) for month in months]
    left, right = axes.get_xlim()
    width = max(26.0, (right - left) / 260)
    axes.bar(x, solid, width=width, align="edge", color=INK_3, lw=0)
    axes.bar(x, open_, width=width, align="edge", bottom=solid, facecolor=SURFACE, edgecolor=INK_3, lw=0.8)
    top = max(s + o for s, o in zip(solid, open_, strict=True))
    axes.set_ylim(0, top * 1.25)
    axes.text(
        1.004, 0.8, f"{top}", transform=axes.transAxes, size=SMALL, color=INK_3, va="center", clip_on=False
    )


def _when_known(entry: Entry) -> tuple[date, str]:
    return entry.known, entry.id


def _draw_years(figure: Figure, upper: Axes, lower: Axes, first: date, last: date) -> None:
    """Year lines through all panels, with their numbers above."""
    years = range(first.year, last.year + 1)
    step = max(1, -(-len(years) // 14))
    bottom, top = lower.get_position().y0, upper.get_position().y1
    back = figure.add_axes((_LEFT, bottom, _RIGHT - _LEFT, top - bottom), zorder=-1)
    back.set_xlim(upper.get_xlim())
    back.set_ylim(0, 1)
    back.axis("off")
    for year in years:
        if date(year, 1, 1) < first:
            continue
        x = _number(date(year, 1, 1))
        back.axvline(x, color=LINE, lw=0.8)
        if (year - last.year) % step == 0:
            back.text(x, 1.004, f" {year}", size=SMALL, color=INK_3, va="bottom", ha="left")
    for axes in (upper, lower, *(a for a in figure.axes if a not in (upper, lower, back))):
        axes.patch.set_alpha(0)


def _draw_legend(figure: Figure, height: float) -> None:
    handles = [
        Patch(facecolor=INK_3, label="stood with it: thickness is likelihood"),
        Patch(facecolor=tint(INK_3, 0.22), edgecolor=INK_3, lw=0.7, label="pledged, unaccepted"),
        Line2D([], [], color=tint(INK_3, 0.55), lw=3.2, label="earliest to latest day"),
        *(
            Line2D(
                [], [], marker=m, ls="", ms=5, mfc=SURFACE if m in "^oD" else INK_3, mec=INK_3, label=label
            )
            for m, label in (
                ("^", "pledge"),
                ("o", "acceptance"),
                ("X", "break"),
                ("D", "split"),
                ("s", "leader"),
                ("*", "founded, renamed"),
            )
        ),
        Line2D([], [], marker="$\\otimes$", ls="", ms=7, mfc=INK_3, mec=INK_3, mew=0.2, label="denied"),
    ]
    figure.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0.02, 0.06 / height), ncols=len(handles),
        frameon=False, fontsize=SMALL - 0.5, handlelength=1.3, handletextpad=0.5, columnspacing=1.05,
        labelcolor=INK_3, borderaxespad=0,
    )  # fmt: skip
