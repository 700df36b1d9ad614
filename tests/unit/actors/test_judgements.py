"""Same and different: later judgements win, and all can be taken back."""

from __future__ import annotations

from oathbook.actors import Judgement, apply_judgements, canonical_ids


def same(left: str, right: str) -> Judgement:
    return Judgement(left=left, right=right, same=True)


def different(left: str, right: str) -> Judgement:
    return Judgement(left=left, right=right, same=False)


def test_same_ids_get_one_that_stands_for_all() -> None:
    assert apply_judgements(["c", "x", "a"], [same("c", "b"), same("b", "a")]) == ("a", "x", "a")


def test_the_registrys_id_stands_for_the_others() -> None:
    assert canonical_ids([same("a", "m")], known={"m"}) == {"a": "m", "m": "m"}


def test_a_later_difference_takes_a_sameness_back() -> None:
    assert apply_judgements(["a", "b"], [same("a", "b"), different("a", "b")]) == ("a", "b")


def test_a_later_sameness_takes_a_difference_back() -> None:
    assert apply_judgements(["a", "b"], [different("a", "b"), same("b", "a")]) == ("a", "a")


def test_a_difference_wins_over_what_earlier_samenesses_imply() -> None:
    judged = [same("a", "b"), same("b", "c"), different("a", "c")]
    assert apply_judgements(["a", "b", "c"], judged) == ("a", "b", "b")


def test_a_difference_between_two_holds_for_all_that_are_later_the_same_as_they() -> None:
    judged = [same("b", "d"), different("a", "c"), same("a", "b"), same("c", "d")]
    first, second = apply_judgements(["b", "d"], judged)
    assert first != second


def test_without_judgements_every_id_stands_alone() -> None:
    assert apply_judgements(["a", "b"], []) == ("a", "b")
