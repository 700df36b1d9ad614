"""Where does the extraction run? In this process for a few documents, in workers for many.

Invariant: the outcomes and their order do not depend on the number of workers.
"""

from __future__ import annotations

import math
import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing

from oathbook.engine.processes import extract_in_workers
from oathbook.engine.shards import Extracts, Make, Outcome, cut_shards, extract_shard
from oathbook.model import Document

# A worker takes two to four seconds to start (spaCy and the registry): some 60 KB of relevant text a core.
WORKER_BYTES = 500_000  # what must be there to read for each worker beyond the first
MOST_WORKERS = 8  # each holds its own model, about 400 MB; more is for those who ask for more
# Short documents parsed together fill the parser's batches; more only delays what is recorded.
TOGETHER_DOCUMENTS, TOGETHER_CHARACTERS = 16, 60_000
SHARD_DOCUMENTS, SHARD_CHARACTERS = 100, 500_000  # lost work when a worker dies: at most some seconds


def choose_workers(size_bytes: int) -> int:
    """How many processes pay off for so much input: 1 for little, one per core and half megabyte for much."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(math.ceil(size_bytes / WORKER_BYTES), cores, MOST_WORKERS))


def extract_all(
    documents: Iterable[Document], make: Make, *, workers: int = 1
) -> Iterator[tuple[Document, Outcome]]:
    """Each document with its claims, or with the fault that left it without; in the order given.

    Documents are drawn a few ahead of what is given out. With more than one worker, `make` runs in each of
    them and must be picklable.
    """
    if workers < 1:
        raise ValueError(f"{workers} workers cannot read: 1 is this process")
    drawn: deque[Document] = deque()
    noted = _note(documents, drawn)
    if workers == 1:
        shards = cut_shards(noted, most_documents=TOGETHER_DOCUMENTS, most_characters=TOGETHER_CHARACTERS)
        outcomes = _extract_here(shards, make())
    else:
        shards = cut_shards(noted, most_documents=SHARD_DOCUMENTS, most_characters=SHARD_CHARACTERS)
        outcomes = extract_in_workers(shards, make, workers=workers)
    with closing(outcomes):
        for outcome in outcomes:
            yield drawn.popleft(), outcome


def _extract_here(
    shards: Iterable[Sequence[Document]], extractor: Extracts
) -> Generator[Outcome, None, None]:
    for shard in shards:
        yield from extract_shard(extractor, shard)


def _note(documents: Iterable[Document], drawn: deque[Document]) -> Iterator[Document]:
    for document in documents:
        drawn.append(document)
        yield document
