"""From a question to its outcome, stage by stage: scope, search, weigh, enough, compose or write,
prove.
"""

from collections.abc import Sequence

from silabo.answering.compose import choose, citation, cite, quotation
from silabo.answering.enough import confidence
from silabo.answering.evidence import Weighed
from silabo.answering.first import best_passages, find_evidence
from silabo.answering.reading import Reading
from silabo.answering.receipts import proven
from silabo.answering.scope import small_talk
from silabo.answering.weights import GATE, QUOTING, WRITTEN
from silabo.answering.writing import Writing, written
from silabo.domain.answers import AnswerKind, Citation, Outcome, Query, WhyQuoted
from silabo.domain.drafts import Draft
from silabo.domain.errors import (
    ModelCutError,
    ModelError,
    ModelOutputError,
    ModelSlowError,
    ModelUnreachableError,
)
from silabo.domain.passages import Found, Passage
from silabo.domain.ports import PassageSearch
from silabo.language.questions import Question


def answer(
    query: Query,
    search: PassageSearch,
    *,
    found: Found | None = None,
    writing: Writing | None = None,
    why_quoted: WhyQuoted | None = None,
    reading: Reading | None = None,
) -> Outcome:
    """What the documents answer to a question, or that they do not say it. What was `found` for it
    already is not searched again.

    Without `writing` it is quoted, deterministic and without a model; `why_quoted` says so where a
    model should have written. With it a model writes from the same passages, behind the same gate;
    where its drafts do not hold or it is too slow, quotations stand instead. `reading` keeps what
    was analysed for the next question.
    Raises `ServiceError` when the index does not answer, and `ModelUnreachableError`.
    """
    reply = small_talk(query.text)
    if reply:
        return Outcome(AnswerKind.REPLY, query.language, reply=reply, confidence=1.0)
    weighing = find_evidence(query, search, reading or Reading(), found)
    question, weighed = weighing.question, weighing.weighed
    sure = confidence(question.expected, weighed, weighing.terms)
    if sure < GATE.threshold:
        return _declined(question, weighed, sure)
    quotations = proven(choose(question.expected, weighed.evidence))
    if not quotations:
        return _declined(question, weighed, sure)
    if writing is not None:
        best = best_passages(weighing.found.hits, weighed, WRITTEN.most_read)
        draft = _drafted(query, [hit.passage for hit in best], writing)
        if isinstance(draft, Draft):
            return _written(query, draft, sure) or _declined(question, weighed, sure)
        why_quoted = draft
    sentences, citations = cite(quotations)
    kind = AnswerKind.EXTRACTIVE
    return Outcome(
        kind, query.language, sentences, citations, why_quoted=why_quoted, confidence=sure
    )


def _drafted(query: Query, passages: Sequence[Passage], writing: Writing) -> Draft | WhyQuoted:
    """A draft that holds, or why there is none. Raises `ModelUnreachableError`: that may pass."""
    try:
        return written(query, passages, writing)
    except ModelUnreachableError:
        raise
    except (ModelCutError, ModelOutputError):
        return WhyQuoted.DRAFT_REJECTED
    except ModelSlowError:
        return WhyQuoted.MODEL_SLOW
    except ModelError:
        return WhyQuoted.MODEL_AWAY


def _written(query: Query, draft: Draft, sure: float) -> Outcome | None:
    if not draft.sentences:
        return None
    return Outcome(
        AnswerKind.GENERATED, query.language, draft.sentences, draft.citations, confidence=sure
    )


def _declined(question: Question, weighed: Weighed, sure: float) -> Outcome:
    return Outcome(
        AnswerKind.DECLINED,
        question.language,
        searched=tuple(word.display for word in question.content[: QUOTING.most_searched]),
        nearest=_nearest(weighed),
        confidence=min(sure, GATE.threshold),
    )


def _nearest(weighed: Weighed) -> tuple[Citation, ...]:
    for one in weighed.evidence[:1]:
        if one.coverage < QUOTING.least_near:
            break
        quoted = quotation(one)
        if proven([quoted]):
            return (citation(quoted.passage, quoted.text, 1),)
    return ()
