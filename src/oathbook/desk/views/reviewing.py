"""What hangs on a verdict, and which claim should be looked at first?

Invariant: an effect is what the model says with the verdict given, never an estimate of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oathbook.analysis.what_if import Shift
from oathbook.assessment import Assessment, estimative_word, group_by_origin
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
from oathbook.desk.views.standing import group_rows, who
from oathbook.model import ClaimQuery, Entry, Verdict

LEAST_EFFECT = 0.0005
RANKED_GROUPS = 60  # the groups whose claims the queue orders by what hangs on them
ELSEWHERE = 20
NO_TIE = 0.01  # what a pair without any claim is shown as: the floor of every probability


def effects_of(
    desk: Desk, claim_id: str, verdict: Verdict | None, fields: Mapping[str, Any] | None, clocks: Clocks
) -> list[Effect]:
    """What `verdict` would do to the ties of the claim's parties, the largest change first."""
    shifts = desk.book.what_if(claim_id, verdict, fields=fields, as_of=clocks.as_of, known_by=clocks.known_by)
    return [_effect(desk, shift) for shift in shifts if _has_moved(shift)]


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
        items=[_queue_item(desk, entry, clocks) for entry in first],
    )


def rank_unreviewed(desk: Desk, clocks: Clocks) -> tuple[str, ...]:
    """Ids of unreviewed claims that bear on a tie, by how far their origin moves it, shared among its copies."""
    return desk.once(("ranked", clocks), lambda: _rank(desk, clocks))


def _rank(desk: Desk, clocks: Clocks) -> tuple[str, ...]:
    weight: dict[str, float] = {}
    for row in group_rows(desk)[:RANKED_GROUPS]:
        for standing in who(desk, row.label, clocks).principals:
            p = standing.assessment.probability
            for reason in standing.assessment.reasons:
                moved = abs(reason.weight_nats) * p * (1 - p) / len(reason.entries)
                for entry in reason.entries:
                    if entry.verdict is None:
                        weight[entry.id] = max(weight.get(entry.id, 0.0), moved)
    return tuple(sorted(weight, key=lambda claim_id: (-weight[claim_id], claim_id)))


def _page_of(ranked: tuple[str, ...], page: Paging, document_id: str | None, desk: Desk) -> tuple[str, ...]:
    if document_id is None:
        return ranked[page.offset : page.offset + page.limit]
    query = ClaimQuery(document_id=document_id, unreviewed=True)
    here = {entry.id for entry in desk.book.ledger.find_entries(query)}
    return tuple(c for c in ranked if c in here)[page.offset : page.offset + page.limit]


def _queue_item(desk: Desk, entry: Entry, clocks: Clocks) -> QueueItem:
    key = ("effects", entry.id, clocks)
    effects = desk.once(key, lambda: effects_of(desk, entry.id, Verdict.REJECTED, None, clocks))
    same = [entry, *_elsewhere(desk, entry)]
    return QueueItem(
        claim=claim_out(desk, entry),
        impact=max((abs(e.after - e.before) for e in effects), default=0.0),
        effects=effects,
        copies=len(same),
        origins=len(group_by_origin(same)),
    )


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


def _has_moved(shift: Shift) -> bool:
    before, after = shift.before, shift.after
    status = None if before is None else before.status, None if after is None else after.status
    return shift.size >= LEAST_EFFECT or status[0] != status[1]


def _effect(desk: Desk, shift: Shift) -> Effect:
    before, after = _probability(shift.before), _probability(shift.after)
    return Effect(
        subject=named(desk.book, shift.subject),
        principal=named(desk.book, shift.principal),
        before=before,
        after=after,
        word_before=estimative_word(before),
        word_after=estimative_word(after),
        status_before="none" if shift.before is None else shift.before.status.value,
        status_after="none" if shift.after is None else shift.after.status.value,
    )


def _probability(assessment: Assessment | None) -> float:
    return NO_TIE if assessment is None else assessment.probability
