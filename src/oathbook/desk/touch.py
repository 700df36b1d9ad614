"""Which answers does a new step in the book leave as they were? Versions of labels, by what was recorded.

Invariant: the version of a label changes with every step that is about it, and that of all labels with every step
that bears on all; time plays no part.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from oathbook.ledger import Touched

_PINNED: ContextVar[int | None] = ContextVar("pinned", default=None)

Version = tuple[int, int]


class Touches:
    """Keeps up with a book: `version` of some labels is what an answer about them is valid for.

    `mark` gives the book's last step, `touched` what the steps after one are about (None: it may be all), and
    `canonical` the label that stands for another.
    """

    def __init__(
        self,
        mark: Callable[[], int],
        touched: Callable[[int], Touched | None],
        canonical: Callable[[Iterable[str]], set[str]],
    ) -> None:
        self._mark, self._touched, self._canonical = mark, touched, canonical
        self._lock = threading.Lock()
        self._seen = -1
        self._epoch = -1
        self._versions: dict[str, int] = {}
        self._wide: dict[str, int] = {}

    def keep_up(self) -> int:
        """Takes in what was recorded since the last time; the mark of the book."""
        pinned = _PINNED.get()
        if pinned is not None:
            return pinned
        mark = self._mark()
        if mark <= self._seen:
            return self._seen
        with self._lock:
            if mark > self._seen:
                found = None if self._seen < 0 else self._touched(self._seen)
                if found is None:
                    self._epoch = mark
                    self._versions.clear()
                    self._wide.clear()
                else:
                    self._versions |= dict.fromkeys(found.labels | self._canonical(found.labels), mark)
                    self._wide |= dict.fromkeys(found.wide | self._canonical(found.wide), mark)
                self._seen = mark
        return mark

    @contextmanager
    def at(self, mark: int) -> Iterator[None]:
        """One read of the desk, all of it answered for the mark at which it began: the book is asked once."""
        token = _PINNED.set(mark)
        try:
            yield
        finally:
            _PINNED.reset(token)

    @property
    def epoch(self) -> int:
        """The mark of the last step that bore on everything."""
        return self._epoch

    def version(self, labels: Iterable[str]) -> Version:
        """What an answer that rests on the claims about these labels is valid for."""
        return self._epoch, max((self._versions.get(label, 0) for label in labels), default=0)

    def since(self, mark: int) -> set[str]:
        """The labels that were touched after a mark, what bears on everything aside."""
        with self._lock:
            return {label for label, at in self._versions.items() if at > mark}

    def wide_since(self, mark: int) -> set[str]:
        """Those among them whose followers are touched with them."""
        with self._lock:
            return {label for label, at in self._wide.items() if at > mark}
