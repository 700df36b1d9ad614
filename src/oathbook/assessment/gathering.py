"""What do claims say, before it is settled what was known? Columns of numbers, from entries or from pages.

Most claims of a great book say what others say: each kind of saying about each pair is read once, each mouth and
each day looked up once. Claims are taken page by page, so that a whole book need not lie in memory.

Invariant: an entry says the same whether it comes by itself or in a page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from oathbook.assessment.parameters import Parameters
from oathbook.assessment.signs import AGAINST_OWN_SIDE, CONSTITUTIVE, NO_PAIR, Reach, read_claim
from oathbook.assessment.statements import (
    ACT,
    AGAINST,
    NEUTRAL,
    NOBODY,
    OWN,
    Attack,
    Gathered,
    fold_name,
    fold_telling,
    latest_day,
    month_of,
)
from oathbook.assessment.values import Background
from oathbook.model import (
    ActorType,
    Certainty,
    Claim,
    ClaimPage,
    Entry,
    Interval,
    Kind,
    Party,
    Polarity,
    Realis,
    Scope,
    Verdict,
)

_ATTACKS = frozenset({Kind.ATTACK, Kind.CLAIM_ATTACK})
_CERTAINTIES = {certainty.value: number for number, certainty in enumerate(Certainty)}
_TOGETHER = 2_000  # entries made into one page


Told = Iterable[Entry] | Iterable[ClaimPage]


def gather(told: Told, background: Background, parameters: Parameters, *, keep: bool = False) -> Gathered:
    """The columns of all claims that bear on any pair; with `keep`, the entries beside them.

    Pages instead of entries are a third of the work, and what a whole book is read in; only entries can be kept.
    """
    gathering = _Gathering(background, parameters)
    for page, entries in _in_pages(told):
        gathering.add(page, entries if keep else None)
    return gathering.gathered


def _in_pages(told: Told) -> Iterator[tuple[ClaimPage, list[Entry] | None]]:
    """Pages as they are, entries by so many together and with them."""
    waiting: list[Entry] = []
    for one in told:
        if isinstance(one, ClaimPage):
            yield one, None
            continue
        waiting.append(one)
        if len(waiting) == _TOGETHER:
            yield ClaimPage.of_entries(waiting), waiting
            waiting = []
    if waiting:
        yield ClaimPage.of_entries(waiting), waiting


@dataclass(slots=True)
class _Reading:
    """What all claims say that differ in nothing which `read_claim` looks at.

    `rows` are (group, principal, sign, reach) as numbers, `said` (group, principal, sign) in words; `interests`
    give each row's by who speaks. `attacker` is None unless the claim tells of an attack, `replaced` unless it
    tells that the leader of this group was replaced.
    """

    rows: tuple[tuple[int, int, int, int], ...]
    said: tuple[tuple[str, str, str], ...]
    bears: bool
    attacker: int | None
    claimed: bool | None
    replaced: int | None
    interests: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Voice:
    """Through which mouths a claim came: numbers, and the original speaker as written."""

    speaker: int
    relay: int
    between: int
    speaks: str


@dataclass(frozen=True, slots=True)
class _Time:
    """The days a claim's time can mean, and what its fineness enlarges lifts by."""

    first: date | None
    last: date | None
    factor: float


_UNDATED = _Time(None, None, 1.0)


class _Gathering:
    """The columns as they grow, and what has been looked up."""

    def __init__(self, background: Background, parameters: Parameters) -> None:
        self._background, self._parameters = background, parameters
        self._sides = {fold_name(name): actor for name, actor in background.sides.items()}
        self._readings: dict[tuple[Any, ...], _Reading] = {}
        self._voices: dict[tuple[str, tuple[str, ...]], _Voice] = {}
        self._times: dict[str, _Time] = {}
        self.gathered = g = Gathered()
        g.texts("")

    def add(self, page: ClaimPage, entries: Sequence[Entry] | None) -> None:
        """Adds what the claims of the page say; the entries of the same claims are kept beside them."""
        g, p = self.gathered, page
        # All that `read_claim` looks at, and nothing else.
        seen = zip(
            p.kind, p.polarity, p.realis, p.scope, p.certainty, p.ended, p.subject, p.subject_type,
            p.object, p.object_type, p.from_, p.by, p.of, strict=True,
        )  # fmt: skip
        readings = [self._readings.get(one) or self._read(one) for one in seen]
        chosen = []
        for n, reading in enumerate(readings):
            if p.verdict[n] == Verdict.REJECTED.value:
                continue
            if reading.replaced is not None:
                happened = self._happens(p, n) or p.known[n]
                g.windows.append((reading.replaced, month_of(happened), p.known[n].toordinal()))
            if reading.bears:
                chosen.append(n)
        if not chosen:
            return
        begin = len(g.utterances.known)
        self._add_utterances(page, chosen)
        if entries is not None:
            g.entries.extend(entries[n] for n in chosen)
        for utterance, n in enumerate(chosen, start=begin):
            reading = readings[n]
            if reading.attacker is not None:
                g.attacks.append(self._attack(page, n, reading, utterance))
            if reading.rows:
                voice = self._voice(page, n)
                interests = reading.interests.get(voice.speaks)
                if interests is None:
                    interests = reading.interests[voice.speaks] = self._interests(reading, voice.speaks)
                for row, interest in zip(reading.rows, interests, strict=True):
                    group, principal, sign, reach = row
                    g.group.append(group)
                    g.principal.append(principal)
                    g.sign.append(sign)
                    g.reach.append(reach)
                    g.interest.append(interest)
                    g.utterance.append(utterance)

    def _add_utterances(self, p: ClaimPage, chosen: Sequence[int]) -> None:
        g, u, trust = self.gathered, self.gathered.utterances, self._parameters.trust
        times = [self._time(p.edtf[n]) for n in chosen]
        known = [p.known[n] for n in chosen]
        voices = [self._voice(p, n) for n in chosen]
        latest = [
            day if (last := time.last or time.first) is None or last > day else last
            for time, day in zip(times, known, strict=True)
        ]
        u.after.extend(map(month_of, latest))
        u.before.extend(
            -1 if time.first is None else month_of(min(time.first, last)) - 1
            for time, last in zip(times, latest, strict=True)
        )
        u.factor.extend(time.factor for time in times)
        confirmed, certainty = Verdict.CONFIRMED.value, {str(k): v for k, v in trust.certainty.items()}
        u.sure.extend(
            certainty[p.certainty[n]]
            * (trust.confirmed_reading if p.verdict[n] == confirmed else p.reading[n])
            for n in chosen
        )
        u.speaker.extend(voice.speaker for voice in voices)
        u.relay.extend(voice.relay for voice in voices)
        u.between.extend(voice.between for voice in voices)
        u.known.extend(day.toordinal() for day in known)
        least = self._parameters.copies.quote_words
        u.text.extend(g.texts(self._telling(p, n, least)) for n in chosen)
        u.document.extend(g.documents(p.document_id[n]) for n in chosen)
        u.key.extend(
            int.from_bytes(hashlib.blake2b(p.id[n].encode(), digest_size=7).digest(), "big") for n in chosen
        )
        g.ids.extend(p.id[n] for n in chosen)
        g.awaited.extend(p.verdict[n] is None for n in chosen)
        g.certainty.extend(_CERTAINTIES[p.certainty[n]] for n in chosen)

    def _telling(self, p: ClaimPage, n: int, least: int) -> str:
        if p.quote[n].count(" ") < least:
            return ""
        names = (
            p.subject[n], p.object[n], p.from_[n], p.by[n], p.of[n], p.subject_written[n],
            p.object_written[n], p.from_written[n], p.by_written[n], p.of_written[n],
        )  # fmt: skip
        return fold_telling(p.quote[n], names, least)

    def _read(self, seen: tuple[Any, ...]) -> _Reading:
        claim = _claim_seen(seen)
        told = list(read_claim(claim, self._background))
        no_pair = any(s is not None and s.type in NO_PAIR for s in (claim.subject, claim.object))
        kept = [said for said in told if said[3] is not Reach.EQUALS or not no_pair]
        numbers, actors = self._parameters.numbers, self.gathered.actors
        actual, positive = claim.realis is Realis.ACTUAL, claim.polarity is Polarity.POSITIVE
        attack = claim.kind in _ATTACKS and actual and claim.subject is not None
        replaced = claim.of if claim.kind is Kind.REPLACE and positive and actual else None
        found = _Reading(
            rows=tuple((actors(g), actors(p), numbers[sign], int(reach)) for g, p, sign, reach in kept),
            said=tuple(said[:3] for said in kept),
            bears=bool(told) or attack,
            attacker=actors(claim.subject.label) if attack and claim.subject is not None else None,
            claimed=None if claim.kind is Kind.ATTACK else positive,
            replaced=None if replaced is None else actors(replaced.label),
        )
        self._readings[seen] = found
        return found

    def _voice(self, p: ClaimPage, n: int) -> _Voice:
        """The mouths of a claim; those of one outlet and the same speakers are looked up once."""
        source, said_by = p.source[n], p.said_by[n]
        if not source:
            return self._make_voice(p.title[n] or p.document_id[n], said_by)
        found = self._voices.get((source, said_by))
        if found is None:
            found = self._voices[source, said_by] = self._make_voice(source, said_by)
        return found

    def _make_voice(self, publisher: str, said_by: tuple[str, ...]) -> _Voice:
        speakers = [s for s in said_by if not s.startswith("<")]
        mouths = [self._mouth(s) for s in speakers]
        outlet = self._mouth(publisher)
        if outlet in mouths:  # an outlet that is named as the speaker passes nothing on
            mouths = mouths[: mouths.index(outlet)]
        return _Voice(
            speaker=mouths[0] if mouths else outlet,
            relay=outlet if mouths else NOBODY,
            between=mouths[1] if len(mouths) > 1 else NOBODY,
            speaks=speakers[0] if mouths else publisher,
        )

    def _mouth(self, name: str) -> int:
        g = self.gathered
        number = g.mouths(fold_name(name))
        if number == len(g.spoken):
            g.spoken.append(name)
        return number

    def _interests(self, reading: _Reading, speaker: str) -> tuple[int, ...]:
        """On which reliability of the speaker each row draws: he speaks for himself, for the organisations that
        he leads, or for the side of the outlet."""
        side = self._sides.get(fold_name(speaker))
        led = self._background.organisations.get(speaker, ())
        speaks_for = frozenset((speaker, *led) if side is None else (speaker, side, *led))
        return tuple(_interest(g, p, sign, speaks_for, self._parameters) for g, p, sign in reading.said)

    def _time(self, edtf: str | None) -> _Time:
        if edtf is None:
            return _UNDATED
        found = self._times.get(edtf)
        if found is None:
            when = Interval.parse(edtf)
            found = self._times[edtf] = _Time(when.first, when.last, _sharpness(when, self._parameters))
        return found

    def _happens(self, p: ClaimPage, n: int) -> date | None:
        time = self._time(p.edtf[n])
        return latest_day(time.last or time.first, p.published[n])

    def _attack(self, p: ClaimPage, n: int, reading: _Reading, utterance: int) -> Attack:
        assert reading.attacker is not None  # noqa: S101 - narrows the type only
        time, known, dated = self._time(p.edtf[n]), p.known[n], p.edtf[n] is not None
        last = (self._happens(p, n) or known).toordinal()
        began = time.first or time.last or known
        return Attack(
            actor=reading.attacker,
            places=_places(p.place[n], p.object[n]),
            first=min(began.toordinal(), last) if dated else last,
            last=last,
            known=known.toordinal(),
            document=self.gathered.utterances.document[utterance],
            utterance=utterance,
            claimed=reading.claimed,
            dated=dated,
        )


@lru_cache(maxsize=1 << 16)
def _places(place: str | None, target: str | None) -> frozenset[str]:
    return frozenset(name.casefold() for name in (place, target) if name)


def _claim_seen(seen: tuple[Any, ...]) -> Claim:
    """A claim of which only what `read_claim` looks at is given."""
    kind, polarity, realis, scope, certainty, ended, subject, subject_type, object_, object_type, *others = (
        seen
    )

    def party(label: str | None, type_: str | None = None) -> Party | None:
        if label is None:
            return None
        return Party(written=label, type=None if type_ is None else ActorType(type_))

    from_, by, of = map(party, others)
    return Claim(
        kind=Kind(kind),
        subject=party(subject, subject_type),
        object=party(object_, object_type),
        quote="",
        start=0,
        end=0,
        scope=Scope(scope),
        from_=from_,
        by=by,
        of=of,
        ended=bool(ended),
        polarity=Polarity(polarity),
        certainty=Certainty(certainty),
        realis=Realis(realis),
    )


def _sharpness(when: Interval, parameters: Parameters) -> float:
    dates = parameters.dates
    if when.first is None or when.last is None:
        return 1.0
    days = (when.last - when.first).days + 1
    if days <= dates.sharp_days:
        return dates.sharp_factor
    return dates.blurred_factor if days <= dates.blurred_days else 1.0


def _interest(
    group: str, principal: str, sign: str, speaks_for: frozenset[str], parameters: Parameters
) -> int:
    pair = (group, principal)
    if not speaks_for.intersection(pair):
        return NEUTRAL
    if sign in CONSTITUTIVE and pair[CONSTITUTIVE[sign]] in speaks_for:
        return ACT
    if sign in AGAINST_OWN_SIDE:
        return AGAINST
    return OWN if parameters.sign[sign].tie > 0 else NEUTRAL
