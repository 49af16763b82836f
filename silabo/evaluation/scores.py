"""Figures of a run: recall of the evidence, abstention, and how well confidence tells them
apart.
"""

from collections.abc import Sequence


def auroc(answerable: Sequence[float], unanswerable: Sequence[float]) -> float:
    """The chance that a question with an answer is given more confidence than one without; a tie
    counts half. 0.5 when one side is empty.
    """
    if not answerable or not unanswerable:
        return 0.5
    scored = sorted([(one, 1) for one in answerable] + [(one, 0) for one in unanswerable])
    ranks = 0.0
    position = 0
    while position < len(scored):
        end = position
        while end < len(scored) and scored[end][0] == scored[position][0]:
            end += 1
        ranks += sum(label for _, label in scored[position:end]) * (position + end + 1) / 2
        position = end
    pairs = len(answerable) * len(unanswerable)
    return (ranks - len(answerable) * (len(answerable) + 1) / 2) / pairs


def share(values: Sequence[bool]) -> float:
    """The share of true values; 0 of none."""
    return sum(values) / len(values) if values else 0.0


def covers(found: tuple[int, int], wanted: tuple[int, int]) -> bool:
    """Whether a found span overlaps at least 60 % of the wanted one, or lies 60 % inside it."""
    overlap = min(found[1], wanted[1]) - max(found[0], wanted[0])
    return overlap > 0 and (
        overlap >= 0.6 * (wanted[1] - wanted[0]) or overlap >= 0.6 * (found[1] - found[0])
    )
