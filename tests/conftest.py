"""What tests of several rooms share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def gold_dev() -> Path:
    """The folder of annotated reports: `OATHBOOK_GOLD`, else `shared/gold/dev` beside the checkout."""
    folder = Path(os.environ.get("OATHBOOK_GOLD") or ROOT.parent / "shared" / "gold" / "dev")
    if not any(folder.glob("*.json")):
        pytest.skip(f"no annotated reports in {folder}: set OATHBOOK_GOLD to the folder that holds them")
    return folder
