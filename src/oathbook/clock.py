"""The only place that asks the machine what time it is; everybody else is handed a `Clock`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, aware, in UTC, to the microsecond."""
    return datetime.now(UTC)
