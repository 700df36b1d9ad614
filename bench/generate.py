"""Which frames hold when a sentence is put differently? `python -m bench.generate [--count 20000] [--worst 25]`.

Every example of every frame is said again with other names, in other tenses and voices, with adverbs, openings,
appositions and asides in between, in other orders: the same seed gives the same corpus. Printed are, for each
way of putting it and for each frame, the share still read with the same kind and parties (recall), and the
claims of other kinds that the frame made of sentences of which the plain example says no such thing
(cross-fire). The sentences are made from the frames, so this finds frames that break, not words that lack.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from oathbook.actors import Registry, load_registry
from oathbook.extraction.extractor import Extractor, build_extractor
from oathbook.extraction.frames import Frame, load_frames
from oathbook.extraction.inflect import verb_forms
from oathbook.model import SYMMETRIC_KINDS, ActorType, Claim, Document, Kind, Party

COUNT = 20_000
SEED = 20180124  # any fixed number
# A heading: a single sentence hardly shows what it is about, and names like "M23" or "ETA" want to be told.
_HEADING = "Armed groups\n\n"
_MARK = re.compile(r"\[([^\]]+)\]|\{([^}]+)\}")

# Well-known names that need no company to be understood.
_ORGANISATIONS = tuple(
    "Boko Haram|Al-Shabaab|Hezbollah|Hamas|Ansar Dine|Abu Sayyaf|Ahrar al-Sham|Hayat Tahrir al-Sham|AQIM|JNIM|"
    "the ELN|the PKK|the LTTE|the M23|Jaish-e-Mohammed|Lashkar-e-Taiba|the Houthis|Jemaah Islamiyah|the MILF|the FDLR|"
    "Ansaru|the TTP|Jabhat al-Nusra|Shining Path|the Arakan Army|MUJAO|the Haqqani Network|ETA|the SPLM-IO|the NPA".split("|")
)  # fmt: skip
_PERSONS = tuple(
    "Abubakar Shekau|Mokhtar Belmokhtar|Iyad Ag Ghaly|Joseph Kony|Mukhtar Robow|Isnilon Hapilon|Masood Azhar|"
    "Riek Machar|Abdullah Öcalan|Velupillai Prabhakaran".split("|")
)

_OPENINGS = (
    "On Monday, ", "In a video released last week, ", "After months of silence, ", "Two years later, ", "In March 2015, ",
    "Under pressure from its rank and file, ", "To nobody's surprise, ", "At a meeting in the hills, ", "Meanwhile, ",
    "According to two residents, ", "Weeks before the vote, ", "Despite earlier denials, ",
)  # fmt: skip
_ENDINGS = (
    ", officials said", ", a move that surprised few", " after weeks of talks", ", according to a report seen by this newspaper",
    ", as had long been expected", " in the middle of the night", ", two of its members recalled", " for reasons of its own",
    ", the third such step in a year", " without giving a reason",
)  # fmt: skip
_APPOSITIONS = (
    ", a movement of uncertain strength,", ", weakened by years of war,", ", which is active in the north,",
    ", long thought to be finished,", " - a force of some 2,000 men -", " (outlawed since 2009)", ", once the largest of its kind,",
)  # fmt: skip
_ADVERBS = (
    "formally",
    "quietly",
    "at last",
    "reportedly",
    "publicly",
    "suddenly",
    "once again",
    "in effect",
    "openly",
)
_FRAMES_OF_SPEECH = (
    "Officials said that ",
    "It is no secret that ",
    "The report adds that ",
    "Analysts note that ",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One sentence: with its marks, the frame and example it was made from, and how."""

    marked: str
    frame: Frame
    example: str
    ways: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentence without marks."""
        return bare(self.marked)


Way = Callable[[str, Frame, random.Random], str | None]


def bare(marked: str) -> str:
    """The example without its brackets and braces."""
    return _MARK.sub(lambda m: m.group(1) or m.group(2), marked)


# -- ways of putting it: each gives the sentence put differently, or None where it does not apply


def _opened(s: str, _frame: Frame, rng: random.Random) -> str | None:
    if s.startswith(("In ", "On ", "After ", "At ", "By ", "Since ", "When ")):
        return None
    return rng.choice(_OPENINGS) + _uncapped(s)


def _ended(s: str, _frame: Frame, rng: random.Random) -> str | None:
    return s[:-1] + rng.choice(_ENDINGS) + "." if s.endswith(".") else None


def _reported(s: str, _frame: Frame, rng: random.Random) -> str | None:
    return rng.choice(_FRAMES_OF_SPEECH) + _uncapped(s)


def _with_apposition(s: str, _frame: Frame, rng: random.Random) -> str | None:
    m = re.match(
        r"(?:The )?[\[{][^\]}]+[\]}](?= (?:has|had|have|was|were|is|[a-z]+(?:ed|t|ke|ew|ore|an|oke|ent))\b)",
        s,
    )
    return s[: m.end()] + rng.choice(_APPOSITIONS) + s[m.end() :] if m else None


def _with_adverb(s: str, frame: Frame, rng: random.Random) -> str | None:
    found = _past_verb(s, frame)
    if found is None:
        return None
    return f"{s[: found[0]]}{rng.choice(_ADVERBS)} {s[found[0] :]}"


def _in_other_tense(s: str, frame: Frame, rng: random.Random) -> str | None:
    found = _past_verb(s, frame)
    if found is None or re.search(r"\b(?:was|were|is|are|been|be|has|had|have) (?:\w+ )?$", s[: found[0]]):
        return None
    start, end, base = found
    forms = {tag: form for form, tag in verb_forms(base).items()}
    participle = forms.get("VBN", forms["VBD"])
    put = rng.choice(
        (f"had {participle}", f"has {participle}", f"had already {participle}", f"has since {participle}")
    )
    return s[:start] + put + s[end:]


def _passive(s: str, frame: Frame, _rng: random.Random) -> str | None:
    found = _past_verb(s, frame)
    if found is None:
        return None
    start, end, base = found
    m = re.fullmatch(r"(?P<who>(?:The )?\[[^\]]+\]) ", s[:start])
    o = re.match(r" (?P<whom>(?:the )?\{[^}]+\})(?P<rest>[^,;]*)\.$", s[end:])
    if m is None or o is None or s[start:end] not in verb_forms(base):
        return None
    forms = {tag: form for form, tag in verb_forms(base).items()}
    participle = forms.get("VBN", forms["VBD"])
    rest = o["rest"]
    return f"{_capped(o['whom'])} was {participle} by {_uncapped(m['who'])}{rest}."


def _as_relative(s: str, _frame: Frame, rng: random.Random) -> str | None:
    m = re.match(
        r"(?P<who>(?:The )?[\[{][^\]}]+[\]}])(?= (?:has|had|was|is|[a-z]+(?:ed|oke|ent|ore|ook|ave)) )", s
    )
    if m is None or not s.endswith(".") or "," in s:
        return None
    after = rng.choice(
        ("did not answer questions", "is said to have 500 men", "remains in the hills", "gave no reason")
    )
    return f"{m['who']}, which{s[m.end() : -1]}, {after}."


def _as_cleft(s: str, _frame: Frame, _rng: random.Random) -> str | None:
    m = re.match(r"(?P<who>(?:The )?\[[^\]]+\])(?= (?:has|had|[a-z]+(?:ed|oke|ent|ore|ook|ave)) )", s)
    return f"It was {_uncapped(m['who'])} that{s[m.end() :]}" if m and s.endswith(".") else None


def _joined_to_other(s: str, _frame: Frame, rng: random.Random) -> str | None:
    if not s.endswith("."):
        return None
    after = rng.choice(
        (
            "and roads were closed",
            "but nobody in the town knew of it",
            "while talks went on elsewhere",
            "and prices rose",
        )
    )
    return f"{s[:-1]}, {after}."


WAYS: dict[str, Way] = {
    "opening": _opened,
    "ending": _ended,
    "reported": _reported,
    "apposition": _with_apposition,
    "adverb": _with_adverb,
    "tense": _in_other_tense,
    "passive": _passive,
    "relative": _as_relative,
    "cleft": _as_cleft,
    "coordination": _joined_to_other,
}


def _past_verb(s: str, frame: Frame) -> tuple[int, int, str] | None:
    """Where the frame's own verb stands in the past tense, and its base form."""
    bases = [phrase.split()[0] for pos, phrase in frame.triggers if pos == "verb"]
    for base in bases:
        for form, tag in verb_forms(base).items():
            if tag == "VBD" and (m := re.search(rf"(?<=[\]}} ]){re.escape(form)}(?= )", s)):
                return m.start(), m.end(), base
    return None


def _uncapped(s: str) -> str:
    first = s.split(" ", 1)[0]
    return (
        s[0].lower() + s[1:]
        if first in {"The", "A", "An", "In", "It", "Its", "Some", "Several", "Dozens", "Many"}
        else s
    )


def _capped(s: str) -> str:
    return s[0].upper() + s[1:]


# -- names


def _other_names(s: str, registry: Registry, rng: random.Random) -> str:
    """The marked organisations and persons exchanged for others of their type, one for one."""
    given: dict[str, str] = {}
    pool = {
        ActorType.ORGANISATION: rng.sample(_ORGANISATIONS, 8),
        ActorType.PERSON: rng.sample(_PERSONS, 4),
    }

    def other(m: re.Match[str]) -> str:
        name, (left, right) = m.group(1) or m.group(2), ("[]" if m.group(1) else "{}")
        known = registry.lookup(name)
        if known is None:
            return m.group()
        type_ = registry.actors[known].type
        if name not in given and pool.get(type_):
            given[name] = pool[type_].pop()
        new = given.get(name, name)
        article = "the " if new.startswith("the ") else ""
        before = s[max(0, m.start() - 4) : m.start()].lower()
        if article and (before.endswith("the ") or name.lower().startswith("the ")):
            article = ""
        article = _capped(article) if m.start() == 0 and article else article
        return f"{article}{left}{new.removeprefix('the ')}{right}"

    return _MARK.sub(other, s)


# -- the corpus


def generate(frames: Sequence[Frame], registry: Registry, *, count: int, seed: int) -> Iterator[Made]:
    """`count` sentences at most, the same number for every frame; no two of a frame are alike."""
    each = max(1, count // len(frames))
    for frame in frames:
        rng = random.Random(f"{seed}/{frame.id}")  # noqa: S311 - varied prose, no secret
        seen: set[str] = set()
        for attempt in range(each * 6):
            if len(seen) >= each:
                break
            example = frame.fires[attempt % len(frame.fires)]
            made = _vary(example, frame, registry, rng)
            if made.marked not in seen:
                seen.add(made.marked)
                yield made


def _vary(example: str, frame: Frame, registry: Registry, rng: random.Random) -> Made:
    s = _other_names(example, registry, rng) if rng.random() < 0.7 and not frame.patterns else example
    ways: list[str] = []
    for name in rng.sample(list(WAYS), k=len(WAYS)):
        if len(ways) >= rng.choice((0, 1, 1, 2, 2, 3)):
            break
        put = WAYS[name](s, frame, rng)
        if put is not None:
            s = put
            ways.append(name)
    return Made(marked=s, frame=frame, example=example, ways=tuple(ways))


# -- judging


@dataclass(slots=True)
class Tally:
    """How many sentences, how many still read, and claims made of other frames' sentences."""

    made: int = 0
    read: int = 0
    cross: int = 0


def _names_party(party: Party | None, marked: str, extractor: Extractor) -> bool:
    if party is None:
        return False
    if party.actor is None:
        return marked.lower() in party.written.lower() or party.written.lower() in marked.lower()
    registry = extractor.registry
    known = {m.actor for m in extractor.matcher.find(marked)} | {
        i for m in extractor.matcher.find(marked) for i in m.candidates
    }
    known |= {registry.lookup(registry.demonyms[w]) for w in marked.split() if w in registry.demonyms}
    known.add(registry.lookup(marked))
    return party.actor in known or any(party.actor in registry.leads.get(a or "", ()) for a in known)


def is_read(made: Made, claims: Sequence[Claim], extractor: Extractor) -> bool:
    """Whether the marked parties are read with the frame's kind."""
    subjects = [m.group(1) for m in _MARK.finditer(made.marked) if m.group(1)] or [None]
    objects = [m.group(2) for m in _MARK.finditer(made.marked) if m.group(2)] or [None]

    def agrees(c: Claim, s: str | None, o: str | None) -> bool:
        def sides(a: Party | None, b: Party | None) -> bool:
            return (s is None or _names_party(a, s, extractor)) and (
                o is None or _names_party(b, o, extractor)
            )

        return sides(c.subject, c.object) or (c.kind in SYMMETRIC_KINDS and sides(c.object, c.subject))

    right = [c for c in claims if c.kind is made.frame.kind]
    return all(any(agrees(c, s, o) for c in right) for s in subjects for o in objects)


def judge(
    corpus: Sequence[Made], extractor: Extractor
) -> tuple[dict[str, Tally], dict[str, Tally], list[Made]]:
    """Tallies by frame and by way, and the sentences that were no longer read."""
    plain = {bare(m.example) for m in corpus}
    texts = sorted(plain | {m.text for m in corpus})
    found = dict(
        zip(
            texts,
            (e.claims for e in extractor.extract_many(Document(text=_HEADING + t) for t in texts)),
            strict=True,
        )
    )
    by_frame: dict[str, Tally] = defaultdict(Tally)
    by_way: dict[str, Tally] = defaultdict(Tally)
    lost: list[Made] = []
    for made in corpus:
        claims = found[made.text]
        read = is_read(made, claims, extractor)
        for tally in (by_frame[made.frame.id], *(by_way[w] for w in made.ways or ("names only",))):
            tally.made += 1
            tally.read += read
        if not read:
            lost.append(made)
        kinds: set[Kind] = {c.kind for c in found[bare(made.example)]} | {made.frame.kind}
        for claim in claims:
            if claim.kind not in kinds:
                by_frame[claim.frame].cross += 1
                for way in made.ways or ("names only",):
                    by_way[way].cross += 1
    return by_frame, by_way, lost


def show(by_frame: dict[str, Tally], by_way: dict[str, Tally], worst: int, console: Console) -> None:
    """Prints the ways, then the frames that lose most, then those that fire where they should not."""

    def table(title: str, rows: Sequence[tuple[str, Tally]]) -> None:
        shown = Table(title=title, title_justify="left", box=None, pad_edge=False)
        for head in ("", "sentences", "recall", "cross-fire"):
            shown.add_column(head, justify="left" if not head else "right")
        for name, t in rows:
            shown.add_row(name, str(t.made), f"{t.read / t.made:.3f}" if t.made else "", str(t.cross))
        console.print(shown)

    table("by way of putting it", sorted(by_way.items()))
    made = [(name, t) for name, t in by_frame.items() if t.made]
    table("frames that lose most", sorted(made, key=lambda r: r[1].read / r[1].made)[:worst])
    table(
        "frames that fire elsewhere",
        sorted(by_frame.items(), key=lambda r: -r[1].cross)[: max(5, worst // 2)],
    )
    total = Tally(
        sum(t.made for _, t in made), sum(t.read for _, t in made), sum(t.cross for t in by_frame.values())
    )
    table("all", [("all frames", total)])


def main() -> None:
    """Makes the corpus, reads it and prints recall and cross-fire; --save writes the sentences that were lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--worst", type=int, default=25)
    parser.add_argument("--kind", help="only the frames of this kind")
    parser.add_argument("--save", type=Path, help="a JSON Lines file for the sentences that were not read")
    arguments = parser.parse_args()
    frames = [f for f in load_frames().all if not arguments.kind or f.kind.value == arguments.kind]
    registry = load_registry()
    corpus = list(generate(frames, registry, count=arguments.count, seed=arguments.seed))
    by_frame, by_way, lost = judge(corpus, build_extractor(registry))
    show(by_frame, by_way, arguments.worst, Console(width=100, highlight=False))
    if arguments.save is not None:
        rows = ({"frame": m.frame.id, "ways": m.ways, "sentence": m.marked} for m in lost)
        arguments.save.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")


if __name__ == "__main__":
    main()
