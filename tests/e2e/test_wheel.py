"""What is shipped is what is tested: the built wheel, unpacked apart from the checkout."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
EXAMPLES = ROOT / "examples" / "reports"
PROBE = """
import json, sys
import oathbook
claims = oathbook.extract("In March 2015 Boko Haram pledged allegiance to ISIS.")
with oathbook.open(sys.argv[1]) as book:
    book.read([sys.argv[2]])
    sound = not book.check().faults
from oathbook.reading import example_inputs
examples = [raw.path for raw in example_inputs()]
print(json.dumps({"file": oathbook.__file__, "examples": examples, "kinds": [c.kind for c in claims], "sound": sound}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="hatchling builds the wheel: make setup-dev")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("oathbook-*.whl")
    return made


def test_every_file_of_the_source_is_in_the_wheel(wheel: Path) -> None:
    own = {
        path.relative_to(SOURCE).as_posix()
        for path in (SOURCE / "oathbook").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    own |= {
        f"oathbook/data/examples/{path.relative_to(EXAMPLES).as_posix()}"
        for path in EXAMPLES.rglob("*")
        if path.is_file()
    }
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert shipped == own


def test_the_wheel_carries_the_desk_as_it_was_built(wheel: Path) -> None:
    """Whoever installs it needs no Node."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        page = archive.read("oathbook/desk/static/index.html").decode()
    assert "oathbook/desk/static/stamp.txt" in names
    for asset in re.findall(r'"\./(assets/[^"]+)"', page):
        assert f"oathbook/desk/static/{asset}" in names
    assert sum(name.endswith(".woff2") for name in names) == 6


def test_the_wheel_carries_its_licence_and_its_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {
            name.partition(".dist-info/")[2]: name for name in archive.namelist() if ".dist-info/" in name
        }
        metadata = HeaderParser().parsestr(archive.read(inside["METADATA"]).decode())
        entry_points = archive.read(inside["entry_points.txt"]).decode()
        licence = archive.read(inside["licenses/LICENSE"]).decode()
    assert metadata["License-Expression"] == "Apache-2.0"
    assert "oathbook = oathbook.cli:main" in entry_points
    assert licence == (ROOT / "LICENSE").read_text("utf-8")


def test_the_unpacked_wheel_reads_a_report_and_keeps_it(wheel: Path, tmp_path: Path) -> None:
    """Data files, migrations and the model are found where the wheel was put, and not in the checkout."""
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    report = EXAMPLES / "boko-haram" / "2015-03-07-audio-pledge.md"
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(tmp_path / "new.oathbook"), str(report)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert Path(told["file"]).is_relative_to(site)
    assert len(told["examples"]) > 20
    assert all(Path(path).is_relative_to(site) for path in told["examples"])
    assert told["kinds"] == ["pledge"]
    assert told["sound"]
