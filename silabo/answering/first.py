"""The passages that a student sees at once, without any model: the same search as the answer's."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from silabo.answering.compose import same_again
from silabo.answering.evidence import Weighed, weigh
from silabo.answering.reading import Reading
from silabo.answering.retrieval import retrieve
from silabo.answering.scope import small_talk
from silabo.answering.spelling import corrected
from silabo.answering.terms import Term, terms_of
from silabo.answering.together import of_each
from silabo.domain.answers import Query
from silabo.domain.passages import Found, Hit
from silabo.domain.ports import PassageSearch
from silabo.language.questions import Question, read_question


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The passages that are shown at once, and all that was found, None for small talk."""

    shown: list[Hit]
    found: Found | None


@dataclass(frozen=True, slots=True)
class Weighing:
    """A question as it was read, its terms, what was found for them, and what that is worth."""

    question: Question
    terms: list[Term]
    found: Found
    weighed: Weighed


def first_passages(
    query: Query, search: PassageSearch, *, limit: int = 3, reading: Reading | None = None
) -> list[Hit]:
    """The best passages for a question, best first, nearly equal ones once.

    Small talk has none. Raises `ServiceError` when the index does not answer.
    """
    return first_look(query, search, limit=limit, reading=reading).shown


def first_look(
    query: Query, search: PassageSearch, *, limit: int = 3, reading: Reading | None = None
) -> FirstLook:
    """The same with all that was found, for whoever answers: it need not be searched again."""
    if small_talk(query.text):
        return FirstLook([], None)
    look = find_evidence(query, search, reading or Reading())
    return FirstLook(best_passages(look.found.hits, look.weighed, limit), look.found)


def find_evidence(
    query: Query, search: PassageSearch, reading: Reading, found: Found | None = None
) -> Weighing:
    """The stages that first passages and answers share: read, search, weigh.

    What was `found` already is not searched again.
    """
    today = query.asked_at.astimezone(ZoneInfo(query.time_zone)).date()
    question = read_question(query.text, query.language, today)
    terms = terms_of(question)
    if found is None:
        hits = retrieve(query.text, terms, search)
        meant = corrected(query.text, question, terms, hits, reading)
        if meant:
            hits = retrieve(meant, terms_of(read_question(meant, query.language, today)), search)
        found = Found(tuple(hits), meant)
    if found.meant:
        terms = terms_of(read_question(found.meant, query.language, today))
    weighed = weigh(question.expected, terms, found.hits, reading)
    return Weighing(question, terms, found, of_each(weighed) if question.each else weighed)


def best_passages(hits: Sequence[Hit], weighed: Weighed, limit: int) -> list[Hit]:
    """The passages in the order of their best sentence, then those without evidence."""
    scored = {hit.passage.id: hit for hit in hits}
    ordered = dict.fromkeys(
        [one.passage.id for one in weighed.evidence] + [hit.passage.id for hit in hits]
    )
    chosen: list[Hit] = []
    for passage_id in ordered:
        hit = scored[passage_id]
        if len(chosen) == limit:
            break
        if not any(same_again(hit.passage.text, one.passage.text) for one in chosen):
            chosen.append(hit)
    return chosen
