"""Every kind of claim can be said in words, and nothing less than a fact reads like one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from oathbook.analysis.phrases import QUOTE_CHARACTERS, phrase, quote, shared_hedge, whence
from oathbook.model import Certainty, Claim, Count, Entry, Kind, Party, Polarity, Realis, Scope

NAMES = {"a": "Alpha", "b": "Beta", "c": "Gamma"}


def name_of(label: str) -> str:
    return NAMES.get(label, label)


def party(label: str | None) -> Party | None:
    return None if label is None else Party(written=label, actor=label if label in NAMES else None)


def claim(kind: Kind | str, subject: str | None = "a", object_: str | None = "b", **fields: Any) -> Claim:
    words = fields.pop("quote", "x")
    sides = {side: party(fields.pop(side)) for side in ("from_", "by", "of") if side in fields}
    return Claim(
        kind=Kind(kind),
        subject=party(subject),
        object=party(object_),
        quote=words,
        start=0,
        end=len(words),
        **sides,
        **fields,
    )


def said(*args: Any, **fields: Any) -> str:
    return phrase(claim(*args, **fields), name_of)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(("subject", "object_"), [("a", "b"), ("a", None), (None, "b")])
def test_no_phrase_says_none_or_leaves_a_slot_open(
    kind: Kind, subject: str | None, object_: str | None
) -> None:
    for polarity in Polarity:
        for realis in Realis:
            for ended in (False, True):
                words = said(kind, subject, object_, polarity=polarity, realis=realis, ended=ended)
                assert not set("{}[]/") & set(words)
                assert "None" not in words


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.DISSOLVE, Kind.DIE, Kind.TOLL}))
def test_both_parties_are_named(kind: Kind) -> None:
    assert "Alpha" in said(kind)
    assert "Beta" in said(kind)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_denial_a_prospect_and_a_hedge_never_read_like_the_fact(kind: Kind) -> None:
    versions = [
        said(kind),
        said(kind, polarity=Polarity.NEGATIVE),
        said(kind, realis=Realis.PROSPECTIVE),
        said(kind, realis=Realis.PROSPECTIVE, polarity=Polarity.NEGATIVE),
        said(kind, certainty=Certainty.PROBABLE),
        said(kind, certainty=Certainty.POSSIBLE),
    ]
    assert len(set(versions)) == len(versions)


@pytest.mark.parametrize("kind", ["affiliate", "ally", "rival", "lead", "member"])
def test_a_state_that_is_over_is_told_in_the_past(kind: str) -> None:
    assert " once " in said(kind, ended=True)
    assert " once " not in said(kind)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "pledge"}, "Alpha pledged allegiance to Beta"),
        ({"kind": "pledge", "scope": Scope.FACTION}, "part of Alpha pledged allegiance to Beta"),
        ({"kind": "accept", "polarity": Polarity.NEGATIVE}, "Alpha has not accepted Beta"),
        ({"kind": "claim_attack", "polarity": Polarity.NEGATIVE}, "Alpha has not claimed the Beta attack"),
        ({"kind": "break", "polarity": Polarity.NEGATIVE}, "Alpha did not break with Beta"),
        ({"kind": "affiliate", "polarity": Polarity.NEGATIVE}, "Alpha is not an affiliate of Beta"),
        ({"kind": "lead", "polarity": Polarity.NEGATIVE}, "Alpha does not lead Beta"),
        ({"kind": "lead", "ended": True, "role": "emir"}, "Alpha once led Beta (emir)"),
        ({"kind": "ally", "realis": Realis.PROSPECTIVE}, "in prospect: Alpha to be allied with Beta"),
        ({"kind": "member", "certainty": Certainty.POSSIBLE}, "possibly: Alpha belongs to Beta"),
        (
            {"kind": "defect", "scope": Scope.MEMBERS, "from_": "c"},
            "members of Alpha went over to Beta from Gamma",
        ),
        (
            {"kind": "defect", "subject": "some fighters", "scope": Scope.MEMBERS},
            "some fighters went over to Beta",
        ),
        ({"kind": "replace", "of": "c", "by": "b"}, "Alpha replaced Beta at the head of Gamma, by Beta"),
        ({"kind": "replace", "subject": None}, "Beta was replaced"),
        ({"kind": "form", "object_": None}, "Alpha was formed"),
        ({"kind": "die", "object_": None, "role": "captured", "by": "c"}, "Alpha was captured, by Gamma"),
        ({"kind": "toll", "object_": None, "count": Count(min=20000)}, "Alpha caused at least 20,000 deaths"),
        ({"kind": "toll", "object_": None, "count": Count(best=26)}, "Alpha caused 26 deaths"),
        (
            {"kind": "toll", "object_": None, "count": Count(min=200, max=999)},
            "Alpha caused 200 to 999 deaths",
        ),
        ({"kind": "ally", "scope": Scope.MEMBERS}, "members of Alpha are allied with Beta"),
        (
            {"kind": "ally", "scope": Scope.MEMBERS, "ended": True},
            "members of Alpha once were allied with Beta",
        ),
        (
            {"kind": "member", "scope": Scope.MEMBERS, "polarity": Polarity.NEGATIVE},
            "members of Alpha do not belong to Beta",
        ),
        ({"kind": "lead", "subject": None}, "somebody leads Beta"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_claim_is_said_as_an_analyst_would_say_it(fields: dict[str, Any], words: str) -> None:
    kind = fields.pop("kind")
    assert said(kind, fields.pop("subject", "a"), fields.pop("object_", "b"), **fields) == words


def test_several_claims_are_as_sure_as_the_surest() -> None:
    claims = [claim("pledge", certainty=c) for c in (Certainty.POSSIBLE, Certainty.PROBABLE)]
    assert shared_hedge(claims) is Certainty.PROBABLE


def entry(**fields: Any) -> Entry:
    particulars = {
        "title": None,
        "source": "Courier",
        "published": date(2018, 1, 24),
        "claim": claim("pledge"),
    }
    now = datetime(2020, 1, 1, tzinfo=UTC)
    return Entry(
        id="clm1-x", document_id="doc1-0123456789", url=None, read=now, recorded=now, **(particulars | fields)
    )


def test_a_long_quote_is_cut_between_words_and_shows_it() -> None:
    shown = quote(entry(claim=claim("pledge", quote="oath and\nfealty " * 40)))
    assert shown.endswith((" oath …”", " and …”", " fealty …”"))
    assert "\n" not in shown
    assert len(shown) <= QUOTE_CHARACTERS + 4
    assert quote(entry(claim=claim("pledge", quote="swore\nfealty"))) == "“swore fealty”"


def test_a_chain_of_speakers_is_told_from_the_outlet_inward() -> None:
    chain = claim("pledge", said_by=("a", "SITE"))
    assert whence(entry(claim=chain), name_of) == "SITE, citing Alpha, in Courier, 2018-01-24"
    assert whence(entry(), name_of) == "Courier, 2018-01-24"


def test_a_text_without_outlet_or_date_goes_by_its_title() -> None:
    assert whence(entry(source=None, title="An oath", published=None), name_of) == "“An oath”, no date"
    assert whence(entry(source=None), name_of) == "doc1-0123456, 2018-01-24"
