"""Whom does a group stand with? The question that every group has, without anybody writing a file for it.

Invariant: each patron's hypothesis is marked by the same patterns, so that none is favoured by how it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from oathbook.analysis.hypotheses.values import Hypothesis, Mark, Pattern, Question
from oathbook.ids import content_id
from oathbook.model import Kind

MOST_PATRONS = 4
ALONE = "alone"
_TIES = frozenset({Kind.PLEDGE, Kind.MERGE})
_CUTS = frozenset({Kind.BREAK, Kind.DISAVOW})


def question_of_standing(group: str, name: str, patrons: Sequence[tuple[str, str]]) -> Question:
    """Whether `group` stands with one of `patrons` (labels with their names, heaviest first) or with nobody."""
    shown = [patron for patron in patrons if patron[0] != group][:MOST_PATRONS]
    labels = tuple(label for label, _ in shown)
    return Question(
        id=f"standing-{_slug(group)}",
        title=f"Whom does {name} stand with?",
        note="Asked of every group; its own marks may be put in the place of any of these.",
        hypotheses=(
            *(_with_patron(group, label, patron_name, labels) for label, patron_name in shown),
            Hypothesis(id=ALONE, name="With nobody", patterns=_alone(group, labels)),
        ),
    )


def _with_patron(group: str, patron: str, name: str, patrons: tuple[str, ...]) -> Hypothesis:
    ours, it, others = (group,), (patron,), tuple(p for p in patrons if p != patron)
    patterns = [
        _pattern(Mark.VERY_CONSISTENT, {Kind.ACCEPT}, it, ours, "The patron took the oath."),
        _pattern(Mark.VERY_CONSISTENT, {Kind.AFFILIATE}, ours, it, "It is said to be part of it."),
        _pattern(Mark.CONSISTENT, _TIES, ours, it, "It sought the tie."),
        _pattern(Mark.VERY_INCONSISTENT, {Kind.REJECT} | _CUTS, it, ours, "The patron turned it away."),
        _pattern(Mark.VERY_INCONSISTENT, {*_CUTS, Kind.SPLIT}, ours, it, "It left."),
        _pattern(Mark.INCONSISTENT, {Kind.RIVAL}, ours, it, "They fight each other."),
        _pattern(Mark.INCONSISTENT, {Kind.RIVAL}, it, ours, "They fight each other."),
    ]
    if others:
        patterns += [
            _pattern(Mark.INCONSISTENT, {*_TIES, Kind.AFFILIATE}, ours, others, "A group has one patron."),
            _pattern(Mark.INCONSISTENT, {Kind.ACCEPT}, others, ours, "Another patron took its oath."),
            _pattern(Mark.CONSISTENT, _CUTS, ours, others, "It left another patron."),
        ]
    return Hypothesis(id=_slug(patron), name=f"With {name}", patterns=tuple(patterns))


def _alone(group: str, patrons: tuple[str, ...]) -> tuple[Pattern, ...]:
    if not patrons:
        return ()
    ours = (group,)
    return (
        _pattern(Mark.VERY_INCONSISTENT, {Kind.ACCEPT}, patrons, ours, "A patron took its oath."),
        _pattern(Mark.VERY_INCONSISTENT, {Kind.AFFILIATE}, ours, patrons, "It is said to be part of one."),
        _pattern(Mark.INCONSISTENT, _TIES, ours, patrons, "It sought a patron."),
        _pattern(Mark.CONSISTENT, {Kind.REJECT, *_CUTS}, patrons, ours, "A patron turned it away."),
        _pattern(Mark.CONSISTENT, {*_CUTS, Kind.SPLIT}, ours, patrons, "It left a patron."),
    )


def _pattern(
    mark: Mark,
    kinds: set[Kind] | frozenset[Kind],
    subject: tuple[str, ...],
    other: tuple[str, ...],
    because: str,
) -> Pattern:
    return Pattern(mark=mark, kinds=frozenset(kinds), subject=subject, object=other, because=because)


def _slug(label: str) -> str:
    """The label itself where it can stand in an id, else one made of its content."""
    return label if re.fullmatch(r"[a-z0-9][a-z0-9-]{0,40}", label) else content_id("lbl", label)[:20]
