"""What is an assessment? A likelihood with its word, a status, how good the basis is, and the signed reasons.

Invariant: likelihood and confidence are never blended, and a probability is never 0 or 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from oathbook.assessment.parameters import Parameters
from oathbook.model import Entry

Learned = Mapping[tuple[str, int], tuple[float, float]]  # folded name, interest or role -> Beta counts


class Status(StrEnum):
    """How the subject stands to the principal, as the book reads it."""

    NONE = "none"  # no claim of weight for a tie, or far outweighed
    REPORTED = "reported"  # a tie is told of, on thin ground
    PLEDGED = "pledged"  # pledged; whether it was accepted is denied, not told or not likely enough
    ACCEPTED = "accepted"
    OPERATIONAL = "operational"  # an acting affiliate
    SPLIT = "split"  # only part of the subject stands with it
    REJOINED = "rejoined"  # it stands with it again, after a tie that had ended
    BROKEN = "broken"  # a tie there was, and it ended
    DISPUTED = "disputed"  # claims of weight stand on both sides and neither prevails


class Confidence(StrEnum):
    """How good the basis is; it says nothing on which way the likelihood points."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known beside the claims: the source's Admiralty letters and who leads what.

    `letters` maps a source's name as entries carry it to A–F; a source that is not in it counts as F.
    `organisations` maps a leader to the organisations he stands for: a pledge to him is one to them.
    `sides` maps a source or speaker to the actor whose side it speaks for. `parameters` are the user's own,
    None for those that ship. `learned` are snapshots of what was learned of sources, each by the day up to
    which the claims were known that it was learned from.
    """

    letters: Mapping[str, str] = field(default_factory=dict)
    organisations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    parameters: Parameters | None = None
    learned: tuple[tuple[date, Learned], ...] = ()

    def learned_by(self, known_by: date) -> Learned | None:
        """The snapshot of the latest day that is not after `known_by`, the last of equals."""
        fit = [(day, number) for number, (day, _) in enumerate(self.learned) if day <= known_by]
        return self.learned[max(fit)[1]][1] if fit else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """How likely each way of standing is; the five sum to one.

    `none`: no tie (or one to somebody else). `pledged`: pledged or reported, not accepted. `accepted`,
    `operational`: acts and speaks through the principal. `split`: only a part stands with it.
    """

    none: float
    pledged: float
    accepted: float
    operational: float
    split: float

    @property
    def aligned(self) -> float:
        """That it stands with the principal: accepted, operational, or in part."""
        return self.accepted + self.operational + self.split

    @property
    def tied(self) -> float:
        """That there is any tie, an unaccepted pledge included."""
        return self.pledged + self.aligned


@dataclass(frozen=True, slots=True, kw_only=True)
class Arithmetic:
    """One claim's sum, to be redone by hand: R, the lifts that it softens, and what they do to one month.

    `factors` name and give what R is the product of, its limits aside. `lifts` are those of the claim's sign,
    enlarged where its date is fine; `likelihood` is (1 - R + R x lift) to the power of `weight`. `without`
    are the levels of that month with everything but this claim, `with_` those with it: `without` times
    `likelihood`, made to sum to one. All before calibration. `month` is its first day.
    """

    entry: Entry
    month: date
    factors: tuple[tuple[str, float], ...]
    chance: float
    weight: float
    lifts: Levels
    likelihood: Levels
    without: Levels
    with_: Levels


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One independent origin's contribution: `weight_nats` is what it moves the log-odds of the probability by.

    It is 0 for what carries no weight. `origin` names it: the original speaker, else the outlet. `entries` all
    go back to it (copies, or one speaker through several outlets), the weightiest first; they count once.
    `sign` is the short name of the rule, `rule` its sentence, `tie` whether it speaks for a tie (1) or against
    one (-1), wherever it moves the probability. `admiralty` is the letter of the source and the
    digit of the claim, such as "B2": how far the rest of the book bears it out.
    """

    weight_nats: float
    sign: str
    rule: str
    origin: str
    entries: tuple[Entry, ...]
    tie: int = 0
    admiralty: str = "F6"
    arithmetic: Arithmetic | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one more claim would do: `sign` and `rule` say of what kind, `chance` how far it would be trusted."""

    sign: str
    rule: str
    chance: float
    probability: float
    status: Status


_ACCEPTANCE = {True: "acceptance uncertain", False: "not accepted", None: "acceptance not found"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """How likely it is that `subject` stands with `principal`, and in which way: `levels`.

    As of the day `as_of`, from what was published by `known_by`. `accepted` is True or False where claims say
    so and None where none does; `disputed` is true where both sides carry weight, or a tie is put in doubt,
    whatever the status. `interval` is how far the probability moves with the reliabilities and without any
    one mouth. `confidence_reason` is a sentence. `claims` and `origins` count what bears on it. `clash` are
    the strongest reason for and against where both weigh heavily; `reasons`, `clash` and `changes` are empty
    where a whole book is assessed at once.
    """

    subject: str
    principal: str
    as_of: date
    known_by: date
    levels: Levels
    status: Status
    accepted: bool | None
    disputed: bool
    confidence: Confidence
    confidence_reason: str
    claims: int
    origins: int
    interval: tuple[float, float]
    reasons: tuple[Reason, ...] = ()
    clash: tuple[Reason, Reason] | None = None
    changes: tuple[Change, ...] = ()

    @property
    def probability(self) -> float:
        """That the subject stands with the principal: accepted by it, acting for it, or in part."""
        return self.levels.aligned

    @property
    def word(self) -> str:
        """The ICD 203 word for the probability."""
        return estimative_word(self.probability)

    @property
    def standing(self) -> str:
        """The status in a phrase: `pledged, not accepted; disputed`."""
        words: str = self.status.value
        if self.status is Status.PLEDGED:
            words += ", " + _ACCEPTANCE[self.accepted]
        if self.disputed and self.status is not Status.DISPUTED:
            words += "; disputed"
        return words


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAssessment:
    """How a group stands to every principal that claims name with it, likeliest first.

    They are weighed together: a group has one main allegiance at a time.
    """

    group: str
    as_of: date
    known_by: date
    assessments: tuple[Assessment, ...]

    def find(self, principal: str) -> Assessment | None:
        """The assessment of the pair with `principal`, None where no claim names it."""
        return next((a for a in self.assessments if a.principal == principal), None)


# ICD 203 (Office of the Director of National Intelligence, Analytic Standards, 2015), paragraph D.6.e.(2)(a).
WORDS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)


def estimative_word(probability: float) -> str:
    """The ICD 203 word for a probability strictly between 0 and 1.

    >>> estimative_word(0.5)
    'roughly even chance'
    """
    if not 0 < probability < 1:
        raise ValueError(f"a probability of {probability} is no judgement: it must lie between 0 and 1")
    return next(word for upper, word in WORDS if probability < upper)
