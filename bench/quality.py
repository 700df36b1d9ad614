"""How good is the extractor, and is it as good as it was? `python -m bench.quality [--raise]`.

Prints the figures of `docs/guides/scoring.md` beside their pinned floors (`floors.json`) and exits 1 when one
falls below: for the annotated development reports, for those of them that were held out, and for the reports
of `bench/reports`, written as news agencies, panels and analysts write, by one who wrote no frames. Floors only
rise: `--raise` writes higher ones and never lower. They hold for exact corpora, named by their digests;
`--new-gold` pins anew for others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from oathbook.analysis.gold import Gold, GoldDocument, read_gold
from oathbook.analysis.parties import Parties
from oathbook.analysis.score import Score, score_documents
from oathbook.book import extract_documents, scoring_parties
from oathbook.model import Claim

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).with_name("floors.json")
REPORTS = Path(__file__).with_name("reports")
HELD_OUT, OURS = "held_out_", "ours_"
# What another processor's rounding may turn: one parse of a thousand, so one claim of some hundreds.
SLACK = 0.004
TARGETS = {
    "core_f1": 0.60,
    "core_precision": 0.75,
    "all_f1": 0.50,
    "grounded": 1.0,
    "said_by_nearest": 0.85,
    "when_overlap": 0.80,
    "polarity": 0.95,
    "realis": 0.90,
}
TARGET_IN_PLAIN_NEWS = 2  # claims in all the reports together in which the annotators found next to nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """What was reached, by figure, for the corpus of this digest; `held_out` and `plain_news` are ids.

    `most_in_plain_news` is a ceiling and only sinks; None where nothing was pinned yet.
    """

    gold_sha256: str
    reports_sha256: str
    held_out: frozenset[str]
    plain_news: frozenset[str]
    most_in_plain_news: int | None
    figures: Mapping[str, float]

    @staticmethod
    def read(path: Path) -> Floors:
        """The floors in a file."""
        row = json.loads(path.read_text("utf-8"))
        return Floors(
            gold_sha256=row["gold_sha256"],
            reports_sha256=row["reports_sha256"],
            held_out=frozenset(row["held_out"]),
            plain_news=frozenset(row["plain_news"]),
            most_in_plain_news=row["most_in_plain_news"],
            figures=row["figures"],
        )

    def write(self, path: Path) -> None:
        """Writes them as a file that a diff shows well."""
        row = {
            "gold_sha256": self.gold_sha256,
            "reports_sha256": self.reports_sha256,
            "held_out": sorted(self.held_out),
            "plain_news": sorted(self.plain_news),
            "most_in_plain_news": self.most_in_plain_news,
            "figures": dict(sorted(self.figures.items())),
        }
        path.write_text(json.dumps(row, indent=2) + "\n", "utf-8")

    def faults(self, figures: Mapping[str, float], in_plain_news: int) -> list[str]:
        """A sentence for each figure that is missing or worse than what was pinned."""
        faults = []
        for name, floor in self.figures.items():
            if name not in figures:
                faults.append(f"{name} has a floor of {floor:.3f} and is no longer measured.")
            elif figures[name] < floor:
                faults.append(f"{name} is {figures[name]:.4f}, below its floor of {floor:.3f}.")
        most = self.most_in_plain_news
        if most is not None and in_plain_news > most:
            faults.append(f"{in_plain_news} claims were found in plain news, more than the {most} pinned.")
        return faults

    def raised(self, figures: Mapping[str, float], in_plain_news: int) -> Floors:
        """The better of what is pinned and what is reached now, less the slack; nothing pinned is dropped."""
        reached = {name: _floor(value) for name, value in figures.items()}
        names = self.figures.keys() | reached.keys()
        best = {name: max(self.figures.get(name, 0.0), reached.get(name, 0.0)) for name in names}
        most = in_plain_news if self.most_in_plain_news is None else self.most_in_plain_news
        return replace(self, figures=best, most_in_plain_news=min(most, in_plain_news))


def _floor(value: float) -> float:
    return 1.0 if value == 1 else max(0.0, math.floor((value - SLACK) * 1000) / 1000)


def digest(folder: Path) -> str:
    """The sha256 over the names and contents of the gold's files."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.name} {content}\n".encode())
    return total.hexdigest()


def measure(gold: Gold, held_out: Iterable[str], plain_news: Iterable[str]) -> tuple[dict[str, float], int]:
    """The figures by name (what has nothing to score is left out), and the claims found in plain news."""
    found, parties = _extract(gold), scoring_parties(gold)
    figures = _figures(gold.documents, found, parties)
    apart = [document for document in gold.documents if document.id in frozenset(held_out)]
    figures |= {HELD_OUT + name: value for name, value in _figures(apart, found, parties).items()}
    return figures, sum(len(found.get(name, ())) for name in plain_news)


def measure_ours(folder: Path = REPORTS) -> dict[str, float]:
    """The figures of the reports that the bench brings along."""
    gold = read_gold([folder])
    figures = _figures(gold.documents, _extract(gold), scoring_parties(gold))
    return {OURS + name: value for name, value in figures.items()}


def _extract(gold: Gold) -> dict[str, tuple[Claim, ...]]:
    documents = [document.document for document in gold.documents]
    return {document.name: extraction.claims for document, extraction in extract_documents(documents)}


def _figures(
    documents: Iterable[GoldDocument], found: Mapping[str, tuple[Claim, ...]], parties: Parties
) -> dict[str, float]:
    score: Score = score_documents(list(documents), found, parties, resamples=1)
    figures: dict[str, float | None] = {}
    for name, part in (("core", score.core), ("all", score.all)):
        figures |= {
            f"{name}_precision": part.precision,
            f"{name}_recall": part.recall,
            f"{name}_f1": part.f1,
        }
    figures |= {"core_strict_f1": score.strict_core.f1, "all_strict_f1": score.strict.f1}
    figures |= {"grounded": score.grounded}
    figures |= {name: share.share for name, share in score.fields.items()}
    return {name: value for name, value in figures.items() if value is not None}


def show(figures: Mapping[str, float], in_plain_news: int, floors: Floors, console: Console) -> None:
    """Prints every figure beside those of the held-out and of our own reports, the target and the floor."""
    table = Table(box=None, pad_edge=False)
    for head in ("figure", "all reports", "held out", "ours", "target", "floor"):
        table.add_column(head, justify="left" if head == "figure" else "right")
    names = dict.fromkeys(name.removeprefix(HELD_OUT).removeprefix(OURS) for name in figures)
    for name in names:
        row = [figures.get(prefix + name) for prefix in ("", HELD_OUT, OURS)]
        cells = [*row, TARGETS.get(name), floors.figures.get(name)]
        table.add_row(name.replace("_", " "), *("" if value is None else f"{value:.3f}" for value in cells))
    most = "" if floors.most_in_plain_news is None else f"≤ {floors.most_in_plain_news}"
    table.add_row("claims in plain news", str(in_plain_news), "", "", f"≤ {TARGET_IN_PLAIN_NEWS}", most)
    console.print(table)


def main() -> int:
    """Prints the figures; 1 if one is below its floor or the gold is another."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, default=None, help="default: OATHBOOK_GOLD, ../shared/gold/dev")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="write higher floors")
    parser.add_argument("--new-gold", action="store_true", help="pin floors anew for a changed gold")
    arguments = parser.parse_args()
    beside = ROOT.parent / "shared" / "gold" / "dev"
    folder = arguments.gold or Path(os.environ.get("OATHBOOK_GOLD") or beside)
    if not any(folder.glob("*.json")):
        print(f"No annotated reports in {folder}: nothing measured. OATHBOOK_GOLD names another folder.")
        return 0
    floors = Floors.read(FLOORS)
    here, ours = digest(folder), digest(REPORTS)
    if (here, ours) != (floors.gold_sha256, floors.reports_sha256):
        if not arguments.new_gold:
            print(
                f"The gold in {folder} or {REPORTS} is not the one that the floors are for. "
                "If that is meant: python -m bench.quality --new-gold",
                file=sys.stderr,
            )
            return 1
        floors = replace(floors, gold_sha256=here, reports_sha256=ours, figures={}, most_in_plain_news=None)
    figures, in_plain_news = measure(read_gold([folder]), floors.held_out, floors.plain_news)
    figures |= measure_ours()
    show(figures, in_plain_news, floors, Console(width=90, highlight=False))
    faults = floors.faults(figures, in_plain_news)
    for fault in faults:
        print(fault, file=sys.stderr)
    if arguments.raise_floors or arguments.new_gold:
        raised = floors.raised(figures, in_plain_news)
        raised.write(FLOORS)
        risen = sum(value > floors.figures.get(name, -1) for name, value in raised.figures.items())
        print(f"{risen} floors raised in {FLOORS.name}.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
