"""What do forms and legends need to know? Taken from the model itself, so that it cannot drift from it."""

from __future__ import annotations

from oathbook.actors.tables import REGIONS
from oathbook.assessment import Status
from oathbook.assessment.values import WORDS
from oathbook.desk.schemas.desk import FieldOut, KindOut, Vocabulary, WordOut
from oathbook.extraction.signatures import SIGNATURES
from oathbook.model import CORE_KINDS, Certainty, Kind, Polarity, Realis, Scope

_FIELDS = (
    FieldOut(name="kind", label="Kind", takes="choice", choices=[kind.value for kind in Kind]),
    FieldOut(name="subject", label="Who", takes="party"),
    FieldOut(name="object", label="To or with whom", takes="party"),
    FieldOut(name="from", label="From whom", takes="party"),
    FieldOut(name="by", label="By whom", takes="party"),
    FieldOut(name="of", label="Of what", takes="party"),
    FieldOut(name="scope", label="How much of it", takes="choice", choices=[s.value for s in Scope]),
    FieldOut(name="place", label="Where", takes="place"),
    FieldOut(name="role", label="As what", takes="words"),
    FieldOut(name="reason", label="Why", takes="words"),
    FieldOut(name="count", label="How many", takes="count"),
    FieldOut(name="when", label="When", takes="edtf"),
    FieldOut(name="ended", label="It is over", takes="yes_no"),
    FieldOut(name="polarity", label="So or not so", takes="choice", choices=[p.value for p in Polarity]),
    FieldOut(
        name="certainty", label="How sure it is told", takes="choice", choices=[c.value for c in Certainty]
    ),
    FieldOut(name="realis", label="Fact or prospect", takes="choice", choices=[r.value for r in Realis]),
    FieldOut(name="said_by", label="Said by", takes="names"),
)
_LETTERS = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
_MORE: dict[Kind, tuple[str, ...]] = {
    Kind.DEFECT: ("from", "count", "reason"),
    Kind.MOVE: ("from", "count"),
    Kind.REPLACE: ("by", "of", "role"),
    Kind.DIE: ("by", "role"),
    Kind.LEAD: ("role",),
    Kind.MEMBER: ("role",),
    Kind.TOLL: ("count",),
    Kind.PLEDGE: ("count", "reason"),
    Kind.RECRUIT: ("count",),
    Kind.BREAK: ("reason",),
    Kind.SPLIT: ("reason",),
}
_ALWAYS = ("scope", "place", "when", "ended", "polarity", "certainty", "realis", "said_by")
_STATUSES = {
    "none": "no claim of weight for a tie",
    "reported": "a tie is told of, on thin ground",
    "pledged": "pledged; acceptance denied or not told",
    "accepted": "accepted by the principal",
    "operational": "acts as an affiliate",
    "split": "only part of it stands with the principal",
    "broken": "there was a tie, and it ended",
    "rejoined": "a tie ended and was taken up again",
    "disputed": "claims of weight stand on both sides",
}


def vocabulary_out() -> Vocabulary:
    """Kinds, fields, words, letters, statuses and regions."""
    lows = (0.0, *(upper for upper, _ in WORDS))
    return Vocabulary(
        kinds=[_kind(kind) for kind in Kind],
        fields=list(_FIELDS),
        words=[
            WordOut(word=word, low=low, high=high) for low, (high, word) in zip(lows, WORDS, strict=False)
        ],
        letters=_LETTERS,
        statuses={name: said for name, said in _STATUSES.items() if name in {s.value for s in Status}},
        regions=sorted(REGIONS),
    )


def _kind(kind: Kind) -> KindOut:
    signature = SIGNATURES[kind]
    sides = [n for n, may in (("subject", signature.subject), ("object", signature.object)) if may]
    return KindOut(
        name=kind.value,
        label=kind.value.replace("_", " "),
        core=kind in CORE_KINDS,
        fields=[*sides, *_MORE.get(kind, ()), *_ALWAYS],
    )
