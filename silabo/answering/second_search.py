"""The second search for a question, and the last: for what its draft was given nothing of."""

from collections.abc import Sequence

from silabo.answering.evidence import Evidence
from silabo.answering.quoting import Quotation, same_again
from silabo.answering.terms import Term
from silabo.answering.weights import CRITIC, DRAFTING
from silabo.domain.passages import Passage
from silabo.domain.ports import PassageSearch


def found_again(
    terms: Sequence[Term],
    evidence: Sequence[Evidence],
    read: Sequence[Quotation],
    search: PassageSearch,
) -> list[Quotation]:
    """The pieces that a draft is written from again: those that were `read`, and behind the best of
    them what is found for the words of the question that none of them has. Where each is in one of
    them, nobody searches.

    Raises `ServiceError` when the index does not answer.
    """
    known = {piece.passage.id for piece in read}
    met = [one.met for one in evidence if one.passage.id in known]
    lacking = [
        term.word.display
        for at, term in enumerate(terms)
        if not term.word.weak and max((one[at] for one in met), default=0.0) < CRITIC.met
    ]
    if not lacking:
        return list(read)
    hits = search(" ".join(lacking), limit=DRAFTING.most_read)
    new = [hit.passage for hit in hits if _is_new(hit.passage, read)]
    added = [Quotation(one, one.text) for one in new[: DRAFTING.most_again]]
    # What does not fit is left out from the end: there they would hardly be read.
    return [*read[:1], *added, *read[1:]]


def _is_new(passage: Passage, read: Sequence[Quotation]) -> bool:
    return not any(
        piece.passage.id == passage.id or same_again(piece.text, passage.text) for piece in read
    )
