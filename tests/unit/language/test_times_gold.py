"""The grammar of time against the annotated reports: are the times that annotators wrote down to be found?"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from oathbook.language.times import find_times, resolve, since, until
from oathbook.model.interval import Interval

GOLD = Path(os.environ.get("OATHBOOK_GOLD") or Path(__file__).parents[4] / "shared" / "gold" / "dev")
REACHED = 0.97  # measured: 0.982; the rest takes inference ("as old as the century"), not reading
CONTEXTS = 3  # how many of the times told before may be the one that a relative time is told from


def _times_of(text: str, published: date | None) -> set[str]:
    """Every interval that the text's times can give, with the openings that a clause may add."""
    reached: list[Interval] = []
    given: set[str] = set()
    for expression in find_times(text, published=published):
        readings = [expression.interval, expression.point]
        for context in reached[-CONTEXTS:]:
            readings += [resolve(expression, context=context, point=point) for point in (False, True)]
        found = [interval for interval in readings if interval is not None]
        opened = [openend for interval in found for openend in (since(interval), until(interval))]
        given |= {interval.edtf for interval in (*found, *opened) if interval is not None}
        reached += found[:1]
    return given


def test_the_times_that_annotators_wrote_down_are_read_from_the_text() -> None:
    """Which of them belongs to which claim is the extractor's question."""
    files = sorted(GOLD.glob("*.json")) if GOLD.is_dir() else []
    documents = [
        doc for doc in map(json.loads, (f.read_text(encoding="utf-8") for f in files)) if "claims" in doc
    ]
    if not documents:
        pytest.skip(f"no annotated reports in {GOLD}: set OATHBOOK_GOLD to the folder that holds them")
    wanted, missed = 0, []
    for doc in documents:
        published = date.fromisoformat(doc["published"]) if doc.get("published") else None
        times = _times_of(doc["text"], published)
        whens = [claim["when"] for claim in doc["claims"] if claim.get("when")]
        wanted += len(whens)
        missed += [f"{doc['id']}: {when}" for when in whens if when not in times]
    assert 1 - len(missed) / wanted >= REACHED, missed
