"""How does the course of an actor's ties look on paper? A static SVG with a lane for each principal.

Thickness is likelihood. Fill is basis: solid where both sides say so, hatched where one side claims it, an
outlined tint where it is only told. Glyphs are claims: a triangle a pledge, a circle an acceptance, a crossed
circle a denial, a diamond a split, a bar a break. A thin line beside a glyph runs from the earliest to the
latest possible day. Invariant: all text is escaped, and the picture needs nothing from anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from html import escape

from oathbook.analysis.answers import TurningPoint
from oathbook.analysis.brief.course import Basis, Course, Lane, Moment
from oathbook.assessment import estimative_word
from oathbook.model import Kind, Polarity, Realis

WIDTH, LEFT, RIGHT = 760, 152, 132
LANE, RIBBON, TOP, AXIS = 58, 30, 10, 26
GLYPH = 12  # the room that one takes
# The first allegiance slots of the desk, in the light theme (its palette test holds them apart).
COLOURS = ("#214AC0", "#A8401F", "#269263", "#692F5A")
_INK, _INK2, _INK3, _LINE = "#1B1E23", "#464B53", "#62676F", "#DEDAD1"
_SVG = "http://www.w3.org/2000/svg"
_SANS = "'Source Sans 3', 'Source Sans 3 Variable', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif"
_LIFE = list(Kind)  # in the order of a tie's life: a pledge before its acceptance
_TELLS = {Kind.PLEDGE, Kind.ACCEPT, Kind.REJECT, Kind.SPLIT, Kind.BREAK, Kind.DISAVOW}


def draw_course(
    course: Course, points: Sequence[TurningPoint], actor: str, name_of: Callable[[str], str]
) -> str:
    """The SVG as text; empty where there is nothing to draw."""
    if not course.lanes:
        return ""
    first, last = course.days[0], course.days[-1]
    height = TOP + LANE * len(course.lanes) + AXIS

    def x(day: date) -> float:
        share = (day - first) / max(last - first, timedelta(days=1))
        return LEFT + (WIDTH - LEFT - RIGHT) * min(max(share, 0.0), 1.0)

    told = ", ".join(f"{name_of(lane.other)} {lane.moments[-1].probability:.0%}" for lane in course.lanes)
    parts = [
        f'<svg class="course" viewBox="0 0 {WIDTH} {height}" role="img" xmlns="{_SVG}" font-family="{_SANS}">',
        f"<title>{escape(f'Likelihood of ties from {first} to {last}')}</title>",
        f"<desc>{escape(f'At the end: {told}.')}</desc>",
        _patterns(len(course.lanes)),
        _axis(first, last, height, x),
    ]
    for number, lane in enumerate(course.lanes):
        middle = TOP + LANE * number + LANE / 2
        parts.append(_lane(lane, number, middle, x, name_of))
        about = [p for p in points if _is_about(p, actor, lane.other)]
        parts += _glyphs(about, middle, COLOURS[number], x, (first, last))
    parts.append("</svg>")
    return "\n".join(parts)


def _patterns(lanes: int) -> str:
    hatches = "".join(
        f'<pattern id="hatch{n}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="5" height="5" fill="{COLOURS[n]}" fill-opacity=".14"/>'
        f'<rect width="2" height="5" fill="{COLOURS[n]}" fill-opacity=".78"/></pattern>'
        for n in range(lanes)
    )
    return f"<defs>{hatches}</defs>"


def _axis(first: date, last: date, height: int, x: Callable[[date], float]) -> str:
    years = range(first.year + 1, last.year + 1)
    step = next(s for s in (1, 2, 5, 10, 25) if len(years) / s <= 9 or s == 25)
    base = height - AXIS
    lines = []
    for year in years:
        at = x(date(year, 1, 1))
        labelled = year % step == 0
        if labelled:
            lines.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{base}" stroke="{_LINE}"/>')
            if at < WIDTH - RIGHT - 12:
                lines.append(
                    f'<text x="{at:.1f}" y="{base + 17}" font-size="12" fill="{_INK3}" text-anchor="middle">{year}</text>'
                )
        lines.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{base}" y2="{base + 4}" stroke="{_INK3}"/>')
    lines.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{base}" y2="{base}" stroke="{_INK3}"/>')
    return "".join(lines)


def _lane(
    lane: Lane, number: int, middle: float, x: Callable[[date], float], name_of: Callable[[str], str]
) -> str:
    colour, end = COLOURS[number], lane.moments[-1]
    name_lines = _wrap(name_of(lane.other), 21)
    top = middle + 4.5 - 7 * (len(name_lines) - 1)
    parts = [
        f'<text x="{LEFT - 14}" y="{top + 14 * n:.1f}" font-size="13" font-weight="600" fill="{_INK}" text-anchor="end">'
        f"{escape(line)}</text>"
        for n, line in enumerate(name_lines)
    ]
    parts.append(
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{middle}" y2="{middle}" stroke="{colour}" stroke-opacity=".3"/>'
    )
    parts += [_ribbon(run, colour, number, middle, x) for run in _runs(lane.moments)]
    shown = min(max(end.probability, 0.01), 0.99)
    parts += [
        f'<text x="{WIDTH - RIGHT + 12}" y="{middle - 2}" font-size="15" font-weight="600" fill="{_INK}">{shown:.0%}</text>',
        f'<text x="{WIDTH - RIGHT + 12}" y="{middle + 13}" font-size="12" fill="{_INK2}">{estimative_word(shown)}</text>',
    ]
    return "".join(parts)


def _runs(moments: Sequence[Moment]) -> list[list[Moment]]:
    """Stretches of one basis, each carried on to the first moment of the next so that no gap shows."""
    runs: list[list[Moment]] = []
    for moment in moments:
        if runs and runs[-1][0].basis is moment.basis:
            runs[-1].append(moment)
            continue
        if runs:
            runs[-1].append(moment)
        runs.append([moment])
    return [run for run in runs if len(run) > 1]


def _ribbon(
    run: Sequence[Moment], colour: str, number: int, middle: float, x: Callable[[date], float]
) -> str:
    above = [f"{x(m.day):.1f},{middle - m.probability * RIBBON / 2:.2f}" for m in run]
    below = [f"{x(m.day):.1f},{middle + m.probability * RIBBON / 2:.2f}" for m in reversed(run)]
    basis = run[0].basis
    if basis is Basis.BOTH:
        style = f'fill="{colour}" fill-opacity=".85"'
    elif basis is Basis.ONE:
        style = f'fill="url(#hatch{number})"'
    else:
        style = f'fill="{colour}" fill-opacity=".13" stroke="{colour}" stroke-width=".8"'
    return f'<polygon points="{" ".join(above + below)}" {style}/>'


def _glyphs(
    points: Sequence[TurningPoint],
    middle: float,
    colour: str,
    x: Callable[[date], float],
    span: tuple[date, date],
) -> list[str]:
    """The glyphs above a lane from left to right; one that would cover the last is moved beside it."""
    placed: list[tuple[float, float, float, TurningPoint]] = []
    for point in points:
        early, late = point.earliest or point.latest, point.latest or point.earliest
        if early is not None and late is not None and late >= span[0] and early <= span[1]:
            left, right = x(early), x(late)
            placed.append(((left + right) / 2, left, right, point))
    made: list[str] = []
    free = 0.0
    for at, left, right, point in sorted(placed, key=lambda p: (p[0], _LIFE.index(p[3].kind))):
        moved = max(at, free)
        free = moved + GLYPH
        made.append(_glyph(point, moved, (left, right), middle - RIBBON / 2 - 7, colour))
    return made


def _glyph(point: TurningPoint, at: float, span: tuple[float, float], y: float, colour: str) -> str:
    left, right = span
    line = (
        f'<line x1="{left:.1f}" x2="{right:.1f}" y1="{y}" y2="{y}" stroke="{_INK2}" stroke-width="1"/>'
        if right - left > GLYPH
        else ""
    )
    open_ = f'fill="#FFFFFF" stroke="{_INK}" stroke-width="1.4"'
    solid = f'fill="{colour}" stroke="{_INK}" stroke-width="1"'
    if point.polarity is Polarity.NEGATIVE or point.kind is Kind.REJECT:
        cross = f"M{at - 3.3:.1f} {y - 3.3}l6.6 6.6m0 -6.6l-6.6 6.6"
        shape = (
            f'<circle cx="{at:.1f}" cy="{y}" r="4.8" {open_}/>'
            f'<path d="{cross}" stroke="{_INK}" stroke-width="1.4"/>'
        )
    elif point.kind is Kind.PLEDGE:
        shape = f'<path d="M{at:.1f} {y - 5.5}l5.2 9.6h-10.4z" {solid}/>'
    elif point.kind is Kind.ACCEPT:
        shape = f'<circle cx="{at:.1f}" cy="{y}" r="4.8" {solid}/>'
    elif point.kind is Kind.SPLIT:
        shape = f'<path d="M{at:.1f} {y - 5.6}l5.2 5.6l-5.2 5.6l-5.2 -5.6z" {open_}/>'
    else:
        shape = f'<rect x="{at - 1.6:.1f}" y="{y - 5.5}" width="3.2" height="11" fill="{_INK}"/>'
    return f"<g>{line}{shape}</g>"


def _is_about(point: TurningPoint, actor: str, other: str) -> bool:
    sides = {point.subject, point.object}
    return (
        point.kind in _TELLS
        and point.realis is Realis.ACTUAL
        and actor in sides
        and (other in sides or (point.kind is Kind.SPLIT and other not in sides and point.object is None))
    )


def _wrap(name: str, width: int) -> list[str]:
    """The name in at most three lines."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 3:
        lines = [*lines[:2], lines[2] + " …"]
    return [line if len(line) <= width + 3 else line[: width + 2] + "…" for line in lines]
