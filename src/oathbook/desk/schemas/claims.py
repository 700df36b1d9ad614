"""What does a claim look like to the desk? Its sentence, its fields, its place in the text, its reviews.

Offsets are code points, half open: `text[start:end] == quote` in Python, not in JavaScript, whose strings
count UTF-16 units.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from oathbook.desk.schemas.common import Model, Named, Paged, Status, When

Verdict = Literal["confirmed", "corrected", "rejected"]
KindName = Literal[
    "pledge", "accept", "reject", "break", "disavow", "affiliate", "ally", "rival", "split", "merge", "rename",
    "form", "dissolve", "defect", "recruit", "lead", "replace", "member", "die", "attack", "claim_attack", "gain",
    "lose", "move", "toll", "designate",
]  # fmt: skip


class PartyOut(Named):
    """One side of a claim: who it is and the words as written."""

    written: str
    candidates: list[Named] = Field(description="Whom an ambiguous name could mean.")


class CountOut(Model):
    """People or deaths; each may be unknown."""

    min: int | None = None
    best: int | None = None
    max: int | None = None


class DocumentRef(Model):
    """The document that a claim stands in."""

    id: str
    title: str | None
    source: str | None
    letter: str | None = Field(description="The source's Admiralty letter; null where nobody gave one.")
    published: date | None
    url: str | None


class ReviewOut(Model):
    """One verdict: who, when and what."""

    id: str
    verdict: Verdict | None = Field(description="Null took the earlier verdicts back.")
    fields: dict[str, Any] | None
    by: str
    recorded: datetime
    supersedes: str | None


class ClaimOut(Model):
    """A claim as it stands, corrections laid over it."""

    id: str
    sentence: str = Field(description="The claim in words.")
    kind: KindName
    subject: PartyOut | None
    object: PartyOut | None
    from_: PartyOut | None = Field(validation_alias="from_", serialization_alias="from")
    by: PartyOut | None
    of: PartyOut | None
    scope: Literal["group", "faction", "members", "person"]
    place: str | None
    role: str | None
    reason: str | None
    count: CountOut | None
    when: When | None
    needs_anchor: bool = Field(description="The time is relative and the document has no date.")
    ended: bool
    polarity: Literal["+", "-"]
    certainty: Literal["certain", "probable", "possible"]
    realis: Literal["actual", "prospective"]
    said_by: list[Named] = Field(description="Who says it, the original speaker first.")
    quote: str
    start: int = Field(description="In code points, from the start of the document's text.")
    end: int
    reading: float = Field(description="The probability that the extractor read it rightly.")
    frame: str
    extractor: str
    verdict: Verdict | None
    document: DocumentRef
    known: date
    recorded: datetime


class ClaimPage(Paged):
    """Some of the claims that pass the filters."""

    items: list[ClaimOut]


class OtherPlace(Model):
    """The same quote, or the same fact, elsewhere."""

    claim: ClaimOut
    same_words: bool = Field(description="True: the same words; false: the same fact in other words.")


class ClaimDetail(Model):
    """A claim with its verdicts and where else the same is said."""

    claim: ClaimOut
    reviews: list[ReviewOut] = Field(description="Oldest first.")
    elsewhere: list[OtherPlace]


class Effect(Model):
    """What a verdict would do to one assessment."""

    subject: Named
    principal: Named
    before: float
    after: float
    word_before: str
    word_after: str
    status_before: Status
    status_after: Status


class VerdictIn(Model):
    """A verdict to give or to try out. `fields` come with `corrected`, and only with it."""

    verdict: Verdict | None = Field(description="Null takes the last verdict back (undo).")
    fields: dict[str, Any] | None = Field(
        default=None,
        description="Under the names of the vocabulary; a party is an actor's id or words, `when` is EDTF.",
    )
    supersedes: str | None = Field(
        default=None, description="The last review that the reviewer saw; 409 where another came since."
    )


class PreviewOut(Model):
    """What a verdict would change, computed by the model, largest change first."""

    claim_id: str
    verdict: Verdict | None
    as_of: date
    known_by: date
    effects: list[Effect]


class VerdictOut(Model):
    """The claim as it now stands, the review that says so, and what it changed."""

    claim: ClaimOut
    review: ReviewOut
    effects: list[Effect]


class ClaimIn(Model):
    """A claim that a reader adds by selecting text: `kind` and whatever else it says."""

    start: int = Field(ge=0, description="In code points.")
    end: int
    fields: dict[str, Any] = Field(description="`kind` at least; names as in corrections.")


class QueueItem(Model):
    """A claim that awaits its verdict, with what hangs on it."""

    claim: ClaimOut
    impact: float = Field(description="The most that rejecting it would move one probability.")
    effects: list[Effect] = Field(description="What rejecting it would do.")
    copies: int = Field(description="How many claims say the same; this one included.")
    origins: int = Field(description="From how many independent origins.")


class Queue(Paged):
    """The claims without a verdict, those first on which most hangs."""

    as_of: date
    known_by: date
    ranked: int = Field(description="How many of the first were ordered by the model; the rest is by date.")
    items: list[QueueItem]
