"""The desk's questions: what needs an instructor's eyes, all of them, and one under review."""

from uuid import UUID

from flask import render_template, request

from lti_app import bearer
from lti_app.desk import pages, reasons
from silabo.domain.people import Session
from silabo.domain.reviews import UNDO_S, Fate
from silabo.storage import decisions, documents, expectations, gaps, reviews, standing
from silabo.storage.reviews import LONGEST_SEARCH, PAGE


def whole(session: Session) -> str:
    """The desk at its questions."""
    return render_template(
        "desk/questions.html",
        session=session,
        session_view=bearer.view(),
        tabs=tabs(session),
        fates=reasons.fate_words(),
        longest_search=LONGEST_SEARCH,
        **_listed(session),
    )


def tabs(session: Session) -> dict[str, int]:
    """How many documents, answers of instructors, gaps and questions there are, how many of these
    need eyes, and how many test questions fail.
    """
    return {
        "documents": documents.count(session.course_id),
        "answers": standing.count(session.course_id),
        "gaps": gaps.count(session.course_id),
        "to_review": reviews.count_to_review(session.course_id),
        "red": expectations.count_red(session.course_id),
        "questions": reviews.count(session.course_id),
    }


def groups() -> str:
    """The next page of a list."""
    return render_template(
        "desk/groups.html", session_view=bearer.view(), **_listed(bearer.instructor())
    )


def review(question_id: UUID) -> str:
    """One question under review, with what a decision rests on."""
    session = bearer.instructor()
    found = reviews.review(session.course_id, str(question_id))
    return render_template(
        "desk/review.html",
        session_view=bearer.view(),
        review=found,
        reason=reasons.reason(found.group),
        may_be_approved=found.answer is not None and decisions.may_be_approved(found.answer),
        undo_s=UNDO_S,
    )


def _listed(session: Session) -> dict[str, object]:
    """What the address asks for; what cannot be is as if it had not been asked for."""
    wants_all = request.args.get("all", type=bool, default=False)
    page = pages.wanted()
    fate = next((each for each in Fate if each == request.args.get("fate")), None)
    search = request.args.get("search", "")[:LONGEST_SEARCH]
    if wants_all:
        found = reviews.listed(session.course_id, fate=fate, search=search, page=page, limit=PAGE)
    else:
        found = reviews.to_review(session.course_id, page=page, limit=PAGE)
    return {
        "groups": [(group, reasons.reason(group), reasons.fate_word(group)) for group in found],
        "times_of": reasons.times,
        "wants_all": wants_all,
        "fate": fate,
        "search": search,
        "next_page": pages.after(page, found, PAGE),
    }
