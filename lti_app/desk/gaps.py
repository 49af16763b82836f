"""The desk's gaps: what the documents do not say, and how many were helped since."""

from flask import render_template

from lti_app import bearer
from lti_app.desk import pages, questions
from silabo.domain.people import Session
from silabo.storage import gaps
from silabo.storage.gaps import PAGE


def whole(session: Session) -> str:
    """The desk at its gaps."""
    return render_template(
        "desk/gaps.html",
        session=session,
        session_view=bearer.view(),
        tabs=questions.tabs(session),
        helped=gaps.helped(session.course_id),
        **_listed(session),
    )


def listed() -> str:
    """The next page of them."""
    return render_template(
        "desk/gap_list.html", session_view=bearer.view(), **_listed(bearer.instructor())
    )


def _listed(session: Session) -> dict[str, object]:
    page = pages.wanted()
    found = gaps.listed(session.course_id, page=page)
    return {"gaps": found, "next_page": pages.after(page, found, PAGE)}
