"""How does a figure become a file? The same bytes for the same figure, on every day and machine.

Invariant: nothing in the file says when or by which version it was made.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from matplotlib.figure import Figure

from oathbook.charts.style import SANS, SERIF, house_style
from oathbook.errors import QueryError

_FAMILIES = {
    f"'{SANS}'": "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif",
    f"'{SERIF}'": "'Source Serif 4', 'Source Serif Pro', Georgia, 'DejaVu Serif', serif",
}
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
PNG_DPI = 180


def to_svg(figure: Figure, *, title: str) -> str:
    """The figure as SVG, its words as text that can be searched and read aloud under `title`."""
    file = io.StringIO()
    with house_style():
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    text = _METADATA.sub("", file.getvalue())
    for family, better in _FAMILIES.items():
        text = text.replace(family, better)
    named = title.replace("&", "&amp;").replace("<", "&lt;")
    start = text.index("<svg")
    end = text.index(">", start)
    head = text[start:end] + ' role="img">\n <title>' + named + "</title>"
    return '<?xml version="1.0" encoding="utf-8" standalone="no"?>\n' + head + text[end + 1 :]


def save(figure: Figure, path: str | Path, *, title: str) -> None:
    """Writes the figure as SVG or PNG, by the ending of the path. Raises QueryError."""
    target = Path(path)
    ending = target.suffix.lower()
    try:
        if ending == ".svg":
            target.write_text(to_svg(figure, title=title), "utf-8")
        elif ending == ".png":
            with house_style():
                figure.savefig(target, format="png", dpi=PNG_DPI, metadata={"Software": None})
        else:
            raise QueryError(f"{target} is neither .svg nor .png: charts are written as one of these.")
    except OSError as e:
        raise QueryError(f"{target} cannot be written: {e.strerror or e}.") from e
