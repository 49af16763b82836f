"""The desk's fragments: the documents of a course, and what became of each."""

from flask import Blueprint, current_app, render_template, request

from ingest.formats import EXTENSIONS, LABELS
from lti_app import bearer
from lti_app.parts import Parts
from silabo.domain import clock
from silabo.domain.people import Session
from silabo.storage import documents, earlier, limits

part = Blueprint("desk", __name__)

POLL_MS = 1000
SHOWN = 50  # at first, newest first; a course has a few dozen documents
MOST_SHOWN = 10_000


@part.get("/fragments/desk")
def desk() -> str:
    """Show the desk: how to add documents, and those that are there."""
    session = bearer.desk_reader()
    parts: Parts = current_app.extensions["silabo"]
    return render_template(
        "desk/desk.html",
        session=session,
        place=bearer.place(),
        extensions=",".join(EXTENSIONS),
        formats=LABELS,
        limit_mb=parts.max_upload_bytes // 1_000_000,
        **_from_the_lms(session),
        **_listed(session),
    )


@part.get("/fragments/documents")
def listed() -> str:
    """Show the documents alone; they are asked for again while one of them is on its way."""
    session = bearer.desk_reader()
    return render_template(
        "desk/documents.html",
        session=session,
        place=bearer.place(),
        **_listed(session),
    )


@part.get("/fragments/connection")
def connection() -> str:
    """Show what the learning platform and the browser gave this launch: to whoever launched."""
    session = bearer.session()
    zones = clock.zones() if session.is_instructor else []
    return render_template(
        "desk/connection.html", session=session, place=bearer.place(), zones=zones
    )


@part.get("/fragments/placing")
def placing() -> str:
    """Show an instructor what the activity that they place may be called, and limited to."""
    session = bearer.instructor()
    return render_template(
        "desk/placing.html",
        session=session,
        place=bearer.place(),
        documents=documents.answerable(session.course_id),
    )


def _from_the_lms(session: Session) -> dict[str, object]:
    """What the activity brought that does not fit, and the documents that could be taken over."""
    if not session.is_instructor:
        return {"stale": None, "offers": [], "is_copy": False}
    return {
        "stale": limits.stale(session),
        "offers": earlier.offers(session),
        "is_copy": earlier.is_copy(session),
    }


def _listed(session: Session) -> dict[str, object]:
    wanted = request.args.get("shown", SHOWN, type=int)
    shown = min(max(wanted, SHOWN), MOST_SHOWN)
    found = documents.newest(session.course_id, shown)
    return {
        "documents": found,
        "shown": shown,
        "more": shown + SHOWN,
        "count": documents.count(session.course_id),
        "poll_ms": POLL_MS if any(each.busy for each in found) else 0,
    }
