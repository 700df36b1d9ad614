"""What do claims say, as columns of numbers? Gathered once (see `gathering`), then settled as of a day known.

Invariant: what was known after the day that is settled for decides nothing, nor does the order of entries.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from oathbook.assessment.calibration import Floats, Ints
from oathbook.assessment.parameters import Parameters
from oathbook.assessment.signs import DIVIDED, SILENCE, SPLINTER, Reach
from oathbook.model import Claim, Entry

_NOT_WORD = re.compile(r"\W+")
_FINE_MONTHS = 2  # attacks dated this finely are matched by place and time, others within one document
NOBODY = -1

# Interests: which reliability of a speaker a statement draws on.
AGAINST, NEUTRAL, OWN, ACT = range(4)


class Names:
    """Names as numbers, in the order they were met."""

    def __init__(self) -> None:
        self._number_of: dict[str, int] = {}

    def __call__(self, name: str) -> int:
        return self._number_of.setdefault(name, len(self._number_of))

    def __len__(self) -> int:
        return len(self._number_of)

    @property
    def names(self) -> list[str]:
        """The name of each number."""
        return list(self._number_of)


@dataclass(slots=True)
class Utterances:
    """What all statements of one claim share; one row a claim."""

    after: array[int] = field(default_factory=lambda: array("l"))  # month
    before: array[int] = field(default_factory=lambda: array("l"))  # month, -1 where it has no beginning
    factor: array[float] = field(default_factory=lambda: array("d"))  # enlarges lifts above 1 of an event
    sure: array[float] = field(default_factory=lambda: array("d"))  # certainty x reading
    speaker: array[int] = field(default_factory=lambda: array("l"))  # the original one
    relay: array[int] = field(default_factory=lambda: array("l"))  # the publisher, where another spoke
    between: array[int] = field(default_factory=lambda: array("l"))  # who passed it on to the publisher
    known: array[int] = field(default_factory=lambda: array("l"))  # day
    text: array[int] = field(default_factory=lambda: array("l"))  # the quote, where it can betray a copy
    document: array[int] = field(default_factory=lambda: array("l"))
    key: array[int] = field(default_factory=lambda: array("q"))  # of the claim's id: an order of its own


@dataclass(slots=True)
class Attack:
    """An attack as one claim tells it; `claimed` is None for the bare attack."""

    actor: int
    places: frozenset[str]
    first: int  # days
    last: int
    known: int
    document: int
    utterance: int
    claimed: bool | None
    dated: bool


@dataclass(slots=True)
class Gathered:
    """All that entries say, before it is settled what was known."""

    actors: Names = field(default_factory=Names)
    mouths: Names = field(default_factory=Names)  # speakers and sources, folded
    spoken: list[str] = field(default_factory=list)  # the same as they are first written
    texts: Names = field(default_factory=Names)  # number 0 stands for quotes that betray nothing
    documents: Names = field(default_factory=Names)
    utterances: Utterances = field(default_factory=Utterances)
    group: array[int] = field(default_factory=lambda: array("l"))
    principal: array[int] = field(default_factory=lambda: array("l"))
    sign: array[int] = field(default_factory=lambda: array("l"))
    reach: array[int] = field(default_factory=lambda: array("l"))
    interest: array[int] = field(default_factory=lambda: array("l"))
    utterance: array[int] = field(default_factory=lambda: array("l"))
    windows: list[tuple[int, int, int]] = field(default_factory=list)  # group, month, day known
    attacks: list[Attack] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)  # by utterance; empty unless kept
    ids: list[str] = field(default_factory=list)  # of the claims, by utterance
    awaited: array[int] = field(default_factory=lambda: array("b"))  # by utterance: 1 while nobody judged it
    certainty: array[int] = field(default_factory=lambda: array("b"))  # by utterance: a place in `Certainty`


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Settled statements as columns of one length, and the pairs they are about.

    `pair` numbers the rows of `pairs` [pair, (group, principal)]; `candidate` says of each pair whether it
    takes part in its group's chain by itself, or is only weighed beside it; `alone` whether it is weighed without
    the group's main ties, which it does not compete with. Months count from year 0, days
    are ordinals, names are places in `actors` and `mouths` (folded; `spoken` as written). `entry` is a place
    in `entries` (for a silence, the attack's). `windows` are rows of (group, month): a leader was replaced. `key`
    is of the claim's id, and puts claims in an order that is the same whatever the order of arrival.
    """

    known_by: date
    actors: Sequence[str]
    mouths: Sequence[str]
    spoken: Sequence[str]
    texts: Sequence[str]
    entries: Sequence[Entry]
    pairs: Ints
    candidate: NDArray[np.bool_]
    alone: NDArray[np.bool_]
    windows: Ints
    pair: Ints
    sign: Ints
    interest: Ints
    entry: Ints
    after: Ints
    before: Ints
    factor: Floats
    sure: Floats
    speaker: Ints
    relay: Ints
    between: Ints
    known: Ints
    text: Ints
    document: Ints
    key: Ints

    def __len__(self) -> int:
        return len(self.pair)


def month_of(day: date) -> int:
    """Months since year 0."""
    return day.year * 12 + day.month - 1


def begins(entry: Entry) -> date:
    """The first day the claim can be about; without a time of its own, the day it was known."""
    when = entry.claim.when
    first = None if when is None else when.first or when.last
    return entry.known if first is None else first


def happens(entry: Entry) -> date | None:
    """The latest day the claim can be about, no later than its publication; None where neither is given."""
    when = entry.claim.when
    return latest_day(None if when is None else when.last or when.first, entry.published)


def latest_day(last: date | None, published: date | None) -> date | None:
    """The last day of a claim's time, no later than its publication; the one that is given, else None."""
    if last is None or published is None:
        return last or published
    return min(last, published)


@lru_cache(maxsize=1 << 16)
def fold_name(name: str) -> str:
    """A name without case and punctuation: how speakers and sources are compared."""
    return _NOT_WORD.sub(" ", name.casefold()).strip()


def name_origin(entry: Entry) -> str:
    """Who said it first: the nearest named speaker, else the outlet, else the document.

    Unnamed speakers of one outlet are one origin with it; "analysts" of two outlets are two.
    """
    speakers = [s for s in entry.claim.said_by if not s.startswith("<")]
    return speakers[0] if speakers else entry.source or entry.title or entry.document_id


def telling_text(claim: Claim, least_words: int) -> str:
    """The quote folded, where it can betray a copy: see `fold_telling`."""
    return fold_telling(claim.quote, [n for p in claim.parties for n in (p.written, p.label)], least_words)


def fold_telling(quote: str, names: Iterable[str | None], least_words: int) -> str:
    """The quote folded, where it has words enough beyond the parties' names for two alike to be a copy.

    A quote made from a row's fields, or a stock phrase, is the same in the mouths of many who never met.
    """
    if quote.count(" ") < least_words:
        return ""
    folded = _NOT_WORD.sub(" ", quote.casefold()).strip()
    of_names = frozenset().union(*(_words_of(name) for name in names if name is not None))
    rest = sum(word not in of_names and not word.isdigit() for word in folded.split())
    return folded if rest >= least_words else ""


@lru_cache(maxsize=1 << 16)
def _words_of(name: str) -> frozenset[str]:
    return frozenset(fold_name(name).split())


def settle(g: Gathered, known_by: date, parameters: Parameters) -> Statements:
    """The statements that were known by a day, each on its pair, with the silences that could be judged."""
    day, u = known_by.toordinal(), g.utterances
    utterance = np.array(g.utterance, dtype=np.int64)
    known_of = np.array(u.known, dtype=np.int64)
    in_time = known_of[utterance] <= day if len(utterance) else np.zeros(0, dtype=bool)
    utterance = utterance[in_time]
    group, principal, sign, reach, interest = (
        np.array(column, dtype=np.int64)[in_time]
        for column in (g.group, g.principal, g.sign, g.reach, g.interest)
    )
    width = max(len(g.actors), 1)
    straight, turned = group * width + principal, principal * width + group
    firm = np.unique(straight[(reach == Reach.NAMED) | (reach == Reach.DIVISION)])

    def is_firm(codes: Ints) -> NDArray[np.bool_]:
        return np.isin(codes, firm)

    # A refusal bears on the pair turned round where only that is tied by other claims.
    refusal = reach == Reach.REFUSAL
    code = np.where(refusal & is_firm(turned) & ~is_firm(straight), turned, straight)
    firm = np.union1d(firm, code[refusal])

    equals = reach == Reach.EQUALS
    also_turned = equals & is_firm(turned)
    kept = ~(also_turned & ~is_firm(straight)) & ((reach != Reach.ATTACK) | is_firm(straight))

    # A division is the group's own where its tie is told of; else a splinter left its parent.
    plain = (reach == Reach.NAMED) | (reach == Reach.ASIDE)
    tied = np.unique(code[plain & (parameters.tie[sign] > 0)])
    is_division = reach == Reach.DIVISION
    splinter = is_division & ~np.isin(code, tied)
    for division, off in zip(DIVIDED, SPLINTER, strict=True):
        wanted = parameters.numbers[division]
        sign = np.where(splinter & (sign == wanted), parameters.numbers[off], sign)

    matched = _match_attacks(g, day, width, set(firm.tolist()), parameters)
    extra = np.array(matched, dtype=np.int64).reshape(-1, 4)  # code, sign, utterance, month of a silence
    code = np.concatenate([code[kept], turned[also_turned], extra[:, 0]])
    sign = np.concatenate([sign[kept], sign[also_turned], extra[:, 1]])
    interest = np.concatenate(
        [interest[kept], interest[also_turned], np.full(len(extra), NEUTRAL, dtype=np.int64)]
    )
    rows = np.concatenate([utterance[kept], utterance[also_turned], extra[:, 2]])
    silent = sign == parameters.numbers[SILENCE]
    after = np.array(u.after, dtype=np.int64)[rows] if len(rows) else rows
    after[len(after) - len(extra) :][extra[:, 3] >= 0] = extra[extra[:, 3] >= 0, 3]

    codes, pair = np.unique(code, return_inverse=True)
    candidate = np.isin(codes, firm)
    alone = ~candidate & np.isin(codes, straight[reach == Reach.ASIDE])

    def column(values: array[int] | array[float]) -> Ints:
        return np.array(values)[rows] if len(rows) else np.zeros(0, dtype=np.int64)

    event = parameters.is_event[sign] if len(sign) else np.zeros(0, dtype=bool)
    windows = np.array([(w[0], w[1]) for w in g.windows if w[2] <= day], dtype=np.int64).reshape(-1, 2)
    return Statements(
        known_by=known_by,
        actors=g.actors.names,
        mouths=g.mouths.names,
        spoken=g.spoken,
        texts=g.texts.names,
        entries=g.entries,
        pairs=np.stack([codes // width, codes % width], axis=1) if len(codes) else np.zeros((0, 2), np.int64),
        candidate=candidate,
        alone=alone,
        windows=windows,
        pair=pair.astype(np.int64),
        sign=sign,
        interest=interest,
        entry=rows,
        after=after,
        before=np.where(event, column(u.before), -1),
        factor=np.where(event, column(u.factor).astype(float), 1.0),
        sure=np.where(silent, 1.0, column(u.sure).astype(float)),
        speaker=np.where(silent, NOBODY, column(u.speaker)),
        relay=np.where(silent, NOBODY, column(u.relay)),
        between=np.where(silent, NOBODY, column(u.between)),
        known=column(u.known),
        text=np.where(silent, 0, column(u.text)),
        document=column(u.document),
        key=column(u.key),
    )


def _match_attacks(
    g: Gathered, day: int, width: int, firm: set[int], parameters: Parameters
) -> list[tuple[int, int, int, int]]:
    """Attacks of a group that its principals claimed, were said not to, or kept silent on.

    Rows of (pair, sign, utterance, month of a silence or -1).
    """
    numbers = parameters.numbers
    principals_of: dict[int, list[int]] = {}
    for code in sorted(firm):
        principals_of.setdefault(code // width, []).append(code % width)
    groups_of: dict[int, set[int]] = {}
    for found, principals in principals_of.items():
        for principal in principals:
            groups_of.setdefault(principal, set()).add(found)
    own: dict[object, list[Attack]] = {}
    events: dict[int, list[Attack]] = {}
    spoken_of = [
        attack
        for attack in g.attacks
        if attack.claimed is not None and attack.known <= day and attack.actor in groups_of
    ]
    monitored = {said.actor for said in spoken_of if said.claimed}
    wanted = {key for said in spoken_of for key in _keys(said)}
    for attack in g.attacks:
        if attack.known > day or attack.actor not in principals_of or attack.claimed is False:
            continue
        if monitored:
            events.setdefault(attack.actor, []).append(attack)
        if wanted:
            for key in _keys(attack):
                if key in wanted:
                    own.setdefault(key, []).append(attack)
    rows: dict[tuple[int, int, int], tuple[int, int, int, int]] = {}
    answered: set[tuple[int, int, int]] = set()  # group, principal, utterance of an attack that was spoken of
    for said in spoken_of:
        for key in _keys(said):
            for attack in own.get(key, ()):
                if attack.actor in groups_of[said.actor] and _same_attack(attack, said):
                    answered.add((attack.actor, said.actor, attack.utterance))
                    sign = numbers["owned_attack" if said.claimed else "unowned_attack"]
                    code = attack.actor * width + said.actor
                    rows[code, sign, said.utterance] = (code, sign, said.utterance, -1)
    for found, attacks in events.items():
        for principal in principals_of[found]:
            if principal in monitored:
                silent = _silences(attacks, found, principal, answered, day, parameters)
                for attack in silent:
                    code = found * width + principal
                    rows[code, numbers[SILENCE], attack.utterance] = (
                        code,
                        numbers[SILENCE],
                        attack.utterance,
                        _month(attack.last),
                    )
    return [rows[key] for key in sorted(rows)]


def _silences(
    attacks: Sequence[Attack],
    group: int,
    principal: int,
    answered: set[tuple[int, int, int]],
    day: int,
    parameters: Parameters,
) -> Iterator[Attack]:
    """One attack for each that nobody spoke of for the principal, where that could be judged by `day`."""
    silence = parameters.silence
    ordered = sorted(attacks, key=lambda a: (a.last, a.known, sorted(a.places)))
    event: list[Attack] = []
    for attack in [*ordered, None]:
        if event and (attack is None or attack.last - event[-1].last > silence.within_days):
            first = min(event, key=lambda a: (a.known, a.last, a.document))
            spoken = any((group, principal, a.utterance) in answered for a in event)
            fine = first.last - first.first <= 31 * _FINE_MONTHS
            if not spoken and fine and first.known + silence.judged_after_days <= day:
                yield first
            event = []
        if attack is not None:
            event.append(attack)


@lru_cache(maxsize=1 << 15)
def _month(day: int) -> int:
    return month_of(date.fromordinal(day))


def _keys(attack: Attack) -> Iterator[object]:
    """Where to look for the same attack: its places by month where it is dated finely, and its document."""
    first, last = _month(attack.first), _month(attack.last)
    if last - first <= _FINE_MONTHS:
        for place in sorted(attack.places):
            for month in range(first, last + 1):
                yield place, month
    yield attack.document


def _same_attack(attack: Attack, said: Attack) -> bool:
    if not attack.places & said.places:
        return False
    if not attack.dated or not said.dated:
        return attack.document == said.document
    return attack.first <= said.last and said.first <= attack.last
