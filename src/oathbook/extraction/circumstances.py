"""Where, how many, why, and whether it is over: what stands around a claim's trigger."""

from __future__ import annotations

import re
from collections.abc import Sequence

from oathbook.extraction import predicates as p
from oathbook.extraction.counts import COUNT, add_counts, find_count
from oathbook.extraction.parties import Reader
from oathbook.extraction.words import plain
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Count

_PLACE_PREPS = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "across", "throughout", "on", "along", "off"}
)
# What is counted beside people; a number before it is no number of the dead.
_NO_VICTIMS = (
    r"(?:days?|weeks?|months?|years?|hours?|minutes?|times|attacks?|bombs?|rockets?|villages|towns|houses|homes|vehicles|percent|"
    r"per cent|km|kilometres|kilometers|miles|metres|dollars|cattle|groups?|factions|countries|states|provinces|districts)"
)
_KILL = (
    r"(?:kill(?:ed|ing|s|ings? of)?|claim(?:ed|ing)? the lives of|cost (?:the lives of)?|deaths? of|murder(?:ed|ing|s)?(?: of)?|"
    r"massacred?(?: of)?|slaughter(?:ed|ing)?(?: of)?|execut(?:ed|ing|ions? of)|shooting(?: dead)?(?: of)?|shot(?: dead)?|"
    r"behead(?:ed|ing)(?: of)?|blew up|gunned down|left|leaving|claim(?:ed|ing)|death toll (?:of|at|to|reached|rose to|stands at)|"
    r"assassinat(?:ed|ing|ions? of))"
)
_WORDS = r"(?:\s+(?!and\b|in\b|on\b|at\b|of\b|who\b|that\b|were\b|was\b|have\b|had\b)[\w.'-]+){0,4}?"
_DEAD = (
    re.compile(rf"\b{_KILL}\s+(?:a total of\s+)?({COUNT})(?!\s+{_NO_VICTIMS}\b)(?!-year)(?P<rest>\s+(?:of\s+)?[^,.;]*)?", re.IGNORECASE),
    re.compile(
        rf"\b({COUNT}){_WORDS}\s+(?:(?:were|was|had been|have been|has been)\s+(?:\w+ly\s+)?"
        r"(?:killed|massacred|slaughtered|murdered|executed|beheaded|shot dead)|dead|died|lost their lives|perished)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b({COUNT})(?:\s+of(?:\s+the)?(?:\s+{COUNT})?)?(?:\s+\w+)?\s+"
        r"(?:deaths|dead|fatalities|killings|lives|victims)\b", re.IGNORECASE),
)  # fmt: skip
_AND_MORE = re.compile(
    rf"\s+(?:[\w.'-]+\s+){{1,4}}?and\s+({COUNT})\s+(?!(?:others|more|people)?\s*(?:wound|injur|were|was|hurt))[a-z]",
    re.IGNORECASE,
)
# These kill only with a victim or "dead" after the number: "left 14 soldiers dead", "claimed 40 lives".
_NEEDS_DEAD = re.compile(r"(?:left|leaving|claim(?:ed|ing))\b", re.IGNORECASE)
_SAYS_DEAD = re.compile(r"\b(?:dead|lives)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_COMPLAINTS = frozenset(
    "accusing complaining citing saying blaming alleging arguing denouncing protesting".split()
)
_PURPOSES = frozenset("escape avoid protest protect survive gain win avenge evade secure".split())
_IN_ANSWER = frozenset("protest retaliation revenge response return exchange reprisal retribution".split())
_UNTIL = frozenset({"until", "till"})


def find_place(reader: Reader, trigger: int, extra: Sequence[int], taken: set[str]) -> str | None:
    """The place named in the trigger's clause, as written, unless it is already a party."""
    tree = reader.tree
    near = [trigger, *extra]
    verb = p.governing_verb(tree, trigger)
    if verb is not None:
        near.append(verb)
    for n in near:
        for q in [n, *tree.kids(n, "dobj", "attr", "oprd")]:
            for o in p.preposition_objects(tree, q, _PLACE_PREPS):
                index = tree.names[o]
                if index is not None and reader.names[index].type in {ActorType.PLACE, ActorType.STATE}:
                    written = reader.text[tree.starts[o] : tree.ends[o]]
                    if reader.names[index].party.label not in taken and written not in taken:
                        return written
    return None


def find_deaths(text: str, *, at: int | None = None) -> Count | None:
    """The dead that a clause speaks of: the figure nearest to `at` where several stand in the text."""
    found: list[tuple[int, Count]] = []
    for pattern in _DEAD:
        for m in pattern.finditer(text):
            count = _dead(m)
            if count is not None:
                found.append((m.start(1), count))
    if not found:
        return None
    return min(found, key=lambda f: f[0] if at is None else abs(f[0] - at))[1]


def _dead(m: re.Match[str]) -> Count | None:
    rest = m.groupdict().get("rest")
    if _YEAR.fullmatch(m.group(1)):
        return None
    if rest is not None and _NEEDS_DEAD.match(m.group()) and not _SAYS_DEAD.search(rest[:60]):
        return None
    if rest is None and _NEEDS_DEAD.match(m.group()):
        return None
    count = find_count(m.group(1))
    more = _AND_MORE.match(rest) if rest else None
    second = find_count(more.group(1)) if more else None
    return add_counts(count, second) if count is not None and second is not None else count


def find_reason(reader: Reader, trigger: int) -> str | None:
    """The words that give a motive: "because …", "over …", "accusing …", "in protest at …", "to escape …"."""
    tree = reader.tree
    for k in tree.kids(trigger, "advcl", "prep"):
        if tree.deps[k] == "advcl":
            marks = [tree.words[m] for m in tree.kids(k, "mark")]
            if "because" in marks:
                skip = next(m for m in tree.kids(k, "mark"))
                return _span(reader, k, skip)
            if tree.words[k] in _COMPLAINTS or (tree.tags[k] == "VB" and tree.words[k] in _PURPOSES):
                return _span(reader, k, None)
        elif tree.words[k] in {"over", "because", "due"}:
            objects = [o for o in tree.subtree(k) if o != k]
            if objects and not any(_is_place(reader, o) for o in tree.kids(k, "pobj")):
                return _span(reader, k, k)
        elif _is_protest(tree, k):
            return _span(reader, k, None)
        elif tree.words[k] == "for":
            for o in tree.kids(k, "pobj", "pcomp"):
                if tree.words[o] in {"reasons", "reason"} or (
                    tree.deps[o] == "pcomp" and tree.tags[o] == "VBG"
                ):
                    return _span(reader, k, None)
    return None


def _is_place(reader: Reader, o: int) -> bool:
    index = reader.tree.names[o]
    return index is not None and reader.names[index].type is ActorType.PLACE


def _is_protest(tree: Tree, prep: int) -> bool:
    """ "In protest at ...", "in retaliation for ...", "in exchange for ..."."""
    return tree.words[prep] == "in" and any(tree.words[o] in _IN_ANSWER for o in tree.kids(prep, "pobj"))


def _span(reader: Reader, root: int, skip: int | None) -> str:
    tree = reader.tree
    tokens = [t for t in tree.subtree(root) if t != skip]
    if tree.words[tokens[0]] == "of" and skip is not None:
        tokens = tokens[1:]
    start, end = tree.starts[tokens[0]], tree.ends[tokens[-1]]
    return reader.text[start:end].strip(" ,.;\"'")


def is_over(tree: Tree, trigger: int, near: Sequence[int]) -> bool:
    """Whether words on the claim itself say that it is over: former, ex-, once, until."""
    former = plain("former") - {"late", "then", "past"}
    if _is_until(tree, trigger):
        return True
    # a verb's parties may well be former something else
    named = [i for i in near if tree.names[i] is not None]
    for i in (trigger,) if tree.is_verb(trigger) else (trigger, *named):
        for k in tree.kids(i, "amod", "advmod", "compound", "nmod", "prep", "punct", "dep", "npadvmod"):
            if tree.words[k] in former and k <= max(i, trigger):
                return True
            if tree.deps[k] == "amod" and any(
                tree.words[x] in {"formerly", "once", "previously"} for x in tree.kids(k, "advmod")
            ):
                return True
        if i >= 1 and tree.words[i - 1] in {"formerly", "once", "former", "ex", "previously"}:
            return True
        if i >= 2 and tree.words[i - 1] == "-" and tree.words[i - 2] == "ex":
            return True
        if tree.words[i].startswith("ex-"):
            return True
    head = tree.heads[trigger]
    if tree.deps[trigger] in {"attr", "acomp", "oprd", "xcomp"}:
        return any(
            tree.words[k] in {"once", "formerly", "previously"} for k in tree.kids(head, "advmod")
        ) or (tree.words[head] == "used")
    return False


_STANDING_VERBS = frozenset("led headed commanded belonged served was were been ran chaired remained".split())


def _is_until(tree: Tree, trigger: int) -> bool:
    """ "An ally of the army until that month", "until then the group's emir", "led it until 2016"."""
    if tree.is_verb(trigger):
        return tree.words[trigger] in _STANDING_VERBS and any(
            _says_until(tree, k) or any(_says_until(tree, m) for m in tree.kids(k, "mark"))
            for k in tree.kids(trigger, "prep", "advcl")
            if "," not in tree.words[trigger:k]
        )
    for i in range(trigger + 1, len(tree)):
        if _says_until(tree, i):
            return True
        if tree.words[i] in {",", ";", ":", "-", ")"} or tree.is_verb(i):
            break
    for i in range(trigger - 1, -1, -1):
        if _says_until(tree, i):
            return i > 0 and tree.words[i - 1] == ","
        if tree.words[i] in {",", ";", ":", "-", "("} or tree.tags[i] in {"VBD", "VBZ", "VBP", "MD"}:
            break
    if tree.deps[trigger] in {"attr", "acomp"}:
        return any(_says_until(tree, k) for k in tree.kids(tree.heads[trigger], "prep", "npadvmod", "advmod"))
    return False


def _says_until(tree: Tree, i: int) -> bool:
    # "until then" may be one token
    return tree.words[i].partition(" ")[0] in _UNTIL
