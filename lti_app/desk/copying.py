"""The desk's copying: what can be taken over from another course, and what has become of it."""

from uuid import UUID

from flask import render_template, request

from ingest.formats import CONTAINER_TYPES
from lti_app import bearer
from lti_app.desk import questions
from silabo.domain.copies import Copyable
from silabo.domain.courses import CourseSettings
from silabo.domain.people import Session
from silabo.storage import copyable, course_copies, course_settings

POLL_MS = 1000


def whole(session: Session) -> str:
    """The desk at its copying: the other courses, or what the one that the address names has."""
    wanted = request.args.get("course", type=UUID)
    return render_template(
        "desk/copying.html",
        session=session,
        session_view=bearer.view(),
        tabs=questions.tabs(session),
        sources=[] if wanted else copyable.taught(session),
        untouched=course_settings.read(session.course_id) == CourseSettings(),
        **_chosen(_found(session, wanted) if wanted else None),
        **_state(session),
    )


def state(session: Session) -> str:
    """What is being copied, or was copied last."""
    return render_template("desk/copy_state.html", **_state(session))


def _found(session: Session, wanted: UUID) -> Copyable:
    return copyable.of_course(session, str(wanted), without=CONTAINER_TYPES)


def _chosen(found: Copyable | None) -> dict[str, object]:
    """What a course has, and by the public id of each document the answers that rest on it."""
    resting: dict[str, list[str]] = {}
    for document, name in found.answers.resting if found else ():
        resting.setdefault(document, []).append(name)
    return {"copyable": found, "resting": resting}


def _state(session: Session) -> dict[str, object]:
    copied = course_copies.last(session.course_id)
    return {"copied": copied, "poll_ms": POLL_MS if copied and copied.busy else 0}
