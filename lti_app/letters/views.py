"""Where the links of a letter lead: to its question in the LMS, to the end of its kind, and to what
its asker says of the answer (`feedback.py`).

None of them shows anything of a person, so no login stands before them. Looking changes nothing,
since mail filters open every link; letters end by one POST of a mail program (RFC 8058), or by a
button on a page.
"""

from uuid import UUID

from flask import Blueprint, redirect, render_template
from flask import Response as Page
from werkzeug.wrappers import Response

from lti_app import language
from lti_app.letters import feedback
from lti_app.lti import opening
from lti_app.lti.moodle import whole_page_url
from lti_app.lti.untrusted import is_plain, origin
from lti_app.parts import Parts
from silabo.domain.errors import NotFoundError
from silabo.storage import people, questions
from silabo.wording.catalogues import supported

SOURCE = (
    "/letters/questions/<uuid:question>/answers/<int(min=1, max=9999):revision>"
    "/citations/<int(min=1, max=999):number>"
)


def blueprint(_: Parts) -> Blueprint:
    """What the links of a letter open."""
    views = Blueprint("letters", __name__)
    views.get("/letters/questions/<uuid:question>")(to_question)
    views.get(SOURCE)(to_question)
    views.get("/letters/unsubscribe/<token>")(ask)
    views.post("/letters/unsubscribe/<token>")(stop)
    feedback.install(views)
    views.after_request(_keep_from_indexes)
    return views


def to_question(question: UUID, revision: int = 0, number: int = 0) -> Response:
    """Go on to the question's activity in the LMS; the launch that follows opens the question, and
    the document at the citation of this number, if the answer that it is of still counts: a later
    one has others under the same numbers.

    No LMS hands on what a link names, so the browser remembers it for a few minutes. Where the LMS
    can only show us in a frame and the browser keeps no cookie there, the course opens as always.
    """
    url = questions.course_url(str(question))
    if not origin(url):
        raise NotFoundError
    response = redirect(whole_page_url(url), code=303)
    counts = number and questions.is_newest(str(question), revision)
    opening.remember(response, question, number if counts else 0)
    return response


def ask(token: str) -> str:
    """Show the button that ends the letters."""
    _speak_to(token)
    return render_template("letters/stop.html")


def stop(token: str) -> str:
    """End the letters, however often this is sent, and say so."""
    _speak_to(token)
    people.stop_letters(token)
    return render_template("letters/stopped.html")


def _keep_from_indexes(response: Page) -> Page:
    """A letter that was put on the web must not bring its links into a search engine."""
    response.headers["X-Robots-Tag"] = "none"
    return response


def _speak_to(token: str) -> None:
    """Answer in the language of the token's person. Raises `NotFoundError` for no person's."""
    # All of a token's letters are ASCII, and not every database can be asked for a NUL.
    found = people.reader_of(token) if is_plain(token) else None
    if found is None:
        raise NotFoundError
    language.use(supported(found))
