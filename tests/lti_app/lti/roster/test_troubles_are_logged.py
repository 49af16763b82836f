import pytest
from flask.testing import FlaskClient

from tests.lti_app.lti.moodle import Moodle
from tests.lti_app.lti.roster.members import ANA, launched
from tests.lti_app.lti.served import Answer


def test_a_roster_that_cannot_be_read_is_logged_with_the_reason(
    client: FlaskClient, moodle: Moodle, caplog: pytest.LogCaptureFixture
) -> None:
    moodle.members = [ANA]
    moodle.site.answers["/mod/lti/services.php/2/memberships"] = Answer(status=500)
    launched(client, moodle)

    told = [each for each in caplog.records if each.getMessage() == "roster_not_read"]
    assert [vars(each)["reason"] for each in told] == ["the platform answered 500"]
