"""A hue means an allegiance: the colours stay apart for every eye, and stand out from their ground."""

from __future__ import annotations

import math
import re
from itertools import combinations
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[3] / "web" / "src" / "app.css").read_text("utf-8")
LEAST_DIFFERENCE = {"light": 13.0, "dark": 12.1}  # CIEDE2000 over all four kinds of sight
# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear light.
SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
Triple = tuple[float, float, float]


def token(name: str, theme: str) -> str:
    (pair,) = re.findall(rf"--{name}: light-dark\((#\w+), (#\w+)\);", CSS)
    return pair[theme == "dark"]


def linear(colour: str) -> Triple:
    def one(at: int) -> float:
        c = int(colour[at : at + 2], 16) / 255
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    return one(1), one(3), one(5)


def seen(colour: str, sight: str) -> Triple:
    r, g, b = linear(colour)
    x, y, z = (min(1.0, max(0.0, a * r + m * g + n * b)) for a, m, n in SIGHT[sight])
    return x, y, z


def lab(light: Triple) -> Triple:
    r, g, b = light
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: Triple, two: Triple) -> float:
    """CIEDE2000 (Sharma, Wu and Dalal 2005, equations 2 to 22)."""
    (l1, a1, b1), (l2, a2, b2) = one, two
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    lm, cm, hm = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * math.cos(math.radians(hm - 30))
        + 0.24 * math.cos(math.radians(2 * hm))
        + 0.32 * math.cos(math.radians(3 * hm + 6))
        - 0.20 * math.cos(math.radians(4 * hm - 63))
    )
    sl = 1 + 0.015 * (lm - 50) ** 2 / math.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    twist = math.sin(math.radians(60 * math.exp(-(((hm - 275) / 25) ** 2))))
    rt = -2 * math.sqrt(cm**7 / (cm**7 + 25**7)) * twist
    dl, dc = (l2 - l1) / sl, (c2 - c1) / sc
    return math.sqrt(dl**2 + dc**2 + (dh / sh) ** 2 + rt * dc * dh / sh)


def contrast(one: str, two: str) -> float:
    """The ratio of WCAG 2.2."""
    high, low = sorted(
        (0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(two))), reverse=True
    )
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_two_allegiances_never_look_alike(theme: str) -> None:
    colours = [token(f"p{slot}", theme) for slot in range(6)]
    least = min(
        difference(lab(seen(a, sight)), lab(seen(b, sight)))
        for sight in SIGHT
        for a, b in combinations(colours, 2)
    )
    assert least >= LEAST_DIFFERENCE[theme]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("slot", range(7))
def test_an_allegiance_stands_out_from_its_ground(theme: str, slot: int) -> None:
    assert contrast(token(f"p{slot}", theme), token("surface", theme)) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "ink-2", "ink-3"])
@pytest.mark.parametrize("ground", ["ground", "surface", "raised", "sunk", "marker-2"])
def test_every_ink_can_be_read_on_every_ground(theme: str, ink: str, ground: str) -> None:
    assert contrast(token(ink, theme), token(ground, theme)) >= 4.5


def test_the_difference_of_two_known_colours_is_the_published_one() -> None:
    """The first and the twentieth pair of the test data of Sharma, Wu and Dalal."""
    assert difference((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert difference((50, 2.5, 0), (61, -5, 29)) == pytest.approx(22.8977, abs=1e-4)
