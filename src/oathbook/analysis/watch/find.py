"""What has come up? One function for each kind of watch: from entries and assessments to findings.

Invariant: a finding's keys are the same whenever the same thing is found, and a key already told gives none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any

from oathbook.analysis.answers import Standing, TurningPoint
from oathbook.analysis.phrases import NameOf, phrase, quote, shared_hedge, whence
from oathbook.analysis.pledges import Pledge, Stage
from oathbook.analysis.timeline import gather_points
from oathbook.analysis.watch.values import Finding, Watch
from oathbook.assessment import Assessment, Reason, name_origin
from oathbook.ids import content_id
from oathbook.model import CORE_KINDS, SYMMETRIC_KINDS, ActorType, Entry, Kind, Polarity, Realis

# Claims of how an actor stands and who leads it; each attack and each place taken would drown them.
TOLD_KINDS = CORE_KINDS | {Kind.LEAD, Kind.REPLACE, Kind.DIE, Kind.DESIGNATE}
QUOTES = 4  # shown of one event
_SAME_TIME_DAYS = 31  # undated claims contradict one another when published no further apart


def find_claims(
    watch: Watch, entries: Iterable[Entry], told: Collection[str], name_of: NameOf
) -> list[Finding]:
    """A finding for each event that entries recorded since the watch began tell of; `entries` name the actor."""
    fresh = [
        e for e in entries if e.claim.kind in TOLD_KINDS and e.recorded > watch.since and e.id not in told
    ]
    return [
        Finding(
            title=_what(point, name_of),
            why=_quotes(point.entries, name_of),
            keys=tuple(entry.id for entry in point.entries),
            state={},
            entries=point.entries,
        )
        for point in sorted(gather_points(fresh), key=lambda p: (p.when or "", p.entries[0].id))
    ]


def find_withdrawn(
    told: Collection[str], standing: Collection[str], get: Callable[[str], Entry], name_of: NameOf
) -> list[Finding]:
    """A finding for each claim that was told and no longer stands: rejected or retracted since."""
    gone = sorted(key for key in told if key.startswith("clm") and key not in standing)
    found = []
    for claim_id in gone:
        key = f"withdrawn:{claim_id}"
        if key in told:
            continue
        entry = get(claim_id)
        found.append(
            Finding(
                title=f"Taken back: {phrase(entry.claim, name_of)}",
                why=("It was told before, and was rejected or retracted since.", _quoted(entry, name_of)),
                keys=(key,),
                state={},
                entries=(entry,),
            )
        )
    return found


def principal_state(principals: Sequence[Standing]) -> dict[str, Any]:
    """Whom the actor more likely than not stands with, and in which status; both None where with nobody."""
    best = max(principals, key=lambda s: s.assessment.probability, default=None)
    if best is None or best.assessment.probability < 0.5:
        return {"principal": None, "status": None}
    return {"principal": best.other, "status": best.assessment.status.value}


def find_principal(
    watch: Watch, principals: Sequence[Standing], told: Collection[str], actor: str, name_of: NameOf
) -> list[Finding]:
    """A finding where the actor's principal, or how it stands with him, is not what it was at the last look."""
    now = principal_state(principals)
    if now == dict(watch.state):
        return []
    before = _principal_words(watch.state, name_of)
    best = next((s for s in principals if s.other == now["principal"]), None)
    lost = next((s for s in principals if s.other == watch.state.get("principal")), None)
    shown = best or lost
    why = () if shown is None else _because(shown.assessment, watch, name_of)
    return [
        Finding(
            title=f"{actor}: {_principal_words(now, name_of)}; before, {before}",
            why=why,
            keys=(_state_key(told, now),),
            state=now,
            entries=() if shown is None else _entries_of(shown.assessment),
        )
    ]


def probability_state(assessment: Assessment) -> dict[str, Any]:
    """The ICD 203 band in which the likelihood lies."""
    return {"word": assessment.word}


def find_probability(
    watch: Watch, assessment: Assessment, told: Collection[str], names: tuple[str, str], name_of: NameOf
) -> list[Finding]:
    """A finding where the likelihood lies in another ICD 203 band than at the last look."""
    now = probability_state(assessment)
    if now == dict(watch.state):
        return []
    subject, principal = names
    return [
        Finding(
            title=f"{subject} with {principal}: {assessment.word}; before, {watch.state.get('word')}",
            why=_because(assessment, watch, name_of),
            keys=(_state_key(told, now),),
            state=now,
            entries=_entries_of(assessment),
        )
    ]


def find_pledges(
    watch: Watch, pledges: Iterable[Pledge], told: Collection[str], today: date, name_of: NameOf
) -> list[Finding]:
    """A finding for each pledge that came to another stage since the watch began: unanswered for so many days,
    accepted, refused, due, renewed or broken. That it was made is no news here."""
    found = []
    for pledge in pledges:
        if pledge.stage in (Stage.OFFERED, Stage.ANNOUNCED):
            continue
        entries = _behind(pledge)
        passed = today - timedelta(days=(pledge.waiting_days or 0) - watch.days)
        by_time = pledge.stage is Stage.IGNORED and passed > watch.since.date()
        if not by_time and not any(entry.recorded > watch.since for entry in entries):
            continue
        # The year tells a second acceptance from the first; a day that is corrected makes no news.
        said = [pledge.subject, pledge.principal, pledge.stage.value, pledge.since.year]
        key = content_id("plg", said)
        if key in told:
            continue
        found.append(
            Finding(
                title=f"Pledge of {name_of(pledge.subject)} to {name_of(pledge.principal)}: {_stage(pledge)}",
                why=_quotes(entries, name_of),
                keys=(key,),
                state={},
                entries=entries,
            )
        )
    return found


def _behind(pledge: Pledge) -> tuple[Entry, ...]:
    """The claims that brought the pledge to its stage; of one that waits, those that tell of it."""
    wanted = Stage.ANNOUNCED if pledge.stage is Stage.IGNORED else pledge.stage
    steps = [step for step in pledge.steps if step.stage is wanted and not step.denied] or pledge.steps
    return tuple(entry for step in steps for entry in step.entries)


def _stage(pledge: Pledge) -> str:
    if pledge.stage is Stage.IGNORED:
        return f"no answer for {pledge.waiting_days:,} days"
    if pledge.stage is Stage.DUE:
        return "due again, its receiver is gone"
    return pledge.stage.value


def find_new_actors(
    entries: Iterable[Entry], told: Collection[str], known_before: Callable[[str], bool], name_of: NameOf
) -> list[Finding]:
    """A finding for each organisation or person that entries recorded since the watch began name first."""
    by_label: dict[str, list[Entry]] = {}
    for entry in entries:
        for party in entry.claim.parties:
            if party.type in (ActorType.ORGANISATION, ActorType.PERSON):
                by_label.setdefault(party.label, []).append(entry)
    found = []
    for label, listed in sorted(by_label.items()):
        key = f"actor:{label}"
        if key in told or known_before(label):
            continue
        found.append(
            Finding(
                title=f"Named for the first time: {name_of(label)}",
                why=_quotes(listed, name_of),
                keys=(key,),
                state={},
                entries=tuple(listed),
            )
        )
    return found


def find_contradictions(
    watch: Watch, entries: Iterable[Entry], told: Collection[str], name_of: NameOf
) -> list[Finding]:
    """A finding for each pair of claims by one mouth, one of them new, of which one denies the other's time.

    Two claims of one thing contradict each other where their times overlap; without times, where they were
    published within a month. What was true then and is not true now is no contradiction.
    """
    by_key: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        claim = entry.claim
        if claim.realis is not Realis.ACTUAL or claim.subject is None or claim.object is None:
            continue
        if watch.source is not None and watch.source not in (entry.source, *claim.said_by):
            continue
        sides = (claim.subject.label, claim.object.label)
        parties: object = frozenset(sides) if claim.kind in SYMMETRIC_KINDS else sides
        key = (name_origin(entry), claim.kind, parties, claim.ended)
        by_key.setdefault(key, []).append(entry)
    found = []
    for listed in by_key.values():
        if len({e.claim.polarity for e in listed}) == 1:
            continue
        for left, right in combinations(sorted(listed, key=lambda e: (e.known, e.id)), 2):
            if left.claim.polarity is right.claim.polarity or not _same_time(left, right):
                continue
            told_as = f"contradiction:{content_id('con', sorted([left.id, right.id]))}"
            if told_as in told or max(left.recorded, right.recorded) <= watch.since:
                continue
            yes, no = (left, right) if left.claim.polarity is Polarity.POSITIVE else (right, left)
            found.append(
                Finding(
                    title=f"{name_of(name_origin(yes))} says both: {phrase(yes.claim, name_of)}; "
                    f"{phrase(no.claim, name_of)}",
                    why=(_quoted(yes, name_of), _quoted(no, name_of)),
                    keys=(told_as,),
                    state={},
                    entries=(yes, no),
                )
            )
    return sorted(found, key=lambda f: f.keys)


def _state_key(told: Collection[str], state: Mapping[str, Any]) -> str:
    """The same state may come back, so a change is told apart by its number."""
    return f"{len(told) + 1}:{content_id('sta', dict(state))}"


def _principal_words(state: Mapping[str, Any], name_of: NameOf) -> str:
    principal = state.get("principal")
    return f"with {name_of(principal)}, {state.get('status')}" if principal else "no tie more likely than not"


def _because(assessment: Assessment, watch: Watch, name_of: NameOf) -> tuple[str, ...]:
    """The reasons that are new since the watch began, else the weightiest; said which of the two they are."""
    fresh = [r for r in assessment.reasons if any(e.recorded > watch.since for e in r.entries)]
    if fresh:
        return tuple(_reason(reason, watch.since, name_of) for reason in fresh[:QUOTES])
    strongest = sorted(assessment.reasons, key=lambda r: -abs(r.weight_nats))[:2]
    no_claim = "No new claim bears on it: time alone, a review or a rating moved it. What it rests on:"
    return (no_claim, *(_reason(reason, None, name_of) for reason in strongest))


def _reason(reason: Reason, since: datetime | None, name_of: NameOf) -> str:
    entry = next((e for e in reason.entries if since is None or e.recorded > since), reason.entries[0])
    side = "For" if reason.weight_nats > 0 else "Against" if reason.weight_nats < 0 else "Without weight"
    return f"{side}: {reason.rule} {_quoted(entry, name_of)}"


def _entries_of(assessment: Assessment) -> tuple[Entry, ...]:
    return tuple(entry for reason in assessment.reasons for entry in reason.entries)


def _same_time(left: Entry, right: Entry) -> bool:
    if left.claim.when is not None and right.claim.when is not None:
        return left.claim.when.overlaps(right.claim.when)
    return abs(left.known - right.known) <= timedelta(days=_SAME_TIME_DAYS)


def _what(point: TurningPoint, name_of: NameOf) -> str:
    surest = shared_hedge(entry.claim for entry in point.entries)
    when = f"{point.when}: " if point.when else ""
    return when + phrase(replace(point.entries[0].claim, certainty=surest), name_of)


def _quotes(entries: Sequence[Entry], name_of: NameOf) -> tuple[str, ...]:
    """The first quotes with their sources, each once, and how many more there are."""
    lines = list(dict.fromkeys(_quoted(entry, name_of) for entry in entries))
    rest = len(lines) - QUOTES
    return (*lines[:QUOTES], f"and {rest} more") if rest > 0 else tuple(lines)


def _quoted(entry: Entry, name_of: NameOf) -> str:
    return f"{quote(entry)} — {whence(entry, name_of)}"
