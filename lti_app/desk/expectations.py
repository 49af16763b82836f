"""The desk's test questions: what instructors expect answers to say, and what came of trying it."""

from uuid import UUID

from flask import render_template

from lti_app import bearer
from lti_app.desk import questions
from lti_app.parts import Parts
from silabo.domain import expectations as domain
from silabo.domain.people import Session
from silabo.storage import expectations

POLL_MS = 2000  # while one of them is to be tried


def whole(session: Session) -> str:
    """The desk at its test questions."""
    return render_template(
        "desk/expectations.html",
        session=session,
        session_view=bearer.view(),
        tabs=questions.tabs(session),
        **_listed(session),
    )


def listed() -> str:
    """The list alone; it is asked for again while one of them is to be tried."""
    return render_template(
        "desk/expectation_list.html", session_view=bearer.view(), **_listed(bearer.instructor())
    )


def one(expectation_id: UUID) -> str:
    """One of them, to be changed or removed."""
    session = bearer.instructor()
    return _drawn(expectations.get(session.course_id, str(expectation_id)))


def new() -> str:
    """What is to be filled in for another one."""
    bearer.instructor()
    return _drawn(None)


def proposed(parts: Parts) -> str:
    """What the documents state for sure, to be confirmed one by one."""
    found = parts.proposals.of(bearer.instructor())
    return render_template(
        "desk/proposals.html", session_view=bearer.view(), proposals=found, longest=domain.LONGEST
    )


def _drawn(expectation: domain.Expectation | None) -> str:
    return render_template(
        "desk/expectation.html",
        session_view=bearer.view(),
        expectation=expectation,
        longest=domain.LONGEST,
        longest_says=domain.MOST_PHRASES * (domain.LONGEST_PHRASE + 1),
        most_phrases=domain.MOST_PHRASES,
    )


def _listed(session: Session) -> dict[str, object]:
    found = expectations.listed(session.course_id)
    waiting = any(each.waiting for each in found)
    return {"expectations": found, "poll_ms": POLL_MS if waiting else 0}
