"""The append-only book: claims as rows that only ever grow in number, on SQLite or PostgreSQL."""

from oathbook.ledger.identity import Identity
from oathbook.ledger.ledger import Ledger
from oathbook.ledger.open import open_ledger
from oathbook.ledger.values import (
    ActorRow,
    BriefRow,
    CellRow,
    CheckReport,
    DocumentRow,
    JudgementRow,
    LearnedRow,
    MentionRow,
    MonthRow,
    NewsRow,
    PlaceRow,
    RatingRow,
    Recorded,
    ReviewRow,
    Since,
    SourceRow,
    Stats,
    Touched,
    WatchRow,
)

__all__ = [
    "ActorRow",
    "BriefRow",
    "CellRow",
    "CheckReport",
    "DocumentRow",
    "Identity",
    "JudgementRow",
    "LearnedRow",
    "Ledger",
    "MentionRow",
    "MonthRow",
    "NewsRow",
    "PlaceRow",
    "RatingRow",
    "Recorded",
    "ReviewRow",
    "Since",
    "SourceRow",
    "Stats",
    "Touched",
    "WatchRow",
    "open_ledger",
]
