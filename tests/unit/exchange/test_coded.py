"""A coder's row becomes one small document and one claim, or a fault that says which cell and what to write."""

from __future__ import annotations

from typing import Any

import pytest

from oathbook.errors import UnreadableInput
from oathbook.exchange.coded import build_coded, name_columns, near_field
from oathbook.model import ActorType, Claim, Count, Document, Kind, Polarity

KNOWN = {
    "boko-haram": (("boko-haram", ActorType.ORGANISATION),),
    "ISIS": (("islamic-state", ActorType.ORGANISATION),),
    "Nigeria": (("nigeria", ActorType.STATE),),
    "the Front": (("front-a", ActorType.ORGANISATION), ("front-b", ActorType.ORGANISATION)),
}


def resolve(name: str) -> tuple[tuple[str, ActorType], ...]:
    return KNOWN.get(name, ())


def build(**row: Any) -> tuple[Document, Claim]:
    full = {"kind": "pledge", "subject": "g17", "object": "p3"} | row
    document, claim = build_coded(full, where="codes.csv, row 2", resolve=resolve)
    assert document.text[claim.start : claim.end] == claim.quote
    return document, claim


def fault(**row: Any) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        build(**row)
    assert caught.value.name == "codes.csv, row 2"
    return caught.value


def test_the_text_is_the_quote_as_it_was_coded() -> None:
    document, claim = build(quote="  swore loyalty\nto it ", source="Courier", published="2015-03-08")
    assert (document.text, claim.quote) == ("  swore loyalty\nto it ", "  swore loyalty\nto it ")
    assert (document.source, str(document.published)) == ("Courier", "2015-03-08")
    assert claim.extractor == "hand"
    assert "coded by hand" in (document.title or "")


def test_a_note_is_the_text_where_there_is_no_quote_and_stands_beneath_it_where_there_is() -> None:
    assert build(note="seen on page 4")[0].text == "seen on page 4"
    assert build(quote="swore loyalty", note="seen on page 4")[0].text == "swore loyalty\n\nseen on page 4"
    document, claim = build(quote="swore loyalty", note="He swore loyalty in May.")
    assert (document.text, claim.start) == ("He swore loyalty in May.", 3)


def test_without_words_the_claim_quotes_its_kind_alone() -> None:
    """Made words would pass for copies of one another: they stay below the length that copies are told by."""
    document, claim = build(when="2015")
    assert claim.quote == "pledge"
    assert document.text == "No words were coded. pledge; subject: g17; object: p3; when: 2015"


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "g18"},
        {"source": "B"},
        {"published": "2015-03-09"},
        {"certainty": "possible"},
        {"when": "2015"},
        {"said_by": "Otto"},
        {"count": "3"},
        {"note": "n"},
        {"id": "row-7"},
        {"url": "https://example.org/1"},
        {"place": "Sambisa"},
        {"title": "Another"},
    ],
)
def test_rows_that_differ_in_anything_are_different_documents(change: dict[str, str]) -> None:
    row = {"quote": "swore loyalty", "source": "A", "published": "2015-03-08"}
    assert build(**row)[0].id != build(**row | change)[0].id


def test_equal_rows_are_one_document_wherever_they_stand() -> None:
    row = {"kind": "pledge", "subject": "g", "quote": "swore"}
    one, _ = build_coded(row, where="a.csv, row 2", resolve=resolve)
    two, _ = build_coded(dict(reversed(row.items())), where="b.csv, row 9", resolve=resolve)
    assert one.id == two.id


def test_parties_are_known_by_id_or_name_and_otherwise_stay_as_written() -> None:
    _, claim = build(subject="boko-haram", object="ISIS", by="g17")
    assert claim.subject is not None
    assert claim.object is not None
    assert claim.by is not None
    assert (claim.subject.actor, claim.object.actor, claim.object.written) == (
        "boko-haram",
        "islamic-state",
        "ISIS",
    )
    assert (claim.by.actor, claim.by.label) == (None, "g17")


def test_an_ambiguous_name_is_nobody_yet_and_keeps_its_candidates() -> None:
    _, claim = build(subject="the Front")
    assert claim.subject is not None
    assert (claim.subject.actor, claim.subject.candidates) == (None, ("front-a", "front-b"))


def test_a_country_that_was_taken_is_land_and_one_that_fights_is_a_state() -> None:
    _, gain = build(kind="gain", object="Nigeria")
    _, rival = build(kind="rival", object="Nigeria")
    assert gain.object is not None
    assert rival.object is not None
    assert (gain.object.actor, rival.object.actor) == (None, "nigeria")


def test_the_type_of_an_unknown_party_is_what_the_kind_leaves_open() -> None:
    _, lead = build(kind="lead", subject="Abu X", object="g1")
    _, pledge = build(scope="person")
    assert lead.subject is not None
    assert lead.object is not None
    assert pledge.subject is not None
    assert pledge.object is not None
    assert (lead.subject.type, lead.object.type) == (ActorType.PERSON, ActorType.ORGANISATION)
    assert (pledge.subject.type, pledge.object.type) == (ActorType.PERSON, None)


@pytest.mark.parametrize(
    ("written", "speakers"),
    [
        ("Otto; <analysts>", ("Otto", "<analysts>")),
        ('["Otto", "SITE"]', ("Otto", "SITE")),
        ("Otto < SITE", ("Otto", "SITE")),
        (["Otto"], ("Otto",)),
        ("ISIS; SITE", ("islamic-state", "SITE")),
        ("", ()),
        ("<analysts>", ("<analysts>",)),
    ],
)
def test_speakers_are_a_list_json_or_parted_by_semicolons(written: Any, speakers: tuple[str, ...]) -> None:
    assert build(said_by=written)[1].said_by == speakers


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"count": "200--999"}, Count(min=200, max=999)),
        ({"count": "1-2-3"}, Count(min=1, best=2, max=3)),
        ({"count": "--30"}, Count(max=30)),
        ({"count": "24-99"}, Count(min=24, max=99)),
        ({"count": "2,000"}, Count(best=2000)),
        ({"count": 12}, Count(best=12)),
        ({"count": '{"min": 20000}'}, Count(min=20000)),
        ({"count": {"min": 0, "best": None}}, Count(min=0)),
        ({"count_min": "200", "count_max": "999.0"}, Count(min=200, max=999)),
        ({}, None),
    ],
)
def test_counts_are_read_in_every_form_that_the_guide_gives(
    row: dict[str, Any], expected: Count | None
) -> None:
    assert build(**row)[1].count == expected


@pytest.mark.parametrize(
    ("written", "polarity"), [("+", "+"), ("-", "-"), ("−", "-"), ("Negative", "-"), ("", "+")]
)
def test_signs_may_be_words_or_typeset(written: str, polarity: str) -> None:
    assert build(polarity=written)[1].polarity is Polarity(polarity)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"kind": "pleged"}, "pledge, accept"),
        ({"kind": ""}, "has no kind"),
        ({"subject": "", "object": None}, "neither a subject nor an object"),
        ({"when": "07/03/2015"}, '"when"'),
        ({"published": "2015-03"}, "no full date"),
        ({"ended": "perhaps"}, "true or false"),
        ({"count": "many"}, "min-best-max"),
        ({"count": "9-5-1"}, "out of order"),
        ({"count": {"about": 3}}, "about"),
        ({"count_min": "2.5"}, "whole number"),
        ({"said_by": '["Otto"'}, "broken JSON"),
        ({"said_by": [3]}, "other than names"),
        ({"reading": "1.2"}, "probability"),
        ({"quote": "a\0b"}, "NUL"),
        ({"source": ["A"]}, "no text"),
        ({"certainty": "sure"}, "certain, probable, possible"),
    ],
)
def test_a_fault_names_the_cell_and_what_to_write(row: dict[str, Any], said: str) -> None:
    assert said in str(fault(**row))


def test_columns_are_known_by_their_common_names_and_the_rest_is_told() -> None:
    columns = name_columns(["Kind", "Said By", "outlet", "Date", "coder", "certianty", "recorded", "start"])
    assert dict(columns.fields) == {
        "Kind": "kind",
        "Said By": "said_by",
        "outlet": "source",
        "Date": "published",
    }
    assert columns.unknown == ("coder", "certianty")
    assert near_field("certianty") == "certainty"
    assert near_field("zzz") is None


def test_every_kind_can_be_coded() -> None:
    for kind in Kind:
        assert build(kind=kind.value)[1].kind is kind
