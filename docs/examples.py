"""Do the examples in the pages give what the pages show? `python docs/examples.py [--check] [PAGE…]`.

Every page is worked through in a folder of its own that holds `examples/`: a block after
`<!-- file: NAME -->` is written there, `console` blocks are run line by line in a shell, `pycon` blocks in
one Python session, and what they print is put back into the page. With --check nothing is written, and what
differs is shown.
"""

from __future__ import annotations

import argparse
import code
import contextlib
import difflib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PAGES = (ROOT / "README.md", DOCS / "tutorial.md", *sorted((DOCS / "guides").glob("*.md")))
# A slow machine is told how far a reading has come; a page is not about that.
_PROGRESS = re.compile(r"(?m)^read [\d,]+ (?:of [\d,]+ inputs|documents), .*claims\n")
WIDTH = "100"  # columns; fits a page on most screens
_BLOCK = re.compile(
    r"(?P<file><!-- file: (?P<name>\S+) -->\n)?```(?P<language>[a-z]+)\n(?P<body>.*?)```\n", re.DOTALL
)


def rewrite(page: Path) -> str:
    """The page with every example's output as it is now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        shell, python = _Shell(folder), _Python()

        def run(block: re.Match[str]) -> str:
            body = block["body"]
            if block["name"]:
                path = folder / block["name"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(body, "utf-8")
            elif block["language"] == "console":
                body = "".join(shell.run(command) for command in _commands(body, "$ ", "> "))
            elif block["language"] == "pycon":
                with contextlib.chdir(folder):
                    body = "".join(python.run(source) for source in _commands(body, ">>> ", "... "))
            return f"{block['file'] or ''}```{block['language']}\n{body}```\n"

        return _BLOCK.sub(run, page.read_text("utf-8"))


def _commands(body: str, first: str, more: str) -> Iterator[str]:
    """What is typed in a block, prompts taken off; lines without a prompt are output and left out."""
    typed: list[str] = []
    for line in body.splitlines():
        if line.startswith(first):
            if typed:
                yield "\n".join(typed)
            typed = [line.removeprefix(first)]
        elif typed and (line.startswith(more) or line == more.strip()):
            typed.append(line.removeprefix(more).removeprefix(more.strip()))
    if typed:
        yield "\n".join(typed)


class _Shell:
    """A shell whose exported variables last from one command to the next."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("OATHBOOK_", "FORCE_COLOR"))}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        own = {"PATH": path, "COLUMNS": WIDTH, "NO_COLOR": "1", "PYTHONUTF8": "1", "HOME": str(folder)}
        self._environment = inherited | own

    def run(self, command: str) -> str:
        """The command and what it printed, both as they stand on the screen."""
        export = re.fullmatch(r"export (\w+)=(\S+)", command)
        if export:
            self._environment[export[1]] = export[2]
            return f"$ {command}\n"
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        if done.returncode not in (0, 1) or "Traceback" in done.stdout:
            raise RuntimeError(f"{command!r} ended with {done.returncode}:\n{done.stdout}")
        typed = command.replace("\n", "\n> ")
        return f"$ {typed}\n" + _trim(done.stdout)


class _Python:
    """One Python session."""

    def __init__(self) -> None:
        self._session = code.InteractiveInterpreter({"__name__": "__main__"})

    def run(self, source: str) -> str:
        """The statement and what it printed."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            self._session.runsource(source + "\n" if "\n" in source else source, symbol="single")
        if "Traceback" in said.getvalue():
            raise RuntimeError(f"{source!r} failed:\n{said.getvalue()}")
        typed = "\n".join(f"... {line}".rstrip() for line in source.split("\n")).replace("... ", ">>> ", 1)
        return typed + "\n" + _trim(said.getvalue())


def _trim(output: str) -> str:
    """The output without blank lines around it, blanks at its lines' ends, and notes on progress."""
    lines = "\n".join(line.rstrip() for line in _PROGRESS.sub("", output).splitlines()).strip("\n")
    return lines + "\n" if lines else ""


def main() -> int:
    """Puts the outputs into the pages, or says where they differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("pages", nargs="*", type=Path, help="default: README, tutorial and guides")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if an output differs")
    arguments = parser.parse_args()
    stale = False
    for page in [p.resolve() for p in arguments.pages] or PAGES:
        before, after = page.read_text("utf-8"), rewrite(page)
        name = str(page.relative_to(ROOT))
        if before == after:
            continue
        stale = True
        if arguments.check:
            print(f"{name} does not show what its examples print: run `make docs`.")
            diff = difflib.unified_diff(
                before.splitlines(), after.splitlines(), name, "as it is", lineterm=""
            )
            print("\n".join(diff))
        else:
            page.write_text(after, "utf-8")
            print(f"wrote {name}")
    return int(arguments.check and stale)


if __name__ == "__main__":
    sys.exit(main())
