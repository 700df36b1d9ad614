"""How likely is it that the subject stands with the principal? A plain tally of what claims say, in log-odds.

Each independent origin counts once per sign: its weight from the table times its trust (certainty as
presented, the extractor's own confidence, the source's letter, how much of the subject is meant). Later
breaks overtake earlier ties, and later ties earlier breaks. The logistic of the sum is the probability, kept
between 1 % and 99 %.

Its limits, which the hidden Markov model behind the same signature is to lift: pairs are weighed one by one,
so that a tie to one principal is no evidence against another; nothing decays with time; silence counts only
where a text states it; sources are never learned from, and no claim weighs less for being in its speaker's
interest; two reports of two pledges by one outlet count as one; the weights are judgement.

Invariant: the order of entries does not matter, and entries from after `known_by` change nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from oathbook.assessment.origins import group_by_origin, name_origin
from oathbook.assessment.signs import DOUBTS, read_signs
from oathbook.assessment.table import Sign, WeightTable, load_table
from oathbook.assessment.values import Assessment, Background, Confidence, Reason, Status
from oathbook.model import Entry, Scope

MAX_TRUST = 0.97  # no single claim settles anything alone
OPPOSED_NATS = 0.5  # both sides must carry this much for a pair to be disputed
OUTWEIGHED = 0.1  # below this the claims for a tie do not hold out against those to the contrary
SETTLED_NATS = 0.8  # what one trusted statement carries at the least


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """One origin's entries of one sign, before and after what came later is taken off."""

    sign: Sign
    entries: tuple[Entry, ...]
    trust: float
    day: date | None
    kept: float = 1.0

    @property
    def nats(self) -> float:
        return self.sign.weight_nats * self.trust * self.kept

    @property
    def origin(self) -> str:
        return name_origin(self.entries[0])


def weigh(
    subject: str,
    principal: str,
    entries: Sequence[Entry],
    *,
    as_of: date,
    known_by: date,
    background: Background | None = None,
) -> Assessment:
    """The assessment of one pair on the day `as_of`, from what was published by `known_by`.

    `entries` may hold claims about anything: those that do not bear on the pair are passed over.
    """
    background = background or Background()
    table = load_table()
    in_time = [e for e in entries if e.known <= known_by and begins(e) <= as_of]
    signs = read_signs(subject, principal, sorted(in_time, key=lambda e: (e.known, e.id)), background)
    weighed = _overtake(list(_weigh_origins(signs, table, background)))
    probability = _probability(weighed, table)
    disputed = _is_disputed(weighed)
    confidence, sentence = _judge_basis(weighed, probability, disputed, table)
    return Assessment(
        subject=subject,
        principal=principal,
        as_of=as_of,
        known_by=known_by,
        probability=probability,
        status=_read_status(weighed, probability, disputed),
        accepted=_read_acceptance(weighed),
        disputed=disputed,
        confidence=confidence,
        confidence_reason=sentence,
        reasons=tuple(
            Reason(weight_nats=w.nats, sign=w.sign.name, rule=w.sign.rule, origin=w.origin, entries=w.entries)
            for w in sorted(
                weighed, key=lambda w: (-abs(w.nats), w.day or date.max, w.sign.name, w.entries[0].id)
            )
        ),
    )


def begins(entry: Entry) -> date:
    """The first day the claim can be about; without a time of its own, the day it was known."""
    when = entry.claim.when
    first = None if when is None else when.first or when.last
    return entry.known if first is None else first


def happens(entry: Entry) -> date | None:
    """The latest day the claim can be about, no later than its publication; None where neither is given."""
    when = entry.claim.when
    last = None if when is None else when.last or when.first
    if last is None or entry.published is None:
        return last or entry.published
    return min(last, entry.published)


def trust(entry: Entry, table: WeightTable, background: Background) -> float:
    """How far one entry is to be trusted, 0 to `MAX_TRUST`."""
    claim = entry.claim
    letter = background.letters.get(entry.source or "", "F")
    product = (
        table.certainty[claim.certainty.value]
        * claim.reading
        * table.letter[letter]
        * table.scope[claim.scope.value]
    )
    return min(product, MAX_TRUST)


def _weigh_origins(
    signs: Sequence[tuple[Entry, str]], table: WeightTable, background: Background
) -> Iterable[_Weighed]:
    by_sign: dict[str, list[Entry]] = {}
    for entry, sign in signs:
        by_sign.setdefault(sign, []).append(entry)
    for name, entries in by_sign.items():
        for group in group_by_origin(entries):
            ranked = sorted(group, key=lambda e: (-trust(e, table, background), happens(e) or date.max, e.id))
            yield _Weighed(
                sign=table.signs[name],
                entries=tuple(ranked),
                trust=trust(ranked[0], table, background),
                day=happens(ranked[0]),
            )


def _overtake(weighed: list[_Weighed]) -> list[_Weighed]:
    """What a later claim of a superseding sign leaves of each: (1 - its trust)."""
    return [replace(w, kept=math.prod(1 - v.trust for v in weighed if _overtakes(v, w))) for w in weighed]


def _overtakes(later: _Weighed, earlier: _Weighed) -> bool:
    """Whether the one supersedes the other and is later; what has no time at all is later than nothing."""
    if earlier.sign.name not in later.sign.supersedes or later.day is None:
        return False
    return earlier.day is None or later.day > earlier.day


def _probability(weighed: Iterable[_Weighed], table: WeightTable) -> float:
    log_odds = table.prior_nats + math.fsum(w.nats for w in weighed)
    log_odds = max(-table.limit_nats, min(table.limit_nats, log_odds))
    return 1 / (1 + math.exp(-log_odds))


def _total(weighed: Iterable[_Weighed], *names: str) -> float:
    return math.fsum(w.nats for w in weighed if w.sign.name in names)


def _is_disputed(weighed: Sequence[_Weighed]) -> bool:
    """Both sides still carry weight, from several origins, or a tie is in doubt; a break is no dispute."""
    if _has_ended(weighed):
        return False
    pro = [w for w in weighed if w.nats > 0]
    contra = [w for w in weighed if w.nats < 0]
    both = min(_sum(pro), -_sum(contra)) >= OPPOSED_NATS
    several = len({w.origin for w in (*pro, *contra)}) > 1
    return (both and several) or any(w.sign.name in DOUBTS for w in weighed)


def _sum(weighed: Iterable[_Weighed]) -> float:
    return math.fsum(w.nats for w in weighed)


def _read_acceptance(weighed: Sequence[_Weighed]) -> bool | None:
    said, denied = _total(weighed, "accepted"), -_total(weighed, "not_accepted", "refused")
    if said == denied == 0:
        return None
    return said > denied


def _read_status(weighed: Sequence[_Weighed], probability: float, disputed: bool) -> Status:
    ties = [w for w in weighed if w.sign.weight_nats > 0]
    if _has_ended(weighed):
        return Status.BROKEN
    if not ties:
        return Status.REPORTED if any(w.sign.name in DOUBTS for w in weighed) else Status.NONE
    if all(e.claim.scope in (Scope.FACTION, Scope.MEMBERS) for w in ties for e in w.entries):
        return Status.SPLIT
    acting = _total(weighed, "affiliated", "belongs", "merged", "steered", "owned_attack")
    if _total(weighed, "accepted", "not_accepted", "refused") >= SETTLED_NATS:
        return Status.OPERATIONAL if acting >= SETTLED_NATS else Status.ACCEPTED
    if _total(weighed, "pledged", "pledge_denied") >= OPPOSED_NATS:
        settled = acting >= 2 * SETTLED_NATS and not disputed
        return Status.OPERATIONAL if settled else Status.PLEDGED
    if probability < OUTWEIGHED:
        return Status.NONE
    if disputed:
        return Status.DISPUTED
    told_twice = acting > 0 and len({w.origin for w in ties}) > 1
    return Status.OPERATIONAL if told_twice and probability >= 0.55 else Status.REPORTED


def _has_ended(weighed: Sequence[_Weighed]) -> bool:
    """Whether an ending of weight is later than every tie that still carries any."""
    ties = [w for w in weighed if w.sign.weight_nats > 0]
    ends = [w for w in weighed if w.nats < 0 and w.sign.supersedes & {"affiliated", "belongs"}]
    if -_sum(ends) < SETTLED_NATS:
        return False
    last = max(w.day or date.min for w in ends)
    return all((w.day or date.min) < last or w.nats < OPPOSED_NATS for w in ties)


def _judge_basis(
    weighed: Sequence[_Weighed], probability: float, disputed: bool, table: WeightTable
) -> tuple[Confidence, str]:
    """Low, moderate or high by the number of origins and the most that one of them moves; and a sentence."""
    origins = sorted({w.origin for w in weighed if w.nats})
    if not origins:
        return Confidence.LOW, "No claim bears on it."
    without = {origin: _probability((w for w in weighed if w.origin != origin), table) for origin in origins}
    heaviest = max(origins, key=lambda origin: abs(without[origin] - probability))
    shift = abs(without[heaviest] - probability)
    if len(origins) >= 4 and shift <= 0.10 and not disputed:
        confidence = Confidence.HIGH
    elif len(origins) >= 2 and shift <= 0.30:
        confidence = Confidence.MODERATE
    else:
        confidence = Confidence.LOW
    count = "One origin" if len(origins) == 1 else f"{len(origins)} independent origins"
    return confidence, f"{count}; without {heaviest} it would be {without[heaviest]:.0%}."
