"""The stream of one question that is being written: its draft, whole, after each change.

Only a question that is being written has a stream, so there are never more of them than answers
are written at a time and people look at them; everybody else polls.
"""

import threading
from collections.abc import Generator, Iterator
from uuid import UUID

from flask import Blueprint, Response, current_app
from jinja2 import Template
from werkzeug.exceptions import ServiceUnavailable

from lti_app import bearer
from lti_app.parts import Parts
from silabo.domain.drafts import Draft
from silabo.domain.errors import ServiceError
from silabo.domain.questions import QuestionState
from silabo.storage import questions

STREAMS = 16  # of a process: each holds one of its threads
LONGEST_S = 240  # longer than any writing
STILL_THERE = ": \n\n"  # tells who is gone from who only waits


def blueprint(parts: Parts) -> Blueprint:
    """The views of the panel that stream drafts, from the feed of these parts."""
    views = Blueprint("drafts", __name__)
    free = threading.BoundedSemaphore(STREAMS)

    @views.get("/fragments/questions/<uuid:question_id>/draft")
    def draft(question_id: UUID) -> Response:
        """Stream the sentences that hold, as server-sent events; 204 when nobody writes."""
        session = bearer.session()
        question = questions.get(session.course_id, session.person_id, str(question_id))
        if question.state is not QuestionState.WORKING:
            return Response(status=204)
        if not free.acquire(blocking=False):
            raise ServiceUnavailable
        response = Response(
            # A stream outlives its request: it takes along what it renders with, and no more.
            _events(
                parts.feed.follow(question.public_id, for_s=LONGEST_S),
                current_app.jinja_env.get_template("panel/draft.html"),
            ),
            content_type="text/event-stream; charset=utf-8",
            headers={"X-Accel-Buffering": "no"},
        )
        # Called at the end of the stream, and when its reader has gone.
        response.call_on_close(free.release)
        return response

    return views


def _events(drafts: Generator[Draft | None, None, None], template: Template) -> Iterator[str]:
    try:
        for number, draft in enumerate(drafts, start=1):
            yield STILL_THERE if draft is None else _event(number, template.render(draft=draft))
    except ServiceError:
        return  # the panel polls on
    finally:
        drafts.close()


def _event(number: int, markup: str) -> str:
    lines = "".join(f"data: {line}\n" for line in markup.splitlines())
    return f"id: {number}\n{lines}\n"
