"""The desk looks as it did: pages in both themes against pictures that were looked at and kept.

`OATHBOOK_PICTURES=write` keeps what is seen now; look at the pictures before committing them.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

Image = pytest.importorskip("PIL.Image", reason="pillow compares the pictures: make setup-dev")
ImageChops = pytest.importorskip("PIL.ImageChops")

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from tests.e2e.desk.conftest import Open

KEPT = Path(__file__).with_name("pictures")
PLATFORM = KEPT / "platform.txt"
PAGES = {
    "overview": {"group": "boko-haram"},
    "evidence": {"group": "boko-haram", "principal": "islamic-state"},
    "read": {},
    "network": {"group": "boko-haram"},
}
TOLERANCE = 51  # of 255 in one channel: the edge of a letter
MOST_DIFFERENT = 0.005  # of all pixels


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(
    name: str, theme: str, open_desk: Open, address: str, browser: Browser, tmp_path: Path
) -> None:
    desk = open_desk(address, width=1280, height=800, theme=theme)
    page = desk.go(name, **PAGES[name])
    page.evaluate("document.fonts.ready")
    seen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    kept, here = KEPT / f"{name}-{theme}.png", f"chromium {browser.version.split('.')[0]}"
    if os.environ.get("OATHBOOK_PICTURES") == "write":
        KEPT.mkdir(exist_ok=True)
        seen.save(kept, optimize=True)
        PLATFORM.write_text(f"{here}\n", encoding="ascii")
        return
    if not PLATFORM.is_file() or PLATFORM.read_text("ascii").strip() != here:
        pytest.skip(f"The pictures were not taken in {here}: look at the pages, then OATHBOOK_PICTURES=write")
    was = Image.open(kept).convert("RGB")
    assert seen.size == was.size
    worst = ImageChops.difference(was, seen).split()
    changed = [
        ImageChops.lighter(ImageChops.lighter(*worst[:2]), worst[2]).point(
            lambda v: 255 if v > TOLERANCE else 0
        )
    ]
    share = sum(changed[0].histogram()[128:]) / (seen.width * seen.height)
    if share > MOST_DIFFERENT:
        seen.save(tmp_path / f"{name}-{theme}.png")
    assert share <= MOST_DIFFERENT, f"{share:.2%} differ; what was seen: {tmp_path / f'{name}-{theme}.png'}"
