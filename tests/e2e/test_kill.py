"""A book whose writer is killed in the middle opens clean, keeps all that was reported, and completes."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap
import time
from itertools import pairwise
from pathlib import Path

import pytest

from oathbook.ledger import open_ledger
from oathbook.model import ClaimQuery

DOCUMENTS, CLAIMS_EACH, ROUNDS = 4000, 4, 8

# Records the synthetic documents from the first to the last, printing each one's id once it is recorded.
WRITER = textwrap.dedent(
    """
    import sys
    from datetime import UTC, date, datetime

    from oathbook.ledger import open_ledger
    from oathbook.model import Claim, Document, Kind, Party

    def items(count, claims_each):
        for number in range(count):
            words = [f"Band {number}-{i} swore loyalty to the River Front." for i in range(claims_each)]
            document = Document(text=" ".join(words), published=date(2015, 1, 1), name=f"{number}.txt")
            claims = []
            for quote in words:
                start = document.text.index(quote)
                claims.append(
                    Claim(
                        kind=Kind.PLEDGE,
                        subject=Party(written=quote.split(" swore")[0]),
                        object=Party(written="the River Front", actor="river-front"),
                        quote=quote,
                        start=start,
                        end=start + len(quote),
                        extractor="frames-test",
                    )
                )
            yield document, claims, datetime(2024, 5, 1, tzinfo=UTC)

    path, count, claims_each = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with open_ledger(path) as ledger:
        run = ledger.start_run("frames-test", {})
        print("ready", flush=True)
        for recorded in ledger.record_many(items(count, claims_each), run_id=run):
            print(recorded.document_id, flush=True)
        ledger.end_run(run)
    print("done", flush=True)
    """
)


def start_writer(path: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITER, str(path), str(DOCUMENTS), str(CLAIMS_EACH)]
    with output.open("wb") as file:
        return subprocess.Popen(command, stdout=file)


def wait_for_report(writer: subprocess.Popen[bytes], output: Path, documents: int) -> None:
    """Returns once the writer has reported so many documents, or ended."""
    while writer.poll() is None and len(read_report(output)) <= documents:
        time.sleep(0.001)


def read_report(output: Path) -> list[str]:
    """The whole lines that the writer printed."""
    return output.read_text().split("\n")[:-1]


@pytest.mark.parametrize("seed", [2015])
def test_nothing_reported_is_lost_and_no_document_is_half_there(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - moments to kill at
    path, output = tmp_path / "book.oathbook", tmp_path / "output"
    held = [0]
    for _ in range(ROUNDS):
        writer = start_writer(path, output)
        # Somewhat beyond what the book holds, and then at any point of a transaction (about 0.1 s each).
        wait_for_report(writer, output, held[-1] + chance.randrange(1, DOCUMENTS // ROUNDS // 2))
        time.sleep(chance.uniform(0, 0.15))
        writer.kill()
        writer.wait()
        said = read_report(output)
        with open_ledger(path) as ledger:
            report = ledger.check()
            assert report.faults == ()
            documents = {row.id: row.claims for row in ledger.iter_documents()}
        reported = {line for line in said if line.startswith("doc1-")}
        assert reported <= documents.keys()
        assert set(documents.values()) <= {CLAIMS_EACH}
        held.append(len(documents))
    assert sum(earlier < later < DOCUMENTS for earlier, later in pairwise(held)) >= ROUNDS // 2

    writer = start_writer(path, output)
    assert writer.wait(timeout=120) == 0
    with open_ledger(path) as ledger:
        assert ledger.check().faults == ()
        assert ledger.stats().documents == DOCUMENTS
        assert ledger.count_entries(ClaimQuery()) == DOCUMENTS * CLAIMS_EACH
        assert ledger.count_entries(ClaimQuery(text='"swore loyalty"')) == DOCUMENTS * CLAIMS_EACH


def test_a_writer_killed_while_it_makes_the_book_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    chance = random.Random(2015)  # noqa: S311 - moments to kill at
    for number in range(6):
        path, output = tmp_path / f"{number}.oathbook", tmp_path / "output"
        writer = start_writer(path, output)
        deadline = time.monotonic() + 30
        while not path.exists() and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.15))
        writer.kill()
        writer.wait()
        with open_ledger(path) as ledger:
            assert ledger.check().faults == ()
