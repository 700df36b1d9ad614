"""Each error ends the program with the code of its branch of the tree."""

from __future__ import annotations

import pytest

from oathbook import errors
from oathbook.cli.exit_codes import ExitCode, exit_code_of


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.NotFound("actor", "x"), ExitCode.USAGE),
        (errors.Ambiguous("actor", "x", ["a", "b"]), ExitCode.USAGE),
        (errors.QueryError("no date"), ExitCode.USAGE),
        (errors.DataFileError("x.tsv", 3, "bad"), ExitCode.USAGE),
        (errors.UnreadableInput("x.txt", "is empty."), ExitCode.SOME_FAILED),
        (errors.NotABook("x"), ExitCode.BOOK),
        (errors.BrokenChain("x"), ExitCode.BOOK),
        (errors.Ungrounded("d", 0, 1, "a", "b"), ExitCode.BOOK),
    ],
)
def test_the_branch_decides(error: errors.OathbookError, code: ExitCode) -> None:
    assert exit_code_of(error) is code
