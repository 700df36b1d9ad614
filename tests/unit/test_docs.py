"""The pages say what the program does: generated parts, examples, pictures, links and the vocabulary."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

from oathbook.cli.exit_codes import ExitCode
from oathbook.extraction import frames
from oathbook.model import Claim, Kind

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").rglob("README.md")]
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```", re.DOTALL)


def script(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(DOCS / name), "--check", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def rows_of(page: Path, head: str) -> list[list[str]]:
    """The cells of the table whose first column has this head."""
    rows: list[list[str]] = []
    inside = False
    for line in page.read_text("utf-8").splitlines():
        if line.startswith(f"| {head} |"):
            inside = True
        elif inside and not line.startswith("|"):
            break
        elif inside and not line.startswith("| ---"):
            rows.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))])
    return rows


def test_generated_pages_are_what_the_program_says() -> None:
    done = script("reference.py")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md", "docs/guides"])
def test_examples_print_what_the_pages_show(page: str) -> None:
    path = ROOT / page
    pages = sorted(path.glob("*.md")) if path.is_dir() else [path]
    done = script("examples.py", *map(str, pages))
    assert done.returncode == 0, done.stdout + done.stderr


def test_pictures_show_what_the_program_prints() -> None:
    done = script("pictures.py")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for target in _LINK.findall(_CODE.sub("", page.read_text("utf-8"))):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(target)
    assert not broken


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"(?m)^#+ (.+)$", _CODE.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_the_vocabulary_page_explains_every_kind_in_order() -> None:
    explained = rows_of(DOCS / "concepts" / "claims.md", "kind")
    text = (DOCS / "concepts" / "claims.md").read_text("utf-8")
    what = text[text.index("What they cover") :]
    assert [row[0].strip("`") for row in explained] == [kind.value for kind in Kind]
    assert re.findall(r"(?m)^\| `(\w+)` \|", what) == [kind.value for kind in Kind]


def test_the_vocabulary_page_explains_every_field_of_a_claim() -> None:
    page = (DOCS / "concepts" / "claims.md").read_text("utf-8")
    fields = page[page.index("## The fields") : page.index("## The kinds")]
    named = set(re.findall(r"`(\w+)`", fields))
    own = {field.name.rstrip("_") for field in dataclasses.fields(Claim)} - {"extractor"}
    assert own <= named


def test_the_exit_codes_page_lists_every_code() -> None:
    rows = rows_of(DOCS / "reference" / "exit-codes.md", "code")
    assert [int(row[0]) for row in rows] == [code.value for code in ExitCode]


def test_the_manual_of_frames_names_every_field_and_its_example_loads() -> None:
    page = (DOCS / "reference" / "frames.md").read_text("utf-8")
    explained = set(re.findall(r"`([a-z_]+)(?: = [^`]*)?`", page))
    assert frames._KEYS - explained == set()
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (frame,) = frames.parse_frames("frames.md", example)
    assert frame.kind is Kind.PLEDGE


def test_the_readme_names_every_command() -> None:
    table = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"(?m)^## oathbook (\w+)$", (DOCS / "reference" / "cli.md").read_text("utf-8"))
    assert commands
    assert [command for command in commands if not re.search(rf"`(oathbook )?{command}\b", table)] == []
