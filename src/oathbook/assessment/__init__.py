"""Entries in, assessments out: pure arithmetic on values."""

from oathbook.assessment.tally import weigh
from oathbook.assessment.values import Assessment, Background, Confidence, Reason, Status, estimative_word

__all__ = ["Assessment", "Background", "Confidence", "Reason", "Status", "estimative_word", "weigh"]
