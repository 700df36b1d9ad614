"""Which claims go back to the same mouth, and what does each weigh? Ten copies are one origin.

A story is the same thing said of the same pair without longer gaps; within it, claims of one original speaker
or of one text are one origin. The strongest claim of an origin stands for it and its copies add next to
nothing; the strongest origin of a story counts whole and each further one a little less.

Invariant: more of the same never weighs less in all, and the order of claims decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from oathbook.assessment.calibration import Floats, Ints
from oathbook.assessment.parameters import Parameters, load_parameters
from oathbook.assessment.statements import Statements, fold_name, name_origin, telling_text
from oathbook.model import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """For each statement: its story, its origin, and whether it was the first of its origin to be known."""

    story: Ints
    origin: Ints
    first: np.ndarray[tuple[int], np.dtype[np.bool_]]


def find_origins(statements: Statements, parameters: Parameters) -> Origins:
    """Stories by pair, sign and time; origins within them by speaker, text and document."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    s, count = statements, len(statements)
    if not count:
        none = np.zeros(0, dtype=np.int64)
        return Origins(story=none, origin=none, first=none.astype(bool))
    order = np.lexsort((s.known, s.sign, s.pair))
    pair, sign, known = s.pair[order], s.sign[order], s.known[order]
    fresh = np.ones(count, dtype=bool)
    fresh[1:] = (
        (pair[1:] != pair[:-1])
        | (sign[1:] != sign[:-1])
        | (known[1:] - known[:-1] > parameters.copies.story_days)
    )
    story = np.empty(count, dtype=np.int64)
    story[order] = np.cumsum(fresh) - 1
    alone = -1 - np.arange(count)  # a silence, or a text that betrays nothing, is like no other
    mouth = np.where(s.speaker >= 0, s.speaker, alone)
    text = _one_text(story, s, parameters)
    nodes, edges = count, []
    for codes in (_same(story, mouth), _same(story, np.where(text > 0, text, alone))):
        unique, place = np.unique(codes, return_inverse=True)
        edges.append((np.arange(count), nodes + place))
        nodes += len(unique)
    left = np.concatenate([edge[0] for edge in edges])
    right = np.concatenate([edge[1] for edge in edges])
    graph = coo_array((np.ones(len(left), dtype=np.int8), (left, right)), shape=(nodes, nodes))
    _, label = connected_components(graph, directed=False)
    _, origin = np.unique(label[:count], return_inverse=True)
    earliest = np.full(origin.max() + 1, np.iinfo(np.int64).max)
    np.minimum.at(earliest, origin, s.known)
    return Origins(story=story, origin=origin.astype(np.int64), first=s.known == earliest[origin])


def _same(story: Ints, what: Ints) -> Ints:
    """One code for each (story, what)."""
    low = int(what.min())
    return story * (int(what.max()) - low + 1) + (what - low)


def _one_text(story: Ints, statements: Statements, parameters: Parameters) -> Ints:
    """Texts with those alike within a story made one number; 0 stands for no telling text."""
    text = statements.text.copy()
    telling = np.flatnonzero(text > 0)
    if not len(telling):
        return text
    by_story: dict[int, set[int]] = {}
    for n in telling:
        by_story.setdefault(int(story[n]), set()).add(int(text[n]))
    stands_for: dict[tuple[int, int], int] = {}
    for number, found in by_story.items():
        if len(found) > 1:
            for left, right in find_alike(found, statements.texts, parameters.copies.quote_ratio):
                a = stands_for.get((number, left), left)
                b = stands_for.get((number, right), right)
                for key in [k for k, v in stands_for.items() if k[0] == number and v in (a, b)]:
                    stands_for[key] = min(a, b)
                stands_for[number, left] = stands_for[number, right] = min(a, b)
    if stands_for:
        for n in telling:
            text[n] = stands_for.get((int(story[n]), int(text[n])), int(text[n]))
    return text


def find_alike(found: Iterable[int], texts: Sequence[str], ratio: float) -> Iterator[tuple[int, int]]:
    """Pairs of different texts that are alike; only those of like length are compared."""
    by_length = sorted(found, key=lambda n: (len(texts[n]), texts[n]))
    least = (ratio / 100) / (2 - ratio / 100)  # lengths further apart cannot reach the ratio
    for i, longer in enumerate(by_length):
        for j in range(i - 1, -1, -1):
            shorter = by_length[j]
            if len(texts[shorter]) < len(texts[longer]) * least:
                break
            if fuzz.ratio(texts[shorter], texts[longer], score_cutoff=ratio) > 0:
                yield shorter, longer


def weigh_statements(
    statements: Statements, origins: Origins, chance: Floats, habit: Floats, parameters: Parameters
) -> Floats:
    """The weight of each statement, 0 to 1, beside its own trust; `habit` [mouth] is its share of copies."""
    count, copies = len(statements), parameters.copies
    if not count:
        return np.zeros(0)
    strength = chance * _doubt_lone(statements, origins, habit, parameters)
    size = np.bincount(origins.origin)
    # The strongest of an origin (of equals the earliest, then by key: never by place in the list).
    s = statements
    order = np.lexsort((s.key, s.known, -np.round(strength, 9), origins.origin))
    leads = np.zeros(count, dtype=bool)
    _, firsts = np.unique(origins.origin[order], return_index=True)
    leads[order[firsts]] = True
    n = size[origins.origin].astype(float)
    bonus = n / (1 + copies.within_origin * (n - 1)) - 1
    weight = np.where(leads, 1.0, bonus / np.maximum(n - 1, 1))
    # Rank of the origin within its story, strongest first.
    lead = np.empty(len(size), dtype=np.int64)
    lead[origins.origin[leads]] = np.flatnonzero(leads)
    story, best = origins.story[lead], strength[lead]
    ranked = np.lexsort((s.key[lead], s.known[lead], -np.round(best, 9), story))
    place = np.arange(len(ranked)) - np.searchsorted(story[ranked], story[ranked], side="left")
    rank = np.empty(len(ranked), dtype=np.int64)
    rank[ranked] = place
    weight = weight / (1 + copies.within_story * rank[origins.origin])
    return weight * (strength / np.maximum(chance, 1e-12))


def _doubt_lone(statements: Statements, origins: Origins, habit: Floats, parameters: Parameters) -> Floats:
    """What a later lone report of a source that often copies still weighs: it may be one more copy."""
    s, h = statements, parameters.copies.habit
    size = np.bincount(origins.origin)
    opening = np.full(int(origins.story.max()) + 1, np.iinfo(np.int64).max)
    np.minimum.at(opening, origins.story, s.known)
    later = (
        (s.speaker >= 0) & (s.relay < 0) & (size[origins.origin] == 1) & (s.known > opening[origins.story])
    )
    share = habit[s.speaker] if len(habit) else np.zeros(len(s))
    return np.where(later, 1 - h * share / (1 - (1 - h) * share), 1.0)


def find_copies(statements: Statements, origins: Origins) -> Ints:
    """1 for what came after the first of its origin by another outlet, else 0, [statement]."""
    size = np.bincount(origins.origin) if len(statements) else np.zeros(0, dtype=np.int64)
    return ((statements.relay < 0) & ~origins.first & (size[origins.origin] > 1)).astype(np.int64)


def group_by_origin(entries: Sequence[Entry], ratio: float = 92.0) -> list[list[Entry]]:
    """A few entries of one event in groups of one origin each, by first appearance: the same mouth, or a
    copied text, is one.

    For lists that people read; the weights of claims are worked out by `weigh_statements`.
    """
    group_of: dict[str, str] = {}  # a node is a mouth or a text; each points towards its group's

    def find(node: str) -> str:
        while group_of.setdefault(node, node) != node:
            node = group_of[node]
        return node

    words = load_parameters().copies.quote_words
    nodes = [f"mouth:{fold_name(name_origin(entry))}" for entry in entries]
    texts = [telling_text(entry.claim, words) for entry in entries]
    for node, text in zip(nodes, texts, strict=True):
        if text:
            group_of[find(node)] = find(f"text:{text}")
    distinct = sorted({text for text in texts if text})
    for left, right in find_alike(range(len(distinct)), distinct, ratio):
        group_of[find(f"text:{distinct[left]}")] = find(f"text:{distinct[right]}")
    groups: dict[str, list[Entry]] = {}
    for node, entry in zip(nodes, entries, strict=True):
        groups.setdefault(find(node), []).append(entry)
    return list(groups.values())
