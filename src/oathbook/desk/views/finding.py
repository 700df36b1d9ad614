"""What does a page find, in one sentence? Words from intervals and statuses, with the number beside the word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from oathbook.analysis.answers import WhoAnswer
from oathbook.analysis.field import Track
from oathbook.assessment import Assessment
from oathbook.desk.state import Desk


def overall_finding(desk: Desk, tracks: Sequence[Track], day: date) -> str:
    """How many groups stand with whom on the day."""
    if not tracks:
        return "The book holds no claim yet of who stands with whom."
    counts: Counter[str] = Counter()
    pledged = 0
    for track in tracks:
        levels = track.at(day)
        place = track.heaviest(day)
        if levels[place, 2:].sum() > 0.5:
            counts[track.principals[place]] += 1
        elif levels[place, 1] > 0.5:
            pledged += 1
    aligned = counts.total()
    said = f"{_groups(aligned)} more likely than not {'stands' if aligned == 1 else 'stand'} with another"
    parts = [f"{n} with {desk.book.name_of(principal)}" for principal, n in counts.most_common(2)]
    rest = aligned - sum(n for _, n in counts.most_common(2))
    if parts:
        said += f": {', '.join(parts)}" + (f", {rest} with others" if rest else "")
    return (
        f"{said}; {pledged} {'is' if pledged == 1 else 'are'} pledged and not accepted."
        if pledged
        else f"{said}."
    )


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
    return {0: "No group", 1: "One group"}.get(count, f"{count} groups")
