"""What is there to read? Files, folders and standard input, in one order on every machine.

Every path that was asked for gives at least one `RawInput`; what cannot be opened carries its fault along.
Files are opened one at a time, when they are loaded, so a corpus of any size can be listed first.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from oathbook.errors import UnreadableInput

LIMIT_BYTES = 64 * 1024 * 1024
"""The largest single input that is read: some twelve million words, far beyond any report."""

STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawInput:
    """One thing to read: a file that is opened when it is loaded, bytes at hand, or a fault.

    `name` is printable and is the path as the user gave it (`-` is standard input); `size_bytes` is None
    where it is not known.
    """

    name: str
    path: str | None = None
    data: bytes | None = None
    size_bytes: int | None = None
    limit_bytes: int = LIMIT_BYTES
    fault: UnreadableInput | None = None

    def load(self) -> bytes:
        """All bytes; raises UnreadableInput for a fault, a file gone meanwhile, or one over the limit."""
        if self.fault is not None:
            raise self.fault
        if self.data is not None:
            data = self.data
        elif self.path is not None:
            try:
                with open(self.path, "rb") as file:  # noqa: PTH123  a path may hold bytes that Path would change
                    data = file.read(self.limit_bytes + 1)
            except OSError as error:
                raise UnreadableInput(self.name, _cause(error), _remedy(error)) from error
        else:
            data = b""
        if len(data) > self.limit_bytes:
            raise _too_large(self.name, None, self.limit_bytes)
        return data


def iter_inputs(
    paths: Sequence[str], *, stdin: BinaryIO | None = None, limit_bytes: int = LIMIT_BYTES
) -> Iterator[RawInput]:
    """Each file named, each file in each folder named (all levels, by name), and `-` as `stdin`.

    In folders, names that begin with a dot are skipped; a hidden file named outright is read. Links to
    folders are followed, each folder once. What cannot be read comes as a `RawInput` with a fault.
    """
    for path in paths:
        if path == STDIN:
            yield _from_stdin(stdin, limit_bytes)
            continue
        try:
            is_folder = stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116  as above
        except (OSError, ValueError):
            is_folder = False  # `_from_file` looks again and says what is wrong
        if not is_folder:
            yield _from_file(path, limit_bytes)
            continue
        empty = True
        for raw in _from_folder(path, limit_bytes):
            empty = False
            yield raw
        if empty:
            yield _faulty(
                path, "is a folder with no files to read.", "Hidden files are skipped; name one to read it."
            )


def _from_stdin(stdin: BinaryIO | None, limit_bytes: int) -> RawInput:
    if stdin is None:
        return _faulty(STDIN, "asks for standard input, but none was handed in.", "Pass it as `stdin`.")
    try:
        data = stdin.read(limit_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: the stream is closed
        return _faulty(STDIN, f"cannot be read: {error}.")
    if len(data) > limit_bytes:
        return RawInput(name=STDIN, fault=_too_large(STDIN, None, limit_bytes))
    return RawInput(name=STDIN, data=data, size_bytes=len(data), limit_bytes=limit_bytes)


def _from_folder(folder: str, limit_bytes: int) -> Iterator[RawInput]:
    """Files below `folder`, depth first by name; each folder is entered once, so loops of links end."""
    pending, seen = [folder], set[tuple[int, int]]()
    while pending:
        path = pending.pop()
        try:
            status = os.stat(path)  # noqa: PTH116  as above
            names = os.listdir(path) if stat.S_ISDIR(status.st_mode) else None  # noqa: PTH208  as above
        except OSError as error:
            yield _from_error(path, error)
            continue
        if names is None:
            yield _from_file(path, limit_bytes)
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        names = sorted((name for name in names if not name.startswith(".")), reverse=True)
        pending += [os.path.join(path, name) for name in names]  # noqa: PTH118  as above


def _from_file(path: str, limit_bytes: int) -> RawInput:
    try:
        status = os.stat(path)  # noqa: PTH116  as above
    except OSError as error:
        return _from_error(path, error)
    except ValueError as error:  # a NUL in the path
        return _faulty(path, f"is no path: {error}.")
    if not stat.S_ISREG(status.st_mode):
        return _faulty(path, f"is {_special(status.st_mode)}, not a file.", "Pipe it into `-` to read it.")
    if status.st_size > limit_bytes:
        return RawInput(
            name=_printable(path),
            size_bytes=status.st_size,
            fault=_too_large(_printable(path), status.st_size, limit_bytes),
        )
    return RawInput(name=_printable(path), path=path, size_bytes=status.st_size, limit_bytes=limit_bytes)


def _faulty(path: str, cause: str, remedy: str = "") -> RawInput:
    name = _printable(path)
    return RawInput(name=name, fault=UnreadableInput(name, cause, remedy))


def _from_error(path: str, error: OSError) -> RawInput:
    if os.path.islink(path):  # noqa: PTH114  as above
        return _faulty(path, "is a link to something that cannot be reached.", "Mend or remove the link.")
    if path.startswith(("http://", "https://")):
        return _faulty(
            path, "is an address, and this version reads files only.", "Save the page and name the file."
        )
    return _faulty(path, _cause(error), _remedy(error))


def _too_large(name: str, size_bytes: int | None, limit_bytes: int) -> UnreadableInput:
    size = "is" if size_bytes is None else f"is {_mib(size_bytes)},"
    return UnreadableInput(
        name,
        f"{size} more than the {_mib(limit_bytes)} that one input may have.",
        "Split it into smaller files.",
    )


def _mib(size_bytes: int) -> str:
    return f"{size_bytes / 1024 / 1024:,.1f} MiB" if size_bytes >= 1024 * 1024 else f"{size_bytes:,} bytes"


def _cause(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist."
    return f"cannot be read: {error.strerror or error}."


def _remedy(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "Check the spelling of the path."
    if isinstance(error, PermissionError):
        return "Ask its owner for the right to read it."
    return ""


def _special(mode: int) -> str:
    kinds = ((stat.S_ISFIFO, "a named pipe"), (stat.S_ISSOCK, "a socket"))
    return next((words for is_kind, words in kinds if is_kind(mode)), "a device")


def _printable(path: str) -> str:
    """The path with bytes that are not UTF-8 written as escapes: it is stored, printed and compared."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
