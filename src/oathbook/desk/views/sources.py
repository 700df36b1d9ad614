"""How is a source graded, and how has it done?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from oathbook.actors import normalise
from oathbook.desk.schemas.evidence import Rating, Reviewed, SourceDetail, SourceOut, SourcePage
from oathbook.desk.state import Clocks, Desk, Paging
from oathbook.desk.views.claims import claims_out, letters_of
from oathbook.desk.views.parties import named
from oathbook.errors import NotFound
from oathbook.ledger import SourceRow
from oathbook.model import ClaimQuery, Verdict

LATEST = 20


def show_sources(desk: Desk, clocks: Clocks, page: Paging) -> SourcePage:
    """One page of the outlets, most claims first."""
    del clocks
    rows = desk.once("sources", desk.book.sources)
    shown = rows[page.offset : page.offset + page.limit]
    return SourcePage(total=len(rows), offset=page.offset, limit=page.limit, items=_sources(desk, shown))


def source_out(desk: Desk, clocks: Clocks, name: str) -> SourceOut:
    """One outlet. Raises NotFound where no document carries its name."""
    del clocks
    rows = desk.once("sources", desk.book.sources)
    row = next((row for row in rows if (row.source or "") == name), None)
    if row is None:
        raise NotFound("source", name)
    (found,) = _sources(desk, [row])
    return found


def show_source(desk: Desk, clocks: Clocks, name: str) -> SourceDetail:
    """An outlet with its latest claims and those of it that reviewers did not let stand."""
    ledger = desk.book.ledger
    query = ClaimQuery(source=name, known_by=clocks.known_by, newest_first=True, limit=LATEST)
    doubted = replace(query, verdicts=(Verdict.CORRECTED, Verdict.REJECTED), include_retracted=True)
    return SourceDetail(
        source=source_out(desk, clocks, name),
        latest=claims_out(desk, ledger.find_entries(query)),
        corrections=claims_out(desk, ledger.find_entries(doubted)),
        ratings=[
            Rating(letter=row.letter, by=row.by, recorded=row.recorded) for row in ledger.rating_rows(name)
        ],
    )


def _sources(desk: Desk, rows: Iterable[SourceRow]) -> list[SourceOut]:
    listed = list(rows)
    registry = desk.book.registry
    _, folded = registry.source_indexes
    letters = letters_of(desk, (row.source for row in listed))
    rated = {normalise(name) for name in desk.book.ledger.ratings()}
    verdicts = desk.once("verdicts", desk.book.ledger.verdicts_by_source)
    found = []
    for row in listed:
        key = normalise(row.source or "")
        source = registry.sources.get(folded.get(key, ""))
        letter = letters.get(row.source or "")
        found.append(
            SourceOut(
                name=row.source or "",
                id=None if source is None else source.id,
                letter=letter or "F",
                letter_from="none" if letter is None else "book" if key in rated else "registry",
                learned=None,
                side=None if source is None or source.side is None else named(desk.book, source.side),
                country=None if source is None else source.country,
                domain=None if source is None else source.domain,
                documents=row.documents,
                claims=row.claims,
                first=row.first,
                last=row.last,
                independent=None,
                reviewed=Reviewed(**{v.value: verdicts.get((row.source, v.value), 0) for v in Verdict}),
            )
        )
    return found
