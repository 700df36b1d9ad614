"""Which phrase stands around a trigger word? A point in time, with its preposition, or a stretch.

Invariant: a hit covers its trigger and begins where the leftmost phrase that covers it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from oathbook.language.times import names
from oathbook.language.times.meanings import (
    Between,
    CalendarDate,
    Duration,
    Feast,
    HijriDate,
    Link,
    Meaning,
    Reference,
    Weekday,
    Which,
)
from oathbook.language.times.patterns import SPACE, compiled
from oathbook.language.times.rules import ALL_RULES, RULES_BY_KIND
from oathbook.language.times.table import Kind, Rule, Vague
from oathbook.language.times.triggers import iter_triggers
from oathbook.language.times.upcoming import is_upcoming
from oathbook.language.times.values import Relation

_WINDOW = 72  # characters before a trigger in which its expression may begin
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_GAP = re.compile(r"[^\S\n]*(?:[-–—,./'’]|\n)?[^\S\n]*['’]?")
_NUMBERED = re.compile(r"\d{1,4}(?:st|nd|rd|th|q)?|[qh][1-4]")

_PREFIX = compiled(
    r"(?P<since>(?:ever )?since|after|post)"
    r"|(?P<until>until|till|up to|up until|up till|by|before|prior to|through|pre)"
    r"|(?P<from>from)|(?P<between>between)"
)
_AND_ITS_NOUN = {"since", "ever since", "until", "till"}
_HEDGE = compiled(
    r"about|around|at least|roughly|approximately|as early as|as late as|circa|some ?time (?:in|around)"
)
_JOINT = re.compile(rf"{SPACE}|-")
_THE = re.compile(rf"the{SPACE}", re.IGNORECASE)
_CONNECT = re.compile(
    rf"{SPACE}(?P<word>to|until|till|through|up to|and|into)(?!\w){SPACE}|\s?[–—-]\s?", re.IGNORECASE
)
_PRESENT = compiled(
    r"(?: (?:to|until|till|through) |\s?[–—-]\s?)(?:the )?(?:present(?: day)?|now|today|date)"
)
_ONWARDS = re.compile(rf"{SPACE}(?:onwards?|on|forward)(?=\s*(?:[.,;:)]|$|\s[a-z]))", re.IGNORECASE)
_LEADER = re.compile(r"(?<!\w)(from|between)\s+(?:about\s+|around\s+|the\s+)?$", re.IGNORECASE)
_THEN = compiled(
    r"(?:(?P<since>(?:ever )?since|after|from)|until|till|up to|before|by) "
    r"(?P<what>then|that (?:time|date|point|moment)|that)"
)
_THAT_ALONE = re.compile(
    r"\s*(?:[.,;:)]|$|\s(?:all|both|the|they|it|he|she|there|had|was|were|most|many|its|his)\b)"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found; a VAGUE one only keeps its parts from being read as times."""

    start: int
    end: int
    meaning: Meaning | Vague
    relation: Relation


def find_hits(text: str, published: date | None) -> Iterator[Hit]:
    """The phrases of `text`, in order, none overlapping another."""
    floor = unit = 0
    for at, kind in iter_triggers(text):
        if at < floor:
            continue
        for start in _starts(text, at, floor):
            hit = _phrase(text, start, published, RULES_BY_KIND[kind])
            if hit is not None and hit.end > at:
                floor = hit.end
                yield hit
                break
        else:
            # No later phrase begins before a trigger that failed, save over one unit ("the first weeks of
            # 2015") and over "that" ("until that May"); otherwise a table of figures would take very long.
            if kind is Kind.UNIT:
                floor, unit = max(floor, unit), at + 1
            elif kind is not Kind.THEN:
                floor = at + 1


def _starts(text: str, at: int, floor: int) -> Iterator[int]:
    """Where the phrase around the trigger at `at` may begin, the leftmost first."""
    low = max(floor, at - _WINDOW)
    begins = [at]
    for word in reversed(list(_WORD.finditer(text, low, at))):
        start, end = word.span()
        written = word[0].lower()
        if written not in names.LEADERS and not _NUMBERED.fullmatch(written):
            break
        if not _GAP.fullmatch(text, end, begins[-1]) or (
            start == low and start and text[start - 1].isalnum()
        ):
            break
        begins.append(start)
    return reversed(begins)


def _phrase(text: str, start: int, published: date | None, rules: Sequence[Rule]) -> Hit | None:
    hit = _then(text, start)
    prefix = None if hit else _PREFIX.match(text, start)
    joint = prefix and _JOINT.match(text, prefix.end())
    if prefix and joint:
        hit = _after_prefix(text, prefix, joint.end(), published, rules)
    return hit or _stretch(text, start, published, rules)


def _then(text: str, start: int) -> Hit | None:
    """`since then`, `until that time`, `before that, they had`."""
    then = _THEN.match(text, start)
    if then is None:
        return None
    is_that = then["what"].lower() == "that"
    if is_that and (then[0].lower().startswith("from") or not _THAT_ALONE.match(text, then.end())):
        return None
    return Hit(start, then.end(), Reference(), Relation.SINCE if then["since"] else Relation.UNTIL)


def _after_prefix(
    text: str, prefix: re.Match[str], at: int, published: date | None, rules: Sequence[Rule]
) -> Hit | None:
    """A phrase whose preposition sets the relation, and so belongs to it."""
    hedge = _HEDGE.match(text, at)
    space = hedge and _JOINT.match(text, hedge.end())
    at = space.end() if space else at
    hit = _stretch(text, at, published, rules)
    the = _THE.match(text, at)
    if hit is None and the and prefix[0].lower() in _AND_ITS_NOUN:
        # "since the 2011 uprising", but not "after the 2014 merger": there the year is only the merger's
        hit = _stretch(text, the.end(), published, rules)
    if hit is None or isinstance(hit.meaning, (Vague, Duration, Link)):
        return None
    start = prefix.start()
    if prefix["from"] or prefix["between"]:
        onwards = prefix["from"] and hit.relation is Relation.AT and _ONWARDS.match(text, hit.end)
        if onwards:
            return replace(hit, start=start, end=onwards.end(), relation=Relation.SINCE)
        is_stretch = hit.relation is Relation.BETWEEN or (prefix["from"] and hit.relation is Relation.SINCE)
        return replace(hit, start=start) if is_stretch else None
    if hit.relation is not Relation.AT:
        return None
    return replace(hit, start=start, relation=Relation.SINCE if prefix["since"] else Relation.UNTIL)


def _stretch(text: str, start: int, published: date | None, rules: Sequence[Rule]) -> Hit | None:
    """A point in time, or where the text goes on to another, the stretch between them."""
    left = _point(text, start, published, rules)
    if left is None or left.relation is not Relation.AT or not _is_end(left.meaning):
        return left
    present = _PRESENT.match(text, left.end)
    if present:
        return replace(left, end=present.end(), relation=Relation.SINCE)
    connect = _CONNECT.match(text, left.end)
    led = _LEADER.search(text, max(0, start - 20), start)
    leader = led[1].lower() if led else ""
    if connect is None or ((connect["word"] or "").lower() == "and") != (leader == "between"):
        return left
    right = _point(text, connect.end(), published, ALL_RULES)
    if right is None or right.relation is not Relation.AT or not _is_end(right.meaning):
        return left
    if isinstance(left.meaning, Vague) or isinstance(right.meaning, Vague):
        return left
    if not leader and not _is_alike(left.meaning, right.meaning):
        return left
    return Hit(start, right.end, Between(left=left.meaning, right=right.meaning), Relation.BETWEEN)


def _is_end(meaning: Meaning | Vague) -> bool:
    """Whether a stretch may begin or end there."""
    return not isinstance(meaning, (Vague, Duration, Link, Reference, Between))


def _is_alike(left: Meaning, right: Meaning) -> bool:
    """Whether two points may make a stretch with no "from" before: both days, both months or both years."""
    if isinstance(left, CalendarDate) and isinstance(right, CalendarDate):
        return _shape(left) == _shape(right)
    return type(left) is type(right) and not isinstance(left, Weekday)


def _shape(meaning: CalendarDate) -> tuple[bool, bool, bool]:
    return meaning.month is None, meaning.day is None, meaning.season is None


def _point(text: str, start: int, published: date | None, rules: Sequence[Rule]) -> Hit | None:
    """The longest phrase at `start` that one rule reads."""
    best: Hit | None = None
    for rule in rules:
        m = rule.pattern.match(text, start)
        if m is None or (best is not None and m.end() <= best.end):
            continue
        meaning = rule.build(m, published)
        if meaning is not None:
            best = Hit(start, m.end(), meaning, _relation_of(meaning))
    if best is None:
        return None
    upcoming = _upcoming(best.meaning)
    if upcoming is best.meaning or not is_upcoming(text, best.start, best.end):
        return best
    return replace(best, meaning=upcoming)


def _relation_of(meaning: Meaning | Vague) -> Relation:
    match meaning:
        case Duration():
            return Relation.DURATION
        case Link():
            return Relation.LINK
        case Between():
            return Relation.BETWEEN
        case CalendarDate() if meaning.last_day is not None:
            return Relation.BETWEEN
    return Relation.AT


def _upcoming(meaning: Meaning | Vague) -> Meaning | Vague:
    match meaning:
        case CalendarDate(year=None, which=Which.NEAREST) | Feast(year=None, which=Which.NEAREST):
            return replace(meaning, which=Which.UPCOMING)
        case HijriDate(year=None, hijri_year=None, which=Which.NEAREST):
            return replace(meaning, which=Which.UPCOMING)
        case Weekday(which=Which.NEAREST, week=None):
            return replace(meaning, which=Which.UPCOMING)
    return meaning
