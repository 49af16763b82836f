"""The desk's answers: what instructors answer, as it stands, one of them, a new one, and all as a
file.
"""

from collections import Counter
from uuid import UUID

from flask import render_template, request

from lti_app import bearer, curated_files
from lti_app.api import curated_files as of_files
from lti_app.api.deciding import LONGEST_SENT_SENTENCE
from lti_app.desk import pages, questions
from lti_app.parts import Parts
from silabo.domain.answer_files import MOST_ROWS, AnswerEntry
from silabo.domain.errors import ReviewError
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


def of_file() -> str:
    """How the answers are had as a file, and brought in from one."""
    bearer.instructor()
    return render_template("desk/answer_file.html", session_view=bearer.view(), limit=MOST_ROWS)


def brought(parts: Parts) -> str:
    """What becomes, or has become, of each row of a file that is sent. Raises `ReviewError` where
    it is to be kept, and is another thing than what was looked at.
    """
    session = bearer.instructor()
    dry = request.form.get("keep") != "yes"
    rows = of_files.planned_of(session, request.files.get("file"))
    stamp = curated_files.stamp(rows)
    if not dry:
        if request.form.get("looked") != stamp:
            raise ReviewError("csv_meanwhile")
        rows = of_files.kept(parts, session, rows)
    counts = Counter(row.entry for row in rows)
    shown = [row for row in rows if row.entry is not AnswerEntry.SAME]
    return render_template(
        "desk/answer_rows.html",
        session_view=bearer.view(),
        rows=shown,
        counts=counts,
        dry=dry,
        stamp=stamp,
        detail_of=of_files.detail_of,
        undo_s=UNDO_S,
    )


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
