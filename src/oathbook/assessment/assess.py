"""How does a group, or a whole book of groups, stand? Entries in, assessments out.

Invariant: the order of entries does not matter, and entries from after `known_by` change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from oathbook.assessment.explaining import Case, explain
from oathbook.assessment.gathering import Told, gather
from oathbook.assessment.judging import Judged, judge_pairs
from oathbook.assessment.model import (
    Evidence,
    Weighed,
    distribute,
    lay_chains,
    learn_reliability,
    weigh_statements_of,
)
from oathbook.assessment.parameters import Parameters, load_parameters
from oathbook.assessment.statements import Statements, fold_name, settle
from oathbook.assessment.values import Assessment, Background, GroupAssessment, Learned, Levels
from oathbook.model import Entry


def assess_groups(
    groups: Sequence[str],
    entries: Iterable[Entry],
    *,
    as_of: date,
    known_by: date,
    background: Background | None = None,
    parameters: Parameters | None = None,
    learned: Learned | None = None,
    asked: Sequence[tuple[str, str]] = (),
    explained: Callable[[str, str], bool] | None = None,
    brief: bool = False,
) -> tuple[GroupAssessment, ...]:
    """How each group stands to every principal that claims name with it, and in the pairs `asked` besides.

    `entries` may hold claims about anything: those about other groups are passed over. Reasons are worked out
    for the pairs of group and principal that are to be `explained`, for all where it is None.
    """
    background = background or Background()
    parameters = parameters or background.parameters or load_parameters()
    gathered = gather(entries, background, parameters, keep=True)
    settled = narrow(settle(gathered, known_by, parameters), groups, asked)
    weighed = weigh_statements_of(settled, background, parameters, learned=learned)
    case = _make_case(weighed, as_of, known_by, background, parameters)
    found: dict[str, list[Assessment]] = {group: [] for group in groups}
    for pair, made in enumerate(assess_pairs(case)):
        wanted = explained is None or explained(made.subject, made.principal)
        found[made.subject].append(explain(case, pair, made, brief=brief) if wanted else made)
    return tuple(
        GroupAssessment(
            group=group,
            as_of=as_of,
            known_by=known_by,
            assessments=tuple(sorted(listed, key=lambda a: (-a.levels.tied, a.principal))),
        )
        for group, listed in found.items()
    )


def assess_group(
    group: str,
    entries: Iterable[Entry],
    *,
    as_of: date,
    known_by: date,
    background: Background | None = None,
    parameters: Parameters | None = None,
    learned: Learned | None = None,
) -> GroupAssessment:
    """How one group stands to every principal that claims name with it, with all reasons."""
    (found,) = assess_groups(
        [group],
        entries,
        as_of=as_of,
        known_by=known_by,
        background=background,
        parameters=parameters,
        learned=learned,
    )
    return found


def assess_history(
    group: str,
    entries: Iterable[Entry],
    days: Sequence[date],
    *,
    known_by: date,
    background: Background | None = None,
    parameters: Parameters | None = None,
    learned: Learned | None = None,
) -> dict[str, tuple[Levels, ...]]:
    """How one group stood to each principal on each of the days, as is thought now; principals by name."""
    background = background or Background()
    parameters = parameters or background.parameters or load_parameters()
    settled = narrow(settle(gather(entries, background, parameters), known_by, parameters), [group])
    weighed = weigh_statements_of(settled, background, parameters, learned=learned)
    found: dict[str, list[Levels]] = {}
    for day in days:
        judged = _make_case(weighed, day, known_by, background, parameters).judged
        for number, pair in enumerate(settled.pairs):
            levels = to_levels(judged.levels[number])
            found.setdefault(settled.actors[int(pair[1])], []).append(levels)
    return {principal: tuple(found[principal]) for principal in sorted(found)}


def weigh(
    subject: str,
    principal: str,
    entries: Iterable[Entry],
    *,
    as_of: date,
    known_by: date,
    background: Background | None = None,
    parameters: Parameters | None = None,
    learned: Learned | None = None,
) -> Assessment:
    """The assessment of one pair, beside all other principals of `subject` that the entries name."""
    (found,) = assess_groups(
        [subject],
        entries,
        as_of=as_of,
        known_by=known_by,
        background=background,
        parameters=parameters,
        learned=learned,
        asked=[(subject, principal)],
        explained=lambda _, other: other == principal,
    )
    made = found.find(principal)
    if made is None:
        raise ValueError(f"{subject} cannot stand to itself")
    return made


def assess_book(
    told: Told,
    *,
    as_of: date,
    known_by: date,
    background: Background | None = None,
    parameters: Parameters | None = None,
    learned: Learned | None = None,
    learning: bool = False,
) -> tuple[Assessment, ...]:
    """Every pair that has a claim, without reasons, by group and principal: one pass over all claims.

    With `learning`, reliabilities are first learned from these very claims.
    """
    background = background or Background()
    parameters = parameters or background.parameters or load_parameters()
    settled = settle(gather(told, background, parameters), known_by, parameters)
    if learning:
        weighed = learn_reliability(settled, background, parameters, known_by=known_by)
    else:
        weighed = weigh_statements_of(settled, background, parameters, learned=learned)
    case = _make_case(weighed, as_of, known_by, background, parameters)
    return tuple(sorted(assess_pairs(case), key=lambda a: (a.subject, a.principal)))


def assess_pairs(case: Case) -> list[Assessment]:
    """The assessments of all pairs in their order, without reasons."""
    s, judged = case.weighed.statements, case.judged
    made = []
    for n in range(len(s.pairs)):
        group, principal = (s.actors[int(a)] for a in s.pairs[n])
        probability, without = float(judged.probability[n]), float(judged.without[n])
        made.append(
            Assessment(
                subject=group,
                principal=principal,
                as_of=case.as_of,
                known_by=case.known_by,
                levels=to_levels(judged.levels[n]),
                status=judged.status[n],
                accepted=judged.accepted[n],
                disputed=bool(judged.disputed[n]),
                confidence=judged.confidence[n],
                confidence_reason=_word_basis(s, judged, int(n)),
                claims=int(judged.claims[n]),
                origins=int(judged.origins[n]),
                interval=(min(probability, without), max(probability, without)),
            )
        )
    return made


def to_levels(row: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Levels:
    """Five numbers as a value."""
    none, pledged, accepted, operational, split = (float(x) for x in row)
    return Levels(none=none, pledged=pledged, accepted=accepted, operational=operational, split=split)


def _word_basis(s: Statements, judged: Judged, pair: int) -> str:
    origins = int(judged.origins[pair])
    if not origins:
        return "No claim bears on it."
    count = "One origin" if origins == 1 else f"{origins} independent origins"
    heaviest = int(judged.heaviest[pair])
    if heaviest < 0:
        return f"{count}."
    return f"{count}; without {s.spoken[heaviest]} it would be {judged.without[pair]:.0%}."


def _make_case(
    weighed: Weighed, as_of: date, known_by: date, background: Background, parameters: Parameters
) -> Case:
    chains = lay_chains(weighed, parameters, as_of=as_of)
    evidence = Evidence(weighed)
    found = distribute(weighed, chains, evidence, as_of=as_of, known_by=known_by, parameters=parameters)
    judged = judge_pairs(
        weighed, chains, evidence, found, as_of=as_of, known_by=known_by, parameters=parameters
    )
    return Case(
        weighed=weighed,
        chains=chains,
        evidence=evidence,
        found=found,
        judged=judged,
        letters={fold_name(name): letter for name, letter in background.letters.items()},
        as_of=as_of,
        known_by=known_by,
        parameters=parameters,
    )


def narrow(s: Statements, groups: Sequence[str], asked: Sequence[tuple[str, str]] = ()) -> Statements:
    """The statements about these groups, and pairs that are asked for where no claim names them."""
    actors = list(s.actors)
    number_of = {name: number for number, name in enumerate(actors)}
    for name in (*groups, *(name for pair in asked for name in pair)):
        if number_of.setdefault(name, len(actors)) == len(actors):
            actors.append(name)
    chosen = [number_of[group] for group in groups]
    mine = np.flatnonzero(np.isin(s.pairs[:, 0], chosen))
    kept = np.isin(s.pair, mine)
    renumbered = np.full(len(s.pairs) + 1, -1)
    renumbered[mine] = np.arange(len(mine))
    named = {(int(g), int(p)) for g, p in s.pairs[mine]}
    wanted = dict.fromkeys((number_of[g], number_of[p]) for g, p in asked if g != p)
    added = np.array([pair for pair in wanted if pair not in named], dtype=np.int64).reshape(-1, 2)
    columns = {
        name: getattr(s, name)[kept]
        for name in (
            "sign", "interest", "entry", "after", "before", "factor", "sure",
            "speaker", "relay", "between", "known", "text", "document", "key",
        )
    }  # fmt: skip
    return replace(
        s,
        actors=actors,
        pairs=np.concatenate([s.pairs[mine], added]),
        candidate=np.concatenate([s.candidate[mine], np.zeros(len(added), dtype=bool)]),
        alone=np.concatenate([s.alone[mine], np.zeros(len(added), dtype=bool)]),
        windows=s.windows[np.isin(s.windows[:, 0], chosen)],
        pair=renumbered[s.pair[kept]],
        **columns,
    )
