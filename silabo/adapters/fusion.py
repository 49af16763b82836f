"""Makes one ranking of what was found by words and what was found by meaning."""

from collections.abc import Mapping, Sequence

from silabo.answering.weights import FUSION
from silabo.domain.passages import Match


def fuse(by_words: Sequence[Match], similarities: Mapping[int, float], limit: int) -> list[Match]:
    """The best passages by the sum of both scores, each from 0 to 1 of this search, best first.

    `by_words` and `similarities`, which are 1 for the same meaning, hold the best of each, or more.
    A passage without a similarity has no vector yet: its words count for both.
    """
    near = sorted(similarities.values(), reverse=True)[: FUSION.depth]
    highest, lowest = (near[0], near[-1]) if near else (0.0, 0.0)
    range_ = max(highest - lowest, FUSION.least_range)
    most = max((match.score for match in by_words), default=0.0)
    words = {match.passage_id: match.score / most for match in by_words if most > 0}

    def score(passage_id: int) -> float:
        said = words.get(passage_id, 0.0)
        similarity = similarities.get(passage_id)
        if similarity is None:
            return said
        meant = max(0.0, (similarity - lowest) / range_)
        return (1 - FUSION.meaning) * said + FUSION.meaning * meant

    closest = sorted(similarities, key=lambda passage_id: -similarities[passage_id])
    scores = {each: score(each) for each in {*words, *closest[: FUSION.depth]}}
    best = sorted(scores, key=lambda passage_id: (-scores[passage_id], passage_id))[:limit]
    return [Match(each, scores[each], similarities.get(each)) for each in best]
