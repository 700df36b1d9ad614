"""Sentences end where a reader ends them."""

from __future__ import annotations

import pytest

from oathbook.language.sentences import find_sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in find_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["He joined the PKK.", "The group denied it."],
        ["He served the TTP.", "It expelled him."],
        ["It met the men of Tigray's.", "Abiy left."],
        ["On May 5. it began.", "The group left."][1:],
        ["He said no.", "The group left."],
        ['"We left."', "He said so."],
        ["The group left (in 2014).", "It came back."],
        ["It fell in 2014.", "The army came."],
        ["Why?", "Because it lost Sirte.", "No!"],
        ["Gen. Makenga of M23 left.", "Col. Kaina stayed."],
        ["S.S. Khaplang is the chairman.", "He leads it."],
        ["They used Art. 14 and left."],
        ["In Sept. Makenga left for Kampala."],
        ["Mr. Robow and Sheikh Awes met Dr. Ali."],
        ["The village fell", ],
        ["- 7 March:", "ISIS took Raqqa.", "It fell."],
        ["7 March 2015:", "ISIS took Raqqa."],
        ["March 7, 2015 -", "ISIS took Raqqa."],
        ["5-7 May 2015:", "The PKK met."],
        ["2014:", "ISIS took Mosul."],
        ["14:30 GMT -", "ISIS took Mosul."],
        ["14.30:", "ISIS took Mosul."],
        ["23.", "The M23 was launched in May 2012."],
        ["(b)", "The M23 was launched in May 2012."],
        ["Q:", "Has the group split?"],
        ["A:", "Yes.", "It split in 2016."],
        ["A commander of ISIS left."],
        ["May the group split?"],
    ],
)  # fmt: skip
def test_a_text_is_split_where_its_sentences_end(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_sentences_that_scraping_glued_are_parted() -> None:
    assert split("So the activists say.Under a truce it left.") == [
        "So the activists say.",
        "Under a truce it left.",
    ]


def test_a_line_break_inside_a_sentence_ends_nothing() -> None:
    assert split("The group left\nthe town. It fled.") == ["The group left\nthe town.", "It fled."]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_blank_text_has_no_sentences(text: str) -> None:
    assert split(text) == []
