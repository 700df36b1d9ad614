"""The story in the notebook is the story that the book tells: every cell runs, and its assertions hold."""

from __future__ import annotations

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_every_cell_of_the_notebook_runs_and_its_charts_are_drawn() -> None:
    spec = importlib.util.spec_from_file_location("notebook", DOCS / "notebook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    notebook = module.run(DOCS / "story.ipynb")
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    charts = [o for o in outputs if "image/svg+xml" in o.get("data", {})]
    assert len(charts) == 4
    assert not [o for o in outputs if o.output_type == "error"]
