"""Every shipped frame keeps its promises: what it says it reads is read, what it says it leaves is left.

`fires` sentences mark the subject in [brackets] and the object in {braces}; an unmarked side may be anybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from oathbook.actors import Registry, load_registry, normalise
from oathbook.errors import Ambiguous, NotFound
from oathbook.extraction.extractor import build_extractor
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
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="session")
def read(registry: Registry) -> Read:
    """The claims of an example sentence read as a document of its own."""
    extractor = build_extractor(registry)
    sentences = {_MARK.sub(_bare, s) for f in FRAMES for s in (*f.fires, *f.near)}
    documents = [Document(text=s, published=PUBLISHED) for s in sorted(sentences)]
    extractions = extractor.extract_many(documents)
    claims = {d.text: e.claims for d, e in zip(documents, extractions, strict=True)}
    return lambda example: claims[_MARK.sub(_bare, example)]


@pytest.mark.parametrize(("frame", "example"), _cases("fires"))
def test_a_sentence_that_fires_a_frame_gives_its_kind_with_the_marked_parties(
    frame: Frame, example: str, read: Read, registry: Registry
) -> None:
    subjects = [m.group(1) for m in _MARK.finditer(example) if m.group(1)]
    objects = [m.group(2) for m in _MARK.finditer(example) if m.group(2)]
    claims = [c for c in read(example) if c.kind is frame.kind]
    for subject in subjects or [None]:
        for object_ in objects or [None]:
            assert any(_agrees(c, subject, object_, registry) for c in claims), _report(frame, example, read)


@pytest.mark.parametrize(("frame", "example"), _cases("near"))
def test_a_near_miss_gives_no_claim_of_the_frame(frame: Frame, example: str, read: Read) -> None:
    assert [c for c in read(example) if c.frame == frame.id] == [], _report(frame, example, read)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.id)
def test_a_frame_is_shown_by_two_sentences_and_bounded_by_one(frame: Frame) -> None:
    assert len(frame.fires) >= 2
    assert len(frame.near) >= 1


def _bare(m: re.Match[str]) -> str:
    return m.group(1) or m.group(2)


def _agrees(claim: Claim, subject: str | None, object_: str | None, registry: Registry) -> bool:
    straight = _is(claim.subject, subject, registry) and _is(claim.object, object_, registry)
    swapped = _is(claim.subject, object_, registry) and _is(claim.object, subject, registry)
    return straight or (claim.kind in SYMMETRIC_KINDS and swapped)


def _is(party: Party | None, marked: str | None, registry: Registry) -> bool:
    """Whether `party` is who the marked words name: an actor, an organisation its leader stands for, or the words."""
    if marked is None:
        return True
    if party is None:
        return False
    try:
        actor = registry.find(marked)
    except Ambiguous as e:
        return party.actor in e.candidates or marked in party.written
    except NotFound:
        return normalise(_ARTICLE.sub("", marked)) in normalise(party.written)
    return party.actor == actor or party.actor in registry.leads.get(actor, ())


def _report(frame: Frame, example: str, read: Read) -> str:
    found = [f"{c.kind.value}: {c.subject} > {c.object}  ({c.frame})" for c in read(example)]
    return f"{frame.kind.value}: {example}\nread: " + ("\n      ".join(found) or "no claim at all")
