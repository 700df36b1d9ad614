"""A file of hypotheses becomes a question, or is refused with the place of its fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from oathbook.analysis.hypotheses import Mark, load_question
from oathbook.analysis.hypotheses.file import parse_question
from oathbook.errors import DataFileError
from oathbook.model import Kind, Realis, Scope

EXAMPLES = Path(__file__).parents[4] / "examples" / "hypotheses"
TWO = """
id = "q"
title = "Who wins?"
since = "2017-07"
[[hypotheses]]
id = "a"
name = "The first"
{pattern}
[[hypotheses]]
id = "b"
name = "The second"
"""


def parse(pattern: str = "", text: str = TWO):
    return parse_question("q.toml", text.replace("{pattern}", pattern))


def test_a_whole_file_becomes_values() -> None:
    question = parse(
        """[[hypotheses.patterns]]
        mark = "CC"
        kinds = ["defect", "move"]
        from = "Islamic State"
        object = ["with al-Qaeda", "Jabhat"]
        scope = "members"
        realis = "any"
        until = "2018"
        """
    )
    (pattern,) = question.hypotheses[0].patterns
    assert question.since == date(2017, 7, 1)
    assert pattern.mark is Mark.VERY_CONSISTENT
    assert pattern.kinds == {Kind.DEFECT, Kind.MOVE}
    assert (pattern.from_, pattern.object) == (("Islamic State",), ("with al-Qaeda", "Jabhat"))
    assert (pattern.scope, pattern.realis) == ({Scope.MEMBERS}, frozenset(Realis))
    assert pattern.until == date(2018, 12, 31)
    assert question.hypotheses[1].patterns == ()


def test_a_pattern_asks_for_facts_unless_it_says_otherwise() -> None:
    (pattern,) = parse('[[hypotheses.patterns]]\nmark = "C"').hypotheses[0].patterns
    assert pattern.realis == {Realis.ACTUAL}
    assert pattern.polarity is None


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ('[[hypotheses.patterns]]\nmark = "X"', "hypotheses 1, patterns 1, mark"),
        ("[[hypotheses.patterns]]\nkinds = ['defect']", "hypotheses 1, patterns 1, mark: Field required"),
        ('[[hypotheses.patterns]]\nmark = "C"\nkinds = ["treason"]', "patterns 1, kinds 1"),
        ('[[hypotheses.patterns]]\nmark = "C"\nsubjekt = "x"', "subjekt: is no field of this table"),
        ('[[hypotheses.patterns]]\nmark = "C"\nsince = "soon"', "'soon' is no date"),
        ("x = [", "is not TOML"),
    ],
)
def test_a_fault_is_named_with_its_place(pattern: str, said: str) -> None:
    with pytest.raises(DataFileError) as caught:
        parse(pattern)
    assert str(caught.value).startswith("q.toml: ")
    assert said in str(caught.value)


def test_two_hypotheses_of_one_id_are_refused() -> None:
    with pytest.raises(DataFileError, match="two hypotheses have the id 'a'"):
        parse(text=TWO.replace('id = "b"', 'id = "a"'))


def test_one_hypothesis_alone_competes_with_nothing() -> None:
    with pytest.raises(DataFileError, match="hypotheses: List should have at least 2"):
        parse(text='id = "q"\ntitle = "Q"\n[[hypotheses]]\nid = "a"\nname = "A"')


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="cannot be read"):
        load_question(tmp_path / "none.toml")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda p: p.name)
def test_the_examples_load(path: Path) -> None:
    assert len(load_question(path).hypotheses) >= 2
