"""Plain text and Markdown keep every character; a title is taken only where it is plainly one."""

from __future__ import annotations

from datetime import date

import pytest

from oathbook.errors import UnreadableInput
from oathbook.model import Document
from oathbook.reading.plain import find_title, read_plain


def test_the_text_is_whole_and_only_its_line_endings_change() -> None:
    document = read_plain("A title of three\r\n\r\nOne.\rTwo. \u2028\x85Three\t\n\n\n", name="f")
    assert document.text == "A title of three\n\nOne.\nTwo. \u2028\x85Three\t\n\n\n"
    assert document.title == "A title of three"


def test_front_matter_speaks_for_the_text_and_is_left_out_of_it() -> None:
    matter = "title: Two leave\r\noutlet: The Gazette\r\ndate: 2016-08-04\r\nurl: https://g.example/\r\n"
    assert read_plain(f"---\r\n{matter}---\r\n# H\r\n", name="f") == Document(
        text="# H\n",
        title="Two leave",
        source="The Gazette",
        published=date(2016, 8, 4),
        url="https://g.example/",
        name="f",
    )


def test_without_a_title_in_the_front_matter_the_heading_of_the_body_is_taken() -> None:
    assert read_plain("---\nsource: G\n---\n\n# Two leave\n\nText.", name="f").title == "Two leave"


def test_day_and_outlet_from_outside_fill_in_only_where_the_text_is_silent() -> None:
    outside = {"published": date(2000, 1, 1), "source": "Somebody"}
    assert read_plain("Text.", name="f", **outside).published == date(2000, 1, 1)
    own = read_plain("---\ndate: 2016-08-04\n---\nText.", name="f", **outside)
    assert (own.published, own.source) == (date(2016, 8, 4), "Somebody")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "is empty"),
        (" \n\t\n", "holds nothing but white space"),
        ("---\ntitle: x\n---\n\n", "holds nothing but white space"),
        ("a\0b", "holds a NUL"),
        ("---\ndate: soon\n---\nText.", "'soon' in \"date\", which is no full date"),
    ],
)
def test_a_text_that_cannot_be_used_says_why(text: str, error: str) -> None:
    with pytest.raises(UnreadableInput, match=error):
        read_plain(text, name="f")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Two leave the front\nText.", "Two leave the front"),
        ("\n\n## Two leave ##\n", "Two leave"),
        ("Two leave\n=========\n\nText.", "Two leave"),
        ("Two commanders leave the River Front\n\nText.", "Two commanders leave the River Front"),
        ("‘Never again’, say rebels of 2016\n\nText.", "‘Never again’, say rebels of 2016"),
        ("Will they come back?\n\nText.", "Will they come back?"),
    ],
)
def test_a_heading_or_a_headline_that_stands_alone_is_the_title(text: str, title: str) -> None:
    assert find_title(text) == title


@pytest.mark.parametrize(
    "text",
    [
        "Two commanders left the front on Friday.\n\nThey went south.",
        "Two commanders leave the front\nand the text goes on at once.",
        "Two commanders leave the front",
        "By our man in Gao\n\nText.",
        "Photo: the ferry at dawn\n\nText.",
        "Bamako, 4 August 2016\n\nText.",
        "Thursday, August 4, 2016\n\nText.",
        "Two leave\n\nText.",
        "two commanders leave the front\n\nText.",
        "A line " + "that goes on " * 10 + "\n\nText.",
        "#hashtag of the day\n\nText.",
        "# " + "x" * 400 + "\n\nText.",
        "",
    ],
)
def test_what_may_be_the_first_sentence_or_a_byline_is_no_title(text: str) -> None:
    assert find_title(text) is None
