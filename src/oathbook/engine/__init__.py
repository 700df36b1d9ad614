"""Many documents through one extractor, in one process or several: the same results in the same order.

`read_into` is the reading loop of a book, `extract_all` the extraction beneath it. How shards are cut, what a
worker does and what happens when one dies is told in `docs/decisions` and in the modules of this room.
"""

from oathbook.engine.extracting import choose_workers, extract_all
from oathbook.engine.reading import DATE_HINT, Progress, ReadProgress, ReadReport, read_into
from oathbook.engine.shards import Extracts, Make, Outcome

__all__ = [
    "DATE_HINT",
    "Extracts",
    "Make",
    "Outcome",
    "Progress",
    "ReadProgress",
    "ReadReport",
    "choose_workers",
    "extract_all",
    "read_into",
]
