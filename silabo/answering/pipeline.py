"""From a question to its outcome, stage by stage: scope, search, weigh, enough, compose, prove."""

from silabo.answering.compose import choose, citation, cite, quotation
from silabo.answering.enough import THRESHOLD, confidence
from silabo.answering.evidence import Weighed
from silabo.answering.first import find_evidence
from silabo.answering.receipts import proven
from silabo.answering.scope import small_talk
from silabo.domain.answers import AnswerKind, Citation, Outcome, Query
from silabo.domain.ports import PassageSearch
from silabo.language.questions import Question

_MOST_SEARCHED = 8  # words named in a refusal
_LEAST_NEAR = 0.15  # coverage: what has less of the question is not near it


def answer(query: Query, search: PassageSearch) -> Outcome:
    """What the documents answer to a question, quoted, or that they do not say it.

    Deterministic and without a model. Raises `ServiceError` when the index does not answer.
    """
    reply = small_talk(query.text)
    if reply:
        return Outcome(AnswerKind.REPLY, query.language, reply=reply, confidence=1.0)
    question, terms, _, weighed = find_evidence(query, search)
    sure = confidence(question.expected, weighed, terms)
    quotations = proven(choose(question.expected, weighed.evidence)) if sure >= THRESHOLD else []
    if not quotations:
        return _declined(question, weighed, sure)
    sentences, citations = cite(quotations)
    return Outcome(AnswerKind.EXTRACTIVE, query.language, sentences, citations, confidence=sure)


def _declined(question: Question, weighed: Weighed, sure: float) -> Outcome:
    return Outcome(
        AnswerKind.DECLINED,
        question.language,
        searched=tuple(word.display for word in question.content[:_MOST_SEARCHED]),
        nearest=_nearest(weighed),
        confidence=min(sure, THRESHOLD),
    )


def _nearest(weighed: Weighed) -> tuple[Citation, ...]:
    for one in weighed.evidence[:1]:
        if one.coverage < _LEAST_NEAR:
            break
        quoted = quotation(one)
        if proven([quoted]):
            return (citation(quoted.passage, quoted.text, 1),)
    return ()
