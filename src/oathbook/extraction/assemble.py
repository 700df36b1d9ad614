"""Hits -> claims: parties by role, then the quote and every qualifier.

Invariant: what leaves here is grounded: the quote is cut out of the document by its own offsets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from oathbook.extraction import predicates as p
from oathbook.extraction.attribution import Speakers, label_speaker, read_speakers
from oathbook.extraction.circumstances import find_place, find_reason, is_over
from oathbook.extraction.confidence import Signs, read_signs
from oathbook.extraction.details import count_of, role_words
from oathbook.extraction.factuality import Factuality, read_factuality
from oathbook.extraction.fitness import is_allowed, is_generic, is_possible, last_word
from oathbook.extraction.kinds import kind_of, scope_of
from oathbook.extraction.match import Hit
from oathbook.extraction.merging import STANDING
from oathbook.extraction.parties import Filler, Reader
from oathbook.extraction.quoting import quote_span
from oathbook.extraction.sides import as_known, fill_sides, is_known, keep_apart, settle
from oathbook.extraction.signatures import SIGNATURES
from oathbook.extraction.ties import organisations_told
from oathbook.extraction.timing import Timed, interval_for, time_of
from oathbook.extraction.words import nouns
from oathbook.language.times import Need
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Certainty, Claim, Interval, Kind, Party, Polarity, Realis, Scope

_ABOUT_PLACES = frozenset({Kind.GAIN, Kind.LOSE, Kind.MOVE, Kind.CLAIM_ATTACK})
# Victims who say nothing of the target: the place says more.
_ANYBODY = frozenset("people persons others men women civilians lives anyone villagers residents".split())


def build_claims(
    reader: Reader,
    hit: Hit,
    times: Sequence[Timed],
    speakers: Speakers,
    document_text: str,
    extractor: str,
    heading: Timed | None = None,
) -> list[tuple[Claim, Signs]]:
    """The claims that one hit makes, each with the signs of its reading; none where a required party is nobody."""
    if is_generic(reader.tree, hit.trigger):
        return []
    if hit.frame.id == "member.head-of-part" and _heads_a_whole(reader, hit.trigger):
        return []
    signature = SIGNATURES[hit.frame.kind]
    sides = fill_sides(reader, hit, signature)
    if sides is None:
        return []
    subjects, objects, others = sides
    tree = reader.tree
    aside = _is_aside(tree, hit)
    fact = read_factuality(tree, hit.seat, aside=aside)
    near = [
        t
        for r in ("subject", "object")
        for alternative in hit.roles.get(r, ())[:1]
        for t in alternative
        if t >= 0
    ]
    timed = None
    if not hit.frame.untimed:
        timed = time_of(tree, hit.trigger, hit.frame.kind, times, hit.extra, heading)
    said_by = read_speakers(reader, hit.trigger, speakers, aside=aside)
    if fact.reported and "<reports>" not in said_by:
        said_by = ("<reports>", *said_by)
    claims: list[tuple[Claim, Signs]] = []
    subjects, objects = keep_apart(subjects, objects), keep_apart(objects, subjects)
    if hit.frame.id == "split.verb-self" and len(objects) > 1:
        return []  # "A and B split": one from the other, and neither in itself
    if hit.frame.kind is Kind.RENAME and len(subjects) > 1:
        hit = replace(hit, frame=replace(hit.frame, kind=Kind.MERGE))  # "A and B became C"
    objects = _without_leaders(reader, objects)
    in_turn = "respectively" in tree.words and len(subjects) == len(objects) > 1
    for number, s in enumerate(subjects):
        for o in objects[number : number + 1] if in_turn else objects:
            if s is not None and o is not None and s.party.label == o.party.label:
                if hit.roles.get("subject") == ((hit.trigger,),):
                    continue  # "its branch", which the registry does not have
                if hit.frame.kind is Kind.SPLIT and s.scope in {Scope.FACTION, Scope.MEMBERS}:
                    s = None  # noqa: PLW2901 - "half of X broke away from the group": X divides
            pair = settle(s, o)
            if pair is None:
                continue
            s_, o_ = pair
            if hit.frame.kind in {Kind.LEAD, Kind.MEMBER}:
                o_ = as_known(reader, s_, o_)
                if hit.frame.id.endswith(".known-title"):
                    if reader.owners(hit.trigger) or not is_known(reader, s_, o_):
                        continue
            if hit.frame.kind is Kind.MERGE and any(
                c.subject == (o_ and o_.party) and c.object == (s_ and s_.party) for c, _ in claims
            ):
                continue  # "a merger between A and B" is one
            if not is_possible(hit.frame.kind, s_, o_, among_armed=reader.discourse.is_among_armed()):
                continue
            claim = _claim(reader, hit, s_, o_, others, fact, timed, said_by, near, document_text, extractor)
            if _is_since_founding(claim, reader):
                continue
            if is_allowed(claim, hit, s_, tree) and not _is_own_adjective(claim, s_, o_):
                claims.append((claim, read_signs(hit.frame, claim.kind, tree, hit.trigger, (s_, o_))))
    return claims


def _without_leaders(reader: Reader, side: Sequence[Filler | None]) -> list[Filler | None]:
    """ "Aligned itself with X and its leader Y": with X."""
    groups = {f.party.actor for f in side if f is not None and f.party.type is ActorType.ORGANISATION}
    return [
        f
        for f in side
        if f is None
        or f.party.type is not ActorType.PERSON
        or not groups & {*reader.registry.leads.get(f.party.actor or "", ())}
    ]


_YEAR, _YEAR_NEAR = re.compile(r"\b(?:19|20)\d\d\b"), 25
_SINCE = re.compile(r"(?:since|at|from|after|before) (?:its|their) (?:very )?\w*$", re.IGNORECASE)


def _is_since_founding(claim: Claim, reader: Reader) -> bool:
    """ "Since its inception": that it was founded is no news without the day or the founder."""
    if claim.kind is not Kind.FORM or claim.subject is not None or claim.when is not None:
        return False
    if _YEAR.search(reader.text, claim.start, claim.end + _YEAR_NEAR):
        return False  # dated, though the date was not read
    upto = reader.text[reader.tree.start : claim.end]
    return any(_SINCE.search(upto[: len(upto) - k]) for k in (0, 1)) or claim.frame == "form.since-founding"


_ORG: frozenset[object] = frozenset({ActorType.ORGANISATION})
_WHOLES = frozenset("group organisation organization network movement outfit militia insurgency".split())


def _heads_a_whole(reader: Reader, i: int) -> bool:
    """ "The leader of the X organisation", "of the Iraqi branch of X", which is an actor of its own: he leads it."""
    for o in p.preposition_objects(reader.tree, i, {"of"}):
        if reader.tree.words[o] in _WHOLES:
            return True
        if reader.name(o) is None and reader.tree.words[o] in nouns("branch"):
            owners = {f.party.label for t in reader.owners(o) for f in reader.one(t, _ORG, principal=True)}
            if any(f.party.actor and f.party.label not in owners for f in reader.one(o, _ORG)):
                return True
    return False


def _is_aside(tree: Tree, hit: Hit) -> bool:
    """Whether the claim stands in an apposition or title ("its leader, X"): the writer's own words, told in passing."""
    path = hit.frame.roles.get("subject")
    of_office = hit.frame.patterns and hit.frame.kind in {Kind.LEAD, Kind.MEMBER}
    by_title = of_office or (path is not None and ("self",) in path.alternatives)
    head = tree.heads[hit.trigger]
    if tree.deps[hit.trigger] == "pobj" and tree.words[head] == "as":
        return False  # "named X as their leader" says it
    return (
        by_title
        and tree.deps[hit.trigger] not in {"attr", "oprd", "acomp", "ROOT"}
        and not tree.is_verb(hit.trigger)
    )


def _is_own_adjective(claim: Claim, s: Filler | None, o: Filler | None) -> bool:
    """ "a commander loyal to X" was read as X, whom he is then said to be loyal to."""
    if claim.kind is not Kind.AFFILIATE or s is None or o is None:
        return False
    return s.start < o.end and o.start < s.end and s.party.type is ActorType.PERSON


def _claim(
    reader: Reader, hit: Hit, s: Filler | None, o: Filler | None, others: dict[str, Filler], fact: Factuality,
    timed: Timed | None, said_by: tuple[str, ...], near: list[int], document_text: str, extractor: str,
) -> Claim:  # fmt: skip

    assert isinstance(fact, Factuality)  # noqa: S101  (narrowing for the type checker)
    frame, tree = hit.frame, reader.tree
    fixed = frame.fixed
    start, end = quote_span(reader, hit, s, o)
    kind = kind_of(reader, hit, s, o)
    polarity = fact.polarity
    if fixed.get("polarity") == "-":
        polarity = Polarity.NEGATIVE if polarity is Polarity.POSITIVE else Polarity.POSITIVE
    elif fixed.get("polarity") == "+":
        polarity = Polarity.POSITIVE
    scope = scope_of(kind, fixed.get("scope"), s)
    if kind in _ABOUT_PLACES and o is not None and o.party.type is ActorType.STATE:
        o = replace(
            o, party=Party(written=o.party.written, type=ActorType.PLACE)
        )  # the land, not the government
    count = count_of(reader, hit, s, o, start, end)
    when = interval_for(timed, kind) if timed is not None else None
    if kind is Kind.CLAIM_ATTACK and o is not None:
        when = _time_of_attack(reader, o) or when
    needs = timed is not None and when is None and timed.expression.needs is not Need.NONE
    from_ = others.get("from")
    if (
        kind is Kind.DEFECT
        and from_ is None
        and s is not None
        and s.party.type is ActorType.ORGANISATION
        and scope is Scope.MEMBERS
    ):
        from_ = s
    if (
        kind is Kind.DEFECT
        and s is not None
        and s.party.type is None
        and from_ is not None
        and from_.party.type in {ActorType.ORGANISATION, ActorType.STATE}
    ):
        s = replace(s, party=from_.party)  # unnamed fighters of a named side
    if kind is Kind.DEFECT and from_ is None and s is not None and o is not None:
        from_ = _side_left(reader, s, o)
    place = find_place(
        reader, hit.trigger, hit.extra, {f.party.label for f in (s, o, *others.values()) if f is not None}
    )
    if kind is Kind.ATTACK and o is not None and place is not None and last_word(o) in _ANYBODY:
        o, place = replace(o, party=Party(written=place, type=ActorType.PLACE)), None
    role = hit.literals.get("role") or fixed.get("role")
    if role is None and "role" in frame.roles and hit.roles.get("role"):
        role = role_words(reader, hit.roles["role"][0][0])
    realis = Realis(fixed["realis"]) if "realis" in fixed else fact.realis
    if kind is Kind.REPLACE and "of" not in others:
        own = reader.own_organisation([f for f in (o, s) if f is not None])
        others |= {"of": own[0]} if own else {}
    if realis is Realis.PROSPECTIVE and fact.demanded_by and not said_by:
        said_by = _demander(reader, fact.demanded_by[0])
    if kind is Kind.RIVAL and s is not None and said_by[:1] == (s.party.label,):
        said_by = said_by[1:]  # who condemns somebody does it by saying so
    return Claim(
        kind=kind,
        subject=s.party if s else None,
        object=o.party if o else None,
        scope=scope,
        from_=from_.party if from_ else None,
        by=others["by"].party if "by" in others else None,
        of=others["of"].party if "of" in others else None,
        place=None if kind in {Kind.GAIN, Kind.LOSE, Kind.MOVE} else place,
        count=count,
        role=role,
        reason=find_reason(reader, hit.trigger),
        when=when,
        needs_anchor=needs,
        ended=bool(fixed.get("ended")) or (kind in STANDING and is_over(tree, hit.trigger, near)),
        polarity=polarity,
        certainty=Certainty(fixed["certainty"]) if "certainty" in fixed else fact.certainty,
        realis=realis,
        said_by=said_by,
        quote=document_text[start:end],
        start=start,
        end=end,
        frame=frame.id,
        extractor=extractor,
    )


def _time_of_attack(reader: Reader, target: Filler) -> Interval | None:
    """When the attack was of which the text has told: the time of claiming it is another."""
    if not target.anaphor:
        return None
    told = [c for c in reader.claims if c.kind is Kind.ATTACK and c.object is not None]
    return told[-1].when if told else None


_JUST_SAID = 300  # characters


def _side_left(reader: Reader, s: Filler, o: Filler) -> Filler | None:
    """The organisation in which the text has just said that a defector was."""
    recent = [c for c in reader.claims if c.start >= reader.tree.start - _JUST_SAID and not c.ended]
    for q in organisations_told(recent, s.party.label):
        if q.label != o.party.label:
            return Filler(party=q, start=s.start, end=s.end, anaphor=True)
    return None


_DEMANDS = (
    "urg",
    "vow",
    "demand",
    "call",
    "ask",
    "order",
    "want",
    "promis",
    "threat",
    "propos",
    "invit",
    "pledg",
)


def _demander(reader: Reader, verb: int) -> tuple[str, ...]:
    """Rule 19: who urges, vows or demands is the nearest speaker, unless he speaks of himself by "wants"."""

    word = reader.tree.words[verb]
    if not word.startswith(_DEMANDS):
        return ()
    labels = [x for a in p.agents(reader.tree, verb) for x in label_speaker(reader, a)]
    return tuple(dict.fromkeys(labels))[:1]
