"""Extractors that a worker process can import, and documents for them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from oathbook.model import Document

# A claim per word "pledge"; the other words make the worker do what happens to workers.
EXTRACTORS = '''
import os, signal
from functools import partial
from pathlib import Path

from oathbook.extraction.extractor import Extraction
from oathbook.model import Claim, Kind, Party


class Words:
    """Finds a pledge wherever the word stands, and obeys the words that harm it."""

    def __init__(self, folder):
        self.folder = folder

    def extract_many(self, documents):
        for document in documents:
            yield self.extract(document)

    def extract(self, document):
        text = document.text
        if "DIE" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "ONCE" in text and not (self.folder / document.name).exists():
            (self.folder / document.name).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if "FAIL" in text:
            raise ValueError("a word it cannot bear")
        (self.folder / f"pid-{os.getpid()}").touch()
        claims = []
        at = text.find("pledge")
        while at >= 0:
            party = Party(written="they")
            place = {"quote": "pledge", "start": at, "end": at + 6}
            claims.append(Claim(kind=Kind.PLEDGE, subject=party, object=None, **place))
            at = text.find("pledge", at + 6)
        return Extraction(
            claims=tuple(claims), unresolved_times=text.count("Yesterday"), sentences=1, parsed=1,
            words=len(text.split()),
        )


class Together(Words):
    """Reads all that it is given before it answers, as an extractor that parses several together."""

    def extract_many(self, documents):
        return iter([self.extract(document) for document in list(documents)])


def make(folder):
    return Words(Path(folder))


def make_together(folder):
    return Together(Path(folder))


def make_nothing(folder):
    raise LookupError("no model here")


def die_at_once(folder):
    os.kill(os.getpid(), signal.SIGKILL)
'''


@pytest.fixture
def extractors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A module that workers find on the path they inherit; its factories take a folder to leave traces in."""
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "worded_extractors.py").write_text(EXTRACTORS, "utf-8")
    monkeypatch.syspath_prepend(str(folder))
    importlib.invalidate_caches()
    yield importlib.import_module("worded_extractors")
    sys.modules.pop("worded_extractors", None)


@pytest.fixture
def document() -> Callable[..., Document]:
    """A document of one line."""
    return lambda name, text="They pledge.": Document(text=text, name=name)
