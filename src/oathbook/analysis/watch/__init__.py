"""Standing questions: what has come up since they were last asked?

`values` says what can be watched, `find` what counts as news, `look` gathers what a look needs.
"""

from oathbook.analysis.watch.look import Questions, look, start
from oathbook.analysis.watch.values import (
    Finding,
    Watch,
    WatchKind,
    WatchReport,
    asked_to_json,
    watch_from_row,
)

__all__ = [
    "Finding",
    "Questions",
    "Watch",
    "WatchKind",
    "WatchReport",
    "asked_to_json",
    "look",
    "start",
    "watch_from_row",
]
