"""Why is an assessment what it is? Its reasons for and against, and what one would look for in vain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from oathbook.analysis.answers import WhyAnswer
from oathbook.assessment import Assessment, Background, Parameters, weigh
from oathbook.assessment.values import Learned
from oathbook.model import Entry


def answer_why(
    subject: str,
    principal: str,
    entries: Sequence[Entry],
    *,
    as_of: date,
    known_by: date,
    background: Background | None = None,
    parameters: Parameters | None = None,
    learned: Learned | None = None,
    names: tuple[str, str] | None = None,
) -> WhyAnswer:
    """The reasons for how `subject` stands to `principal`; `names` are what the two are called."""
    assessment = weigh(
        subject,
        principal,
        entries,
        as_of=as_of,
        known_by=known_by,
        background=background,
        parameters=parameters,
        learned=learned,
    )
    subject_name, principal_name = names or (subject, principal)
    reasons = assessment.reasons
    return WhyAnswer(
        subject=subject,
        subject_name=subject_name,
        principal=principal,
        principal_name=principal_name,
        assessment=assessment,
        reasons_for=tuple(r for r in reasons if r.weight_nats > 0),
        reasons_against=tuple(r for r in reasons if r.weight_nats < 0),
        without_weight=tuple(r for r in reasons if r.weight_nats == 0),
        missing=_find_missing(assessment, subject_name, principal_name),
    )


def _find_missing(assessment: Assessment, subject: str, principal: str) -> tuple[str, ...]:
    """What would settle the question and stands in no claim; absence in the book, not in the world."""
    signs = {reason.sign for reason in assessment.reasons}
    if not signs:
        return (f"No claim says how {subject} stands to {principal}.",)
    missing: list[str] = []
    if "pledged" in signs and "accepted" not in signs:
        missing.append(f"No acceptance by {principal} is found.")
    if "pledged" not in signs and signs & {"affiliated", "accepted", "not_accepted"}:
        missing.append(f"No pledge by {subject} is found.")
    if signs & {"pledged", "affiliated"} and "owned_attack" not in signs:
        missing.append(f"No attack by {subject} that {principal} claimed is found.")
    weighty = [reason for reason in assessment.reasons if reason.weight_nats]
    if weighty and assessment.origins == 1:
        missing.append(f"No second origin is found: everything goes back to {weighty[0].origin}.")
    if weighty and all(entry.claim.when is None for reason in weighty for entry in reason.entries):
        missing.append("No claim gives a time.")
    return tuple(missing)
