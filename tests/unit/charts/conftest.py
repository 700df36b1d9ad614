"""Entries for tests, made from a few words: who says what of whom, where and when."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from oathbook.model import Claim, Entry, Interval, Kind, Party

MakeEntry = Callable[..., Entry]


@pytest.fixture
def entry() -> MakeEntry:
    """`entry("pledge", "g", "p", source="Courier", published="2015-03-08", when="2015-03-07", …)`."""

    def make(
        kind: str,
        subject: str | Party | None,
        object_: str | Party | None,
        *,
        source: str | None = "Courier",
        published: str | None = "2018-01-24",
        when: str | None = None,
        quote: str | None = None,
        document: str | None = None,
        recorded: str = "2020-01-01",
        **fields: Any,
    ) -> Entry:
        # Words of its own for every outlet: alike quotes would be taken for copies.
        own = hashlib.sha256(f"{source} {published} {kind} {subject} {object_}".encode()).hexdigest()
        words = quote if quote is not None else own

        def party(named: str | Party | None) -> Party | None:
            return Party(written=named) if isinstance(named, str) else named

        parties = {key: Party(written=fields.pop(key)) for key in ("from_", "by", "of") if key in fields}
        claim = Claim(
            kind=Kind(kind),
            subject=party(subject),
            object=party(object_),
            quote=words,
            start=0,
            end=len(words),
            when=None if when is None else Interval.parse(when),
            **parties,
            **fields,
        )
        document_id = document or f"doc-{source}-{published}"
        moment = datetime.fromisoformat(recorded).replace(tzinfo=UTC)
        return Entry(
            id=claim.key(document_id),
            claim=claim,
            document_id=document_id,
            title=None,
            source=source,
            url=None,
            published=None if published is None else date.fromisoformat(published),
            read=moment,
            recorded=moment,
        )

    return make
