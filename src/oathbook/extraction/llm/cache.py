"""What was asked before is not asked again: answers by the content of the question, as files of the user's own.

Invariant: a file is whole or not there, and only its owner may read it, since it holds words of reports.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from oathbook.ids import content_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """A folder with a file for each question; None as `folder` keeps nothing."""

    folder: Path | None

    def find(self, *question: str) -> str | None:
        """The answer to the question; None where there is none, or what is there cannot be read."""
        path = self._path(question)
        try:
            kept = json.loads(path.read_text("utf-8")) if path is not None else None
        except (OSError, ValueError):
            return None
        return kept if isinstance(kept, str) else None

    def keep(self, answer: str, *question: str) -> None:
        """Keeps the answer; a folder that cannot be written to costs a second request and nothing else."""
        path = self._path(question)
        if path is None:
            return
        partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            partial.touch(mode=0o600)
            partial.write_text(json.dumps(answer), "utf-8")
            partial.replace(path)
        except OSError:
            partial.unlink(missing_ok=True)

    def _path(self, question: tuple[str, ...]) -> Path | None:
        if self.folder is None:
            return None
        name = content_id("llm", list(question))
        return self.folder / name[5:7] / f"{name}.json"
