"""Where is the book, and what lies beside it? Paths from the environment and the user's data folder.

A user's own frames and actors live in a folder beside the book that has its name and `.d`:

    sahel.oathbook             the book
    sahel.oathbook.d/frames/   own frames, *.toml, in the form of the shipped ones
    sahel.oathbook.d/actors/   own actors, *.tsv, added to the shipped ones or put in their stead
    sahel.oathbook.d/assessment/model.toml    own parameters of the model, in the stead of the shipped ones
    sahel.oathbook.d/hypotheses/   questions with their hypotheses, *.toml, that the desk offers

They belong to the book and not to the machine: copied with it, they read the next report the same way. A book
on a server has no beside: there the environment variable OATHBOOK_OWN names the folder, which also
overrides the one beside a file.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

BOOK_VARIABLE = "OATHBOOK_BOOK"
OWN_VARIABLE = "OATHBOOK_OWN"
BOOK_NAME = "book.oathbook"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnData:
    """A user's own frames, actors and hypotheses; None where there is no such folder."""

    frames: Path | None = None
    actors: Path | None = None
    hypotheses: Path | None = None
    assessment: Path | None = None


def default_book() -> str:
    """The path or address in OATHBOOK_BOOK, else a file in the user's data folder."""
    named = os.environ.get(BOOK_VARIABLE)
    if named:
        return named
    from platformdirs import user_data_path

    return str(user_data_path("oathbook", appauthor=False) / BOOK_NAME)


def cache_folder() -> Path:
    """Where what may be asked again for is kept: the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("oathbook", appauthor=False)


def is_address(where: str | Path) -> bool:
    """Whether the book is on a database server and no file."""
    return "://" in str(where)


def find_own_data(where: str | Path | None) -> OwnData:
    """The user's own data for the book at `where` (None: only what OATHBOOK_OWN names)."""
    named = os.environ.get(OWN_VARIABLE)
    if named:
        return own_data_in(Path(named))
    if where is None or is_address(where):
        return OwnData()
    book = Path(where)
    return own_data_in(book.with_name(book.name + ".d"))


def own_data_in(folder: Path) -> OwnData:
    """The `frames`, `actors`, `hypotheses` and `assessment` of `folder`, where there are any."""

    def found(name: str) -> Path | None:
        return path if (path := folder / name).is_dir() else None

    return OwnData(
        frames=found("frames"),
        actors=found("actors"),
        hypotheses=found("hypotheses"),
        assessment=found("assessment"),
    )
