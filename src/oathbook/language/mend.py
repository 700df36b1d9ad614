"""Parses that are wrong in ways known beforehand, put right before anybody reads them.

Each mend needs several signs at once, none of which a right parse shows together. Invariant: a mended tree
has the same tokens, exactly one head for each, and no cycle.
"""

from __future__ import annotations

from oathbook.language.tree import Tree

_AUXILIARIES = frozenset(
    "be is are was were been being am 's 're get gets got getting gotten have has had having 've 'd do does did doing "
    "will would can could may might must shall should to going ought need used".split()
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Verbs without a passive: as a participle after a noun they can only be the sentence's own verb.
_INTRANSITIVE = frozenset(
    "trained defected clashed surrendered fled cooperated collaborated allied sided rebelled mutinied deserted fought "
    "battled switched crossed returned converged gathered agreed refused rallied splintered split merged united joined "
    "pledged swore vowed withdrew quit left parted".split()
)
# Nouns that can tell of an organisation only.
_COLLECTIVES = frozenset(
    "group organisation organization movement militia faction coalition alliance offshoot splinter party wing branch arm "
    "affiliate army front brigade battalion outfit network gang cartel insurgency force unit cell umbrella".split()
)
_PARTICLES = frozenset("down up off out away".split())
_OVER = frozenset("won win wins winning took take takes taking taken brought bring".split())


def mend(tree: Tree) -> Tree:
    """The tree with its known faults put right; the same tree where there are none."""
    heads, deps, tags = list(tree.heads), list(tree.deps), list(tree.tags)
    changed = _false_auxiliary(tree, heads, deps)
    changed |= _garden_path(tree, heads, deps, tags)
    changed |= _false_preposition(tree, heads, deps, tags)
    changed |= _headline(tree, heads, deps, tags)
    changed |= _lost_subject(tree, heads, deps, tags)
    changed |= _false_gerund(tree, heads, deps, tags)
    changed |= _fronted_participle(tree, heads, deps, tags)
    changed |= _swallowed_subject(tree, heads, deps)
    changed |= _stolen_subject(tree, heads, deps, tags)
    changed |= _far_apposition(tree, heads, deps)
    changed |= _far_relative(tree, heads, deps)
    changed |= _title_for_subject(tree, heads, deps)
    changed |= _shared_owner(tree, heads, deps)
    changed |= _near_apposition(tree, heads, deps)
    changed |= _stolen_apposition(tree, heads, deps)
    changed |= _fighters_from(tree, heads, deps)
    if not changed:
        return tree
    return Tree(
        start=tree.start, end=tree.end, words=tree.words, tags=tags, deps=deps, heads=heads, starts=tree.starts,
        ends=tree.ends, names=tree.names, links=tree.links, types=tree.types,
    )  # fmt: skip


def _kids(heads: list[int], i: int) -> list[int]:
    """The tokens right under `i`, as the heads stand now; a root is not its own."""
    return [k for k, head in enumerate(heads) if head == i and k != i]


def _false_auxiliary(tree: Tree, heads: list[int], deps: list[str]) -> bool:
    """ "has been wooing disaffected militias": a full verb taken for the auxiliary of the adjective after it."""
    changed = False
    for v in range(len(tree)):
        wrong = heads[v]
        if deps[v] not in {"aux", "auxpass"} or tree.words[v] in _AUXILIARIES or not tree.is_verb(v):
            continue
        if wrong <= v or tree.tags[wrong] not in {"VBN", "VBD", "JJ", "VBG"}:
            continue
        noun = next((k for k in range(wrong + 1, len(tree)) if heads[k] == wrong and deps[k] == "dobj"), None)
        if noun is None:
            continue
        heads[v], deps[v] = (heads[wrong] if heads[wrong] != wrong else v), deps[wrong]
        for k in range(len(tree)):
            if heads[k] == wrong and k not in {v, noun} and not wrong < k < noun:
                heads[k] = v
        heads[noun], deps[noun] = v, "dobj"
        heads[wrong], deps[wrong] = noun, "amod"
        changed = True
    return changed


def _garden_path(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> bool:
    """ "Boko Haram fighters trained alongside AQIM.": the sentence's only verb taken for a participle of its subject."""
    if not tree.words or tree.words[-1] not in {".", '"', "''"}:
        return False
    root = next((i for i in range(len(tree)) if heads[i] == i), None)
    if root is None or not tree.is_noun(root):
        return False
    for v in range(root + 1, len(tree)):
        if heads[v] != root or deps[v] != "acl" or tags[v] not in {"VBN", "VBD"}:
            continue
        kids = _kids(heads, v)
        if any(deps[k] in {"agent", "nsubj", "auxpass"} for k in kids):
            continue
        has_object = any(deps[k] == "dobj" for k in kids)
        if not has_object and tree.words[v] not in _INTRANSITIVE:
            continue
        outside = [k for k in range(len(tree)) if tags[k] in _FINITE and k not in tree.subtree(v) and k != v]
        if any(heads[k] == root for k in outside):
            continue
        heads[root], deps[root] = v, "nsubj"
        heads[v], deps[v], tags[v] = v, "ROOT", "VBD"
        for k in range(v + 1, len(tree)):
            if heads[k] == root:
                heads[k] = v
        return True
    return False


def _swallowed_subject(tree: Tree, heads: list[int], deps: list[str]) -> bool:
    """ "X supplies Y with guns and Z has sworn loyalty": Z is who swore, and none of the guns."""
    changed = False
    for v in range(3, len(tree)):
        if (
            deps[v] not in {"conj", "advcl"}
            or not tree.is_verb(v)
            or tree.kid(v, "mark", "nsubj", "nsubjpass", "csubj") is not None
        ):
            continue
        first = min(
            [v, *(k for k in range(v) if heads[k] == v and deps[k] in {"aux", "auxpass", "neg", "advmod"})]
        )
        name = first - 1
        if first == v and tree.tags[v] not in _FINITE:
            continue
        if tree.names[name] is None or tree.links[name] is not None or deps[name] != "conj":
            continue
        before = name - 1 - (tree.tags[name - 1] == "DT")
        if tree.words[before] not in {"and", "but", "while"} or heads[v] >= name or tree.is_verb(heads[name]):
            continue
        if tree.names[heads[name]] is not None:
            continue  # "attacked X and Y and fled": Y may well be one of the two
        heads[name], deps[name] = v, "nsubj"
        changed = True
    return changed


def _near_apposition(tree: Tree, heads: list[int], deps: list[str]) -> bool:
    """ "X was founded by Y, a trained teacher": what stands right behind Y tells of Y, not of the organisation X."""
    changed = False
    for a in range(3, len(tree)):
        far = heads[a]
        if deps[a] != "appos" or tree.names[a] is not None or tree.words[a] in _COLLECTIVES:
            continue
        left = min([a, *(k for k in range(far + 1, a) if heads[k] == a)])
        near = left - 2
        if near <= far or tree.words[left - 1] != "," or tree.types[far] != "organisation":
            continue
        if tree.types[near] == "person" and tree.links[near] is None and near not in tree.subtree(a):
            heads[a] = near
            changed = True
    return changed


def _stolen_apposition(tree: Tree, heads: list[int], deps: list[str]) -> bool:
    """ "leader A and military chief B": B goes with the title that stands before it, not with the first one."""
    changed = False
    for b in range(2, len(tree)):
        title = b - 1
        if (
            deps[b] != "appos"
            or tree.types[b] != "person"
            or heads[b] == title
            or tree.names[title] is not None
        ):
            continue
        if tree.is_noun(title) and deps[title] == "conj" and heads[title] == heads[b]:
            heads[b] = title
            changed = True
    return changed


def _false_preposition(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> bool:
    """ "hunted down the followers": the particle of a verb taken for a preposition of its object."""
    changed = False
    for p in range(1, len(tree)):
        v = p - 1
        if deps[p] != "prep" or heads[p] != v or not tree.is_verb(v):
            continue
        if tree.words[p] not in _PARTICLES and not (tree.words[p] == "over" and tree.words[v] in _OVER):
            continue
        kids = _kids(heads, p)
        objects = [k for k in kids if deps[k] == "pobj"]
        if len(kids) != 1 or not objects or any(deps[k] == "dobj" for k in _kids(heads, v)):
            continue
        deps[p], tags[p] = "prt", "RP"
        heads[objects[0]], deps[objects[0]] = v, "dobj"
        changed = True
    return changed


_HEADLINE_VERBS = frozenset(
    "pledges vows claims names accepts rejects denies splits merges joins quits kills attacks seizes captures announces "
    "ousts picks replaces condemns welcomes threatens expels disowns recognises recognizes confirms declares urges calls "
    "backs fights battles loses retakes recaptures takes executes frees bombs raids ambushes targets blames slams warns "
    "cuts severs renounces refuses dissolves disbands defects surrenders returns swears shifts switches breaks leaves "
    "unites forms creates appoints elects rebrands".split()
)


def _headline(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> bool:
    """ "Algerian group pledges loyalty to X": the only verb of a headline taken for a noun."""
    if not tree.words or tree.words[-1] in {".", '"', "!"} or any(tag in _FINITE for tag in tags):
        return False
    for v in range(1, len(tree) - 1):
        if tree.words[v] not in _HEADLINE_VERBS or tags[v] != "NNS" or tree.names[v] is not None:
            continue
        before = v - 1
        if not tree.is_noun(before) or tree.words[v + 1] in {",", "and", ":"}:
            continue
        subject = before
        while deps[subject] in {"pobj", "prep"} and heads[subject] < subject:
            subject = heads[subject]
        noun = heads[v] if deps[v] in {"compound", "nmod"} and heads[v] > v else None
        for k in range(len(tree)):
            if k in {v, subject, noun}:
                continue
            if k > v and (heads[k] == v or heads[k] < v):
                heads[k] = v
            elif k < v and (heads[k] >= v or heads[k] == k):
                heads[k] = subject
                deps[k] = "compound" if deps[k] in {"ROOT", "nsubj"} else deps[k]
        heads[subject], deps[subject] = v, "nsubj"
        heads[v], deps[v], tags[v] = v, "ROOT", "VBZ"
        if noun is not None:
            heads[noun], deps[noun] = v, "dobj"
        return True
    return False


_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_BETWEEN = frozenset({"aux", "auxpass", "neg", "advmod"})
_OPENS_CLAUSE = frozenset({"after", "before", "since", "until"})


def _lost_subject(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> bool:
    """ "After a quarrel with Y, chief of Z, X and his men left": X taken for one of the list that ends at Z.

    And "after its founder, X, was killed": the founder taken for what the preposition governs.
    """
    changed = False
    for v in range(1, len(tree)):
        if not tree.is_verb(v) or deps[v] not in {"ROOT", "ccomp", "conj", "dep", "advcl"}:
            continue
        kids = _kids(heads, v)
        finite = tags[v] in _FINITE or any(tags[k] in _FINITE for k in kids if deps[k] in {"aux", "auxpass"})
        if not finite or any(deps[k] in _SUBJECTS for k in kids):
            continue
        at = v - 1
        while at >= 0 and heads[at] == v and deps[at] in _BETWEEN:
            at -= 1
        aside = at > 0 and tree.words[at] in {",", "-"}
        at -= aside
        if at < 0 or not tree.is_noun(at):
            continue
        top = at
        if aside:
            while deps[top] == "appos" and heads[top] < top:
                top = heads[top]
            before = heads[top]
            if (
                top == at
                or deps[top] != "pobj"
                or tree.words[before] not in _OPENS_CLAUSE
                or deps[v] != "conj"
            ):
                continue
            host = heads[before]
            heads[before], deps[before] = v, "mark"
            heads[v], deps[v] = host, "advcl"
        else:
            comma = max((k for k in range(at) if tree.words[k] == ","), default=-1)
            if comma < 1 or deps[v] not in {"ROOT", "ccomp"}:
                continue
            while heads[top] > comma and heads[top] != top and heads[top] < v:
                top = heads[top]
            if deps[top] not in {"conj", "appos"} or heads[top] > comma or heads[top] == top:
                continue
        if v in _above(heads, heads[v]) and heads[v] != v:
            return changed
        heads[top] = v
        deps[top] = "nsubjpass" if any(deps[k] == "auxpass" for k in kids) else "nsubj"
        changed = True
    return changed


def _far_apposition(tree: Tree, heads: list[int], deps: list[str]) -> bool:
    """ "a commander of X, Hassan Ali, joined": the person named is the commander, not the organisation."""
    changed = False
    for i in range(len(tree)):
        of = heads[heads[i]]
        if deps[i] != "appos" or tree.types[i] != "person" or tree.types[heads[i]] != "organisation":
            continue
        while deps[of] == "prep" and deps[heads[of]] == "pobj" and tree.types[heads[of]] in _IN_BETWEEN:
            of = heads[heads[of]]
        if deps[of] != "prep" or not tree.is_noun(heads[of]) or tree.names[heads[of]] is not None:
            continue
        heads[i] = heads[of]
        changed = True
    return changed


def _above(heads: list[int], i: int) -> set[int]:
    """The tokens above `i`, itself included."""
    seen: set[int] = set()
    while i not in seen:
        seen.add(i)
        i = heads[i]
    return seen


_IN_BETWEEN = frozenset({"organisation", "place", "state"})  # "a commander of X in Mali"


def _far_relative(tree: Tree, heads: list[int], deps: list[str]) -> bool:
    """ "a branch in Syria, Jabhat al-Nusra, which left": what stands right before "which" left, and no country."""
    changed = False
    for r in range(2, len(tree)):
        v = heads[r]
        near = r - 1 - (tree.words[r - 1] == ",")
        if tree.tags[r] not in {"WDT", "WP"} or deps[v] != "relcl" or heads[v] == near:
            continue
        if tree.types[heads[v]] == "place" and tree.types[near] in {"organisation", "person"}:
            heads[v] = near
            changed = True
    return changed


def _title_for_subject(tree: Tree, heads: list[int], deps: list[str]) -> bool:
    """ "With Y, the chief of Z, X and his men left": the chief is Y, and X left."""
    changed = False
    for n in range(2, len(tree)):
        v = heads[n]
        if deps[n] != "nsubj" or tree.names[n] is not None or v < n or not tree.is_verb(v):
            continue
        first = min(k for k in range(n + 1) if k == n or heads[k] == n)
        if first < 2 or tree.words[first - 1] != "," or tree.types[first - 2] != "person":
            continue
        inner = [k for k in range(n + 1, v) if tree.types[k] == "person" and deps[k] == "conj"]
        man = next((k for k in inner if tree.words[k - 1] == "," and n in _above(heads, k)), None)
        if man is None:
            continue
        heads[n], deps[n] = first - 2, "appos"
        heads[man], deps[man] = v, "nsubj"
        changed = True
    return changed


def _shared_owner(tree: Tree, heads: list[int], deps: list[str]) -> bool:
    """ "When X and Y's brigade merged": an organisation and a man's brigade, not a brigade of both."""
    changed = False
    for n in range(len(tree)):
        h = heads[n]
        if deps[n] != "poss" or h <= n or tree.types[n] != "organisation":
            continue
        man = next(
            (k for k in range(n + 1, h) if heads[k] == n and deps[k] == "conj" and tree.types[k] == "person"),
            None,
        )
        mark = next(
            (k for k in range(n + 1, h) if tree.words[k] in {"'s", "'"} and heads[k] in {n, man}), None
        )
        if man is None or mark is None or mark < man:
            continue
        heads[n], deps[n] = (heads[h] if heads[h] != h else n), deps[h]
        heads[h], deps[h] = n, "conj"
        heads[man], deps[man] = h, "poss"
        heads[mark] = man
        for k in range(len(tree)):
            if (
                heads[k] == h
                and k > h
                and deps[k] not in {"appos", "prep", "relcl", "acl"}
                and deps[n] == "ROOT"
            ):
                heads[k] = n
        changed = True
    return changed


_BESIDE = frozenset("neighboring neighbouring bordering surrounding adjoining".split())


def _false_gerund(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> bool:
    """ "fled to neighbouring Rwanda": an adjective of the country taken for what they fled to do."""
    changed = False
    for g in range(1, len(tree)):
        if tree.words[g] not in _BESIDE or deps[g] != "pcomp":
            continue
        kids = _kids(heads, g)
        noun = next((k for k in kids if k > g and deps[k] == "dobj"), None)
        if noun is None:
            continue
        for k in kids:
            heads[k] = noun
        heads[noun], deps[noun] = heads[g], "pobj"
        heads[g], deps[g], tags[g] = noun, "amod", "VBG"
        changed = True
    return changed


_UNCHANGED = frozenset({"set", "split", "cut", "hit", "beset"})  # participles that look like infinitives


def _fronted_participle(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> bool:
    """ "Set up in 1998, the group ...": no order to set up anything."""
    if not tree.words or tree.words[0] not in _UNCHANGED or tags[0] != "VB" or deps[0] != "advcl":
        return False
    if any(deps[k] in {"nsubj", "dobj"} for k in _kids(heads, 0)):
        return False
    tags[0] = "VBN"
    return True


_FIGHTERS = frozenset(
    "militants fighters members rebels insurgents jihadists gunmen commanders elements forces soldiers militiamen "
    "combatants loyalists terrorists guerrillas defectors".split()
)


def _fighters_from(tree: Tree, heads: list[int], deps: list[str]) -> bool:
    """ "Fighting between X and rival militants from Y": from Y are the militants, not the fighting."""
    changed = False
    for i in range(1, len(tree)):
        near = i - 1
        if (
            deps[i] != "prep"
            or tree.words[i] != "from"
            or tree.words[near] not in _FIGHTERS
            or heads[i] == near
        ):
            continue
        if heads[i] < near and deps[near] == "conj" and heads[i] in _above(heads, near):
            heads[i] = near
            changed = True
    return changed


def _stolen_subject(tree: Tree, heads: list[int], deps: list[str], tags: list[str]) -> bool:
    """ "X, long considered a wing of Y, has denied it": a participle in commas that took the sentence's subject."""
    changed = False
    for v in range(2, len(tree)):
        main = heads[v]
        if (
            deps[v] != "parataxis"
            or main <= v
            or tags[v] not in {"VBD", "VBN"}
            or tree.words[v + 1 : v + 2] == [","]
        ):
            continue
        s = next((k for k in _kids(heads, v) if k < v and deps[k] in _SUBJECTS), None)
        if s is None or tree.words[s + 1] != "," or tree.words[main - 1] == ",":
            continue
        beside = {deps[k] for k in _kids(heads, main)}
        if beside & _SUBJECTS:
            continue
        heads[s], deps[s] = main, "nsubjpass" if "auxpass" in beside else "nsubj"
        heads[v], deps[v], tags[v] = s, "acl", "VBN"
        changed = True
    return changed
