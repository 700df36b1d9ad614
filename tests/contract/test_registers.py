"""Judgements, actors, sources and ratings: the newest is in force, and none is lost."""

from __future__ import annotations

import pytest

from oathbook.errors import QueryError
from oathbook.model import Actor, ActorType, ClaimQuery, Party, Source


def test_labels_judged_the_same_find_each_others_claims(book, report, claim) -> None:
    document = report()
    book.record(document, [claim(document, object=Party(written="the Army of the Delta"), said_by=("AoD",))])
    assert book.ledger.count_entries(ClaimQuery(actor="delta-army")) == 0
    book.ledger.judge("the Army of the Delta", "delta-army", same=True, by="ana")
    book.ledger.judge("AoD", "the Army of the Delta", same=True, by="ana")
    for query in (ClaimQuery(actor="delta-army"), ClaimQuery(object="AoD"), ClaimQuery(speaker="delta-army")):
        assert book.ledger.count_entries(query) == 1, query
    assert book.ledger.identity().canonical("AoD") == "delta-army"


def test_a_judgement_can_be_turned_round_and_taken_back(book, report, claim) -> None:
    document = report()
    book.record(document, [claim(document)])
    then = book.clock.now
    book.clock.advance(hours=1)
    book.ledger.judge("delta-army", "south-army", same=True, by="ana")
    assert book.ledger.count_entries(ClaimQuery(actor="south-army")) == 1
    assert book.ledger.count_entries(ClaimQuery(actor="south-army", recorded_by=then)) == 0
    book.ledger.judge("south-army", "delta-army", same=False, by="ben")
    assert book.ledger.count_entries(ClaimQuery(actor="south-army")) == 0
    book.ledger.judge("south-army", "delta-army", same=None, by="ben")
    assert [(j.same, j.by) for j in book.ledger.judgements()] == [
        (True, "ana"),
        (False, "ben"),
        (None, "ben"),
    ]


def test_the_same_judgement_again_adds_nothing(book) -> None:
    book.ledger.judge("a", "b", same=True, by="ana")
    before = book.rows()
    book.ledger.judge("b", "a", same=True, by="ben")
    assert book.rows() == before


def test_judgements_never_contradict_one_another(book) -> None:
    book.ledger.judge("a", "b", same=True, by="ana")
    book.ledger.judge("b", "c", same=True, by="ana")
    with pytest.raises(QueryError, match="one actor by other judgements"):
        book.ledger.judge("a", "c", same=False, by="ana")
    book.ledger.judge("c", "d", same=False, by="ana")
    with pytest.raises(QueryError, match="were judged different"):
        book.ledger.judge("a", "d", same=True, by="ana")
    with pytest.raises(QueryError, match="needs two"):
        book.ledger.judge("a", "a", same=True, by="ana")


def test_the_newest_state_of_an_actor_is_in_force(book) -> None:
    first = Actor(
        id="river-front",
        name="River Front",
        type=ActorType.ORGANISATION,
        aliases=("RF", "FR"),
        weak=("Front",),
    )
    newer = Actor(
        id="river-front", name="River Front", type=ActorType.ORGANISATION, aliases=("RF",), from_year=2011
    )
    other = Actor(id="ana", name="Ana", type=ActorType.PERSON)
    for actor in (first, other, newer, newer):
        book.ledger.add_actor(actor)
    assert book.ledger.actors() == (other, newer)
    assert len(book.rows()["actor"]) == 3


def test_the_newest_state_of_a_source_and_its_newest_letter_are_in_force(book) -> None:
    source = Source(id="harbour-post", name="Harbour Post", aliases=("HP",), letter="C", country="Nowhere")
    for _ in range(2):
        book.ledger.add_source(source)
    assert book.ledger.sources() == (source,)
    assert len(book.rows()["source"]) == 1
    book.ledger.rate_source("harbour-post", "B", by="ana")
    then = book.clock.now
    book.clock.advance(hours=1)
    book.ledger.rate_source("harbour-post", "E", by="ben")
    assert book.ledger.ratings() == {"harbour-post": "E"}
    assert book.ledger.ratings(recorded_by=then) == {"harbour-post": "B"}
    with pytest.raises(QueryError, match="no Admiralty letter"):
        book.ledger.rate_source("harbour-post", "G", by="ana")
