"""What do all answers of the API have in common? Clocks, names, pages, probabilities, and one shape of error.

Invariant: an unknown value is null and never a default, and a probability never comes without its word.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Basis = Literal["mutual", "claimed", "reported"]
Status = Literal[
    "none", "reported", "pledged", "accepted", "operational", "split", "broken", "rejoined", "disputed"
]
Direction = Literal["ltr", "rtl"]


class Model(BaseModel):
    """The base of everything that goes in and out: frozen, and unknown fields are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Clocks(Model):
    """The two clocks that the answer was given for."""

    as_of: date = Field(description="The day asked about.")
    known_by: date = Field(description="Only what was published by that day counts.")


class Named(Model):
    """A party: its label as claims carry it, and what it is called."""

    id: str = Field(description="The registry's id, else the words as written.")
    name: str
    in_registry: bool
    type: str | None = Field(
        default=None, description="organisation, person, state, body, outlet or place; null where not known."
    )


class Paged(Model):
    """One page of a list."""

    total: int = Field(description="How many there are on all pages.")
    offset: int
    limit: int


class Levels(Model):
    """The probabilities of the states of one tie; with `none` and other principals they make up 1."""

    pledged: float
    accepted: float
    operational: float
    split: float


class Share(Levels):
    """One principal's part of a group's allegiance at one time."""

    principal: str = Field(description="An id of `principals`, or `other` where the tail was folded.")


class When(Model):
    """A time as told: EDTF and the days that it can mean; null ends are open."""

    edtf: str
    earliest: date | None
    latest: date | None


class StandingOut(Model):
    """How a subject stands to a principal, as the levels alone say it: for lists of many."""

    subject: Named
    principal: Named
    probability: float = Field(description="That the subject stands with the principal; never 0 or 1.")
    low: float | None = Field(description="The lower end of what the basis allows; null where not computed.")
    high: float | None
    word: str = Field(description="The words of ICD 203, to be shown with the number.")
    status: Status
    standing: str = Field(description="The status in a phrase.")
    levels: Levels
    p_none: float = Field(description="That the subject has no tie to this principal.")
    basis: Basis
    claims: int
    origins: int = Field(description="Independent origins that bear weight.")
    since: When | None


class AssessmentOut(StandingOut):
    """The same with all that claims say: likelihood, and separately how good the basis is."""

    as_of: date
    known_by: date
    accepted: bool | None = Field(description="True or false where claims say so, null where none does.")
    disputed: bool
    confidence: Literal["low", "moderate", "high"]
    confidence_reason: str


class Fault(Model):
    """What went wrong, in words for a reader, with the facts for a program."""

    code: str
    message: str
    status: int
    details: dict[str, Any] = Field(default_factory=dict)


class ErrorOut(Model):
    """The one shape of every error."""

    error: Fault
