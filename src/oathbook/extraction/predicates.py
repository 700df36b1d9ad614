"""Who does what to whom around one word: a tree's grammar undone into deep roles.

Passives, relative clauses, participles, controlled infinitives, coordination and light verbs are resolved
here, so that a frame can say `subj` and `obj` and mean them. All functions give token indices of heads;
coordinated heads are expanded by the caller.
"""

from __future__ import annotations

from oathbook.language.tree import Tree

RELATIVIZERS = frozenset({"who", "whom", "which", "that", "whose"})
# "forced X to pledge": the object acts. Others ("promised X to pledge") leave the act with the subject.
_OBJECT_CONTROL = frozenset(
    "force forced forcing forces compel compelled urge urged urges urging ask asked asks asking order "
    "ordered orders ordering persuade persuaded persuading convince convinced allow allowed allowing "
    "let permit permitted enable enabled help helped invite invited inviting call called calls calling "
    "encourage encouraged encouraging instruct instructed tell told require required requires lead led "
    "press pressed pressured push pushed command commanded direct directed want wanted wants expect "
    "expected expects beg begged advise advised cause caused leave left exhort exhorted summon summoned "
    "appeal appealed prompt prompted prompting drive drove driven induce induced coerce coerced name "
    "named names appoint appointed choose chose chosen elect elected pick picked designate designated "
    "nominate nominated accuse accused accuses accusing suspect suspected believe believed say said "
    "think thought report reported".split()
)
LIGHT_VERBS = frozenset(
    f
    for base in (
        "make makes made making|give gives gave given giving|take takes took taken taking|announce announces announced announcing|"
        "offer offers offered offering|have has had having|renew renews renewed renewing|issue issues issued issuing|"
        "declare declares declared declaring|reach reaches reached reaching|sign signs signed signing|forge forges forged forging|"
        "form forms formed forming|enter enters entered entering|conduct conducts conducted conducting|launch launches launched "
        "launching|carry carries carried carrying|stage stages staged staging|mount mounts mounted mounting|suffer suffers "
        "suffered suffering|confirm confirms confirmed confirming|complete completed completing|seek seeks sought seeking|"
        "maintain maintains maintained maintaining|keep keeps kept keeping|strike struck striking|pay paid paying|"
        "express expressed expressing|proclaim proclaimed proclaiming|publish published publishing|broker brokered|"
        "conclude concluded|establish established|hold held holding|break broke broken breaking|cut cuts cutting|"
        "swear swore sworn|release released releasing|claim claimed claiming|do did done|send sent sending|begin began start started|"
        "extend extended|lend lent|owe owed owes|undergo underwent|experience experienced|continue continued|lead led|see saw"
    ).split("|")
    for f in base.split()
)  # fmt: skip
BE = frozenset("be is are was were been being am 's 're".split())
COPULAS = BE | frozenset("become becomes became becoming remain remains remained remaining".split())


def is_passive(tree: Tree, v: int) -> bool:
    """Whether the verb at `v` is passive: by an auxiliary, or as a bare participle."""
    if tree.kid(v, "auxpass", "nsubjpass", "agent") is not None:
        return True
    if tree.tags[v] == "VBN" and tree.kid(v, "aux") is None:
        if tree.deps[v] in {"acl", "amod"}:
            return True
        if tree.deps[v] == "relcl" and not _own_subjects(tree, v):
            return True
        if tree.deps[v] == "advcl" and tree.kid(v, "nsubj", "dobj", "mark") is None:
            return True
        if tree.deps[v] == "conj" and not _own_subjects(tree, v) and tree.is_verb(tree.heads[v]):
            return is_passive(tree, tree.heads[v])
        if tree.deps[v] in {"ROOT", "parataxis", "ccomp"} and tree.kid(v, "nsubj") is None and v == 0:
            return True
    return False


def _own_subjects(tree: Tree, v: int) -> list[int]:
    return tree.kids(v, "nsubj", "nsubjpass", "csubj")


def surface_subjects(tree: Tree, v: int, depth: int = 0) -> list[int]:
    """The grammatical subject of the verb at `v`, inherited where it is not expressed."""
    if depth > 8:
        return []
    own = _own_subjects(tree, v)
    if not own or tree.words[own[0]] in {"that", "who", "which"}:
        cleft = _cleft_subjects(tree, v)
        if cleft:
            return cleft
    if own:
        named = [s for s in own if not (tree.words[s] == "it" and _is_extraposed(tree, v))]
        return [x for s in named for a in [_antecedent(tree, s, v)] for x in _one_of_those(tree, a) or [a]]
    dep, head = tree.deps[v], tree.heads[v]
    if head == v:
        return []
    if dep == "relcl" and not _gap_is_object(tree, v):
        return _one_of_those(tree, head) or [head]
    if dep == "acl":
        if tree.tags[v] in {"VBG", "VBN"}:
            return [head]
        return _noun_controller(tree, head, depth)
    if dep == "amod" and tree.tags[v] in {"VBG", "VBN"}:
        return [head]
    if dep == "conj":
        if tree.is_verb(head) or tree.deps[head] in {"ROOT", "relcl", "ccomp", "advcl"}:
            return surface_subjects(tree, head, depth + 1)
        return []
    if dep == "advcl" and tree.tags[v] == "VBN" and tree.kid(v, "mark") is None:
        first = min(tree.subtree(v))
        if first >= 2 and tree.words[first - 1] == "," and tree.names[first - 2] is not None:
            return [first - 2]  # "the place of X, killed by soldiers in April"
    if dep in {"xcomp", "advcl", "ccomp", "dep", "oprd", "parataxis"}:
        return _controller(tree, v, head, depth)
    if dep == "pcomp":
        return _gerund_controller(tree, head, depth)
    if dep in {"aux", "auxpass"}:
        return surface_subjects(tree, head, depth + 1)
    return []


def _one_of_those(tree: Tree, n: int) -> list[int]:
    """ "X was among those who swore": X; "those" themselves are nobody."""
    among = tree.heads[n]
    if tree.words[n] not in {"those", "ones"} or tree.words[among] not in {"among", "of"}:
        return []
    verb = tree.heads[among]
    if tree.words[verb] in {"one", "some", "part"} and tree.deps[verb] == "attr":
        verb = tree.heads[verb]
    return tree.kids(verb, "nsubj") if tree.words[verb] in BE else []


def _cleft_subjects(tree: Tree, v: int) -> list[int]:
    """ "It was X that left": X, where the parser took the clause for one that "was" governs."""
    head = tree.heads[v]
    if head == v or tree.deps[v] not in {"ccomp", "advcl", "acl"} or tree.words[head] not in BE:
        return []
    return tree.kids(head, "attr") if any(tree.words[k] == "it" for k in tree.kids(head, "nsubj")) else []


def _is_extraposed(tree: Tree, v: int) -> bool:
    return tree.kid(v, "ccomp", "xcomp") is not None and tree.kid(v, "acomp", "auxpass") is not None


def _controller(tree: Tree, v: int, head: int, depth: int) -> list[int]:
    if not tree.is_verb(head) and tree.deps[v] == "xcomp":  # "ready to join", "likely to"
        return _adjective_subject(tree, head, depth)
    fronted = (
        tree.deps[v] == "advcl" and v < head and tree.tags[v] in {"VBN", "VBG"}
    )  # "Allied with X, Y led"
    if tree.words[head] in _OBJECT_CONTROL and tree.deps[v] in {"xcomp", "ccomp", "advcl"} and not fronted:
        objects = (
            objects_of(tree, head) if not is_passive(tree, head) else surface_subjects(tree, head, depth + 1)
        )
        if not objects:
            objects = preposition_objects(tree, head, {"on", "upon", "for"})
        if objects and tree.kid(v, "mark") is None:
            return objects
    return surface_subjects(tree, head, depth + 1)


def _adjective_subject(tree: Tree, a: int, depth: int) -> list[int]:
    if tree.deps[a] in {"acomp", "attr", "oprd"}:
        return surface_subjects(tree, tree.heads[a], depth + 1)
    return [tree.heads[a]] if tree.deps[a] in {"amod", "relcl"} else []


def _noun_controller(tree: Tree, noun: int, depth: int) -> list[int]:
    """Whose the plan, decision or refusal is: "its refusal to join", "announced plans to split"."""
    poss = tree.kids(noun, "poss")
    if poss:
        return poss
    of = preposition_objects(tree, noun, {"of", "by"})
    if of:
        return of
    if tree.deps[noun] in {"dobj", "attr", "pobj"}:
        verb = next((a for a in tree.ancestors(noun) if tree.is_verb(a)), None)
        if verb is not None and verb != noun:
            if tree.deps[noun] == "attr":  # "is the first group to join"
                return [noun]
            return surface_subjects(tree, verb, depth + 1)
    return [noun]


def _gerund_controller(tree: Tree, prep: int, depth: int) -> list[int]:
    gov = tree.heads[prep]
    if tree.is_verb(gov):
        of_object = tree.words[gov].startswith(
            ("accus", "suspect", "charg", "prevent", "stop", "dissuad", "discourag")
        )
        if of_object or tree.words[prep] in {"for", "into"}:  # "blamed X for leaving", "lured X into joining"
            passive = is_passive(tree, gov)
            acted_on = surface_subjects(tree, gov, depth + 1) if passive else objects_of(tree, gov)
            if acted_on and (of_object or any(tree.is_noun(o) or tree.tags[o] == "PRP" for o in acted_on)):
                return acted_on
        return surface_subjects(tree, gov, depth + 1)
    if tree.is_noun(gov):
        return _noun_controller(tree, gov, depth)
    return []


def _antecedent(tree: Tree, s: int, v: int) -> int:
    """The noun behind a relative pronoun."""
    if tree.words[s] in RELATIVIZERS and tree.tags[s] in {"WP", "WDT", "WP$"}:
        for a in (v, *tree.ancestors(v)):
            if tree.deps[a] == "relcl":
                near = s - 1 - (s > 1 and tree.tags[s - 1] in {"IN", "TO"})
                # "an enemy of X to whom ...": without a comma the clause goes with the nearest name
                return near if tree.names[near] is not None and near > tree.heads[a] else tree.heads[a]
    return s


def _gap_is_object(tree: Tree, v: int) -> bool:
    """ "territories the group seized": the noun outside the clause is its object."""
    return bool(_own_subjects(tree, v))


def agents(tree: Tree, v: int) -> list[int]:
    """The deep subject: who does it."""
    if is_passive(tree, v):
        by = [p for a in tree.kids(v, "agent") for p in tree.kids(a, "pobj")]
        return by or preposition_objects(tree, v, {"by"}) or _late_agents(tree, v)
    return surface_subjects(tree, v)


def _late_agents(tree: Tree, v: int) -> list[int]:
    """ "was led after his death by X": the agent hung on the noun of the time."""
    return [
        o
        for prep in tree.kids(v, "prep")
        if tree.words[prep] in {"after", "before", "until", "since", "from", "during", "following", "in"}
        for noun in tree.kids(prep, "pobj")
        for o in preposition_objects(tree, noun, {"by"})
        if tree.types[o] == "person"
    ]


def objects_of(tree: Tree, v: int) -> list[int]:
    """The deep object: to whom or what it is done."""
    if is_passive(tree, v):
        return surface_subjects(tree, v)
    found = []
    for o in tree.kids(v, "dobj"):
        if tree.words[o] in {"other", "another"} and any(
            tree.words[k] in {"each", "one"} for k in tree.kids(o)
        ):
            found += surface_subjects(tree, v)  # "fought each other"
        elif tree.types[o] != "time":
            found.append(_antecedent(tree, o, v))
    if not found:  # "considers the YPG a terrorist group", "branded him a traitor"
        small = [c for c in tree.kids(v, "ccomp", "oprd", "xcomp") if not tree.is_verb(c)]
        found += [s for c in small for s in tree.kids(c, "nsubj") if s > v and tree.types[s] != "time"]
    if not found and tree.deps[v] == "relcl" and _own_subjects(tree, v):
        subject_is_gap = any(tree.words[s] in RELATIVIZERS for s in _own_subjects(tree, v))
        if not subject_is_gap and tree.kid(v, "prep") is None:
            found.append(tree.heads[v])
    if (
        not found
        and tree.deps[v] == "conj"
        and tree.is_verb(tree.heads[v])
        and not tree.kids(v, "prep", "ccomp", "xcomp")
    ):
        pass  # an object to the right of the last verb of a list belongs to that verb only
    return found


_JOINING = frozenset(
    "join joined joins joining rejoin rejoined rejoining rejoins enlist enlisted enlisting".split()
)


def sides_joined(tree: Tree, v: int) -> list[int]:
    """The side that somebody joins by a verb that goes on from `v`: "changed sides and joined X", "left to join X"."""
    verbs = [c for k in tree.kids(v, "conj", "xcomp", "advcl") for c in (k, *tree.conjuncts(k)[1:])]
    return [
        o
        for c in verbs
        if tree.words[c] in _JOINING
        for o in (objects_of(tree, c) or preposition_objects(tree, c, {"with", "in"}))
    ]


def name_after(tree: Tree, i: int) -> list[int]:
    """The name right after the noun at `i`: "the name X", "the title of X"."""
    at = i + 1
    while at < len(tree) and tree.words[at] in {"of", "the", '"', "''", "``", "'", ","}:
        at += 1
    return (
        [at]
        if at < len(tree) and at - i < 5 and tree.names[at] is not None and tree.links[at] is None
        else []
    )


def names_before(tree: Tree, i: int) -> list[int]:
    """The organisation named last in this sentence before the word at `i` that is not its subject."""
    subjects = set(surface_subjects(tree, i)) if tree.is_verb(i) else set()
    taken = {tree.words[s] for s in subjects}
    named = [k for k in range(i) if tree.types[k] == "organisation" and tree.links[k] is None]
    return [k for k in named if tree.words[k] not in taken][-1:]


def reciprocals(tree: Tree, i: int) -> list[int]:
    """Whom "each other" or "one another" at `i` means: the subject of the verb over it."""
    if tree.words[i] not in {"other", "another"}:
        return []
    if not any(tree.words[k] in {"each", "one"} for k in (*tree.kids(i), max(i - 1, 0))):
        return []
    verb = next((a for a in tree.ancestors(i) if tree.is_verb(a)), None)
    return [] if verb is None else surface_subjects(tree, verb)


def indirect_objects(tree: Tree, v: int) -> list[int]:
    """ "gave him an oath"."""
    return [_antecedent(tree, d, v) for d in tree.kids(v, "dative") if not tree.kids(d, "pobj")]


def preposition_objects(tree: Tree, i: int, preps: set[str] | frozenset[str]) -> list[int]:
    """The nouns under one of `preps` at token `i`; "out of" and the like are one preposition."""
    found: list[int] = []
    for p in [
        *tree.kids(i, "prep", "dative", "agent", "prt"),
        *(k for k in tree.kids(i, "dep") if tree.tags[k] in {"IN", "TO"}),
    ]:
        found.extend(_under(tree, p, preps))
    return found


def _under(tree: Tree, p: int, preps: set[str] | frozenset[str]) -> list[int]:
    word = tree.words[p]
    found: list[int] = []
    if word == "according":
        return []  # who says so, no party
    if word == "with" and tree.words[p - 1] == "," and tree.is_verb(tree.heads[p]) and tree.heads[p] < p:
        return []  # "has split, with A and B falling out": an absolute, no party of the verb
    if word in preps:
        found += [_antecedent(tree, o, p) for o in tree.kids(p, "pobj") if tree.types[o] != "time"]
    for inner in tree.kids(p, "prep"):
        if f"{word} {tree.words[inner]}" in preps or tree.words[inner] in preps:
            found += [
                _antecedent(tree, o, inner) for o in tree.kids(inner, "pobj") if tree.types[o] != "time"
            ]
    for other in tree.kids(p, "conj"):
        found += _under(tree, other, preps)
    return found


def reach(tree: Tree, v: int, preps: set[str] | frozenset[str]) -> list[int]:
    """Like `preposition_objects`, but also under the verb's object, particle or complement.

    Where the phrase hangs is what parsers get wrong most often ("pledged allegiance | to X").
    """
    found = [o for k in tree.kids(v, "dobj") for o in preposition_objects(tree, k, preps)]
    found += preposition_objects(tree, v, preps)
    if not found:
        for k in tree.kids(v, "prt", "advmod", "attr", "acomp", "oprd", "nsubjpass"):
            found += preposition_objects(tree, k, preps)
    if not found:  # "placed A and five others on its list": the last of the list took the phrase
        lists = [c for k in tree.kids(v, "dobj") for c in tree.conjuncts(k)[1:]]
        found += [o for c in lists for o in preposition_objects(tree, c, preps)]
    if not found:
        for p in tree.kids(v, "prep"):
            for o in tree.kids(p, "pobj"):
                if tree.words[p] in {"of", "in", "on", "as", "through", "with"}:
                    found += preposition_objects(tree, o, preps)
    if not found and tree.deps[v] == "relcl":
        # "to whom the TTP is loyal" hangs on the complement
        found += [o for k in tree.kids(v) for o in preposition_objects(tree, k, preps)]
    return found


def beside(tree: Tree, n: int) -> list[int]:
    """Names in apposition to the noun `n`, on either side, also where the parser lost the apposition."""
    found = [a for a in tree.kids(n, "appos") if tree.names[a] is not None]
    if tree.deps[n] == "appos" and tree.names[tree.heads[n]] is not None:
        found.append(tree.heads[n])
    if not found:
        left = min(
            [n, *[k for k in tree.kids(n, "det", "amod", "compound", "nmod", "nummod", "poss") if k < n]]
        )
        left = min(
            [left, *[x for k in tree.kids(n, "amod", "compound", "nmod") if k < n for x in tree.subtree(k)]]
        )
        found += _next_name(tree, n, {"organisation", "person"})
        if (
            not found
            and left >= 2
            and tree.words[left - 1] == ","
            and tree.names[left - 2] is not None
            and tree.links[left - 2] is None
        ):
            found.append(left - 2)
    return found


_ONE_OF = frozenset("one two three four several some part".split())


def bearers(tree: Tree, n: int) -> list[int]:
    """Whom a noun of office or relation denotes: "X, leader of Y", "leader X", "X is the leader", "was made leader"."""
    found: list[int] = []
    dep, head = tree.deps[n], tree.heads[n]
    found += [a for a in tree.kids(n, "appos") if _can_bear(tree, a)]
    if dep == "appos" and head != n and (tree.names[head] is not None or tree.tags[head] == "PRP"):
        found.append(head)
    if not found:
        found += _next_name(tree, n, {"person"}) or [
            b for b in beside(tree, n) if tree.types[b] in {"person", "organisation"}
        ]
    if not found and dep == "appos" and head != n:
        found.append(head)
    if dep in {"compound", "nmod", "amod"} and tree.names[head] is not None and head > n:
        found.append(head)
    if (
        not found
        and n + 1 < len(tree)
        and tree.types[n + 1] in {"person", "organisation"}
        and tree.links[n + 1] is None
    ):
        found.append(n + 1)
    if dep == "conj" and head != n and tree.names[n] is None and tree.names[head] is None and not found:
        return bearers(tree, head)
    if dep == "attr" and tree.words[head] in COPULAS:
        found += surface_subjects(tree, head)
    if dep == "oprd":
        found += objects_of(tree, head)
    if dep == "pobj" and tree.words[head] == "of" and tree.words[tree.heads[head]] in _ONE_OF and not found:
        return bearers(tree, tree.heads[head])  # "is one of the pillars of"
    if dep == "pobj" and tree.words[head] == "as":
        verb = tree.heads[head]
        if tree.is_verb(verb):
            objects = objects_of(tree, verb) or surface_subjects(tree, verb)
            if any(tree.words[o].endswith(("self", "selves")) for o in objects):
                objects = surface_subjects(tree, verb)  # "announced itself as"
            # "described the announcement of X as a member": X
            found += [
                x
                for o in objects
                for x in (preposition_objects(tree, o, {"of"}) if tree.names[o] is None else [o]) or [o]
            ]
        elif tree.is_noun(verb):
            found += preposition_objects(tree, verb, {"of"})
    if dep in {"dobj", "ccomp", "xcomp"} and tree.is_verb(head) and tree.words[head] in _NAMING:
        found += [
            s for s in tree.kids(head, "dative", "nsubj", "nsubjpass") if tree.words[s] not in RELATIVIZERS
        ]
    if dep in {"nsubj", "nsubjpass"} and tree.words[head] in BE:
        found += [a for a in tree.kids(head, "attr") if _can_bear(tree, a)]
    if dep in {"npadvmod", "dep"} and head != n and tree.names[head] is not None:
        found.append(head)
    return [f for f in dict.fromkeys(found) if f != n]


def _next_name(tree: Tree, n: int, types: set[str]) -> list[int]:
    """ "the emir of the Afghan Taliban, X": the parser hangs X on the nearer noun."""
    end = n
    for prep in tree.kids(n, "prep"):
        if tree.words[prep] in {"of", "in", "for"}:
            inner = [
                x
                for x in tree.subtree(prep)
                if tree.deps[x] != "appos" or tree.words[x - 1] not in {",", "-"}
            ]
            for x in tree.subtree(prep):
                if tree.words[x] == ",":
                    break
                end = x if x in inner else end
    if (
        end + 2 < len(tree)
        and tree.words[end + 1] in {",", "-"}
        and tree.types[end + 2] in types
        and tree.links[end + 2] is None
    ):
        return [end + 2]
    return []


_NAMING = frozenset("named appointed elected made declared chosen proclaimed called considered".split())


def _can_bear(tree: Tree, a: int) -> bool:
    return tree.names[a] is not None or tree.tags[a] in {"PRP", "NNP"}


def possessors(tree: Tree, n: int) -> list[int]:
    """Whose `n` is: "its emir", "Nusra's chief", "whose group"."""
    heads = [n]
    if tree.deps[n] in {"compound", "nmod", "amod"} and tree.names[tree.heads[n]] is not None:
        heads.append(tree.heads[n])  # "al-Qaeda's chief X": the possessive hangs on X
    found = [_antecedent(tree, p, h) for h in heads for p in tree.kids(h, "poss")]
    if (
        not found
        and tree.deps[n] == "conj"
        and tree.is_noun(tree.heads[n])
        and tree.names[tree.heads[n]] is None
    ):
        if tree.kid(n, "det") is None:  # "its leader and founder"
            return possessors(tree, tree.heads[n])
    return found


def modifiers(tree: Tree, n: int) -> list[int]:
    """Names that stand before `n` as a modifier: "ISIS fighters", "the TTP spokesman"."""
    heads = [n]
    if tree.deps[n] in {"compound", "nmod", "amod"} and tree.names[tree.heads[n]] is not None:
        heads.append(tree.heads[n])  # "al-Qaeda leader X": both hang on X
    return [
        m
        for h in heads
        for k in tree.kids(h, "compound", "nmod", "amod", "npadvmod")
        for m in (k, *tree.kids(k, "compound", "nmod"))
        if tree.names[m] is not None and m < n
    ]


_MAKING = frozenset({"creation", "formation", "establishment", "launch", "founding"})


def governing_verb(tree: Tree, n: int) -> int | None:
    """The verb whose object or subject the noun `n` is."""
    if tree.deps[n] in {"dobj", "nsubjpass", "attr", "nsubj"} and tree.is_verb(tree.heads[n]):
        return tree.heads[n]
    if tree.deps[n] == "pobj" and tree.is_verb(tree.heads[tree.heads[n]]):
        return tree.heads[tree.heads[n]]
    if tree.deps[n] == "pobj" and tree.words[tree.heads[tree.heads[n]]] in _MAKING:
        return governing_verb(tree, tree.heads[tree.heads[n]])  # "announced the creation of a joint command"
    if tree.deps[n] == "conj":
        return governing_verb(tree, tree.heads[n])
    return None


def light_subjects(tree: Tree, n: int) -> list[int]:
    """Who performs the noun `n` through a light verb: "made a pledge", "entered into an alliance"."""
    verb = governing_verb(tree, n)
    if verb is not None and tree.words[verb] in LIGHT_VERBS and tree.deps[n] != "nsubj":
        return agents(tree, verb)
    if tree.deps[n] == "conj":
        return light_subjects(tree, tree.heads[n])
    return []
