"""The desk's answers: what instructors answer, as it stands, one of them, and a new one."""

from uuid import UUID

from flask import render_template

from lti_app import bearer
from lti_app.api.deciding import LONGEST_SENT_SENTENCE
from lti_app.desk import pages, questions
from silabo.domain.people import Session
from silabo.domain.reviews import UNDO_S
from silabo.storage import standing
from silabo.storage.standing import PAGE


def whole(session: Session) -> str:
    """The desk at its answers."""
    return render_template(
        "desk/answers.html",
        session=session,
        session_view=bearer.view(),
        tabs=questions.tabs(session),
        **_listed(session),
    )


def listed() -> str:
    """The next page of them."""
    return render_template(
        "desk/answer_list.html", session_view=bearer.view(), **_listed(bearer.instructor())
    )


def one(answer_id: UUID) -> str:
    """One of them, to be changed or withdrawn."""
    session = bearer.instructor()
    return _drawn(answer=standing.get(session.course_id, str(answer_id)))


def new() -> str:
    """What is to be written for a question that nobody need have asked."""
    bearer.instructor()
    return _drawn(answer=None)


def _drawn(**values: object) -> str:
    return render_template(
        "desk/answer.html",
        session_view=bearer.view(),
        undo_s=UNDO_S,
        longest_question=LONGEST_SENT_SENTENCE,
        **values,
    )


def _listed(session: Session) -> dict[str, object]:
    page = pages.wanted()
    found = standing.listed(session.course_id, page=page)
    return {"answers": found, "next_page": pages.after(page, found, PAGE)}
