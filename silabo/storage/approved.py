"""Which answers are approved: the one place that says what that means."""

from collections.abc import Iterator, Sequence

from peewee import Expression, fn

from silabo.domain.answers import Citation
from silabo.domain.approved import ApprovedAnswer
from silabo.domain.passages import BlockKind, Passage
from silabo.domain.questions import Answer
from silabo.storage import answers, passages, tables
from silabo.storage.database import reading

AT_ONCE = 200  # answers that are read at a time


def _is_approved() -> Expression:
    """Whether an instructor wrote or approved it, or whoever asked said that it helped, as by
    "Yes, that was it"; and not that it did not.
    """
    answer = tables.Answer
    said_so = answer.checked_at.is_null(False) | answer.confirmed_at.is_null(False)
    return (answer.helped.is_null() & said_so) | (answer.helped == True)  # noqa: E712 - SQL


def approved(course_id: int) -> Iterator[ApprovedAnswer]:
    """The approved answers of a course, oldest first: of a question its newest one alone, and none
    of a message that asks several questions.
    """
    after = 0
    while found := _after(course_id, after):
        for question_id, text in found:
            answer = _newest(question_id)
            if answer is not None and not answer.parts:
                yield _with_passages(course_id, text, answer)
            after = question_id


@reading
def names_in(course_id: int) -> list[str]:
    """The names of everybody who is in a course or has asked in it."""
    person, role, question = tables.Person, tables.CourseRole, tables.Question
    there = role.select(role.person).where(role.course == course_id)
    asked = question.select(question.person).where(question.course == course_id)
    rows = person.select(person.name).where(
        (person.name != "") & (person.id.in_(there) | person.id.in_(asked))
    )
    return sorted({row.name for row in rows})


@reading
def _after(course_id: int, after: int) -> list[tuple[int, str]]:
    answer, question = tables.Answer, tables.Question
    later = tables.Answer.alias()
    newest = later.select(fn.MAX(later.revision)).where(later.question == answer.question)
    rows = (
        question.select(question.id, question.text)
        .join(answer)
        .where(
            question.course == course_id,
            question.id > after,
            _is_approved(),
            answer.revision == newest,
        )
        .order_by(question.id)
        .limit(AT_ONCE)
    )
    return [(row.id, row.text) for row in rows]


@reading
def _newest(question_id: int) -> Answer | None:
    return answers.newest(question_id)


def _with_passages(course_id: int, text: str, answer: Answer) -> ApprovedAnswer:
    cited = sorted(answer.citations, key=lambda citation: citation.number)
    there = _there(course_id, cited)
    read = (there.get(one.passage_id or 0) or _as_cited(one, at) for at, one in enumerate(cited))
    return ApprovedAnswer(
        question=answer.understood_as or text,
        language=answer.language,
        passages=tuple(read),
        sentences=answer.sentences,
    )


def _there(course_id: int, cited: Sequence[Citation]) -> dict[int, Passage]:
    ids = [citation.passage_id for citation in cited if citation.passage_id]
    return {passage.id: passage for passage in passages.by_ids(course_id, ids)}


def _as_cited(citation: Citation, at: int) -> Passage:
    """A passage of which the answer has kept the words: its document has left the course."""
    return Passage(
        id=-at,
        version_id=0,
        document=citation.document,
        version=citation.version,
        document_title=citation.document_title,
        language=citation.language,
        ordinal=0,
        anchor=citation.anchor,
        kind=BlockKind.PARAGRAPH,
        text=citation.quote,
        path=citation.path,
    )
