"""What is an assessment? A likelihood with its word, a status, how good the basis is, and the signed reasons.

Invariant: likelihood and confidence are never blended, and a probability is never 0 or 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from oathbook.model import Entry


class Status(StrEnum):
    """How the subject stands to the principal, as the book reads it."""

    NONE = "none"  # no claim of weight for a tie, or far outweighed
    REPORTED = "reported"  # a tie is told of, on thin ground
    PLEDGED = "pledged"  # pledged; whether it was accepted is denied or not told
    ACCEPTED = "accepted"
    OPERATIONAL = "operational"  # an acting affiliate
    SPLIT = "split"  # only part of the subject stands with it
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
    """

    letters: Mapping[str, str] = field(default_factory=dict)
    organisations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One independent origin's contribution: `weight_nats` moves the log-odds, 0 for what carries no weight.

    `origin` names it: the original speaker, else the outlet. `entries` all go back to it (copies, or one
    speaker through several outlets), the weightiest first; they count once. `sign` is the short name of the
    rule, `rule` its sentence.
    """

    weight_nats: float
    sign: str
    rule: str
    origin: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """How likely it is that `subject` stands with `principal`: accepted by it, acting for it, or partly so.

    As of the day `as_of`, from what was published by `known_by`. `accepted` is True or False where
    claims say so and None where none does; `disputed` is true where both sides carry weight, whatever
    the status. `confidence_reason` is a sentence.
    """

    subject: str
    principal: str
    as_of: date
    known_by: date
    probability: float
    status: Status
    accepted: bool | None
    disputed: bool
    confidence: Confidence
    confidence_reason: str
    reasons: tuple[Reason, ...]

    @property
    def word(self) -> str:
        """The ICD 203 word for the probability."""
        return estimative_word(self.probability)

    @property
    def claims(self) -> int:
        """How many claims the reasons rest on, copies included."""
        return sum(len(reason.entries) for reason in self.reasons)

    @property
    def origins(self) -> int:
        """How many independent origins bear weight."""
        return len({reason.origin for reason in self.reasons if reason.weight_nats})

    @property
    def standing(self) -> str:
        """The status in a phrase: `pledged, not accepted; disputed`."""
        words: str = self.status.value
        if self.status is Status.PLEDGED and self.accepted is not True:
            words += ", not accepted" if self.accepted is False else ", acceptance not found"
        if self.disputed and self.status is not Status.DISPUTED:
            words += "; disputed"
        return words


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
