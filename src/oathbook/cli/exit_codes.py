"""What each exit code means; the same for every command."""

from __future__ import annotations

from enum import IntEnum

from oathbook.errors import DataFileError, LedgerError, OathbookError, QueryError


class ExitCode(IntEnum):
    """0 is success; anything else says whose turn it is."""

    OK = 0  # done; an answer of "nothing found" is an answer
    SOME_FAILED = 1  # some inputs could not be read; the rest was done
    USAGE = 2  # the question cannot be asked like that: a wrong option, date, name or data file
    BOOK = 3  # the book is faulty, missing, or none of ours
    FAULT = 70  # a fault in Oathbook itself
    INTERRUPTED = 130  # stopped by Ctrl-C


def exit_code_of(error: OathbookError) -> ExitCode:
    """The code that an error ends the program with.

    >>> exit_code_of(LedgerError("…")).name
    'BOOK'
    """
    if isinstance(error, LedgerError):
        return ExitCode.BOOK
    if isinstance(error, QueryError | DataFileError):
        return ExitCode.USAGE
    return ExitCode.SOME_FAILED
