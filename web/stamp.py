"""Which sources were the committed pages built from? `python web/stamp.py` writes their hash beside the build.

`tests/unit/desk/test_static.py` compares it with the sources at hand: a change without `make desk` fails.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

WEB = Path(__file__).parent
STATIC = WEB.parent / "src" / "oathbook" / "desk" / "static"
STAMP = STATIC / "stamp.txt"
# What the build reads: sources, the page, what is copied, the configuration, and the versions of everything.
READ = (
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "svelte.config.js",
    "tsconfig.json",
    "vite.config.ts",
)


def sources() -> Iterator[Path]:
    """The files that the build reads, in order; tests are none of them."""
    for name in READ:
        path = WEB / name
        yield from sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]


def digest() -> str:
    """The hash of the sources, whatever their line ends."""
    total = hashlib.sha256()
    for path in sources():
        if not path.name.endswith(".test.ts"):
            text = path.read_bytes().replace(b"\r\n", b"\n")
            total.update(path.relative_to(WEB).as_posix().encode() + b"\0" + text + b"\0")
    return total.hexdigest()


if __name__ == "__main__":
    STAMP.write_text(f"{digest()}\n", encoding="ascii")
