"""WCAG 2.2 AA by axe on every page, in both themes and three widths; and nothing wider than the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.e2e.desk.conftest import Desk, Open

AXE = Path(__file__).parents[3] / "web" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# All that WCAG 2.2 AA asks, and once more in the dark what a theme changes: its colours.
RULES = {
    "light": {"type": "tag", "values": TAGS},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
PAGES = {
    "overview": {"group": "boko-haram"},
    "overview-table": {"group": "boko-haram", "mode": "table"},
    "network": {"group": "boko-haram"},
    "groups": {},
    "groups-one": {"group": "boko-haram"},
    "read": {},
    "read-add": {"tab": "add"},
    "evidence": {"group": "boko-haram", "principal": "islamic-state", "from": "known:2015-03-10"},
    "map": {},
    "hypotheses": {"group": "boko-haram"},
    "search": {"q": "allegiance"},
    "sources": {"source": "Harmattan Wire"},
}
WIDTHS = {1440: 900, 1024: 768, 390: 844}


def violations(desk: Desk, rules: dict[str, Any]) -> list[dict[str, Any]]:
    found: dict[str, Any] = desk.page.evaluate(
        "runOnly => axe.run(document, { runOnly, resultTypes: ['violations'] })", rules
    )
    return [
        {
            "rule": v["id"],
            "where": [n["html"][:160] for n in v["nodes"][:3]],
            "why": v["nodes"][0]["failureSummary"],
        }
        for v in found["violations"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_fault(name: str, open_desk: Open, address: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is fetched by npm: make desk-check")
    desk = open_desk(address)
    desk.go(name.split("-", maxsplit=1)[0], **PAGES[name])
    # Run in the page by the debugger: the desk's own policy lets no foreign script in.
    desk.page.evaluate(AXE.read_text("utf-8"))
    faults = {}
    for width, height in WIDTHS.items():
        desk.page.set_viewport_size({"width": width, "height": height})
        desk.settle()
        for theme, rules in RULES.items():
            desk.page.emulate_media(color_scheme=theme)
            if found := violations(desk, rules):
                faults[width, theme] = found
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= width, f"wider than {width}"
    assert faults == {}


def test_text_in_pictures_can_be_read_on_its_ground(open_desk: Open, address: str) -> None:
    """axe passes over text in SVG: its contrast is computed here."""
    measure = """() => {
        const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const light = colour => {
            probe.fillStyle = '#000'; probe.fillStyle = colour; probe.fillRect(0, 0, 1, 1);
            const [r, g, b] = [...probe.getImageData(0, 0, 1, 1).data].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
            return .2126 * r + .7152 * g + .0722 * b;
        };
        const ground = getComputedStyle(document.querySelector('.card')).backgroundColor;
        const bad = [];
        for (const t of document.querySelectorAll('.card svg text')) {
            if (!t.textContent.trim() || t.closest('.handle') || Number(getComputedStyle(t).opacity) < 1 || t.getAttribute('opacity') === '0') continue;
            const [a, b] = [light(getComputedStyle(t).fill), light(ground)].sort((m, n) => n - m);
            const ratio = (a + .05) / (b + .05);
            if (ratio < 4.5) bad.push(`${t.textContent}: ${ratio.toFixed(2)}`);
        }
        return bad;
    }"""
    for theme in ("light", "dark"):
        desk = open_desk(address, theme=theme)
        for name in ("overview", "network", "groups"):
            page = desk.go(name, group="boko-haram")
            assert page.locator(".card svg text").count() > 5
            assert page.evaluate(measure) == []


def test_motion_is_left_out_for_those_who_ask(desk: Desk) -> None:
    page = desk.go("overview", group="boko-haram")
    assert page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")
    moving = "() => [...document.querySelectorAll('.fade')].filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    assert page.evaluate(moving) == 0


def test_the_keyboard_reaches_the_content_first(desk: Desk) -> None:
    page = desk.go("overview")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
