"""What changed between two dates, and what was learned between them? Two views of one book, compared.

The world's clock: the same claims, two days asked about. The clock of knowledge: one day asked about, from what
was published by two days. A moved number is given with the claims that moved it: those that lie between.

Invariant: both views come from the functions that give every other answer; nothing is estimated here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from oathbook.analysis.people import LEADER_KINDS, LeaderTerm, find_leaders
from oathbook.analysis.pledges import PLEDGE_KINDS, Pledge, Stage, answer_pledges
from oathbook.analysis.trust import trust_by_letters
from oathbook.assessment import (
    Assessment,
    Background,
    EqualTie,
    Reason,
    assess_book,
    begins,
    find_equal_ties,
    happens,
)
from oathbook.errors import QueryError
from oathbook.model import Entry, Kind

LEAST = 0.05  # a shift of a probability or an intensity that is told
MOST = 50  # shifts whose reasons are worked out, the largest first


class Clock(StrEnum):
    """Which of the two days differs between the views."""

    WORLD = "world"  # what changed
    KNOWLEDGE = "knowledge"  # what was learned


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A day asked about, and the last day of publication that counts."""

    as_of: date
    known_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One pair whose number moved; None on the side where no claim names it.

    `reasons` are those of the second view that hold claims from between, their other claims left out, the
    weightiest first. Where there are none, `drawn_to` may name the principal that the group went over to (a
    group has one main allegiance), and otherwise time alone moved the number.
    """

    subject: str
    principal: str
    before: Assessment | None
    after: Assessment | None
    reasons: tuple[Reason, ...]
    drawn_to: str | None

    @property
    def shift(self) -> float:
        """By how much the probability moved."""
        return _probability(self.after) - _probability(self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualMoved:
    """An alliance or a rivalry whose intensity moved, with the claims from between."""

    kind: Kind
    left: str
    right: str
    before: float
    after: float
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderMoved:
    """A person who came to the head of an actor, or went, with the claims from between."""

    actor: str
    term: LeaderTerm
    came: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeMoved:
    """A pledge that reached another stage, None where it was not known before; with the claims from between."""

    pledge: Pledge
    before: Stage | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceAnswer:
    """All that differs between two views, the largest shifts first; `rest` counts shifts below the least."""

    clock: Clock
    first: View
    second: View
    actor: str | None
    moved: tuple[Moved, ...]
    equals: tuple[EqualMoved, ...]
    leaders: tuple[LeaderMoved, ...]
    pledges: tuple[PledgeMoved, ...]
    rest: int

    @property
    def is_empty(self) -> bool:
        """Whether the two views tell the same."""
        return not (self.moved or self.equals or self.leaders or self.pledges)


def make_views(
    first: date, second: date, *, clock: Clock, as_of: date | None, known_by: date
) -> tuple[View, View]:
    """The two views that two dates mean. The clock of knowledge asks about the first of them unless told.

    Raises QueryError where the dates do not follow each other.
    """
    if first >= second:
        raise QueryError(f"{first} does not lie before {second}: name the earlier date first.")
    if clock is Clock.WORLD:
        return View(as_of=first, known_by=known_by), View(as_of=second, known_by=known_by)
    on = first if as_of is None else as_of
    return View(as_of=on, known_by=first), View(as_of=on, known_by=second)


def answer_difference(
    entries_by: Callable[[date], Iterable[Entry]],
    first: View,
    second: View,
    *,
    explain: Callable[[str, str, View], Assessment],
    background: Background,
    organisations: Mapping[str, tuple[str, ...]],
    actor: str | None = None,
    least: float = LEAST,
    most: int = MOST,
) -> DifferenceAnswer:
    """How the ties, leaders and pledges of a book, or of `actor`, differ between two views.

    `entries_by` gives all entries known by a day, `explain` the assessment of a pair with its reasons.
    """
    clock = Clock.WORLD if first.known_by == second.known_by else Clock.KNOWLEDGE
    kept: list[Entry] = []
    after = _assess(_keeping(entries_by(second.known_by), kept), second, background)
    before = _assess(entries_by(first.known_by), first, background)
    is_news = _news(clock, first, second)
    pairs = [pair for pair in {**before, **after} if actor is None or actor in pair]
    shifts = [
        Moved(
            subject=s,
            principal=p,
            before=before.get((s, p)),
            after=after.get((s, p)),
            reasons=(),
            drawn_to=None,
        )
        for s, p in pairs
    ]
    told = [moved for moved in shifts if _is_told(moved, least)]
    told.sort(key=lambda m: (-abs(m.shift), m.subject, m.principal))
    explained = [
        _with_reasons(moved, explain(moved.subject, moved.principal, second), is_news)
        for moved in told[:most]
    ]
    return DifferenceAnswer(
        clock=clock,
        first=first,
        second=second,
        actor=actor,
        moved=_with_draws([*explained, *told[most:]]),
        equals=_equals(kept, first, second, background, is_news, actor, least),
        leaders=_leaders(kept, first, second, is_news, actor),
        pledges=_pledges(kept, first, second, organisations, is_news, actor),
        rest=sum(0 < abs(moved.shift) < least for moved in shifts),
    )


_BESIDE = frozenset({Kind.ALLY, Kind.RIVAL, *LEADER_KINDS, *PLEDGE_KINDS})


def _keeping(entries: Iterable[Entry], kept: list[Entry]) -> Iterable[Entry]:
    for entry in entries:
        if entry.claim.kind in _BESIDE:
            kept.append(entry)
        yield entry


def _assess(
    entries: Iterable[Entry], view: View, background: Background
) -> dict[tuple[str, str], Assessment]:
    found = assess_book(entries, as_of=view.as_of, known_by=view.known_by, background=background)
    return {(a.subject, a.principal): a for a in found}


def _news(clock: Clock, first: View, second: View) -> Callable[[Entry], bool]:
    """Whether a claim lies between the views: became known, or is about what happened, in that time."""
    if clock is Clock.KNOWLEDGE:
        return lambda entry: first.known_by < entry.known <= second.known_by
    return lambda entry: (
        begins(entry) <= second.as_of and max(begins(entry), happens(entry) or date.min) > first.as_of
    )


def _probability(assessment: Assessment | None) -> float:
    return 0.0 if assessment is None else assessment.probability


def _is_told(moved: Moved, least: float) -> bool:
    if abs(moved.shift) >= least:
        return True
    if moved.before is None or moved.after is None or moved.before.status is moved.after.status:
        return False
    # An unaccepted pledge is no alignment, and yet news.
    return abs(moved.after.levels.tied - moved.before.levels.tied) >= least


def _with_reasons(moved: Moved, explained: Assessment, is_news: Callable[[Entry], bool]) -> Moved:
    reasons = []
    for reason in explained.reasons:
        fresh = tuple(entry for entry in reason.entries if is_news(entry))
        if fresh and reason.weight_nats:
            reasons.append(
                Reason(
                    weight_nats=reason.weight_nats,
                    sign=reason.sign,
                    rule=reason.rule,
                    origin=reason.origin,
                    entries=fresh,
                    tie=reason.tie,
                    admiralty=reason.admiralty,
                )
            )
    ranked = sorted(reasons, key=lambda r: (-abs(r.weight_nats), r.origin, r.entries[0].id))
    return Moved(
        subject=moved.subject,
        principal=moved.principal,
        before=moved.before,
        after=moved.after,
        reasons=tuple(ranked),
        drawn_to=None,
    )


def _with_draws(moved: Sequence[Moved]) -> tuple[Moved, ...]:
    """Where no claim of its own moved a pair down, the principal of the same group whose claims did."""
    risen: dict[str, Moved] = {}
    for m in moved:
        if m.reasons and m.shift > 0 and m.shift > (risen[m.subject].shift if m.subject in risen else 0):
            risen[m.subject] = m
    return tuple(
        m
        if m.reasons or m.shift >= 0 or m.subject not in risen
        else Moved(
            subject=m.subject,
            principal=m.principal,
            before=m.before,
            after=m.after,
            reasons=(),
            drawn_to=risen[m.subject].principal,
        )
        for m in moved
    )


def _equals(
    entries: Sequence[Entry],
    first: View,
    second: View,
    background: Background,
    is_news: Callable[[Entry], bool],
    actor: str | None,
    least: float,
) -> tuple[EqualMoved, ...]:
    def measure(view: View) -> dict[tuple[Kind, str, str], EqualTie]:
        ties = find_equal_ties(
            entries,
            as_of=view.as_of,
            known_by=view.known_by,
            trust=trust_by_letters(background.letters),
            actor=actor,
            explained=view is second,
        )
        return {(tie.kind, tie.left, tie.right): tie for tie in ties}

    before, after = measure(first), measure(second)
    moved = []
    for key in {**before, **after}:
        then, now = (side[key].intensity if key in side else 0.0 for side in (before, after))
        if abs(now - then) >= least:
            tie = after.get(key)
            fresh = () if tie is None else (e for r in tie.reasons for e in r.entries if is_news(e))
            kind, left, right = key
            moved.append(
                EqualMoved(kind=kind, left=left, right=right, before=then, after=now, entries=tuple(fresh))
            )
    return tuple(sorted(moved, key=lambda m: (-abs(m.after - m.before), m.kind, m.left, m.right)))


def _leaders(
    entries: Sequence[Entry],
    first: View,
    second: View,
    is_news: Callable[[Entry], bool],
    actor: str | None,
) -> tuple[LeaderMoved, ...]:
    def lead(view: View) -> dict[tuple[str, str], LeaderTerm]:
        found = find_leaders(entries, as_of=view.as_of, known_by=view.known_by, actor=actor)
        return {(led, term.person): term for led, terms in found.items() for term in terms}

    before, after = lead(first), lead(second)
    moved = []
    for (led, person), term in after.items():
        then = before.get((led, person))
        was, is_now = then is not None and not then.over, not term.over
        fresh = tuple(entry for entry in term.entries if is_news(entry))
        if was != is_now and fresh:
            moved.append(LeaderMoved(actor=led, term=term, came=is_now, entries=fresh))
    return tuple(sorted(moved, key=lambda m: (m.actor, not m.came, m.term.person)))


def _pledges(
    entries: Sequence[Entry],
    first: View,
    second: View,
    organisations: Mapping[str, tuple[str, ...]],
    is_news: Callable[[Entry], bool],
    actor: str | None,
) -> tuple[PledgeMoved, ...]:
    def stages(view: View) -> dict[tuple[str, str], Pledge]:
        answer = answer_pledges(
            entries, actor=actor, as_of=view.as_of, known_by=view.known_by, organisations=organisations
        )
        return {(pledge.subject, pledge.principal): pledge for pledge in answer.pledges}

    before, after = stages(first), stages(second)
    moved = []
    for pair, pledge in after.items():
        then = before.get(pair)
        if then is None or then.stage is not pledge.stage:
            fresh = tuple(e for step in pledge.steps for e in step.entries if is_news(e))
            moved.append(
                PledgeMoved(pledge=pledge, before=None if then is None else then.stage, entries=fresh)
            )
    return tuple(moved)
