"""LTI 1.1 and 2.0: whoever chose them in the LMS reads that this tool speaks LTI 1.3."""

import pytest
from flask.testing import FlaskClient

from tests.lti_app.lti.invitations import INVITE, register
from tests.lti_app.lti.launches import refused
from tests.lti_app.lti.moodle import Moodle

# What Moodle 5.1 posts for a tool that was added as "LTI 1.0/1.1", and by "Add Legacy LTI".
LAUNCH = {
    "oauth_version": "1.0",
    "oauth_consumer_key": "key",
    "oauth_signature_method": "HMAC-SHA1",
    "oauth_signature": "c2lnbmF0dXJl",
    "user_id": "3",
    "roles": "Instructor",
    "context_id": "2",
    "resource_link_id": "1",
    "lti_version": "LTI-1p0",
    "lti_message_type": "basic-lti-launch-request",
    "launch_presentation_return_url": "https://lms.example/mod/lti/return.php",
}
REGISTRATION = {
    "lti_message_type": "ToolProxyRegistrationRequest",
    "lti_version": "LTI-2p0",
    "reg_key": "key",
    "reg_password": "secret",
    "tc_profile_url": "https://lms.example/mod/lti/service.php",
    "launch_presentation_return_url": "https://lms.example/mod/lti/externalregistrationreturn.php",
}


@pytest.mark.row("legacy-1")
@pytest.mark.parametrize("address", ["/lti/launch", "/lti/login", "/"])
@pytest.mark.parametrize("kind", ["basic-lti-launch-request", "ContentItemSelectionRequest", ""])
def test_a_launch_by_lti_1_1_is_not_asked_to_open_it_again(
    client: FlaskClient, address: str, kind: str
) -> None:
    page = client.post(address, data={**LAUNCH, "lti_message_type": kind})

    refused(page, 400, "legacy_launch")
    assert "Add LTI Advantage" in page.text
    assert "Open the activity again" not in page.text
    assert "X-Frame-Options" not in page.headers


@pytest.mark.row("legacy-1")
def test_add_legacy_lti_is_told_of_its_neighbour_and_uses_no_invitation_up(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    # Moodle looks for a cartridge first, then its frame posts.
    looked = client.get("/lti/register", query_string={"invite": INVITE})
    posted = client.post("/lti/register", query_string={"invite": INVITE}, data=REGISTRATION)

    refused(looked, 400, "not_by_hand")
    refused(posted, 400, "legacy_registration")
    assert "Add LTI Advantage" in posted.text
    assert register(client, moodle).status_code == 200


@pytest.mark.row("legacy-1")
def test_a_post_of_anything_else_there_is_the_wrong_method(client: FlaskClient) -> None:
    assert client.post("/lti/register", data={"a": "b"}).status_code == 405
    assert client.post("/", data={"a": "b"}).status_code == 405
    refused(client.post("/lti/launch", data={"state": "unknown"}), 400, "state_unknown")


@pytest.mark.parametrize(
    ("asked", "told", "language"),
    [
        ("es", None, "es"),
        ("fr-CA en", ["es"], "fr"),
        ("de es", None, "es"),
        ("", ["es"], "es"),
        ("", ["es", "fr"], "en"),
        ("xx", ["pt-BR"], "en"),
        ("", "es", "en"),
        ("", [7], "en"),
    ],
)
def test_the_registration_page_speaks_the_platforms_language_where_it_is_told(
    client: FlaskClient, moodle: Moodle, invited: None, asked: str, told: object, language: str
) -> None:
    if told is not None:
        moodle.configuration["ui_locales_supported"] = told
    page = register(client, moodle, ui_locales=asked)

    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
