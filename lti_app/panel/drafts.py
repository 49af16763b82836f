"""The stream of one question that is being written: its draft, whole, after each change.

Only a question that is being written has a stream, so there are never more of them than answers
are written at a time and people look at them; everybody else polls.
"""

import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from uuid import UUID

from flask import Blueprint, Response, current_app
from werkzeug.exceptions import ServiceUnavailable

from lti_app import bearer
from lti_app.language import current
from lti_app.parts import Parts
from silabo.domain.drafts import Draft
from silabo.domain.errors import ServiceError
from silabo.domain.questions import Question, QuestionState
from silabo.storage import courses, questions
from silabo.wording.catalogues import say
from silabo.wording.locations import location_label

STREAMS = 16  # of a process: each holds one of its threads
LONGEST_S = 240  # longer than any writing
STILL_THERE = ": \n\n"  # tells who is gone from who only waits


def blueprint(parts: Parts) -> Blueprint:
    """The views of the panel that stream drafts, from the feed of these parts."""
    views = Blueprint("drafts", __name__)
    free = threading.BoundedSemaphore(STREAMS)

    @views.get("/fragments/questions/<uuid:question_id>/draft")
    def draft(question_id: UUID) -> Response:
        """Stream the sentences that hold above what is quoted, as server-sent events; 204 when
        nobody writes.
        """
        session = bearer.session()
        question = questions.get(session.course_id, session.person_id, str(question_id))
        # What waits for approval is told to nobody while it is written.
        if question.state is not QuestionState.WORKING or courses.approval(question.course_id):
            return Response(status=204)
        if not free.acquire(blocking=False):
            raise ServiceUnavailable
        response = Response(
            _events(parts.feed.follow(question.public_id, for_s=LONGEST_S), _markup(question)),
            content_type="text/event-stream; charset=utf-8",
            headers={"X-Accel-Buffering": "no"},
        )
        # Called at the end of the stream, and when its reader has gone.
        response.call_on_close(free.release)
        return response

    return views


def _markup(question: Question) -> Callable[[Draft], str]:
    """How drafts of a question are rendered. A stream outlives its request: this takes along what
    it renders with, and no more.
    """
    template = current_app.jinja_env.get_template("panel/draft.html")
    language = current()
    heading = say(language, "Quoted from the documents")

    def render(draft: Draft) -> str:
        # Of what the feed has lost, the row knows what is quoted.
        known = draft if draft.quoted else replace(draft, quoted=question.quoted)
        return template.render(
            draft=known,
            being_written=True,
            language=question.language,
            heading=heading,
            place_of=lambda cited: location_label(language, cited),
        )

    return render


def _events(
    drafts: Generator[Draft | None, None, None], markup: Callable[[Draft], str]
) -> Iterator[str]:
    try:
        for number, draft in enumerate(drafts, start=1):
            yield STILL_THERE if draft is None else _event(number, markup(draft))
    except ServiceError:
        return  # the panel polls on
    finally:
        drafts.close()


def _event(number: int, markup: str) -> str:
    lines = "".join(f"data: {line}\n" for line in markup.splitlines())
    return f"id: {number}\n{lines}\n"
