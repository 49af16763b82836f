"""Holds each document that a course shows against the others, and shows both places where an answer
touches what they state differently.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace

from silabo.answering.disagreements import Stating, disagreements
from silabo.domain.answers import AnswerKind, Citation, Outcome, Sentence
from silabo.domain.disagreements import FoundDisagreement
from silabo.domain.passages import Passage
from silabo.domain.traces import report
from silabo.storage import disagreements as kept

logger = logging.getLogger(__name__)

MOST_SHOWN = 2  # other places beside an answer
_TOLD = (AnswerKind.GENERATED, AnswerKind.EXTRACTIVE, AnswerKind.CLOSEST)


def compare_next() -> bool:
    """Take off what is over in the next course, or hold its next document against the others; False
    where none is left.
    """
    if kept.tidy():
        return True
    found = kept.to_compare()
    if found is None:
        return False
    course_id, version_id = found
    new, others = kept.texts(course_id, version_id)
    try:
        differing = _differing(new, others)
    except Exception as error:  # noqa: BLE001 - or it would be the first of all for ever
        report(logger, "comparing_failed", error, version=str(version_id))
        differing = []
    made = kept.keep(course_id, version_id, differing)
    if made:
        logger.info("documents_disagree", extra={"places": made})
    return True


def _differing(new: Sequence[Passage], others: Sequence[Passage]) -> list[FoundDisagreement]:
    return [
        FoundDisagreement(
            kind=each.one.value.kind,
            one=_place(each.one, 1),
            other=_place(each.other, 2),
            one_value=each.one.value.text,
            other_value=each.other.value.text,
        )
        for each in disagreements(new, others, most=kept.MOST)
    ]


def with_other_places(course_id: int, outcome: Outcome) -> Outcome:
    """The same, with the places where documents say otherwise than what it cites."""
    if outcome.kind not in _TOLD or outcome.parts or not outcome.citations:
        return outcome
    found = kept.other_places(course_id, outcome.citations)
    if not found:
        return outcome
    cited = {(each.version, each.anchor) for each in outcome.citations}
    new = [each for each in found if (each.version, each.anchor) not in cited][:MOST_SHOWN]
    first = 1 + max(each.number for each in (*outcome.citations, *outcome.quoted))
    added = [replace(each, number=first + count) for count, each in enumerate(new)]
    return replace(
        outcome,
        sentences=(*outcome.sentences, *(Sentence(each.quote, (each.number,)) for each in added)),
        citations=(*outcome.citations, *added),
        disagrees=True,
    )


def _place(statement: Stating, number: int) -> Citation:
    return Citation.of(statement.passage, statement.passage.text, number)
