"""Spoken words are found whole; scare quotes and titles are left alone; each quotation gets its speaker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from oathbook.actors import load_registry
from oathbook.extraction.extractor import build_extractor
from oathbook.extraction.quotations import find_quotations, quotation_at
from oathbook.model import Claim, Document

Read = Callable[[str], tuple[Claim, ...]]


@pytest.fixture(scope="session")
def read() -> Read:
    """The claims of a text of its own, read by the whole extractor."""
    extractor = build_extractor(load_registry())
    return lambda text: extractor.extract(Document(text=text, published=date(2018, 1, 24))).claims


def _words(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ('"We left them last year," he said.', ["We left them last year,"]),
        ('Their "caliphate" has fallen.', []),
        ('He leads the "Front for the Defence of Us All" now.', []),
        ('He said: "We left them for good.', ["We left them for good."]),
        ('"They called it "a marriage" at first," he said.', ['They called it "a marriage" at first,']),
        ("'We left them last year,' he said.", ["We left them last year,"]),
        ("It was the emir's men who fled the commanders' camp.", []),
        ("Q: What happened?\nA: They left the group.", ["They left the group."]),
        ('"No," he said.', []),
    ],
)
def test_spoken_words_are_found_and_scare_quotes_are_not(text: str, spoken: list[str]) -> None:
    assert _words(text) == spoken


def test_a_quotation_whose_mark_is_never_closed_goes_on_in_the_next_paragraph() -> None:
    text = '"We left them last year.\n\n"We will not come back," he said.'
    first, second = find_quotations(text)
    assert first.continued
    assert not second.continued
    assert quotation_at((first, second), second.start) == second


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            '"It is over," Abubakar Shekau said. "Boko Haram has broken with Islamic State."',
            ("abubakar-shekau",),
        ),
        (
            'Abubakar Shekau was blunt.\n\n"Boko Haram has broken with Islamic State," he said.',
            ("abubakar-shekau",),
        ),
        (
            '"They wanted our land," a herder said.\n\n"Ansaru has broken with Boko Haram and its men are gone."',
            ("<residents>",),
        ),
        (
            '"Ansaru has broken with Boko Haram. It was a long time coming," said one resident.',
            ("<residents>",),
        ),
        (
            'Abubakar Shekau explained it thus: "Boko Haram has broken with Islamic State."',
            ("abubakar-shekau",),
        ),
    ],
)
def test_a_quotation_is_spoken_by_whom_the_words_around_it_name(
    text: str, chain: tuple[str, ...], read: Read
) -> None:
    assert [c.said_by for c in read(text) if c.kind.value == "break"] == [chain]


def test_the_answers_of_an_interview_are_spoken_by_whom_it_introduces(read: Read) -> None:
    text = (
        "An interview with Mukhtar Robow.\n\nQ: What of the group?\n\n"
        "A: Al-Shabaab has broken with al-Qaeda, and everybody knows it."
    )
    assert [c.said_by for c in read(text) if c.kind.value == "break"] == [("mukhtar-robow",)]
