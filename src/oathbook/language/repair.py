"""What broken typography should have been, one character for one.

Invariant: `len(repair(text)) == len(text)`, so every offset into the repaired text is an offset into the
document. What changes the length (glued names, placeholders) happens in the parser, which keeps a map.
"""

from __future__ import annotations

_ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
            " ",
        ),
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", " "),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`\u02bc\u2039\u203a", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2212", "-"),
        "\u2013": "-",
        "\u2026": ".",
    }
)


def repair(text: str) -> str:
    """`text` with plain quotes, apostrophes, hyphens and spaces, of the same length."""
    return text.translate(_ONE_FOR_ONE)
