"""Which colours, letters and glyphs do charts share? The tokens of the desk, for figures on paper.

Invariant: the hues differ for eyes of every kind (the desk's palette check), and each principal keeps its hue
within a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.path import Path

GROUND, SURFACE, SUNK = "#F2F0EA", "#FBFAF7", "#ECE9E1"
INK, INK_2, INK_3 = "#1B1E23", "#464B53", "#62676F"
LINE, LINE_2 = "#DEDAD1", "#8D887C"
NEUTRAL = "#6E7278"
SLOTS = ("#214AC0", "#A8401F", "#269263", "#692F5A", "#A8801A")  # more principals fold into neutral

# Figures are measured with what matplotlib ships, so that they are the same everywhere; an SVG then names the
# desk's own letters first (see `saving`).
SANS, SERIF = "DejaVu Sans", "DejaVu Serif"

SMALL, TEXT, LARGE, TITLE = 8.0, 9.0, 10.5, 15.0  # points
_RC: dict[Any, Any] = {
    "font.family": SANS,
    "font.size": TEXT,
    "figure.facecolor": SURFACE,
    "savefig.facecolor": SURFACE,
    "axes.facecolor": SURFACE,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": INK_2,
    "xtick.color": INK_3,
    "ytick.color": INK_3,
    "hatch.linewidth": 1.1,
    "svg.fonttype": "none",
    "svg.hashsalt": "oathbook",
    "path.simplify": False,
    "figure.max_open_warning": 0,
}


@contextmanager
def house_style() -> Iterator[None]:
    """The house's letters and colours, for as long as the block lasts."""
    with mpl.rc_context({**mpl.rcParamsDefault, "backend": mpl.rcParams["backend"], **_RC}):
        yield


def new_figure(width_in: float, height_in: float) -> Figure:
    """A figure of its own, which no global state of pyplot knows."""
    return Figure(figsize=(width_in, height_in), dpi=110, layout=None)


def hues(principals: Sequence[str]) -> dict[str, str]:
    """A hue for each principal, in the order given: the first come first, the rest are neutral."""
    return {p: SLOTS[n] if n < len(SLOTS) else NEUTRAL for n, p in enumerate(dict.fromkeys(principals))}


def tint(colour: str, share: float = 0.3) -> tuple[float, float, float]:
    """The colour mixed with the paper."""
    r, g, b = mpl.colors.to_rgb(colour)
    paper = mpl.colors.to_rgb(SURFACE)
    return (
        share * r + (1 - share) * paper[0],
        share * g + (1 - share) * paper[1],
        share * b + (1 - share) * paper[2],
    )


def head(figure: Figure, title: str, sentence: str, days: str, *, left: float, top: float = 0.965) -> None:
    """The title, the finding in a sentence, and the two days of the question."""
    height = float(figure.get_figheight())
    line = TITLE * 1.35 / 72 / height
    figure.text(left, top, title, family=SERIF, size=TITLE, weight="bold", va="top", color=INK)
    figure.text(left, top - line, sentence, family=SERIF, size=LARGE, va="top", color=INK_2)
    figure.text(left, top - line - LARGE * 1.6 / 72 / height, days, size=SMALL, va="top", color=INK_3)


def bezier(points: Sequence[tuple[float, float]], codes: Sequence[Any]) -> Path:
    """A path of straight and curved pieces."""
    return Path(list(points), list(codes))


def shorten(text: str, most: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
