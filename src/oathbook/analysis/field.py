"""How does every group of a book stand, in every month? One pass over all claims, to be read off at any day.

A `Field` is what charts, maps and lists of many groups are drawn from; `who` and `why` give one group's or one
pair's reasons. Both rest on the same chains.

Invariant: what a field says of a pair in a month is what `who` says of it on a day of that month.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from oathbook.assessment import Background, Levels, Parameters, Status, load_parameters
from oathbook.assessment.chain import forward_backward
from oathbook.assessment.gathering import Told, gather
from oathbook.assessment.judging import count_origins_of_pairs
from oathbook.assessment.model import (
    Evidence,
    Row,
    Weighed,
    iter_batches,
    lay_chains,
    read_levels,
    weigh_statements_of,
)
from oathbook.assessment.signs import CONSTITUTIVE
from oathbook.assessment.statements import Gathered, month_of, settle
from oathbook.assessment.values import Learned

ALIGNED = (2, 3, 4)  # of the five levels: accepted, operational, split
NEVER = -1
MOST_AWAITED = 50  # of a group: so many a reviewer looks at before the rest counts
FADING_MONTHS = 24.0  # as when the heaviest mouth of a pair is looked for
_LEAST_TIED = 0.5  # from here on the likeliest level gives the status; below, a tie is at most reported
_LEAST_TOLD = 0.1
_LEAST_KEPT = 1e-6  # twenty steps of single precision away from 0, and from 1
_STATUS = (Status.PLEDGED, Status.ACCEPTED, Status.OPERATIONAL, Status.SPLIT)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A claim that nobody has judged: the `place` of its principal, how much it says and the month of which.

    `nats` is the most by which it moves the log-odds between two levels.
    """

    claim_id: str
    place: int
    month: int
    nats: float

    def pull(self, month: int) -> float:
        """How much it still says of a month: old news fades."""
        return self.nats * math.exp(-abs(month - self.month) / FADING_MONTHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One group through time: the principals that are weighed together, heaviest first, then those aside of them.

    `levels` [month, principal, level] begins with the month `first` (months since year 0) and stands still
    after its last. The other columns are by principal: `claims` and independent `origins` that bear on the
    tie, `own_word` and `principals_word` the first month in which the group, the principal committed itself
    (-1: never), `since` the first and last month of the earliest claim for the tie (-1: none). `awaited` are
    its claims without a verdict that say most.
    """

    group: str
    first: int
    principals: tuple[str, ...]
    levels: NDArray[np.float32]
    claims: tuple[int, ...]
    origins: tuple[int, ...]
    own_word: tuple[int, ...]
    principals_word: tuple[int, ...]
    since: tuple[tuple[int, int], ...]
    weight: float
    awaited: tuple[Awaited, ...] = ()

    def row(self, day: date) -> int:
        """The place of the day's month in `levels`."""
        return min(max(month_of(day) - self.first, 0), len(self.levels) - 1)

    def at(self, day: date) -> NDArray[np.float32]:
        """The levels on a day, [principal, level]."""
        levels: NDArray[np.float32] = self.levels[self.row(day)]
        return levels

    def heaviest(self, day: date) -> int:
        """The place of the principal that the group most likely has a tie to on the day."""
        return int(self.at(day)[:, 1:].sum(axis=1).argmax())


@dataclass(frozen=True, kw_only=True)
class Field:
    """All groups that have a principal, heaviest first, as known on `known_by`."""

    known_by: date
    until: date
    tracks: Mapping[str, Track]

    def ties(self, day: date, *, least: float) -> Iterator[tuple[Track, int, NDArray[np.float32]]]:
        """Every tie whose likelihood on the day is at least so much: its track, its principal's place, its levels."""
        for track in self.tracks.values():
            levels = track.at(day)
            for place in np.flatnonzero(levels[:, 1:].sum(axis=1) >= least):
                yield track, int(place), levels[place]

    def followers(self, principal: str, day: date, *, least: float) -> list[tuple[Track, int]]:
        """Who has a tie to the principal on the day, likeliest first."""
        found = [
            (track, place)
            for track in self.tracks.values()
            if principal in track.principals
            for place in (track.principals.index(principal),)
            if track.at(day)[place, 1:].sum() >= least
        ]
        return sorted(found, key=lambda f: (-float(f[0].at(day)[f[1], 2:].sum()), f[0].group))

    def with_tracks(self, groups: Iterable[str], other: Field) -> Field:
        """This field with these groups as the other has them; those that it lacks are taken out."""
        tracks = {group: track for group, track in self.tracks.items() if group not in set(groups)}
        tracks |= {group: other.tracks[group] for group in groups if group in other.tracks}
        return replace(self, tracks=_by_weight(tracks.values()))


def gather_field(told: Told, background: Background, parameters: Parameters | None = None) -> Gathered:
    """All that the claims say, taken page by page: what `lay_field` reads off for any day known."""
    return gather(told, background, parameters or background.parameters or load_parameters())


def lay_field(
    gathered: Gathered,
    background: Background,
    *,
    known_by: date,
    until: date,
    parameters: Parameters | None = None,
    learned: Learned | None = None,
) -> Field:
    """Every group through time, from what was known by a day, with its chains run to `until`."""
    parameters = parameters or background.parameters or load_parameters()
    settled = settle(gathered, known_by, parameters)
    weighed = weigh_statements_of(settled, background, parameters, learned=learned)
    chains = lay_chains(weighed, parameters, as_of=until)
    evidence = Evidence(weighed)
    facts = _read_facts(weighed, parameters)
    said = _Said(gathered, weighed)
    own = [n for n in range(len(chains.slots)) if chains.read_from[n] == 0]
    rows = [Row(chain=n) for n in own]
    ran: dict[int, NDArray[np.float32]] = {}
    for numbers, batch in iter_batches(
        weighed, chains, evidence, rows, as_of=until, known_by=known_by, parameters=parameters
    ):
        gamma = forward_backward(batch)
        levels = np.stack([read_levels(gamma, slot) for slot in range(batch.motion.size)], axis=2)
        mended = _storable(parameters.calibration.apply(levels))
        end = np.minimum(month_of(until), chains.last)
        for row, number in enumerate(numbers):
            chain = own[int(number)]
            months = max(int(end[chain] - chains.first[chain]) + 1, 1)
            ran[chain] = mended[row, :months].copy()
    tracks = []
    for together in np.split(np.array(own, dtype=np.int64), np.flatnonzero(chains.main[own])[1:]):
        if len(together):
            first, path = _side_by_side([(int(chains.first[c]), ran[int(c)]) for c in together])
            slots = np.concatenate([chains.slots[int(c)] for c in together])
            track = _track(weighed, facts, slots, first, path)
            tracks.append(replace(track, awaited=_find_awaited(gathered, weighed, slots, said)))
    return Field(known_by=known_by, until=until, tracks=_by_weight(tracks))


def _storable(levels: NDArray[np.float64]) -> NDArray[np.float32]:
    """The levels in single precision, in which the least of a great book's would be 0: no judgement is that sure."""
    kept = np.maximum(levels, _LEAST_KEPT)
    single: NDArray[np.float32] = (kept / kept.sum(axis=-1, keepdims=True)).astype(np.float32)
    return single


def levels_of(row: NDArray[np.float32]) -> Levels:
    """Five numbers as a value."""
    none, pledged, accepted, operational, split = (float(p) for p in row)
    return Levels(none=none, pledged=pledged, accepted=accepted, operational=operational, split=split)


def status_of(levels: Levels) -> Status:
    """What the levels alone say; endings and disputes are told by `who`, which looks at the claims."""
    if levels.tied >= _LEAST_TIED:
        return max(_STATUS, key=lambda status: getattr(levels, status.value))
    return Status.REPORTED if levels.tied >= _LEAST_TOLD else Status.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """Columns by pair, as in `Track`."""

    claims: NDArray[np.int64]
    origins: NDArray[np.int64]
    own_word: NDArray[np.int64]
    principals_word: NDArray[np.int64]
    since_first: NDArray[np.int64]
    since_last: NDArray[np.int64]
    weight: NDArray[np.float64]


def _read_facts(weighed: Weighed, parameters: Parameters) -> _Facts:
    s = weighed.statements
    pairs = len(s.pairs)
    uttered = s.speaker >= 0
    tie = parameters.tie[s.sign] if len(s) else np.zeros(0, dtype=np.int8)
    sides = [
        [
            parameters.numbers[sign]
            for sign, of in CONSTITUTIVE.items()
            if of == side and parameters.sign[sign].tie > 0
        ]
        for side in (0, 1)
    ]
    own, principals = (_first(s.after, s.pair, np.isin(s.sign, signs), pairs) for signs in sides)
    began = np.where(s.before >= 0, s.before + 1, s.after)
    order = np.lexsort((s.after, began, s.pair))
    order = order[(tie > 0)[order]]
    since_first, since_last = np.full(pairs, NEVER), np.full(pairs, NEVER)
    _, at = np.unique(s.pair[order], return_index=True)
    since_first[s.pair[order[at]]], since_last[s.pair[order[at]]] = began[order[at]], s.after[order[at]]
    return _Facts(
        claims=np.bincount(s.pair[uttered], minlength=pairs),
        origins=count_origins_of_pairs(weighed),
        own_word=own,
        principals_word=principals,
        since_first=since_first,
        since_last=since_last,
        weight=np.bincount(s.pair, weights=weighed.weight * weighed.chance, minlength=pairs).astype(
            np.float64
        ),
    )


def _first(
    months: NDArray[np.int64], pair: NDArray[np.int64], chosen: NDArray[np.bool_], pairs: int
) -> NDArray[np.int64]:
    found = np.full(pairs, np.iinfo(np.int64).max)
    np.minimum.at(found, pair[chosen], months[chosen])
    return np.where(found == np.iinfo(np.int64).max, NEVER, found)


class _Said:
    """Statements of claims that await a verdict, by pair, with how much each says."""

    def __init__(self, gathered: Gathered, weighed: Weighed) -> None:
        s = weighed.statements
        awaited = np.array(gathered.awaited, dtype=bool)
        chosen = awaited[s.entry] & (s.speaker >= 0) if len(s) else np.zeros(0, dtype=bool)
        spread = weighed.after[:, 1:]
        self.nats = np.maximum(spread.max(axis=1, initial=0), 0) - np.minimum(
            spread.min(axis=1, initial=0), 0
        )
        open_ = np.flatnonzero(chosen & (self.nats > 0))
        self.order = open_[np.lexsort((-self.nats[open_], s.pair[open_]))]
        self.offsets = np.searchsorted(s.pair[self.order], np.arange(len(s.pairs) + 1))


def _find_awaited(
    gathered: Gathered, weighed: Weighed, slots: NDArray[np.int64], said: _Said
) -> tuple[Awaited, ...]:
    s = weighed.statements
    found = [
        Awaited(gathered.ids[int(s.entry[n])], place, int(s.after[n]), float(said.nats[n]))
        for place, pair in enumerate(slots)
        for n in said.order[said.offsets[pair] : said.offsets[pair + 1]][:MOST_AWAITED]
    ]
    return tuple(sorted(found, key=lambda a: (-a.nats, a.claim_id))[:MOST_AWAITED])


def _side_by_side(paths: Sequence[tuple[int, NDArray[np.float32]]]) -> tuple[int, NDArray[np.float32]]:
    """The levels of several chains in the same months: no tie before a chain begins, still after its end."""
    if len(paths) == 1:
        return paths[0]
    first = min(begin for begin, _ in paths)
    until = max(begin + len(levels) for begin, levels in paths)
    columns = []
    for begin, levels in paths:
        before = np.zeros((begin - first, *levels.shape[1:]), dtype=np.float32)
        before[..., 0] = 1
        after = np.repeat(levels[-1:], until - begin - len(levels), axis=0)
        columns.append(np.concatenate([before, levels, after]))
    return first, np.concatenate(columns, axis=1)


def _track(
    weighed: Weighed, facts: _Facts, slots: NDArray[np.int64], first: int, levels: NDArray[np.float32]
) -> Track:
    s = weighed.statements

    def column(values: NDArray[np.int64]) -> tuple[int, ...]:
        return tuple(int(values[pair]) for pair in slots)

    return Track(
        group=s.actors[int(s.pairs[slots[0], 0])],
        first=first,
        principals=tuple(s.actors[int(s.pairs[pair, 1])] for pair in slots),
        levels=levels,
        claims=column(facts.claims),
        origins=column(facts.origins),
        own_word=column(facts.own_word),
        principals_word=column(facts.principals_word),
        since=tuple(zip(column(facts.since_first), column(facts.since_last), strict=True)),
        weight=float(facts.weight[slots].sum()),
    )


def _by_weight(tracks: Iterable[Track]) -> dict[str, Track]:
    ranked = sorted(tracks, key=lambda track: (-round(track.weight, 9), track.group))
    return {track.group: track for track in ranked}
