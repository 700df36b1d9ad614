"""What does Oathbook look like? `python docs/pictures.py` draws `pictures/*.svg` from real answers.

The pictures are made of what the program prints on a terminal of colours; with --check nothing is written.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

DOCS = Path(__file__).parent
ROOT = DOCS.parent
WIDTH = 104
STORIES = ("examples/reports/al-mourabitoun", "examples/reports/boko-haram")
PICTURES = {
    "why": "why adnan-abu-walid-al-sahrawi islamic-state --as-of 2018-01-31 --known-by 2018-01-31",
    "who": "who al-mourabitoun --as-of 2018-01-31 --known-by 2018-01-31",
    "timeline": "timeline boko-haram --kind pledge --kind accept --kind reject --kind replace --kind lead "
    "--as-of 2016-12 --known-by 2016-12",
}
THEME = TerminalTheme(
    (250, 249, 246),
    (40, 38, 35),
    [
        (40, 38, 35),
        (170, 50, 45),
        (45, 120, 70),
        (150, 110, 20),
        (50, 90, 150),
        (130, 70, 130),
        (40, 120, 125),
        (130, 126, 120),
    ],
)
# The picture must look right offline: no web fonts.
_WEB_FONT = re.compile(r"\s*@font-face \{.*?\}(?=\s)", re.DOTALL)


def draw(book: Path, name: str) -> str:
    """One picture: the question and its answer."""
    command = PICTURES[name]
    shown = (
        f"\x1b[1m$ oathbook {_without_days(command)}\x1b[0m\n{_run(*command.split(), book=book, colour=True)}"
    )
    screen = Console(width=WIDTH, record=True, file=io.StringIO(), force_terminal=True, highlight=False)
    screen.print(Text.from_ansi(shown.rstrip()))
    svg = screen.export_svg(title="oathbook", theme=THEME, unique_id=f"oathbook-{name}")
    svg = _WEB_FONT.sub("", svg).replace("Fira Code", "ui-monospace, Menlo, Consolas")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _without_days(command: str) -> str:
    """The days are fixed so that the picture stays as it is; the head of the answer shows them."""
    return re.sub(r" --(as-of|known-by) \S+", "", command)


def _run(*arguments: str, book: Path, colour: bool = False) -> str:
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "OATHBOOK_OWN")}
    if colour:
        environment |= {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": ""}
    environment |= {"COLUMNS": str(WIDTH), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "oathbook", *arguments, "--book", str(book)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def main() -> int:
    """Draws every picture, or says which are out of date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a picture differs")
    check = parser.parse_args().check
    stale = False
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "pictures.oathbook"
        _run("read", *STORIES, book=book)
        for name in PICTURES:
            path = DOCS / "pictures" / f"{name}.svg"
            svg = draw(book, name)
            if path.exists() and path.read_text("utf-8") == svg:
                continue
            stale = True
            if check:
                print(f"{path.relative_to(ROOT)} is not what the program prints: run `make docs`.")
            else:
                path.write_text(svg, "utf-8")
                print(f"wrote {path.relative_to(ROOT)}")
    return int(check and stale)


if __name__ == "__main__":
    sys.exit(main())
