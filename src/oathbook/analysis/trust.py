"""How far is one claim to be believed, taken by itself? For counts and matrices that weigh claims outside a chain.

Invariant: the result lies strictly between 0 and 1, and a better letter never lowers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from oathbook.model import Certainty, Entry, Verdict

Trust = Callable[[Entry], float]
"""The probability, 0 to 1, that what the claim says is so because its source knew it."""

# Starting points by Admiralty letter: the means of the Beta distributions in docs/concepts/assessment.md.
_LETTERS = {"A": 0.95, "B": 0.85, "C": 0.70, "D": 0.50, "E": 0.25, "F": 0.70}
_CERTAINTY = {Certainty.CERTAIN: 1.0, Certainty.PROBABLE: 0.8, Certainty.POSSIBLE: 0.55}
_LEAST, _MOST = 0.005, 0.97


def trust_by_letters(letters: Mapping[str, str]) -> Trust:
    """Trust from what a claim carries: certainty, reading and its outlet's letter (F where it has none)."""

    def trust(entry: Entry) -> float:
        reading = 1.0 if entry.verdict is Verdict.CONFIRMED else entry.claim.reading
        letter = letters.get(entry.source or "", "F")
        product = _CERTAINTY[entry.claim.certainty] * reading * _LETTERS[letter]
        return min(max(product, _LEAST), _MOST)

    return trust
