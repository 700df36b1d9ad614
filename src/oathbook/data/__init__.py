"""What ships with the program and a person can edit: frames, words, actors, sources, places, parameters."""

from pathlib import Path

FOLDER = Path(__file__).parent


def read_text(*parts: str) -> str:
    """The text of a shipped file, as `read_text("words", "lists.toml")`."""
    return FOLDER.joinpath(*parts).read_text(encoding="utf-8")
