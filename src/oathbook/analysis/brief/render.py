"""How does a brief become a page? HTML for print and screen, Markdown for everything else.

Invariant: words of a report are data: in HTML they are escaped by the template engine, in Markdown every
character that could start markup is. The HTML asks nothing of any other host.
"""

from __future__ import annotations

import re
from functools import cache

import jinja2

from oathbook.analysis.brief.build import Brief
from oathbook.data import FOLDER
from oathbook.errors import QueryError

FORMATS = ("html", "md")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LIST_START = re.compile(r"^(\s*)(\d+)([.)])")
_LINES = re.compile(r"\s*[\r\n]+\s*")


def render(brief: Brief, form: str = "html") -> str:
    """The brief as a page. Raises QueryError where there is no such format."""
    if form not in FORMATS:
        raise QueryError(f"{form!r} is no format of a brief: {', '.join(FORMATS)}.")
    template = _environment().get_template(f"brief.{form}.j2")
    text = template.render(brief=brief)
    return text.rstrip() + "\n"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER / "brief"),
        autoescape=jinja2.select_autoescape(enabled_extensions=("html.j2",)),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = escape_markdown
    return environment


def escape_markdown(text: str) -> str:
    """The text on one line with every character that Markdown could take for markup made plain.

    >>> escape_markdown("1. [x](y) <b>")
    '1\\\\. \\\\[x\\\\](y) \\\\<b\\\\>'
    """
    line = _MARKDOWN.sub(r"\\\1", _LINES.sub(" ", text).strip())
    line = _LIST_START.sub(r"\1\2\\\3", line)
    return re.sub(r"^([-+=])", r"\\\1", line)
