"""Who went over to whom, as ribbons: each level by itself, the width what claims count.

A ribbon is as wide as the best number, else as the middle of the least and the most; what no claim counts has
a thin hatched ribbon of one width, which stands for no number. Persons, members, factions and groups are never
drawn to one scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path

from oathbook.analysis.flows import Between, Flow, FlowsAnswer, Route
from oathbook.analysis.phrases import NameOf
from oathbook.charts.style import (
    INK,
    INK_2,
    INK_3,
    NEUTRAL,
    SERIF,
    SMALL,
    SURFACE,
    TEXT,
    head,
    house_style,
    hues,
    new_figure,
    shorten,
    tint,
)
from oathbook.model import Scope

_TITLES = {
    Scope.GROUP: "Groups",
    Scope.FACTION: "Factions",
    Scope.MEMBERS: "Members",
    Scope.PERSON: "Persons",
}
_NOT_SAID = "not said"
MOST_RIBBONS = 18  # of one level, the largest first
_PLAIN_IN, _MOST_IN, _GAP_IN, _HEAD_IN = 0.085, 1.1, 0.2, 0.42
_WIDTH_IN, _NAMES = 10.6, 0.27
_LONGEST = 36


@dataclass(frozen=True, slots=True)
class _Ribbon:
    """One route with its numbers over all periods."""

    route: Route
    people: float | None  # None where no claim counts them
    label: str
    moves: int


@dataclass(slots=True)
class _Stack:
    """One end of the ribbons: a name, and how much of its height is taken."""

    name: str
    height: float = 0.0
    top: float = 0.0
    used: float = 0.0


def draw_flows(answer: FlowsAnswer, *, name_of: NameOf = str) -> Figure:
    """The figure; about 10.6 inches wide, a part for each level between organisations, then between places."""
    parts = [
        (title, ribbons)
        for between in Between
        for scope in Scope
        if (ribbons := _gather(answer.flows, between, scope))
        for title in (_title(between, scope, ribbons),)
    ]
    ends = [
        ribbon.route.destination for _, ribbons in parts for ribbon in ribbons if ribbon.route.destination
    ]
    colours = hues(sorted(set(ends), key=lambda name: (-ends.count(name), name)))
    with house_style():
        layouts = [_lay_out(ribbons) for _, ribbons in parts]
        heights = [layout.height for layout in layouts]
        height = 1.1 + sum(_HEAD_IN + h + 0.2 for h in heights) + 0.45
        height = max(height, 2.2)
        figure = new_figure(_WIDTH_IN, height)
        moves = sum(ribbon.moves for _, ribbons in parts for ribbon in ribbons)
        title = "Who went over to whom" if answer.actor is None else name_of(answer.actor)
        sentence = f"{moves} moves that claims tell of." if moves else "No claim tells of people who moved."
        head(figure, title, sentence, _days(answer), left=0.025, top=1 - 0.16 / height)
        y = height - 1.1
        for (part, _), layout in zip(parts, layouts, strict=True):
            axes = figure.add_axes(
                (0.025, (y - _HEAD_IN - layout.height) / height, 0.95, (_HEAD_IN + layout.height) / height)
            )
            axes.set_xlim(0, 1)
            axes.set_ylim(layout.height, -_HEAD_IN)
            axes.axis("off")
            axes.text(0, -_HEAD_IN + 0.16, part, family=SERIF, size=TEXT + 0.5, weight="bold", va="center")
            _draw(axes, layout, colours, name_of)
            y -= _HEAD_IN + layout.height + 0.2
        if parts:
            _draw_legend(figure, height)
    return figure


def _days(answer: FlowsAnswer) -> str:
    known = f"rom what was published by {answer.known_by}."
    if answer.since is None and answer.until is None:
        return f"F{known}"
    return f"From {answer.since or 'the beginning'} to {answer.until or answer.known_by}, f{known}"


def _title(between: Between, scope: Scope, ribbons: Sequence[_Ribbon]) -> str:
    title = _TITLES[scope] if between is Between.ORGANISATIONS else f"{_TITLES[scope]}, between places"
    return title + (
        ", counted in people"
        if any(r.people is not None for r in ribbons) and scope is not Scope.PERSON
        else ""
    )


def _gather(flows: Sequence[Flow], between: Between, scope: Scope) -> list[_Ribbon]:
    """The ribbons of one level: every route once, its periods added up; persons of one route together."""
    found: dict[tuple[str | None, str | None], list[Flow]] = {}
    for flow in flows:
        if flow.route.between is between and flow.route.level is scope:
            found.setdefault((flow.route.origin, flow.route.destination), []).append(flow)
    ribbons = [_ribbon(listed) for listed in found.values()]
    ribbons.sort(
        key=lambda r: (-(r.people or 0), -r.moves, r.route.origin or "~", r.route.destination or "~")
    )
    return ribbons[:MOST_RIBBONS]


def _ribbon(flows: Sequence[Flow]) -> _Ribbon:
    low = sum(flow.min for flow in flows)
    bests = [flow.best for flow in flows if flow.best is not None]
    highs = [flow.max for flow in flows]
    moves = sum(len(flow.events) for flow in flows)
    if all(flow.uncounted == len(flow.events) for flow in flows):
        return _Ribbon(flows[0].route, None, f"{moves} moves" if moves > 1 else "", moves)
    known_highs = [high for high in highs if high is not None]
    whole = len(known_highs) == len(highs)
    high = sum(known_highs) if whole else None
    if bests and len(bests) == len(flows):
        people, label = float(sum(bests)), f"{sum(bests):,}"
    else:
        people = float(low if high is None else (low + high) / 2) or float(high or 0)
        label = f"{low:,} to {high:,}" if high is not None else f"{low:,} or more"
    return _Ribbon(flows[0].route, people, label, moves)


@dataclass(frozen=True, slots=True)
class _Layout:
    ribbons: list[tuple[_Ribbon, float]]  # with its width in inches
    left: dict[str | None, _Stack]
    right: dict[str | None, _Stack]
    height: float


def _lay_out(ribbons: Sequence[_Ribbon]) -> _Layout:
    """Widths to the scale of the level, and both sides stacked in the order of their ribbons."""
    most = max((r.people for r in ribbons if r.people), default=0.0)
    wide = [
        (r, _PLAIN_IN if r.people is None else max(r.people / most * _MOST_IN, 0.03) if most else _PLAIN_IN)
        for r in ribbons
    ]
    if most and all(r.people is not None and r.people <= 3 for r in ribbons):
        wide = [(r, 0.1 * (r.people or 1)) for r in ribbons]  # a few persons need no inch
    left, right = _stack(wide, "origin"), _stack(wide, "destination")
    order_left, order_right = list(left), list(right)
    wide.sort(
        key=lambda rw: (order_left.index(rw[0].route.origin), order_right.index(rw[0].route.destination))
    )
    height = max(_settle(left), _settle(right))
    for stacks in (left, right):  # the shorter side stands in the middle
        spare = height - _settle(stacks)
        for stack in stacks.values():
            stack.top += spare / 2
    return _Layout(ribbons=wide, left=left, right=right, height=height)


def _stack(ribbons: Sequence[tuple[_Ribbon, float]], side: str) -> dict[str | None, _Stack]:
    stacks: dict[str | None, _Stack] = {}
    for ribbon, width in ribbons:
        name: str | None = getattr(ribbon.route, side)
        stacks.setdefault(name, _Stack(name or _NOT_SAID)).height += width
    ordered = sorted(stacks.items(), key=lambda item: (item[0] is None, -item[1].height, item[0] or ""))
    return dict(ordered)


def _settle(stacks: dict[str | None, _Stack]) -> float:
    """Places the stacks below one another; their height in all."""
    y = 0.0
    for stack in stacks.values():
        room = max(stack.height, 0.17)
        stack.top = y + (room - stack.height) / 2
        y += room + _GAP_IN * 0.5
    return max(y - _GAP_IN * 0.5, 0.2)


def _draw(axes: Axes, layout: _Layout, colours: dict[str, str], name_of: NameOf) -> None:
    x0, x1 = _NAMES, 1 - _NAMES
    for stacks, x, align in ((layout.left, x0, "right"), (layout.right, x1, "left")):
        for label, stack in stacks.items():
            colour = NEUTRAL if label is None else colours.get(label, INK_3)
            axes.add_patch(
                Rectangle(
                    (x - 0.003, stack.top), 0.006, max(stack.height, 0.02), facecolor=colour, lw=0, zorder=4
                )
            )
            axes.text(
                x + (-0.012 if align == "right" else 0.012), stack.top + stack.height / 2,
                shorten(stack.name if label is None else name_of(label), _LONGEST),
                ha=align, va="center", size=TEXT, color=INK_3 if label is None else INK,
                style="italic" if label is None else "normal",
            )  # fmt: skip
    for ribbon, width in layout.ribbons:
        start, end = layout.left[ribbon.route.origin], layout.right[ribbon.route.destination]
        y0, y1 = start.top + start.used, end.top + end.used
        start.used += width
        end.used += width
        colour = colours.get(ribbon.route.destination or "", NEUTRAL)
        path = _ribbon_path(x0 + 0.003, y0, x1 - 0.003, y1, width)
        if ribbon.people is None:
            style = {"facecolor": tint(colour, 0.12), "edgecolor": colour, "hatch": "////", "lw": 0.5}
        else:
            style = {"facecolor": tint(colour, 0.62), "edgecolor": SURFACE, "lw": 0.4}
        axes.add_patch(PathPatch(path, zorder=2 if ribbon.people is None else 3, **style))
        if ribbon.label and (ribbon.people is None or ribbon.people > 1):
            axes.text(
                x0 + 0.03, y0 + width / 2 + (y1 - y0) * 0.028, ribbon.label, va="center", size=SMALL, color=INK_2,
                zorder=5, bbox={"facecolor": SURFACE, "edgecolor": "none", "pad": 1.2, "alpha": 0.82},
            )  # fmt: skip


def _ribbon_path(x0: float, y0: float, x1: float, y1: float, width: float) -> Path:
    middle = (x0 + x1) / 2
    points = [
        (x0, y0), (middle, y0), (middle, y1), (x1, y1),
        (x1, y1 + width), (middle, y1 + width), (middle, y0 + width), (x0, y0 + width), (x0, y0),
    ]  # fmt: skip
    curve = Path.CURVE4
    return Path(points, [Path.MOVETO, curve, curve, curve, Path.LINETO, curve, curve, curve, Path.CLOSEPOLY])


def _draw_legend(figure: Figure, height: float) -> None:
    handles = [
        Patch(facecolor=tint(NEUTRAL, 0.62), label="width: how many, to the scale of its part"),
        Patch(
            facecolor=tint(NEUTRAL, 0.12),
            edgecolor=NEUTRAL,
            hatch="////",
            lw=0.5,
            label="no claim counts them",
        ),
    ]
    figure.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0.02, 0.08 / height), ncols=2, frameon=False,
        fontsize=SMALL - 0.5, handlelength=2.0, columnspacing=2.0, labelcolor=INK_3, borderaxespad=0,
    )  # fmt: skip
