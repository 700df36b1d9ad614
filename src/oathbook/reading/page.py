"""What does a web page say about itself? Title, day of publication, outlet, address and language.

Only the page's own statements count. A day of change, a copyright year, a date in the address or in the
running text is not when it was published; where the page is silent the answer is None.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin

from oathbook.reading.dates import parse_day
from oathbook.reading.fields import find_fault

# The names under which pages state their day of publication, by how exactly they say so.
_DAY_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published",
    "datepublished",
    "citation_publication_date", "citation_online_date", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date",
    "publication_date",
    "publication-date", "publish_date", "publish-date", "publishdate", "published_time", "pubdate",
    "originalpublicationdate", "date",
)  # fmt: skip
_SOURCE_NAMES = ("og:site_name", "citation_publisher", "dcterms.publisher", "dc.publisher", "publisher")
_TITLE_NAMES = ("og:title", "twitter:title", "citation_title", "dcterms.title", "dc.title")

_ARTICLE_TYPE = re.compile(r"(?:^|/)(?:\w*Article|BlogPosting|LiveBlogPosting|Report)$")
_PAGE_TYPE = re.compile(r"(?:^|/)(?:WebPage|ItemPage)$")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SEPARATORS = " |-–—·•:»"
# A `time` element is the page's own date where the text has not begun: before the first paragraph this long.
_PARAGRAPH_CHARS = 150
_IS_CHANGE = re.compile(r"modif|updat|revis|edited", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page states about itself; None where it does not."""

    title: str | None
    source: str | None
    published: date | None
    url: str | None
    language: str | None


def find_page(tree: Any) -> Page:
    """The statements of a parsed page (an lxml tree, which is only looked at)."""
    meta = _metas(tree)
    nodes = list(_linked_data(tree))
    url = _find_url(tree, meta, nodes)
    articles = _of_type(nodes, _ARTICLE_TYPE)
    # A page that lists other articles describes them too: its own is the one with its address.
    articles = [node for node in articles if url is not None and url in _addresses(node)] or articles
    own = articles if len(articles) == 1 else []
    source = _first(meta.get(name) for name in _SOURCE_NAMES[:1])
    source = source or _first(_publisher(node) for node in [*articles, *_of_type(nodes, _PAGE_TYPE)])
    source = source or _first(meta.get(name) for name in _SOURCE_NAMES[1:])
    return Page(
        title=_find_title(tree, meta, own, source),
        source=source,
        published=_find_day(tree, meta, articles, _of_type(nodes, _PAGE_TYPE)),
        url=url,
        language=_find_language(tree, meta, own),
    )


def _metas(tree: Any) -> Mapping[str, str]:
    """The first filled content of each `meta` name or property, in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _clean(element.get("content"))
        if content is None:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for key in (element.get(attribute) or "").casefold().split():
                found.setdefault(key, content)
    return found


def _linked_data(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The top nodes of the page's JSON-LD; broken scripts say nothing."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        try:
            pending = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending:
            value = pending.pop()
            if isinstance(value, list):
                pending.extend(reversed(value))
            elif isinstance(value, Mapping):
                yield value
                pending.extend(value[key] for key in ("mainEntity", "@graph") if key in value)


def _of_type(nodes: Iterable[Mapping[str, Any]], wanted: re.Pattern[str]) -> list[Mapping[str, Any]]:
    return [node for node in nodes if any(wanted.search(kind) for kind in _texts(node.get("@type")))]


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]


def _addresses(node: Mapping[str, Any]) -> list[str]:
    entity = node.get("mainEntityOfPage")
    entity = entity.get("@id") if isinstance(entity, Mapping) else entity
    return _texts([node.get("url"), node.get("@id"), entity])


def _publisher(node: Mapping[str, Any]) -> str | None:
    publisher = node.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    return _clean(publisher.get("name") if isinstance(publisher, Mapping) else publisher)


def _find_day(
    tree: Any,
    meta: Mapping[str, str],
    articles: Iterable[Mapping[str, Any]],
    pages: Iterable[Mapping[str, Any]],
) -> date | None:
    for statements in (
        _only_day(node.get("datePublished") for node in articles),
        *(_only_day([meta.get(name)]) for name in _DAY_NAMES),
        _only_day(node.get("datePublished") for node in pages),
        _only_day(
            _stated(element) for element in tree.xpath("//*[@itemprop='datePublished'][not(self::meta)]")
        ),
        _only_day(_stated(element) for element in tree.xpath("//time[@pubdate]")),
        _only_day(_times_above_text(tree)),
    ):
        if statements is not None:
            return statements
    return None


def _only_day(statements: Iterable[Any]) -> date | None:
    """The day on which these statements agree; None where they differ, as they do for several articles."""
    days = {parse_day(statement) for statement in statements if isinstance(statement, str)} - {None}
    return days.pop() if len(days) == 1 else None


def _stated(element: Any) -> str | None:
    return element.get("datetime") or element.get("content") or _clean(element.text_content())


def _times_above_text(tree: Any) -> Iterator[str | None]:
    """The `time` elements between the top of the article and its first real paragraph."""
    article = next(tree.iter("article", "main"), None)
    if article is None:
        return
    for element in article.iter("p", "time"):
        if element.tag == "p":
            if len(element.text_content()) > _PARAGRAPH_CHARS:
                return
            continue
        parent = element.getparent()
        # "Updated: <time>…": the word stands in a class, around the element or right before it.
        previous = element.getprevious()
        before = parent.text if previous is None else previous.tail
        marks = (element.get("class"), element.get("itemprop"), parent.get("class"), before, element.text)
        if not any(_IS_CHANGE.search(mark) for mark in marks if mark):
            yield _stated(element)


def _find_title(
    tree: Any, meta: Mapping[str, str], articles: Iterable[Mapping[str, Any]], source: str | None
) -> str | None:
    headings = [_clean(heading.text_content()) for heading in tree.iter("h1")]
    title = (
        _first(_clean(node.get("headline")) for node in articles)
        or _first(meta.get(name) for name in _TITLE_NAMES)
        or (headings[0] if len(headings) == 1 else None)
        or _first(_clean(element.text_content()) for element in tree.iter("title"))
    )
    if title is not None and source is not None and title.casefold().endswith(source.casefold()):
        # "Fighters change sides | The Northern Gazette"
        rest = title[: len(title) - len(source)].rstrip()
        if rest and rest[-1] in _SEPARATORS:
            return rest.rstrip(_SEPARATORS) or title
    return title


def _find_url(tree: Any, meta: Mapping[str, str], nodes: Iterable[Mapping[str, Any]]) -> str | None:
    """The page's own address, absolute; `canonical` may be relative to another that is given."""
    canonical = _first(link.get("href") for link in tree.iter("link") if _is_canonical(link))
    articles = _of_type(nodes, _ARTICLE_TYPE)
    stated = [meta.get("og:url"), *(_texts(articles[0].get("url")) if len(articles) == 1 else [])]
    for url in (canonical, *stated):
        if url is not None and url.casefold().startswith(("http://", "https://")):
            return url.strip()
    base = _first(element.get("href") for element in tree.iter("base"))
    if canonical is None or base is None or not base.startswith(("http://", "https://")):
        return None
    try:
        return urljoin(base, canonical.strip())
    except ValueError:  # an address like http://[
        return None


def _is_canonical(link: Any) -> bool:
    return "canonical" in (link.get("rel") or "").casefold().split()


def _find_language(tree: Any, meta: Mapping[str, str], articles: Iterable[Mapping[str, Any]]) -> str | None:
    root = tree.getroottree().getroot()
    stated = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        meta.get("content-language"),
        meta.get("og:locale"),
        *(language for node in articles for language in _texts(node.get("inLanguage"))),
    )
    codes = (code.strip().replace("_", "-") for code in stated if code)
    return next((code for code in codes if _LANGUAGE.fullmatch(code)), None)


def _clean(value: Any) -> str | None:
    """The text on one line with its character references resolved; None for what is no text or blank."""
    if not isinstance(value, str) or find_fault(value) is not None:
        return None
    return " ".join(html.unescape(value).split()) or None


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value is not None and value.strip()), None)
