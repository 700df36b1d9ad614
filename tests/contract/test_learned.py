"""What was learned of sources: the last snapshot of a day known is in force, and none is ever changed."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

DAY = date(2016, 12, 31)


def test_the_last_snapshot_of_each_day_is_given_by_day(book) -> None:
    book.ledger.add_learned({("courier", 1): (9.5, 3.25)}, known_by=date(2018, 1, 1), claims=7, by="a")
    book.ledger.add_learned({("courier", 1): (1.0, 1.0)}, known_by=DAY, claims=3, by="a")
    book.ledger.add_learned({("courier", 1): (2.0, 1.0)}, known_by=DAY, claims=4, by="b")
    rows = book.ledger.learned()
    assert [(row.known_by, row.claims, row.by) for row in rows] == [(DAY, 4, "b"), (date(2018, 1, 1), 7, "a")]
    assert dict(rows[0].counts) == {("courier", 1): (2.0, 1.0)}


def test_a_book_that_learned_nothing_has_no_snapshot(book) -> None:
    assert book.ledger.learned() == ()


def test_a_snapshot_is_never_changed(book) -> None:
    book.ledger.add_learned({("courier", 1): (2.0, 1.0)}, known_by=DAY, claims=4, by="b")
    assert book.ledger.check().sound
    book.close()
    engine = sa.create_engine(f"sqlite:///{book.where}" if book.is_sqlite else sa.make_url(book.where))
    with pytest.raises(sa.exc.DatabaseError, match="a book only grows"), engine.begin() as connection:
        connection.exec_driver_sql("UPDATE learned SET claims = 5")
    engine.dispose()
