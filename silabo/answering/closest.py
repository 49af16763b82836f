"""What comes closest to a question where it is not sure that it answers."""

from collections.abc import Iterator

from silabo.answering.evidence import Evidence, Weighed
from silabo.answering.quoting import Quotation, closed, quotation, same_again
from silabo.answering.receipts import proven
from silabo.answering.weights import QUOTING
from silabo.answering.widening import widened, with_antecedents
from silabo.domain.ports import PassageSearch
from silabo.language.expected import Expected


def closest(expected: Expected, weighed: Weighed, search: PassageSearch) -> list[Quotation]:
    """The quotations of one to `QUOTING.most_closest` passages that come near, best first: the best
    with what stands around it as in an answer, the others with the rest of their passage; none
    where nothing near may be quoted.

    All of them hold, and what says nearly the same is quoted once.
    """
    chosen: list[Quotation] = []
    passages = 0
    for candidate in _near(weighed):
        if passages == QUOTING.most_closest:
            break
        if any(candidate.passage.id == each.passage.id for each in chosen):
            continue
        whole = proven(widened(expected, [quotation(candidate, expected)], candidate, search))
        new = [
            quoted
            for quoted in (whole[:1] if chosen else whole)
            if not any(same_again(quoted.text, each.text) for each in chosen)
        ]
        if new:
            chosen += new
            passages += 1
    return proven(with_antecedents(closed(chosen), search))


def _near(weighed: Weighed) -> Iterator[Evidence]:
    """The evidence that says something of the question, up to the first that does not. By meaning
    it need not have the question's words.
    """
    for candidate in weighed.evidence:
        if candidate.coverage < QUOTING.least_closest and not weighed.by_meaning:
            return
        if not candidate.bare:
            yield candidate
