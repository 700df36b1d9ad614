"""What do Evidence, Difference, Map, Hypotheses, Search and Sources show?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from oathbook.desk.schemas.claims import ClaimOut
from oathbook.desk.schemas.common import AssessmentOut, Clocks, Levels, Model, Named, Paged, Status
from oathbook.desk.schemas.overview import Change


class Factor(Model):
    """One of the numbers that a claim's trust is the product of."""

    name: str
    value: float


class FiveLevels(Levels):
    """A number for each state of one tie."""

    none: float


class ArithmeticOut(Model):
    """One claim's sum: what it says (`lifts`), softened by how far it is trusted (`chance`), in its month.

    `likelihood` is (1 - chance + chance x lift) to the power of `weight`; `without` times it, made to sum to
    one, is `with`. All before calibration.
    """

    claim_id: str
    month: date
    factors: list[Factor]
    chance: float
    weight: float
    lifts: FiveLevels
    likelihood: FiveLevels
    without: FiveLevels
    with_: FiveLevels = Field(validation_alias="with_", serialization_alias="with")


class OriginOut(Model):
    """One independent origin with everything that goes back to it."""

    origin: Named
    weight_nats: float = Field(description="How far it moves the log-odds.")
    without: float | None = Field(description="The probability without it; null where not computed.")
    sign: str
    rule: str
    admiralty: str = Field(description="Letter of the source and digit of the claim, such as B2.")
    speaks_for: bool = Field(description="It tells of a tie, wherever it moves the probability.")
    arithmetic: ArithmeticOut | None = Field(
        description="The sum of its weightiest claim, to be redone by hand."
    )
    claims: list[ClaimOut] = Field(description="The weightiest first; they count once.")


class Flip(Model):
    """A claim that would change the answer if it came."""

    rule: str = Field(description="What it would say.")
    sign: str
    trust: float = Field(description="How far it would have to be trusted, 0 to 1.")
    probability: float
    word: str
    status: Status


class Evidence(Clocks):
    """For and against one assessment."""

    assessment: AssessmentOut
    finding: str
    clash: str | None = Field(description="Two strong origins that contradict each other, in a sentence.")
    reasons_for: list[OriginOut]
    reasons_against: list[OriginOut]
    without_weight: list[OriginOut]
    missing: list[str]
    would_change: list[Flip]


class ClockPair(Model):
    """The two clocks of one side of a comparison."""

    as_of: date
    known_by: date


class Difference(Model):
    """What changed between two days, or between two states of knowledge, and which claims changed it."""

    before: ClockPair
    after: ClockPair
    items: list[Change]
    more: int


class GroupAt(Model):
    """A group's claims at a place, with its heaviest principal on the day."""

    group: Named
    claims: int
    principal: str | None
    probability: float | None


class PlaceOut(Model):
    """A place of the gazetteer. The circle's size is how far off the point may be."""

    name: str
    kind: Literal["country", "region", "city", "town", "site", "area"]
    country: str | None
    lat: float
    lon: float
    radius_km: float = Field(description="Within which the place lies or spreads.")
    precision: Literal["site", "town", "region", "country", "area"]
    claims: int
    groups: list[GroupAt]
    kinds: dict[str, int]
    first: date | None
    last: date | None


class MapOut(Clocks):
    """Where claims are placed."""

    places: list[PlaceOut]
    more: int = Field(description="Places left out, those with fewest claims.")
    unplaced: list[str] = Field(description="Names of places in claims that the gazetteer does not hold.")
    unplaced_claims: int
    first: date | None
    last: date | None


class GazetteerItem(Model):
    """A place that goes by a name."""

    name: str
    aliases: list[str]
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None


class Places(Model):
    """Places that complete a name."""

    items: list[GazetteerItem]


class Facet(Model):
    """A value that some of what was found has."""

    value: str
    label: str
    count: int


class Facets(Model):
    """How what was found spreads."""

    kinds: list[Facet]
    sources: list[Facet]
    actors: list[Facet]
    years: list[Facet]
    verdicts: list[Facet]
    counted: int = Field(description="Of how many claims the facets were counted: the newest of them.")


class Snip(Model):
    """A run of text; `hit` where it matches. Text, never markup."""

    text: str
    hit: bool


class Hit(Model):
    """A claim that was found."""

    claim: ClaimOut
    snippet: list[Snip]


class SearchOut(Clocks, Paged):
    """What was found: actors by name, claims by words, newest first."""

    query: str
    exact_total: bool = Field(description="False where there are more than `total`.")
    actors: list[Named]
    items: list[Hit]
    facets: Facets


class Reviewed(Model):
    """What reviewers found in a source's claims."""

    confirmed: int
    corrected: int
    rejected: int


class SourceOut(Model):
    """An outlet: how it is graded and how it has done."""

    name: str = Field(description="As documents carry it; empty for those that name none.")
    id: str | None
    letter: str = Field(description="The Admiralty letter in force; F: cannot be judged.")
    letter_from: Literal["book", "registry", "none"]
    learned: float | None = Field(description="The model's estimate of its reliability; null: not learned.")
    side: Named | None
    country: str | None
    domain: str | None
    documents: int
    claims: int
    first: date | None
    last: date | None
    independent: float | None = Field(description="Share of its claims that no earlier report had.")
    reviewed: Reviewed


class SourcePage(Paged):
    """Some of the sources."""

    items: list[SourceOut]


class RatingIn(Model):
    """A letter for a source."""

    letter: Literal["A", "B", "C", "D", "E", "F"]


class SourceDetail(Model):
    """A source with its latest claims and what was corrected."""

    source: SourceOut
    latest: list[ClaimOut]
    corrections: list[ClaimOut] = Field(description="Claims of it that were corrected or rejected.")
    ratings: list[Rating]


class Rating(Model):
    """One letter that somebody gave."""

    letter: str
    by: str
    recorded: datetime


SourceDetail.model_rebuild()
