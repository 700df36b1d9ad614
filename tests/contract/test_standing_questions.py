"""Cells, watches, news and briefs: the newest is in force, nothing is told twice, and none is lost."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from oathbook.errors import NotFound, QueryError

SAID = {"title": "Something happened", "why": [], "claims": []}


@pytest.fixture
def claim_id(book, report, claim) -> str:
    document = report()
    book.record(document, [claim(document)])
    return claim(document).key(document.id)


def marks(book, **options) -> list[tuple[str, str | None]]:
    return [(cell.hypothesis, cell.mark) for cell in book.ledger.cells("collapse", **options)]


def test_the_newest_cell_is_in_force_and_the_earlier_ones_stay_on_record(book, claim_id) -> None:
    book.ledger.set_cell("collapse", "home", claim_id, "I", note="They stayed.", by="ana")
    then = book.clock.now
    book.clock.advance(hours=1)
    book.ledger.set_cell("collapse", "home", claim_id, "II", note=None, by="ben")
    book.ledger.set_cell("collapse", "regroup", claim_id, "C", note=None, by="ben")
    book.ledger.set_cell("other", "home", claim_id, "CC", note=None, by="ben")
    assert marks(book) == [("home", "II"), ("regroup", "C")]
    assert marks(book, recorded_by=then) == [("home", "I")]
    assert len(book.rows()["cell"]) == 4


def test_a_cell_taken_back_is_no_longer_in_force(book, claim_id) -> None:
    book.ledger.set_cell("collapse", "home", claim_id, "I", note=None, by="ana")
    book.ledger.set_cell("collapse", "home", claim_id, None, note=None, by="ana")
    assert marks(book) == []
    assert book.ledger.check().sound


def test_the_same_cell_again_adds_nothing(book, claim_id) -> None:
    book.ledger.set_cell("collapse", "home", claim_id, "I", note="why", by="ana")
    before = book.rows()
    book.ledger.set_cell("collapse", "home", claim_id, "I", note="why", by="ben")
    assert book.rows() == before


def test_a_cell_needs_a_mark_of_the_five_and_a_claim_of_the_book(book, claim_id) -> None:
    with pytest.raises(QueryError, match="CC, C, N, I, II"):
        book.ledger.set_cell("collapse", "home", claim_id, "X", note=None, by="ana")
    with pytest.raises(NotFound):
        book.ledger.set_cell("collapse", "home", "clm1-nothing", "C", note=None, by="ana")
    with pytest.raises(QueryError, match="needs the name"):
        book.ledger.set_cell("collapse", "home", claim_id, "C", note=None, by=" ")


def test_a_watch_stands_until_it_is_ended_and_is_not_asked_twice(book) -> None:
    watch = book.ledger.add_watch("claims", {"actor": "boko-haram"}, {}, by="ana")
    with pytest.raises(QueryError, match="watched already"):
        book.ledger.add_watch("claims", {"actor": "boko-haram"}, {}, by="ben")
    assert [w.id for w in book.ledger.watches()] == [watch.id]
    book.ledger.end_watch(watch.id, by="ana")
    assert book.ledger.watches() == ()
    assert [w.ended for w in book.ledger.watches(ended=True)] == [book.clock.now]
    with pytest.raises(NotFound):
        book.ledger.end_watch(watch.id, by="ana")
    again = book.ledger.add_watch("claims", {"actor": "boko-haram"}, {}, by="ana")
    assert again.id != watch.id


def test_what_a_watch_told_it_never_tells_again(book) -> None:
    watch = book.ledger.add_watch("claims", {"actor": "a"}, {"band": "likely"}, by="ana")
    first = book.ledger.add_news(watch.id, SAID, keys=["k1", "k2"], state={"band": "very likely"})
    assert first is not None
    assert book.ledger.add_news(watch.id, SAID, keys=["k2", "k1"], state={}) is None
    assert book.ledger.add_news(watch.id, SAID, keys=[], state={}) is None
    assert book.ledger.told(watch.id) == {"k1", "k2"}
    assert [news.id for news in book.ledger.news()] == [first.id]


def test_the_state_of_a_watch_is_that_of_its_newest_news(book) -> None:
    watch = book.ledger.add_watch("band", {"actor": "a"}, {"band": "likely"}, by="ana")
    other = book.ledger.add_watch("band", {"actor": "b"}, {"band": "unlikely"}, by="ana")
    for number, band in enumerate(("very likely", "likely", "almost certain")):
        book.ledger.add_news(watch.id, SAID, keys=[str(number)], state={"band": band})
    assert [w.state for w in book.ledger.watches()] == [{"band": "almost certain"}, {"band": "unlikely"}]
    assert watch.state == {"band": "likely"}
    assert other.state == {"band": "unlikely"}


def test_news_waits_for_each_channel_until_it_is_delivered_there(book) -> None:
    watch = book.ledger.add_watch("claims", {"actor": "a"}, {}, by="ana")
    one = book.ledger.add_news(watch.id, SAID, keys=["1"], state={}, channels=["hook", "mail", "hook"])
    two = book.ledger.add_news(watch.id, SAID, keys=["2"], state={}, channels=["hook"])
    assert [n.id for n in book.ledger.undelivered("hook")] == [one.id, two.id]
    book.ledger.mark_delivered([one.id], "hook")
    assert [n.id for n in book.ledger.undelivered("hook")] == [two.id]
    assert [n.id for n in book.ledger.undelivered("mail")] == [one.id]
    assert book.ledger.undelivered("feed") == ()
    assert book.ledger.check().sound


def test_the_last_brief_of_an_actor_is_remembered_with_what_it_found(book) -> None:
    day = date(2018, 1, 24)
    assert book.ledger.last_brief("a") is None
    for probability in (0.4, 0.9):
        book.ledger.add_brief("a", as_of=day, known_by=day, found={"p": probability})
    book.ledger.add_brief("b", as_of=day, known_by=day, found={})
    last = book.ledger.last_brief("a")
    assert (last.found, last.as_of, last.recorded) == ({"p": 0.9}, day, book.clock.now)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("cell", "note = 'forged'"),
        ("watch", "kind = 'forged'"),
        ("watch_end", "\"by\" = 'forged'"),
        ("news", "said = '{}'"),
        ("delivery", "channel = 'forged'"),
        ("brief", "found = '{\"forged\":1}'"),
    ],
)
def test_a_standing_question_is_never_changed_and_a_forged_one_is_found(
    book, claim_id, table: str, change: str
) -> None:
    book.ledger.set_cell("collapse", "home", claim_id, "I", note=None, by="ana")
    watch = book.ledger.add_watch("claims", {"actor": "a"}, {}, by="ana")
    book.ledger.add_news(watch.id, SAID, keys=["1"], state={}, channels=["hook"])
    book.ledger.end_watch(watch.id, by="ana")
    book.ledger.add_brief("a", as_of=date(2018, 1, 1), known_by=date(2018, 1, 1), found={})
    assert book.ledger.check().sound
    book.close()
    engine = sa.create_engine(f"sqlite:///{book.where}" if book.is_sqlite else sa.make_url(book.where))
    with pytest.raises(sa.exc.DatabaseError, match="a book only grows"), engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {table} SET {change}")  # noqa: S608 - our own table
    engine.dispose()
    book.tamper(f"UPDATE {table} SET {change}")  # noqa: S608 - our own table
    assert any(f"row 1 of {table} is not what was recorded" in f for f in book.ledger.check().faults)
