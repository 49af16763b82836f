"""The passages that a student sees at once, without any model: the same search as the answer's."""

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
from silabo.domain.passages import Hit
from silabo.domain.ports import PassageSearch
from silabo.language.questions import Question, read_question


def first_passages(
    query: Query, search: PassageSearch, *, limit: int = 3, reading: Reading | None = None
) -> list[Hit]:
    """The best passages for a question, best first, nearly equal ones once.

    Small talk has none. Raises `ServiceError` when the index does not answer.
    """
    if small_talk(query.text):
        return []
    _, _, hits, weighed = find_evidence(query, search, reading or Reading())
    return best_passages(hits, weighed, limit)


def find_evidence(
    query: Query, search: PassageSearch, reading: Reading
) -> tuple[Question, list[Term], list[Hit], Weighed]:
    """The stages that first passages and answers share: read, search, weigh."""
    today = query.asked_at.astimezone(ZoneInfo(query.time_zone)).date()
    question = read_question(query.text, query.language, today)
    terms = terms_of(question)
    hits = retrieve(query.text, terms, search)
    meant = corrected(query.text, question, terms, hits, reading)
    if meant:
        terms = terms_of(read_question(meant, query.language, today))
        hits = retrieve(meant, terms, search)
    weighed = weigh(question.expected, terms, hits, reading)
    return question, terms, hits, of_each(weighed) if question.each else weighed


def best_passages(hits: list[Hit], weighed: Weighed, limit: int) -> list[Hit]:
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
