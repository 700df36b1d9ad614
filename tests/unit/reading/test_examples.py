"""The reports that come with Oathbook are those of `examples/reports`, each once, by names that hold anywhere."""

from __future__ import annotations

from pathlib import Path

from oathbook.reading import example_inputs, read_documents

FOLDER = Path(__file__).parents[3] / "examples" / "reports"


def test_every_example_is_there_by_a_name_without_this_machine_s_folders() -> None:
    names = [raw.name for raw in example_inputs()]
    assert sorted(names) == sorted(
        f"examples/{path.relative_to(FOLDER).as_posix()}" for path in FOLDER.rglob("*") if path.is_file()
    )


def test_every_example_gives_a_document() -> None:
    for raw in example_inputs():
        assert all(hasattr(document, "text") for document in read_documents(raw)), raw.name
