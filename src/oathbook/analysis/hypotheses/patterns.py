"""Does a pattern mean a claim? Every field that the pattern gives must agree.

Invariant: a claim that denies what a pattern means is met, too, with the mark mirrored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from oathbook.analysis.hypotheses.values import Hypothesis, Mark, Members, Pattern, Question
from oathbook.model import Claim, Entry, Party, Polarity


def mark_of(hypothesis: Hypothesis, entry: Entry, members: Members) -> tuple[Mark, int] | None:
    """The mark of the first pattern that means the entry, with its number from 1; None where none does."""
    for number, pattern in enumerate(hypothesis.patterns, start=1):
        if means(pattern, entry, members):
            denied = pattern.polarity is None and entry.claim.polarity is Polarity.NEGATIVE
            return (pattern.mark.mirrored if denied else pattern.mark), number
    return None


def means(pattern: Pattern, entry: Entry, members: Members) -> bool:
    """Whether the pattern means the entry, or what the entry denies."""
    claim = entry.claim
    if pattern.kinds is not None and claim.kind not in pattern.kinds:
        return False
    if claim.realis not in pattern.realis or (pattern.scope is not None and claim.scope not in pattern.scope):
        return False
    if pattern.polarity is not None and claim.polarity is not pattern.polarity:
        return False
    if pattern.ended is not None and claim.ended is not pattern.ended:
        return False
    if pattern.dated is not None and (claim.when is not None) is not pattern.dated:
        return False
    sides = (
        (pattern.subject, claim.subject),
        (pattern.object, claim.object),
        (pattern.from_, claim.from_),
        (pattern.by, claim.by),
        (pattern.of, claim.of),
    )
    if any(names is not None and not _is_one_of(party, names, members) for names, party in sides):
        return False
    if pattern.actor is not None and not any(_is_one_of(p, pattern.actor, members) for _, p in sides):
        return False
    if pattern.not_object is not None and _is_one_of(claim.object, pattern.not_object, members):
        return False
    if pattern.not_subject is not None and _is_one_of(claim.subject, pattern.not_subject, members):
        return False
    return (
        _in_place(pattern.place, claim, members)
        and _has_words(pattern.words, claim)
        and _said_by(pattern.speaker, claim, members)
        and in_window(entry, pattern.since, pattern.until)
    )


def in_window(entry: Entry, since: date | None, until: date | None) -> bool:
    """Whether the entry's time touches the days from `since` to `until`; one without a time counts as published."""
    when = entry.claim.when
    first = entry.known if when is None else when.first
    last = entry.known if when is None else when.last
    return (since is None or last is None or last >= since) and (
        until is None or first is None or first <= until
    )


def names_in(question: Question) -> tuple[str, ...]:
    """Every name of a party in the question's patterns, each once."""
    found: list[str] = []
    for hypothesis in question.hypotheses:
        for p in hypothesis.patterns:
            for names in (p.actor, p.subject, p.object, p.from_, p.by, p.of, p.not_object, p.not_subject):
                found += names or ()
    return tuple(dict.fromkeys(found))


def _is_one_of(party: Party | None, names: Iterable[str], members: Members) -> bool:
    if party is None:
        return False
    known_as = {party.label.casefold(), party.written.casefold()}
    return any(known_as & members(name) for name in names)


def _in_place(places: tuple[str, ...] | None, claim: Claim, members: Members) -> bool:
    """A claim is in a place by its own `place`, or by a party that is one, as the goal of a move."""
    if places is None:
        return True
    if claim.place is not None and any(claim.place.casefold() == place.casefold() for place in places):
        return True
    return _is_one_of(claim.object, places, members)


def _has_words(words: tuple[str, ...] | None, claim: Claim) -> bool:
    if words is None:
        return True
    quote = claim.quote.casefold()
    # `return*` finds "returned" and "returning"
    patterns = (re.escape(w.casefold()).replace(r"\*", r"\w*") for w in words)
    return any(re.search(rf"\b{pattern}\b", quote) for pattern in patterns)


def _said_by(names: tuple[str, ...] | None, claim: Claim, members: Members) -> bool:
    if names is None:
        return True
    return any(speaker.casefold() in members(name) for speaker in claim.said_by for name in names)
