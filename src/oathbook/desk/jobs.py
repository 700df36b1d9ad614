"""What is being read? Readings one after another in a thread of their own, with their progress for everyone.

Invariant: one reading writes at a time, and a fault in one input ends neither its reading nor the next. What a
stopped reading had recorded stays in the book.
"""

from __future__ import annotations

import secrets
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from oathbook.clock import Clock
from oathbook.engine import Progress, ReadProgress, ReadReport
from oathbook.errors import NotFound, OathbookError

State = Literal["waiting", "running", "done", "failed", "stopped"]
Work = Callable[[Progress], ReadReport]
KEPT = 100  # readings that are remembered; their claims are in the book anyway


class Stopped(Exception):
    """Somebody asked a reading to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reading as it stands; a new value takes its place at every step."""

    id: str
    label: str
    by: str
    state: State
    asked: datetime
    started: datetime | None = None
    ended: datetime | None = None
    progress: ReadProgress | None = None
    report: ReadReport | None = None
    error: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in {"done", "failed", "stopped"}


class Jobs:
    """The readings of this sitting. Threads share it; listeners are told of every step."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._readings: dict[str, Reading] = {}
        self._waiting: deque[tuple[str, Work]] = deque()
        self._stop: set[str] = set()
        self._thread: threading.Thread | None = None
        self._step = 0
        self._closed = False

    def add(self, label: str, work: Work, *, by: str) -> Reading:
        """Puts a reading at the end of the line."""
        reading = Reading(
            id=f"job-{secrets.token_hex(6)}", label=label, by=by, state="waiting", asked=self._clock()
        )
        with self._changed:
            self._readings[reading.id] = reading
            self._waiting.append((reading.id, work))
            over = [job.id for job in self._readings.values() if job.is_over]
            for old in over[: max(0, len(self._readings) - KEPT)]:
                del self._readings[old]
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="oathbook-reading", daemon=True)
                self._thread.start()
            self._tell()
        return reading

    def get(self, job_id: str) -> Reading:
        """The reading as it stands. Raises NotFound."""
        with self._changed:
            if job_id not in self._readings:
                raise NotFound("reading", job_id)
            return self._readings[job_id]

    def all(self) -> tuple[Reading, ...]:
        """Every reading that is remembered, newest first."""
        with self._changed:
            return tuple(reversed(self._readings.values()))

    def stop(self, job_id: str) -> Reading:
        """Lets a reading end after the document at hand. Raises NotFound."""
        reading = self.get(job_id)
        with self._changed:
            self._stop.add(job_id)
            if reading.state == "waiting":
                self._waiting = deque(item for item in self._waiting if item[0] != job_id)
                self._put(replace(reading, state="stopped", ended=self._clock()))
            return self._readings[job_id]

    def wait(self, after: int, timeout_s: float) -> tuple[int, tuple[Reading, ...]]:
        """The number of the last step and all readings, once there is a step after `after` or time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self._step > after or self._closed, timeout_s)
            return self._step, tuple(reversed(self._readings.values()))

    @property
    def closed(self) -> bool:
        """Whether the desk is going down."""
        return self._closed

    def close(self) -> None:
        """Asks the reading at hand to end, drops those that wait, and waits for the thread."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._stop.update(self._readings)
            self._tell()
            thread = self._thread
        if thread is not None:
            thread.join(timeout=30)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                if self._closed:
                    return
                job_id, work = self._waiting.popleft()
                self._put(replace(self._readings[job_id], state="running", started=self._clock()))
            self._do(job_id, work)

    def _do(self, job_id: str, work: Work) -> None:
        def progress(step: ReadProgress) -> None:
            with self._changed:
                if job_id in self._stop:
                    raise Stopped
                self._put(replace(self._readings[job_id], progress=step))

        state: State = "done"
        report: ReadReport | None = None
        error: str | None = None
        try:
            report = work(progress)
        except Stopped:
            state = "stopped"
        except OathbookError as e:
            state, error = "failed", str(e)
        except Exception as e:  # noqa: BLE001 - a fault of one reading must not end the thread that does all
            state, error = "failed", f"A fault of Oathbook itself ({type(e).__name__}: {e})."
        with self._changed:
            done = replace(
                self._readings[job_id], state=state, ended=self._clock(), report=report, error=error
            )
            self._put(done)

    def _put(self, reading: Reading) -> None:
        self._readings[reading.id] = reading
        self._tell()

    def _tell(self) -> None:
        self._step += 1
        self._changed.notify_all()
