"""Whether an answer helped, said from its letter: each of its two links opens a page with a button.

Looking changes nothing, since mail filters open every link. Whoever has a link learns the course
and the day of the question, and neither what was asked nor what was answered.
"""

from http import HTTPStatus

from flask import Blueprint, render_template
from werkzeug.exceptions import BadRequest

from lti_app import language
from lti_app.limits import field
from lti_app.lti.untrusted import is_plain, origin
from silabo.domain.answers import Unhelpful
from silabo.domain.errors import NotFoundError
from silabo.storage import feedback_links
from silabo.storage.feedback_links import FeedbackLink, LinkState
from silabo.wording.catalogues import supported
from silabo.wording.feedback import feedback_words

PATH = "/letters/feedback/<token>/<any(yes, no):said>"
Page = tuple[str, int]


def install(views: Blueprint) -> None:
    """Add the pages of these links."""
    views.get(PATH)(ask_feedback)
    views.post(PATH)(take_feedback)


def ask_feedback(token: str, said: str) -> Page:
    """Show the button that says it."""
    return _page("letters/feedback.html", feedback_links.look(_plain(token)), token, said)


def take_feedback(token: str, said: str) -> Page:
    """Keep what the button says, however often it is sent. Raises `BadRequest` for a reason that
    there is not.
    """
    given = field("reason")
    if given and given not in set(Unhelpful):
        raise BadRequest
    reason = Unhelpful(given) if given else None
    link = feedback_links.act(_plain(token), answered=said == "yes", reason=reason)
    return _page("letters/feedback_noted.html", link, token, said)


def _plain(token: str) -> str:
    # All of a token's letters are ASCII, and no signature is made of others.
    if not is_plain(token):
        raise NotFoundError
    return token


def _page(template: str, link: FeedbackLink, token: str, said: str) -> Page:
    """A page in the letter's language; of a link that does nothing any more, why so."""
    spoken = supported(link.language)
    language.use(spoken)
    over = link.state is not LinkState.OPEN
    page = render_template(
        "letters/feedback_over.html" if over else template,
        link=link,
        words=feedback_words(spoken, unsure=link.unsure),
        helped=said == "yes",
        path=f"/letters/feedback/{token}",
        question_path=f"/letters/questions/{link.question}" if origin(link.course_url) else "",
    )
    return page, HTTPStatus.GONE if over else HTTPStatus.OK
