"""Workers that read, fail and die."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from oathbook.engine.processes import extract_in_workers
from oathbook.engine.shards import Make, Outcome, cut_shards, extract_shard
from oathbook.errors import OathbookError, UnreadableInput
from oathbook.model import Document


def read(documents: list[Document], make: Make, *, workers: int = 2, to_a_shard: int = 4) -> list[Outcome]:
    shards = cut_shards(documents, most_documents=to_a_shard, most_characters=10_000)
    return list(extract_in_workers(shards, make, workers=workers))


def named(outcomes: list[Outcome]) -> list[str]:
    return [outcome.name for outcome in outcomes if isinstance(outcome, UnreadableInput)]


@pytest.mark.parametrize("factory", ["make", "make_together"])
def test_two_workers_give_what_one_process_gives_in_its_order(
    extractors: ModuleType, tmp_path: Path, factory: str
) -> None:
    documents = [Document(text="pledge " * (n % 5) + "FAIL" * (n % 7 == 3), name=f"{n}") for n in range(60)]
    make = partial(getattr(extractors, factory), tmp_path)
    here, there = list(extract_shard(make(), documents)), read(documents, make)
    assert [str(o) for o in here] == [str(o) for o in there]
    assert {path.name for path in tmp_path.glob("pid-*")} - {f"pid-{os.getpid()}"}, "no worker read anything"


@pytest.mark.parametrize("factory", ["make", "make_together"])
def test_a_document_that_kills_its_workers_is_set_aside_by_name_and_no_other_is_lost(
    extractors: ModuleType, tmp_path: Path, factory: str
) -> None:
    texts = {f"{n}": "pledge" for n in range(12)} | {"3": "DIE", "5": "DIE", "11": "DIE"}
    documents = [Document(text=text, name=name) for name, text in texts.items()]
    outcomes = read(documents, partial(getattr(extractors, factory), tmp_path))
    assert named(outcomes) == ["3", "5", "11"]
    assert "set aside: two worker processes were killed (SIGKILL)" in str(outcomes[3])
    assert all(len(o.claims) == 1 for o in outcomes if not isinstance(o, UnreadableInput))
    assert len(outcomes) == len(documents)


def test_a_worker_killed_once_has_its_shard_read_again(extractors: ModuleType, tmp_path: Path) -> None:
    documents = [Document(text="ONCE pledge" if n == 2 else "pledge", name=f"{n}") for n in range(8)]
    outcomes = read(documents, partial(extractors.make, tmp_path))
    assert named(outcomes) == []
    assert [len(o.claims) for o in outcomes if not isinstance(o, UnreadableInput)] == [1] * 8


def test_what_keeps_workers_from_starting_is_raised_as_it_is(extractors: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="no model here"):
        read([Document(text="x")], partial(extractors.make_nothing, tmp_path))


def test_workers_that_die_while_starting_end_the_reading_and_not_the_reader(
    extractors: ModuleType, tmp_path: Path
) -> None:
    with pytest.raises(OathbookError, match=r"3 worker processes in a row were killed \(SIGKILL\)"):
        read([Document(text="x")], partial(extractors.die_at_once, tmp_path))


def test_no_worker_outlives_a_reading_that_is_broken_off(extractors: ModuleType, tmp_path: Path) -> None:
    shards = ((Document(text="pledge", name=f"{n}"),) for n in range(1000))
    outcomes = extract_in_workers(shards, partial(extractors.make, tmp_path), workers=2)
    next(outcomes)
    assert multiprocessing.active_children()
    outcomes.close()
    assert not multiprocessing.active_children()


def test_no_worker_outlives_a_reader_that_is_killed(extractors: ModuleType, tmp_path: Path) -> None:
    script = """
        import sys
        from functools import partial
        from itertools import count
        from oathbook.engine.processes import extract_in_workers
        from oathbook.model import Document
        sys.path.insert(0, sys.argv[1])
        import worded_extractors

        if __name__ == "__main__":
            shards = ((Document(text="pledge", name=str(n)),) for n in count())
            for _ in extract_in_workers(shards, partial(worded_extractors.make, sys.argv[2]), workers=2):
                print("read", flush=True)
        """
    path = tmp_path / "reader.py"
    path.write_text(textwrap.dedent(script), "utf-8")
    folder = Path(str(extractors.__file__)).parent
    with subprocess.Popen([sys.executable, path, folder, tmp_path], stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"read\n"
        reader.send_signal(signal.SIGKILL)
    pids = [int(path.name.removeprefix("pid-")) for path in tmp_path.glob("pid-*")]
    assert pids
    assert _wait_until(lambda: not any(_is_alive(pid) for pid in pids))


def _wait_until(holds: Callable[[], bool], within_s: float = 10.0) -> bool:
    deadline = time.monotonic() + within_s
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


def _is_alive(pid: int) -> bool:
    """Whether it runs; one that has ended and that nobody has asked after is no longer alive."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
