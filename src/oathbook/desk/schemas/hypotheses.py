"""What does Hypotheses show? A matrix of evidence by hypothesis, with who filled each cell."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from oathbook.desk.schemas.claims import ClaimOut, KindName
from oathbook.desk.schemas.common import Clocks, Model, When

MarkName = Literal["CC", "C", "N", "I", "II"]


class HypothesisOut(Model):
    """One explanation."""

    id: str
    name: str


class QuestionOut(Model):
    """A question that the book can be asked."""

    id: str
    title: str
    note: str | None
    own: bool = Field(description="True for a file of the user's; false for the one that every group has.")
    hypotheses: list[HypothesisOut]


class Questions(Model):
    """The questions of the user's own files."""

    items: list[QuestionOut]


class CellOut(Model):
    """One mark: given by a pattern, or by a person in its place."""

    mark: MarkName
    because: str | None
    by: str | None = Field(description="The person who filled it; null where a pattern did.")
    overrides: MarkName | None


class RowOut(Model):
    """One piece of evidence: the claims of one event, with a cell for each hypothesis in their order."""

    claim_id: str = Field(description="The claim that stands for the row.")
    sentence: str
    kind: KindName
    when: When | None
    claims: list[ClaimOut] = Field(description="At most 3.")
    claim_count: int
    origins: int
    weight: float = Field(description="The chance that one of its origins is to be believed.")
    diagnosticity: float = Field(description="How far its marks set the hypotheses apart, 0 to 1.")
    cells: list[CellOut]


class ScoreOut(Model):
    """How much speaks against a hypothesis, and for it."""

    hypothesis: str
    name: str
    inconsistency: float
    consistency: float


class WithoutOut(Model):
    """What hangs on one outlet, one speaker or one row: the order changes without it."""

    what: str
    name: str
    leader: str = Field(description="Which hypothesis would be contradicted least.")
    leader_changes: bool


class Matrix(Clocks):
    """The filled matrix; rows that set the hypotheses furthest apart come first."""

    question: QuestionOut
    scores: list[ScoreOut] = Field(description="The least contradicted first.")
    decided_by: str
    rows: list[RowOut]
    more: int
    claims: int
    without: list[WithoutOut]
    unknown: list[str] = Field(description="Names of the file that neither registry nor book knows.")


class CellIn(Model):
    """A person's own mark for one row and hypothesis; null takes it back."""

    hypothesis: str
    claim: str
    mark: MarkName | None
    note: str | None = None
