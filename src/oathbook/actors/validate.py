"""Are the actor files in order? `python -m oathbook.actors.validate [FOLDER]` prints faults and counts.

Exits 1 on any fault. With a FOLDER, that folder is checked on top of the shipped files. Notes are no faults:
where two actors' names differ only as transliterations do, the plain spelling decides.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from oathbook.actors.normalise import normalise
from oathbook.actors.registry import SHIPPED
from oathbook.actors.tables import Tables, is_acronym, read_tables


def main(arguments: Sequence[str]) -> int:
    """Prints what is found to standard output; the exit code."""
    folders = [*SHIPPED, *(Path(argument) for argument in arguments)]
    tables = read_tables([folder for folder in folders if folder not in SHIPPED or folder.is_dir()])
    lines = [str(fault) for fault in tables.faults]
    lines += [f"note: {note}" for note in near_collisions(tables)]
    lines += [f"{table}: {count}" for table, count in tables.counts.items()]
    lines.append(f"{len(tables.faults)} faults" if tables.faults else "no faults")
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if tables.faults else 0


def near_collisions(tables: Tables) -> list[str]:
    """A line for each folded spelling that strongly names several actors."""
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for actor in tables.actors.values():
        for name in (actor.name, *actor.aliases):
            if not is_acronym(name):
                owners[normalise(name)].setdefault(actor.id, name)
    return [
        "spelt alike: " + ", ".join(f"{name} ({key})" for key, name in sharing.items())
        for sharing in owners.values()
        if len(sharing) > 1
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
