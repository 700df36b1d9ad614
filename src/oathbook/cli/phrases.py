"""How is a claim said in words? One phrase per kind and polarity, for tables that people read."""

from __future__ import annotations

from collections.abc import Mapping

from oathbook.model import Kind, Polarity, Realis

UNNAMED = "someone"

# {s} and {o} are subject and object; where the object may be missing the phrase without it stands second.
_POSITIVE: Mapping[Kind, tuple[str, str]] = {
    Kind.PLEDGE: ("{s} pledges to {o}", "{s} pledges"),
    Kind.ACCEPT: ("{s} accepts {o}", "{s} accepts"),
    Kind.REJECT: ("{s} rejects {o}", "{s} rejects"),
    Kind.BREAK: ("{s} breaks with {o}", "{s} breaks away"),
    Kind.DISAVOW: ("{s} disavows {o}", "{s} disavows"),
    Kind.AFFILIATE: ("{s} is an affiliate of {o}", "{s} is an affiliate"),
    Kind.ALLY: ("{s} and {o} are allies", "{s} allies"),
    Kind.RIVAL: ("{s} and {o} are rivals", "{s} is a rival"),
    Kind.SPLIT: ("{s} splits from {o}", "{s} splits"),
    Kind.MERGE: ("{s} merges with {o}", "{s} merges"),
    Kind.RENAME: ("{s} is renamed {o}", "{s} is renamed"),
    Kind.FORM: ("{s} forms {o}", "{s} is formed"),
    Kind.DISSOLVE: ("{s} dissolves", "{s} dissolves"),
    Kind.DEFECT: ("from {s}, some join {o}", "from {s}, some defect"),
    Kind.RECRUIT: ("{s} recruits {o}", "{s} recruits"),
    Kind.LEAD: ("{s} leads {o}", "{s} leads"),
    Kind.REPLACE: ("{s} replaces {o}", "{s} takes over"),
    Kind.MEMBER: ("{s} belongs to {o}", "{s} is a member"),
    Kind.DIE: ("{s} is killed, dies or is captured", "{s} is killed, dies or is captured"),
    Kind.ATTACK: ("{s} attacks {o}", "{s} attacks"),
    Kind.CLAIM_ATTACK: ("{s} claims the attack on {o}", "{s} claims an attack"),
    Kind.GAIN: ("{s} gains {o}", "{s} gains ground"),
    Kind.LOSE: ("{s} loses {o}", "{s} loses ground"),
    Kind.MOVE: ("{s} moves to {o}", "{s} moves"),
    Kind.TOLL: ("deaths blamed on {s}", "deaths blamed on {s}"),
    Kind.DESIGNATE: ("{s} lists {o} as terrorist", "{s} lists"),
}
_WITHOUT_SUBJECT: Mapping[Kind, str] = {
    Kind.SPLIT: "{o} splits",
    Kind.FORM: "{o} is formed",
    Kind.REPLACE: "{o} is replaced",
    Kind.MERGE: "a merger into {o}",
    Kind.ATTACK: "attack on {o}",
}
_DIED = {"killed": "{s} is killed", "died": "{s} dies", "captured": "{s} is captured"}


def phrase(
    kind: Kind,
    subject: str | None,
    object_: str | None,
    *,
    polarity: Polarity = Polarity.POSITIVE,
    realis: Realis = Realis.ACTUAL,
    ended: bool = False,
    role: str | None = None,
) -> str:
    """The claim as a clause in the present tense: `not so: ISIS accepts al-Sahrawi`."""
    with_object, alone = _POSITIVE[kind]
    if kind is Kind.DIE:
        form = _DIED.get(role or "", alone)
    elif subject is None and object_ is not None and kind in _WITHOUT_SUBJECT:
        form = _WITHOUT_SUBJECT[kind]
    else:
        form = alone if object_ is None else with_object
    said = form.format(s=subject or UNNAMED, o=object_)
    marks = [
        mark
        for mark, holds in (
            ("not so", polarity is Polarity.NEGATIVE),
            ("planned or wished", realis is Realis.PROSPECTIVE),
            ("formerly", ended),
        )
        if holds
    ]
    return f"{', '.join(marks)}: {said}" if marks else said
