"""Which predicted claim stands for which gold claim? The one-to-one pairing of most pairs, then most weight.

Invariant: nothing is in two pairs, and no other pairing has more pairs, or as many and more weight.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

Pair = tuple[int, int]


def pair_best(weights: Mapping[Pair, float]) -> list[Pair]:
    """The pairs (left, right), sorted, that are most in number and, among those, heaviest in sum.

    `weights` holds the allowed pairs, each between 0 and 1. Solved exactly per connected component with the
    Hungarian algorithm (Kuhn 1955, in the shortest-path form of Jonker and Volgenant 1987).
    """
    pairs: list[Pair] = []
    for lefts, rights in _components(weights):
        pairs += _assign(lefts, rights, weights)
    return sorted(pairs)


def _components(weights: Mapping[Pair, float]) -> list[tuple[list[int], list[int]]]:
    neighbours: dict[tuple[bool, int], set[tuple[bool, int]]] = {}
    for left, right in weights:
        neighbours.setdefault((False, left), set()).add((True, right))
        neighbours.setdefault((True, right), set()).add((False, left))
    components = []
    seen: set[tuple[bool, int]] = set()
    for node in sorted(neighbours):
        if node in seen:
            continue
        seen.add(node)
        stack, members = [node], [node]
        while stack:
            new = neighbours[stack.pop()] - seen
            seen |= new
            stack += new
            members += new
        components.append(
            (
                sorted(n for is_right, n in members if not is_right),
                sorted(n for is_right, n in members if is_right),
            )
        )
    return components


def _assign(lefts: list[int], rights: list[int], weights: Mapping[Pair, float]) -> list[Pair]:
    if len(lefts) > len(rights):
        swapped = {(right, left): weight for (left, right), weight in weights.items()}
        return [(left, right) for right, left in _assign(rights, lefts, swapped)]
    # One more pair must outweigh any sum of weights; one that is not allowed costs nothing and is dropped.
    bonus = len(lefts) + 1.0

    def cost(row: int, column: int) -> float:
        weight = weights.get((lefts[row], rights[column]))
        return 0.0 if weight is None else -(bonus + weight)

    rows = _assign_cheapest(len(lefts), len(rights), cost)
    found = [(lefts[row], rights[column]) for column, row in rows.items()]
    return [pair for pair in found if pair in weights]


def _assign_cheapest(rows: int, columns: int, cost: Callable[[int, int], float]) -> dict[int, int]:
    """Every row's own column at the least total cost, as row by column; needs rows <= columns.

    Rows are added one at a time along the cheapest augmenting path; `row_price` and `column_price` are the
    dual prices that keep every reduced cost non-negative. Index 0 stands for "not yet assigned".
    """
    row_price = [0.0] * (rows + 1)
    column_price = [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], column = row, 0
        slack = [math.inf] * (columns + 1)
        came_from = [0] * (columns + 1)
        done = [False] * (columns + 1)
        while row_of[column] != 0:
            done[column] = True
            current, step, following = row_of[column], math.inf, 0
            for candidate in range(1, columns + 1):
                if done[candidate]:
                    continue
                reduced = cost(current - 1, candidate - 1) - row_price[current] - column_price[candidate]
                if reduced < slack[candidate]:
                    slack[candidate], came_from[candidate] = reduced, column
                if slack[candidate] < step:
                    step, following = slack[candidate], candidate
            for candidate in range(columns + 1):
                if done[candidate]:
                    row_price[row_of[candidate]] += step
                    column_price[candidate] -= step
                else:
                    slack[candidate] -= step
            column = following
        while column != 0:
            row_of[column] = row_of[came_from[column]]
            column = came_from[column]
    return {column - 1: row - 1 for column, row in enumerate(row_of) if column and row}
