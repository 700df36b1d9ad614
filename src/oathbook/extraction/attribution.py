"""Who says it: the chain of speakers from the nearest outward, the publisher left out.

A finite clause under a verb of saying, "according to", a quotation and its speaker, "reportedly".
Invariant: appositions, adjectives and relative clauses inside indirect speech belong to the text itself;
unnamed speakers keep their type in angle brackets.
"""

from __future__ import annotations

from collections.abc import Sequence

from oathbook.extraction import predicates as p
from oathbook.extraction.beside import speakers_beside
from oathbook.extraction.discourse import Discourse
from oathbook.extraction.factuality import is_negated, is_participle
from oathbook.extraction.governors import is_shut_off
from oathbook.extraction.lending import is_where_clause
from oathbook.extraction.lexicon import speaker_nouns, verbs
from oathbook.extraction.mouths import speaker_of_noun, speaker_of_verb
from oathbook.extraction.parties import Reader
from oathbook.extraction.quotations import Quotation, quotation_at
from oathbook.extraction.speakers import label_speaker
from oathbook.extraction.spoken import Speakers, find_speakers
from oathbook.language.tree import Tree
from oathbook.model import ActorType

_CLAUSE = frozenset({"ccomp", "parataxis", "dep", "csubj", "csubjpass"})
_SELF = frozenset(
    "claim claims claimed claiming admit admits admitted admitting deny denies denied denying profess professed "
    "professes confess confessed".split()
)
_FINDS = frozenset({"find", "finds", "found", "see", "saw", "seen", "sees", "have", "has", "had"})
_FINDINGS = frozenset({"evidence", "proof", "sign", "signs", "indication", "indications", "trace", "traces"})
_DEMANDS = frozenset(
    f"{stem}{end}"
    for stem, ends in {
        "urg": "e es ed ing",
        "demand": " s ed ing",
        "call": " s ed ing",
        "order": " s ed ing",
        "instruct": " s ed ing",
        "invit": "e es ed ing",
        "ask": " s ed ing",
        "vow": " s ed ing",
        "promis": "e es ed ing",
        "threaten": " s ed ing",
        "exhort": " s ed ing",
        "appeal": " s ed ing",
        "press": " es ed ing",
        "encourag": "e es ed ing",
        "propos": "e es ed ing",
        "request": " s ed ing",
        "implor": "e es ed ing",
        "advis": "e es ed ing",
        "command": " s ed ing",
        "pledg": "e es ed ing",
        "recommend": " s ed ing",
        "summon": " s ed ing",
        "beseech": " es ed ing",
        "advocat": "e es ed ing",
    }.items()
    for end in ends.split(" ")
)


def assign_quotations(
    text: str, readers: Sequence[Reader], quotations: tuple[Quotation, ...], discourse: Discourse
) -> Speakers:
    """Who speaks each quotation and each verb of saying of a document."""
    return find_speakers(text, readers, quotations, discourse, speaker_of_verb)


def read_speakers(
    reader: Reader, trigger: int, speakers: Speakers, *, aside: bool = False
) -> tuple[str, ...]:
    """The chain for the clause around `trigger`; an `aside` is the writer's own unless it is quoted."""
    tree = reader.tree
    quoted = quotation_at(speakers.quotations, tree.starts[trigger])
    if quoted is None and (aside or _is_adjective(tree, trigger)):
        return ()
    chain: list[str] = []
    if _speaks_itself(reader, trigger):
        chain += _spoken_by(reader, trigger, speakers)
    barrier: int | None = None
    at = trigger
    for head in tree.ancestors(trigger):
        if quoted is None and _is_background(tree, at, head):
            barrier = at
            break
        if is_shut_off(tree, head, at):
            break
        chain += _step(reader, head, at, speakers)
        at = head
    chain += speakers_beside(reader, trigger, speakers, within=barrier, quoted=quoted)
    if quoted is not None:
        chain += speakers.by_quotation.get(quoted.start, ())
    found = tuple(dict.fromkeys(chain))
    if found and not found[0].startswith("<"):
        reader.discourse.last_speaker = found[0]
    return found


def _speaks_itself(reader: Reader, v: int) -> bool:
    """Whether the trigger is the very verb of judging: "regards", "blames", "denies", "says it has nothing to do with"."""
    tree, word = reader.tree, reader.tree.words[v]
    if not tree.is_verb(v) or p.is_passive(tree, v):
        return False
    objects = tree.kids(v, "dobj")
    if any(tree.words[o] in {"itself", "themselves", "himself", "herself"} for o in objects):
        return False
    if word in {"claim", "claims", "claimed"}:
        return any(tree.types[o] == ActorType.PLACE.value for o in objects)
    return word in _SELF | {"say", "says", "said"} or (word in verbs("judge") and not _appoints(reader, v))


def _is_adjective(tree: Tree, i: int) -> bool:
    return tree.deps[i] in {"amod", "nmod", "compound"} and (
        tree.links[i] is not None or tree.tags[i] in {"JJ", "VBN", "VBG"}
    )


def _is_background(tree: Tree, at: int, head: int) -> bool:
    """A relative clause or apposition, unless it tells what a noun of saying holds or says itself who speaks."""
    dep = tree.deps[at]
    if dep == "appos":
        return True
    if dep == "relcl":
        if is_where_clause(tree, at):
            return False
        that = tree.kid(at, "mark")
        if any(tree.words[k] == "to" for k in tree.kids(at, "aux")):
            return False  # "has nothing to do with"
        return not (that is not None and tree.words[head] in speaker_nouns("speech"))
    if is_participle(tree, at):
        speaking = tree.words[head] in speaker_nouns("speech") | speaker_nouns("carriers")
        return not speaking
    return False


def _step(reader: Reader, head: int, at: int, speakers: Speakers) -> list[str]:
    """The speakers that the word at `head` adds to what hangs on it at `at`."""
    tree = reader.tree
    word, dep = tree.words[head], tree.deps[at]
    if tree.is_noun(head):
        clausal = dep in {"acl", "relcl", "ccomp"} and (tree.is_verb(at) or tree.kid(at, "nsubj") is not None)
        about = (
            dep == "prep"
            and tree.words[at] in {"of", "about", "on"}
            and word.startswith(("report", "claim", "rumo", "alleg"))
        )
        if word in speaker_nouns("speech") and (clausal or about):
            return [] if tree.words[at] in verbs("say") else speaker_of_noun(reader, head, speakers.log)
        return []
    if (
        word in {"known", "clear", "plain", "public"}
        and dep == "ccomp"
        and tree.words[tree.heads[head]] in {"made", "make", "makes"}
    ):
        return _spoken_by(reader, tree.heads[head], speakers)
    if not tree.is_verb(head):
        return []
    thing = tree.is_noun(at) and tree.kid(at, "nsubj", "cop") is None
    to = any(tree.words[k] == "to" for k in tree.kids(at, "aux"))
    bare = dep in {"xcomp", "ccomp", "advcl", "pcomp"} and tree.kid(at, "mark", "nsubj") is None
    infinitive = bare and (to or tree.tags[at] in {"VB", "VBG"})
    small = dep in {"oprd", "ccomp", "xcomp"} and not tree.is_verb(at) and tree.kid(at, "aux", "cop") is None
    prep = tree.words[at] if dep == "prep" else ""
    if word in verbs("cite") and prep == "as":
        return _quoting(reader, head, speakers)
    if dep in _CLAUSE and word in verbs("say") and _is_unsaid(tree, head):
        return []
    if dep in _CLAUSE and word in verbs("say") | verbs("believe") | verbs("deny") and not small:
        return [] if dep == "csubj" else _spoken_by(reader, head, speakers)
    if dep == "advcl" and word in verbs("say") and _is_main_clause(tree, at, head):
        return _spoken_by(reader, head, speakers)
    if word in verbs("characterise") and (
        small
        or prep in {"as", "of", "for", "on", "to"}
        or (thing and dep == "dobj" and word in verbs("judge"))
    ):
        return (
            [] if _appoints(reader, head) or p.is_passive(tree, head) else _spoken_by(reader, head, speakers)
        )
    if dep == "dobj" and thing and word in verbs("speak_of"):
        return _spoken_by(reader, head, speakers)
    if dep == "dobj" and word in _FINDS and tree.words[at] in _FINDINGS:
        return _spoken_by(reader, head, speakers)
    if infinitive and word in _SELF:
        return _spoken_by(reader, head, speakers)
    if word in _DEMANDS and (
        infinitive
        or (dep == "dobj" and thing and word.startswith(("demand", "propos", "request")))
        or prep in {"for", "on"}
    ):
        return (
            []
            if p.is_passive(tree, head) and not p.agents(tree, head)
            else _spoken_by(reader, head, speakers)
        )
    if infinitive and word in {"wants", "wanted", "want"} and tree.kid(at, "nsubj") is not None:
        return _spoken_by(reader, head, speakers)
    if (
        dep in {"ccomp", "xcomp"}
        and word in {"wants", "wanted", "want"}
        and (tree.kid(at, "nsubj") or tree.kid(head, "dobj")) is not None
    ):
        return _spoken_by(reader, head, speakers)
    return []


def _is_unsaid(tree: Tree, v: int) -> bool:
    """ "has yet to say that", "never announced that": nobody said it."""
    return is_negated(tree, v) or (tree.deps[v] == "xcomp" and is_negated(tree, tree.heads[v]))


def _is_main_clause(tree: Tree, at: int, head: int) -> bool:
    """A main clause that the parser hung on "said" as an adverbial: "X left, officials said"."""
    return tree.kid(at, "mark") is None and tree.kid(at, "nsubj", "nsubjpass") is not None and at < head


def _appoints(reader: Reader, v: int) -> bool:
    """ "The group named X as its leader": an organisation does what a state or an outlet only says."""
    if not reader.tree.words[v].startswith(("nam", "design", "list")):
        return False
    for s in p.agents(reader.tree, v):
        index = reader.tree.names[s]
        type_ = reader.names[index].type if index is not None else None
        if type_ in {ActorType.STATE, ActorType.BODY, ActorType.OUTLET}:
            return False
    return True


def _spoken_by(reader: Reader, v: int, speakers: Speakers) -> list[str]:
    if reader.tree.words[v] == "adding":  # whoever says the sentence adds to it
        says = [a for a in reader.tree.ancestors(v) if reader.tree.words[a] in verbs("say")]
        v = says[0] if says else v
    known = speakers.by_verb.get((reader.tree.start, v))
    return list(known) if known is not None else speaker_of_verb(reader, v, speakers.log)


def _quoting(reader: Reader, v: int, speakers: Speakers) -> list[str]:
    """ "X quoted Y as saying": X hands on what Y says; "was quoted by X"."""
    return [
        x
        for a in p.agents(reader.tree, v)
        if a not in p.objects_of(reader.tree, v)
        for x in label_speaker(reader, a, speakers.log)
    ]


__all__ = ["Speakers", "assign_quotations", "label_speaker", "read_speakers"]
