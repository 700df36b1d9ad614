"""Ten copies are one origin."""

from __future__ import annotations

import time
from collections.abc import Callable

from oathbook.assessment.origins import group_by_origin
from oathbook.assessment.statements import name_origin
from oathbook.model import Entry

MakeEntry = Callable[..., Entry]
LONG = "fighters under the veteran commander swore an oath of loyalty to the caliph on Tuesday"


def test_two_outlets_quoting_one_speaker_are_one_origin(entry: MakeEntry) -> None:
    one = entry("pledge", "g", "p", source="Courier", said_by=("SITE Intelligence Group",))
    two = entry("pledge", "g", "p", source="Monitor", said_by=("SITE Intelligence Group", "Courier"))
    assert len(group_by_origin([one, two])) == 1


def test_unnamed_analysts_of_two_outlets_are_two_origins(entry: MakeEntry) -> None:
    one = entry("pledge", "g", "p", source="Courier", said_by=("<analysts>",))
    two = entry("pledge", "g", "p", source="Monitor", said_by=("<analysts>",))
    assert name_origin(one) == "Courier"
    assert len(group_by_origin([one, two])) == 2


def test_a_sentence_copied_with_small_edits_adds_no_origin(entry: MakeEntry) -> None:
    one = entry("pledge", "g", "p", source="Courier", quote=LONG)
    two = entry("pledge", "g", "p", source="Monitor", quote=LONG.replace("Tuesday", "Tuesday."))
    three = entry("pledge", "g", "p", source="Herald", quote=LONG.replace("the veteran", "a veteran"))
    assert len(group_by_origin([one, two, three])) == 1


def test_the_same_news_in_other_words_is_another_origin(entry: MakeEntry) -> None:
    one = entry("pledge", "g", "p", source="Courier", quote=LONG)
    two = entry(
        "pledge", "g", "p", source="Monitor", quote="the commander's men vowed on Tuesday to obey the caliph"
    )
    assert len(group_by_origin([one, two])) == 2


def test_a_stock_phrase_in_two_documents_is_nobodys_copy(entry: MakeEntry) -> None:
    one = entry("pledge", "g", "p", source="Courier", quote="pledged to the group")
    two = entry("pledge", "g", "p", source="Monitor", quote="pledged to the group")
    assert len(group_by_origin([one, two])) == 2


def test_a_copy_joins_what_was_apart_in_any_order(entry: MakeEntry) -> None:
    left = entry("pledge", "g", "p", source="Courier", quote=LONG)
    right = entry(
        "pledge",
        "g",
        "p",
        source="Monitor",
        quote="quite other words were found for the same oath of theirs by a second outlet",
    )
    bridge = entry(
        "pledge",
        "g",
        "p",
        source="Courier",
        quote="quite other words were found for the same oath of theirs by a second outlet",
    )
    assert len(group_by_origin([left, right])) == 2
    assert len(group_by_origin([left, right, bridge])) == 1
    assert len(group_by_origin([bridge, left, right])) == 1


def test_thousands_of_claims_are_grouped_in_little_time(entry: MakeEntry) -> None:
    """Two thousand different quotes of two hundred outlets: a question must not wait for it."""
    many = [
        entry("rival", "g", "p", source=f"Outlet {n % 200}", published=f"2015-01-{n % 28 + 1:02}")
        for n in range(2000)
    ]
    start = time.perf_counter()
    assert len(group_by_origin(many)) == 200
    assert time.perf_counter() - start < 10
