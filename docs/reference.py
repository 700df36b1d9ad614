"""Are the pages that repeat the program what the program says? `python docs/reference.py [--check]`.

Writes `reference/cli.md` from the commands, and the parts of other pages that stand between
`<!-- generated: NAME -->` and `<!-- end -->`. With --check nothing is written, and what differs is named.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from oathbook.actors import Registry, load_registry
from oathbook.assessment import load_parameters
from oathbook.cli.app import app
from oathbook.extraction.frames import load_frames, word_lists
from oathbook.extraction.signatures import NOUN, SIGNATURES
from oathbook.model import CORE_KINDS, ActorType, Kind

DOCS = Path(__file__).parent
ROOT = DOCS.parent
CLI_PAGE = DOCS / "reference" / "cli.md"
_REGION = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_ORDER = (*ActorType, NOUN)


def cli_page() -> str:
    """The command reference: every command with its text, arguments and options."""
    root: Any = get_command(app)
    parts = [
        "# The command line",
        "Written by `docs/reference.py` from the program itself: `oathbook COMMAND --help` says the same.",
        *_prose(root.help, level="##"),
    ]
    for name, command in root.commands.items():
        parts += _command(f"oathbook {name}", command, level="##")
    return "\n\n".join(parts) + "\n"


def _command(name: str, command: Any, *, level: str) -> Iterator[str]:
    """One command; of a command that has commands of its own, these after it."""
    yield f"{level} {name}"
    inner = getattr(command, "commands", None)
    if inner is None:
        yield f"```\n{name} {_usage(command)}\n```"
    yield from _prose(command.help, level="###")
    if inner is not None:
        for word, step in inner.items():
            yield from _command(f"{name} {word}", step, level=f"{level}#")
        return
    arguments = [p for p in command.params if not p.opts[0].startswith("-")]
    options = [p for p in command.params if p.opts[0].startswith("-") and not p.hidden]
    if arguments:
        yield _table(("argument", "what"), [(f"`{_argument(p)}`", p.help or "") for p in arguments])
    yield _table(("option", "what"), [(f"`{_option(p)}`", _help(p)) for p in options])


def _prose(text: str, *, level: str) -> Iterator[str]:
    """Help text as Markdown: a bold line is a heading, what is indented is code."""
    for part in text.split("\n\n"):
        heading = re.fullmatch(r"\[bold\](.+)\[/bold\]", part)
        if heading:
            yield f"{level} {heading[1]}" if level == "##" else f"**{heading[1]}**"
        elif part.startswith(" "):
            yield "```\n" + re.sub(r"(?m)^  ", "", part) + "\n```"
        else:
            yield re.sub(r"\[/?bold\]", "**", part)


def _usage(command: Any) -> str:
    arguments = [p for p in command.params if not p.opts[0].startswith("-")]
    return " ".join([*(_argument(p) for p in arguments), "[OPTIONS]"])


def _argument(param: Any) -> str:
    name = (param.metavar or param.name.upper()) + ("…" if param.nargs == -1 else "")
    return name if param.required else f"[{name}]"


def _option(param: Any) -> str:
    names = ", ".join(param.opts)
    if param.is_flag:
        return names
    return f"{names} {param.metavar or param.name.upper()}"


def _help(param: Any) -> str:
    return (param.help or "") + (f" Else `{param.envvar}`." if param.envvar else "")


def kinds() -> str:
    """Every kind with the parties it can have, as the extractor is held to them."""
    rows = []
    for kind in Kind:
        sign = SIGNATURES[kind]
        core = "yes" if kind in CORE_KINDS else ""
        rows.append((f"`{kind}`", core, _parties(sign.subject), _parties(sign.object)))
    return _table(("kind", "core", "subject", "object"), rows)


def _parties(types: Iterable[object]) -> str:
    present = frozenset(types)
    names = [str(t) for t in _ORDER if t in present]
    return ", ".join("unnamed people" if name == NOUN else name for name in names) or "–"


def weights() -> str:
    """What each sign says of each way of standing."""
    rows = [
        (sign.rule, *(f"{lift:g}" for lift in sign.after), f"`{name}`")
        for name, sign in load_parameters().sign.items()
    ]
    return _table(("what is said", "none", "pledged", "accepted", "operational", "split", "sign"), rows)


def frame_counts() -> str:
    """How many frames each kind has."""
    frames = load_frames().all
    counts = Counter(frame.kind for frame in frames)
    return _table(("kind", "frames"), [(f"`{kind}`", str(counts[kind])) for kind in Kind])


def lists() -> str:
    """The word lists that frames call by name."""
    shown = {
        name: ", ".join(words[:6]) + (", …" if words[6:] else "") for name, words in word_lists().items()
    }
    rows = [(f"`@{name}`", words) for name, words in shown.items()]
    return _table(("list", "words"), sorted(rows))


def counts() -> str:
    """How much ships, rounded down so that the sentence stays true as the data grows."""
    registry: Registry = load_registry()
    types = Counter(actor.type for actor in registry.actors.values())
    organisations, people = types[ActorType.ORGANISATION], types[ActorType.PERSON]
    frames = len(load_frames().all)
    return (
        f"It knows more than {_floor(organisations, 100)} armed organisations, {_floor(people, 100)} of "
        f"their known leaders and {_floor(len(registry.sources), 50)} outlets and monitoring bodies by "
        f"their names, and reads {len(Kind)} kinds of claims by more than {_floor(frames, 10)} frames. All "
        "of it is data that you can edit."
    )


def _floor(number: int, step: int) -> str:
    return f"{number // step * step:,}"


REGIONS: dict[str, Callable[[], str]] = {
    "kinds": kinds,
    "weights": weights,
    "frame-counts": frame_counts,
    "word-lists": lists,
    "counts": counts,
}


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def pages() -> dict[Path, str]:
    """Every page with generated parts, as it should read."""
    made = {CLI_PAGE: cli_page()}
    for path in [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]:
        text = path.read_text("utf-8") if path != CLI_PAGE else ""
        if _REGION.search(text):
            made[path] = _REGION.sub(lambda m: m[1] + REGIONS[m[2]]() + "\n" + m[3], text)
    return made


def main() -> int:
    """Writes the pages, or says which are out of date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page is out of date")
    check = parser.parse_args().check
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        if check:
            print(f"{path.relative_to(ROOT)} is not what the program says: run `make docs`.")
        else:
            path.write_text(pages()[path], "utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
