"""Which clause does a time belong to, and from which clauses may a word take its time?

A time hangs in one clause, its host. A word takes the time of its own phrase, else of the clause that carries
it, as far up as the grammar lends: through participles, infinitives, coordination and "when" clauses, never
into or out of speech, relative clauses, "after"/"because" clauses, or what is only wished for.
Invariant: `host` gives one token or None (a time that no clause may use); `lenders` gives each token once,
nearest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oathbook.extraction import predicates as p
from oathbook.extraction.inflect import verb_forms
from oathbook.extraction.words import nouns
from oathbook.language.tree import Tree


def _forms(verbs: str) -> frozenset[str]:
    return frozenset(f for verb in verbs.split() for f in verb_forms(verb))


# "in a statement dated 5 March": the time of what carries the words is the time of the act.
_CARRIED = frozenset(
    "dated posted released published issued recorded aired broadcast uploaded circulated".split()
)
_CALLED = frozenset("called known named titled styled".split())
# Clauses about another time than the main clause's.
_OTHER_TIME = frozenset(
    "after before since until till because although though if unless whereas once whether than".split()
)
_OTHER_CAUSE = _OTHER_TIME | frozenset("despite following over about against ahead prior without".split())
_WISHES = _forms(
    "urge call ask demand want wish hope plan intend vow promise threaten propose invite order appeal beg expect "
    "aim offer seek consider instruct tell advise exhort prepare"
)
_AVOIDANCE = _forms("escape avoid prevent stop end halt avert forestall")
_SEEING = _forms("see show film feature depict leave have make watch")
# What announces may also do: "announced on 5 March that it was leaving".
_PERFORMATIVES = _forms("announce declare proclaim pronounce")
_CAUSING = _forms("see bring prompt trigger mark follow lead")
_STATIVE_VERBS = p.COPULAS | _forms("serve act name appoint elect make choose proclaim declare work")
_LATER = frozenset(
    "later then afterwards afterward subsequently since soon eventually finally now meanwhile".split()
)
_RELATIONAL = frozenset(
    "founder co-founder cofounder predecessor successor enemy foe adversary opponent nemesis ally partner sponsor backer patron "
    "parent breakaway competitor".split()
)
_EVENTS = frozenset(
    "merger split rupture break oath pledge ceasefire truce war coup siege election agreement deal accord capture seizure loss "
    "assassination arrest launch creation founding formation establishment dissolution collapse rise defeat takeover pact "
    "uprising invasion withdrawal clash fighting allegiance announcement schism breakup defection surrender murder kidnapping "
    "abduction union reunion alliance declaration rebellion revolt mutiny departure appointment expulsion fall".split()
)
_SAID_OF = frozenset({"ccomp", "parataxis", "relcl", "appos"})


def is_event(tree: Tree, i: int) -> bool:
    """Whether token `i` is a noun that names something that happens."""
    word = tree.words[i]
    return word in nouns("event") or word in _EVENTS or word.removesuffix("s") in _EVENTS


def is_relational(tree: Tree, i: int) -> bool:
    """Whether token `i` is a noun for a party by its standing to another: "rival", "emir", "offshoot"."""
    word = tree.words[i]
    if tree.is_verb(i) or is_event(tree, i) or word in nouns("allegiance"):
        return False
    return (
        word.removesuffix("s") in _RELATIONAL
        or word in {"enemies", "allies", "adversaries"}
        or word in nouns("leader", "post", "branch", "part", "group", "fighter")
    )


def host(tree: Tree, token: int, *, stretch: bool = False) -> int | None:
    """The verb, the noun of an event or the root that the time at `token` tells of; None where it dates no act.

    `stretch`: the time has an end or a start ("since 2014"), so that it may qualify a party as well.
    """
    below = token
    above = tree.heads[token]
    if stretch and tree.deps[token] == "prep" and tree.names[above] is None and is_relational(tree, above):
        return above  # "an ally of the army until that month"
    for a in tree.ancestors(token):
        if tree.is_verb(a):
            if not _passes_time_on(tree, a, token):
                return a
        elif tree.is_noun(a) and is_event(tree, a) and _dates_noun(tree, below, a):
            return a
        elif below != token and tree.deps[a] == "prep" and tree.words[a] in _OTHER_TIME:
            # "after the invasion of 2003": not that year, which is the invasion's own
            return below if tree.is_noun(below) and is_event(tree, below) else None
        if tree.heads[a] == a:
            return a
        below = a
    return token


def _passes_time_on(tree: Tree, v: int, token: int) -> bool:
    dep, word = tree.deps[v], tree.words[v]
    if dep == "amod":
        return True
    if dep == "acl" and word in _CARRIED:
        return True
    # "as Nusra was then called, on 9 October": the date belongs to the clause around
    return _is_naming(tree, v) and token > v


def _is_naming(tree: Tree, v: int) -> bool:
    """ "as it was then called"."""
    return (
        tree.deps[v] == "advcl"
        and tree.words[v] in _CALLED
        and any(tree.words[x] == "as" for x in tree.subtree(v))
    )


def _dates_noun(tree: Tree, below: int, noun: int) -> bool:
    """ "the 2014 merger", "his May 2015 oath", "the rupture of July 2016"; not "announced its creation on 2 March"."""
    if below < noun:
        return tree.deps[below] in {"amod", "compound", "nummod", "nmod", "npadvmod", "poss", "det"}
    return tree.words[below] == "of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lender:
    """A token whose times a word may take; with `fronted` only those that open its clause."""

    token: int
    distance: int
    fronted: bool = False


def lenders(tree: Tree, trigger: int, *, stands: bool) -> Iterator[Lender]:
    """The tokens whose times the word at `trigger` may take, nearest first.

    `stands`: the word tells a standing relation, which takes a time only of its own or of its copula.
    """
    if stands:
        yield from _standing(tree, trigger)
        return
    seen: set[int] = set()
    at, distance, fronted = trigger, 0, False
    while True:
        for token, more in _clause(tree, at):
            if token not in seen:
                seen.add(token)
                yield Lender(token=token, distance=distance + more, fronted=fronted)
        head = tree.heads[at]
        if head == at or not _lends(tree, head, at):
            return
        if tree.deps[at] == "conj" and tree.is_verb(at):
            fronted = fronted or not _goes_on(tree, head, at)
        at, distance = head, distance + 10


def _standing(tree: Tree, trigger: int) -> Iterator[Lender]:
    yield Lender(token=trigger, distance=0)
    dep, head = tree.deps[trigger], tree.heads[trigger]
    if dep in {"attr", "acomp", "oprd"} or (dep == "pobj" and tree.words[head] in {"as", "at", "in"}):
        verb = head if dep != "pobj" else tree.heads[head]
        if tree.is_verb(verb) and (tree.words[verb] in _STATIVE_VERBS or dep != "pobj"):
            yield Lender(token=verb, distance=1)


def _clause(tree: Tree, at: int) -> Iterator[tuple[int, int]]:
    """`at` with what is one clause with it: "ceased to exist", "when it emerged in 2014", "the 2017 fall ... saw"."""
    yield at, 0
    if not tree.is_verb(at):
        for k in tree.kids(at, "relcl"):  # "the pledge that it made in 2014"
            if tree.words[k] in p.LIGHT_VERBS:
                yield k, 1
        return
    for k in tree.kids(at, "xcomp", "advcl"):
        marks = {tree.words[m] for m in tree.kids(k, "mark", "advmod")}
        if tree.deps[k] == "xcomp" and tree.is_verb(k):
            yield k, 1
        elif tree.deps[k] == "advcl" and marks & {"when", "as", "while"} and (k < at or "when" in marks):
            yield k, 2
    if tree.words[at] in _CAUSING:
        for k in tree.kids(at, "nsubj"):
            yield k, 3


def _lends(tree: Tree, head: int, at: int) -> bool:
    """Whether the clause or phrase of `head` gives its time to `at`, which hangs in it."""
    dep = tree.deps[at]
    if tree.is_verb(at):
        return _lends_to_verb(tree, head, at, dep)
    if dep in {"appos", "relcl"}:
        return False
    if dep in {"prep", "agent"}:
        return tree.words[at] not in _OTHER_CAUSE
    if dep in {"compound", "amod", "nmod", "poss"}:
        return tree.names[head] is None or tree.is_noun(at)
    return not (tree.words[head] in _AVOIDANCE and dep in {"dobj", "pobj"})


def _lends_to_verb(tree: Tree, head: int, at: int, dep: str) -> bool:
    if tree.words[head] in _WISHES:
        return False
    if dep == "relcl" and is_where_clause(tree, at):
        return True
    if dep in _SAID_OF:
        return dep == "ccomp" and _is_told_act(tree, head, at)
    if dep == "acl":
        return tree.tags[at] == "VB"
    if dep == "advcl":
        marks = {tree.words[m] for m in tree.kids(at, "mark", "advmod")}
        return not marks & _OTHER_TIME and not _is_naming(tree, at)
    if dep == "conj":
        return tree.is_verb(head)
    if dep == "pcomp":
        return tree.words[head] not in _OTHER_CAUSE
    return True


def is_where_clause(tree: Tree, at: int) -> bool:
    """ "Was regaining power in X, where fighters were joining Y": the telling goes on."""
    return any(tree.words[k] == "where" for k in tree.kids(at, "advmod", "mark"))


def _is_told_act(tree: Tree, head: int, at: int) -> bool:
    """ "showed them pledging", "announced that it was leaving" (but not "that it had left")."""
    auxiliaries = {tree.words[k] for k in tree.kids(at, "aux")}
    if tree.words[head] in _SEEING and tree.kid(at, "mark") is None:
        return tree.tags[at] in {"VBG", "VB"}
    if tree.words[head] in _PERFORMATIVES:
        return not auxiliaries & {
            "has",
            "have",
            "had",
            "will",
            "would",
            "may",
            "might",
            "could",
        } and _names_itself(tree, at)
    return False


def _names_itself(tree: Tree, at: int) -> bool:
    return any(tree.words[s] in {"it", "they", "he", "we"} for s in tree.kids(at, "nsubj", "nsubjpass"))


def _goes_on(tree: Tree, head: int, at: int) -> bool:
    """Whether the coordinated verb goes on in the time of the first: same subject, same tense, no "later"."""
    if tree.kid(at, "nsubj", "nsubjpass") is not None:
        return False
    if any(tree.words[k] in _LATER for k in tree.kids(at, "advmod", "npadvmod")):
        return False
    auxiliaries = [
        {tree.words[k] for k in tree.kids(v, "aux")} & {"has", "have", "had", "will", "would"}
        for v in (head, at)
    ]
    return not auxiliaries[1] or auxiliaries[0] == auxiliaries[1]


def wishes(tree: Tree, i: int) -> bool:
    """Whether the word at `i` only wants, urges or promises what hangs in it."""
    return tree.words[i] in _WISHES


def told_attack(tree: Tree, trigger: int) -> set[int]:
    """The words of what is claimed: "the bomb that killed 29 people in May", "responsibility for the raid"."""
    found: set[int] = set()
    for k in tree.kids(trigger, "dobj", "prep", "nsubjpass"):
        if tree.deps[k] != "prep" or tree.words[k] == "for":
            found.update(tree.subtree(k))
    return found


__all__ = [
    "Lender",
    "host",
    "is_event",
    "is_relational",
    "is_where_clause",
    "lenders",
    "told_attack",
    "wishes",
]
