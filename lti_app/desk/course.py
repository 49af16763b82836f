"""The desk's settings: how the course answers, and which programs may answer in it."""

from flask import render_template

from lti_app import bearer
from lti_app.api.course_settings import allowed
from lti_app.desk import questions
from lti_app.parts import Parts
from silabo.domain import clock
from silabo.domain.people import Session
from silabo.domain.programs import LONGEST_NAME, MOST_DAYS
from silabo.domain.webhooks import LONGEST_ADDRESS
from silabo.storage import course_settings, service_tokens
from silabo.storage import webhooks as kept_webhooks
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
        longest_name=LONGEST_NAME,
        most_days=MOST_DAYS,
        address=parts.lti.address,
        service_tokens=service_tokens.listed(session.course_id),
        longest_address=LONGEST_ADDRESS,
        webhooks=kept_webhooks.listed(session.course_id),
    )


def tokens() -> str:
    """The tokens of programs alone, after one was made or revoked."""
    session = bearer.instructor()
    return render_template(
        "desk/service_tokens.html",
        session_view=bearer.view(),
        service_tokens=service_tokens.listed(session.course_id),
    )


def webhooks() -> str:
    """The addresses of programs alone, after one was added or removed."""
    session = bearer.instructor()
    return render_template(
        "desk/webhooks.html",
        session_view=bearer.view(),
        webhooks=kept_webhooks.listed(session.course_id),
    )
