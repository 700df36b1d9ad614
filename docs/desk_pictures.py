"""Takes the pictures of the desk that README and tutorial show, from the shipped examples: `python docs/desk_pictures.py`.

Overview, Evidence and Read in both themes, into `docs/pictures/desk-PAGE-THEME.png`. Needs Debian's chromium.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
ARGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --force-color-profile=srgb --font-render-hinting=none"
).split()
CLOCKS = "asof=2018-02-01&known=2018-03-31"
SHOWN = {
    "overview": "group=boko-haram",
    "evidence": "group=boko-haram&principal=islamic-state",
    "read": "",
}


def main() -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("The pictures are taken in Debian's chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        book = str(Path(folder) / "examples.oathbook")
        oathbook = [sys.executable, "-m", "oathbook"]
        subprocess.run(
            [*oathbook, "read", "--book", book, "examples/reports"], cwd=ROOT, check=True, capture_output=True
        )
        serve = [*oathbook, "serve", "--book", book, "--port", "0", "--no-token"]
        with (
            subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process,
            sync_playwright() as play,
        ):
            found = re.search(r"http://\S+", process.stdout.readline() if process.stdout else "")
            if found is None:
                sys.exit("The desk did not come up.")
            browser = play.chromium.launch(executable_path=chromium, args=ARGS)
            for theme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": 1440, "height": 900},
                    color_scheme=theme,
                    reduced_motion="reduce",
                    locale="en-GB",
                )
                page = context.new_page()
                for name, params in SHOWN.items():
                    page.goto(f"{found[0].rstrip('/')}/#/{name}?{CLOCKS}&{params}")
                    page.reload()
                    page.wait_for_load_state("networkidle", timeout=120_000)
                    page.evaluate("document.fonts.ready")
                    path = PICTURES / f"desk-{name}-{theme}.png"
                    page.screenshot(path=path)
                    print(path.relative_to(ROOT))
                context.close()
            browser.close()
            process.terminate()


if __name__ == "__main__":
    main()
