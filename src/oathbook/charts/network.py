"""Who stands with whom on a day, as a map: principals as squares, groups as rings of their likelihoods.

A tie's thickness is its probability; a whole line where it is accepted, dashes where only a pledge is known or
where it is in doubt. Thin ink lines are alliances, dashed ones with a cross are rivalries. Places are worked
out without chance: the same answer makes the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle, Wedge
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from oathbook.analysis.network import NetworkAnswer, NetworkTie
from oathbook.analysis.phrases import NameOf
from oathbook.assessment import EqualTie, Status
from oathbook.charts.style import (
    INK,
    INK_3,
    NEUTRAL,
    SANS,
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

LEAST = 0.15  # ties less likely than that are left out, and told so
MOST_NODES = 60
_ROUNDS = 400
_SHEET_IN, _GAP_IN, _IDEAL_IN = 10.0, 0.35, 0.95
_LONGEST_NAME = 32
_FIRM = (Status.ACCEPTED, Status.OPERATIONAL, Status.REJOINED)


@dataclass(slots=True)
class _Node:
    name: str
    shares: list[tuple[str, float]] = field(default_factory=list)  # principal, probability
    followers: int = 0


def draw_network(
    answer: NetworkAnswer,
    *,
    name_of: NameOf = str,
    leave_out: frozenset[str] = frozenset(),
    least: float = LEAST,
) -> Figure:
    """The figure, about 10.6 inches wide; parties in `leave_out` (persons, say) are not drawn."""
    ties = [
        tie
        for tie in answer.ties
        if tie.assessment.levels.tied >= least and not leave_out & {tie.subject, tie.object}
    ]
    equals = [
        tie
        for tie in (*answer.alliances, *answer.rivalries)
        if tie.is_current and not tie.over and not leave_out & {tie.left, tie.right}
    ]
    whole = len(ties)
    ties, equals = _most(ties, equals)
    nodes = _gather(ties, equals)
    principals = sorted(
        (n.name for n in nodes.values() if n.followers), key=lambda p: (-nodes[p].followers, p)
    )
    colours = hues(principals)
    layout = _lay_out(nodes, ties, equals, name_of)
    with house_style():
        height = layout.height_in + 1.5
        figure = new_figure(10.6, height)
        known = "then" if answer.known_by == answer.as_of else str(answer.known_by)
        likely = sum(tie.assessment.probability >= 0.5 for tie in ties)
        of_all = f", the likeliest {len(ties)} of {whole} ties" if len(ties) < whole else ""
        sentence = (
            f"{likely} of {len(ties)} ties likelier than not{of_all}; "
            f"{sum(t.kind.value == 'ally' for t in equals)} alliances, "
            f"{sum(t.kind.value == 'rival' for t in equals)} rivalries."
        )
        days = f"As of {answer.as_of}, from what was published by {known}. Ties of {least:.0%} and more."
        head(figure, "Who stands with whom", sentence, days, left=0.025, top=1 - 0.16 / height)
        bottom, top = 0.38 / height, 1 - 1.02 / height
        axes = figure.add_axes((0.02, bottom, 0.96, top - bottom))
        axes.axis("off")
        axes.set_xlim(-0.09, _SHEET_IN + 0.09)
        axes.set_ylim(-0.05, layout.height_in + 0.05)
        if nodes:
            _draw(axes, nodes, ties, equals, layout.at, colours, name_of)
        else:
            axes.text(_SHEET_IN / 2, 1.0, "No claim ties anybody to anybody.", ha="center", color=INK_3)
        _draw_legend(figure, height)
    return figure


def _most(ties: Sequence[NetworkTie], equals: Sequence[EqualTie]) -> tuple[list[NetworkTie], list[EqualTie]]:
    """The likeliest ties, and the strongest between equals, of no more parties than a page holds."""
    names: set[str] = set()
    kept: list[NetworkTie] = []
    for tie in ties:
        wider = names | {tie.subject, tie.object}
        if len(wider) <= MOST_NODES:
            names = wider
            kept.append(tie)
    kept_equals: list[EqualTie] = []
    for equal in sorted(equals, key=lambda t: (-t.intensity, t.left, t.right)):
        wider = names | {equal.left, equal.right}
        if len(wider) <= MOST_NODES:
            names = wider
            kept_equals.append(equal)
    return kept, kept_equals


def _gather(ties: Sequence[NetworkTie], equals: Sequence[EqualTie]) -> dict[str, _Node]:
    nodes: dict[str, _Node] = {}
    for tie in ties:
        nodes.setdefault(tie.subject, _Node(tie.subject)).shares.append(
            (tie.object, tie.assessment.levels.tied)
        )
        nodes.setdefault(tie.object, _Node(tie.object)).followers += 1
    for equal in equals:
        for name in (equal.left, equal.right):
            nodes.setdefault(name, _Node(name))
    return {name: nodes[name] for name in sorted(nodes)}


# -- places, in inches -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where each party stands, in inches from the lower left of a sheet of the house's width."""

    at: dict[str, tuple[float, float]]
    height_in: float


def _lay_out(
    nodes: dict[str, _Node], ties: Sequence[NetworkTie], equals: Sequence[EqualTie], name_of: NameOf
) -> _Layout:
    """Each group of parties that hang together by itself, the largest first, row by row."""
    # Rounded and sorted: springs make a hair's breadth of a difference into another picture.
    pulls = {(t.subject, t.object): 1.0 + round(t.assessment.levels.tied, 2) for t in ties}
    pulls |= {(t.left, t.right): 0.4 for t in equals if (t.left, t.right) not in pulls}
    pulls = dict(sorted(pulls.items()))
    boxes = {name: _box(name, node, name_of) for name, node in nodes.items()}
    patches = [_arrange(names, pulls, boxes) for names in _find_parts(list(nodes), list(pulls))]
    patches.sort(key=lambda patch: (-patch.height_in * patch.width_in, min(patch.at)))
    at: dict[str, tuple[float, float]] = {}
    x = y = shelf = 0.0
    rows: list[list[tuple[_Patch, float]]] = [[]]
    for patch in patches:
        if rows[-1] and x + patch.width_in > _SHEET_IN:
            rows.append([])
            x = 0.0
        rows[-1].append((patch, x))
        x += patch.width_in + _GAP_IN
    for row in rows:
        shelf = max((patch.height_in for patch, _ in row), default=0.0)
        spare = _SHEET_IN - sum(patch.width_in for patch, _ in row) - _GAP_IN * (len(row) - 1)
        for number, (patch, left) in enumerate(row):
            shift = left + spare * (number + 1) / (len(row) + 1)
            for name, (px, py) in patch.at.items():
                at[name] = (shift + px, y + shelf - patch.height_in + py)
        y += shelf + _GAP_IN
    return _Layout(at={name: (px, y - py) for name, (px, py) in at.items()}, height_in=max(y, 2.0))


@dataclass(frozen=True, slots=True)
class _Patch:
    at: dict[str, tuple[float, float]]
    width_in: float
    height_in: float


def _box(name: str, node: _Node, name_of: NameOf) -> tuple[float, float]:
    """The room that a party and its name take: width and height in inches."""
    letters = len(shorten(name_of(name), _LONGEST_NAME))
    return max(0.5, letters * (0.088 if node.followers else 0.071) + 0.1), 0.56


def _find_parts(names: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[list[str]]:
    number = {name: n for n, name in enumerate(names)}
    left, right = ([number[edge[side]] for edge in edges] for side in (0, 1))
    graph = coo_array((np.ones(len(edges)), (left, right)), shape=(len(names), len(names)))
    count, part = connected_components(graph, directed=False)
    return [[name for name in names if part[number[name]] == n] for n in range(count)]


def _arrange(
    names: Sequence[str], pulls: dict[tuple[str, str], float], boxes: dict[str, tuple[float, float]]
) -> _Patch:
    """Springs and repulsion (Fruchterman and Reingold, 1991) from fixed beginnings, then names pushed apart."""
    index = {name: n for n, name in enumerate(names)}
    edges = [
        (index[a], index[b], strength) for (a, b), strength in pulls.items() if a in index and b in index
    ]
    turn = 2 * math.pi * 0.618034  # the golden angle: no two beginnings coincide
    place = np.array(
        [
            [math.cos(turn * n) * math.sqrt(n + 0.5), math.sin(turn * n) * math.sqrt(n + 0.5)]
            for n in range(len(names))
        ]
    )
    heat = 1.0
    for _ in range(_ROUNDS if len(names) > 1 else 0):
        apart = place[:, None, :] - place[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=-1)), 1e-3)
        move = (apart / distance[..., None] ** 2 * _IDEAL_IN**2).sum(axis=1)
        for a, b, strength in edges:
            line = place[b] - place[a]
            force = line * (float(np.sqrt((line**2).sum())) / _IDEAL_IN * strength)
            move[a] += force
            move[b] -= force
        size = np.maximum(np.sqrt((move**2).sum(axis=1, keepdims=True)), 1e-9)
        place = place + move / size * np.minimum(size, heat)
        heat = max(heat * 0.985, 0.01)
    wide = np.array([boxes[name][0] for name in names])
    tall = np.array([boxes[name][1] for name in names])
    place = _push_apart(_lie_flat(place), wide, tall)
    spread = float((place[:, 0] + wide / 2).max() - (place[:, 0] - wide / 2).min())
    if spread > _SHEET_IN:  # wider than the sheet: drawn narrower, and higher where names then touch
        place[:, 0] *= (_SHEET_IN - wide.max()) / (spread - wide.max())
        place = _push_apart(place, wide, tall, only_up=True)
    low = (place - np.stack([wide, tall], axis=1) / 2).min(axis=0)
    high = (place + np.stack([wide, tall], axis=1) / 2).max(axis=0)
    at = {name: (float(place[n, 0] - low[0]), float(place[n, 1] - low[1])) for name, n in index.items()}
    return _Patch(at=at, width_in=float(high[0] - low[0]), height_in=float(high[1] - low[1]))


def _lie_flat(place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turned so that its longest extent lies across the sheet, and the first party is on its left."""
    centred: NDArray[np.float64] = place - place.mean(axis=0)
    if len(place) < 2:
        return centred
    values, vectors = np.linalg.eigh(centred.T @ centred)
    turned: NDArray[np.float64] = centred @ vectors[:, np.argsort(-values)]
    signs = np.where(turned[0] > 0, -1.0, 1.0)
    return turned * signs


def _push_apart(
    place: NDArray[np.float64],
    wide: NDArray[np.float64],
    tall: NDArray[np.float64],
    *,
    only_up: bool = False,
) -> NDArray[np.float64]:
    """Moves whatever overlaps along the axis where it takes least, or up and down alone."""
    place = place.copy()
    for _ in range(300):
        moved = False
        for a in range(len(place)):
            for b in range(a + 1, len(place)):
                dx, dy = place[b] - place[a]
                over_x = (wide[a] + wide[b]) / 2 - abs(dx)
                over_y = (tall[a] + tall[b]) / 2 - abs(dy)
                if over_x > 1e-6 and over_y > 1e-6:
                    moved = True
                    if only_up or over_y <= over_x:
                        step = over_y / 2 * (1 if dy >= 0 else -1)
                        place[a, 1] -= step
                        place[b, 1] += step
                    else:
                        step = over_x / 2 * (1 if dx >= 0 else -1)
                        place[a, 0] -= step
                        place[b, 0] += step
        if not moved:
            break
    return place


# -- ink -------------------------------------------------------------------------------------------


def _draw(
    axes: Axes,
    nodes: dict[str, _Node],
    ties: Sequence[NetworkTie],
    equals: Sequence[EqualTie],
    at: dict[str, tuple[float, float]],
    colours: dict[str, str],
    name_of: NameOf,
) -> None:
    sworn = {frozenset((t.subject, t.object)) for t in ties}
    for tie in equals:
        (x0, y0), (x1, y1) = at[tie.left], at[tie.right]
        if frozenset((tie.left, tie.right)) in sworn:  # beside the other tie of the pair, not on it
            length = max(math.hypot(x1 - x0, y1 - y0), 1e-6)
            aside = -0.1 * (y1 - y0) / length, 0.1 * (x1 - x0) / length
            x0, y0, x1, y1 = x0 + aside[0], y0 + aside[1], x1 + aside[0], y1 + aside[1]
        rival = tie.kind.value == "rival"
        line_width = 0.7 + 1.1 * tie.intensity
        axes.plot([x0, x1], [y0, y1], color=INK_3, lw=line_width, ls=(0, (3, 2)) if rival else "-", zorder=1)
        if rival:
            axes.plot((x0 + x1) / 2, (y0 + y1) / 2, "x", ms=5, mec=INK, mew=1.3, zorder=2)
    for tied in sorted(ties, key=lambda t: t.assessment.levels.tied):
        (x0, y0), (x1, y1) = at[tied.subject], at[tied.object]
        firm = tied.assessment.status in _FIRM and not tied.assessment.disputed
        axes.plot(
            [x0, x1], [y0, y1], color=tint(colours.get(tied.object, NEUTRAL), 0.85),
            lw=0.8 + 6.2 * tied.assessment.levels.tied,
            ls="-" if firm else (0, (1.6, 0.9)), solid_capstyle="butt", dash_capstyle="butt", zorder=3,
        )  # fmt: skip
    size = 0.12
    paper = {"facecolor": SURFACE, "edgecolor": "none", "pad": 0.8, "alpha": 0.8}
    for name, node in nodes.items():
        x, y = at[name]
        if node.followers:
            colour = colours[name]
            axes.add_patch(
                Rectangle(
                    (x - size, y - size),
                    2 * size,
                    2 * size,
                    facecolor=colour,
                    edgecolor=SURFACE,
                    lw=1.4,
                    zorder=5,
                )
            )
            if node.shares:  # a principal that itself stands with another wears its ring inside
                _draw_ring(axes, x, y, size * 0.62, node, colours)
        else:
            axes.add_patch(Wedge((x, y), size * 1.12, 0, 360, facecolor=SURFACE, edgecolor="none", zorder=4))
            _draw_ring(axes, x, y, size, node, colours)
        above = _is_freer_above(name, ties, equals, at)
        axes.text(
            x,
            y + size * (1.4 if above else -1.4),
            shorten(name_of(name), _LONGEST_NAME),
            ha="center",
            va="bottom" if above else "top",
            family=SERIF if node.followers else SANS,
            weight="bold" if node.followers else "normal",
            size=TEXT if node.followers else SMALL,
            color=INK,
            bbox=paper,
            zorder=7,
        )


def _is_freer_above(
    name: str,
    ties: Sequence[NetworkTie],
    equals: Sequence[EqualTie],
    at: dict[str, tuple[float, float]],
) -> bool:
    """Whether the name stands better above its sign than below: where fewer ties leave."""
    pairs = [(t.subject, t.object) for t in ties] + [(t.left, t.right) for t in equals]
    x, y = at[name]
    up = down = 0.0
    for pair in pairs:
        if name in pair:
            other = at[pair[1] if pair[0] == name else pair[0]]
            steep = (other[1] - y) / max(math.hypot(other[0] - x, other[1] - y), 1e-6)
            up, down = up + max(steep, 0.0), down + max(-steep, 0.0)
    return down > up + 0.2


def _draw_ring(axes: Axes, x: float, y: float, radius: float, node: _Node, colours: dict[str, str]) -> None:
    """A ring whose arcs are the chances of each principal; what is left of it is no allegiance."""
    axes.add_patch(
        Wedge(
            (x, y),
            radius,
            0,
            360,
            width=radius * 0.46,
            facecolor=tint(NEUTRAL, 0.55),
            edgecolor="none",
            zorder=5,
        )
    )
    start = 90.0
    for principal, share in sorted(node.shares, key=lambda s: (-s[1], s[0])):
        end = start - 360 * min(share, 1.0)
        axes.add_patch(
            Wedge(
                (x, y),
                radius,
                end,
                start,
                width=radius * 0.46,
                facecolor=colours.get(principal, NEUTRAL),
                edgecolor="none",
                zorder=6,
            )
        )
        start = end


def _draw_legend(figure: Figure, height: float) -> None:
    handles = [
        Line2D([], [], color=INK_3, lw=5, label="stands with it, accepted"),
        Line2D([], [], color=INK_3, lw=5, ls=(0, (0.7, 0.4)), label="pledged, reported or disputed"),
        Line2D([], [], color=INK_3, lw=1.2, label="alliance"),
        Line2D([], [], color=INK_3, lw=1.2, ls=(0, (3, 2)), marker="x", mec=INK, ms=5, label="rivalry"),
        Line2D([], [], marker="s", ls="", ms=7, color=INK_3, label="principal"),
        Line2D(
            [],
            [],
            marker="o",
            ls="",
            ms=6.5,
            mfc=SURFACE,
            mec=INK_3,
            mew=2.4,
            label="group: ring of likelihoods",
        ),
    ]
    figure.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0.02, 0.07 / height), ncols=len(handles),
        frameon=False, fontsize=SMALL - 0.5, handlelength=2.2, handletextpad=0.6, columnspacing=1.5,
        labelcolor=INK_3, borderaxespad=0,
    )  # fmt: skip
