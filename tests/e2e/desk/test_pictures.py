"""The desk looks as it did: pages in both themes against pictures that were looked at and kept.

`OATHBOOK_PICTURES=write` keeps what is seen now; look at the pictures before committing them. The fonts are the desk's
own, so only the browser's version tells: the version that took the pictures is held to them pixel by pixel, another
one to the mean of each 8 × 8 pixels, in which letters that are drawn a little differently do not show.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.e2e.desk.picture_book import write_book

Image = pytest.importorskip("PIL.Image", reason="pillow compares the pictures: make setup-dev")
ImageChops = pytest.importorskip("PIL.ImageChops")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image as Picture
    from playwright.sync_api import Browser
    from tests.e2e.desk.conftest import Open, Serve

KEPT = Path(__file__).with_name("pictures")
PLATFORM = KEPT / "platform.txt"
WIDTH, HEIGHT = 1280, 800
PAGES = {
    "overview": {"group": "boko-haram"},
    "network": {"group": "boko-haram"},
    "groups": {"group": "boko-haram"},
    "read": {},
    "evidence": {"group": "boko-haram", "principal": "islamic-state"},
    "map": {},
    "hypotheses": {"group": "boko-haram"},
    "search": {"q": "allegiance"},
    "sources": {"source": "Harmattan Wire"},
}
# The same version: a pixel differs by a fifth of its range in one channel, as the edge of a letter may.
PIXEL = 51
# Another version: the mean of a block differs by a twelfth, which is a line of text that moved or a colour that changed.
BLOCK, BLOCK_PIXELS = 21, 8
MOST_DIFFERENT = 0.005  # of all pixels, or of all blocks


@pytest.fixture(scope="module")
def small_address(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    book = tmp_path_factory.mktemp("pictures") / "coded.oathbook"
    write_book(book)
    with serve(book) as at:
        yield at


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(
    name: str, open_desk: Open, small_address: str, browser: Browser, tmp_path: Path
) -> None:
    desk = open_desk(small_address, width=WIDTH, height=HEIGHT)
    page = desk.go(name, **PAGES[name])
    here, differing = f"chromium {browser.version.split('.')[0]}", {}
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.evaluate("document.fonts.ready")
        seen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        kept = KEPT / f"{name}-{theme}.png"
        if os.environ.get("OATHBOOK_PICTURES") == "write":
            KEPT.mkdir(exist_ok=True)
            seen.quantize(192).save(kept, optimize=True)
            PLATFORM.write_text(f"{here}\n", encoding="ascii")
            continue
        was = Image.open(kept).convert("RGB")
        assert seen.size == was.size
        share = difference(was, seen, same=PLATFORM.read_text("ascii").strip() == here)
        if share > MOST_DIFFERENT:
            seen.save(tmp_path / kept.name)
            differing[kept.name] = f"{share:.2%} differ; what was seen: {tmp_path / kept.name}"
    assert differing == {}


def difference(was: Picture, seen: Picture, *, same: bool) -> float:
    """The share of pixels, or of blocks where another version drew, that are not as they were."""
    if not same:
        size = (was.width // BLOCK_PIXELS, was.height // BLOCK_PIXELS)
        was, seen = (picture.resize(size, Image.Resampling.BOX) for picture in (was, seen))
    red, green, blue = ImageChops.difference(was, seen).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()
    return sum(most[(PIXEL if same else BLOCK) + 1 :]) / (was.width * was.height)


def test_a_line_that_moved_and_a_colour_that_changed_are_seen_in_either_way() -> None:
    plain = Image.new("RGB", (WIDTH, HEIGHT), "#F2F0EA")
    line, moved, hue = (plain.copy() for _ in range(3))
    line.paste("#1B1E23", (100, 100, 700, 116))
    moved.paste("#1B1E23", (100, 108, 700, 124))
    hue.paste("#A8401F", (100, 100, 700, 116))
    for same in (True, False):
        assert difference(line, line, same=same) == 0
        assert difference(line, moved, same=same) > MOST_DIFFERENT
        assert difference(line, hue, same=same) > MOST_DIFFERENT
