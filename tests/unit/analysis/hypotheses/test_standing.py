"""The question that every group has: whom it stands with."""

from __future__ import annotations

from oathbook.analysis.hypotheses.standing import ALONE, MOST_PATRONS, question_of_standing

PATRONS = [("islamic-state", "Islamic State"), ("al-qaeda", "al-Qaeda")]


def test_each_patron_and_standing_alone_compete() -> None:
    question = question_of_standing("boko-haram", "Boko Haram", PATRONS)
    assert [h.id for h in question.hypotheses] == ["islamic-state", "al-qaeda", ALONE]
    assert question.title == "Whom does Boko Haram stand with?"


def test_every_patron_is_marked_by_the_same_patterns() -> None:
    one, two, _ = question_of_standing("boko-haram", "Boko Haram", PATRONS).hypotheses
    assert [(p.mark, p.kinds) for p in one.patterns] == [(p.mark, p.kinds) for p in two.patterns]


def test_a_group_is_no_patron_of_itself() -> None:
    question = question_of_standing("al-qaeda", "al-Qaeda", PATRONS)
    assert [h.id for h in question.hypotheses] == ["islamic-state", ALONE]


def test_a_label_of_any_words_has_an_id_that_stays() -> None:
    odd = [("the Men of the Lake, 2nd", "the Men of the Lake, 2nd")]
    first, again = (question_of_standing("Lake & Sons", "Lake & Sons", odd) for _ in range(2))
    assert first == again
    assert all(set(h.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for h in first.hypotheses)


def test_the_heaviest_patrons_alone_are_weighed() -> None:
    many = [(f"p{n}", f"P{n}") for n in range(9)]
    assert len(question_of_standing("g", "G", many).hypotheses) == MOST_PATRONS + 1
