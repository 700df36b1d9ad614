"""Which reports come with Oathbook, to try it on? Those of `examples/reports`, which the wheel carries as data.

Invariant: they are in one place. An installed package has them beside its data, a checkout where its README
tells of them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from oathbook.errors import UnreadableInput
from oathbook.reading.inputs import RawInput, iter_inputs

_PACKAGE = Path(__file__).parents[1]
_PLACES = (_PACKAGE / "data" / "examples", _PACKAGE.parents[1] / "examples" / "reports")


def example_inputs() -> list[RawInput]:
    """The example reports, named `examples/STORY/FILE`. Raises UnreadableInput where the installation lacks them."""
    for folder in _PLACES:
        if folder.is_dir():
            return [
                replace(raw, name=f"examples/{Path(raw.name).relative_to(folder).as_posix()}")
                for raw in iter_inputs([str(folder)])
            ]
    raise UnreadableInput(
        "examples", "are not part of this installation.", "Install Oathbook anew from its wheel."
    )
