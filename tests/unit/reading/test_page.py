"""What a page says about itself, and nothing that it does not say."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import lxml.html
import pytest

from oathbook.reading.page import Page, find_page

DAY = date(2016, 8, 4)


def page_of(head: str = "", body: str = "<p>Text.</p>", attributes: str = "") -> Page:
    return find_page(
        lxml.html.document_fromstring(f"<html {attributes}><head>{head}</head><body>{body}</body></html>")
    )


def linked(data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2016-08-04T21:30:00+01:00">',
        '<meta name="DC.date.issued" content="2016-08-04">',
        '<meta name="date" content="4 August 2016">',
        '<meta itemprop="datePublished" content="2016-08-04">',
        linked({"@type": "NewsArticle", "datePublished": "2016-08-04"}),
        linked(
            [
                {"@type": "Person"},
                {"@type": ["Thing", "https://schema.org/Report"], "datePublished": "2016-08-04"},
            ]
        ),
        linked({"@graph": [{"@type": "WebPage", "datePublished": "2016-08-04"}]}),
        linked({"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": "2016-08-04"}}),
    ],
)
def test_the_day_is_taken_from_every_usual_statement_in_the_head(head: str) -> None:
    assert page_of(head).published == DAY


@pytest.mark.parametrize(
    "body",
    [
        '<article><time datetime="2016-08-04T10:00">Thursday</time><p>Text.</p></article>',
        "<article><p>By Ada <time>August 4, 2016</time></p><p>Text.</p></article>",
        '<article><p>Updated: <time datetime="2017-01-01">x</time></p><time>2016-08-04</time></article>',
        '<p>x</p><time pubdate datetime="2016-08-04">y</time>',
        '<span itemprop="datePublished">4 August 2016</span>',
    ],
)
def test_the_day_is_taken_from_the_byline_when_the_head_is_silent(body: str) -> None:
    assert page_of(body=body).published == DAY


LONG = "The front said once more that its men would stay where they are and would hand over nothing. " * 2


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:modified_time" content="2016-08-04">', ""),
        ('<meta property="og:updated_time" content="2016-08-04">', ""),
        (linked({"@type": "Article", "dateModified": "2016-08-04", "dateCreated": "2016-08-04"}), ""),
        ('<meta name="date" content="2016-08">', ""),
        ('<link rel="canonical" href="https://g.example/2016/08/04/oath">', ""),
        ("", "<footer>Copyright 2016. 4 August 2016</footer>"),
        ("", "<article><p>On 4 August 2016 the group split.</p></article>"),
        (
            "",
            f'<article><p>{LONG}</p><p><time datetime="2016-08-04">Then</time> it split.</p></article>',
        ),
        ("", '<article><time class="updated" datetime="2016-08-04">x</time></article>'),
        ("", '<article><p>Last updated <time datetime="2016-08-04">x</time></p></article>'),
        ("", '<aside><time datetime="2016-08-04">x</time></aside>'),
        (
            '<script type="application/ld+json">{"@type": "Article", "datePublished": "2016-08-04"</script>',
            "",
        ),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", ""),
    ],
)
def test_changes_copyrights_addresses_and_running_text_are_no_day_of_publication(
    head: str, body: str
) -> None:
    assert page_of(head, body).published is None


def test_of_several_articles_the_one_with_the_pages_own_address_counts() -> None:
    articles = [
        {
            "@type": "Article",
            "url": "https://g.example/other",
            "datePublished": "2015-01-01",
            "headline": "Other",
        },
        {
            "@type": "Article",
            "url": "https://g.example/oath",
            "datePublished": "2016-08-04",
            "headline": "Own",
        },
    ]
    own = page_of('<link rel="canonical" href="https://g.example/oath">' + linked(articles))
    assert (own.published, own.title) == (DAY, "Own")
    unclear = page_of(linked(articles))
    assert (unclear.published, unclear.title, unclear.url) == (None, None, None)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:site_name" content="The &quot;Gazette&quot;">',
        linked({"@type": "Article", "publisher": {"@type": "Organization", "name": 'The "Gazette"'}}),
        linked({"@type": "Article", "publisher": [{"name": "The &quot;Gazette&quot;"}]}),
        linked({"@type": "WebPage", "publisher": 'The "Gazette"'}),
        "<meta name='publisher' content='The \"Gazette\"'>",
    ],
)
def test_the_outlet_is_what_the_page_calls_itself(head: str) -> None:
    assert page_of(head).source == 'The "Gazette"'


def test_a_page_that_names_no_outlet_has_none() -> None:
    assert (
        page_of("<title>Oath | The Gazette</title><link rel=canonical href=https://g.example/>").source
        is None
    )


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (linked({"@type": "Article", "headline": "An oath &amp; a split"}), "<h1>Other</h1>"),
        ('<meta property="og:title" content="An oath &amp; a split">', "<h1>Other</h1>"),
        ("<title>Other</title>", "<h1>An oath\n &amp; a <b>split</b></h1>"),
        ("<title>An oath &amp; a split</title>", "<h1>One</h1><h1>Two</h1>"),
        (
            '<title>An oath &amp; a split – Post</title><meta property="og:site_name" content="Post">',
            "",
        ),
    ],
)
def test_the_title_is_the_headline_without_the_name_of_the_outlet(head: str, body: str) -> None:
    assert page_of(head, body).title == "An oath & a split"


def test_a_title_that_is_the_outlets_name_stays() -> None:
    assert page_of(
        '<title>The Gazette</title><meta property="og:site_name" content="The Gazette">'
    ).title == ("The Gazette")


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://g.example/oath">', "https://g.example/oath"),
        ('<meta property="og:url" content="https://g.example/oath">', "https://g.example/oath"),
        ('<base href="https://g.example/a/"><link rel="canonical" href="oath">', "https://g.example/a/oath"),
        ('<link rel="canonical" href="/oath">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<base href="http://["><link rel="canonical" href="http:x">', None),
    ],
)
def test_the_address_is_absolute_and_of_the_web_or_absent(head: str, url: str | None) -> None:
    assert page_of(head).url == url


@pytest.mark.parametrize(
    ("attributes", "head", "language"),
    [
        ('lang="en-GB"', "", "en-GB"),
        ("", '<meta property="og:locale" content="fr_FR">', "fr-FR"),
        ('lang=""', linked({"@type": "Article", "inLanguage": "ar"}), "ar"),
        ('lang="some language"', "", None),
        ("", "", None),
    ],
)
def test_the_language_is_what_the_page_declares(attributes: str, head: str, language: str | None) -> None:
    assert page_of(head, attributes=attributes).language == language


def test_statements_that_no_database_can_keep_do_not_count() -> None:
    assert page_of(linked({"@type": "Article", "headline": "a\ud800", "publisher": "b\0"})) == Page(
        title=None, source=None, published=None, url=None, language=None
    )
