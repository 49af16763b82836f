"""The few figures of a run that are looked at while answering is changed, without intervals."""

from collections import defaultdict
from collections.abc import Sequence

from silabo.evaluation.runner import Asked
from silabo.evaluation.scores import auroc, first_ranks, recall, share


def figures(asked: Sequence[Asked]) -> dict[str, float]:
    """The figures of a run: recall and answers for those with evidence, abstention for all."""
    ranks = [
        first_ranks(one.spans, one.question.evidence) for one in asked if one.question.evidence
    ]
    answerable = [one for one in asked if one.question.answerable]
    found = {f"R@{depth}": _mean([recall(found, depth) for found in ranks]) for depth in (1, 3, 10)}
    answered = [one for one in answerable if not one.abstained]
    extractive = [one for one in answered if one.question.kind == "extractive"]
    found |= {
        "answered": share([not one.abstained for one in answerable]),
        "answer_quoted": share([_quotes_answer(one) for one in extractive]),
        "seconds_median": sorted(one.seconds for one in asked)[len(asked) // 2] if asked else 0.0,
    }
    refusals = defaultdict(list)
    for one in asked:
        if not one.question.answerable:
            refusals[one.question.kind].append(one)
    for kind, ones in refusals.items():
        found[f"refused {kind}"] = share([one.abstained for one in ones])
        found[f"auroc {kind}"] = auroc(
            [one.confidence for one in answerable], [one.confidence for one in ones]
        )
    return found


def _quotes_answer(one: Asked) -> bool:
    """Whether the quotations have one of the known answers, letter for letter."""
    quoted = " ".join(" ".join(one.quoted).casefold().split())
    return any(" ".join(answer.casefold().split()) in quoted for answer in one.question.answers)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
