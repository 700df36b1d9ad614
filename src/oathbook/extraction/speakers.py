"""What to call a speaker: an actor's id, a name as written, or a type in angle brackets.

Invariant: a speaker who cannot be named or typed gets no label; a carrier ("the statement", "a video")
stands for whoever issued it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from oathbook.errors import QueryError
from oathbook.extraction import predicates as p
from oathbook.extraction.discourse import is_nameless
from oathbook.extraction.lexicon import speaker_nouns, verbs
from oathbook.extraction.names import Name
from oathbook.extraction.parties import Reader
from oathbook.extraction.words import nouns, plain
from oathbook.language.tree import Tree
from oathbook.model import ActorType, Party

_GROUPS = (ActorType.ORGANISATION, ActorType.OUTLET, ActorType.BODY)
_SPEAKERS = frozenset({ActorType.PERSON, ActorType.STATE, *_GROUPS})
_TYPES = ("supporters", "analysts", "experts", "residents", "officials", "reports", "source")
_FIRST = frozenset("i we you one us me".split())
_HE = frozenset("he she his her him".split())
_CROWD = frozenset("some many others several most few those both all dozens critics".split())
_TITLES = re.compile(
    r"^(?:(?:Dr|Prof|Professor|President|Vice|Prime|Foreign|Interior|Defen[cs]e|Minister|General|Gen|Major|Maj|Brigadier|Brig|"
    r"Lieutenant|Lt|Colonel|Col|Captain|Capt|Sergeant|Sgt|Admiral|Adm|Governor|Gov|Senator|Sen|Ambassador|Secretary|Chancellor|"
    r"Mr|Mrs|Ms|Commander|Sheikh|Spokesman|Spokeswoman|Analyst|Judge|Inspector|Commissioner|King|Prince|Sir|Imam|Pastor|Bishop|"
    r"Father|Chief|Deputy|Police|Army|Researcher|Expert|Former|Then)\.?\s+)+(?=\S+)"
)
_POSSESSIVE_PREPOSITIONS = frozenset({"by", "from", "of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One act of speech: who, where in the text, and whether it was one person."""

    labels: tuple[str, ...]
    at: int
    sentence: int
    person: bool
    plural: bool
    monitor: bool


@dataclass(slots=True)
class SpeechLog:
    """The acts of speech of one document so far, for the pronouns of those that follow."""

    acts: list[Said] = field(default_factory=list)

    def last(self, *, before: int, sentence: int, within: int = 2) -> Said | None:
        """The last act before a place, at most `within` sentences back."""
        for act in reversed(self.acts):
            if act.at < before:
                return act if sentence - act.sentence <= within else None
        return None


_MEMBER_STATE = re.compile(r"\bMember States?$")


def label_speaker(reader: Reader, i: int, log: SpeechLog | None = None, depth: int = 0) -> list[str]:
    """The label of the speaker at token `i`, in a list that is empty when there is none."""
    tree, word = reader.tree, reader.tree.words[i]
    if depth > 4 or word in _FIRST:
        return []
    index = tree.names[i]
    if _MEMBER_STATE.search(reader.text, tree.starts[i], tree.ends[i]) or (
        word in {"state", "states"} and any(tree.words[k] == "member" for k in tree.kids(i, "compound"))
    ):
        return ["<officials>"]  # a panel's member states go unnamed
    if index is not None and tree.links[i] is None:
        return _named(reader, reader.names[index])
    if tree.tags[i] in {"PRP", "PRP$"} or word in _HE | {"they", "it"}:
        return _pronoun(reader, i, word, log)
    voice = _phrase_of(tree, i)
    beside = [a for a in (*tree.kids(i, "appos"), *_apposed(tree, i)) if _is_name(reader, a)]
    if beside and (word not in speaker_nouns("carriers")) and not _is_plural(tree, i):
        return label_speaker(reader, beside[0], log, depth + 1)
    if _is(voice, "carriers"):
        return _carrier(reader, i, log, depth)
    if any(tree.links[k] == "pro" for k in tree.kids(i, "amod", "compound")):
        return ["<supporters>"]
    owned = _owner(reader, i, voice, log, depth)
    if owned:
        return owned
    if _is(voice, "papers"):
        for t in _owners(tree, i):
            labels = label_speaker(reader, t, log, depth + 1)
            if labels and not labels[0].startswith("<"):
                return labels
        state = reader.state_meant(i)
        if state and not state[0].anaphor:
            return [_party(reader, state[0].party)]
        return ["<reports>"] if word in speaker_nouns("reports") else []
    if word in nouns("group") and reader.is_definite(i):
        return _the_group(reader, i, log)
    for m in p.modifiers(tree, i):  # "the X news agency"
        index = tree.names[m]
        if index is not None and reader.names[index].type is ActorType.OUTLET:
            return [_party(reader, reader.names[index].party)]
    for name in _TYPES:
        if _is(voice, name):
            return [f"<{name}>"]
    if word in _CROWD:
        inner = p.preposition_objects(tree, i, {"of", "in", "among"})
        if inner:
            return label_speaker(reader, inner[0], log, depth + 1)
        return ["<experts>"] if tree.words[tree.heads[i]] in verbs("believe") else ["<source>"]
    if word in nouns("leader", "post", "person_words") | {"man", "woman"}:
        return _the_leader(reader, i, log)
    if tree.tags[i].startswith("NNP") and word not in plain("opening"):
        return _as_written(reader, i)
    return []


def _apposed(tree: Tree, i: int) -> list[int]:
    """Names beside a noun; in "joined X, a diplomat said" the diplomat is not X."""
    goes_on = i + 1 < len(tree) and tree.words[i + 1] not in {",", ")", "-", ".", ":"}
    return [a for a in p.beside(tree, i) if a > i or not goes_on or tree.deps[i] == "appos"]


def _named(reader: Reader, name: Name) -> list[str]:
    return [_party(reader, name.party)]


def _party(reader: Reader, party: Party) -> str:
    """Outlets by the name of the source, everyone else by id or as written; a capital speaks for its state."""
    if party.type is ActorType.OUTLET and party.actor is not None and party.actor in reader.registry.sources:
        return reader.registry.sources[party.actor].name
    if party.actor is None and party.type in {ActorType.STATE, ActorType.PLACE}:
        try:
            found = reader.registry.find_id(party.written)
        except QueryError:
            return party.label  # several go by it
        if found is None:
            return party.label
        return found if reader.registry.actors[found].type is ActorType.STATE else party.label
    if party.actor is None and party.type is ActorType.PERSON:
        return _TITLES.sub("", party.label)
    return party.label


def _is_name(reader: Reader, i: int) -> bool:
    index = reader.tree.names[i]
    return index is not None and reader.tree.links[i] is None and reader.names[index].type in _SPEAKERS


def _is_plural(tree: Tree, i: int) -> bool:
    return tree.tags[i] in {"NNS", "NNPS"} or tree.words[i] in {"police", "media", "people"}


def _phrase_of(tree: Tree, i: int) -> tuple[str, ...]:
    """The noun, and the noun with one or two words before it, the longest first."""
    words = tree.words[max(0, i - 2) : i + 1]
    last = words[-1].removeprefix("ex-").removeprefix("then-")
    phrases = [" ".join(words[k:]) for k in range(len(words) - 1)]
    after = " ".join(tree.words[i : i + 3])
    return (*phrases, after, words[-1], last)


def _is(voice: tuple[str, ...], name: str) -> bool:
    found = speaker_nouns(name)
    phrase = next((v for v in voice[:-2] if v in found), None)
    if phrase is not None:
        return True
    # A phrase of another type outranks the bare noun: "military sources" are no military.
    for other in _TYPES:
        if other != name and name in _TYPES and any(v in speaker_nouns(other) for v in voice[:-2]):
            return False
    return any(v in found for v in voice[-2:])


def _owners(tree: Tree, i: int) -> list[int]:
    return [
        *p.possessors(tree, i),
        *p.modifiers(tree, i),
        *p.preposition_objects(tree, i, _POSSESSIVE_PREPOSITIONS),
    ]


def _carrier(reader: Reader, i: int, log: SpeechLog | None, depth: int) -> list[str]:
    """ "the group's statement", "a video by X", "X issued a statement", "the statement adds"."""
    tree = reader.tree
    for t in _owners(tree, i):
        labels = label_speaker(reader, t, log, depth + 1)
        if labels:
            return labels
    for k in tree.kids(i, "acl", "relcl"):
        if p.is_passive(tree, k):
            for a in p.agents(tree, k):
                if a != i and (labels := label_speaker(reader, a, log, depth + 1)):
                    return labels
        if tree.words[k] in {"attributed", "signed", "purporting", "purportedly"}:
            for o in p.preposition_objects(tree, k, {"to", "by"}):
                if labels := label_speaker(reader, o, log, depth + 1):
                    return labels
    verb = p.governing_verb(tree, i)
    if verb is not None and tree.deps[i] in {"dobj", "pobj"}:
        for s in p.agents(tree, verb):
            if s != i and (labels := label_speaker(reader, s, log, depth + 1)):
                return labels
    if reader.is_definite(i) and log is not None:
        act = log.last(before=tree.starts[i], sentence=reader.sentence, within=4)
        if act is not None:
            return list(act.labels[:1])
    ranked = reader.discourse.rank(_SPEAKERS, sentence=reader.sentence, before=tree.starts[i])
    if ranked and reader.is_definite(i):
        return [_party(reader, ranked[0])]
    return []


def _owner(reader: Reader, i: int, voice: tuple[str, ...], log: SpeechLog | None, depth: int) -> list[str]:
    """A spokesman speaks for his body, a ministry or army for its state; officials of a state stay officials."""
    tree, word = reader.tree, reader.tree.words[i]
    is_voice, is_state = _is(voice, "voices"), _is(voice, "state_bodies")
    if not (is_voice or is_state) or (_is_plural(tree, i) and word not in {"police", "forces", "spokesmen"}):
        return []
    if any(k for k in tree.kids(i, "det") if tree.words[k] in {"a", "an"}) and is_state and not is_voice:
        return []
    state = reader.state_meant(i)
    if state and not (is_voice and state[0].anaphor):
        return [_party(reader, state[0].party)]
    for t in (*reader.owners(i), *p.preposition_objects(tree, i, {"for", "of", "at", "in"})):
        labels = label_speaker(reader, t, log, depth + 1)
        if labels and not (labels[0].startswith("<") and not is_voice):
            return labels
    if is_state and tree.kid(i, "prep") is None:  # "police said": of the state that the text is about
        return _main_state(reader)
    if is_voice and reader.is_definite(i):
        ranked = reader.discourse.rank(
            [ActorType.ORGANISATION, ActorType.STATE, ActorType.BODY],
            sentence=reader.sentence,
            before=tree.starts[i],
        )
        return [_party(reader, ranked[0])] if ranked else []
    return []


def _main_state(reader: Reader) -> list[str]:
    """The state that the text names most: whose police "police" are."""
    counts: dict[str, int] = {}
    for r in reader.discourse.remarks:
        if r.party.type is ActorType.STATE:
            label = _party(reader, r.party)
            counts[label] = counts.get(label, 0) + 1
    return [max(counts, key=lambda k: counts[k])] if counts else []


def _the_group(reader: Reader, i: int, log: SpeechLog | None) -> list[str]:
    """ "the group said": the group that spoke last, a monitoring group too; else the one last spoken of."""
    tree = reader.tree
    act = log.last(before=tree.starts[i], sentence=reader.sentence, within=3) if log is not None else None
    if act is not None and act.monitor:
        return list(act.labels[:1])
    for r in sorted(reader.discourse.remarks, key=lambda r: -r.at):
        if r.at >= tree.starts[i]:
            continue
        if reader.sentence - r.sentence > 2:
            break
        if r.party.type is ActorType.OUTLET and r.is_subject:
            return [_party(reader, r.party)]
    return _ranked(reader, i, _GROUPS)


def _the_leader(reader: Reader, i: int, log: SpeechLog | None) -> list[str]:
    if not reader.is_definite(i):
        return ["<source>"] if reader.tree.words[i] in nouns("leader", "post") else []
    act = log.last(before=reader.tree.starts[i], sentence=reader.sentence) if log is not None else None
    if act is not None and act.person:
        return list(act.labels[:1])
    return _ranked(reader, i, (ActorType.PERSON,))


def _ranked(reader: Reader, i: int, types: Iterable[ActorType]) -> list[str]:
    ranked = reader.discourse.rank(
        types, sentence=reader.sentence, before=reader.tree.starts[i], clause_subject=True
    )
    return [_party(reader, ranked[0])] if ranked else []


def _pronoun(reader: Reader, i: int, word: str, log: SpeechLog | None) -> list[str]:
    """The last speaker of that number, unless somebody else has become the subject since."""
    tree = reader.tree
    before = tree.starts[i]
    act = log.last(before=before, sentence=reader.sentence) if log is not None else None
    personal = word in _HE
    if act is not None and (act.person if personal else not act.person) and (word != "they" or act.plural):
        types = {ActorType.PERSON} if personal else set(_GROUPS)
        since = [
            r
            for r in reader.discourse.remarks
            if act.at < r.at < before
            and r.is_subject
            and r.party.type in types
            and not is_nameless(r.party)
            and _party(reader, r.party) not in act.labels
        ]
        if not since or (act.sentence == reader.sentence - 1 and all(r.weight < 1 for r in since)):
            return list(act.labels[:1])
    types_ = (ActorType.PERSON,) if personal else (*_GROUPS, ActorType.STATE)
    return _ranked(reader, i, types_)


def _as_written(reader: Reader, i: int) -> list[str]:
    """A name that nobody listed: the run of capitals that ends here."""
    tree, first = reader.tree, i
    while first and tree.heads[first - 1] == i and tree.tags[first - 1].startswith("NNP"):
        first -= 1
    return [_TITLES.sub("", reader.text[tree.starts[first] : tree.ends[i]])]
