"""One parsed sentence as plain arrays, independent of the parser that made it.

Invariant: `heads[i] == i` only for roots, `starts` and `ends` are code-point offsets into the document's
text, and a token that stands for a name carries its index in `names`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Tree:
    """Tokens of one sentence: `words` lower-cased as written, `tags` Penn Treebank, `deps` ClearNLP labels.

    `names[i]` is the index of the name (in the sentence's list) that token i stands for, or None;
    `types[i]` is what kind of name it is; `links[i]` is the linking word of an adjective made of a name
    ("linked" in "al-Qaeda-linked"), or None.
    """

    start: int
    end: int
    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    names: list[int | None]
    links: list[str | None]
    types: list[str | None]
    children: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.children = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)

    def __len__(self) -> int:
        return len(self.words)

    def kids(self, i: int, *deps: str) -> list[int]:
        """The children of token `i` with one of these labels (all children where none is given)."""
        if not deps:
            return self.children[i]
        return [c for c in self.children[i] if self.deps[c] in deps]

    def kid(self, i: int, *deps: str) -> int | None:
        """The first such child, or None."""
        for c in self.children[i]:
            if self.deps[c] in deps:
                return c
        return None

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads of `i` from the nearest to the root."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def subtree(self, i: int) -> list[int]:
        """`i` and everything under it, in text order."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(self.children[j])
        return sorted(found)

    def conjuncts(self, i: int) -> list[int]:
        """`i` and the tokens coordinated after it."""
        found = [i]
        for c in self.kids(i, "conj"):
            found.extend(self.conjuncts(c))
        return found

    def is_verb(self, i: int) -> bool:
        """Whether token `i` is tagged as a verb."""
        return self.tags[i].startswith("V")

    def is_noun(self, i: int) -> bool:
        """Whether token `i` is tagged as a noun or a name."""
        return self.tags[i].startswith("NN")
