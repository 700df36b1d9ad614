"""What could have been forecast in each year, and what can be now? Forward through the book, never looking ahead.

Invariant: what is forecast on a day rests on claims known by that day, and learns from years that had ended by
it, as they were known then. What came is judged by all claims known in the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from oathbook.analysis.forecast.events import History, read_histories
from oathbook.analysis.forecast.forecasters import Floats, Known, forecast
from oathbook.analysis.forecast.score import Score, score_forecasts
from oathbook.analysis.forecast.values import (
    Backtest,
    ForecastAnswer,
    GroupForecast,
    Step,
    Verdict,
    Way,
)
from oathbook.assessment import Background, Parameters, load_parameters
from oathbook.assessment.ahead import Ahead, look_ahead
from oathbook.assessment.gathering import gather
from oathbook.model import ActorType, Entry, Kind

MONTHS = 12
_OF_PEOPLE = frozenset({Kind.LEAD, Kind.REPLACE, Kind.DIE})
_LEAST_EVENTS, _LEAST_ORIGINS = 8, 3  # below that a record says nothing
_RECENT_DAYS, _LATE_DAYS = 365, 3 * 365


def answer_forecast(
    entries: Sequence[Entry],
    *,
    origin: date,
    background: Background,
    actor: str | None = None,
    people: frozenset[str] = frozenset(),
    parameters: Parameters | None = None,
) -> ForecastAnswer:
    """The chances of each group, or of `actor`, within a year of `origin`, and how such forecasts have done.

    `people` are labels of persons, who are no groups.
    """
    parameters = parameters or load_parameters()
    known = [e for e in entries if e.known <= origin]
    gathered = gather(known, background, parameters)
    days = _origins(known, origin)
    looked = {day: look_ahead(gathered, day, background, parameters) for day in (*days, origin)}
    told = {day: read_histories(_by(known, day), background.organisations) for day in (*days, origin)}
    nobody = people | find_people(known)
    rows = {day: _know(looked[day], told[day], day, nobody) for day in (*days, origin)}
    backtest = _backtest(days, rows, told, origin)
    past = _past(days, rows, told, origin)
    now = [k for k in rows[origin] if actor is None or k.group == actor]
    chances = {step: forecast(past, now, step) for step in Step}
    history = told[origin]
    groups = [
        GroupForecast(
            group=k.group,
            principal=looked[origin][k.group].principal,
            chances={s: {w: float(c[n]) for w, c in ways.items()} for s, ways in chances.items()},
            last_step=_history(history, k.group).last_step(origin),
            last_leader_change=_history(history, k.group).last_leader_change(origin),
        )
        for n, k in enumerate(now)
    ]
    groups.sort(key=lambda g: (-max(ways[Way.BLEND] for ways in g.chances.values()), -_most(g), g.group))
    return ForecastAnswer(origin=origin, months=MONTHS, groups=tuple(groups), backtest=backtest)


def find_people(entries: Sequence[Entry]) -> frozenset[str]:
    """Labels of persons: typed as such, or told of as leading, following a leader, or fallen.

    A person who once changed sides would pass for a group that never splits, and make others look predictable.
    """
    found: set[str] = set()
    for entry in entries:
        claim = entry.claim
        found.update(p.label for p in claim.parties if p.type is ActorType.PERSON)
        if claim.kind in _OF_PEOPLE and claim.subject is not None:
            found.add(claim.subject.label)
        if claim.kind is Kind.REPLACE and claim.object is not None:
            found.add(claim.object.label)
    return frozenset(found)


def _origins(known: Sequence[Entry], origin: date) -> tuple[date, ...]:
    """The same day in each year before, from a year after the first claim on, whose year has ended."""
    if not known:
        return ()
    first = min(e.known for e in known)
    days = []
    year = 1
    while (day := _years_before(origin, year)) >= first + timedelta(days=_RECENT_DAYS):
        days.append(day)
        year += 1
    return tuple(reversed(days))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _by(entries: Sequence[Entry], day: date) -> list[Entry]:
    return [e for e in entries if e.known <= day]


def _know(
    ahead: Mapping[str, Ahead], histories: Mapping[str, History], day: date, people: frozenset[str]
) -> list[Known]:
    found = []
    for group in sorted(ahead.keys() - people):
        history, rates = _history(histories, group), ahead[group]
        last = history.last_step(day)
        since = None if last is None else (day - last).days
        change = history.last_leader_change(day)
        found.append(
            Known(
                group=group,
                stirred=2 if since is None or since > _LATE_DAYS else int(since > _RECENT_DAYS),
                leader=change is not None and (day - change).days <= _RECENT_DAYS,
                rates={Step.PLEDGE: rates.pledge, Step.SPLIT: rates.split, Step.SWITCH: rates.switch},
            )
        )
    return found


def _past(
    days: Sequence[date],
    rows: Mapping[date, Sequence[Known]],
    told: Mapping[date, Mapping[str, History]],
    by: date,
) -> list[Known]:
    """The group-years that had ended by a day, with what was known by then of what came."""
    found = []
    for day in days:
        end = _years_before(day, -1)
        if end <= by:
            found += [_with_outcome(k, told[by], day, end) for k in rows[day]]
    return found


def _with_outcome(known: Known, histories: Mapping[str, History], day: date, end: date) -> Known:
    history = _history(histories, known.group)
    return replace(known, came={step: history.happens(step, day, end) for step in Step})


def _backtest(
    days: Sequence[date],
    rows: Mapping[date, Sequence[Known]],
    told: Mapping[date, Mapping[str, History]],
    origin: date,
) -> Backtest:
    made: dict[Step, dict[Way, list[Floats]]] = {s: {w: [] for w in Way} for s in Step}
    came: dict[Step, list[float]] = {s: [] for s in Step}
    groups: list[str] = []
    scored = [day for day in days if _past(days, rows, told, day) and _years_before(day, -1) <= origin]
    for day in scored:
        now = [_with_outcome(k, told[origin], day, _years_before(day, -1)) for k in rows[day]]
        past = _past(days, rows, told, day)
        groups += [k.group for k in now]
        for step in Step:
            came[step] += [float(k.came is not None and k.came[step]) for k in now]
            for way, chances in forecast(past, now, step).items():
                made[step][way].append(chances)
    scores: dict[Step, dict[Way, Score]] = {}
    verdicts: dict[Step, dict[Way, Verdict]] = {}
    for step in Step:
        outcome = np.array(came[step])
        joined = {way: np.concatenate(c) if c else np.zeros(0) for way, c in made[step].items()}
        found = {w: score_forecasts(c, outcome, joined[Way.BASE], groups) for w, c in joined.items()}
        scores[step] = {w: s for w, s in found.items() if s is not None}
        verdicts[step] = {w: _judge(found[w], len(scored)) for w in Way if w is not Way.BASE}
    return Backtest(
        origins=tuple(scored),
        scores=scores,
        verdicts=verdicts,
        group_years=len(groups),
        events={step: int(sum(listed)) for step, listed in came.items()},
    )


def _judge(score: Score | None, origins: int) -> Verdict:
    if score is None or score.interval is None or score.events < _LEAST_EVENTS or origins < _LEAST_ORIGINS:
        return Verdict.UNKNOWN
    return Verdict.SKILL if score.interval[0] > 0 else Verdict.NONE


def _history(histories: Mapping[str, History], group: str) -> History:
    return histories.get(group) or History()


def _most(group: GroupForecast) -> float:
    return max(ways[Way.RECENCY] for ways in group.chances.values())
