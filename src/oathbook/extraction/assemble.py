"""Hits -> claims: parties by role, quotes, qualifiers; then one claim for each kind, parties and event.

Invariant: what leaves here is grounded (the quote is cut out of the document by its own offsets) and no two
claims say the same thing of the same event by the same sort of speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from oathbook.extraction.attribution import Speakers, read_speakers
from oathbook.extraction.circumstances import find_deaths, find_place, find_reason, is_over
from oathbook.extraction.factuality import read_factuality
from oathbook.extraction.lexicon import hedges
from oathbook.extraction.match import Hit
from oathbook.extraction.parties import Filler, Reader
from oathbook.extraction.paths import OWN
from oathbook.extraction.predicates import preposition_objects
from oathbook.extraction.signatures import NOUN, ORG, PERSON, SIDES, SIGNATURES, STATE, Signature
from oathbook.extraction.timing import Timed, interval_for, time_of
from oathbook.extraction.words import nouns, plain
from oathbook.language.times import Need
from oathbook.language.tree import Tree
from oathbook.model import (
    SYMMETRIC_KINDS,
    ActorType,
    Certainty,
    Claim,
    Count,
    Kind,
    Party,
    Polarity,
    Realis,
    Scope,
)

_STATE_LIKE = frozenset({ActorType.STATE, ActorType.BODY})
_OF_THE_DEAD = frozenset({Kind.ATTACK, Kind.CLAIM_ATTACK, Kind.TOLL, Kind.RIVAL})
_OF_PEOPLE = frozenset({Kind.DEFECT, Kind.MOVE, Kind.RECRUIT, Kind.MEMBER})
_OF_FOLLOWERS = frozenset({Kind.BREAK, Kind.PLEDGE, Kind.SPLIT, Kind.DEFECT, Kind.MOVE})
_ABOUT_PLACES = frozenset({Kind.GAIN, Kind.LOSE, Kind.MOVE, Kind.CLAIM_ATTACK})
# Victims who say nothing of the target: the place says more.
_ANYBODY = frozenset("people persons others men women civilians lives anyone villagers residents".split())
_STANDING = frozenset({Kind.LEAD, Kind.MEMBER, Kind.AFFILIATE, Kind.RIVAL, Kind.ALLY})


def build_claims(
    reader: Reader,
    hit: Hit,
    times: Sequence[Timed],
    speakers: Speakers,
    document_text: str,
    extractor: str,
    heading: Timed | None = None,
) -> list[Claim]:
    """The claims that one hit makes; none where a required party is nobody."""
    if _is_generic(reader.tree, hit.trigger):
        return []
    signature = SIGNATURES[hit.frame.kind]
    sides = _fill_sides(reader, hit, signature)
    if sides is None:
        return []
    subjects, objects, others = sides
    tree = reader.tree
    aside = _is_aside(tree, hit)
    fact = read_factuality(tree, hit.trigger, aside=aside)
    near = [
        t
        for r in ("subject", "object")
        for alternative in hit.roles.get(r, ())[:1]
        for t in alternative
        if t >= 0
    ]
    timed = time_of(tree, hit.trigger, hit.frame.kind, times, hit.extra, heading)
    said_by = read_speakers(reader, hit.trigger, speakers, aside=aside)
    if fact.reported and "<reports>" not in said_by:
        said_by = ("<reports>", *said_by)
    claims = []
    subjects, objects = _apart(subjects, objects), _apart(objects, subjects)
    for s in subjects:
        for o in objects:
            if s is not None and o is not None and s.party.label == o.party.label:
                if hit.roles.get("subject") == ((hit.trigger,),):
                    continue  # "its branch", which the registry does not have
                if hit.frame.kind is Kind.SPLIT and s.scope in {Scope.FACTION, Scope.MEMBERS}:
                    s = None  # noqa: PLW2901 - "half of X broke away from the group": X divides
            pair = _settle(s, o)
            if pair is None:
                continue
            s_, o_ = pair
            if not _possible(hit.frame.kind, s_, o_, among_armed=reader.discourse.is_among_armed()):
                continue
            claim = _claim(reader, hit, s_, o_, others, fact, timed, said_by, near, document_text, extractor)
            if _allowed(claim, hit, s_):
                claims.append(claim)
    return claims


def _is_generic(tree: Tree, trigger: int) -> bool:
    """ "once ISIS accepts a pledge, that group becomes part of ISIS": how such things go, told of nobody."""
    for v in (trigger, *tree.ancestors(trigger)):
        clauses = (v, *tree.kids(v, "advcl"))
        if any(
            tree.words[k] in {"once", "whenever"} and tree.tags[c] in {"VBZ", "VBP"}
            for c in clauses
            for k in tree.kids(c, "mark", "advmod")
        ):
            return True
    return False


def _is_aside(tree: Tree, hit: Hit) -> bool:
    """Whether the claim stands in an apposition or title ("its leader, X"): the writer's own words, told in passing."""
    path = hit.frame.roles.get("subject")
    by_title = path is not None and ("self",) in path.alternatives
    head = tree.heads[hit.trigger]
    if tree.deps[hit.trigger] == "pobj" and tree.words[head] == "as":
        return False  # "named X as their leader" says it
    return (
        by_title
        and tree.deps[hit.trigger] not in {"attr", "oprd", "acomp", "ROOT"}
        and not tree.is_verb(hit.trigger)
    )


def _fill_sides(
    reader: Reader, hit: Hit, signature: Signature
) -> tuple[list[Filler | None], list[Filler | None], dict[str, Filler]] | None:
    frame = hit.frame
    found: dict[str, list[Filler | None]] = {}
    for role, wanted in (("subject", signature.subject), ("object", signature.object)):
        want = frozenset(_TYPES[t] for t in frame.types[role]) if role in frame.types else wanted
        if (role not in frame.roles and role not in hit.roles) or not want:
            found[role] = [None]
            continue
        fillers: list[Filler | None] = []
        for tokens in hit.roles.get(role, ()):
            if tokens == (OWN,):
                fillers = list(
                    reader.own_organisation([f for f in found.get("subject", []) if f is not None])
                )
            else:
                fillers = list(reader.read(tokens, want, principal=role in signature.principal))
            if fillers:
                break
        if not fillers:
            if role not in frame.roles or not frame.roles[role].optional:
                return None
            fillers = [None]
        found[role] = fillers
    others: dict[str, Filler] = {}
    for role, allowed in SIDES.items():
        if role in hit.roles:
            want = frozenset(_TYPES[t] for t in frame.types[role]) if role in frame.types else allowed
            fillers_ = [
                f for tokens in hit.roles[role] for f in reader.read(tokens, want, principal=role == "of")
            ]
            if fillers_:
                others[role] = fillers_[0]
            elif role in frame.roles and not frame.roles[role].optional:
                return None
    return found["subject"], found["object"], others


_TYPES: dict[str, object] = {
    "organisation": ActorType.ORGANISATION,
    "person": ActorType.PERSON,
    "state": ActorType.STATE,
    "body": ActorType.BODY,
    "outlet": ActorType.OUTLET,
    "place": ActorType.PLACE,
    "noun": NOUN,
}


def _apart(side: list[Filler | None], other: list[Filler | None]) -> list[Filler | None]:
    """Anaphors of one side read as nobody who stands by name on the other: "A, B and C have sworn loyalty to it"."""
    named = {f.party.label for f in other if f is not None and not f.anaphor}
    read = []
    for f in side:
        if f is not None and f.anaphor and f.party.label in named:
            free = [q for q in f.others if q.label not in named]
            if free:
                f = replace(f, party=free[0], others=tuple(free[1:]), sure=f.sure * 0.8)  # noqa: PLW2901
        read.append(f)
    return read


def _settle(s: Filler | None, o: Filler | None) -> tuple[Filler | None, Filler | None] | None:
    """Two different parties: an anaphor that hit the other side falls back to its next reading."""
    if s is None or o is None:
        return None if s is o else (s, o)
    if s.party.label != o.party.label:
        return s, o
    if s.anaphor and o.anaphor and (s.start, s.end) == (o.start, o.end):
        return None  # one anaphor cannot be both sides
    for a, b, first in ((s, o, True), (o, s, False)):
        for other in a.others:
            if other.label != b.party.label:
                changed = replace(a, party=other, sure=a.sure * 0.8)
                return (changed, b) if first else (b, changed)
    return None


def _possible(kind: Kind, s: Filler | None, o: Filler | None, *, among_armed: bool) -> bool:
    """What the vocabulary rules out: states among themselves, officials of states, claims about nobody armed."""
    types = {f.party.type for f in (s, o) if f is not None}
    if (
        kind is not Kind.DESIGNATE
        and types
        and types <= _STATE_LIKE | {ActorType.PLACE, None}
        and not (kind in {Kind.MOVE, Kind.DEFECT} and s is not None and s.party.type is None)
        and not (kind is Kind.GAIN and o is not None and o.party.type is ActorType.PLACE and among_armed)
    ):
        return False
    if kind is Kind.AFFILIATE and s is not None and s.scope is Scope.MEMBERS:
        return False
    if kind in {Kind.ATTACK, Kind.CLAIM_ATTACK} and _last_word(o) in nouns("event"):
        return False
    if kind in {Kind.PLEDGE, Kind.REJECT} and s is not None and s.party.type is None:
        return _last_word(s) in nouns("group")
    return True


_COALITION = re.compile(
    r"\b(?:Alliance|Coalition|Coordination|Confederation|Federation|Umbrella|Bloc|Axis|Operations Room)\b"
)


def _is_coalition(reader: Reader, party: Party) -> bool:
    actor = reader.registry.actors.get(party.actor or "")
    return bool(_COALITION.search(actor.name if actor is not None else party.written))


def _last_word(f: Filler | None) -> str:
    """The head of a party that is only a noun, lower-cased; empty for anybody with a name."""
    return "" if f is None or f.party.type is not None else f.party.written.lower().split()[-1]


def _allowed(claim: Claim, hit: Hit, s: Filler | None) -> bool:
    frame = hit.frame
    if frame.only_scope is not None:
        # of members who pledge the claim says "faction"; the frame asks how they are written
        written = claim.scope if s is None or s.party.type is ActorType.PERSON else s.scope
        if written.value not in frame.only_scope:
            return False
    if frame.needs_count and claim.count is None:
        return False
    if frame.armed_subject and s is not None and s.party.type is None:
        return _last_word(s) in nouns("armed_people")
    return True


def _claim(
    reader: Reader, hit: Hit, s: Filler | None, o: Filler | None, others: dict[str, Filler], fact: object,
    timed: Timed | None, said_by: tuple[str, ...], near: list[int], document_text: str, extractor: str,
) -> Claim:  # fmt: skip
    from oathbook.extraction.factuality import Factuality

    assert isinstance(fact, Factuality)  # noqa: S101  (narrowing for the type checker)
    frame, tree = hit.frame, reader.tree
    fixed = frame.fixed
    start, end = _quote_span(reader, hit, s, o)
    kind = _kind(reader, hit, s, o)
    polarity = fact.polarity
    if fixed.get("polarity") == "-":
        polarity = Polarity.NEGATIVE if polarity is Polarity.POSITIVE else Polarity.POSITIVE
    elif fixed.get("polarity") == "+":
        polarity = Polarity.POSITIVE
    scope = _scope(kind, fixed.get("scope"), s)
    if kind in _ABOUT_PLACES and o is not None and o.party.type is ActorType.STATE:
        o = replace(
            o, party=Party(written=o.party.written, type=ActorType.PLACE)
        )  # the land, not the government
    count = _count(reader, hit, s, o, start, end)
    when = interval_for(timed, kind) if timed is not None else None
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
        and from_.party.type is ActorType.ORGANISATION
    ):
        s = replace(s, party=from_.party)  # unnamed fighters of a named side
    place = find_place(
        reader, hit.trigger, hit.extra, {f.party.label for f in (s, o, *others.values()) if f is not None}
    )
    if kind is Kind.ATTACK and o is not None and place is not None and _last_word(o) in _ANYBODY:
        o, place = replace(o, party=Party(written=place, type=ActorType.PLACE)), None
    role = hit.literals.get("role") or fixed.get("role")
    if role is None and "role" in frame.roles and hit.roles.get("role"):
        role = _role_words(reader, hit.roles["role"][0][0])
    sure = frame.trust * (s.sure if s else 1.0) * (o.sure if o else 1.0)
    realis = Realis(fixed["realis"]) if "realis" in fixed else fact.realis
    if kind is Kind.REPLACE and "of" not in others:
        own = reader.own_organisation([f for f in (o, s) if f is not None])
        others |= {"of": own[0]} if own else {}
    if realis is Realis.PROSPECTIVE and fact.demanded_by and not said_by:
        said_by = _demander(reader, fact.demanded_by[0])
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
        ended=bool(fixed.get("ended")) or (kind in _STANDING and is_over(tree, hit.trigger, near)),
        polarity=polarity,
        certainty=Certainty(fixed["certainty"]) if "certainty" in fixed else fact.certainty,
        realis=realis,
        said_by=said_by,
        quote=document_text[start:end],
        start=start,
        end=end,
        reading=round(max(0.05, min(0.99, sure)), 3),
        frame=frame.id,
        extractor=extractor,
    )


def _kind(reader: Reader, hit: Hit, s: Filler | None, o: Filler | None) -> Kind:
    """The frame's kind, unless who its parties are makes another of it."""
    kind, tree = hit.frame.kind, reader.tree
    if kind is Kind.LEAD and any(tree.words[k] in {"a", "an"} for k in tree.kids(hit.trigger, "det")):
        return Kind.MEMBER  # "a leader of X" is one among several
    if kind is Kind.LEAD and o is not None and o.scope in {Scope.FACTION, Scope.MEMBERS}:
        return Kind.MEMBER  # the head of a part does not head the whole
    joins = kind is Kind.MERGE or hit.frame.id.startswith("pledge.join")
    if joins and s is not None and s.party.type is ActorType.ORGANISATION and o is not None:
        return Kind.ALLY if _is_coalition(reader, o.party) else kind  # neither submission nor fusion
    return kind


_ACTS_OF_THE_GROUP = frozenset(
    {Kind.ATTACK, Kind.GAIN, Kind.LOSE, Kind.CLAIM_ATTACK, Kind.RIVAL, Kind.RECRUIT}
)
_ACTS_OF_A_PART = frozenset({Kind.PLEDGE, Kind.BREAK, Kind.SPLIT})


def _scope(kind: Kind, fixed: str | None, s: Filler | None) -> Scope:
    """How much of the subject the claim is about."""
    if s is None:
        return Scope.FACTION if kind is Kind.SPLIT else Scope(fixed or Scope.GROUP)
    if s.party.type is ActorType.PERSON:
        return Scope.PERSON
    scope = Scope(fixed) if fixed is not None else s.scope
    if scope is Scope.MEMBERS and kind in _ACTS_OF_THE_GROUP:
        return Scope.GROUP  # what its fighters do in the field is the group's act
    if scope is Scope.MEMBERS and kind in _ACTS_OF_A_PART and s.party.type is not None:
        return Scope.FACTION
    if kind in {Kind.DEFECT, Kind.MOVE} and s.party.type is None:
        return Scope.MEMBERS
    return scope


def _demander(reader: Reader, verb: int) -> tuple[str, ...]:
    """Rule 19: who urges, vows or demands is the nearest speaker, unless he speaks of himself by "wants"."""
    from oathbook.extraction import predicates as p
    from oathbook.extraction.attribution import label_speaker

    word = reader.tree.words[verb]
    if not word.startswith(
        (
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
    ):
        return ()
    labels = [x for a in p.agents(reader.tree, verb) for x in label_speaker(reader, a)]
    return tuple(dict.fromkeys(labels))[:1]


_FAR = 60  # characters: a party that stands further off is known from the context and not quoted


def _telling_words(tree: Tree, trigger: int) -> list[int]:
    """Negations and words of doubt near the trigger: without them a quote would say more than its claim."""
    verbs = [trigger, *list(tree.ancestors(trigger))[:2]]
    at = tree.starts[trigger]
    negations = [k for v in verbs for k in tree.kids(v, "neg") if at - _FAR <= tree.starts[k] < at]
    doubts = [
        k
        for k in tree.subtree(trigger)
        if tree.words[k] in hedges("possible") and at < tree.starts[k] <= at + _FAR
    ]
    return negations + doubts


def _quote_span(reader: Reader, hit: Hit, s: Filler | None, o: Filler | None) -> tuple[int, int]:
    """From the first to the last word that bears the claim, inside the sentence."""
    tree = reader.tree
    tokens = [hit.trigger, *hit.extra]
    tokens += _telling_words(tree, hit.trigger)
    start, end = min(tree.starts[t] for t in tokens), max(tree.ends[t] for t in tokens)
    sides = [
        (f.start, f.end) for f in (s, o) if f is not None and f.start >= tree.start and f.end <= tree.end
    ]
    for a, b in sorted(sides, key=lambda side: abs(side[0] - start)):
        if a - end <= _FAR * 4 and start - b <= _FAR:
            start, end = min(start, a), max(end, b)
    while end > start and reader.text[end - 1] in " \n,;":
        end -= 1
    return start, end


def _count(
    reader: Reader, hit: Hit, s: Filler | None, o: Filler | None, start: int, end: int
) -> Count | None:
    tree, kind = reader.tree, hit.frame.kind
    if kind in _OF_THE_DEAD:
        first = max(tree.start, start - 80)
        dead = find_deaths(reader.text[first : min(tree.end, end + 90)], at=tree.starts[hit.trigger] - first)
        if dead is None and kind in {Kind.ATTACK, Kind.CLAIM_ATTACK} and o is not None:
            return o.count
        return dead
    if kind in _OF_PEOPLE:
        side = o if kind is Kind.RECRUIT else s
        if side is not None and side.count is not None:
            return side.count
        if tree.words[hit.trigger] in nouns("fighter"):
            return reader.count_at(hit.trigger)
    if kind in _OF_FOLLOWERS:
        for t in preposition_objects(tree, hit.trigger, frozenset({"with", "along with", "together with"})):
            if tree.words[t] in nouns("fighter"):
                return reader.count_at(t)
    return None


def _role_words(reader: Reader, i: int) -> str:
    """The post as written, without its owner and its "former"."""
    tree = reader.tree
    first = i
    for k in sorted(tree.kids(i, "amod", "compound"), reverse=True):
        if (
            k != first - 1
            or tree.words[k - 1] == "-"
            or tree.names[k] is not None
            or tree.words[k] in plain("former")
            or tree.tags[k] in {"JJS", "NNP", "NNPS"}
        ):
            break
        if reader.registry.demonyms.get(reader.text[tree.starts[k] : tree.ends[k]]):
            break
        first = k
    return reader.text[tree.starts[first] : tree.ends[i]].lower()


def merge_claims(claims: Sequence[Claim]) -> list[Claim]:
    """One claim a kind, parties and event: a repetition completes the first, it does not stand beside it."""
    kept: list[Claim] = []
    for claim in claims:
        for i, other in enumerate(kept):
            if _same(other, claim):
                kept[i] = _complete(other, claim)
                break
        else:
            kept.append(claim)
    return _drop_unarmed(_drop_shadows(kept))


def _drop_unarmed(claims: list[Claim]) -> list[Claim]:
    """A death or a succession counts where somebody in it belongs to an armed organisation; a death also where
    the killer is named."""
    fates = {Kind.DIE, Kind.REPLACE}
    armed = {c.subject.label for c in claims if c.kind not in fates and c.subject is not None}

    def counts(c: Claim) -> bool:
        known = any(
            q is not None and (q.actor is not None or q.label in armed) for q in (c.subject, c.object)
        )
        return known or c.kind not in fates or (c.kind is Kind.DIE and c.by is not None)

    return [c for c in claims if counts(c)]


def _sides(c: Claim) -> tuple[str, str]:
    pair = ("" if c.subject is None else c.subject.label, "" if c.object is None else c.object.label)
    return (min(pair), max(pair)) if c.kind in SYMMETRIC_KINDS else pair


def _same_parties(a: Claim, b: Claim) -> bool:
    if _sides(a) == _sides(b):
        return True
    # "X was founded in 1991 ... its founder, Y": one founding
    return a.kind is Kind.FORM and (a.subject is None or b.subject is None) and a.object == b.object


def _same(a: Claim, b: Claim) -> bool:
    if a.kind is not b.kind or not _same_parties(a, b) or a.polarity is not b.polarity:
        return False
    if a.realis is not b.realis and a.kind not in _STANDING:
        return False
    if a.scope is not b.scope and a.kind in {Kind.PLEDGE, Kind.BREAK, Kind.SPLIT}:
        return False  # what a part did and what the whole did
    if a.kind is Kind.DIE and a.role != b.role and a.said_by != b.said_by:
        return False  # two accounts of one end
    if a.ended is not b.ended and a.kind in {Kind.AFFILIATE, Kind.ALLY, Kind.RIVAL}:
        return False
    if b.reason is not None and a.reason != b.reason and (a.kind is Kind.RIVAL or a.said_by != b.said_by):
        return False  # a condemnation for a reason of its own, or another speaker's account of the motive
    if a.kind is Kind.RIVAL and (b.count or b.when) is not None and (a.count or a.when) is None:
        return False  # a clash with its own time or toll beside a standing enmity
    if a.when is not None and b.when is not None and not a.when.overlaps(b.when):
        return False
    if a.count is not None and b.count is not None and a.count != b.count:
        return False
    if a.kind in {Kind.ATTACK, Kind.MOVE} and (a.when is None) != (b.when is None):
        return True
    return True


def _complete(a: Claim, b: Claim) -> Claim:
    """The first claim with what the later one adds: a time, a count, a reason."""
    return replace(
        a,
        subject=a.subject if a.subject is not None else b.subject,
        scope=a.scope if a.subject is not None or b.subject is None else b.scope,
        when=a.when if a.when is not None else b.when,
        needs_anchor=a.needs_anchor and b.needs_anchor,
        count=a.count if a.count is not None else b.count,
        reason=a.reason if a.reason is not None else b.reason,
        place=a.place if a.place is not None else b.place,
        role=a.role if a.role is not None else b.role,
        by=a.by if a.by is not None else b.by,
        of=a.of if a.of is not None else b.of,
        ended=a.ended or b.ended,
        reading=max(a.reading, b.reading),
    )


def _drop_shadows(claims: list[Claim]) -> list[Claim]:
    """A weaker claim read from the same words as a stronger one goes: member beside lead, affiliate beside split."""
    stronger = {
        Kind.MEMBER: {Kind.LEAD},
        Kind.AFFILIATE: {Kind.SPLIT},
        Kind.ALLY: {Kind.MERGE},
        Kind.BREAK: {Kind.SPLIT, Kind.DEFECT},
    }
    kept = []
    for c in claims:
        rivals = stronger.get(c.kind, set())
        # "refused to pledge" is a refusal, not a pledge that was not made
        unmade = c.kind is Kind.PLEDGE and c.polarity is Polarity.NEGATIVE
        if unmade and any(o.kind is Kind.REJECT and o.start < c.end and c.start < o.end for o in claims):
            continue
        if (
            c.object is None
            and c.kind in {Kind.DEFECT, Kind.RECRUIT, Kind.MOVE}
            and any(
                o.kind is c.kind
                and o.object is not None
                and o.subject == c.subject
                and abs(o.start - c.start) < 200
                for o in claims
            )
        ):
            continue
        shadowed = any(
            o.kind in rivals
            and _sides(o) == _sides(c)
            and o.start < c.end
            and c.start < o.end
            and o.polarity is c.polarity
            for o in claims
        )
        if not shadowed:
            kept.append(c)
    return kept


__all__ = ["ORG", "PERSON", "STATE", "Party", "build_claims", "merge_claims"]
