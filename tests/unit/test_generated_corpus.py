"""The generated corpus is the same for a seed, keeps its marks, and says in other words what the example says."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from bench.generate import WAYS, Made, bare, generate

from oathbook.actors import load_registry
from oathbook.extraction.frames import load_frames

FRAMES = load_frames().all[::9]
REGISTRY = load_registry()


@lru_cache
def _corpus(seed: int) -> list[Made]:
    return list(generate(FRAMES, REGISTRY, count=12 * len(FRAMES), seed=seed))


def test_the_same_seed_gives_the_same_corpus_and_another_seed_another() -> None:
    again = generate(FRAMES, REGISTRY, count=12 * len(FRAMES), seed=1)
    assert [m.marked for m in _corpus(1)] == [m.marked for m in again]
    assert [m.marked for m in _corpus(1)] != [m.marked for m in _corpus(2)]


def test_a_sentence_marks_as_many_parties_as_its_example() -> None:
    for made in _corpus(1):
        for sign in "[]{}":
            assert made.marked.count(sign) == made.example.count(sign), made.marked


def test_no_frame_has_more_than_its_share_and_no_two_of_its_sentences_are_alike() -> None:
    corpus = _corpus(1)
    assert max(Counter(m.frame.id for m in corpus).values()) <= 12
    assert len({(m.frame.id, m.marked) for m in corpus}) == len(corpus)


def test_every_way_of_putting_it_is_used() -> None:
    assert {way for made in _corpus(1) for way in made.ways} == set(WAYS)


def test_a_sentence_that_was_put_no_other_way_differs_from_its_example_in_names_only() -> None:
    for made in _corpus(1):
        if not made.ways and not set("[{") & set(made.example):
            assert made.text == bare(made.example)
