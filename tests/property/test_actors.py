"""What holds for every text and every name."""

from __future__ import annotations

from functools import cache

from hypothesis import example, given, settings
from hypothesis import strategies as st

from oathbook.actors import (
    Judgement,
    Matcher,
    build_matcher,
    build_place_finder,
    canonical_ids,
    load_registry,
    normalise,
)
from oathbook.model import ActorType

WORDS = """
al- el- the Al ISIS IS (ISIS) 's ’s Boko Haram boko HARAM Islamic State Qaeda Abubakar Shekau Sahrawi Abdul
Malik Abd bin Laden Front Officials U.S. M23 M-23 NDFB(S) ETA(m) Ansar ul-Islam Mali Bamako Guardian the (ADF)
Allied Democratic Forces - — . , « » ‘ ’ é Ω ʿ نصرة القاعدة X x 9 and of e i
"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", "\n", "\n\n", "-", ". "])), max_size=25).map(
        lambda pairs: "".join(a + b for a, b in pairs)
    ),
)


@cache
def matcher() -> Matcher:
    return build_matcher(load_registry())


@given(st.one_of(st.text(max_size=40), TEXTS))
@example("aall")
@example("Abdulul Abdeddine")
@example("ﬁ ǅ İ")
def test_normalising_twice_changes_nothing(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_mentions_are_exact_ordered_and_apart(text: str) -> None:
    end = 0
    for mention in matcher().find(text):
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.start >= end
        end = mention.end
        assert mention.actor is None or not mention.candidates or mention.actor in mention.candidates


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("BOKO\nTHE\nHARAM")
def test_the_gate_never_turns_away_a_strong_organisation_or_person(text: str) -> None:
    gated = {ActorType.ORGANISATION, ActorType.PERSON}
    if any(m.type in gated and m.strength == "strong" for m in matcher().find(text)):
        assert matcher().any(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_places_are_exact_ordered_and_apart(text: str) -> None:
    end = 0
    for mention in _place_finder()(text):
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.start >= end
        end = mention.end


@cache
def _place_finder():
    return build_place_finder(load_registry())


IDS = st.sampled_from("abcdef")
JUDGEMENTS = st.lists(st.builds(Judgement, left=IDS, right=IDS, same=st.booleans()), max_size=12)


@given(JUDGEMENTS)
def test_the_last_judgement_always_holds(judgements: list[Judgement]) -> None:
    canonical = canonical_ids(judgements)
    if judgements and judgements[-1].left != judgements[-1].right:
        last = judgements[-1]
        assert (canonical[last.left] == canonical[last.right]) is last.same


@given(JUDGEMENTS)
def test_a_canonical_id_stands_for_itself(judgements: list[Judgement]) -> None:
    canonical = canonical_ids(judgements)
    assert all(canonical[key] == key for key in canonical.values())
