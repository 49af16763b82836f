"""Scores of one question's results, and how well confidence tells questions apart."""

from collections.abc import Sequence

from silabo.evaluation.spans import Span


def first_ranks(
    results: Sequence[Span], evidence: Sequence[Sequence[Span]]
) -> tuple[int | None, ...]:
    """For each piece of evidence the rank, from 1, of the first result that covers one of its
    spans; None where none does.
    """
    return tuple(
        next(
            (
                rank
                for rank, (document, start, end) in enumerate(results, start=1)
                for name, begin, stop in piece
                if name == document and covers((start, end), (begin, stop))
            ),
            None,
        )
        for piece in evidence
    )


def recall(ranks: Sequence[int | None], depth: int) -> float:
    """The share of evidence pieces that the first results cover; 0 of none."""
    return share([rank is not None and rank <= depth for rank in ranks])


def reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """1 / the rank of the first result that covers any piece; 0 where none does."""
    covered = [rank for rank in ranks if rank is not None]
    return 1 / min(covered) if covered else 0.0


def auroc(answerable: Sequence[float], unanswerable: Sequence[float]) -> float:
    """The chance that a question with an answer is given more confidence than one without; a tie
    counts half. 0.5 when one side is empty.
    """
    if not answerable or not unanswerable:
        return 0.5
    scored = sorted(
        [(confidence, 1) for confidence in answerable]
        + [(confidence, 0) for confidence in unanswerable]
    )
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
