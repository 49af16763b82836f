"""A launch without an address, at a Moodle that has a roster."""

from typing import Any

from flask.testing import FlaskClient

from silabo.storage.tables import Person
from tests.lti_app.lti.moodle import Moodle

NRPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
ANA = {"user_id": "3", "status": "Active", "roles": ["Learner"], "email": "ana@example.org"}


def service(moodle: Moodle, url: object = None) -> dict[str, Any]:
    return {NRPS: {"context_memberships_url": url or moodle.roster_url}}


def launched(client: FlaskClient, moodle: Moodle, **changes: Any) -> str:
    """Launch without an address, and return the one that is kept."""
    claims = {"email": None, **service(moodle), **changes}
    answer = moodle.platform.launch(client, **claims)
    assert answer.status_code == 303, answer.text
    return str(Person.get().email)


def member(number: int, **changes: Any) -> dict[str, Any]:
    return {"user_id": f"m{number}", "roles": ["Learner"], "email": f"m{number}@example.org"} | (
        changes
    )
