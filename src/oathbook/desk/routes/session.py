"""Who is at the desk, and the words that forms and legends need."""

from __future__ import annotations

from fastapi import APIRouter

from oathbook import __version__
from oathbook.desk.problems import ERRORS
from oathbook.desk.schemas.desk import Session, Vocabulary
from oathbook.desk.state import TheDesk, TheUser
from oathbook.desk.users import Role
from oathbook.desk.views.vocabulary import vocabulary_out

router = APIRouter(responses=ERRORS, tags=["session"])


@router.get("/session")
def session(desk: TheDesk, user: TheUser) -> Session:
    """Who asks, what he may do, and what day it is at the desk."""
    return Session(
        user=user.name,
        roles=user.roles,
        can_write=user.role >= Role.REVIEWER,
        version=__version__,
        today=desk.today,
        book=desk.book.ledger.name,
    )


@router.get("/vocabulary")
def vocabulary() -> Vocabulary:
    """Kinds, fields and what they take, the scale of words, letters and statuses."""
    return vocabulary_out()
