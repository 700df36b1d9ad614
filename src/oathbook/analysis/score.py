"""How good is an extractor against gold? Section 5 of the claims vocabulary, as numbers.

Invariant: a share of nothing is None, never 0 or 1; documents are scored apart and only counts are added.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from oathbook.analysis.gold import GoldDocument
from oathbook.analysis.pairing import pair_best
from oathbook.analysis.parties import Parties
from oathbook.model import CORE_KINDS, SYMMETRIC_KINDS, Claim, Kind, Polarity, Realis, Scope
from oathbook.model.claim import Certainty

RESAMPLES = 1000
SEED = 20180124  # any fixed number: the same input gives the same interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Counts of claims and what follows from them; `interval` bounds F1 at 95 % by resampling documents."""

    matched: int
    predicted: int
    gold: int
    interval: tuple[float, float] | None = None

    @property
    def precision(self) -> float | None:
        """The share of predicted claims that match, None without predictions."""
        return self.matched / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """The share of gold claims that are matched, None without gold."""
        return self.matched / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, None where there is neither claim nor prediction."""
        total = self.predicted + self.gold
        return 2 * self.matched / total if total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`right` of `total` matched claims; `marked` of them depart from the field's default on either side.

    Most claims leave most fields at their default, so the marked share shows what the plain one hides.
    """

    right: int
    total: int
    marked_right: int
    marked: int

    @property
    def share(self) -> float | None:
        """Right among all matched claims, None where nothing matched."""
        return self.right / self.total if self.total else None

    @property
    def marked_share(self) -> float | None:
        """Right among matched claims with something to get right, None where there is none."""
        return self.marked_right / self.marked if self.marked else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentScore:
    """One document's pairs (gold, predicted) and what is left over on both sides."""

    id: str
    pairs: tuple[tuple[Claim, Claim], ...]
    missed: tuple[Claim, ...]
    extra: tuple[Claim, ...]
    grounded: int

    @property
    def gold(self) -> tuple[Claim, ...]:
        """All gold claims, matched ones first."""
        return (*(gold for gold, _ in self.pairs), *self.missed)

    @property
    def predicted(self) -> tuple[Claim, ...]:
        """All predicted claims, matched ones first."""
        return (*(predicted for _, predicted in self.pairs), *self.extra)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The whole of section 5; `grounded` is None where nothing was predicted."""

    core: Found
    all: Found
    kinds: Mapping[Kind, Found]
    strict_core: Found
    strict: Found
    fields: Mapping[str, Share]
    grounded: float | None
    documents: tuple[DocumentScore, ...]


Agree = Callable[[Claim, Claim, Parties], bool]


def _same_when(a: Claim, b: Claim) -> bool:
    return (None if a.when is None else a.when.edtf) == (None if b.when is None else b.when.edtf)


def _near_when(a: Claim, b: Claim) -> bool:
    if a.when is None or b.when is None:
        return a.when is b.when
    return a.when.granularity is b.when.granularity and a.when.overlaps(b.when)


def _nearest(claim: Claim, names: Parties) -> str | None:
    return names.key(claim.said_by[0]) if claim.said_by else None


def _label(claim: Claim) -> str | None:
    return None if claim.from_ is None else claim.from_.label


# Per field: are the two right together, and does a claim depart from the field's default?
_FIELDS: Mapping[str, tuple[Agree, Callable[[Claim], bool]]] = {
    "when_exact": (lambda a, b, _: _same_when(a, b), lambda c: c.when is not None),
    "when_overlap": (lambda a, b, _: _near_when(a, b), lambda c: c.when is not None),
    "said_by_set": (
        lambda a, b, names: {names.key(s) for s in a.said_by} == {names.key(s) for s in b.said_by},
        lambda c: bool(c.said_by),
    ),
    "said_by_nearest": (
        lambda a, b, names: _nearest(a, names) == _nearest(b, names),
        lambda c: bool(c.said_by),
    ),
    "polarity": (lambda a, b, _: a.polarity is b.polarity, lambda c: c.polarity is not Polarity.POSITIVE),
    "certainty": (lambda a, b, _: a.certainty is b.certainty, lambda c: c.certainty is not Certainty.CERTAIN),
    "realis": (lambda a, b, _: a.realis is b.realis, lambda c: c.realis is not Realis.ACTUAL),
    "scope": (lambda a, b, _: a.scope is b.scope, lambda c: c.scope is not Scope.GROUP),
    "count": (lambda a, b, _: a.count == b.count, lambda c: c.count is not None),
    "from": (lambda a, b, names: names.same(_label(a), _label(b)), lambda c: c.from_ is not None),
    "ended": (lambda a, b, _: a.ended is b.ended, lambda c: c.ended),
}
_STRICT_FIELDS = ("polarity", "realis", "said_by_nearest", "when_overlap")


def score_documents(
    gold: Sequence[GoldDocument],
    predictions: Mapping[str, Sequence[Claim]],
    parties: Parties,
    *,
    resamples: int = RESAMPLES,
) -> Score:
    """The score of `predictions` (by document id) against `gold`.

    Predictions for documents that are not in `gold` are ignored, so one prediction run serves many folds.
    """
    documents = tuple(
        _score_document(document, predictions.get(document.id, ()), parties) for document in gold
    )

    def strict(pair: tuple[Claim, Claim]) -> bool:
        return all(_FIELDS[name][0](*pair, parties) for name in _STRICT_FIELDS)

    def count(kinds: Iterable[Kind], *, strictly: bool = False, interval: bool = False) -> Found:
        wanted = frozenset(kinds)
        counts = [_count(document, wanted, strict if strictly else None) for document in documents]
        bounds = _resample(counts, resamples) if interval else None
        matched, predicted, in_gold = (
            (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
        )
        return Found(matched=matched, predicted=predicted, gold=in_gold, interval=bounds)

    pairs = [pair for document in documents for pair in document.pairs]
    predicted = sum(len(document.predicted) for document in documents)
    return Score(
        core=count(CORE_KINDS, interval=True),
        all=count(Kind, interval=True),
        kinds={kind: count([kind]) for kind in Kind},
        strict_core=count(CORE_KINDS, strictly=True, interval=True),
        strict=count(Kind, strictly=True, interval=True),
        fields={name: _share(pairs, *tests, parties) for name, tests in _FIELDS.items()},
        grounded=sum(document.grounded for document in documents) / predicted if predicted else None,
        documents=documents,
    )


def agree(gold: Claim, predicted: Claim, parties: Parties) -> bool:
    """Whether two claims match: kind, subject and object, sides swapped or not where the kind is mutual."""
    if gold.kind is not predicted.kind:
        return False
    a, b = sides(gold), sides(predicted)
    same_object = parties.same_principal if gold.kind is Kind.PLEDGE else parties.same
    if parties.same(a[0], b[0]) and same_object(a[1], b[1]):
        return True
    return gold.kind in SYMMETRIC_KINDS and parties.same(a[0], b[1]) and parties.same(a[1], b[0])


def sides(claim: Claim) -> tuple[str | None, str | None]:
    """The labels of subject and object."""
    return (
        None if claim.subject is None else claim.subject.label,
        None if claim.object is None else claim.object.label,
    )


def overlap(a: Claim, b: Claim) -> float:
    """The share of the two quotes' joint stretch that both cover, 0 where they are apart."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(shared, 0) / max(max(a.end, b.end) - min(a.start, b.start), 1)


def _score_document(gold: GoldDocument, predicted: Sequence[Claim], parties: Parties) -> DocumentScore:
    text = gold.document.text
    length = len(text) + 1
    weights = {
        # Nearness only decides between pairs of equal overlap.
        (i, j): 0.999 * overlap(a, b) + 0.001 * (1 - min(abs(a.start - b.start), length) / length)
        for i, a in enumerate(gold.claims)
        for j, b in enumerate(predicted)
        if agree(a, b, parties)
    }
    pairs = pair_best(weights)
    taken_gold, taken_predicted = {i for i, _ in pairs}, {j for _, j in pairs}
    return DocumentScore(
        id=gold.id,
        pairs=tuple((gold.claims[i], predicted[j]) for i, j in pairs),
        missed=tuple(claim for i, claim in enumerate(gold.claims) if i not in taken_gold),
        extra=tuple(claim for j, claim in enumerate(predicted) if j not in taken_predicted),
        grounded=sum(text[claim.start : claim.end] == claim.quote for claim in predicted),
    )


def _count(
    document: DocumentScore, kinds: frozenset[Kind], only: Callable[[tuple[Claim, Claim]], bool] | None
) -> tuple[int, int, int]:
    matched = sum(pair[0].kind in kinds and (only is None or only(pair)) for pair in document.pairs)
    predicted = sum(claim.kind in kinds for claim in document.predicted)
    return matched, predicted, sum(claim.kind in kinds for claim in document.gold)


def _share(
    pairs: Sequence[tuple[Claim, Claim]], right: Agree, departs: Callable[[Claim], bool], parties: Parties
) -> Share:
    verdicts = [(right(a, b, parties), departs(a) or departs(b)) for a, b in pairs]
    return Share(
        right=sum(ok for ok, _ in verdicts),
        total=len(verdicts),
        marked_right=sum(ok and marked for ok, marked in verdicts),
        marked=sum(marked for _, marked in verdicts),
    )


def _resample(counts: Sequence[tuple[int, int, int]], resamples: int) -> tuple[float, float] | None:
    """The 2.5 % and 97.5 % points of F1 over documents drawn with replacement (percentile method)."""
    if len(counts) < 2 or resamples < 1:
        return None
    draw = random.Random(SEED)  # noqa: S311 - a bootstrap needs repeatable draws, not secret ones
    figures = []
    for _ in range(resamples):
        sample = draw.choices(counts, k=len(counts))
        total = sum(predicted + gold for _, predicted, gold in sample)
        if total:
            figures.append(2 * sum(matched for matched, _, _ in sample) / total)
    if not figures:
        return None
    figures.sort()
    last = len(figures) - 1
    return figures[round(0.025 * last)], figures[round(0.975 * last)]
