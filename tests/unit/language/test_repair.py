"""Repairing typography changes characters one for one."""

from __future__ import annotations

import pytest

from oathbook.language.repair import repair


@pytest.mark.parametrize(
    ("broken", "plain"),
    [
        ("\u201cWe left\u201d", '"We left"'),
        ("\u00abNous\u00bb", '"Nous"'),
        ("Jama\u2019at", "Jama'at"),
        ("bay`ah", "bay'ah"),
        ("al\u2011Qaeda", "al-Qaeda"),
        ("2004\u20132020", "2004-2020"),
        ("Boko\u00a0Haram", "Boko Haram"),
        ("Boko\u200bHaram", "Boko Haram"),
        ("left\u2026", "left."),
        ("one\ttwo", "one two"),
        ("Öcalan", "Öcalan"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_broken_typography_becomes_plain(broken: str, plain: str) -> None:
    assert repair(broken) == plain
