"""Where, how many, why, and whether it is over: what stands around a claim's trigger."""

from __future__ import annotations

import re
from collections.abc import Sequence

from oathbook.extraction import predicates as p
from oathbook.extraction.counts import find_count
from oathbook.extraction.parties import Reader
from oathbook.extraction.words import plain
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Count

_PLACE_PREPS = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "across", "throughout", "on", "along", "off"}
)
_VICTIMS = (
    r"(?:people|persons|soldiers?|civilians?|troops|policem[ae]n|police|villagers?|dead|others|men|women|students?|guards?|worshippers|"
    r"tourists?|peacekeepers?|officers?|fighters?|sailors?|workers?|members|commandos|recruits|pilgrims|children|lives|americans|deaths|"
    r"miners|hostages|passengers|teachers|farmers|herders|christians|priests|girls|boys|pupils|rebels|militants|militiamen|gendarmes|"
    r"killed|[a-z]{4,}s)"
)
_DEAD = re.compile(
    r"\b(?:kill(?:ed|ing|s)?(?: of)?|left|leaving|claim(?:ed|ing)? the lives of|cost (?:the lives of)?|deaths? of|murder(?:ed|ing|s)?(?: of)?|"
    r"massacred?(?: of)?|slaughter(?:ed|ing)?(?: of)?|execut(?:ed|ing|ion of)|shooting(?: dead)?(?: of)?|shot(?: dead)?|beheaded|"
    r"blew up|gunned down)\s+((?:[\w,]+\s+){0,5}?)" + _VICTIMS + r"\b",
    re.IGNORECASE,
)
_DEAD_AFTER = re.compile(
    r"\b((?:at least |more than |over |about |some |around |nearly |up to )?[\w,]+)\s+" + _VICTIMS
    + r"\s+(?:were |was |had been |have been |had |have )?(?:killed|dead|died|massacred|slaughtered)\b",
    re.IGNORECASE,
)
_REASON_MARKS = frozenset({"because", "since", "as"})


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


def find_deaths(text: str) -> Count | None:
    """The dead that a clause speaks of."""
    for pattern in (_DEAD, _DEAD_AFTER):
        m = pattern.search(text)
        if m:
            words = m.group(1) + " people"
            if re.search(r"\b(?:19|20)\d\d\b", words):
                continue
            count = find_count(words)
            if count is not None:
                return count
    return None


def find_reason(reader: Reader, trigger: int) -> str | None:
    """The words that give a motive: "because …", "over …", "accusing …", "in protest at …", "to escape …"."""
    tree = reader.tree
    for k in tree.kids(trigger, "advcl", "prep"):
        if tree.deps[k] == "advcl":
            marks = [tree.words[m] for m in tree.kids(k, "mark")]
            if "because" in marks:
                skip = next(m for m in tree.kids(k, "mark"))
                return _span(reader, k, skip)
            if tree.words[k] in {"accusing", "complaining", "citing", "saying", "blaming"}:
                return _span(reader, k, None)
            if tree.tags[k] == "VB" and tree.words[k] in {
                "escape",
                "avoid",
                "protest",
                "protect",
                "survive",
                "gain",
                "win",
            }:
                return _span(reader, k, None)
        elif tree.words[k] in {"over", "because", "due"}:
            objects = [o for o in tree.subtree(k) if o != k]
            if objects and all(
                tree.names[o] is None or reader.names[tree.names[o]].type is not ActorType.PLACE
                for o in tree.kids(k, "pobj")
            ):  # type: ignore[index]
                return _span(reader, k, k)
        elif tree.words[k] == "for":
            for o in tree.kids(k, "pobj", "pcomp"):
                if tree.words[o] in {"reasons", "reason"} or (
                    tree.deps[o] == "pcomp" and tree.tags[o] == "VBG"
                ):
                    return _span(reader, k, None)
    return None


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
    for i in (trigger, *near):
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
