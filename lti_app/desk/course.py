"""The desk's settings: how the course answers."""

from flask import render_template

from lti_app import bearer
from lti_app.api.course_settings import allowed
from lti_app.desk import questions
from lti_app.parts import Parts
from silabo.domain import clock
from silabo.domain.people import Session
from silabo.storage import course_settings
from silabo.storage.course_settings import LONGEST_INSTRUCTIONS
from silabo.storage.scopes import LONGEST_SENTENCE, LONGEST_TOPIC


def whole(session: Session, parts: Parts) -> str:
    """The desk at its settings."""
    return render_template(
        "desk/settings.html",
        session=session,
        session_view=bearer.view(),
        tabs=questions.tabs(session),
        settings=course_settings.read(session.course_id),
        models=allowed(parts),
        zones=clock.zones(),
        longest_instructions=LONGEST_INSTRUCTIONS,
        longest_topic=LONGEST_TOPIC,
        longest_sentence=LONGEST_SENTENCE,
    )
