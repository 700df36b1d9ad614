"""Claims as a sequence and as tables with typed columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from oathbook.exchange import FIELDS, Claims
from oathbook.model import Count, Entry

MakeEntry = Callable[..., Entry]


def test_they_are_a_sequence(entry: MakeEntry) -> None:
    one, two = entry("pledge", "g", "p"), entry("break", "g", "p")
    claims = Claims((one, two))
    assert (len(claims), claims[0], list(claims)) == (2, one, [one, two])
    assert isinstance(claims[1:], Claims)
    assert not Claims(())


def test_the_columns_have_their_types_even_without_rows(entry: MakeEntry) -> None:
    filled = Claims((entry("toll", "g", None, count=Count(min=3), when="2015"),)).to_polars()
    assert filled.schema == Claims(()).to_polars().schema
    assert tuple(filled.columns) == FIELDS
    assert filled.schema["when_first"] == pl.Date
    assert filled["when_last"][0] == date(2015, 12, 31)
    assert filled["count_min"][0] == 3


def test_pandas_gets_the_same_rows(entry: MakeEntry) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    frame = Claims((entry("pledge", "g", "p"),)).to_pandas()
    assert list(frame.columns) == list(FIELDS)
    assert frame.loc[0, "quote"]
