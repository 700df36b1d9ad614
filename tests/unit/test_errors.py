"""The error tree: messages, facts, and their way between processes."""

from __future__ import annotations

import pickle

import pytest

from oathbook.errors import (
    Ambiguous,
    DataFileError,
    LedgerError,
    NotFound,
    OathbookError,
    Undelivered,
    Ungrounded,
    UnreadableInput,
)


@pytest.mark.parametrize(
    "error",
    [
        UnreadableInput("a.txt", "is empty.", "Fill it."),
        DataFileError("a.tsv", 3, "no id"),
        NotFound("actor", "x", ["y"]),
        Ambiguous("actor", "x", ["y", "z"]),
        Ungrounded("doc", 0, 4, "oath", "oats"),
        Undelivered("https://example.org", "It answered 500."),
        LedgerError("There is no book."),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_keeps_its_message_and_its_facts_between_processes(error: OathbookError) -> None:
    revived = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(revived) is type(error)
    assert (str(revived), vars(revived)) == (str(error), vars(error))
