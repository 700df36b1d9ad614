"""Oathbook: the record of who is sworn to whom.

    import oathbook

    book = oathbook.open("sahel.oathbook")
    book.read("reports/")
    book.who("boko-haram", as_of="2016-06").principals[0].assessment.probability
    book.claims(actor="boko-haram").to_pandas()

    oathbook.extract("In 2015 Boko Haram pledged allegiance to ISIS.")

Everything is loaded when it is first asked for: `import oathbook` itself costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from oathbook.analysis.answers import TimelineAnswer, TurningPoint, WhoAnswer, WhyAnswer
    from oathbook.analysis.difference import DifferenceAnswer
    from oathbook.analysis.flows import FlowsAnswer
    from oathbook.analysis.network import NetworkAnswer
    from oathbook.analysis.people import FactionsAnswer, LeadersAnswer
    from oathbook.analysis.pledges import PledgesAnswer
    from oathbook.analysis.sources import SourcesAnswer
    from oathbook.assessment import Assessment, Confidence, Reason, Status
    from oathbook.book import Book, extract
    from oathbook.book import open_book as open  # noqa: A004 - `oathbook.open` is the name people look for
    from oathbook.charts import Chart
    from oathbook.engine import ReadProgress, ReadReport
    from oathbook.errors import (
        Ambiguous,
        BrokenChain,
        DataFileError,
        InputError,
        LedgerError,
        NotABook,
        NotFound,
        OathbookError,
        QueryError,
        Ungrounded,
        UnreadableInput,
    )
    from oathbook.exchange import Claims
    from oathbook.exchange.importing import ImportReport
    from oathbook.model import (
        Actor,
        ActorType,
        Certainty,
        Claim,
        ClaimQuery,
        Count,
        Document,
        Entry,
        Interval,
        Kind,
        Party,
        Polarity,
        Realis,
        Scope,
        Source,
        Verdict,
    )

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "ActorType",
    "Ambiguous",
    "Assessment",
    "Book",
    "BrokenChain",
    "Certainty",
    "Chart",
    "Claim",
    "ClaimQuery",
    "Claims",
    "Confidence",
    "Count",
    "DataFileError",
    "DifferenceAnswer",
    "Document",
    "Entry",
    "FactionsAnswer",
    "FlowsAnswer",
    "ImportReport",
    "InputError",
    "Interval",
    "Kind",
    "LeadersAnswer",
    "LedgerError",
    "NetworkAnswer",
    "NotABook",
    "NotFound",
    "OathbookError",
    "Party",
    "PledgesAnswer",
    "Polarity",
    "QueryError",
    "ReadProgress",
    "ReadReport",
    "Realis",
    "Reason",
    "Scope",
    "Source",
    "SourcesAnswer",
    "Status",
    "TimelineAnswer",
    "TurningPoint",
    "Ungrounded",
    "UnreadableInput",
    "Verdict",
    "WhoAnswer",
    "WhyAnswer",
    "__version__",
    "extract",
    "open",
]

_ROOMS = {
    "oathbook.book": ("Book", "extract"),
    "oathbook.engine": ("ReadProgress", "ReadReport"),
    "oathbook.analysis.answers": ("TimelineAnswer", "TurningPoint", "WhoAnswer", "WhyAnswer"),
    "oathbook.analysis.difference": ("DifferenceAnswer",),
    "oathbook.analysis.flows": ("FlowsAnswer",),
    "oathbook.analysis.network": ("NetworkAnswer",),
    "oathbook.analysis.people": (
        "FactionsAnswer",
        "LeadersAnswer",
    ),
    "oathbook.analysis.pledges": ("PledgesAnswer",),
    "oathbook.analysis.sources": ("SourcesAnswer",),
    "oathbook.charts": ("Chart",),
    "oathbook.assessment": ("Assessment", "Confidence", "Reason", "Status"),
    "oathbook.exchange": ("Claims",),
    "oathbook.exchange.importing": ("ImportReport",),
    "oathbook.errors": (
        "Ambiguous",
        "BrokenChain",
        "DataFileError",
        "InputError",
        "LedgerError",
        "NotABook",
        "NotFound",
        "OathbookError",
        "QueryError",
        "Ungrounded",
        "UnreadableInput",
    ),
    "oathbook.model": (
        "Actor",
        "ActorType",
        "Certainty",
        "Claim",
        "ClaimQuery",
        "Count",
        "Document",
        "Entry",
        "Interval",
        "Kind",
        "Party",
        "Polarity",
        "Realis",
        "Scope",
        "Source",
        "Verdict",
    ),
}
_HOMES = {name: (room, name) for room, names in _ROOMS.items() for name in names}
_HOMES["open"] = ("oathbook.book", "open_book")


def __getattr__(name: str) -> Any:
    """The exported value, from its room."""
    if name not in _HOMES:
        raise AttributeError(f"module 'oathbook' has no attribute {name!r}")
    room, original = _HOMES[name]
    value = getattr(import_module(room), original)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The exported names."""
    return sorted(__all__)
