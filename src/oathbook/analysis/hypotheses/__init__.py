"""Analysis of competing hypotheses: which of several explanations do the book's claims speak against least?

After Richards J. Heuer, *Psychology of Intelligence Analysis* (1999), chapter 8. `file` reads a question from
TOML, `patterns` says which claims a pattern means, `matrix` fills and weighs the cells.
"""

from oathbook.analysis.hypotheses.file import load_question
from oathbook.analysis.hypotheses.matrix import answer_hypotheses
from oathbook.analysis.hypotheses.values import (
    Cell,
    HypothesesAnswer,
    Hypothesis,
    Mark,
    MatrixRow,
    Pattern,
    Question,
    Score,
    Without,
)

__all__ = [
    "Cell",
    "HypothesesAnswer",
    "Hypothesis",
    "Mark",
    "MatrixRow",
    "Pattern",
    "Question",
    "Score",
    "Without",
    "answer_hypotheses",
    "load_question",
]
