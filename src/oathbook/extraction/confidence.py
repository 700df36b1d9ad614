"""How likely is it that a claim was read rightly: its kind and both its parties?

A logistic model over a few signs that the reading itself gives; its coefficients are data with their provenance
(`data/extraction/confidence.toml`) and `python -m bench.confidence` fits them anew. Invariant: a probability depends on
the signs alone, and never reaches 0 or 1.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from oathbook.data import read_text
from oathbook.extraction.frames import Frame
from oathbook.extraction.parties import Filler
from oathbook.language.tree import Tree
from oathbook.model import Claim, Kind

_LEAST, _MOST = 0.05, 0.99
_FAR = 3.0  # hundreds of characters beyond which more distance says no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What a reading shows of its own quality.

    `trust`: the author's prior for the frame, as log odds. `doubt`: minus the log of the chance that the parties were
    resolved rightly. `anaphors`, `unknown`, `nameless`: how many sides are pronouns or descriptions, names that the
    registry lacks, plain nouns. `gap`: hundreds of characters from the trigger to the farther party. `surface`: read by
    a pattern over words. `agree`: other frames that read the same in this sentence. `contested`: other kinds that the
    same word opened. `length`: tens of words of the sentence.
    """

    kind: Kind
    trust: float
    doubt: float
    anaphors: int
    unknown: int
    nameless: int
    gap: float
    surface: int
    length: float
    agree: int = 0
    contested: int = 0


# Each sign that the model weighs; the kind adds an offset of its own.
FEATURES = (
    "trust",
    "doubt",
    "anaphors",
    "unknown",
    "nameless",
    "gap",
    "surface",
    "length",
    "agree",
    "contested",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Coefficients on the log odds: an intercept, one a feature, an offset a kind (0 where none was fitted)."""

    intercept: float
    features: Mapping[str, float]
    kinds: Mapping[str, float]

    def probability(self, signs: Signs) -> float:
        """The chance that kind and parties are right, within (0, 1)."""
        total = self.intercept + self.kinds.get(signs.kind.value, 0.0)
        total += sum(weight * getattr(signs, name) for name, weight in self.features.items())
        return round(max(_LEAST, min(_MOST, 1 / (1 + math.exp(-total)))), 3)


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The shipped coefficients."""
    row = tomllib.loads(read_text("extraction", "confidence.toml"))
    return Model(intercept=row["intercept"], features=row["features"], kinds=row["kinds"])


def read_signs(frame: Frame, kind: Kind, tree: Tree, trigger: int, sides: Sequence[Filler | None]) -> Signs:
    """The signs of one hit with its parties, before its sentence's other hits are known."""
    present = [f for f in sides if f is not None]
    at = tree.starts[trigger]
    here = [f for f in present if tree.start <= f.start < tree.end]
    gaps = [max(0, f.start - at, at - f.end) / 100 for f in here]
    return Signs(
        kind=kind,
        trust=round(math.log(frame.trust / (1 - frame.trust)), 3),
        doubt=round(-sum(math.log(max(f.sure, 0.05)) for f in present), 3),
        anaphors=sum(f.anaphor for f in present),
        unknown=sum(f.party.actor is None and f.party.type is not None for f in present),
        nameless=sum(f.party.type is None for f in present),
        gap=round(min(_FAR, max(gaps, default=0.0)), 2),
        surface=int(bool(frame.patterns) and not frame.triggers),
        length=round(len(tree) / 10, 1),
    )


def weigh(found: Sequence[tuple[int, Claim, Signs]]) -> list[tuple[Claim, Signs]]:
    """The claims of one sentence with their probability, now that it is known what its other hits read."""
    weighed = []
    for trigger, claim, signs in found:
        agree = {
            o.frame
            for _, o, _ in found
            if o.frame != claim.frame
            and o.kind is claim.kind
            and (o.subject, o.object) == (claim.subject, claim.object)
        }
        contested = any(t == trigger and o.kind is not claim.kind for t, o, _ in found)
        whole = replace(signs, agree=min(2, len(agree)), contested=int(contested))
        weighed.append((replace(claim, reading=load_model().probability(whole)), whole))
    return weighed
