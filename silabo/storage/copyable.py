"""What the other courses of an instructor have that can be copied into theirs."""

from collections.abc import Collection, Iterator

from peewee import Expression, ModelSelect

from silabo.domain.answers import Citation
from silabo.domain.copies import Copyable, CopyableAnswers, CopyableDocument, CopySource
from silabo.domain.errors import NotFoundError
from silabo.domain.people import Role, Session
from silabo.language.of_one_year import is_of_one_year
from silabo.storage import (
    answers,
    course_settings,
    documents,
    earlier,
    expectations,
    places,
    standing,
    tables,
)
from silabo.storage.database import now_ms, reading


@reading
def taught(session: Session) -> list[CopySource]:
    """The courses of the same learning platform in which this person was an instructor at their
    last launch: first those that the session's course goes on from, each newest first.
    """
    offered = {course.id for course in earlier.continued(session)}
    found = [_source(row, row.id in offered) for row in _taught(session)]
    return sorted(found, key=lambda source: not source.offered)


@reading
def of_course(session: Session, public_id: str, *, without: Collection[str] = ()) -> Copyable:
    """What the course named has, but documents of the media types `without`. Raises
    `NotFoundError` where it is none of those that are taught.
    """
    row = source_of(session, public_id)
    found = documents.contents(row.id, without=without)
    here = documents.with_content(session.course_id, {digest for _, digest in found})
    return Copyable(
        source=_source(row, row.id in {course.id for course in earlier.continued(session)}),
        documents=tuple(CopyableDocument(each, digest in here) for each, digest in found),
        answers=_answers(row.id),
        settings=course_settings.read(row.id),
        expectations=expectations.count(row.id),
    )


def source_of(session: Session, public_id: str) -> tables.Course:
    """The row of a course that may be copied from. Raises `NotFoundError`. The caller is
    connected.
    """
    row = _taught(session).where(tables.Course.public_id == public_id).first()
    if row is None or not teaches(session.person_id, session.course_id):
        raise NotFoundError
    found: tables.Course = row
    return found


def teaches(person_id: int, course_id: int) -> bool:
    """Whether a person was an instructor of a course at their last launch there, and the course
    stays. The caller is connected.
    """
    role = tables.CourseRole
    return bool(
        role.select()
        .join(tables.Course)
        .where(
            role.person == person_id,
            role.course == course_id,
            role.name == Role.INSTRUCTOR,
            tables.Course.going_at.is_null(),
        )
        .exists()
    )


def answers_of(course_id: int, *, after: int = 0) -> "ModelSelect[tables.Decision]":
    """The curated answers of a course that can be copied, behind this one. One that can still be
    taken back cannot, nor one of a question that is like no other. The caller is connected.
    """
    decision = tables.Decision
    return (
        standing.stand(course_id)
        .where(decision.id > after, decision.spread_after <= now_ms(), ~_alone())
        .order_by(decision.id)
    )


def is_dated(row: tables.Decision) -> bool:
    """Whether a curated answer, or the question that it answers, states what is often another thing
    when the course is given again.
    """
    said = [each.text for each in answers.sentences_back(row.sentences)]
    return any(is_of_one_year(text, row.language) for text in (row.asks or "", *said))


def _alone() -> Expression:
    # The key of a question that shares its answer with no other is its public id: a UUID.
    alone: Expression = tables.Decision.alike.contains("-")
    return alone


def _taught(session: Session) -> "ModelSelect[tables.Course]":
    return earlier.taught_beside(tables.Course.get_by_id(session.course_id), session.person_id)


def _source(row: tables.Course, offered: bool) -> CopySource:
    return CopySource(row.public_id, row.title or row.label, row.label, offered)


def _answers(course_id: int) -> CopyableAnswers:
    rows = list(answers_of(course_id))
    alone = standing.stand(course_id).where(_alone()).count()
    return CopyableAnswers(
        count=len(rows),
        dated=sum(map(is_dated, rows)),
        wordless=sum(not row.asks for row in rows),
        alone=int(alone),
        resting=tuple(_resting(course_id, rows)),
    )


def _resting(course_id: int, rows: list[tables.Decision]) -> Iterator[tuple[str, str]]:
    """Which documents the answers rest on, each with the question or the first sentence."""
    cited = {row.id: answers.read_back(row.citations or ()) for row in rows}
    every: list[Citation] = [each for cites in cited.values() for each in cites]
    now = places.current(course_id, every)
    for row in rows:
        name = row.asks or answers.sentences_back(row.sentences)[0].text
        stands = [now[place] for each in cited[row.id] if (place := places.place(each)) in now]
        for document in sorted({each.document for each in stands}):
            yield document, name
