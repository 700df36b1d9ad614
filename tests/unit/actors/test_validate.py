"""The validator that people run on their own files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from oathbook.actors.validate import main

Write = Callable[..., Path]


def test_faults_are_printed_and_the_exit_code_is_one(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, places="Kidal;;hamlet;Mali;1;1")
    assert main([str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert f"{tmp_path / 'places.tsv'}:2: kind 'hamlet'" in printed
    assert "1 faults" in printed


def test_files_in_order_are_counted_and_the_exit_code_is_zero(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, organisations="purple-lemurs;Purple Lemurs;;;organisation;africa;;;;;;")
    assert main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "no faults" in printed
    assert "people: " in printed


def test_names_that_differ_only_as_transliterations_are_noted(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "a;Purple Lemoor;;;organisation;africa;;;;;;\nb;Purple Lemur;;;organisation;africa;;;;;;"
    assert main([str(write(tmp_path, organisations=rows))]) == 0
    assert "note: spelt alike: Purple Lemoor (a), Purple Lemur (b)" in capsys.readouterr().out
