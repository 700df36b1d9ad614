"""How far is one claim to be believed, taken by itself? For counts and matrices that weigh claims outside a chain.

Invariant: the result lies strictly between 0 and 1, and a better letter never lowers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from oathbook.assessment import Parameters, load_parameters
from oathbook.model import Certainty, Entry, Verdict

Trust = Callable[[Entry], float]
"""The probability, 0 to 1, that what the claim says is so because its source knew it."""


def trust_by_letters(letters: Mapping[str, str], parameters: Parameters | None = None) -> Trust:
    """Trust from what a claim carries: certainty, reading and its outlet's letter (F where it has none).

    The numbers are those that the model starts from, see `docs/concepts/assessment.md`.
    """
    table = (parameters or load_parameters()).trust
    by_letter = {letter: alpha / (alpha + beta) for letter, (alpha, beta) in table.letters.items()}
    by_certainty = {Certainty(name): share for name, share in table.certainty.items()}

    def trust(entry: Entry) -> float:
        confirmed = entry.verdict is Verdict.CONFIRMED
        reading = table.confirmed_reading if confirmed else entry.claim.reading
        letter = letters.get(entry.source or "", "F")
        product = by_certainty[entry.claim.certainty] * reading * by_letter[letter]
        return min(max(product, table.least), table.most)

    return trust
