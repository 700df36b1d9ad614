"""The pages that ship are those of the sources, whole, and small enough."""

from __future__ import annotations

import gzip
import json
import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "src" / "oathbook" / "desk" / "static"
FIRST_SCRIPT_BYTES = 60_000  # gzipped
FIRST_LOAD_BYTES = 320_000  # raw, with the two fonts of Latin text


def _needed(page: str) -> set[Path]:
    """The scripts that a page cannot be shown without: the entry, its own, and what these import."""
    html = (STATIC / "index.html").read_text("utf-8")
    (entry,) = re.findall(r'src="\./(assets/[^"]+\.js)"', html)
    (own,) = (STATIC / "assets").glob(f"{page}-*.js")
    found, pending = set[Path](), [STATIC / entry, own]
    while pending:
        script = pending.pop()
        if script in found:
            continue
        found.add(script)
        imports = re.findall(r'(?:from|import)\s*"\./([^"]+\.js)"', script.read_text("utf-8"))
        pending += [script.parent / name for name in imports]
    return found


def test_the_pages_were_built_from_the_sources_at_hand() -> None:
    made = runpy.run_path(str(ROOT / "web" / "stamp.py"))
    assert made["STAMP"].read_text("ascii").strip() == made["digest"](), "web/ has changed: run make desk"


def test_the_page_names_only_files_that_are_there() -> None:
    html = (STATIC / "index.html").read_text("utf-8")
    named = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert named
    assert all(name.startswith("./") for name in named)
    assert [name for name in named if not (STATIC / name).is_file()] == []


@pytest.mark.parametrize("suffix", ["js", "css", "html"])
def test_no_built_file_fetches_from_another_host(suffix: str) -> None:
    foreign = re.compile(r"""(?:src|href|url|fetch|import)\s*[=(:]\s*["'`(]?\s*(https?:)?//[a-z]""")
    for path in STATIC.rglob(f"*.{suffix}"):
        assert not foreign.search(path.read_text("utf-8")), path.name


def test_no_script_is_inline() -> None:
    assert not re.search(r"<script(?![^>]*\bsrc=)", (STATIC / "index.html").read_text("utf-8"))


def test_the_first_script_stays_small() -> None:
    total = sum(len(gzip.compress(path.read_bytes())) for path in _needed("Overview"))
    assert total <= FIRST_SCRIPT_BYTES


def test_the_first_load_stays_small() -> None:
    scripts = _needed("Overview")
    styles = [
        p
        for p in (STATIC / "assets").glob("*.css")
        if p.name.split("-")[0] in {"index", "Overview", "States", "Prob"}
    ]
    fonts = list((STATIC / "assets").glob("source-*-latin-wght-normal-*.woff2"))
    assert len(fonts) == 2
    total = sum(p.stat().st_size for p in [STATIC / "index.html", *scripts, *styles, *fonts])
    assert total <= FIRST_LOAD_BYTES


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text("utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
