"""What the desk shows, to whichever address asks for it."""

from flask import render_template, request

from ingest.formats import ARCHIVES, CONTAINER_TYPES, EXTENSIONS, NAMES
from lti_app import bearer
from lti_app.desk import questions
from silabo.domain.lending import LoanState, OtherDocument
from silabo.domain.people import Session
from silabo.storage import (
    copyable,
    disagreements,
    documents,
    earlier,
    expectations,
    lending,
    limits,
    reviews,
)

POLL_MS = 1000
SHOWN = 50  # at first, newest first; a course has a few dozen documents
MOST_SHOWN = 10_000


def opened(session: Session, *, max_upload_bytes: int) -> str:
    """The desk where it opens: at the questions when one needs an instructor's eyes, or a test
    question fails; else at the documents, and there too while it is told that another course ended
    an offer, which may be why nothing is answered.
    """
    told = lending.ends_to_tell(session.course_id)
    if session.is_instructor and not told and _needs_eyes(session.course_id):
        return questions.whole(session)
    return whole_desk(session, max_upload_bytes=max_upload_bytes)


def _needs_eyes(course_id: int) -> bool:
    return bool(reviews.count_to_review(course_id) or expectations.count_red(course_id))


def whole_desk(session: Session, *, max_upload_bytes: int) -> str:
    """How to add documents, and those that are there."""
    return render_template(
        "desk/desk.html",
        session=session,
        session_view=bearer.view(),
        tabs=questions.tabs(session) if session.is_instructor else None,
        archives=",".join(ARCHIVES),
        formats=NAMES,
        disagreements=disagreements.listed(session.course_id),
        limit_mb=max_upload_bytes // 1_000_000,
        teaches_others=session.is_instructor and bool(copyable.taught(session)),
        **_from_the_lms(session),
        **_listed(session),
        **_others(session),
    )


def documents_alone(session: Session) -> str:
    """The documents that are there; asked for again while one of them is on its way."""
    return render_template(
        "desk/documents.html",
        session=session,
        session_view=bearer.view(),
        **_listed(session),
    )


def placing(session: Session) -> str:
    """What the activity that is placed may be called, and limited to; in a course that goes on from
    another one also what may be taken over, as the desk has it.
    """
    newest = documents.newest(session.course_id, SHOWN)
    return render_template(
        "desk/placing.html",
        session=session,
        session_view=bearer.view(),
        documents=documents.answerable(session.course_id),
        reading=sum(each.busy for each in newest),
        **_from_the_lms(session),
        **_others(session),
    )


def _from_the_lms(session: Session) -> dict[str, object]:
    """What the activity brought that does not fit, and the documents that could be taken over."""
    if not session.is_instructor:
        return {"stale": None, "offers": [], "is_copy": False}
    return {
        "stale": limits.stale(session),
        "offers": earlier.offers(session, without=CONTAINER_TYPES),
        "is_copy": earlier.is_copy(session),
    }


def _others(session: Session) -> dict[str, dict[str, list[OtherDocument]]]:
    found = lending.listed(session.course_id)
    kept = {state.value: [each for each in found if each.state is state] for state in LoanState}
    return {"others": kept}


def _listed(session: Session) -> dict[str, object]:
    wanted = request.args.get("shown", SHOWN, type=int)
    shown = min(max(wanted, SHOWN), MOST_SHOWN)
    found = documents.newest(session.course_id, shown)
    return {
        "documents": found,
        "extensions": ",".join(EXTENSIONS),
        "shown": shown,
        "more": shown + SHOWN,
        "count": documents.count(session.course_id),
        "read_by": lending.read_by(session.course_id),
        "poll_ms": POLL_MS if any(each.busy or each.pictures_left for each in found) else 0,
    }
