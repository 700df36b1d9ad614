"""A claim as the ledger keeps it, with its document's particulars and the four times; and how to ask for some."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from oathbook.model.claim import Claim, Kind


class Verdict(StrEnum):
    """What a reviewer says of a claim."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A recorded claim and its four times: `claim.when` (holds), `published`, `read` and `recorded`.

    `read` and `recorded` are aware, in UTC.
    """

    id: str
    claim: Claim
    document_id: str
    title: str | None
    source: str | None
    url: str | None
    published: date | None
    read: datetime
    recorded: datetime
    verdict: Verdict | None = None

    @property
    def known(self) -> date:
        """The day the world could know it: the day of publication, else the day the book recorded it."""
        return self.published if self.published is not None else self.recorded.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimQuery:
    """Which claims: every field that is not None narrows. Retracted claims and rejected ones are left out
    unless `include_retracted`.

    `actor` stands on either side (subject, object, from, by, of); `as_of` keeps claims whose time has begun
    by that day (a claim without a time counts by its publication); `known_by` keeps what was published by
    then, `recorded_by` what the book held then and `recorded_after` what it has learned since. `text` is a
    full-text query over quotes and parties. `actors` asks for any of several as `actor` does for one, `pairs`
    for subject and object together. `places` are names as claims write them. `unreviewed` keeps claims without
    a verdict in force, `verdicts` those with one of these. `newest_first` turns the order round.
    """

    actor: str | None = None
    subject: str | None = None
    object: str | None = None
    kinds: tuple[Kind, ...] | None = None
    source: str | None = None
    speaker: str | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    known_by: date | None = None
    recorded_by: datetime | None = None
    recorded_after: datetime | None = None
    text: str | None = None
    document_id: str | None = None
    include_retracted: bool = False
    actors: tuple[str, ...] | None = None
    pairs: tuple[tuple[str, str], ...] | None = None
    places: tuple[str, ...] | None = None
    unreviewed: bool = False
    verdicts: tuple[Verdict, ...] | None = None
    newest_first: bool = False
    limit: int | None = None
    offset: int = 0
