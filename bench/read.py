"""How fast does Oathbook read, and in how much memory? `python -m bench.read` prints a table.

Words per second and core on relevant text; megabytes per second on a stream of which 5 % is relevant, beside
the full pipeline of the parser that Oathbook uses on that same stream; and the most memory that a process
took. Each is measured in a process of its own with one thread.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.corpus import ROOT, find_relevant, make_stream, vary

RELEVANT_WORDS = 60_000
STREAM_DOCUMENTS = 200  # the parser alone takes most of a minute for them
TARGET_WORDS_PER_S = 3_000
TARGET_RATIO = 15
TARGET_MIB = 600
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "POLARS_MAX_THREADS")
_ONE_THREAD = dict.fromkeys(_THREADS, "1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one worker did; `found` counts claims, or the parser's entities."""

    seconds: float
    load_seconds: float
    words: int
    size_bytes: int
    found: int
    peak_bytes: int

    @property
    def words_per_s(self) -> float:
        """Words per second of one core."""
        return self.words / self.seconds

    @property
    def mb_per_s(self) -> float:
        """Megabytes (10^6 bytes of UTF-8) per second of one core."""
        return self.size_bytes / 1e6 / self.seconds


def measure(reader: str, texts: list[str]) -> Measured:
    """The reader's figures on the texts, taken in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        path.write_text("".join(json.dumps(text) + "\n" for text in texts), "utf-8")
        command = [sys.executable, "-m", "bench.worker", reader, str(path)]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | _ONE_THREAD, stdout=subprocess.PIPE, text=True, check=True
        )
    return Measured(**json.loads(done.stdout))


def main() -> int:
    """Prints the table; 1 if a target is missed and --strict."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--words", type=int, default=RELEVANT_WORDS, help="of relevant text")
    parser.add_argument("--documents", type=int, default=STREAM_DOCUMENTS, help="in the stream")
    parser.add_argument("--strict", action="store_true", help="exit 1 if a target is missed")
    arguments = parser.parse_args()
    origin, texts = find_relevant()
    relevant = measure("oathbook", vary(texts, words=arguments.words))
    stream = make_stream(texts, documents=arguments.documents)
    ours, theirs = measure("oathbook", stream), measure("spacy", stream)
    ratio = ours.mb_per_s / theirs.mb_per_s
    peak_mib = max(relevant.peak_bytes, ours.peak_bytes) / 2**20

    table = Table(box=None, pad_edge=False)
    for head in ("figure", "measured", "target", "on"):
        table.add_column(head, justify="right" if head in ("measured", "target") else "left")
    on_stream = f"{len(stream)} reports, 5 % relevant, {ours.size_bytes / 1e6:.1f} MB, {ours.found} claims"
    on_relevant = f"{relevant.words:,} words varied from {origin}, {relevant.found:,} claims"
    table.add_row(
        "words/s per core", f"{relevant.words_per_s:,.0f}", f"≥ {TARGET_WORDS_PER_S:,}", on_relevant
    )
    table.add_row("MB/s per core", f"{ours.mb_per_s:.2f}", "", on_stream)
    table.add_row(
        "the parser alone, MB/s", f"{theirs.mb_per_s:.3f}", "", f"the same; {theirs.words_per_s:,.0f} words/s"
    )
    table.add_row("times the parser alone", f"{ratio:.1f}", f"≥ {TARGET_RATIO}", "the same")
    table.add_row("peak memory, MiB", f"{peak_mib:.0f}", f"≤ {TARGET_MIB}", "the larger of both")
    table.add_row("loading, s", f"{ours.load_seconds:.1f}", "", "not counted above")
    Console(width=110, highlight=False).print(table)
    missed = relevant.words_per_s < TARGET_WORDS_PER_S or ratio < TARGET_RATIO or peak_mib > TARGET_MIB
    return int(arguments.strict and missed)


if __name__ == "__main__":
    sys.exit(main())
