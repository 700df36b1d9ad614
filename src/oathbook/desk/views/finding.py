"""What does a page find, in one sentence? Words from intervals and statuses, with the number beside the word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from oathbook.analysis.answers import WhoAnswer
from oathbook.analysis.field import Track
from oathbook.assessment import Assessment
from oathbook.desk.state import Desk

NAMED = 4  # principals that the finding names


def overall_finding(desk: Desk, tracks: Sequence[Track], day: date) -> str:
    """How many groups more likely than not stand with whom on the day, alone, or with nobody for sure."""
    if not tracks:
        return "The book holds no claim yet of who stands with whom."
    counts: Counter[str] = Counter()
    pledged = alone = 0
    for track in tracks:
        levels = track.at(day)
        place = track.heaviest(day)
        if levels[place, 2:].sum() > 0.5:
            counts[track.principals[place]] += 1
        elif levels[place, 1] > 0.5:
            pledged += 1
        elif levels[:, 1:].sum() < 0.5:
            alone += 1
    contested = len(tracks) - counts.total() - pledged - alone
    ranked = sorted(counts.items(), key=lambda item: (-item[1], desk.book.name_of(item[0])))
    parts = [
        f"{n} {'' if place else 'more likely than not stood '}with {desk.book.name_of(principal)}"
        for place, (principal, n) in enumerate(ranked[:NAMED])
    ]
    if rest := sum(n for _, n in ranked[NAMED:]):
        parts.append(f"{rest} with others")
    others = [
        said
        for n, said in (
            (pledged, f"{pledged} had pledged and {'was' if pledged == 1 else 'were'} not accepted"),
            (alone, f"{alone} stood alone"),
            (contested, f"{contested} {'was' if contested == 1 else 'were'} contested"),
        )
        if n
    ]
    said = "; ".join(filter(None, (", ".join(parts), ", ".join(others))))
    return f"Of {len(tracks)} {'group' if len(tracks) == 1 else 'groups'}, {said}."


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
