"""Empty, faulty and huge: every state of the desk is designed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

expect = pytest.importorskip("playwright.sync_api").expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.desk.conftest import Desk, Open, Serve


@pytest.mark.parametrize(
    "name", ["overview", "network", "groups", "evidence", "map", "hypotheses", "search", "sources"]
)
def test_a_new_book_invites_to_read(name: str, open_desk: Open, empty_address: str) -> None:
    desk = open_desk(empty_address)
    desk.page.goto(f"{empty_address}/#/{name}")
    desk.settle()
    expect(desk.page.get_by_role("heading", name="This book is empty")).to_be_visible()
    expect(desk.page.get_by_role("button", name="Choose files")).to_be_visible()


def test_a_new_book_reads_the_examples_at_a_click(
    open_desk: Open, serve: Serve, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with serve(tmp_path_factory.mktemp("examples") / "new.oathbook") as at:
        desk = open_desk(at)
        desk.page.goto(f"{at}/#/overview")
        desk.page.get_by_role("button", name="Read the examples").click()
        reading = desk.page.get_by_role("region", name="Readings")
        expect(reading).to_contain_text("Example reports")
        expect(reading.get_by_role("status")).to_contain_text(
            re.compile(r"[1-9]\d* of 2\d · [1-9]\d* claims so far")
        )


@pytest.fixture(scope="module")
def empty_address(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("empty") / "new.oathbook") as at:
        yield at


def test_a_day_before_everything_says_what_to_do(desk: Desk) -> None:
    page = desk.go("overview", asof="1999-01-01", known="1999-01-01")
    expect(page.get_by_text("Move As known on to a later day")).to_be_visible()


def test_an_actor_that_nobody_knows_is_said_in_words(desk: Desk) -> None:
    desk.watched.allowed.append("404")
    page = desk.go("evidence", group="no-such-group", principal="islamic-state")
    expect(page.get_by_role("alert").first).to_contain_text("no-such-group")


def test_a_desk_that_has_gone_says_so_and_keeps_what_was_seen(
    open_desk: Open, serve: Serve, filled: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "gone.oathbook"
    copy.write_bytes(filled.read_bytes())
    with serve(copy) as at:
        desk = open_desk(at)
        page = desk.go("sources")
    desk.watched.allowed += ["ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE"]
    page.get_by_role("button", name="As known on: one month earlier").click()
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    expect(page.get_by_role("row").nth(1)).to_be_visible()


def test_a_book_for_reading_only_offers_no_verdict(
    open_desk: Open, serve: Serve, filled: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "shut.oathbook"
    copy.write_bytes(filled.read_bytes())
    with serve(copy, "--read-only") as at:
        desk = open_desk(at)
        page = desk.go("read")
        expect(page.get_by_text("open for reading only")).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("^Confirm"))).to_have_count(0)
