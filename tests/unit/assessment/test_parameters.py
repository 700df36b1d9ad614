"""The parameter file is complete, and a fault in a user's own is named by its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from oathbook.assessment.parameters import load_parameters, read_parameters
from oathbook.assessment.signs import AGAINST_OWN_SIDE, CONSTITUTIVE, DOUBTS, ENDINGS, PROSPECTIVE, SILENCE
from oathbook.data import __file__ as data
from oathbook.errors import DataFileError
from oathbook.model import Certainty

SHIPPED = Path(data).parent / "assessment" / "model.toml"


def test_every_sign_that_the_code_names_has_its_lifts() -> None:
    named = {*CONSTITUTIVE, *AGAINST_OWN_SIDE, *DOUBTS, *ENDINGS, PROSPECTIVE, SILENCE}
    assert named <= set(load_parameters().signs)


def test_every_certainty_has_a_factor_and_a_plan_has_no_weight() -> None:
    parameters = load_parameters()
    assert set(parameters.trust.certainty) == {c.value for c in Certainty}
    assert parameters.after[parameters.numbers[PROSPECTIVE]].tolist() == [1.0] * 5


def test_a_sign_for_a_tie_lifts_some_tie_above_none_and_one_against_it_does_not() -> None:
    parameters = load_parameters()
    for name, lifts, tie in zip(parameters.signs, parameters.after, parameters.tie, strict=True):
        if tie > 0:
            assert lifts[1:].max() > lifts[0], name
        if tie < 0:
            assert max(lifts[0], lifts[1]) > lifts[2:4].max(), name


def test_a_users_own_file_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    own = SHIPPED.read_text("utf-8").replace("none_to_p = 0.12", "none_to_p = 0.3")
    (tmp_path / "model.toml").write_text(own, "utf-8")
    assert load_parameters(tmp_path).chain.none_to_p == 0.3
    assert load_parameters(tmp_path / "nowhere").chain.none_to_p == 0.12


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("none_to_p = 0.12", "none_to_p = -1", "chain.none_to_p"),
        ("none_to_p = 0.12", "none_to_q = 0.15", "chain.none_to_p"),
        ("least = 0.005", 'least = "a little"', "trust.least"),
        ("after = [0.1, 8.0, 8.0, 3.0, 2.0]", "after = [0.1, 8.0]", "sign.pledged.after"),
    ],
)
def test_a_fault_is_named_by_its_place(tmp_path: Path, right: str, wrong: str, place: str) -> None:
    path = tmp_path / "model.toml"
    path.write_text(SHIPPED.read_text("utf-8").replace(right, wrong, 1), "utf-8")
    with pytest.raises(DataFileError, match=place):
        read_parameters(path)
