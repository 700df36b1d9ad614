"""What hangs on a verdict, and which claim should be looked at first?

Invariant: an effect is what the model says with the verdict given, never an estimate of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from oathbook.analysis.field import status_of
from oathbook.analysis.what_if import Shift, WhatIf
from oathbook.assessment import Levels, estimative_word, group_by_origin, month_of
from oathbook.desk.problems import Refused
from oathbook.desk.schemas.claims import (
    ClaimDetail,
    Effect,
    OtherPlace,
    PreviewOut,
    Queue,
    QueueItem,
    VerdictIn,
    VerdictOut,
)
from oathbook.desk.state import Clocks, Desk, Paging
from oathbook.desk.users import User
from oathbook.desk.views.claims import claim_out, claims_out, review_out
from oathbook.desk.views.parties import named
from oathbook.desk.views.standing import tracks
from oathbook.model import ClaimQuery, Entry, Verdict

LEAST_EFFECT = 0.0005
RANKED = 2_000  # claims that are ordered by what hangs on them; the rest follows by date
ELSEWHERE = 20
# What a pair that no claim names is shown as: the floor of every probability.
NO_TIE = Levels(none=0.99, pledged=0.001, accepted=0.003, operational=0.003, split=0.003)


def effects_of(
    desk: Desk, claim_id: str, verdict: Verdict | None, fields: Mapping[str, Any] | None, clocks: Clocks
) -> list[Effect]:
    """What `verdict` would do to the ties of the claim's parties, the largest change first."""
    shifts = desk.book.what_if(claim_id, verdict, fields=fields, as_of=clocks.as_of, known_by=clocks.known_by)
    return _moved(desk, shifts)


def preview(desk: Desk, claim_id: str, verdict: VerdictIn, clocks: Clocks) -> PreviewOut:
    """The effect of a verdict before it is given."""
    said = None if verdict.verdict is None else Verdict(verdict.verdict)
    return PreviewOut(
        claim_id=claim_id,
        verdict=verdict.verdict,
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        effects=effects_of(desk, claim_id, said, verdict.fields, clocks),
    )


def give_verdict(desk: Desk, claim_id: str, verdict: VerdictIn, user: User, clocks: Clocks) -> VerdictOut:
    """Records the verdict under the user's name; the claim as it now stands and what moved."""
    ledger = desk.book.ledger
    if verdict.supersedes is not None:
        last = next((row.id for row in reversed(ledger.reviews(claim_id))), None)
        if last != verdict.supersedes:
            said = f"{claim_id} was reviewed meanwhile. Look at it again."
            raise Refused(409, "reviewed_meanwhile", said, last_review=last)
    effects = preview(desk, claim_id, verdict, clocks).effects
    review_id = ledger.review(
        claim_id,
        None if verdict.verdict is None else Verdict(verdict.verdict),
        fields=verdict.fields,
        by=user.name,
        supersedes=verdict.supersedes,
    )
    review = next(row for row in reversed(ledger.reviews(claim_id)) if row.id == review_id)
    return VerdictOut(
        claim=claim_out(desk, ledger.get_entry(claim_id)), review=review_out(review), effects=effects
    )


def show_claim(desk: Desk, claim_id: str) -> ClaimDetail:
    """A claim with its verdicts and where the same is said. Raises NotFound."""
    ledger = desk.book.ledger
    entry = ledger.get_entry(claim_id)
    elsewhere = _elsewhere(desk, entry)
    shown = claims_out(desk, elsewhere)
    return ClaimDetail(
        claim=claim_out(desk, entry),
        reviews=[review_out(row) for row in ledger.reviews(claim_id)],
        elsewhere=[
            OtherPlace(claim=claim, same_words=other.claim.quote == entry.claim.quote)
            for claim, other in zip(shown, elsewhere, strict=True)
        ],
    )


def show_queue(desk: Desk, clocks: Clocks, page: Paging, document_id: str | None) -> Queue:
    """The claims without a verdict, those first on which most hangs."""
    ranked = rank_unreviewed(desk, clocks)
    ledger = desk.book.ledger
    query = ClaimQuery(known_by=clocks.known_by, unreviewed=True, newest_first=True, document_id=document_id)
    total = desk.once(("unreviewed", query), lambda: ledger.count_entries(query))
    first = [ledger.get_entry(claim_id) for claim_id in _page_of(ranked, page, document_id, desk)]
    if document_id is not None:
        first = [e for e in first if e.document_id == document_id]
    missing = page.limit - len(first)
    if missing > 0:
        skip = max(page.offset - len(ranked), 0)
        known = set(ranked)
        rest = (e for e in ledger.iter_entries(query) if e.id not in known)
        first += [e for n, e in zip(range(skip + missing), rest, strict=False) if n >= skip]
    return Queue(
        total=total,
        offset=page.offset,
        limit=page.limit,
        as_of=clocks.as_of,
        known_by=clocks.known_by,
        ranked=len(ranked),
        # The order is by an estimate; a page of it stands by what the model says.
        items=sorted(_queue_items(desk, first, clocks), key=lambda item: -item.impact),
    )


def rank_unreviewed(desk: Desk, clocks: Clocks) -> tuple[str, ...]:
    """Ids of unreviewed claims by how far each may move a tie on the day, at most so many.

    Its pull on the log-odds times p(1 - p): how far the probability gives way. What a verdict does exactly is
    worked out for those that are shown.
    """
    return desk.once(("ranked", clocks), lambda: _rank(desk, clocks))


def _rank(desk: Desk, clocks: Clocks) -> tuple[str, ...]:
    month = month_of(clocks.as_of)
    pull: dict[str, float] = {}
    for track in tracks(desk, clocks.known_by):
        aligned = track.at(clocks.as_of)[:, 2:].sum(axis=1)
        for claim in track.awaited:
            p = float(aligned[claim.place])
            pull[claim.claim_id] = max(pull.get(claim.claim_id, 0.0), claim.pull(month) * p * (1 - p))
    return tuple(sorted(pull, key=lambda claim_id: (-pull[claim_id], claim_id))[:RANKED])


def _page_of(ranked: tuple[str, ...], page: Paging, document_id: str | None, desk: Desk) -> tuple[str, ...]:
    if document_id is None:
        return ranked[page.offset : page.offset + page.limit]
    query = ClaimQuery(document_id=document_id, unreviewed=True)
    here = {entry.id for entry in desk.book.ledger.find_entries(query)}
    return tuple(c for c in ranked if c in here)[page.offset : page.offset + page.limit]


def _queue_items(desk: Desk, entries: list[Entry], clocks: Clocks) -> list[QueueItem]:
    asking = desk.book.ask_what_if(as_of=clocks.as_of, known_by=clocks.known_by)
    items = []
    for entry, claim in zip(entries, claims_out(desk, entries), strict=True):
        labels = [p.label for p in (entry.claim.subject, entry.claim.object) if p is not None]
        work_out = partial(_effects_of_rejecting, desk, asking, entry)
        effects = desk.once_about(labels, ("effects", entry.id, clocks), work_out)
        same = [entry, *_elsewhere(desk, entry)]
        items.append(
            QueueItem(
                claim=claim,
                impact=max((abs(e.after - e.before) for e in effects), default=0.0),
                effects=effects,
                copies=len(same),
                origins=len(group_by_origin(same)),
            )
        )
    return items


def _effects_of_rejecting(desk: Desk, asking: WhatIf, entry: Entry) -> list[Effect]:
    return _moved(desk, asking.ask(entry, None))


def _elsewhere(desk: Desk, entry: Entry) -> list[Entry]:
    """Other claims of the same kind, parties and polarity, those in the same words first."""
    claim = entry.claim
    query = ClaimQuery(
        subject=None if claim.subject is None else claim.subject.label,
        object=None if claim.object is None else claim.object.label,
        kinds=(claim.kind,),
        newest_first=True,
        limit=10 * ELSEWHERE,
    )
    if query.subject is None and query.object is None:
        return []
    found = [
        other
        for other in desk.book.ledger.find_entries(query)
        if other.id != entry.id and other.claim.polarity is claim.polarity
    ]
    return sorted(found, key=lambda other: other.claim.quote != claim.quote)[:ELSEWHERE]


def _moved(desk: Desk, shifts: Iterable[Shift]) -> list[Effect]:
    return [_effect(desk, shift) for shift in shifts if _has_moved(shift)]


def _has_moved(shift: Shift) -> bool:
    return shift.size >= LEAST_EFFECT or (shift.before is None) != (shift.after is None)


def _effect(desk: Desk, shift: Shift) -> Effect:
    before, after = (NO_TIE if side is None else side for side in (shift.before, shift.after))
    return Effect(
        subject=named(desk.book, shift.subject),
        principal=named(desk.book, shift.principal),
        before=before.aligned,
        after=after.aligned,
        word_before=estimative_word(before.aligned),
        word_after=estimative_word(after.aligned),
        status_before=status_of(before).value,
        status_after=status_of(after).value,
    )
