"""Progress is a bar for people and a line now and then for logs, never on standard output."""

from __future__ import annotations

import io
import sys

import pytest

from oathbook.cli import progress
from oathbook.engine import ReadProgress


def state(done: int) -> ReadProgress:
    return ReadProgress(done=done, total=2000, name="a/[b].txt", documents=done, claims=3 * done)


def test_a_log_gets_a_line_only_after_a_while(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    with progress.show_progress() as tell:
        tell(state(1))
        assert capsys.readouterr().err == ""
        now[0] += progress.LINE_EVERY_S
        tell(state(1234))
        tell(state(1235))
    shown = capsys.readouterr()
    assert shown.err == "read 1,234 of 2,000 inputs, 1,234 documents, 3,702 claims\n"
    assert shown.out == ""


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Terminal(io.StringIO):
        encoding = "utf-8"  # type: ignore[assignment]

        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.show_progress() as tell:
        tell(state(1234))
    assert "1234/2000" in terminal.getvalue()
    assert "[b].txt" in terminal.getvalue()
    assert capsys.readouterr().out == ""
