"""Which ways of saying a claim are read, and which near misses are let alone? `python -m bench.probes [--show]`.

The passages under `bench/probes/` are our own prose in the manner of agencies, newspapers, panels and the
groups themselves, written kind by kind to find gaps in the frames. They were read while frames were written,
so their figures say what is covered, never how good the extractor is on news: `bench.quality` says that.

A passage is some lines of text, then a line for each core claim in it:

    Ansar Dine has sworn allegiance to al-Qaeda, but it never accepted a merger with Boko Haram.
    = pledge: Ansar Dine > al-Qaeda
    = merge-: Ansar Dine > Boko Haram

The kind may carry `-` (it is not so) and `~` (planned, wished, demanded); `_` stands for nobody. A passage
without claim lines must give no core claim at all.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from oathbook.analysis.gold import Gold, GoldDocument
from oathbook.analysis.score import Score, score_documents
from oathbook.book import extract_documents, scoring_parties
from oathbook.model import CORE_KINDS, Claim, Document, Kind, Party, Polarity, Realis

FOLDER = Path(__file__).with_name("probes")
PUBLISHED = date(2019, 6, 14)  # any day: no probe asks for a time
_CLAIM = re.compile(r"= (?P<kind>[a-z_]+)(?P<minus>-?)(?P<tilde>~?): (?P<subject>.+?) > (?P<object>.+)")


def read_probes(folder: Path = FOLDER) -> Iterator[GoldDocument]:
    """Every passage of the folder as a small annotated document; its id is file and line."""
    for file in sorted(folder.glob("*.txt")):
        text: list[str] = []
        claims: list[Claim] = []
        first = 0
        for number, line in enumerate([*file.read_text("utf-8").splitlines(), ""], 1):
            if line.startswith("#"):
                continue
            if line.startswith("="):
                claims.append(_claim(line, f"{file.name}:{number}"))
            elif line.strip():
                first = first or number
                text.append(line.strip())
            elif text:
                name = f"{file.stem}:{first}"
                document = Document(text="\n\n".join(text), published=PUBLISHED, name=name)
                yield GoldDocument(id=name, document=document, claims=tuple(claims))
                text, claims, first = [], [], 0


def _claim(line: str, where: str) -> Claim:
    m = _CLAIM.fullmatch(line.strip())
    if m is None:
        raise ValueError(f"{where}: {line!r} is no claim; write '= kind: subject > object'")
    sides = [None if s == "_" else Party(written=s) for s in (m["subject"], m["object"])]
    return Claim(
        kind=Kind(m["kind"]),
        subject=sides[0],
        object=sides[1],
        polarity=Polarity.NEGATIVE if m["minus"] else Polarity.POSITIVE,
        realis=Realis.PROSPECTIVE if m["tilde"] else Realis.ACTUAL,
        quote="",
        start=0,
        end=0,
    )


def measure(probes: Sequence[GoldDocument]) -> Score:
    """The score of the extractor on the passages; only core claims are asked for."""
    found = {d.name: e.claims for d, e in extract_documents([p.document for p in probes])}
    core = {name: [c for c in claims if c.kind in CORE_KINDS] for name, claims in found.items()}
    parties = scoring_parties(Gold(documents=tuple(probes), actors={}))
    return score_documents(probes, core, parties, resamples=1)


def show(score: Score, console: Console) -> None:
    """Prints precision and recall by kind, and how often polarity and realis were right."""
    table = Table(box=None, pad_edge=False)
    for head in ("kind", "claims", "read", "right", "precision", "recall"):
        table.add_column(head, justify="left" if head == "kind" else "right")
    rows = [(kind.value, score.kinds[kind]) for kind in Kind if kind in CORE_KINDS]
    for name, found in [*rows, ("all core", score.core)]:
        shares = ("" if x is None else f"{x:.2f}" for x in (found.precision, found.recall))
        table.add_row(name, str(found.gold), str(found.predicted), str(found.matched), *shares)
    console.print(table)
    for name in ("polarity", "realis"):
        share = score.fields[name]
        console.print(f"{name} {share.right}/{share.total}, where marked {share.marked_right}/{share.marked}")


def _say(c: Claim) -> str:
    sides = " > ".join("_" if s is None else s.label for s in (c.subject, c.object))
    realis = "~" if c.realis is Realis.PROSPECTIVE else ""
    return f"{c.kind.value}{'-' if c.polarity is Polarity.NEGATIVE else ''}{realis}: {sides}"


def show_faults(probes: Sequence[GoldDocument], score: Score, only: str | None, console: Console) -> None:
    """Prints each passage that was not read as marked, with what was missed and what was read too much."""
    texts = {p.id: p.document.text for p in probes}
    for document in score.documents:
        wrong = [(g, c) for g, c in document.pairs if (g.polarity, g.realis) != (c.polarity, c.realis)]
        if not (document.missed or document.extra or wrong) or (only and not document.id.startswith(only)):
            continue
        console.print(f"{document.id}  {texts[document.id]}", highlight=False, markup=False)
        for c in document.missed:
            console.print(f"    missed  {_say(c)}", highlight=False, markup=False)
        for c in document.extra:
            console.print(f"    extra   {_say(c)}   {c.frame}", highlight=False, markup=False)
        for g, c in wrong:
            console.print(f"    wrong   {_say(c)}, not {_say(g)}   {c.frame}", highlight=False, markup=False)


def main() -> None:
    """Prints the table; with --show the passages that were not read as marked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", nargs="?", const="", help="list faults, of files that begin like this")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    probes = list(read_probes(arguments.folder))
    score = measure(probes)
    console = Console(width=160, highlight=False)
    if arguments.show is not None:
        show_faults(probes, score, arguments.show, console)
    show(score, console)


if __name__ == "__main__":
    main()
