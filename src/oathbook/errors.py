"""Every error that Oathbook raises on purpose, as one tree.

    OathbookError
    ├── InputError            something a user handed in cannot be used
    │   ├── UnreadableInput   a file, page or row that gives no text
    │   ├── DataFileError     a shipped or user-written data file is faulty (file and line)
    │   └── QueryError        a question that cannot be asked like that
    │       ├── NotFound      nothing goes by that name
    │       └── Ambiguous     more than one thing goes by that name
    ├── Undelivered           something that was to go out did not
    └── LedgerError           the book itself
        ├── NotABook          the file or database is none of ours, or of a newer version
        ├── Ungrounded        a claim whose quote does not stand in its document
        └── BrokenChain       what is stored is not what was recorded

Each message says what was asked, what was found and what to do next; the facts are attributes too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any


class OathbookError(Exception):
    """Base of all errors raised on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled by its message and facts: errors come back from worker processes."""
        return _revive, (type(self), self.args), self.__dict__


def _revive(kind: type[OathbookError], args: tuple[Any, ...]) -> OathbookError:
    # Past the class's own __init__, which takes the facts and makes the message of them.
    return kind.__new__(kind, *args)


class InputError(OathbookError):
    """Something a user handed in cannot be used."""


class UnreadableInput(InputError):
    """An input that gives no text; `name` says which, `cause` why, `remedy` what to do."""

    def __init__(self, name: str, cause: str, remedy: str = "") -> None:
        self.name, self.cause, self.remedy = name, cause, remedy
        super().__init__(f"{name}: {cause}" + (f" {remedy}" if remedy else ""))


class DataFileError(InputError):
    """A fault in a data file, with its path and 1-based line."""

    def __init__(self, path: Path | str, line: int | None, fault: str) -> None:
        self.path, self.line, self.fault = Path(path), line, fault
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {fault}")


class QueryError(InputError):
    """A question that cannot be asked like that."""


class NotFound(QueryError):
    """Nothing goes by the name that was asked for; `near` holds the closest names known."""

    def __init__(self, what: str, asked: str, near: Sequence[str] = ()) -> None:
        self.what, self.asked, self.near = what, asked, tuple(near)
        hint = f" Nearest: {', '.join(near)}." if near else ""
        super().__init__(f"No {what} matches {asked!r}.{hint}")


class Ambiguous(QueryError):
    """More than one thing goes by the name that was asked for; `candidates` are their ids."""

    def __init__(self, what: str, asked: str, candidates: Sequence[str]) -> None:
        self.what, self.asked, self.candidates = what, asked, tuple(candidates)
        names = ", ".join(candidates)
        super().__init__(f"{len(candidates)} {what}s match {asked!r}: {names}. Name one by its id.")


class Undelivered(OathbookError):
    """What was to be sent did not go out; `where` says to whom, `cause` why."""

    def __init__(self, where: str, cause: str) -> None:
        self.where, self.cause = where, cause
        super().__init__(f"{where}: {cause}")


class LedgerError(OathbookError):
    """The book itself is at fault."""


class NotABook(LedgerError):
    """The file or database is no book, or was written by a newer version."""


class Ungrounded(LedgerError):
    """A claim whose quote does not stand at its place in its document."""

    def __init__(self, document: str, start: int, end: int, quote: str, found: str) -> None:
        self.document, self.start, self.end, self.quote, self.found = document, start, end, quote, found
        super().__init__(f"{document}[{start}:{end}] reads {found!r}, not the quote {quote!r}.")


class BrokenChain(LedgerError):
    """What is stored is not what was recorded."""
