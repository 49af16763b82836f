"""The search stage: the question as it was asked, and with related words, fused into one
ranking.
"""

from collections.abc import Sequence

from silabo.answering.terms import Term, expanded
from silabo.answering.weights import RANKING
from silabo.domain.passages import Hit
from silabo.domain.ports import PassageSearch


def retrieve(text: str, terms: Sequence[Term], search: PassageSearch) -> list[Hit]:
    """The passages that may answer, best first: found by the question's words, by related words and
    translations, and by the dates that it names. Each hit's score is that of the fused ranking.

    Raises `ServiceError` when the index does not answer.
    """
    plain = " ".join(term.word.display for term in terms) or text
    wider = expanded(terms)
    rankings = [(1.0, search(plain, limit=RANKING.depth))]
    if set(wider.split()) - set(plain.casefold().split()):
        rankings.append((RANKING.expanded, search(wider, limit=RANKING.depth)))
    return fuse(rankings)


def fuse(rankings: Sequence[tuple[float, Sequence[Hit]]], k: int = 60) -> list[Hit]:
    """Merge weighted rankings of the same passages into one, best first.

    Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): a passage at rank r, from 1,
    gains weight / (k + r). The rankings' own scores are never compared.
    """
    scores: dict[int, float] = {}
    hits: dict[int, Hit] = {}
    for weight, ranking in rankings:
        for rank, hit in enumerate(ranking, start=1):
            passage_id = hit.passage.id
            scores[passage_id] = scores.get(passage_id, 0.0) + weight / (k + rank)
            hits.setdefault(passage_id, hit)
    # A tie keeps the first ranking's order: sorting is stable.
    ordered = sorted(hits, key=lambda passage_id: -scores[passage_id])
    return [Hit(hits[passage_id].passage, scores[passage_id]) for passage_id in ordered]
