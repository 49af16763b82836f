"""The courses that a course goes on from: copies, and other installations of the tool in the LMS.

The wall between courses stands: what the LMS or an activity's parameters say of an earlier course
is a hint that anybody who edits an activity can write. Only an instructor is offered anything, and
only of courses in which the last launch made this same person an instructor too.
"""

from collections.abc import Collection
from dataclasses import dataclass

from peewee import ModelSelect

from silabo.domain.documents import Document, Upload, VersionState
from silabo.domain.errors import NotFoundError
from silabo.domain.people import Role, Session
from silabo.storage import documents, tables
from silabo.storage.database import reading


@dataclass(frozen=True, slots=True)
class EarlierCourse:
    """A course that this one goes on from, and its documents whose content is not here."""

    public_id: str
    title: str
    label: str
    documents: tuple[Document, ...]


@reading
def offers(session: Session, *, without: Collection[str] = ()) -> list[EarlierCourse]:
    """What an instructor may take over into the course, but for documents of the media types
    `without`; courses without anything new are left out.
    """
    new = [(course, _new_here(session, course.id, without)) for course in continued(session)]
    return [
        EarlierCourse(course.public_id, course.title, course.label, tuple(each))
        for course, each in new
        if each
    ]


@reading
def is_copy(session: Session) -> bool:
    """Whether the LMS calls the course a copy, or launched its context from elsewhere before.

    Nothing of an earlier course is told by it.
    """
    launch = _launch(session)
    course = launch.course
    elsewhere = (
        tables.Course.select()
        .join(tables.Platform)
        .where(
            tables.Platform.issuer == course.platform.issuer,
            tables.Course.context_id == course.context_id,
            tables.Course.id != course.id,
        )
    )
    return bool(_history(launch)) or bool(elsewhere.exists())


@reading
def offered(
    session: Session, public_id: str, *, without: Collection[str] = ()
) -> tuple[Upload, int]:
    """The kept file of a document that is offered, and from which moment it is seen in its course
    (epoch milliseconds). Raises `NotFoundError` for any other one.
    """
    row = (
        tables.Version.select(tables.Version, tables.Document)
        .join(tables.Document)
        .where(
            tables.Document.public_id == public_id,
            tables.Document.course.in_([course.id for course in continued(session)]),
            tables.Version.state == VersionState.READY,
            tables.Version.media_type.not_in(sorted(without)),
        )
        .order_by(tables.Version.number.desc())
        .first()
    )
    if row is None:
        raise NotFoundError
    return documents.file_of(row), int(row.document.visible_from)


def continued(session: Session) -> "ModelSelect[tables.Course]":
    """The earlier courses in which this person was an instructor at their last launch. The caller
    is connected.
    """
    launch = _launch(session)
    own = launch.course
    # A limit that was copied names documents of the course in which it was made. One that names
    # what another course lends was made here.
    lent = tables.Loan.select(tables.Loan.public_id).where(tables.Loan.course == own.id)
    of_limit = tables.Document.select(tables.Document.course).where(
        tables.Document.public_id.in_(launch.documents or []),
        tables.Document.public_id.not_in(lent),
    )
    contexts = [*_history(launch), own.context_id]
    return taught_beside(own, session.person_id).where(
        tables.Course.context_id.in_(contexts) | tables.Course.id.in_(of_limit)
    )


def taught_beside(own: tables.Course, person_id: int) -> "ModelSelect[tables.Course]":
    """The other courses of the same learning platform in which a person was an instructor at their
    last launch, newest first. The caller is connected.
    """
    return (
        tables.Course.select(tables.Course)
        .join(tables.Platform)
        .switch(tables.Course)
        .join(tables.CourseRole)
        .where(
            tables.CourseRole.person == person_id,
            tables.CourseRole.name == Role.INSTRUCTOR,
            tables.Platform.issuer == own.platform.issuer,
            tables.Course.id != own.id,
            tables.Course.going_at.is_null(),
        )
        .order_by(tables.Course.id.desc())
    )


def _new_here(session: Session, earlier_id: int, without: Collection[str]) -> list[Document]:
    there = documents.contents(earlier_id, without=without)
    here = documents.with_content(session.course_id, {digest for _, digest in there})
    return [document for document, digest in there if digest not in here]


def _launch(session: Session) -> tables.Launch:
    launch: tables.Launch = tables.Launch.get(tables.Launch.public_id == session.launch_public_id)
    return launch


def _history(launch: tables.Launch) -> list[str]:
    return list((launch.activity or {}).get("history", ()))
