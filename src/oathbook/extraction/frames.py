"""What a frame is, and how the frame files become an index by written word.

A frame says: this word, in this grammatical company, makes a claim of this kind, and its parties stand
there. Frames are data (`data/frames/*.toml`, and a user's own folder); `docs/reference/frames.md` is the
manual. Invariant: a frame that loads is complete; a faulty one is named with its file and line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from oathbook.data import FOLDER, read_text
from oathbook.errors import DataFileError
from oathbook.extraction.inflect import noun_forms, verb_forms
from oathbook.model import Kind

ROLES = ("subject", "object", "from", "by", "of", "role")
FIXED: dict[str, set[object] | None] = {
    "scope": {"group", "faction", "members", "person"},
    "polarity": {"+", "-"},
    "certainty": {"certain", "probable", "possible"},
    "realis": {"actual", "prospective"},
    "ended": {True, False},
    "role": None,
}
_KEYS = {
    "id", "kind", "verb", "noun", "adj", "pattern", "voice", "obj", "not_obj", "comp", "not_comp", "governor", "needs",
    "not_near", "prep", "not_prep", *ROLES, "types", "set", "only_scope", "armed_subject", "needs_count", "no_obj", "untimed",
    "principal", "trust",
    "fires", "near", "note",
}  # fmt: skip
_WORD = re.compile(r"[a-z][a-z'’_-]*")


@dataclass(frozen=True, slots=True)
class RolePath:
    """Where a party stands: alternatives, each a chain of steps from the trigger; `optional` may find nothing."""

    alternatives: tuple[tuple[str, ...], ...]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way of saying one kind of claim."""

    id: str
    kind: Kind
    triggers: tuple[tuple[str, str], ...] = ()  # (part of speech, phrase)
    obj: frozenset[str] | None = None
    not_obj: frozenset[str] = frozenset()
    comp: frozenset[str] | None = None
    not_comp: frozenset[str] = frozenset()
    governor: frozenset[str] | None = None
    needs: frozenset[str] | None = None
    not_near: frozenset[str] = frozenset()
    prep: frozenset[str] | None = None
    not_prep: frozenset[str] = frozenset()
    voice: str | None = None
    roles: Mapping[str, RolePath] = field(default_factory=dict)
    types: Mapping[str, frozenset[str]] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    patterns: tuple[str, ...] = ()
    only_scope: frozenset[str] | None = None
    armed_subject: bool = False
    needs_count: bool = False
    no_obj: bool = False
    untimed: bool = False
    principal: frozenset[str] | None = None
    fires: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    trust: float = 0.9
    file: str = ""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A written word that opens a frame: its part of speech, the words that must stand with it, its frame."""

    pos: str
    tag: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    frame: Frame


@dataclass(frozen=True, kw_only=True, eq=False)
class Frames:
    """All frames in force, indexed by the written forms of their triggers."""

    all: tuple[Frame, ...]
    by_word: Mapping[str, tuple[Trigger, ...]]
    patterns: tuple[Frame, ...]

    @cached_property
    def cues(self) -> frozenset[str]:
        """Words of which a sentence must hold one for any frame to fire."""
        literal = (
            w
            for f in self.patterns
            for p in f.patterns
            for w in _PATTERN_WORD.findall(_NOT_WORDS.sub(" ", p))
        )
        return frozenset(self.by_word).union(literal)


_NOT_WORDS = re.compile(r"<[^>]*>|\[[A-Z]\]")
_PATTERN_WORD = re.compile(r"[a-z][a-z'-]{3,}")


@lru_cache(maxsize=1)
def word_lists() -> Mapping[str, tuple[str, ...]]:
    """The named lists of `data/words/lists.toml`, which frames call by @name."""
    text = read_text("words", "lists.toml")
    return {name: tuple(words) for name, words in tomllib.loads(text).items()}


def load_frames(extra: Path | None = None) -> Frames:
    """The shipped frames and, where given, a user's own folder; a frame of the same id replaces ours."""
    sources = [(p.name, p.read_text(encoding="utf-8")) for p in sorted((FOLDER / "frames").glob("*.toml"))]
    if extra is not None and extra.is_dir():
        sources += [(str(p), p.read_text(encoding="utf-8")) for p in sorted(extra.glob("*.toml"))]
    found: dict[str, Frame] = {}
    for name, text in sources:
        for frame in parse_frames(name, text):
            shipped_twice = frame.id in found and found[frame.id].file == frame.file
            if shipped_twice:
                raise DataFileError(
                    name, _line(text, frame.id), f"frame {frame.id!r} stands twice in this file"
                )
            found[frame.id] = frame
    return index(found.values())


def parse_frames(name: str, text: str) -> list[Frame]:
    """The frames of one TOML file. Raises DataFileError with the line of the faulty frame."""
    try:
        rows = tomllib.loads(text).get("frame", [])
    except tomllib.TOMLDecodeError as e:
        line = re.search(r"line (\d+)", str(e))
        raise DataFileError(name, int(line.group(1)) if line else None, f"is no valid TOML: {e}") from e
    frames = []
    for row in rows:
        try:
            frames.append(_frame(row, name))
        except (KeyError, ValueError, TypeError) as e:
            line_no = _line(text, str(row.get("id", "")))
            raise DataFileError(name, line_no, f"frame {row.get('id', '?')!r}: {e}") from e
    return frames


def _line(text: str, frame_id: str) -> int | None:
    m = re.search(rf'^id\s*=\s*"{re.escape(frame_id)}"', text, re.MULTILINE)
    return text.count("\n", 0, m.start()) + 1 if m else None


def _frame(row: dict[str, Any], name: str) -> Frame:
    if unknown := row.keys() - _KEYS:
        raise ValueError(f"unknown fields {sorted(unknown)}; known are {sorted(_KEYS)}")
    kind = Kind(row["kind"])
    triggers = tuple((pos, phrase) for pos in ("verb", "noun", "adj") for phrase in _expand(row.get(pos, [])))
    patterns = tuple(row.get("pattern", []))
    if not triggers and not patterns:
        raise ValueError("needs a trigger (verb, noun or adj) or a pattern")
    if not row.get("fires"):
        raise ValueError("needs at least one sentence that fires it")
    fixed = dict(row.get("set", {}))
    for key, value in fixed.items():
        if key not in FIXED:
            raise ValueError(f"set.{key} is not one of {sorted(FIXED)}")
        allowed = FIXED[key]
        if allowed is not None and value not in allowed:
            raise ValueError(f"set.{key} = {value!r} is not one of {sorted(str(v) for v in allowed)}")
    voice = row.get("voice")
    if voice not in {None, "active", "passive"}:
        raise ValueError(f"voice = {voice!r} is neither active nor passive")
    return Frame(
        id=row["id"],
        kind=kind,
        triggers=triggers,
        obj=_nouns(row.get("obj")),
        not_obj=_nouns(row.get("not_obj")) or frozenset(),
        comp=_nouns(row.get("comp")),
        not_comp=_words(row.get("not_comp")) or frozenset(),
        governor=_verbs(row.get("governor")),
        needs=_words(row.get("needs")),
        not_near=_words(row.get("not_near")) or frozenset(),
        prep=_words(row.get("prep")),
        not_prep=_words(row.get("not_prep")) or frozenset(),
        voice=voice,
        roles={role: _path(row[role]) for role in ROLES if role in row},
        types={role: frozenset(_as_list(v)) for role, v in row.get("types", {}).items()},
        fixed=fixed,
        patterns=patterns,
        only_scope=frozenset(row["only_scope"]) if "only_scope" in row else None,
        armed_subject=bool(row.get("armed_subject", False)),
        needs_count=bool(row.get("needs_count", False)),
        no_obj=bool(row.get("no_obj", False)),
        untimed=bool(row.get("untimed", False)),
        principal=frozenset(_as_list(row["principal"])) if "principal" in row else None,
        fires=tuple(row.get("fires", [])),
        near=tuple(row.get("near", [])),
        trust=float(row.get("trust", 0.9)),
        file=name,
    )


def _as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _expand(value: Any) -> list[str]:
    out: list[str] = []
    for word in _as_list(value):
        if word.startswith("@"):
            out.extend(_list(word[1:]))
        else:
            out.append(word)
    return out


def _list(name: str) -> tuple[str, ...]:
    try:
        return word_lists()[name]
    except KeyError:
        raise ValueError(f"there is no word list @{name}; known are {sorted(word_lists())}") from None


def _words(value: Any) -> frozenset[str] | None:
    return None if value is None else frozenset(_expand(value))


def _verbs(value: Any) -> frozenset[str] | None:
    """Every form of these verbs; of a phrasal verb with its particle after it."""
    if value is None:
        return None
    split = (word.partition(" ") for word in _expand(value))
    return frozenset(f"{form} {rest}".strip() for verb, _, rest in split for form in verb_forms(verb))


def _nouns(value: Any) -> frozenset[str] | None:
    if value is None:
        return None
    return frozenset(form for word in _expand(value) for form in noun_forms(word))


def _path(text: str) -> RolePath:
    optional = text.endswith("?")
    alternatives = tuple(tuple(alt.strip().split(".")) for alt in text.rstrip("?").split("|"))
    for steps in alternatives:
        for step in steps:
            if step.startswith("="):
                continue
            if not _WORD.fullmatch(step):
                raise ValueError(f"{step!r} in path {text!r} is no step")
    return RolePath(alternatives, optional)


def index(frames: Iterable[Frame]) -> Frames:
    """The frames by every written form of their triggers."""
    frames = tuple(frames)
    by_word: dict[str, list[Trigger]] = {}
    for frame in frames:
        for pos, phrase in frame.triggers:
            words = phrase.split()
            if pos == "verb":
                for form, tag in verb_forms(words[0]).items():
                    by_word.setdefault(form, []).append(Trigger("verb", tag, (), tuple(words[1:]), frame))
            elif pos == "noun":
                for form in noun_forms(words[-1]):
                    by_word.setdefault(form, []).append(Trigger("noun", "NN", tuple(words[:-1]), (), frame))
            else:
                by_word.setdefault(words[-1], []).append(Trigger("adj", "JJ", tuple(words[:-1]), (), frame))
    return Frames(
        all=frames,
        by_word={w: tuple(ts) for w, ts in by_word.items()},
        patterns=tuple(f for f in frames if f.patterns),
    )
