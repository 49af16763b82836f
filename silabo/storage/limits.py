"""What an activity answers from: the LMS keeps the documents' ids, and they outlive what they name.

A limit is of one activity. It is read when it is used, so that a document that goes or comes counts
at once.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from silabo.domain.documents import Document
from silabo.domain.errors import NotFoundError
from silabo.domain.people import Role, Session
from silabo.storage import documents, tables
from silabo.storage.database import reading, transaction


@dataclass(frozen=True, slots=True)
class StaleLimit:
    """A limit that names documents which are not in the course.

    `names` are the file names of the missing ones, as far as this person may know them, and
    `same_name` the documents of this course that are called the same and have another content.
    """

    missing: int
    names: tuple[str, ...]
    same_name: tuple[Document, ...]
    left: tuple[Document, ...]  # those that it names and that are here


def in_force(launch: tables.Launch) -> tuple[str, ...]:
    """The public ids that a launch's activity answers from; none: all documents of the course.

    What an instructor chose here goes before what the LMS says. An id whose document is gone stands
    for the document of this course with the same content, whatever it is called now; without one
    it stays as it is: nothing answers from it, and the desk names it. The caller is connected.
    """
    said = _said(launch)
    if not said:
        return ()
    wanted = _chosen(launch, said)
    here = {each.public_id for each in documents.named(launch.course_id, wanted)}
    gone = [each for each in wanted if each not in here]
    same = _same_content(launch.course_id, gone) if gone else {}
    return tuple(dict.fromkeys(same.get(each, each) for each in wanted))


@reading
def stale(session: Session) -> StaleLimit | None:
    """What is wrong with the limit of an instructor's activity; None when nothing is."""
    left = documents.named(session.course_id, session.documents)
    here = {each.public_id for each in left}
    gone = [each for each in session.documents if each not in here]
    if not gone:
        return None
    names = _names(session, gone)
    return StaleLimit(
        missing=len(gone),
        names=tuple(names),
        same_name=tuple(documents.called(session.course_id, names)),
        left=tuple(left),
    )


@transaction
def choose(session: Session, public_ids: Sequence[str]) -> None:
    """Let an activity answer from these documents of its course; from none: from all.

    It holds as long as the LMS says the same limit. Raises `NotFoundError` for a document of
    elsewhere, and where the activity has no limit.
    """
    launch = tables.Launch.get(tables.Launch.public_id == session.launch_public_id)
    known = {each.public_id for each in documents.named(session.course_id, public_ids)}
    if not known.issuperset(public_ids) or not _said(launch):
        raise NotFoundError
    values: dict[str, object] = {
        "said": _said(launch),
        "documents": list(dict.fromkeys(public_ids)),
    }
    row, made = tables.ActivityLimit.ensure(
        course=launch.course_id, resource_link_id=_link(launch), defaults=values
    )
    if not made:
        tables.ActivityLimit.update(values).where(tables.ActivityLimit.id == row.id).execute()


def _said(launch: tables.Launch) -> list[str]:
    return list(launch.documents or ())


def _link(launch: tables.Launch) -> str:
    return str((launch.activity or {}).get("link", ""))


def _chosen(launch: tables.Launch, said: list[str]) -> list[str]:
    row = tables.ActivityLimit.get_or_none(
        tables.ActivityLimit.course == launch.course_id,
        tables.ActivityLimit.resource_link_id == _link(launch),
    )
    return list(row.documents) if row is not None and row.said == said else said


def _same_content(course_id: int, gone: Collection[str]) -> dict[str, str]:
    """For ids whose document is not here: the document of the course with the same bytes."""
    course = tables.Course.get_by_id(course_id)
    rows = (
        tables.Version.select(tables.Version.sha256, tables.Document.public_id)
        .join(tables.Document)
        .join(tables.Course)
        .join(tables.Platform)
        .where(
            tables.Document.public_id.in_(list(gone)),
            tables.Platform.issuer == course.platform.issuer,
        )
        .order_by(tables.Version.number)
    )
    digests = {row.document.public_id: row.sha256 for row in rows}  # of each the newest version
    here = documents.with_content(course_id, set(digests.values()))
    return {each: here[digest] for each, digest in digests.items() if digest in here}


def _names(session: Session, gone: Collection[str]) -> list[str]:
    """The file names of missing documents, of courses that this person teaches alone."""
    taught = tables.CourseRole.select(tables.CourseRole.course).where(
        tables.CourseRole.person == session.person_id,
        tables.CourseRole.name == Role.INSTRUCTOR,
    )
    rows = (
        tables.Version.select(tables.Version.file_name, tables.Document.public_id)
        .join(tables.Document)
        .where(tables.Document.public_id.in_(list(gone)), tables.Document.course.in_(taught))
        .order_by(tables.Version.number)
    )
    return list({row.document.public_id: str(row.file_name) for row in rows}.values())
