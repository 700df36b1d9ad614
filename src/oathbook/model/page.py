"""Some claims as columns: what weighing a whole book looks at, without a value made of each.

Invariant: all columns are of one length, and hold what the `Entry` of each claim would.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from oathbook.model.claim import Party
from oathbook.model.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """Claims under the fields of `Entry` and `Claim`: words of the vocabulary as they are written, parties by
    their labels, `type` and `written` of a party beside it."""

    id: Sequence[str]
    document_id: Sequence[str]
    title: Sequence[str | None]
    source: Sequence[str | None]
    published: Sequence[date | None]
    known: Sequence[date]
    verdict: Sequence[str | None]
    kind: Sequence[str]
    polarity: Sequence[str]
    realis: Sequence[str]
    scope: Sequence[str]
    certainty: Sequence[str]
    ended: Sequence[bool]
    subject: Sequence[str | None]
    subject_type: Sequence[str | None]
    object: Sequence[str | None]
    object_type: Sequence[str | None]
    from_: Sequence[str | None]
    by: Sequence[str | None]
    of: Sequence[str | None]
    subject_written: Sequence[str | None]
    object_written: Sequence[str | None]
    from_written: Sequence[str | None]
    by_written: Sequence[str | None]
    of_written: Sequence[str | None]
    place: Sequence[str | None]
    edtf: Sequence[str | None]
    said_by: Sequence[tuple[str, ...]]
    quote: Sequence[str]
    reading: Sequence[float]

    def __len__(self) -> int:
        return len(self.id)

    @classmethod
    def of_entries(cls, entries: Iterable[Entry]) -> ClaimPage:
        """The columns of entries at hand."""
        listed = list(entries)
        claims = [entry.claim for entry in listed]
        sides = {
            name: [getattr(claim, name) for claim in claims]
            for name in ("subject", "object", "from_", "by", "of")
        }
        return cls(
            id=[e.id for e in listed],
            document_id=[e.document_id for e in listed],
            title=[e.title for e in listed],
            source=[e.source for e in listed],
            published=[e.published for e in listed],
            known=[e.known for e in listed],
            verdict=[None if e.verdict is None else e.verdict.value for e in listed],
            kind=[c.kind.value for c in claims],
            polarity=[c.polarity.value for c in claims],
            realis=[c.realis.value for c in claims],
            scope=[c.scope.value for c in claims],
            certainty=[c.certainty.value for c in claims],
            ended=[c.ended for c in claims],
            subject_type=_types(sides["subject"]),
            object_type=_types(sides["object"]),
            subject_written=_written(sides["subject"]),
            object_written=_written(sides["object"]),
            from_written=_written(sides["from_"]),
            by_written=_written(sides["by"]),
            of_written=_written(sides["of"]),
            place=[c.place for c in claims],
            edtf=[None if c.when is None else c.when.edtf for c in claims],
            said_by=[c.said_by for c in claims],
            quote=[c.quote for c in claims],
            reading=[c.reading for c in claims],
            **{name: [None if p is None else p.label for p in side] for name, side in sides.items()},
        )


def _types(parties: Sequence[Party | None]) -> list[str | None]:
    return [None if p is None or p.type is None else p.type.value for p in parties]


def _written(parties: Sequence[Party | None]) -> list[str | None]:
    return [None if p is None else p.written for p in parties]
