"""Entries in, assessments out: pure arithmetic on values."""

from oathbook.assessment.assess import assess_book, assess_group, assess_groups, assess_history, weigh
from oathbook.assessment.equals import EqualReason, EqualTie, Spell, find_equal_ties
from oathbook.assessment.origins import group_by_origin
from oathbook.assessment.parameters import Parameters, load_parameters
from oathbook.assessment.signs import groups_of, pairs_of
from oathbook.assessment.statements import begins, happens, month_of, name_origin
from oathbook.assessment.tracing import Trace, trace_group
from oathbook.assessment.values import (
    Arithmetic,
    Assessment,
    Background,
    Change,
    Confidence,
    GroupAssessment,
    Levels,
    Reason,
    Status,
    estimative_word,
)

__all__ = [
    "Arithmetic",
    "Assessment",
    "Background",
    "Change",
    "Confidence",
    "EqualReason",
    "EqualTie",
    "GroupAssessment",
    "Levels",
    "Parameters",
    "Reason",
    "Spell",
    "Status",
    "Trace",
    "assess_book",
    "assess_group",
    "assess_groups",
    "assess_history",
    "begins",
    "estimative_word",
    "find_equal_ties",
    "group_by_origin",
    "groups_of",
    "happens",
    "load_parameters",
    "month_of",
    "name_origin",
    "pairs_of",
    "trace_group",
    "weigh",
]
