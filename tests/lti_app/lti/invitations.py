"""An invitation that nobody used yet, and a platform that uses it."""

from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.lti_app.lti.moodle import Moodle

INVITE = "an-invitation"


def register(
    client: FlaskClient, moodle: Moodle, invite: str = INVITE, **changes: str
) -> TestResponse:
    query = {"invite": invite, **moodle.query(), **changes}
    return client.get("/lti/register", query_string=query)


def words(page: TestResponse) -> str:
    """What the page says, in one line."""
    assert page.status_code == 200, page.text
    return " ".join(unescape(page.text).split())
