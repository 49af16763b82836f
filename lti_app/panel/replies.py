"""What pages and the API say to a message that no document answers."""

from flask import Flask, g

from lti_app.language import current
from silabo.domain.answers import Part
from silabo.domain.questions import Answer, Question
from silabo.wording.replies import part_text, reply_text, turn_to_text


def install(app: Flask, counselling: str) -> None:
    """Let templates say replies, and those to distress name the university's contact."""
    app.jinja_env.globals.update(
        reply_of=reply_of, reply_of_part=reply_of_part, turn_to_of=turn_to_of
    )

    @app.before_request
    def name_contact() -> None:
        g.counselling = counselling


def reply_of(answer: Answer) -> str:
    """The reply of an answer in the reader's language, "" where it has none."""
    return reply_text(current(), answer, g.counselling)


def turn_to_of(question: Question) -> str:
    """Whom to turn to, above an answer that waits for approval."""
    return turn_to_text(current(), question.turn_to, g.counselling)


def reply_of_part(part: Part) -> str:
    """The same of one of several questions."""
    return part_text(current(), part, g.counselling)
