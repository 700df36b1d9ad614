"""The reports that speed is measured on: relevant ones, varied so that no memory helps, and a stream.

Same seed, same reports. The relevant ones are the annotated development reports where there are any, else the
shipped examples; each round swaps the organisations and people in them for others of the registry, moves
their numbers, and shuffles the sentences of each paragraph.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.prose import WORDS, iter_plain_news
from oathbook.actors import Matcher, Registry, build_matcher, load_registry
from oathbook.model import ActorType, Document
from oathbook.reading import iter_inputs, read_documents

ROOT = Path(__file__).parents[1]
RELEVANT_SHARE = 0.05
_NUMBER = re.compile(r"(?<![\d,.-])\d{1,3}(?![\d,.-])")
_SENTENCE_END = re.compile(r"(?<=[.!?][\"”»]) (?=[A-Z\"“«])|(?<=[.!?]) (?=[A-Z\"“«])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """What names are swapped for: the spellings of every organisation and person, by type."""

    matcher: Matcher
    others: dict[ActorType, list[str]]


def find_relevant() -> tuple[str, list[str]]:
    """Where the relevant reports come from, and their texts."""
    gold = Path(os.environ.get("OATHBOOK_GOLD") or ROOT.parent / "shared" / "gold" / "dev")
    texts = [json.loads(path.read_text("utf-8")).get("text") for path in sorted(gold.glob("*.json"))]
    if found := [text for text in texts if text]:
        return "annotated reports", found
    inputs = iter_inputs([str(ROOT / "examples" / "reports")])
    documents = (item for raw in inputs for item in read_documents(raw) if isinstance(item, Document))
    return "shipped examples", [document.text for document in documents]


def vary(texts: Sequence[str], *, words: int, seed: int = 1) -> list[str]:
    """Reports made of `texts`, no two alike, until there are `words` words."""
    names = _load_names()
    made: list[str] = []
    total = 0
    for text, rng in _rounds(texts, seed):
        made.append(_vary(text, rng, names))
        total += len(made[-1].split())
        if total >= words:
            break
    return made


def make_stream(texts: Sequence[str], *, documents: int, seed: int = 2) -> list[str]:
    """A stream of which 5 % is relevant; a relevant report is as long as the others, of several texts."""
    relevant = max(1, round(documents * RELEVANT_SHARE))
    names = _load_names()
    rounds = _rounds(texts, seed)
    stream = list(iter_plain_news(documents - relevant, seed=seed))
    for _ in range(relevant):
        paragraphs: list[str] = []
        waiting: list[str] = []
        while sum(len(paragraph.split()) for paragraph in paragraphs) < WORDS:
            if not waiting:
                text, rng = next(rounds)
                waiting = _vary(text, rng, names).split("\n\n")
            paragraphs.append(waiting.pop(0))
        stream.append("\n\n".join(paragraphs))
    random.Random(seed).shuffle(stream)  # noqa: S311 - an order, no secret
    return stream


def _rounds(texts: Sequence[str], seed: int) -> Iterator[tuple[str, random.Random]]:
    number = 0
    while True:
        for text in texts:
            number += 1
            yield text, random.Random(f"{seed}/{number}")  # noqa: S311 - varied prose, no secret


def _load_names() -> _Names:
    registry: Registry = load_registry()
    others = {
        kind: sorted(actor.name for actor in registry.actors.values() if actor.type is kind)
        for kind in (ActorType.ORGANISATION, ActorType.PERSON)
    }
    return _Names(matcher=build_matcher(registry), others=others)


def _vary(text: str, rng: random.Random, names: _Names) -> str:
    swapped: dict[str, str] = {}
    parts, end = [], 0
    for mention in names.matcher.find(text):
        if mention.actor is None or mention.type not in names.others or mention.start < end:
            continue
        other = swapped.setdefault(mention.actor, rng.choice(names.others[mention.type]))
        parts += [text[end : mention.start], other]
        end = mention.end
    moved = _NUMBER.sub(lambda m: str(int(m[0]) % 27 + 1), "".join([*parts, text[end:]]))
    return "\n\n".join(_shuffle(paragraph, rng) for paragraph in moved.split("\n\n"))


def _shuffle(paragraph: str, rng: random.Random) -> str:
    sentences = _SENTENCE_END.split(paragraph)
    rng.shuffle(sentences)
    return " ".join(sentences)
