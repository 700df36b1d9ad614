"""A small book behind the desk, and a browser's requests to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from oathbook.book import Book, open_book
from oathbook.desk.app import build_app
from oathbook.desk.state import Desk
from oathbook.desk.users import local_user
from oathbook.model import Document

NOW = datetime(2018, 6, 1, 12, tzinfo=UTC)
DOCUMENTS = (
    Document(
        text="On 7 March 2015, Boko Haram pledged allegiance to Islamic State.",
        title="Boko Haram pledges",
        source="Sahel Courier",
        published=date(2015, 3, 8),
    ),
    Document(
        text="On 12 March 2015, Islamic State accepted the pledge of Boko Haram.",
        title="A pledge is accepted",
        source="Lake Dispatch",
        published=date(2015, 3, 13),
    ),
    Document(
        text="Al-Mourabitoun has denied that it pledged allegiance to Islamic State in May 2015.",
        title="A denial",
        source="Sahel Courier",
        published=date(2015, 5, 16),
    ),
)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of three reports; tests that write take a copy."""
    path = tmp_path_factory.mktemp("desk") / "small.oathbook"
    with open_book(path, clock=lambda: NOW) as book:
        assert book.read_documents(DOCUMENTS).claims_new >= 3
    return path


@dataclass
class Hand:
    """A clock that moves when told to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Hand:
    """The time at the desk and in its book."""
    return Hand()


@pytest.fixture
def book(filled: Path, tmp_path: Path, clock: Hand) -> Iterator[Book]:
    """A copy of that book, of one test's own."""
    copy = tmp_path / "copy.oathbook"
    copy.write_bytes(filled.read_bytes())
    with open_book(copy, clock=clock) as opened:
        yield opened


@pytest.fixture
def desk(book: Book, clock: Hand) -> Desk:
    """The desk over it."""
    return Desk(book=book, clock=clock, user=local_user("Reviewer"))


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    """A browser at the desk, with no token asked."""
    with TestClient(build_app(desk), base_url="http://127.0.0.1") as made:
        yield made


@pytest.fixture(scope="session")
def reader(filled: Path) -> Iterator[TestClient]:
    """A browser that only reads, for all tests together."""
    with (
        open_book(filled, clock=lambda: NOW, read_only=True) as opened,
        TestClient(
            build_app(Desk(book=opened, clock=lambda: NOW, user=local_user(read_only=True))),
            base_url="http://127.0.0.1",
        ) as made,
    ):
        yield made
