"""What does a page find, in one sentence? Words from intervals and statuses, with the number beside the word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from oathbook.analysis.answers import WhoAnswer
from oathbook.assessment import Assessment, Status
from oathbook.desk.state import Desk

_ALIGNED = (Status.ACCEPTED, Status.OPERATIONAL, Status.SPLIT)


def overall_finding(desk: Desk, answers: Sequence[WhoAnswer]) -> str:
    """How many groups stand with whom on the day, and how many are in dispute."""
    heaviest = [answer.principals[0].assessment for answer in answers if answer.principals]
    if not heaviest:
        return "The book holds no claim yet of who stands with whom on this day."
    aligned = [a for a in heaviest if a.probability > 0.5 and a.status not in (Status.NONE, Status.BROKEN)]
    counts = Counter(a.principal for a in aligned)
    parts = [f"{count} with {desk.book.name_of(principal)}" for principal, count in counts.most_common(2)]
    disputed = sum(a.disputed for a in heaviest)
    said = f"{_groups(len(aligned))} more likely than not {'stands' if len(aligned) == 1 else 'stand'} with another"
    if parts:
        said += f": {', '.join(parts)}"
        rest = len(aligned) - sum(count for _, count in counts.most_common(2))
        said += f", {rest} with others" if rest else ""
    return f"{said}; {disputed} in dispute." if disputed else f"{said}."


def pair_finding(desk: Desk, assessment: Assessment) -> str:
    """How one stands to the other: word, number and status."""
    subject, principal = desk.book.name_of(assessment.subject), desk.book.name_of(assessment.principal)
    said = f"{assessment.word[:1].upper()}{assessment.word[1:]} ({assessment.probability:.0%})"
    return f"{said} that {subject} stands with {principal}: {assessment.standing}."


def group_finding(desk: Desk, answer: WhoAnswer) -> str:
    """A group's heaviest tie in a sentence."""
    if not answer.principals:
        return f"The book holds no claim of whom {answer.name} stands with on this day."
    return pair_finding(desk, answer.principals[0].assessment)


def _groups(count: int) -> str:
    return "One group" if count == 1 else f"{count} groups"
