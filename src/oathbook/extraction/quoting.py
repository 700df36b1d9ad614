"""Which words bear a claim. Invariant: the span lies inside the claim's sentence and holds its trigger."""

from __future__ import annotations

from oathbook.extraction.lexicon import hedges
from oathbook.extraction.match import Hit
from oathbook.extraction.parties import Filler, Reader
from oathbook.language.tree import Tree

_FAR = 60  # characters: a party that stands further off is known from the context and not quoted


def quote_span(reader: Reader, hit: Hit, s: Filler | None, o: Filler | None) -> tuple[int, int]:
    """From the first to the last word that bears the claim, inside the sentence."""
    tree = reader.tree
    tokens = [hit.trigger, *hit.extra]
    tokens += _telling_words(tree, hit.trigger)
    start, end = min(tree.starts[t] for t in tokens), max(tree.ends[t] for t in tokens)
    sides = [
        (f.start, f.end) for f in (s, o) if f is not None and f.start >= tree.start and f.end <= tree.end
    ]
    for a, b in sorted(sides, key=lambda side: abs(side[0] - start)):
        if a - end <= _FAR * 4 and start - b <= _FAR:
            start, end = min(start, a), max(end, b)
    while end > start and reader.text[end - 1] in " \n,;":
        end -= 1
    return start, end


def _telling_words(tree: Tree, trigger: int) -> list[int]:
    """Negations and words of doubt near the trigger: without them a quote would say more than its claim."""
    verbs = [trigger, *list(tree.ancestors(trigger))[:2]]
    at = tree.starts[trigger]
    negations = [k for v in verbs for k in tree.kids(v, "neg") if at - _FAR <= tree.starts[k] < at]
    doubts = [
        k
        for k in tree.subtree(trigger)
        if tree.words[k] in hedges("possible") and at < tree.starts[k] <= at + _FAR
    ]
    return negations + doubts
