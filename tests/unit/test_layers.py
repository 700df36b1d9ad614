"""Imports point down, and what is imported is declared."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "oathbook"
ENTRANCES = {"__init__", "__main__"}  # the façade and the program's door stand above all rooms


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_no_room_imports_upwards_or_across() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_has_its_floor() -> None:
    """A room that the contract does not name could import whatever it likes."""
    (contract,) = project()["tool"]["importlinter"]["contracts"]
    named = {room.strip() for floor in contract["layers"] for room in floor.split("|")}
    rooms = {
        path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert {f"oathbook.{room}" for room in rooms - ENTRANCES} == named


def test_every_package_that_is_imported_is_declared() -> None:
    """What comes only with another package's needs goes when that package changes its mind."""
    declared = {name(entry) for entry in project()["project"]["dependencies"]}
    for extra in project()["project"]["optional-dependencies"].values():
        declared |= {name(entry) for entry in extra}
    distributions = packages_distributions()
    undeclared = {
        module
        for module in imported_modules()
        if not {name(d) for d in distributions.get(module, [module])} & declared
    }
    assert undeclared == set()


def imported_modules() -> set[str]:
    """The first names of all third-party modules that the source imports, anywhere in it."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"oathbook"}


def name(requirement: str) -> str:
    """The package's name as indexes compare it."""
    bare = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert bare is not None
    return re.sub(r"[-_.]+", "-", bare[0]).lower()


def test_the_locks_name_no_host_and_pin_every_package_with_hashes() -> None:
    for path in (ROOT / "requirements" / "lock.txt", ROOT / "requirements" / "dev.txt"):
        text = path.read_text("utf-8")
        assert "://" not in text
        assert "--index" not in text
        pinned = re.findall(r"(?m)^([a-z0-9._-]+)==\S+.*\\\n((?: +--hash=sha256:[0-9a-f]{64}.*\n)+)", text)
        wanted = [line for line in text.splitlines() if re.match(r"[a-z0-9]", line)]
        assert len(pinned) == len(wanted) > 50


def test_the_locks_hold_every_declared_package() -> None:
    locked = {
        file: set(re.findall(r"(?m)^([a-z0-9._-]+)==", (ROOT / "requirements" / file).read_text("utf-8")))
        for file in ("lock.txt", "dev.txt")
    }
    own = project()
    needed = {name(entry) for entry in own["project"]["dependencies"]}
    extras = {name(e) for extra in own["project"]["optional-dependencies"].values() for e in extra}
    dev = {name(entry) for entry in own["dependency-groups"]["dev"]}
    assert needed - locked["lock.txt"] == set()
    assert (needed | extras | dev) - locked["dev.txt"] == set()
