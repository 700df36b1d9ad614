"""How does every group stand to every principal that claims name with it? All chains of a book, as arrays.

One pass over statements makes the evidence (what each says, times how far it is believed, times its weight as
a copy), one pass over chains of equal size makes the distributions. A pair that is no candidate of its group,
or beyond the heaviest few, is weighed in a chain of its own in the place of the last candidate; one that competes
with none (an office, what a part does) in a chain without them.

Invariant: what a group's claims say is worked out from that group's claims and the reliabilities alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from oathbook.assessment.calibration import LEVELS, Floats, Ints
from oathbook.assessment.chain import ALIGNED, NO_STATES, Batch, forward_backward, motion, read_endings
from oathbook.assessment.origins import Origins, find_copies, find_origins, weigh_statements
from oathbook.assessment.parameters import Parameters
from oathbook.assessment.signs import SILENCE
from oathbook.assessment.statements import Statements, month_of
from oathbook.assessment.trust import Reliability, informed, learn, start_reliability
from oathbook.assessment.values import Background, Learned

_CELLS_AT_ONCE = 1_000_000  # numbers of one array of a batch: 8 MB, what caches hold
_EVER = 0.2  # an aligned month this likely is needed before an ending is looked for
_HALF_YEAR = 6  # months


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Statements with what each is worth: `chance` is R, `weight` what it counts beside its copies.

    `after` and `before` [statement, level] are log-likelihood ratios to the state none, weight included.
    """

    statements: Statements
    origins: Origins
    reliability: Reliability
    chance: Floats
    weight: Floats
    after: Floats
    before: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """Which pairs each chain holds, and what they have in common; one row a chain.

    `slots` are pair numbers, of which those from `read_from` on are read off it (all of a group's own chain, the
    last of an extra one). `main` is one chain a group: of its main ties, else of its first pair. `first` and `last`
    are the months that it begins and at the latest ends with, `upset` those in which a leader was replaced. `quiet`
    is what a month counts against any tie, in nats, in the months of `heard` [chain, (first, last)].
    """

    slots: Sequence[Ints]
    read_from: Ints
    main: NDArray[np.bool_]
    first: Ints
    last: Ints
    upset: Sequence[Ints]
    quiet: Floats
    heard: Ints
    home: Ints  # the chain that each pair is read off
    place: Ints  # its slot there


def weigh_statements_of(
    statements: Statements,
    background: Background,
    parameters: Parameters,
    *,
    reliability: Reliability | None = None,
    learned: Learned | None = None,
) -> Weighed:
    """The statements with their trust and weight: at these reliabilities, else at those learned (by default what
    the background has from claims known by then), else at those that mouths start with."""
    if learned is None:
        learned = background.learned_by(statements.known_by)
    if reliability is None:
        reliability = start_reliability(statements.mouths, background, parameters, learned)
    chance = informed(statements, reliability, parameters)
    origins = find_origins(statements, parameters)
    return _weigh(statements, origins, reliability, chance, parameters)


def _weigh(
    statements: Statements,
    origins: Origins,
    reliability: Reliability,
    chance: Floats,
    parameters: Parameters,
) -> Weighed:
    habit = reliability.copying[:, 0] / reliability.copying.sum(axis=1)
    weight = weigh_statements(statements, origins, chance, habit, parameters)
    weight = weight * _dampen_silences(statements, parameters)
    after, before = parameters.after[statements.sign], parameters.before[statements.sign]
    return Weighed(
        statements=statements,
        origins=origins,
        reliability=reliability,
        chance=chance,
        weight=weight,
        after=_log_ratio(sharpen(after, statements.factor), chance, weight),
        before=_log_ratio(sharpen(before, statements.factor), chance, weight),
    )


def reweigh(weighed: Weighed, reliability: Reliability, parameters: Parameters) -> Weighed:
    """The same statements at other reliabilities."""
    chance = informed(weighed.statements, reliability, parameters)
    return _weigh(weighed.statements, weighed.origins, reliability, chance, parameters)


def sharpen(lifts: Floats, factor: Floats) -> Floats:
    """Lifts [n, level] with those above 1 enlarged by `factor` [n]: a fine date says more."""
    return np.where(lifts > 1, lifts * factor[:, None], lifts)


def _log_ratio(lifts: Floats, chance: Floats, weight: Floats) -> Floats:
    """log L(x) - log L(none) with L(x) = 1 - R + R·lift(x), times the weight."""
    soft = np.log(1 - chance[:, None] + chance[:, None] * lifts)
    return (soft - soft[:, :1]) * weight[:, None]


def _dampen_silences(statements: Statements, parameters: Parameters) -> Floats:
    """Many silences within half a year say little more than a few."""
    damping = np.ones(len(statements))
    silent = np.flatnonzero(statements.sign == parameters.numbers[SILENCE])
    silent = silent[np.lexsort((statements.after[silent], statements.pair[silent]))]
    recent: list[int] = []
    pair = -1
    for n in silent:
        if statements.pair[n] != pair:
            pair, recent = int(statements.pair[n]), []
        recent = [month for month in recent if statements.after[n] - month < _HALF_YEAR]
        damping[n] = 1 / (1 + parameters.silence.half_year_damping * len(recent))
        recent.append(int(statements.after[n]))
    return damping


def lay_chains(weighed: Weighed, parameters: Parameters, *, as_of: date) -> Chains:
    """One chain a group over its heaviest candidates, and one more for each other pair of the group.

    A chain begins a while before its first claim (one without claims, before `as_of`) and stands still from a
    while after its last: that nothing was heard for years is no ground to think that all has changed.
    """
    s, limit = weighed.statements, parameters.chain.candidates
    pairs = len(s.pairs)
    heavy = np.bincount(s.pair, weights=weighed.weight * weighed.chance, minlength=pairs)
    names = np.array([s.actors[p] for p in s.pairs[:, 1]], dtype=object)
    by_name = np.empty(pairs, dtype=np.int64)
    by_name[np.argsort(names, kind="stable")] = np.arange(pairs)
    order = np.lexsort((by_name, -np.round(heavy, 9), ~s.candidate, s.pairs[:, 0]))
    groups, starts = np.unique(s.pairs[order, 0], return_index=True)
    never = np.iinfo(np.int64).max
    rate, heard = _find_coverage(weighed, parameters)
    first_month, last_month = np.full(pairs, never), np.full(pairs, -1)
    np.minimum.at(first_month, s.pair, s.after)
    np.maximum.at(last_month, s.pair, s.after)
    dated = s.before >= 0
    np.minimum.at(first_month, s.pair[dated], s.before[dated])
    replaced: dict[int, list[int]] = {}
    for group, month in s.windows:
        replaced.setdefault(int(group), []).append(int(month))
    slots: list[Ints] = []
    read_from: list[int] = []
    upset: list[Ints] = []
    home, place = np.empty(pairs, dtype=np.int64), np.empty(pairs, dtype=np.int64)
    owner: list[int] = []
    hushed: list[bool] = []  # chains to which the quiet about the group's main ties says nothing

    def add(chain: Ints, begin: int, group: int) -> None:
        home[chain[begin:]] = len(slots)
        place[chain[begin:]] = np.arange(begin, len(chain))
        slots.append(chain)
        owner.append(group)
        hushed.append(bool(s.alone[chain[-1]]))
        read_from.append(begin)
        upset.append(np.unique(replaced.get(group, [])).astype(np.int64))

    for group, mine in zip(groups, np.split(order, starts[1:]), strict=bool(len(groups))):
        own = mine[s.candidate[mine]][:limit]
        if len(own):
            add(own, 0, int(group))
        for pair in mine[len(own) :]:
            others = own[: 0 if s.alone[pair] else limit - 1]
            add(np.append(others, pair), len(others), int(group))
    earliest = np.array([first_month[chain].min() for chain in slots], dtype=np.int64)
    earliest = np.where(earliest == never, month_of(as_of), earliest)
    latest = np.array([last_month[chain].max() for chain in slots], dtype=np.int64)
    latest = np.maximum(latest, earliest) + parameters.chain.standstill_months
    return Chains(
        slots=slots,
        read_from=np.array(read_from, dtype=np.int64),
        main=np.diff(np.array(owner, dtype=np.int64), prepend=-1) != 0,
        first=earliest - parameters.chain.lead_in_months,
        last=latest,
        upset=upset,
        quiet=np.where(hushed, 0.0, rate[owner]),
        heard=heard[owner],
        home=home,
        place=place,
    )


def _find_coverage(weighed: Weighed, parameters: Parameters) -> tuple[Floats, Ints]:
    """How much is told of each group: what a month without word of a tie counts against it, in nats, and from
    which month to which, [actor] and [actor, 2].

    A tie that holds is talked about. Were claims a Poisson process of rate r while it holds and of next to none
    while it does not, a month would multiply the odds of a tie by exp(-r), and each claim by its own lift; r is
    taken as a share of all that is told of the group, from its first claim to its last.
    """
    s, quiet = weighed.statements, parameters.quiet
    count = len(s.actors)
    never = np.iinfo(np.int64).max
    # Pairs of equals are left out: which of the two such a claim is about hangs on claims about the other.
    uttered = (s.speaker >= 0) & s.candidate[s.pair]
    group = s.pairs[s.pair[uttered], 0]
    said = np.bincount(group, weights=(weighed.weight * weighed.chance)[uttered], minlength=count)
    days, place = np.unique(s.known[uttered], return_inverse=True)
    month = np.array([month_of(date.fromordinal(int(day))) for day in days], dtype=np.int64)[place]
    first, last = np.full(count, never), np.full(count, -1)
    np.minimum.at(first, group, month)
    np.maximum.at(last, group, month)
    span = np.where(last >= 0, last - first, 0) + quiet.smoothing_months
    until = last + parameters.chain.standstill_months
    return quiet.share * said / span, np.stack([np.minimum(first, until), until], axis=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One chain to be run, with the statements `without` which it is run."""

    chain: int
    without: Ints | None = None


class Evidence:
    """The log-likelihoods of pairs by month, summed once over all statements."""

    def __init__(self, weighed: Weighed) -> None:
        s = weighed.statements
        dated = s.before >= 0
        pair = np.concatenate([s.pair, s.pair[dated]])
        month = np.concatenate([s.after, s.before[dated]])
        values = np.concatenate([weighed.after, weighed.before[dated]])[:, 1:]
        low = int(month.min()) if len(month) else 0
        width = int(month.max()) - low + 1 if len(month) else 1
        codes, place = np.unique(pair * width + (month - low), return_inverse=True)
        self.pair, self.month = codes // width, codes % width + low
        self.values = np.stack(
            [np.bincount(place, weights=values[:, x], minlength=len(codes)) for x in range(NO_STATES)], axis=1
        )
        self.offsets = np.searchsorted(self.pair, np.arange(len(s.pairs) + 1))


def iter_batches(
    weighed: Weighed,
    chains: Chains,
    evidence: Evidence,
    rows: Sequence[Row],
    *,
    as_of: date,
    known_by: date,
    parameters: Parameters,
) -> Iterator[tuple[Ints, Batch]]:
    """The rows in batches of one size each, with their numbers; every row runs to the later of the days."""
    chain = np.array([row.chain for row in rows], dtype=np.int64)
    sizes = np.array([len(slots) for slots in chains.slots], dtype=np.int64)[chain]
    end = np.minimum(max(month_of(as_of), month_of(known_by)), chains.last[chain])
    months = np.maximum(end - chains.first[chain] + 1, 1)
    for size in np.unique(sizes):
        chosen = np.flatnonzero(sizes == size)
        chosen = chosen[np.argsort(months[chosen], kind="stable")]
        while len(chosen):
            states = 1 + NO_STATES * int(size)
            room = max(_CELLS_AT_ONCE // (states * int(months[chosen[0]])), 1)
            part = chosen[:room]
            part = part[: max(_CELLS_AT_ONCE // (states * int(months[part[-1]])), 1)]
            chosen = chosen[len(part) :]
            yield (
                part,
                _fill(weighed, chains, evidence, [rows[n] for n in part], as_of, end[part], parameters),
            )


def _fill(
    weighed: Weighed,
    chains: Chains,
    evidence: Evidence,
    rows: Sequence[Row],
    as_of: date,
    end: Ints,
    parameters: Parameters,
) -> Batch:
    size = len(chains.slots[rows[0].chain])
    chain = np.array([row.chain for row in rows])
    first = chains.first[chain]
    months = max(int((end - first).max()) + 1, 1)
    values = np.zeros((len(rows), months, size, NO_STATES))
    pair = np.stack([chains.slots[c] for c in chain]).ravel()
    lengths = evidence.offsets[pair + 1] - evidence.offsets[pair]
    cells = _ranges(evidence.offsets[pair], lengths)
    slot = np.repeat(np.arange(len(pair)), lengths)
    row, slot = slot // size, slot % size
    month = evidence.month[cells] - first[row]
    seen = month < months
    values[row[seen], month[seen], slot[seen]] = evidence.values[cells[seen]]
    for number, one in enumerate(rows):
        if one.without is not None:
            _take_out(values[number], one, weighed, chains, int(first[number]))
    begin, until = chains.heard[chain].T - first
    until = np.minimum(until, end - first)  # what lies beyond a row's own end must not depend on its batch
    number_of = np.arange(months)
    silent = (number_of >= begin[:, None]) & (number_of <= until[:, None])
    values -= (chains.quiet[chain][:, None] * silent)[:, :, None, None]
    upset = np.zeros((len(rows), months), dtype=bool)
    for number, c in enumerate(chain):
        for replaced in chains.upset[c]:
            begin = max(int(replaced - first[number]), 0)
            stop = int(replaced - first[number]) + parameters.chain.leader_window_months
            upset[number, begin : max(stop, 0)] = True
    return Batch(
        motion=motion(size, parameters.chain),
        loglik=values.reshape(len(rows), months, size * NO_STATES),
        upset=upset,
        asked=np.clip(np.minimum(month_of(as_of), end) - first, 0, months - 1),
    )


def _take_out(values: Floats, row: Row, weighed: Weighed, chains: Chains, first: int) -> None:
    s = weighed.statements
    for slot, pair in enumerate(chains.slots[row.chain]):
        gone = row.without[s.pair[row.without] == pair] if row.without is not None else s.pair[:0]
        for month, ratio in ((s.after, weighed.after), (s.before, weighed.before)):
            at = gone[(month[gone] >= first) & (month[gone] - first < len(values))]
            np.subtract.at(values[:, slot], month[at] - first, ratio[at, 1:])


def _ranges(starts: Ints, lengths: Ints) -> Ints:
    """The numbers of several ranges one after another."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - lengths, lengths) + np.repeat(starts, lengths)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distributions:
    """What is thought of each pair: `levels` [pair, level]; `broken` and `rejoined` [pair]."""

    levels: Floats
    broken: Floats
    rejoined: Floats


def distribute(
    weighed: Weighed,
    chains: Chains,
    evidence: Evidence,
    *,
    as_of: date,
    known_by: date,
    parameters: Parameters,
    endings: bool = True,
) -> Distributions:
    """The distribution of every pair on the day asked about, and whether a tie of it has ended."""
    pairs = len(weighed.statements.pairs)
    levels = np.zeros((pairs, len(LEVELS)))
    broken, rejoined = np.zeros(pairs), np.zeros(pairs)
    rows = [Row(chain=c) for c in range(len(chains.slots))]
    batches = iter_batches(
        weighed, chains, evidence, rows, as_of=as_of, known_by=known_by, parameters=parameters
    )
    for numbers, batch in batches:
        through = forward_backward(batch)
        gamma = through[np.arange(len(numbers)), batch.asked]
        ended = read_endings(batch, _ever_aligned(through)) if endings else None
        for slot in range(batch.motion.size):
            read = chains.read_from[numbers] <= slot
            pair = np.array([chains.slots[c][slot] for c in numbers])[read]
            levels[pair] = read_levels(gamma[read], slot)
            if ended is not None:
                broken[pair], rejoined[pair] = ended[0][read, slot], ended[1][read, slot]
    return Distributions(levels=levels, broken=broken, rejoined=rejoined)


def _ever_aligned(gamma: Floats) -> NDArray[np.bool_]:
    """Which principals a group may ever have stood with, [row, principal]: others have no endings."""
    rows, months, states = gamma.shape
    levels = gamma[:, :, 1:].reshape(rows, months, (states - 1) // NO_STATES, NO_STATES)
    likeliest: Floats = levels[..., ALIGNED].sum(axis=-1).max(axis=1)
    return likeliest >= _EVER


def read_levels(gamma: Floats, slot: int) -> Floats:
    """The five levels of one principal from distributions over all states, [..., level]."""
    tied = gamma[..., 1 + NO_STATES * slot : 1 + NO_STATES * (slot + 1)]
    none = np.clip(1 - tied.sum(axis=-1, keepdims=True), 0, 1)
    return np.concatenate([none, tied], axis=-1)


def learn_reliability(
    statements: Statements,
    background: Background,
    parameters: Parameters,
    *,
    known_by: date,
    told: Callable[[int, int], None] | None = None,
) -> Weighed:
    """The statements at reliabilities learned from them: EM, so many rounds as the parameters say.

    `told` hears of rounds done and their number.
    """
    start = start_reliability(statements.mouths, background, parameters)
    weighed = weigh_statements_of(statements, background, parameters, reliability=start)
    chains = lay_chains(weighed, parameters, as_of=known_by)
    copied = find_copies(statements, weighed.origins)
    rounds = parameters.learning.rounds
    for done in range(rounds):
        supported = bear_out(weighed, chains, known_by, parameters)
        reliability = learn(
            start,
            weighed.reliability,
            statements,
            weighed.chance,
            supported,
            weighed.weight,
            copied,
            parameters,
        )
        weighed = reweigh(weighed, reliability, parameters)
        if told is not None:
            told(done + 1, rounds)
    return weighed


def bear_out(weighed: Weighed, chains: Chains, known_by: date, parameters: Parameters) -> Floats:
    """q of every statement: the chance that it was informed, now that all that was known by the day is weighed."""
    s, chance = weighed.statements, weighed.chance
    levels = find_levels_when_said(weighed, chains, known_by, parameters)
    lifts = sharpen(parameters.after[s.sign], s.factor)
    soft = 1 - chance[:, None] + chance[:, None] * lifts
    found: Floats = (levels * chance[:, None] * lifts / soft).sum(axis=1)
    return found


def expect_months(weighed: Weighed, chains: Chains, known_by: date, parameters: Parameters) -> Floats:
    """How many months all pairs together are thought to have spent in each level, [level]."""
    months = np.zeros(len(LEVELS))
    rows = [Row(chain=c) for c in range(len(chains.slots))]
    batches = iter_batches(
        weighed, chains, Evidence(weighed), rows, as_of=known_by, known_by=known_by, parameters=parameters
    )
    for numbers, batch in batches:
        gamma = forward_backward(batch)
        ran = np.arange(gamma.shape[1]) <= batch.asked[:, None]
        for slot in range(batch.motion.size):
            read = chains.read_from[numbers] <= slot
            months += (read_levels(gamma, slot) * (ran & read[:, None])[..., None]).sum(axis=(0, 1))
    return months


def find_levels_when_said(weighed: Weighed, chains: Chains, known_by: date, parameters: Parameters) -> Floats:
    """The distribution of each statement's pair in the month that it speaks of, [statement, level]."""
    s = weighed.statements
    evidence = Evidence(weighed)
    by_pair = np.argsort(s.pair, kind="stable")
    offsets = np.searchsorted(s.pair[by_pair], np.arange(len(s.pairs) + 1))
    levels = np.zeros((len(s), len(LEVELS)))
    levels[:, 0] = 1.0
    rows = [Row(chain=c) for c in range(len(chains.slots))]
    batches = iter_batches(
        weighed, chains, evidence, rows, as_of=known_by, known_by=known_by, parameters=parameters
    )
    for numbers, batch in batches:
        gamma = forward_backward(batch)
        for slot in range(batch.motion.size):
            read = np.flatnonzero(chains.read_from[numbers] <= slot)
            pair = np.array([chains.slots[c][slot] for c in numbers])[read]
            lengths = offsets[pair + 1] - offsets[pair]
            said = by_pair[_ranges(offsets[pair], lengths)]
            row = np.repeat(read, lengths)
            month = np.minimum(s.after[said] - chains.first[numbers][row], gamma.shape[1] - 1)
            levels[said] = read_levels(gamma[row, month], slot)
    return levels
