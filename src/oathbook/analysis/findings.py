"""What does an answer come to, in one sentence?

Invariant: a likelihood is always said in its word and its number together.
"""

from __future__ import annotations

from oathbook.analysis.answers import WhoAnswer
from oathbook.analysis.phrases import NameOf
from oathbook.assessment import Assessment


def likelihood(assessment: Assessment) -> str:
    """`very likely (87%)`."""
    return f"{assessment.word} ({assessment.probability:.0%})"


def find_stand(answer: WhoAnswer, name_of: NameOf = str) -> str:
    """Whom the actor stands with, as a sentence."""
    if answer.is_empty:
        return "No claim in the book says how it stands to anybody."
    if not answer.principals:
        return "No claim in the book ties it to a principal."
    best = answer.principals[0]
    found = f"{name_of(best.other)}: {likelihood(best.assessment)}, {best.assessment.standing}"
    since = f", since {best.since}" if best.since and best.assessment.probability >= 0.5 else ""
    if best.assessment.probability >= 0.5:
        return f"Stands with {found}{since}."
    return f"No tie is more likely than not. The nearest is to {found}."
