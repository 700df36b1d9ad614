"""The article of a page and its captions, and a clear refusal where there is none."""

from __future__ import annotations

import time
from datetime import date

import pytest

from oathbook.errors import UnreadableInput
from oathbook.reading.html import MAX_ELEMENTS, MAX_SIBLINGS, read_html

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Two commanders leave the River Front | The Northern Gazette</title>
<meta property="og:title" content="Two commanders leave the River Front">
<meta property="og:site_name" content="The Northern Gazette">
<meta property="article:published_time" content="2016-08-04T21:30:00+01:00">
<meta property="article:modified_time" content="2017-01-01T10:00:00Z">
<link rel="canonical" href="https://gazette.example/2016/08/commanders">
</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article>
<h1>Two commanders leave the River Front</h1>
<figure><img src="/a.jpg"><figcaption>Fighters of the front near the ferry in July.
<small>Photo: A. Mensah</small><script>track()</script></figcaption></figure>
<p>Two commanders of the River Front said on Thursday that they had left the group
and would follow a new leader, according to a statement read out on <b>local radio</b>.</p>
<p>The men, who led about 200 fighters, accused the front’s leadership of talking to the government.
“We swore an oath to the cause and not to a man,” one of them&nbsp;said.</p>
<blockquote><p>We will not go back to them, whatever they offer us.</p></blockquote>
<p>A spokesman for the front denied that anyone had left it.</p>
<aside><figure><img src="b.jpg"><figcaption>A teaser for something else</figcaption></figure></aside>
</article>
<section class="related"><h2>Read more</h2><ul><li><a href="/x">Ferry sinks at sea</a></li></ul></section>
</main>
<footer><p>Copyright 2019 The Northern Gazette. All rights reserved.</p></footer>
</body></html>"""


ARTICLE = """Two commanders of the River Front said on Thursday that they had left the group and would \
follow a new leader, according to a statement read out on local radio.

The men, who led about 200 fighters, accused the front’s leadership of talking to the government. \
“We swore an oath to the cause and not to a man,” one of them said.

We will not go back to them, whatever they offer us.

A spokesman for the front denied that anyone had left it.

Fighters of the front near the ferry in July. Photo: A. Mensah"""


def test_the_article_comes_in_paragraphs_with_its_captions_last() -> None:
    assert read_html(PAGE, name="f").text == f"Two commanders leave the River Front\n\n{ARTICLE}"


@pytest.mark.parametrize(
    "noise", ["Home", "Read more", "Ferry sinks", "Copyright", "teaser", "track()", "\n\n\n"]
)
def test_menus_teasers_scripts_and_small_print_are_left_out(noise: str) -> None:
    assert noise not in read_html(PAGE, name="f").text


def test_the_page_speaks_for_itself_before_the_user_does() -> None:
    document = read_html(PAGE, name="f", published=date(2000, 1, 1), source="Somebody")
    assert (
        document.title,
        document.source,
        document.published,
        document.url,
        document.language,
        document.name,
    ) == (
        "Two commanders leave the River Front",
        "The Northern Gazette",
        date(2016, 8, 4),
        "https://gazette.example/2016/08/commanders",
        "en-GB",
        "f",
    )


def test_the_user_speaks_for_a_silent_page() -> None:
    page = "<html><body><p>The men of the front went south on Monday.</p></body></html>"
    document = read_html(page, name="f", published=date(2000, 1, 1), source="Somebody")
    assert (document.text, document.published, document.source) == (
        "The men of the front went south on Monday.",
        date(2000, 1, 1),
        "Somebody",
    )


def test_a_caption_that_the_text_repeats_is_not_added_again() -> None:
    said = "The men of the front went south on Monday, taking their lorries with them."
    figure = f"<figure><img src=a.jpg><figcaption>{said}</figcaption></figure>"
    page = f"<html><body><article><p>{said}</p>{figure}</article></body></html>"
    assert read_html(page, name="f").text.count("went south") == 1


def test_a_short_article_keeps_its_paragraphs() -> None:
    """Short texts take another way through the extraction, one that runs paragraphs together."""
    said = [
        "Two men of the River Front swore an oath to the Harbour Council on Monday.",
        "The front was silent.",
    ]
    page = f"<html><body><article><p>{said[0]}</p><p>{said[1]}</p></article></body></html>"
    assert read_html(page, name="f").text.split("\n\n") == said


def test_linked_data_nested_too_deeply_does_not_break_the_run() -> None:
    nested = '{"@graph":' * 900 + '{"articleBody": "x"}' + "}" * 900
    page = f'<html><head><script type="application/ld+json">{nested}</script></head><body></body></html>'
    with pytest.raises(UnreadableInput):
        read_html(page, name="f")


def test_a_nul_in_a_page_stands_for_nothing() -> None:
    page = (
        "<html><body><p>The men of the fr\0ont went south on Monday.</p><p>They stayed there for a week.</p>"
    )
    assert read_html(page, name="f").text == (
        "The men of the front went south on Monday.\n\nThey stayed there for a week."
    )


def test_a_page_with_an_xml_declaration_is_read() -> None:
    page = '<?xml version="1.0" encoding="utf-16"?>' + PAGE
    assert "swore an oath" in read_html(page, name="f").text


@pytest.mark.parametrize(
    ("page", "error"),
    [
        ("<html></html>", "is a web page with no article in it"),
        (
            "<html><body><nav><a href=/>Home</a> <a href=/w>World</a></nav></body></html>",
            "with no article in it",
        ),
        (
            "<html><body><script>let a = 'The men of the front went south';</script></body></html>",
            "no article in it",
        ),
        ("<!-- nothing but a comment -->", "is an empty web page"),
        (
            "<html><body>" + "<div>" * 5000 + "<p>Deep.</p>",
            "is a web page built beyond all bounds (Excessive depth",
        ),
        ("<html><body><p>" + "x" * 11_000_000, "is a web page built beyond all bounds"),
        ("<html><body><p>" + "<i>x</i>" * (MAX_SIBLINGS + 1), "side by side"),
        ("<html><body>" + ("<p>" + "<i>x</i>" * 10_000) * 7, f"more than {MAX_ELEMENTS:,} elements"),
    ],
    ids=["empty", "menu", "script", "comment", "deep", "one huge text", "wide", "large"],
)
def test_a_page_without_an_article_or_out_of_bounds_is_refused_quickly(page: str, error: str) -> None:
    start = time.monotonic()
    with pytest.raises(UnreadableInput) as caught:
        read_html(page, name="f")
    assert error in str(caught.value)
    assert time.monotonic() - start < 5


def test_a_long_page_within_the_bounds_is_read_whole() -> None:
    paragraphs = [f"The men of unit {number} went south on the day after." for number in range(5000)]
    page = (
        "<html><body><article>"
        + "".join(f"<p>{said}</p>" for said in paragraphs)
        + "</article></body></html>"
    )
    assert read_html(page, name="f").text.split("\n\n") == paragraphs
