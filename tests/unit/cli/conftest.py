"""A small book on disk, filled by hand, and a way to put commands to it."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import oathbook.actors
import oathbook.extraction.extractor
from oathbook.cli.app import app
from oathbook.ledger import open_ledger
from oathbook.model import Claim, Document, Interval, Kind, Party, Polarity, Scope

TEXT = (
    "Sahrawi pledged allegiance to ISIS in 2015. ISIS never announced its acceptance, the Desert Watch said. "
    "In August 2016 [bold]Shekau[/bold] was replaced. =Farewell."
)


@dataclass(frozen=True)
class Told:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Told]


@pytest.fixture(autouse=True, scope="session")
def built_once() -> Iterator[None]:
    """Registry and extractor take seconds to build; all tests share them, as they may: they are frozen."""
    extractors: dict[tuple[int, Path | None], Any] = {}
    build = oathbook.extraction.extractor.build_extractor

    def once(registry: Any, *, frames_dir: Path | None = None) -> Any:
        key = (id(registry), frames_dir)
        if key not in extractors:
            extractors[key] = build(registry, frames_dir=frames_dir)
        return extractors[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(oathbook.actors, "load_registry", functools.cache(oathbook.actors.load_registry))
        patch.setattr(oathbook.extraction.extractor, "build_extractor", once)
        yield


def claim(kind: str, subject: str | None, object_: str | None, words: str, **fields: Any) -> Claim:
    start = TEXT.index(words)
    when = fields.pop("when", None)
    return Claim(
        kind=Kind(kind),
        subject=None if subject is None else Party(written=subject, actor=subject),
        object=None if object_ is None else Party(written=object_, actor=object_),
        quote=words,
        start=start,
        end=start + len(words),
        when=None if when is None else Interval.parse(when),
        extractor="by-hand",
        **fields,
    )


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book of one document with four claims."""
    path = tmp_path / "test.oathbook"
    now = datetime(2020, 1, 1, tzinfo=UTC)
    sahrawi, isis = "adnan-abu-walid-al-sahrawi", "islamic-state"
    claims = [
        claim("pledge", sahrawi, isis, "Sahrawi pledged allegiance to ISIS", when="2015", scope=Scope.PERSON),
        claim(
            "accept",
            isis,
            sahrawi,
            "ISIS never announced its acceptance",
            polarity=Polarity.NEGATIVE,
            said_by=("Desert Watch",),
        ),
        claim("replace", None, "abubakar-shekau", "[bold]Shekau[/bold] was replaced", when="2016-08"),
        claim("dissolve", "some militia", None, "=Farewell"),
    ]
    document = Document(
        text=TEXT, title="A [red] title", source="Sahel Courier", published=date(2018, 1, 24), name="one.txt"
    )
    with open_ledger(path, clock=lambda: now) as ledger:
        run_id = ledger.start_run("by-hand", {})
        ledger.record(document, claims, run_id=run_id, read=now)
        ledger.end_run(run_id)
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Puts one command line to the program."""
    monkeypatch.delenv("OATHBOOK_BOOK", raising=False)
    monkeypatch.delenv("OATHBOOK_OWN", raising=False)

    def call(*arguments: object, stdin: bytes | None = None, **environment: str) -> Told:
        result: Result = CliRunner().invoke(app, [str(a) for a in arguments], input=stdin, env=environment)
        return Told(code=result.exit_code, out=result.stdout, err=result.stderr)

    return call
