"""Every shipped frame keeps its promises: what it says it reads is read, what it says it leaves is left.

`fires` sentences mark the subject in [brackets] and the object in {braces}; an unmarked side may be anybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from oathbook.actors import load_registry, normalise
from oathbook.errors import Ambiguous, NotFound
from oathbook.extraction.extractor import Extractor, build_extractor
from oathbook.extraction.frames import Frame, load_frames
from oathbook.model import SYMMETRIC_KINDS, Claim, Document, Party

PUBLISHED = date(2018, 1, 24)
FRAMES = load_frames().all
_MARK = re.compile(r"\[([^\]]+)\]|\{([^}]+)\}")
_ARTICLE = re.compile(r"^(?:the|an?|its|their|his)\s+", re.IGNORECASE)

Read = Callable[[str], tuple[Claim, ...]]


def _cases(which: str) -> Iterator[object]:
    for frame in FRAMES:
        for number, example in enumerate(getattr(frame, which), 1):
            yield pytest.param(frame, example, id=f"{frame.id}-{number}: {example[:70]}")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return build_extractor(load_registry())


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Read:
    """The claims of an example sentence read as a document of its own."""
    sentences = {_MARK.sub(_bare, s) for f in FRAMES for s in (*f.fires, *f.near)}
    documents = [Document(text=s, published=PUBLISHED) for s in sorted(sentences)]
    extractions = extractor.extract_many(documents)
    claims = {d.text: e.claims for d, e in zip(documents, extractions, strict=True)}
    return lambda example: claims[_MARK.sub(_bare, example)]


@pytest.mark.parametrize(("frame", "example"), list(_cases("fires")))
def test_a_sentence_that_fires_a_frame_gives_its_kind_with_the_marked_parties(
    frame: Frame, example: str, read: Read, extractor: Extractor
) -> None:
    subjects = [m.group(1) for m in _MARK.finditer(example) if m.group(1)]
    objects = [m.group(2) for m in _MARK.finditer(example) if m.group(2)]
    claims = [c for c in read(example) if c.kind is frame.kind]
    for subject in subjects or [None]:
        for object_ in objects or [None]:
            assert any(_agrees(c, subject, object_, extractor) for c in claims), _report(frame, example, read)


@pytest.mark.parametrize(("frame", "example"), list(_cases("near")))
def test_a_near_miss_gives_no_claim_of_the_frame(frame: Frame, example: str, read: Read) -> None:
    assert [c for c in read(example) if c.frame == frame.id] == [], _report(frame, example, read)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.id)
def test_a_frame_is_shown_by_two_sentences_and_bounded_by_one(frame: Frame) -> None:
    assert len(frame.fires) >= 2
    assert len(frame.near) >= 1


def _bare(m: re.Match[str]) -> str:
    return m.group(1) or m.group(2)


def _agrees(claim: Claim, subject: str | None, object_: str | None, extractor: Extractor) -> bool:
    straight = _is(claim.subject, subject, extractor) and _is(claim.object, object_, extractor)
    swapped = _is(claim.subject, object_, extractor) and _is(claim.object, subject, extractor)
    return straight or (claim.kind in SYMMETRIC_KINDS and swapped)


def _is(party: Party | None, marked: str | None, extractor: Extractor) -> bool:
    """Whether the marked words name `party`: its own words, its actor, or a leader who stands for it."""
    if marked is None:
        return True
    if party is None:
        return False
    if party.actor is None:
        return normalise(_ARTICLE.sub("", marked)) in normalise(party.written)
    meant = _actors(marked, extractor)
    return party.actor in meant or any(party.actor in extractor.registry.leads.get(a, ()) for a in meant)


def _actors(marked: str, extractor: Extractor) -> tuple[str, ...]:
    """Whom the words may name: "Boko Haram", "Boko Haram fighters", "Congolese soldiers"."""
    registry = extractor.registry
    try:
        return (registry.find(marked),)
    except Ambiguous as e:
        return e.candidates
    except NotFound:
        named = [m.actor for m in extractor.matcher.find(marked) if m.actor is not None]
        states = [registry.find(registry.demonyms[w]) for w in marked.split() if w in registry.demonyms]
        return (*named, *states)


def _report(frame: Frame, example: str, read: Read) -> str:
    found = [f"{c.kind.value}: {c.subject} > {c.object}  ({c.frame})" for c in read(example)]
    return f"{frame.kind.value}: {example}\nread: " + ("\n      ".join(found) or "no claim at all")
