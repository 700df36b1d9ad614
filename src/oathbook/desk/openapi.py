"""`python -m oathbook.desk.openapi [FILE]` writes the API's description; the desk's types are made from it.

Without a file, it goes to `web/openapi.json` of the checkout.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from oathbook.desk.app import build_api

DEFAULT = Path(__file__).parents[3] / "web" / "openapi.json"


def render() -> str:
    """The description as it is committed: keys in their order, one line each, a newline at the end."""
    return json.dumps(build_api().openapi(), indent=2, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> None:
    """Writes the file that is named, else the checkout's."""
    path = Path(arguments[0]) if arguments else DEFAULT
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
