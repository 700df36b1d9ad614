"""What has been worked out already? Answers by question, valid until something is recorded.

Invariant: an answer is given only for the mark of the book that it was worked out at; time plays no part. One
question asked by several threads at once is worked out once.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Slot:
    """One question's place: whoever holds the lock works it out."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    mark: Hashable = None
    value: Any = None
    full: bool = False


class Cache:
    """The most recent `limit` answers. Several threads may use it."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()

    def has(self, key: Hashable, mark: Hashable) -> bool:
        """Whether the answer to `key` at `mark` is at hand."""
        with self._lock:
            slot = self._slots.get(key)
            return slot is not None and slot.full and slot.mark == mark

    def get(self, key: Hashable, mark: Hashable, work_out: Callable[[], T]) -> T:
        """The answer to `key` at `mark`: at hand, or by `work_out`, whose errors are not kept."""
        with self._lock:
            slot = self._slots.get(key)
            if slot is None:
                slot = self._slots[key] = _Slot()
                while len(self._slots) > self._limit:
                    self._slots.popitem(last=False)
            else:
                self._slots.move_to_end(key)
        with slot.lock:
            if not slot.full or slot.mark != mark:
                slot.value = work_out()
                slot.mark, slot.full = mark, True
            value: T = slot.value
            return value
