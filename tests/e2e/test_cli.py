"""The program as a user's shell sees it: exit codes, pipes, signals, terminals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from oathbook import __version__

OATHBOOK = [sys.executable, "-m", "oathbook"]
PLEDGE = "In March 2015, Boko Haram pledged allegiance to Islamic State.\n"
HEAVY = ("spacy", "sqlalchemy", "polars", "pydantic", "trafilatura", "ahocorasick_rs")


def run(*arguments: object, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*OATHBOOK, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
    )


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "test.oathbook"
    done = run(
        "read", "-", "--book", path, "--source", "Sahel Courier", "--published", "2015-04-01", stdin=PLEDGE
    )
    assert done.returncode == 0, done.stderr
    return path


def test_from_a_report_to_an_answer(book: Path) -> None:
    done = run("who", "boko-haram", "--book", book)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "Islamic State" in done.stdout
    assert "2015-03" in done.stdout
    why = run("why", "boko-haram", "islamic-state", "--book", book, "--json")
    (reason,) = json.loads(why.stdout)["for"]
    assert reason["claims"][0]["quote"] in PLEDGE


def test_help_loads_nothing_heavy() -> None:
    probe = (
        "import sys; from oathbook.cli.app import app\n"
        "try: app(['--help'])\n"
        f"except SystemExit: print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


def test_every_command_explains_itself_with_an_example() -> None:
    commands = ["read", "who", "timeline", "why", "claims", "actors", "sources", "documents"]
    commands += ["extract", "export", "check", "backup", "score"]
    overview = run("--help").stdout
    for command in commands:
        assert f" {command} " in overview
        shown = run(command, "--help").stdout
        assert f"oathbook {command}" in shown


def test_the_version_is_the_packages() -> None:
    assert run("--version").stdout == f"oathbook {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["who"], 2),
        (["frobnicate"], 2),
        (["who", "boko-haram", "--book", "/nowhere/at/all.oathbook"], 3),
        (["read", "/nowhere/report.txt", "--book", "{book}"], 1),
        (["who", "Nobody Known By This", "--book", "{book}"], 2),
        (["check", "--book", "{book}"], 0),
    ],
)
def test_exit_codes_are_those_of_the_help(book: Path, arguments: list[str], code: int) -> None:
    done = run(*(argument.format(book=book) for argument in arguments))
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_ctrl_c_ends_a_reading_at_once_and_says_what_stays(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*OATHBOOK, "read", "-", "--book", str(tmp_path / "new.oathbook")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 30
    while not (tmp_path / "new.oathbook").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "stays in the book" in err
    assert out == ""


def test_a_reader_that_leaves_early_is_no_fault(book: Path) -> None:
    command = " ".join([*OATHBOOK, "export", "jsonl", "--book", str(book), "|", "head", "-c", "1"])
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == "{"
    assert "Traceback" not in done.stderr


def test_an_ascii_terminal_gets_the_answer_in_ascii(book: Path) -> None:
    done = run("why", "boko-haram", "islamic-state", "--book", book, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert "Boko Haram -> Islamic State" in done.stdout


def test_no_colour_where_none_is_wanted(book: Path) -> None:
    coloured = run("who", "boko-haram", "--book", book, FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b[" in coloured.stdout
    bare = run("who", "boko-haram", "--book", book, FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color")
    assert not any(f"\x1b[{colour}m" in bare.stdout for colour in range(30, 38))


def test_claims_extracted_and_scored_against_themselves_are_perfect(tmp_path: Path) -> None:
    """What `extract --json` prints is what `score` reads: the round trip loses nothing."""
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"id": "one", "text": PLEDGE, "published": "2015-04-01"}), "utf-8")
    lines = run("extract", report, "--json").stdout
    claims = [json.loads(line) for line in lines.splitlines()]
    assert claims
    gold = tmp_path / "gold"
    gold.mkdir()
    kept = [
        {k: v for k, v in c.items() if k not in ("doc", "reading", "frame", "needs_anchor")} for c in claims
    ]
    (gold / "one.json").write_text(json.dumps({"id": "one", "text": PLEDGE, "claims": kept}), "utf-8")
    (tmp_path / "mine.jsonl").write_text(lines, "utf-8")
    done = run("score", gold, "--predictions", tmp_path / "mine.jsonl", "--json")
    score = json.loads(done.stdout)
    assert (score["all"]["f1"], score["strict"]["f1"], score["grounded"]) == (1.0, 1.0, 1.0)
