"""When? English time expressions, found in a text and turned into EDTF intervals.

`find_times` needs the publication date for what is told relative to it ("last August", "on Sunday", "2
March"), `resolve` the time that the narrative has reached for what is told relative to that ("three
months later", "that December"). Neither guesses: without its anchor an expression has no interval.
"""

from oathbook.language.times.grammar import find_times, resolve
from oathbook.language.times.lookout import duration_start, since, until
from oathbook.language.times.meanings import Need
from oathbook.language.times.values import Relation, TimeExpression

__all__ = ["Need", "Relation", "TimeExpression", "duration_start", "find_times", "resolve", "since", "until"]
