"""Asks one question of a restored copy, the whole way: asked, claimed, searched, answered, kept.

Never on the live database: the question is in somebody's name and goes before all others.
"""

from dataclasses import dataclass

from silabo.domain.documents import AnsweringCourse
from silabo.domain.errors import ServiceError
from silabo.domain.questions import Answer
from silabo.language.detect import detect
from silabo.storage import passages, rehearsals, versions
from tasks.answers import answer_next
from tasks.index_repair import rebuild
from tasks.parts import Parts

TRIES = 12  # passages: one may hold too little to be asked about
WORDS = 14  # of a passage make a question


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a copy showed: how many courses and passages its index was filled with anew, and the
    place of the source that its answer named.
    """

    courses: int
    passages: int
    source: str


def rehearse(parts: Parts) -> Rehearsal | None:
    """Fill the index of a copy from its database, and have one question answered from it.

    None when no course with documents has anybody who could ask. Raises `ServiceError` when the
    index is not whole, or none of several questions in a document's own words is answered by that
    document.
    """
    filled = list(rebuild(parts.index))
    if not all(each.whole for each in filled):
        raise ServiceError("the index does not hold what the copy has")
    askable = (each for each in versions.answering_courses() if rehearsals.asker(each.id))
    course = next(askable, None)
    if course is None:
        return None
    source = _answered(parts, course)
    return Rehearsal(len(filled), sum(each.passages for each in filled), source)


def _answered(parts: Parts, course: AnsweringCourse) -> str:
    texts = [each.text for version in course.versions for each in passages.entries(version)]
    for text in sorted(texts, key=len, reverse=True)[:TRIES]:
        words = " ".join(text.split()[:WORDS])
        asked = rehearsals.ask_first(course.id, words, detect(words))
        if not answer_next(parts):
            raise ServiceError("the copy's queue does not hand out its question")
        answer = rehearsals.answer_of(asked)
        if answer is not None and answer.citations:
            return _location(answer)
    raise ServiceError("no question in a document's own words is answered by it")


def _location(answer: Answer) -> str:
    receipt = answer.citations[0]
    return f"{receipt.document_title}, {receipt.anchor}"
