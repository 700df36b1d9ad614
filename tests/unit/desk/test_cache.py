"""Answers are worked out once for what is recorded, and never by the clock."""

from __future__ import annotations

import threading

import pytest

from oathbook.desk.cache import Cache


def test_an_answer_is_worked_out_again_only_when_something_was_recorded() -> None:
    cache, asked = Cache(10), []
    for mark in (1, 1, 1, 2, 2):
        cache.get("key", mark, lambda: asked.append(None))
    assert len(asked) == 2


def test_the_least_recent_answers_are_forgotten_first() -> None:
    cache, asked = Cache(2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        cache.get(key, 1, lambda key=key: asked.append(key))
    assert asked == ["a", "b", "c", "b"]


def test_an_error_is_not_kept() -> None:
    cache = Cache(2)

    def fail() -> int:
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        cache.get("key", 1, fail)
    assert cache.get("key", 1, lambda: 7) == 7


def test_threads_that_ask_the_same_wait_for_one_answer() -> None:
    cache, asked, begun = Cache(2), [], threading.Event()

    def slow() -> int:
        asked.append(None)
        begun.wait(5)
        return 7

    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(cache.get("key", 1, slow))) for _ in range(8)]
    for thread in threads:
        thread.start()
    begun.set()
    for thread in threads:
        thread.join(5)
    assert found == [7] * 8
    assert len(asked) == 1


def test_an_answer_may_be_made_of_others() -> None:
    cache = Cache(10)
    assert cache.get("whole", 1, lambda: cache.get("part", 1, lambda: 2) + 1) == 3


def test_answers_about_several_are_worked_out_together_and_only_those_not_at_hand(desk) -> None:
    asked: list[list[str]] = []

    def work_out(labels: list[str]) -> dict[str, str]:
        asked.append(labels)
        return {label: label.upper() for label in labels}

    assert desk.once_about_each(["a", "b"], ("loud",), work_out) == {"a": "A", "b": "B"}
    assert desk.once_about_each(["b", "c"], ("loud",), work_out) == {"b": "B", "c": "C"}
    assert asked == [["a", "b"], ["c"]]


def test_one_read_of_the_desk_asks_the_book_for_its_mark_once(desk, client, monkeypatch) -> None:
    marks: list[int] = []
    monkeypatch.setattr(desk.touches, "_mark", lambda: marks.append(1) or desk.book.mark())
    assert client.get("/api/v1/overview").status_code == 200
    assert len(marks) == 1
