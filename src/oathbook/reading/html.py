"""What is the article on this page? Its paragraphs, with a blank line between them, and its captions.

Menus, comments and teasers are left out by trafilatura; figure captions, which it leaves out as well, are
added as paragraphs at the end. A page too deep or too wide to be an article is refused before that.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from oathbook.errors import UnreadableInput
from oathbook.model import Document
from oathbook.reading.page import find_page

# Extraction takes time with the square of the elements side by side: `span`s in one paragraph took 57 s for
# 100,000 and 1.0 s for 11,000; five such paragraphs 6 s. No report is that long.
MAX_ELEMENTS = 60_000
MAX_SIBLINGS = 12_000

# Less than this in every line is a menu or a notice, not an article.
_MIN_LINE_WORDS = 5
_MIN_LINE_CHARS = 40

# Below this many characters trafilatura tries its fallbacks (MIN_EXTRACTED_SIZE is 250 as it comes); they
# may find somewhat more.
_SHORT_CHARS = 1000
_SAME_SHARE = 0.9

_CAPTIONS = (
    ".//*[self::figcaption or contains(concat(' ', @class, ' '), ' wp-caption-text ')]"
    "[not(ancestor::a or ancestor::aside or ancestor::nav or ancestor::footer)]"
)
_CAPTION_TEXT = ".//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"


def read_html(text: str, *, name: str, published: date | None = None, source: str | None = None) -> Document:
    """The article with what the page says about itself; raises UnreadableInput where there is none."""
    tree = _parse(text, name)
    page = find_page(tree)
    captions = _take_captions(tree)
    article = _find_article(tree, name)
    if article is None:
        raise UnreadableInput(
            name, "is a web page with no article in it.", "Save the page of the report itself."
        )
    on_one_line = " ".join(article.split())
    paragraphs = [article, *(caption for caption in captions if caption not in on_one_line)]
    return Document(
        text="\n\n".join(paragraphs),
        title=page.title,
        source=source if page.source is None else page.source,
        published=published if page.published is None else page.published,
        url=page.url,
        language=page.language,
        name=name,
    )


def _parse(text: str, name: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8")
    try:
        # A NUL in a page stands for nothing (HTML Living Standard, 13.2.5), but would end the parse.
        tree = html.document_fromstring(text.replace("\0", "").encode(), parser=parser)
    except etree.ParserError as error:
        raise UnreadableInput(name, "is an empty web page.", "Save the page again.") from error
    limits = [entry.message for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]
    if limits:  # the parser stopped: the rest of the page would be lost without a word
        raise UnreadableInput(
            name,
            f"is a web page built beyond all bounds ({limits[0].split(',')[0].strip()}).",
            "Save its text instead.",
        )
    for elements, element in enumerate(tree.iter(etree.Element), start=1):
        if elements > MAX_ELEMENTS or len(element) > MAX_SIBLINGS:
            raise UnreadableInput(
                name,
                f"is a web page of more than {MAX_ELEMENTS:,} elements (or {MAX_SIBLINGS:,} side by side).",
                "Save its text, or split it.",
            )
    return tree


def _find_article(tree: Any, name: str) -> str | None:
    """The paragraphs of the article with a blank line between them, or None where there is none."""
    text = _extract(tree, name)
    if 0 < len(text) < _SHORT_CHARS:
        # For short articles trafilatura falls back on the page as one run of text. What it found before that
        # has paragraphs: it is as good where it has nearly as much text.
        in_paragraphs = _extract(tree, name, min_chars=1)
        if _ink(in_paragraphs) >= _SAME_SHARE * _ink(text):
            text = in_paragraphs
    lines = [line.strip(" |") for line in text.split("\n")]  # table rows stand between bars
    if not any(len(line.split()) >= _MIN_LINE_WORDS or len(line) >= _MIN_LINE_CHARS for line in lines):
        return None
    return "\n\n".join(line for line in lines if line)


def _extract(tree: Any, name: str, *, min_chars: int = 250) -> str:
    """The article, one paragraph a line, empty where none is found; below `min_chars` fallbacks are tried."""
    import trafilatura

    config = _settings(min_chars)
    try:
        result: Any = trafilatura.bare_extraction(
            tree, with_metadata=False, include_comments=False, config=config
        )
    except Exception as error:  # whatever a strange page makes it stumble over, the batch goes on
        raise UnreadableInput(
            name,
            f"is a web page that could not be taken apart ({type(error).__name__}).",
            "Save its text instead.",
        ) from error
    return "" if result is None else result.text or ""


@cache
def _settings(min_chars: int) -> Any:
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(min_chars))
    return config


def _ink(text: str) -> int:
    return len("".join(text.split()))


def _take_captions(tree: Any) -> list[str]:
    """The captions of the page's longest article (or of the page), which are taken out of the tree."""
    scope = max(tree.iter("article"), key=lambda element: len(element.text_content()), default=None)
    scope = next(tree.iter("main"), tree) if scope is None else scope
    found = scope.xpath(_CAPTIONS)
    captions = [" ".join("".join(caption.xpath(_CAPTION_TEXT)).split()) for caption in found]
    for caption in found:
        caption.drop_tree()
    return list(dict.fromkeys(caption for caption in captions if caption))
