"""From turning points to marks in a chart, and from claims to dots."""

from __future__ import annotations

from oathbook.analysis.answers import TurningPoint
from oathbook.analysis.phrases import phrase, shared_hedge
from oathbook.desk.schemas.overview import Glyph, Mark
from oathbook.desk.state import Desk
from oathbook.model import CORE_KINDS, Claim, Kind, Polarity, Realis

_GLYPHS: dict[Kind, Glyph] = {
    Kind.PLEDGE: "pledge",
    Kind.AFFILIATE: "acceptance",
    Kind.ACCEPT: "acceptance",
    Kind.REJECT: "denial",
    Kind.DISAVOW: "break",
    Kind.BREAK: "break",
    Kind.DEFECT: "break",
    Kind.SPLIT: "split",
    Kind.MERGE: "merge",
    Kind.REPLACE: "leader",
    Kind.LEAD: "leader",
    Kind.ATTACK: "attack",
    Kind.CLAIM_ATTACK: "attack",
}
MARKED = CORE_KINDS - {Kind.AFFILIATE, Kind.ALLY, Kind.RIVAL, Kind.RECRUIT} | {Kind.REPLACE}


def glyph_of(claim: Claim) -> Glyph:
    """The sign that stands for a claim; what is denied is a denial whatever it denies."""
    if claim.polarity is Polarity.NEGATIVE:
        return "denial"
    return _GLYPHS.get(claim.kind, "other")


def is_mark(point: TurningPoint) -> bool:
    """Whether a chart shows it: an event of allegiance or leadership that is told as a fact, with a time."""
    return point.kind in MARKED and point.realis is Realis.ACTUAL and point.when is not None


def mark_out(desk: Desk, group: str, point: TurningPoint) -> Mark:
    """The turning point as a mark in the row of `group`."""
    first = point.entries[0]
    other = point.object if point.subject == group else point.subject
    said = phrase(first.claim, desk.book.name_of)
    return Mark(
        group=group,
        other=other,
        kind=point.kind.value,
        glyph=glyph_of(first.claim),
        label=said[:1].upper() + said[1:],
        earliest=point.earliest,
        latest=point.latest,
        edtf=point.when,
        certainty=shared_hedge(entry.claim for entry in point.entries).value,
        claims=len(point.entries),
        origins=point.origins,
        claim_id=first.id,
    )
