"""What do reading, documents, completion and the session look like?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from oathbook.desk.schemas.claims import ClaimOut
from oathbook.desk.schemas.common import Direction, Model, Named, Paged


class Session(Model):
    """Who is at the desk and what they may do."""

    user: str
    roles: list[Literal["reader", "reviewer", "owner"]]
    can_write: bool
    version: str
    today: date
    book: str


class DocumentItem(Model):
    """A document in a list."""

    id: str
    name: str
    title: str | None
    source: str | None
    published: date | None
    url: str | None
    language: str | None
    direction: Direction
    claims: int
    unreviewed: int
    read: datetime
    recorded: datetime


class DocumentPage(Paged):
    """Some of the documents."""

    items: list[DocumentItem]


class DocumentOut(Model):
    """A document whole, with its claims in the order of the text. Offsets are code points."""

    document: DocumentItem
    letter: str | None
    text: str
    code_points: int = Field(description="The length of `text`, as offsets count.")
    claims: list[ClaimOut]


class TextIn(Model):
    """A report pasted in."""

    text: str = Field(min_length=1, max_length=20_000_000)
    title: str | None = None
    source: str | None = None
    published: str | None = Field(default=None, description="2018, 2018-01 or 2018-01-24.")
    url: str | None = None


class FolderIn(Model):
    """A file or folder of the machine that the desk runs on."""

    path: str = Field(min_length=1)
    source: str | None = None
    published: str | None = None
    again: bool = False


class FailedInput(Model):
    """What could not be read, and why."""

    name: str
    cause: str
    remedy: str


class Job(Model):
    """A reading, waiting, going on or done."""

    id: str
    label: str
    by: str
    state: Literal["waiting", "running", "done", "failed", "stopped"]
    asked: datetime
    started: datetime | None
    ended: datetime | None
    done: int
    total: int
    name: str = Field(description="The input at hand.")
    documents: int
    documents_new: int | None = Field(description="Known at the end.")
    documents_known: int | None
    claims: int
    claims_new: int | None
    unresolved_times: int | None
    hint: str | None
    failed: list[FailedInput]
    error: str | None


class Jobs(Model):
    """The readings of this sitting, newest first."""

    items: list[Job]


class ActorHit(Named):
    """An actor that a name may mean, for completion."""

    matched: str = Field(description="The name that matched.")
    country: str | None
    region: str | None
    parent: str | None
    claims: int


class ActorHits(Model):
    """What completes a name, best first."""

    items: list[ActorHit]


class JudgementIn(Model):
    """That two labels mean one actor, or two; null takes the judgement back."""

    left: str
    right: str
    same: bool | None


class JudgementOut(Model):
    """A judgement on two labels."""

    left: Named
    right: Named
    same: bool | None
    by: str
    recorded: datetime


class Judgements(Model):
    """Every judgement ever made, newest first."""

    items: list[JudgementOut]


class FieldOut(Model):
    """A field of a claim that a reviewer may correct, and what it takes."""

    name: str
    label: str
    takes: Literal["party", "words", "edtf", "choice", "yes_no", "count", "names", "place"]
    choices: list[str] = Field(default_factory=list)


class KindOut(Model):
    """A kind of claim and the fields that bear on it."""

    name: str
    label: str
    core: bool
    fields: list[str]


class WordOut(Model):
    """A step of the scale of probability words."""

    word: str
    low: float
    high: float


class Vocabulary(Model):
    """What forms and legends need to know."""

    kinds: list[KindOut]
    fields: list[FieldOut]
    words: list[WordOut]
    letters: dict[str, str]
    statuses: dict[str, str]
    regions: list[str]


class Parties(Model):
    """Some parties that claims name, most claims first."""

    items: list[Named]
