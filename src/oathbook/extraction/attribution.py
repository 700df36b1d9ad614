"""Who says it: the chain of speakers from the nearest outward, the publisher left out.

A finite clause under a verb of saying, "according to", a quotation and its speaker, "reportedly".
Invariant: appositions and relative clauses inside indirect speech belong to the text itself; unnamed
speakers keep their type in angle brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oathbook.extraction import predicates as p
from oathbook.extraction.discourse import Discourse
from oathbook.extraction.factuality import verbs
from oathbook.extraction.names import Name
from oathbook.extraction.parties import Reader
from oathbook.extraction.quotations import Quotation, quotation_at
from oathbook.extraction.words import nouns, phrases
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Party

_SPEAKERS = frozenset(
    {ActorType.PERSON, ActorType.ORGANISATION, ActorType.STATE, ActorType.BODY, ActorType.OUTLET}
)
_TYPED = (
    ("<supporters>", "speakers_supporters"),
    ("<analysts>", "speakers_analysts"),
    ("<experts>", "speakers_experts"),
    ("<residents>", "speakers_residents"),
    ("<officials>", "speakers_officials"),
    ("<reports>", "speakers_reports"),
    ("<source>", "speakers_source"),
)
_FIRST = frozenset({"i", "we", "you"})
_CARRIERS = frozenset({"statement", "video", "message", "recording", "audio", "letter", "communique", "communiqué", "interview", "speech",
                       "release", "tape", "post", "tweet", "report", "declaration", "sermon", "document", "announcement"})  # fmt: skip
_SPEECH_NOUNS = frozenset({"claim", "claims", "report", "reports", "allegation", "allegations", "rumours", "rumors", "belief",
                           "suspicion", "suspicions", "suggestion", "suggestions", "statement", "announcement", "demand", "demands",
                           "call", "calls", "appeal", "warning", "denial", "assertion", "accusation", "accusations", "boast",
                           "insistence", "conclusion", "finding", "declaration", "complaint", "fears", "fear", "hope"})  # fmt: skip
_VERBS_OF_NAMES = frozenset({"describe", "described", "describes", "regards", "regarded", "regard", "treats", "treated", "treat", "calls",
                             "called", "accused", "accuses", "accuse", "blamed", "blames", "attributed"})  # fmt: skip


@dataclass(slots=True)
class Speakers:
    """The speakers of quotations, remembered over the sentences of one document."""

    quotations: tuple[Quotation, ...]
    by_quotation: dict[int, tuple[str, ...]]
    party: dict[int, Party]


def read_speakers(reader: Reader, trigger: int, speakers: Speakers, *, aside: bool = False) -> tuple[str, ...]:
    """The chain for the clause around `trigger`; an `aside` is the writer's own unless it is quoted."""
    tree = reader.tree
    chain: list[str] = []
    inside = quotation_at(speakers.quotations, tree.starts[trigger])
    at = trigger
    attributive = aside
    if aside and inside is None:
        return ()
    if tree.words[trigger] in _VERBS_OF_NAMES and tree.is_verb(trigger):
        chain += _speaker_of(reader, trigger)
    for head in tree.ancestors(trigger):
        dep = tree.deps[at]
        if dep in {"relcl", "appos"} or (dep == "acl" and tree.tags[at] in {"VBN", "VBG"}):
            # inside direct speech even a background clause is the speaker's
            if inside is None:
                attributive = True
                break
        elif (
            dep in {"ccomp", "parataxis", "advcl", "dep", "csubj"}
            and _is_saying(tree, head)
            and not _names_thing(tree, at, head)
        ):
            if dep == "advcl" and not _clause_under_saying(tree, at, head):
                at = head
                continue
            chain += _speaker_of(reader, head)
        elif (
            dep in {"xcomp", "dobj", "oprd", "prep", "pobj"}
            and tree.words[head] in _VERBS_OF_NAMES
            and inside is None
        ):
            chain += _speaker_of(reader, head)
        elif (
            dep == "acl"
            and tree.is_noun(head)
            and tree.words[head]
            in {
                "claim",
                "claims",
                "report",
                "reports",
                "allegation",
                "allegations",
                "rumours",
                "rumors",
                "belief",
                "suspicion",
                "suggestion",
                "suggestions",
                "statement",
                "announcement",
            }
        ):
            chain += _speaker_of_noun(reader, head)
        at = head
    if not attributive:
        root = _clause_root(tree, trigger)
        chain += _beside(reader, trigger, root)
        chain += _according_to(reader, trigger)
    if inside is not None:
        for speaker in speakers.by_quotation.get(inside.start, ()):
            if speaker not in chain:
                chain.append(speaker)
    found = tuple(dict.fromkeys(chain))
    if found and not found[0].startswith("<"):
        reader.discourse.last_speaker = found[0]
    return found


def _is_saying(tree: Tree, v: int) -> bool:
    return (
        tree.words[v] in verbs("say") or tree.words[v] in verbs("believe") or tree.words[v] in verbs("deny")
    )


def _names_thing(tree: Tree, at: int, head: int) -> bool:
    """ "announced its creation", "declared war": what hangs on the verb is no clause."""
    return tree.deps[at] == "dobj" and tree.is_noun(at)


def _clause_under_saying(tree: Tree, at: int, head: int) -> bool:
    """A main clause that the parser hung on "said" as an adverbial: "X left, officials said"."""
    return tree.kid(at, "mark") is None and tree.kid(at, "nsubj", "nsubjpass") is not None and at < head


def _clause_root(tree: Tree, i: int) -> int:
    at = i
    for head in tree.ancestors(i):
        if tree.deps[at] in {"relcl", "appos", "ccomp", "advcl"}:
            break
        at = head
    return at


def _beside(reader: Reader, trigger: int, root: int) -> list[str]:
    """ "X has joined Y, officials say": the verb of saying hangs beside the clause."""
    tree = reader.tree
    found: list[str] = []
    for v in {root, *[a for a in tree.ancestors(trigger)]}:
        for k in tree.kids(v, "parataxis", "ccomp"):
            if (
                k > trigger
                and _is_saying(tree, k)
                and tree.words[k] in verbs("say") | verbs("believe")
                and tree.kid(k, "ccomp") is None
            ):
                between = reader.text[tree.ends[min(v, k)] : tree.starts[k]]
                if tree.kid(k, "nsubj") is not None and "," in between:
                    found += _speaker_of(reader, k)
    return found


def _according_to(reader: Reader, trigger: int) -> list[str]:
    tree = reader.tree
    found: list[str] = []
    for i, word in enumerate(tree.words):
        if word == "according" and i + 1 < len(tree) and tree.words[i + 1] == "to":
            objects = p.preposition_objects(tree, i, {"to"}) or [
                o for k in tree.kids(i) for o in tree.kids(k, "pobj")
            ]
            objects = objects or [o for k in tree.children[i + 1] for o in [k]]
            for o in objects:
                found += label_speaker(reader, o)
        elif word in {"per"} and tree.kid(i, "pobj") is not None:
            found += label_speaker(reader, tree.kid(i, "pobj"))  # type: ignore[arg-type]
    return found


def _speaker_of(reader: Reader, v: int) -> list[str]:
    """The speaker of the verb at `v`."""
    tree = reader.tree
    if p.is_passive(tree, v):
        by = p.agents(tree, v)
        if by:
            return [s for b in by for s in label_speaker(reader, b)][:2]
        return ["<reports>"] if tree.words[v] in {"said", "reported", "rumoured", "rumored"} else []
    subjects = p.surface_subjects(tree, v)
    labels: list[str] = []
    for s in subjects:
        for t in tree.conjuncts(s):
            labels += label_speaker(reader, t)
    return labels


def _speaker_of_noun(reader: Reader, n: int) -> list[str]:
    tree = reader.tree
    for t in [*p.possessors(tree, n), *p.preposition_objects(tree, n, {"by", "from", "of"})]:
        labels = label_speaker(reader, t)
        if labels:
            return labels
    return ["<reports>"] if tree.words[n].startswith(("report", "rumo")) else []


def label_speaker(reader: Reader, i: int) -> list[str]:
    """A speaker's label: an actor's id, a name as written, or a type in angle brackets."""
    tree = reader.tree
    name_index = tree.names[i]
    if name_index is not None and tree.links[i] is None:
        return [_label(reader, reader.names[name_index])]
    word = tree.words[i]
    if word in _FIRST:
        return []
    if tree.tags[i] in {"PRP", "PRP$"} or word in {"he", "she", "they", "it"}:
        return _pronoun_label(reader, i, word)
    if word in _CARRIERS:
        for t in [
            *p.possessors(tree, i),
            *p.modifiers(tree, i),
            *p.preposition_objects(tree, i, {"by", "from", "of"}),
        ]:
            labels = label_speaker(reader, t)
            if labels:
                return labels
        if word == "report" or word in nouns("speakers_reports"):
            return ["<reports>"]
        if reader.discourse.last_speaker is not None:
            return [reader.discourse.last_speaker]
        ranked = reader.discourse.rank(_SPEAKERS, sentence=reader.sentence, before=tree.starts[i])
        return [ranked[0].label] if ranked and reader._is_definite(i) else []
    beside = [a for a in tree.kids(i, "appos") if tree.names[a] is not None]
    if beside:
        return label_speaker(reader, beside[0])
    phrase = reader.text[tree.starts[max(i - 1, 0)] : tree.ends[i]].lower()
    if any(tree.links[k] == "pro" for k in tree.kids(i, "amod")):
        return ["<supporters>"]
    owned = _owner_label(reader, i, word)
    if owned:
        return owned
    for label, list_name in _TYPED:
        if word in nouns(list_name) or phrase in phrases(list_name):
            if label == "<source>" and _is_plain_group_noun(word):
                continue
            return [label]
    if word in {"some", "many", "others", "several", "most", "few", "those"}:
        inner = p.preposition_objects(tree, i, {"of", "in"})
        if inner:
            return label_speaker(reader, inner[0])
        verb = tree.heads[i]
        return ["<experts>"] if tree.words[verb] in verbs("believe") else ["<source>"]
    if word in nouns("group") and reader._is_definite(i):
        monitor = _monitor_before(reader, i)
        if monitor is not None:
            return [monitor]
    if word in nouns("group") or word in nouns("leader", "post", "person_words"):
        types = _SPEAKERS if word in nouns("group") else frozenset({ActorType.PERSON})
        ranked = reader.discourse.rank(
            types, sentence=reader.sentence, before=tree.starts[i], clause_subject=True
        )
        if word in nouns("group"):
            ranked = [q for q in ranked if q.type in {ActorType.ORGANISATION, ActorType.OUTLET}]
        return [_party_label(reader, ranked[0])] if ranked and reader._is_definite(i) else []
    if word in {"government", "ministry", "administration", "regime", "state"}:
        state = reader._state(i, frozenset({ActorType.STATE}))
        return [state[0].party.label] if state else ["<officials>"]
    return []


def _monitor_before(reader: Reader, i: int) -> str | None:
    """ "the group said", after a monitoring group that has just been the subject: it goes on speaking."""
    for r in reversed(reader.discourse.remarks):
        if r.at >= reader.tree.starts[i]:
            continue
        if reader.sentence - r.sentence > 2:
            return None
        if r.party.type is ActorType.OUTLET and r.is_subject:
            return _party_label(reader, r.party)
    return None


def _is_plain_group_noun(word: str) -> bool:
    return word in {"member", "members"}


def _owner_label(reader: Reader, i: int, word: str) -> list[str]:
    """A spokesman speaks for his body; officials of a state are its officials; supporters of X are supporters."""
    tree = reader.tree
    is_voice = word.startswith("spokes")
    if not is_voice and word not in {
        "minister",
        "ministry",
        "president",
        "government",
        "army",
        "military",
        "command",
        "department",
        "office",
        "police",
    }:
        return []
    if tree.tags[i] in {"NNS", "NNPS"} and not is_voice:
        return []
    state = reader._state(i, frozenset({ActorType.STATE, ActorType.BODY}))
    if state:
        return [state[0].party.label]
    for t in reader.owners(i):
        for f in reader._one(t, frozenset({ActorType.ORGANISATION, ActorType.STATE, ActorType.BODY}), False):
            return [f.party.label]
    for m in p.preposition_objects(tree, i, {"for", "of"}):
        labels = label_speaker(reader, m)
        if labels:
            return labels
    return []


def _pronoun_label(reader: Reader, i: int, word: str) -> list[str]:
    if word in {"he", "she", "his", "her", "him"}:
        types: Iterable[ActorType] = (ActorType.PERSON,)
    else:
        types = (ActorType.ORGANISATION, ActorType.OUTLET, ActorType.STATE)
    ranked = reader.discourse.rank(
        types, sentence=reader.sentence, before=reader.tree.starts[i], clause_subject=True
    )
    return [_party_label(reader, ranked[0])] if ranked else []


def _label(reader: Reader, name: Name) -> str:
    """Outlets by the name of the source, everyone else by id or as written."""
    return _party_label(reader, name.party)


def _party_label(reader: Reader, party: Party) -> str:
    if party.type is ActorType.OUTLET and party.actor is not None and party.actor in reader.registry.sources:
        return reader.registry.sources[party.actor].name
    return party.label


_AFTER = re.compile(r'^[",.\s]*$')


def assign_quotations(
    text: str, readers: Sequence[Reader], quotations: tuple[Quotation, ...], discourse: Discourse
) -> Speakers:
    """Who speaks each quotation: a verb of saying in its sentence, else the one that leads up to it,
    else the speaker of the quotation before it in the same or the preceding paragraph."""
    speakers = Speakers(quotations, {}, {})
    previous: tuple[str, ...] = ()
    last_end = -1
    for q in quotations:
        labels = _in_sentence(readers, q)
        if not labels:
            labels = _leading_up(text, readers, q)
        if (
            not labels
            and previous
            and text.count("\n", last_end, q.start) <= 4
            and _near(text, last_end, q.start)
        ):
            labels = previous
        if labels:
            speakers.by_quotation[q.start] = labels
            previous = labels
        last_end = q.end
    return speakers


def _near(text: str, a: int, b: int) -> bool:
    return len(re.findall(r"[.!?](?:\s|$)", text[a + 1 : b])) <= 1


def _in_sentence(readers: Sequence[Reader], q: Quotation) -> tuple[str, ...]:
    for r in readers:
        if r.tree.end <= q.start - 1 or r.tree.start > q.end + 1:
            continue
        for v in range(len(r.tree)):
            outside = not q.start <= r.tree.starts[v] < q.end
            if outside and r.tree.words[v] in verbs("say") and r.tree.is_verb(v):
                labels = _speaker_of(r, v)
                if labels:
                    return tuple(dict.fromkeys(labels))
        labels = _according_to(r, 0)
        if labels:
            return tuple(labels)
    return ()


def _leading_up(text: str, readers: Sequence[Reader], q: Quotation) -> tuple[str, ...]:
    """'Otto explained:' or 'He was blunt.' before the quotation; 'said Otto.' after it as a sentence of its own."""
    before = [r for r in readers if r.tree.end <= q.start]
    if before and text[before[-1].tree.end - 1 : q.start].strip(' "').endswith(":"):
        r = before[-1]
        for v in range(len(r.tree)):
            if r.tree.words[v] in verbs("say") and r.tree.is_verb(v):
                labels = _speaker_of(r, v)
                if labels:
                    return tuple(labels)
    after = [r for r in readers if r.tree.start >= q.end]
    if (
        after
        and text[q.end : after[0].tree.start].strip(' ".,') == ""
        and "\n" not in text[q.end : after[0].tree.start]
    ):
        r = after[0]
        words = r.tree.words[:8]
        for v in range(len(words)):
            if (
                words[v] in {"said", "says", "told", "explained", "added", "wrote", "recalled", "warned"}
                and len(r.tree) < 25
            ):
                labels = _speaker_of(r, v)
                if not labels:
                    labels = [
                        x
                        for k in range(v + 1, len(words))
                        if r.tree.names[k] is not None
                        for x in label_speaker(r, k)
                    ][:1]
                if labels:
                    return tuple(labels)
    return ()
