"""How is a claim said in words? One clause per kind, with what makes it less than a plain fact in front.

Invariant: what is denied, hedged, over or only in prospect never reads like a fact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from oathbook.model import Certainty, Claim, Count, Entry, Kind, Party, Polarity, Realis, Scope

UNNAMED = "somebody"
QUOTE_CHARACTERS = 140  # what a reader takes in at a glance; `claims --json` and `why --json` give the whole

NameOf = Callable[[str], str]

# What the subject did, with an object and without: [past/base] for acts, [present/base/past] for states.
_FORMS: Mapping[Kind, tuple[str, str]] = {
    Kind.PLEDGE: ("[pledged/pledge] allegiance to {o}", "[pledged/pledge] allegiance"),
    Kind.ACCEPT: ("[accepted/accept] {o}", "[accepted/accept] a pledge"),
    Kind.REJECT: ("[rejected/reject] {o}", "[rejected/reject] an approach"),
    Kind.BREAK: ("[broke/break] with {o}", "[broke/break] away"),
    Kind.DISAVOW: ("[disavowed/disavow] {o}", "[disavowed/disavow] a tie"),
    Kind.AFFILIATE: ("[is/be/was] an affiliate of {o}", "[is/be/was] an affiliate"),
    Kind.ALLY: ("[is/be/was] allied with {o}", "[is/be/was] an ally"),
    Kind.RIVAL: ("[is/be/was] a rival of {o}", "[is/be/was] a rival"),
    Kind.SPLIT: ("[split/split] from {o}", "[split/split]"),
    Kind.MERGE: ("[merged/merge] with {o}", "[merged/merge]"),
    Kind.RENAME: ("[took/take] the name {o}", "[took/take] another name"),
    Kind.FORM: ("[founded/found] {o}", "[was/be] formed"),
    Kind.DISSOLVE: ("[dissolved/dissolve]", "[dissolved/dissolve]"),
    Kind.DEFECT: ("[went/go] over to {o}", "[changed/change] sides"),
    Kind.RECRUIT: ("[recruited/recruit] {o}", "[recruited/recruit]"),
    Kind.LEAD: ("[leads/lead/led] {o}", "[leads/lead/led]"),
    Kind.REPLACE: ("[replaced/replace] {o}", "[took/take] over"),
    Kind.MEMBER: ("[belongs/belong/belonged] to {o}", "[is/be/was] a member"),
    Kind.DIE: ("[was/be] killed or captured, or died", "[was/be] killed or captured, or died"),
    Kind.ATTACK: ("[attacked/attack] {o}", "[attacked/attack]"),
    Kind.CLAIM_ATTACK: ("[claimed/claim] the {o} attack", "[claimed/claim] an attack"),
    Kind.GAIN: ("[gained/gain] {o}", "[gained/gain] ground"),
    Kind.LOSE: ("[lost/lose] {o}", "[lost/lose] ground"),
    Kind.MOVE: ("[moved/move] to {o}", "[moved/move]"),
    Kind.TOLL: ("[caused/cause] {n}", "[caused/cause] {n}"),
    Kind.DESIGNATE: ("[listed/list] {o} as terrorist", "[listed/list] a group as terrorist"),
}
# Where nobody is named who did it, what happened to the object.
_HAPPENED: Mapping[Kind, str] = {
    Kind.SPLIT: "[split/split]",
    Kind.FORM: "[was/be] formed",
    Kind.REPLACE: "[was/be] replaced",
    Kind.MERGE: "[came/come] out of a merger",
    Kind.ATTACK: "[was/be] attacked",
    Kind.LOSE: "[was/be] lost",
    Kind.GAIN: "[was/be] gained",
    Kind.DESIGNATE: "[was/be] listed as terrorist",
}
_FALLEN = {"killed": "[was/be] killed", "died": "[died/die]", "captured": "[was/be] captured"}
# Silence about a thing that may still come: "has not accepted" and not "did not accept".
_PENDING = frozenset({Kind.ACCEPT, Kind.CLAIM_ATTACK})
_MANY = {"is": "are", "was": "were"}
_HEDGES = {Certainty.PROBABLE: "probably", Certainty.POSSIBLE: "possibly"}
_CHOICE = re.compile(r"\[([^\]]*)\]")


def phrase(claim: Claim, name_of: NameOf = str) -> str:
    """The claim as a clause: `Islamic State has not accepted Adnan Abu Walid al-Sahrawi`."""

    def called(party: Party | None) -> str | None:
        return None if party is None else name_of(party.label)

    subject, object_ = _subject(claim, called(claim.subject)), called(claim.object)
    if subject is None and object_ is not None and claim.kind in _HAPPENED:
        subject, form = object_, _HAPPENED[claim.kind]
    elif claim.kind is Kind.DIE:
        form = _FALLEN.get(claim.role or "", _FORMS[Kind.DIE][1])
    else:
        form = _FORMS[claim.kind][object_ is None]
    said = _conjugate(form, claim).format(o=object_, n=_deaths(claim.count))
    return f"{_marks(claim)}{subject or UNNAMED} {said}{_details(claim, called)}"


def shared_hedge(claims: Iterable[Claim]) -> Certainty:
    """How sure the surest of them is: what a heading over all of them may say."""
    order = list(Certainty)
    return min((claim.certainty for claim in claims), key=order.index)


def quote(entry: Entry) -> str:
    """The quote on one line in quotation marks; a long one shows with `…` that it was cut."""
    words = " ".join(entry.claim.quote.split())
    if len(words) > QUOTE_CHARACTERS:
        words = words[:QUOTE_CHARACTERS].rsplit(" ", 1)[0] + " …"
    return f"“{words}”"


def whence(entry: Entry, name_of: NameOf) -> str:
    """Who says it and where: `SITE Intelligence Group, in Newsweek, 2018-01-24`."""
    named = (
        name_of(speaker).strip("<>") for speaker in reversed(entry.claim.said_by)
    )  # `<officials>`: unnamed
    speakers = ", citing ".join(named)
    outlet = entry.source or (f"“{entry.title}”" if entry.title else entry.document_id[:12])
    published = "no date" if entry.published is None else str(entry.published)
    return f"{speakers}, in {outlet}, {published}" if speakers else f"{outlet}, {published}"


def _subject(claim: Claim, name: str | None) -> str | None:
    if name is None or claim.subject is None or claim.subject.actor is None:
        return name  # words as written say themselves how many they mean
    of_it = {Scope.FACTION: f"part of {name}", Scope.MEMBERS: f"members of {name}"}
    return of_it.get(claim.scope, name)


def _conjugate(form: str, claim: Claim) -> str:
    negative, prospective = claim.polarity is Polarity.NEGATIVE, claim.realis is Realis.PROSPECTIVE
    many = claim.scope is Scope.MEMBERS

    def choose(found: re.Match[str]) -> str:
        first, base, *past = found.group(1).split("/")
        if prospective:
            return f"not to {base}" if negative else f"to {base}"
        if many:
            first = _MANY.get(first, base if past else first)
        if past and claim.ended:
            then = _MANY.get(past[0], past[0]) if many else past[0]
            return f"never {then}" if negative else f"once {then}"
        if not negative:
            return first
        if first in {"is", "was", "are", "were"}:
            return f"{first} not"
        if claim.kind in _PENDING:
            return f"{'have' if many else 'has'} not {first}"
        return f"{'do' if many else 'does'} not {base}" if past else f"did not {base}"

    return _CHOICE.sub(choose, form)


def _marks(claim: Claim) -> str:
    marks = [_HEDGES[claim.certainty]] if claim.certainty in _HEDGES else []
    if claim.realis is Realis.PROSPECTIVE:
        marks.append("in prospect")
    return f"{', '.join(marks)}: " if marks else ""


def _details(claim: Claim, called: Callable[[Party | None], str | None]) -> str:
    """What some kinds say besides their parties: the side left, the post, who decided."""
    parts = ""
    if claim.kind in {Kind.DEFECT, Kind.MOVE} and claim.from_ is not None:
        parts += f" from {called(claim.from_)}"
    if claim.kind is Kind.REPLACE and claim.of is not None:
        parts += f" at the head of {called(claim.of)}"
    if claim.kind in {Kind.LEAD, Kind.MEMBER} and claim.role:
        parts += f" ({claim.role})"
    if claim.kind in {Kind.REPLACE, Kind.DIE} and claim.by is not None:
        parts += f", by {called(claim.by)}"
    return parts


def _deaths(count: Count | None) -> str:
    if count is None:
        return "deaths"
    if count.best is not None:
        return f"{count.best:,} deaths"
    if count.min is not None and count.max is not None:
        return f"{count.min:,} to {count.max:,} deaths"
    return f"at least {count.min:,} deaths" if count.min is not None else f"at most {count.max:,} deaths"
