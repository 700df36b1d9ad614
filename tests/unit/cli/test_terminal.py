"""Output fits the terminal: no markup from reports, ASCII where there is nothing else, no colour in pipes."""

from __future__ import annotations

import io
import json
import sys

import pytest

from oathbook.cli import terminal


def on(encoding: str, monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, write_through=True))
    return raw


def test_brackets_in_a_report_are_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = on("utf-8", monkeypatch)
    terminal.out().print(terminal.text("[red]seen[/red]"))
    assert raw.getvalue().decode().strip() == "[red]seen[/red]"


def test_an_ascii_terminal_gets_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = on("ascii", monkeypatch)
    terminal.tolerate_odd_terminals()
    made = terminal.table("a")
    made.add_row(terminal.text("x → “y” é"))
    terminal.out().print(made)
    shown = raw.getvalue().decode("ascii")
    assert 'x -> "y" ?' in shown


def test_json_is_escaped_where_the_terminal_is_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = on("ascii", monkeypatch)
    terminal.print_json({"quote": "é"})
    assert json.loads(raw.getvalue()) == {"quote": "é"}
    assert raw.getvalue().isascii()


def test_a_pipe_has_a_fixed_width_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    on("utf-8", monkeypatch)
    monkeypatch.delenv("COLUMNS", raising=False)
    assert terminal.out().width == terminal.PIPED_WIDTH
    monkeypatch.setenv("COLUMNS", "70")
    assert terminal.out().width == 70


def test_no_escape_codes_reach_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = on("utf-8", monkeypatch)
    terminal.out().print("[bold red]loud[/bold red]")
    assert b"\x1b" not in raw.getvalue()


def test_what_is_piped_has_no_blanks_at_the_ends_of_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = on("utf-8", monkeypatch)
    made = terminal.table("a", "b")
    made.add_row("short", "x")
    made.add_row("a good deal longer", "")
    terminal.out().print(made)
    assert all(line == line.rstrip() for line in raw.getvalue().decode().splitlines())
