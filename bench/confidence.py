"""How well does a claim's `reading` say whether it was read rightly? `python -m bench.confidence [--write]`.

Fits the coefficients of `data/extraction/confidence.toml` on the annotated development reports that are not held out
(`floors.json`), with one penalty for all, and prints how well the probabilities do on reports that a fit has not seen:
a reliability table, the log loss and the Brier score, from leaving out every fifth report in turn.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from bench.quality import FLOORS, ROOT, Floors, digest
from oathbook.analysis.gold import read_gold
from oathbook.analysis.score import score_documents
from oathbook.book import extract_documents, scoring_parties
from oathbook.extraction.confidence import FEATURES, Model, Signs
from oathbook.model import Kind

DATA = ROOT / "src" / "oathbook" / "data" / "extraction" / "confidence.toml"
FOLDS = 5
PENALTIES = (0.3, 1.0, 3.0, 10.0, 30.0)
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
KINDS = tuple(k.value for k in Kind)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Read claims as rows: `x` their features and kinds (n by f), `y` 1 where right, `group` the report's number."""

    x: Floats
    y: Floats
    group: NDArray[np.int64]


def collect(folder: Path, held_out: frozenset[str]) -> Sample:
    """The claims that the extractor reads in the reports that are not held out, and which of them are right."""
    gold = read_gold([folder])
    documents = [d for d in gold.documents if d.id not in held_out]
    extractions = {d.name: e for d, e in extract_documents([d.document for d in documents])}
    found = {name: e.claims for name, e in extractions.items()}
    score = score_documents(documents, found, scoring_parties(gold), resamples=1)
    rows, right, groups = [], [], []
    for number, document in enumerate(score.documents):
        matched = {id(predicted) for _, predicted in document.pairs}
        extraction = extractions[document.id]
        for claim, signs in zip(extraction.claims, extraction.signs, strict=True):
            if signs is not None:
                rows.append(row_of(signs))
                right.append(float(id(claim) in matched))
                groups.append(number)
    return Sample(x=np.array(rows), y=np.array(right), group=np.array(groups))


def row_of(signs: Signs) -> list[float]:
    """The features of one claim: the signs, then one column a kind."""
    return [float(getattr(signs, name)) for name in FEATURES] + [float(signs.kind.value == k) for k in KINDS]


def fit(x: Floats, y: Floats, penalty: float) -> Floats:
    """The ridge-penalised logistic coefficients, the intercept (not penalised) first; by Newton's method."""
    design = np.hstack([np.ones((len(x), 1)), x])
    ridge = penalty * np.eye(design.shape[1])
    ridge[0, 0] = 0.0
    w = np.zeros(design.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-design @ w))
        gradient = design.T @ (y - p) - ridge @ w
        hessian = (design * (p * (1 - p))[:, None]).T @ design + ridge
        step = np.linalg.solve(hessian, gradient)
        w = w + step
        if float(np.abs(step).max()) < 1e-8:
            break
    return w


def predict(x: Floats, w: Floats) -> Floats:
    """The probabilities of the rows of `x`."""
    values: Floats = 1 / (1 + np.exp(-(w[0] + x @ w[1:])))
    return np.clip(values, 0.05, 0.99)


def cross_validate(sample: Sample, penalty: float) -> Floats:
    """For each claim the probability by a fit that has not seen its report."""
    p = np.zeros(len(sample.y))
    for fold in range(FOLDS):
        out = sample.group % FOLDS == fold
        p[out] = predict(sample.x[out], fit(sample.x[~out], sample.y[~out], penalty))
    return p


def log_loss(y: Floats, p: Floats) -> float:
    """The mean of minus the log probability given to what was so, in nats."""
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)))


def brier(y: Floats, p: Floats) -> float:
    """The mean squared distance between probability and outcome."""
    return float(np.mean((y - p) ** 2))


def to_model(w: Sequence[float]) -> Model:
    """The coefficients as the extractor loads them."""
    features = {n: round(v, 3) for n, v in zip(FEATURES, w[1 : 1 + len(FEATURES)], strict=True)}
    kinds = {k: round(v, 3) for k, v in zip(KINDS, w[1 + len(FEATURES) :], strict=True)}
    return Model(intercept=round(w[0], 3), features=features, kinds={k: v for k, v in kinds.items() if v})


def to_toml(model: Model, provenance: str) -> str:
    """The data file: provenance as comments, then the numbers."""
    lines = [f"# {line}" for line in provenance.splitlines()]
    lines += [f"intercept = {model.intercept}", "", "[features]"]
    lines += [f"{name} = {value}" for name, value in model.features.items()]
    lines += ["", "[kinds]"]
    lines += [f"{name} = {value}" for name, value in model.kinds.items()]
    return "\n".join(lines) + "\n"


def show(y: Floats, p: Floats, console: Console) -> None:
    """Prints the reliability table: of the claims given about this probability, how many were right."""
    table = Table(box=None, pad_edge=False)
    for head in ("probability", "claims", "mean said", "right"):
        table.add_column(head, justify="right")
    for low, high in itertools.pairwise(BINS):
        inside = (p >= low) & (p < high)
        if inside.any():
            said, right = float(p[inside].mean()), float(y[inside].mean())
            table.add_row(f"{low:.1f} to {high:.1f}", str(int(inside.sum())), f"{said:.2f}", f"{right:.2f}")
    console.print(table)


def main() -> int:
    """Fits, prints, and with --write replaces the data file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    beside = ROOT.parent / "shared" / "gold" / "dev"
    parser.add_argument("--gold", type=Path, default=Path(os.environ.get("OATHBOOK_GOLD") or beside))
    parser.add_argument("--write", action="store_true", help="replace the shipped coefficients")
    arguments = parser.parse_args()
    if not any(arguments.gold.glob("*.json")):
        print(
            f"No annotated reports in {arguments.gold}: nothing fitted. OATHBOOK_GOLD names another folder."
        )
        return 0
    sample = collect(arguments.gold, Floors.read(FLOORS).held_out)
    losses = {c: log_loss(sample.y, cross_validate(sample, c)) for c in PENALTIES}
    penalty = min(losses, key=lambda c: losses[c])
    p = cross_validate(sample, penalty)
    base = np.full(len(sample.y), sample.y.mean())
    console = Console(width=90, highlight=False)
    show(sample.y, p, console)
    told = (
        f"{len(sample.y)} claims of {len(set(sample.group.tolist()))} reports, {sample.y.mean():.3f} right; penalty {penalty}\n"
        f"left-out reports: log loss {log_loss(sample.y, p):.3f} (the mean alone {log_loss(sample.y, base):.3f}), "
        f"Brier {brier(sample.y, p):.3f} ({brier(sample.y, base):.3f})"
    )
    console.print(told)
    if arguments.write:
        head = "The chance that kind and parties of a claim were read rightly: log odds. Written by\npython -m bench.confidence --write"
        origin = (
            f"on the reports that floors.json does not hold out, gold sha256 {digest(arguments.gold)[:12]}."
        )
        model = to_model(fit(sample.x, sample.y, penalty).tolist())
        DATA.write_text(to_toml(model, f"{head} {origin}\n{told}"), "utf-8")
        print(f"{DATA.name} written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
