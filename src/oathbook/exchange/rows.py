"""How does an entry lie flat? One row per claim, every field of the vocabulary and the entry's four times.

Invariant: every row has the same fields in the same order, and None stands for what is not known.
"""

from __future__ import annotations

from typing import Any

from oathbook.model import Entry, Party

FIELDS = (
    "id",
    "kind",
    "subject",
    "subject_written",
    "object",
    "object_written",
    "scope",
    "from",
    "by",
    "of",
    "place",
    "role",
    "reason",
    "count_min",
    "count_best",
    "count_max",
    "when",
    "when_first",
    "when_last",
    "needs_anchor",
    "ended",
    "polarity",
    "certainty",
    "realis",
    "said_by",
    "quote",
    "start",
    "end",
    "reading",
    "frame",
    "extractor",
    "verdict",
    "document_id",
    "title",
    "source",
    "url",
    "published",
    "read",
    "recorded",
)
SPEAKER_MARK = " < "  # between speakers of a chain, nearest first: "Shekau < SITE Intelligence Group"


def to_row(entry: Entry) -> dict[str, Any]:
    """The entry as plain values under `FIELDS`: text, whole numbers, truth values, dates and times.

    `subject`, `object` and the like are actor ids where known, else the words as written; `said_by` is the
    chain of speakers in one string, nearest first.
    """
    claim = entry.claim
    count, when = claim.count, claim.when
    return {
        "id": entry.id,
        "kind": claim.kind.value,
        "subject": _label(claim.subject),
        "subject_written": None if claim.subject is None else claim.subject.written,
        "object": _label(claim.object),
        "object_written": None if claim.object is None else claim.object.written,
        "scope": claim.scope.value,
        "from": _label(claim.from_),
        "by": _label(claim.by),
        "of": _label(claim.of),
        "place": claim.place,
        "role": claim.role,
        "reason": claim.reason,
        "count_min": None if count is None else count.min,
        "count_best": None if count is None else count.best,
        "count_max": None if count is None else count.max,
        "when": None if when is None else when.edtf,
        "when_first": None if when is None else when.first,
        "when_last": None if when is None else when.last,
        "needs_anchor": claim.needs_anchor,
        "ended": claim.ended,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "realis": claim.realis.value,
        "said_by": SPEAKER_MARK.join(claim.said_by) or None,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "reading": claim.reading,
        "frame": claim.frame or None,
        "extractor": claim.extractor or None,
        "verdict": None if entry.verdict is None else entry.verdict.value,
        "document_id": entry.document_id,
        "title": entry.title,
        "source": entry.source,
        "url": entry.url,
        "published": entry.published,
        "read": entry.read,
        "recorded": entry.recorded,
    }


def _label(party: Party | None) -> str | None:
    return None if party is None else party.label
