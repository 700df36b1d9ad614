"""What stands in a brief? Sentences, tables and notes made of the answers, each with the claims it rests on.

Invariant: every statement about the world carries a note, and a likelihood and a confidence never stand in
one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from oathbook.analysis.answers import Leadership, Standing, Tie, TimelineAnswer, TurningPoint, WhoAnswer
from oathbook.analysis.phrases import NameOf, phrase, shared_hedge, whence
from oathbook.analysis.timeline import gather_points
from oathbook.assessment import Assessment, Status
from oathbook.ledger import BriefRow
from oathbook.model import CORE_KINDS, Entry, Interval, Kind

MOST_EVENTS = 24  # of a timeline; the weightiest, in order of time
MOST_NOTES_EACH = 3  # sources cited for one statement
MOST_CHANGES = 8  # new events listed one by one
_STORY = CORE_KINDS | {Kind.REPLACE, Kind.LEAD, Kind.DIE, Kind.DESIGNATE}
# The ICD 203 words as they stand before a verb; the others need a sentence of their own.
_ADVERBS = {"likely": "likely", "very likely": "very likely", "almost certain": "almost certainly"}
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """An endnote: the words, who says them and where; `url` only where it is one of the web."""

    number: int
    quote: str
    whence: str
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A statement with the numbers of its notes; `when` is its time where it has one."""

    text: str
    notes: tuple[int, ...] = ()
    when: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRow:
    """One tie in the table: likelihood and confidence in columns of their own."""

    name: str
    likelihood: str
    standing: str
    since: str
    confidence: str
    basis: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A whole brief, in words: what the templates lay out and nothing else."""

    actor: str
    name: str
    as_of: date
    known_by: date
    made: datetime
    headline: str
    findings: tuple[Line, ...]
    confidence: tuple[str, ...]
    ties: tuple[TieRow, ...]
    changes: tuple[Line, ...]
    last: str | None
    events: tuple[Line, ...]
    events_hidden: int
    leaders: tuple[Line, ...]
    followers: tuple[Line, ...]
    allies: tuple[Line, ...]
    rivals: tuple[Line, ...]
    missing: tuple[str, ...]
    notes: tuple[Note, ...]
    chart: str
    documents: int
    claims: int


class _Notes:
    """Numbers for what is cited, in the order of first citation; the same words of a document once."""

    def __init__(self, name_of: NameOf) -> None:
        self._name_of = name_of
        self._numbers: dict[tuple[str, str], int] = {}
        self.listed: list[Note] = []
        self.entries: list[Entry] = []

    def cite(self, entries: Iterable[Entry]) -> tuple[int, ...]:
        """The numbers for the first few of the entries, one for each document."""
        found: dict[str, int] = {}
        for entry in entries:
            if len(found) == MOST_NOTES_EACH:
                break
            if entry.document_id not in found:
                found[entry.document_id] = self._number(entry)
        return tuple(sorted(found.values()))

    def _number(self, entry: Entry) -> int:
        key = entry.document_id, entry.claim.quote
        if key not in self._numbers:
            self._numbers[key] = len(self.listed) + 1
            web = entry.url if entry.url and entry.url.startswith(("http://", "https://")) else None
            note = Note(
                number=len(self.listed) + 1,
                quote=" ".join(entry.claim.quote.split()),
                whence=whence(entry, self._name_of),
                title=None if entry.source is None else entry.title,  # `whence` has it then
                url=web,
            )
            self.listed.append(note)
            self.entries.append(entry)
        return self._numbers[key]


def build_brief(
    who: WhoAnswer,
    timeline: TimelineAnswer,
    entries: Sequence[Entry],
    *,
    chart: str,
    missing: Sequence[str],
    last: BriefRow | None,
    made: datetime,
    name_of: NameOf,
) -> Brief:
    """The brief; `entries` are all that name the actor, `last` the brief before, which it is compared with."""
    notes = _Notes(name_of)
    headline, findings, confidence = _find(who, notes, name_of)
    ties = tuple(_tie_row(s, notes, name_of) for s in who.principals)
    changes = _changes(who, entries, last, notes, name_of)
    events, hidden = _events(timeline, notes, name_of)
    return Brief(
        actor=who.actor,
        name=who.name,
        as_of=who.as_of,
        known_by=who.known_by,
        made=made,
        headline=headline,
        findings=findings,
        confidence=confidence,
        ties=ties,
        changes=changes,
        last=None
        if last is None
        else f"{last.recorded:%d} {_MONTHS[last.recorded.month - 1]} {last.recorded:%Y}",
        events=events,
        events_hidden=hidden,
        leaders=tuple(_leader(leader, notes, name_of) for leader in who.leaders),
        followers=tuple(_follower(s, notes, name_of) for s in who.followers),
        allies=tuple(_tie(tie, notes, name_of) for tie in who.allies),
        rivals=tuple(_tie(tie, notes, name_of) for tie in who.rivals),
        missing=tuple(missing),
        notes=tuple(notes.listed),
        chart=chart,
        documents=len({entry.document_id for entry in entries}),
        claims=len(entries),
    )


def snapshot(who: WhoAnswer) -> dict[str, Any]:
    """What the next brief is compared with: every tie's band and status, and the leaders."""
    return {
        "principals": {
            s.other: {
                "probability": round(s.assessment.probability, 4),
                "word": s.assessment.word,
                "standing": s.assessment.standing,
            }
            for s in who.principals
        },
        "leaders": sorted(leader.person for leader in who.leaders if not leader.over),
        "as_of": who.as_of.isoformat(),
        "known_by": who.known_by.isoformat(),
    }


def _find(who: WhoAnswer, notes: _Notes, name_of: NameOf) -> tuple[str, tuple[Line, ...], tuple[str, ...]]:
    """The headline, the findings below it, and the sentences on confidence."""
    if not who.principals:
        return f"No claim in the book ties {who.name} to a principal.", (), ()
    best = max(who.principals, key=lambda s: s.assessment.probability)
    assessment, other = best.assessment, name_of(best.other)
    number = f"{assessment.probability:.0%}"
    adverb = _ADVERBS.get(assessment.word)
    headline = (
        f"That {who.name} stands with {other}: {assessment.word} ({number})."
        if adverb is None
        else f"{who.name} {adverb} stands with {other} ({number})."
    )
    since = f", since {say_time(best.since)}" if best.since and assessment.probability >= 0.5 else ""
    found = [
        Line(text=f"The tie reads: {assessment.standing}{since}.", notes=notes.cite(_entries(assessment)))
    ]
    if assessment.disputed and assessment.status is not Status.DISPUTED:
        found.append(Line(text="Claims of weight stand on both sides."))
    rest = [s for s in who.principals if s is not best and s.assessment.probability >= 0.05]
    for standing in rest:
        a = standing.assessment
        told = f"{name_of(standing.other)}: {a.word} ({a.probability:.0%}), {a.standing}."
        found.append(Line(text=told, notes=notes.cite(_entries(a))))
    basis = assessment.confidence_reason
    for reason in assessment.reasons:  # origins are labels there
        basis = basis.replace(reason.origin, name_of(reason.origin))
    confidence = (f"Confidence in this is {assessment.confidence}.", basis)
    return headline, tuple(found), confidence


def _entries(assessment: Assessment) -> list[Entry]:
    """The first claim of each reason, weightiest reasons first."""
    reasons = sorted(assessment.reasons, key=lambda r: -abs(r.weight_nats))
    return [reason.entries[0] for reason in reasons]


def _tie_row(standing: Standing, notes: _Notes, name_of: NameOf) -> TieRow:
    a = standing.assessment
    return TieRow(
        name=name_of(standing.other),
        likelihood=f"{a.word} ({a.probability:.0%})",
        standing=a.standing,
        since=say_time(standing.since) if standing.since else "",
        confidence=a.confidence.value,
        basis=f"{_count(a.claims, 'claim')}, {_count(a.origins, 'origin')}",
        notes=notes.cite(_entries(a)),
    )


def _changes(
    who: WhoAnswer, entries: Sequence[Entry], last: BriefRow | None, notes: _Notes, name_of: NameOf
) -> tuple[Line, ...]:
    """What is not as it was in the last brief, and what the book has learned since."""
    if last is None:
        return ()
    found = [*_changed_ties(who, last.found.get("principals", {}), name_of)]
    found += _changed_leaders(who, last.found.get("leaders", ()), name_of)
    fresh = [e for e in entries if e.recorded > last.recorded]
    if fresh:
        documents = len({e.document_id for e in fresh})
        told = f"{_count(len(fresh), 'new claim')} from {_count(documents, 'document')}."
        found.append(Line(text=told))
        points = [p for p in gather_points(fresh) if p.kind in _STORY]
        heaviest = sorted(points, key=lambda p: (-p.origins, p.when or "~", p.entries[0].id))[:MOST_CHANGES]
        found += [_event(p, notes, name_of) for p in sorted(heaviest, key=_by_time)]
    return tuple(found)


def _changed_ties(who: WhoAnswer, before: Mapping[str, Any], name_of: NameOf) -> list[Line]:
    found = []
    now = {s.other: s.assessment for s in who.principals}
    for other, a in now.items():
        then = before.get(other)
        if then is None:
            found.append(Line(text=f"{name_of(other)} is new: {a.word} ({a.probability:.0%}), {a.standing}."))
            continue
        if then["word"] != a.word:
            was = f"{then['word']} ({then['probability']:.0%})"
            found.append(Line(text=f"{name_of(other)} is now {a.word} ({a.probability:.0%}); it was {was}."))
        if then["standing"] != a.standing:
            found.append(
                Line(text=f"{name_of(other)} now reads “{a.standing}”; it read “{then['standing']}”.")
            )
    found += [
        Line(text=f"{name_of(other)} no longer has a claim that bears on it.")
        for other in before
        if other not in now
    ]
    return found


def _changed_leaders(who: WhoAnswer, before: Iterable[str], name_of: NameOf) -> list[Line]:
    now, then = {leader.person for leader in who.leaders if not leader.over}, set(before)
    lines = [Line(text=f"{name_of(p)} is now told of as its leader.") for p in sorted(now - then)]
    return lines + [
        Line(text=f"{name_of(p)} is no longer told of as its leader.") for p in sorted(then - now)
    ]


def _events(timeline: TimelineAnswer, notes: _Notes, name_of: NameOf) -> tuple[tuple[Line, ...], int]:
    told = [p for p in (*timeline.points, *timeline.undated) if p.kind in _STORY]
    kept = sorted(told, key=lambda p: (-p.origins, -len(p.entries)))[:MOST_EVENTS]
    chosen = [p for p in told if p in kept]
    return tuple(_event(p, notes, name_of) for p in chosen), len(told) - len(chosen)


def _event(point: TurningPoint, notes: _Notes, name_of: NameOf) -> Line:
    surest = shared_hedge(entry.claim for entry in point.entries)
    text = phrase(replace(point.entries[0].claim, certainty=surest), name_of)
    detail = f"{_count(point.origins, 'origin')}" if point.origins > 1 else ""
    when = "" if point.when is None else say_time(Interval.parse(point.when))
    return Line(
        text=f"{text[0].upper()}{text[1:]}.", notes=notes.cite(point.entries), when=when, detail=detail
    )


def _by_time(point: TurningPoint) -> tuple[date, str]:
    return point.earliest or point.latest or date.min, point.entries[0].id


def _leader(leader: Leadership, notes: _Notes, name_of: NameOf) -> Line:
    parts = [
        *([leader.role] if leader.role else []),
        *(["formerly"] if leader.over else []),
        *([f"since {say_time(leader.since)}"] if leader.since and not leader.over else []),
    ]
    return Line(text=name_of(leader.person), detail=", ".join(parts), notes=notes.cite(leader.entries))


def _follower(standing: Standing, notes: _Notes, name_of: NameOf) -> Line:
    a = standing.assessment
    told = f"{a.word} ({a.probability:.0%}), {a.standing}"
    return Line(text=name_of(standing.other), detail=told, notes=notes.cite(_entries(a)))


def _tie(tie: Tie, notes: _Notes, name_of: NameOf) -> Line:
    parts = [
        *(["over"] if tie.over else []),
        *([f"since {say_time(tie.since)}"] if tie.since and not tie.over else []),
    ]
    return Line(text=name_of(tie.other), detail=", ".join(parts), notes=notes.cite(tie.entries))


def say_time(when: Interval) -> str:
    """A time in words: `March 2015`, `7 March 2015`, `from 2014 to 2016`, `about 2017`, `2009 onward`.

    >>> say_time(Interval.parse("2015-03-07"))
    '7 March 2015'
    """
    start, slash, end = when.edtf.partition("/")
    if not slash:
        return _say_date(start)
    if end == "..":
        return f"{_say_date(start)} onward"
    if start == "..":
        return f"until {_say_date(end)}"
    return f"{_say_date(start)} to {_say_date(end)}"


def _say_date(edtf: str) -> str:
    bare = edtf.rstrip("~?%")
    about = "about " if bare != edtf else ""
    if bare.endswith("X"):
        return f"{about}the {bare[:3]}0s"
    year, *rest = bare.split("-")
    if not rest:
        return about + year
    month = int(rest[0])
    if month > 12:
        return f"{about}{('spring', 'summer', 'autumn', 'winter')[month - 21]} {year}"
    named = f"{_MONTHS[month - 1]} {year}"
    return about + (f"{int(rest[1])} {named}" if len(rest) > 1 else named)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"
