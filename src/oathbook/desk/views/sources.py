"""How is a source graded, and how has it done?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from oathbook.actors import normalise
from oathbook.analysis.sources import SourceAccount
from oathbook.assessment.statements import fold_name
from oathbook.desk.schemas.evidence import Rating, Reviewed, SourceDetail, SourceOut, SourcePage
from oathbook.desk.state import Clocks, Desk, Paging
from oathbook.desk.views.claims import claims_out, letters_of
from oathbook.desk.views.parties import named
from oathbook.errors import NotFound
from oathbook.ledger import SourceRow
from oathbook.model import ClaimQuery, Verdict

LATEST = 20
LEARNED_UP_TO = 20_000  # claims: beyond, `oathbook sources --learned` tells


def show_sources(desk: Desk, clocks: Clocks, page: Paging) -> SourcePage:
    """One page of the outlets, most claims first."""
    rows = desk.once("sources", desk.book.sources)
    shown = rows[page.offset : page.offset + page.limit]
    return SourcePage(
        total=len(rows), offset=page.offset, limit=page.limit, items=_sources(desk, shown, clocks.known_by)
    )


def source_out(desk: Desk, clocks: Clocks, name: str) -> SourceOut:
    """One outlet. Raises NotFound where no document carries its name."""
    rows = desk.once("sources", desk.book.sources)
    row = next((row for row in rows if (row.source or "") == name), None)
    if row is None:
        raise NotFound("source", name)
    (found,) = _sources(desk, [row], clocks.known_by)
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


def _sources(desk: Desk, rows: Iterable[SourceRow], known_by: date) -> list[SourceOut]:
    listed = list(rows)
    registry = desk.book.registry
    _, folded = registry.source_indexes
    letters = letters_of(desk, (row.source for row in listed))
    rated = {normalise(name) for name in desk.book.ledger.ratings()}
    verdicts = desk.once("verdicts", desk.book.ledger.verdicts_by_source)
    accounts = _accounts(desk, known_by)
    found = []
    for row in listed:
        key = normalise(row.source or "")
        source = registry.sources.get(folded.get(key, ""))
        letter = letters.get(row.source or "")
        account = accounts.get(fold_name(row.source or ""))
        found.append(
            SourceOut(
                name=row.source or "",
                id=None if source is None else source.id,
                letter=letter or "F",
                letter_from="none" if letter is None else "book" if key in rated else "registry",
                learned=None if account is None else learned_of(account),
                side=None if source is None or source.side is None else named(desk.book, source.side),
                country=None if source is None else source.country,
                domain=None if source is None else source.domain,
                documents=row.documents,
                claims=row.claims,
                first=row.first,
                last=row.last,
                independent=None if account is None else 1 - account.copying,
                reviewed=Reviewed(**{v.value: verdicts.get((row.source, v.value), 0) for v in Verdict}),
            )
        )
    return found


def learned_of(account: SourceAccount) -> float | None:
    """The reliability that was learned of a source that is on no side, else of what it says against its own."""
    speaking = account.speaking
    belief = speaking.get("neutral") or speaking.get("against") or speaking.get("own")
    return None if belief is None else belief.learned


def _accounts(desk: Desk, known_by: date) -> dict[str, SourceAccount]:
    """What the book teaches of each source; learning looks at every claim, so a great book leaves it out."""
    if desk.book.ledger.count_claims() > LEARNED_UP_TO:
        return {}

    def learn() -> dict[str, SourceAccount]:
        answer = desk.book.learned_sources(known_by=known_by)
        return {fold_name(account.name): account for account in answer.sources}

    return desk.once(("accounts", known_by), learn)
