"""How sure a figure is: intervals of 95 % for means and differences."""

import random
from collections.abc import Callable, Mapping, Sequence

from silabo.domain.intervals import Estimate

_TAIL = 0.025
_DRAWS = 1000  # of a bootstrap
# Of one group: the sum of what its questions count, and how many they are.
Sums = tuple[float, float]


def bootstrapped(groups: Mapping[str, Sums], seed: str) -> Estimate:
    """A mean over questions, by drawing whole groups with replacement: the questions of a course
    are alike, and drawing them one by one would make the interval too narrow.
    """
    return _estimate([(sums, (0.0, 0.0)) for _, sums in sorted(groups.items())], _first, seed)


def paired_difference(first: Mapping[str, Sums], second: Mapping[str, Sums], seed: str) -> Estimate:
    """The second mean less the first, over the same groups: both are of the same draw."""
    names = sorted(first.keys() | second.keys())
    nothing = (0.0, 0.0)
    pairs = [(first.get(name, nothing), second.get(name, nothing)) for name in names]
    return _estimate(pairs, _difference, seed)


def _estimate(
    pairs: Sequence[tuple[Sums, Sums]],
    figure: Callable[[Sequence[tuple[Sums, Sums]]], float],
    seed: str,
) -> Estimate:
    draw = random.Random(seed)  # noqa: S311
    drawn = sorted(figure(draw.choices(pairs, k=len(pairs))) for _ in range(_DRAWS if pairs else 0))
    if not drawn:
        return Estimate(0.0, 0.0, 0.0)
    tail = int(_TAIL * len(drawn))
    return Estimate(figure(pairs), drawn[tail], drawn[-1 - tail])


def _first(pairs: Sequence[tuple[Sums, Sums]]) -> float:
    return _mean([first for first, _ in pairs])


def _difference(pairs: Sequence[tuple[Sums, Sums]]) -> float:
    return _mean([second for _, second in pairs]) - _first(pairs)


def _mean(groups: Sequence[Sums]) -> float:
    number = sum(of for _, of in groups)
    return sum(total for total, _ in groups) / number if number else 0.0
