"""Frozen values that every room shares; standard library only."""

from oathbook.model.actor import Actor, ActorType, Source, Succession
from oathbook.model.claim import (
    CORE_KINDS,
    SYMMETRIC_KINDS,
    Certainty,
    Claim,
    Count,
    Kind,
    Party,
    Polarity,
    Realis,
    Scope,
)
from oathbook.model.document import Document
from oathbook.model.entry import ClaimQuery, Entry, Verdict
from oathbook.model.interval import Granularity, Interval
from oathbook.model.page import ClaimPage

__all__ = [
    "CORE_KINDS",
    "SYMMETRIC_KINDS",
    "Actor",
    "ActorType",
    "Certainty",
    "Claim",
    "ClaimPage",
    "ClaimQuery",
    "Count",
    "Document",
    "Entry",
    "Granularity",
    "Interval",
    "Kind",
    "Party",
    "Polarity",
    "Realis",
    "Scope",
    "Source",
    "Succession",
    "Verdict",
]
