"""The append-only book: claims as rows that only ever grow in number, on SQLite or PostgreSQL."""

from oathbook.ledger.identity import Identity
from oathbook.ledger.ledger import Ledger
from oathbook.ledger.open import open_ledger
from oathbook.ledger.values import (
    ActorRow,
    CheckReport,
    DocumentRow,
    JudgementRow,
    Recorded,
    ReviewRow,
    SourceRow,
    Stats,
)

__all__ = [
    "ActorRow",
    "CheckReport",
    "DocumentRow",
    "Identity",
    "JudgementRow",
    "Ledger",
    "Recorded",
    "ReviewRow",
    "SourceRow",
    "Stats",
    "open_ledger",
]
