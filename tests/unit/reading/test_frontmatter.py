"""Front matter is read where it is front matter, and the text is left alone where it is not."""

from __future__ import annotations

from datetime import date

import pytest

from oathbook.errors import UnreadableInput
from oathbook.reading.frontmatter import split_front_matter


def test_yaml_pairs_are_read_and_the_body_is_what_follows() -> None:
    text = """---
# where it comes from
title: "Two leave: the \\"River\\" Front"
outlet: 'The Gazette''s desk'
date: 2016-08-04   # a Thursday
tags:
  - mali
  - splits
author:
  name: Nobody
draft:
keywords:
- one
url: https://gazette.example/a#b
summary: It goes on
  over two lines
long: >
  folded
  text
---

The body.
"""
    fields, body = split_front_matter(text, name="f")
    assert fields == {
        "title": 'Two leave: the "River" Front',
        "outlet": "The Gazette's desk",
        "date": "2016-08-04",
        "tags": None,
        "author": None,
        "draft": None,
        "url": "https://gazette.example/a#b",
        "summary": "It goes on over two lines",
        "long": "folded text",
    }
    assert body == "\nThe body.\n"


def test_yaml_may_end_in_dots_and_null_is_nothing() -> None:
    assert split_front_matter("---\ntitle: ~\ndate: null\n...\nBody", name="f") == (
        {"title": None, "date": None},
        "Body",
    )


def test_toml_is_read_with_its_own_dates() -> None:
    matter = 'title = "Two leave"\ndate = 2016-08-04T10:00:00Z\nday = 2016-08-04\n[extra]\nx = [1]\n'
    text = f"+++\n{matter}+++\nBody\n"
    fields, body = split_front_matter(text, name="f")
    assert (fields["title"], fields["date"].date(), fields["day"]) == (
        "Two leave",
        date(2016, 8, 4),
        date(2016, 8, 4),
    )
    assert body == "Body\n"


@pytest.mark.parametrize("matter", ["title = ", "a = 1\na = 2", "x = " + "[" * 100_000])
def test_toml_that_cannot_be_parsed_is_an_error(matter: str) -> None:
    with pytest.raises(UnreadableInput, match="has front matter that is not TOML"):
        split_front_matter(f"+++\n{matter}\n+++\nBody", name="f")


@pytest.mark.parametrize(
    "text",
    [
        "No front matter.",
        "---\nA rule, then text: all of it one sentence of a report.\n---\nMore.",
        "---\ntitle: never closed\n\nText.",
        "---\n---\nNothing between.",
        "----\ntitle: four dashes\n----\nText.",
        "+++ something +++",
        "\n---\ntitle: not at the top\n---\n",
        "",
    ],
)
def test_a_text_that_only_looks_like_it_is_left_whole(text: str) -> None:
    assert split_front_matter(text, name="f") == ({}, text)
