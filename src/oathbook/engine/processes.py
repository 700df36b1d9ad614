"""How do several processes read, and what if one dies? A pool of workers over shards, in order.

A worker takes a shard and answers document by document. When it dies (killed, out of memory, a fault in
native code), what it had not answered is read again by another, one by one; a document that its worker dies
on a second time is set aside by name, and the rest goes on.

The standard library's pool is not used: it breaks as a whole when one worker dies and cannot say on which
document, and its workers outlive a killed parent. Here each worker has a pipe of its own, whose end tells
both sides of the other's death.

Invariant: every document gives exactly one outcome, and outcomes come in the order of the documents.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from oathbook.engine.shards import Make, Outcome, extract_shard
from oathbook.errors import OathbookError, UnreadableInput
from oathbook.model import Document

AHEAD = 4  # shards per worker that may be unfinished: bounds memory while one slow shard holds up the order
STARTS = 3  # workers in a row that die before they are ready: then it is no accident
READY = "ready"


@dataclass(slots=True)
class _Shard:
    documents: tuple[Document, ...]
    outcomes: list[Outcome] = field(default_factory=list)
    given: int = 0  # outcomes handed on
    one_by_one: bool = False  # a worker has died on it: the next death is the first unanswered document's

    @property
    def rest(self) -> tuple[Document, ...]:
        return self.documents[len(self.outcomes) :]

    def give(self) -> Iterator[Outcome]:
        while self.given < len(self.outcomes):
            self.given += 1
            yield self.outcomes[self.given - 1]


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    shard: _Shard | None = None


def extract_in_workers(
    shards: Iterator[tuple[Document, ...]], make: Make, *, workers: int
) -> Generator[Outcome, None, None]:
    """The outcome of every document of every shard. Workers are ended when the iterator is closed."""
    pool = _Pool(make, workers)
    window: deque[_Shard] = deque()
    try:
        while True:
            while len(window) < workers * AHEAD and (documents := next(shards, None)) is not None:
                window.append(pool.add(_Shard(documents)))
            if not window:
                return
            yield from window[0].give()
            if window[0].rest:
                pool.step()
            else:
                window.popleft()
    finally:
        pool.close()


class _Pool:
    """The workers and the shards that wait for one."""

    def __init__(self, make: Make, most: int) -> None:
        self._make = make
        self._most = most
        self._workers: list[_Worker] = []
        self._waiting: deque[_Shard] = deque()
        self._failed_starts = 0

    def add(self, shard: _Shard) -> _Shard:
        self._waiting.append(shard)
        return shard

    def step(self) -> None:
        """Gives work to whoever is free and takes in what has come; waits until something has."""
        self._assign()
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]  # type: ignore[index]  # only connections were waited for
            try:
                self._take(worker, worker.pipe.recv())
            except (EOFError, OSError):
                self._bury(worker)
        self._assign()

    def close(self) -> None:
        """Ends every worker now; what they were at is lost, and was told to nobody."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def _assign(self) -> None:
        for worker in [w for w in self._workers if w.ready and w.shard is None]:
            if not self._waiting:
                return
            shard = self._waiting.popleft()
            worker.shard = shard
            try:
                worker.pipe.send((shard.rest, shard.one_by_one))
            except OSError:
                self._bury(worker)
        starting = sum(not worker.ready for worker in self._workers)
        missing = min(self._most - len(self._workers), len(self._waiting) - starting)
        for _ in range(missing):
            self._workers.append(_start_worker(self._make))

    def _take(self, worker: _Worker, message: Outcome | str) -> None:
        if isinstance(message, str):
            if message != READY:
                self._make()  # the same fault here, with its own type; a fault that only workers have follows
                raise OathbookError(f"A worker process could not start: {message} Try --workers 1.")
            worker.ready = True
            self._failed_starts = 0
        elif worker.shard is not None:
            worker.shard.outcomes.append(message)
            if not worker.shard.rest:
                worker.shard = None

    def _bury(self, worker: _Worker) -> None:
        """A worker has died: its shard goes back, without the document that it has now died on twice."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        code = worker.process.exitcode
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= STARTS:
                raise OathbookError(
                    f"{STARTS} worker processes in a row {_how(code)} while starting. Try --workers 1."
                )
            return
        shard = worker.shard
        if shard is None:
            return
        if shard.one_by_one:
            shard.outcomes.append(_set_aside(shard.rest[0], code))
        shard.one_by_one = not shard.one_by_one
        if shard.rest:
            self._waiting.appendleft(shard)


def _start_worker(make: Make) -> _Worker:
    # Spawned and not forked: a fork would carry the book's connections and the progress bar's thread along.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(make, theirs), daemon=True)
    process.start()
    theirs.close()  # or the pipe would not end with the worker
    return _Worker(process, ours)


def _work(make: Make, pipe: Connection) -> None:
    """A worker's life: builds its extractor, then answers shards until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the reading process's, which ends its workers
    try:
        extractor = make()
    except Exception as e:  # noqa: BLE001 - told to the reading process, which raises it
        pipe.send(f"{type(e).__name__}: {e}")
        return
    try:
        pipe.send(READY)
        while True:
            documents, one_by_one = pipe.recv()
            for outcome in extract_shard(extractor, documents, one_by_one=one_by_one):
                pipe.send(outcome)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the reading process is done, or dead


def _set_aside(document: Document, code: int | None) -> UnreadableInput:
    return UnreadableInput(
        document.name or document.id,
        f"was set aside: two worker processes {_how(code)} while reading it.",
        "Please report it with the text; the rest was read.",
    )


def _how(code: int | None) -> str:
    if code is None or code >= 0:
        return f"ended (exit code {code})"
    try:
        return f"were killed ({signal.Signals(-code).name})"
    except ValueError:
        return f"were killed (signal {-code})"
