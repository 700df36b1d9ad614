"""From an entry to a claim on the wire: its sentence, its parties by name, its document and letter."""

from __future__ import annotations

from collections.abc import Iterable

from oathbook.analysis.phrases import phrase
from oathbook.desk.schemas.claims import ClaimOut, CountOut, DocumentRef, PartyOut, ReviewOut
from oathbook.desk.state import Desk
from oathbook.desk.views.parties import named, when_out
from oathbook.ledger import ReviewRow
from oathbook.model import Entry, Party


def claims_out(desk: Desk, entries: Iterable[Entry]) -> list[ClaimOut]:
    """The claims with their sentences, in the order given."""
    listed = list(entries)
    letters = letters_of(desk, (entry.source for entry in listed))
    return [_claim(desk, entry, letters) for entry in listed]


def claim_out(desk: Desk, entry: Entry) -> ClaimOut:
    """One claim with its sentence."""
    (claim,) = claims_out(desk, [entry])
    return claim


def letters_of(desk: Desk, sources: Iterable[str | None]) -> dict[str, str]:
    """The letters in force of these outlets; one without is left out."""
    return desk.book.letters({source for source in sources if source is not None})


def sentence(desk: Desk, entry: Entry) -> str:
    """The claim in words, with a capital and a stop."""
    said = phrase(entry.claim, desk.book.name_of)
    return said[:1].upper() + said[1:] + "."


def review_out(row: ReviewRow) -> ReviewOut:
    """A verdict with who gave it."""
    return ReviewOut(
        id=row.id,
        verdict=None if row.verdict is None else row.verdict.value,
        fields=None if row.fields is None else dict(row.fields),
        by=row.by,
        recorded=row.recorded,
        supersedes=row.supersedes,
    )


def _claim(desk: Desk, entry: Entry, letters: dict[str, str]) -> ClaimOut:
    claim, book = entry.claim, desk.book
    count = claim.count
    return ClaimOut(
        id=entry.id,
        sentence=sentence(desk, entry),
        kind=claim.kind.value,
        subject=_party(desk, claim.subject),
        object=_party(desk, claim.object),
        from_=_party(desk, claim.from_),
        by=_party(desk, claim.by),
        of=_party(desk, claim.of),
        scope=claim.scope.value,
        place=claim.place,
        role=claim.role,
        reason=claim.reason,
        count=None if count is None else CountOut(min=count.min, best=count.best, max=count.max),
        when=when_out(claim.when),
        needs_anchor=claim.needs_anchor,
        ended=claim.ended,
        polarity=claim.polarity.value,
        certainty=claim.certainty.value,
        realis=claim.realis.value,
        said_by=[named(book, speaker) for speaker in claim.said_by],
        quote=claim.quote,
        start=claim.start,
        end=claim.end,
        reading=claim.reading,
        frame=claim.frame,
        extractor=claim.extractor,
        verdict=None if entry.verdict is None else entry.verdict.value,
        document=DocumentRef(
            id=entry.document_id,
            title=entry.title,
            source=entry.source,
            letter=letters.get(entry.source or ""),
            published=entry.published,
            url=entry.url,
        ),
        known=entry.known,
        recorded=entry.recorded,
    )


def _party(desk: Desk, party: Party | None) -> PartyOut | None:
    if party is None:
        return None
    who = named(desk.book, party.label)
    kind = who.type or (None if party.type is None else party.type.value)
    candidates = [named(desk.book, candidate) for candidate in party.candidates]
    return PartyOut(
        id=who.id,
        name=who.name,
        in_registry=who.in_registry,
        type=kind,
        written=party.written,
        candidates=candidates,
    )
