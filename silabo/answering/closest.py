"""What comes closest to a question where it is not sure that it answers."""

from collections.abc import Iterator

from silabo.answering.evidence import Evidence, Weighed
from silabo.answering.quoting import Quotation, quotation, same_again
from silabo.answering.receipts import proven
from silabo.answering.weights import QUOTING
from silabo.answering.widening import widened
from silabo.domain.ports import PassageSearch
from silabo.language.expected import Expected


def closest(expected: Expected, weighed: Weighed, search: PassageSearch) -> list[Quotation]:
    """One to `QUOTING.most_closest` quotations of as many passages that come near, best first, each
    with what stands around it as in an answer; none where nothing near may be quoted.

    All of them hold, and what says nearly the same is quoted once.
    """
    chosen: dict[int, Quotation] = {}
    for candidate in _near(weighed):
        if len(chosen) == QUOTING.most_closest:
            break
        if candidate.passage.id in chosen:
            continue
        for quoted in _whole(expected, candidate, search):
            is_new = not any(same_again(quoted.text, each.text) for each in chosen.values())
            if is_new and len(chosen) < QUOTING.most_closest:
                chosen.setdefault(quoted.passage.id, quoted)
    return list(chosen.values())


def _near(weighed: Weighed) -> Iterator[Evidence]:
    """The evidence that says something of the question, up to the first that does not."""
    for candidate in weighed.evidence:
        if candidate.coverage < QUOTING.least_closest:
            return
        if not candidate.bare:
            yield candidate


def _whole(expected: Expected, candidate: Evidence, search: PassageSearch) -> list[Quotation]:
    """A quotation with what stands around it, alone where that does not hold; none where it does
    not hold itself.
    """
    quoted = [quotation(candidate, expected)]
    whole = widened(expected, quoted, candidate, search)
    return whole if proven(whole) == whole else proven(quoted)
