"""Who may register as whom: a configuration speaks for the platform that it lies on."""

from typing import Any

import pytest
import responses
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lti_app import tokens
from silabo.storage import platforms, registrations
from silabo.storage.tables import Platform
from tests.lti_app.lti.launches import refused
from tests.lti_app.lti.moodle import PLATFORM, TOOL, Moodle
from tests.lti_app.lti.names import PUBLIC, Names
from tests.lti_app.lti.served import Answer
from wiring.parts import System, build
from wiring.settings import Settings

INVITE = "an-invitation"


@pytest.fixture
def client(system: System) -> FlaskClient:
    registrations.invite(tokens.digest(INVITE), "Uni Moodle")
    return system.app.test_client()


@pytest.fixture
def server(db: None, settings: Settings) -> FlaskClient:
    """The tool as it is on a server."""
    registrations.invite(tokens.digest(INVITE), "Uni Moodle")
    return build(settings.model_copy(update={"production": True})).app.test_client()


def register(client: FlaskClient, configuration: str) -> TestResponse:
    query = {"invite": INVITE, "openid_configuration": configuration, "registration_token": "t"}
    return client.get("/lti/register", query_string=query)


def still_good() -> bool:
    """Whether the invitation can be used."""
    return registrations.take_invite(tokens.digest(INVITE)) is not None


@pytest.mark.row("lti-48")
@pytest.mark.row("attack-41")
@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "https://169.254.169.254/",
        "https://10.0.0.1/",
        "https://127.0.0.1:8000/lti/jwks",
        "https://[::1]/",
        "https://localhost/",
        "http://lms.example/configuration",
        "file:///etc/passwd",
        "https://admin:secret@lms.example/",
        "https://[",
        "configuration",
        "https://inside.example/",
        "https://both.example/",
    ],
)
def test_a_configuration_on_a_private_address_is_not_fetched(
    server: FlaskClient, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    names = Names(monkeypatch)
    names.point("inside.example", "192.168.0.1")
    names.point("both.example", PUBLIC, "192.168.0.1")

    refused(register(server, url), 403, "address_refused")
    assert still_good()


@pytest.mark.row("lti-48")
def test_a_configuration_that_redirects_to_a_private_address_is_not_followed(
    client: FlaskClient, moodle: Moodle
) -> None:
    inside = {"Location": "http://169.254.169.254/"}
    moodle.site.answers["/mod/lti/openid-configuration.php"] = Answer(status=302, headers=inside)

    refused(register(client, moodle.url("openid-configuration.php")), 502, "registration_failed")
    assert len(moodle.site.asked) == 1


ENDPOINTS = ["authorization_endpoint", "token_endpoint", "jwks_uri", "registration_endpoint"]
ELSEWHERE = [
    "https://evil.example/x",
    "http://127.0.0.1.evil.example/x",
    "http://127.0.0.1:1/x",
    "http://127.0.0.1/x",
    "https://127.0.0.1:{port}/x",
    "http://127.0.0.2:{port}/x",
    "http://localhost:{port}/x",
]


@pytest.mark.row("lti-49")
@pytest.mark.parametrize("member", ["issuer", *ENDPOINTS])
@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_a_configuration_that_names_another_origin_registers_nothing(
    client: FlaskClient, moodle: Moodle, member: str, elsewhere: str
) -> None:
    moodle.configuration[member] = elsewhere.format(port=moodle.site.port)

    refused(register(client, moodle.url("openid-configuration.php")), 403, "identity_mismatch")
    assert moodle.registrations == []
    assert not Platform.select().exists()
    assert still_good()


WRONG: list[Any] = [
    None,
    "",
    7,
    [],
    {},
    "relative/path",
    "javascript:alert(1)",
    "https://[",
    "https://lms.example:x",
    "https://lms.example/\x1b[2J",
    "https://lms.example/ñ",
    "https://lms.example/a b",
    "https://lms.example/\n",
    "https://lms.example/" + "x" * 1024,
]


@pytest.mark.row("lti-49")
@pytest.mark.parametrize("member", ["issuer", *ENDPOINTS])
@pytest.mark.parametrize("value", WRONG, ids=lambda value: ascii(value)[:24])
def test_a_configuration_whose_addresses_are_none_is_invalid(
    client: FlaskClient, moodle: Moodle, member: str, value: object
) -> None:
    moodle.configuration[member] = value

    page = register(client, moodle.url("openid-configuration.php"))

    refused(page, 400, "configuration_invalid")
    assert moodle.registrations == []


@pytest.mark.row("lti-49")
def test_an_endpoint_with_a_name_and_a_password_is_refused(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.configuration["token_endpoint"] = moodle.url("token.php").replace("//", "//me:secret@")

    page = register(client, moodle.url("openid-configuration.php"))

    refused(page, 403, "address_refused")


@pytest.mark.row("lti-49")
@pytest.mark.parametrize(
    "path",
    [
        "/other/configuration",
        "/configuration",
        "/moodle2/configuration",
        "/moodle/../other/configuration",
        "/moodle/..%2Fother/configuration",
    ],
)
def test_two_platforms_of_one_host_do_not_speak_for_each_other(
    server: FlaskClient, path: str
) -> None:
    issuer = "https://lms.example/moodle"
    with answering(configuration_of(issuer, issuer), f"https://lms.example{path}"):
        page = register(server, f"https://lms.example{path}")

    refused(page, 403, "identity_mismatch")


@pytest.mark.row("lti-49")
def test_an_issuer_may_have_a_path_and_its_usual_port_may_be_written(
    server: FlaskClient,
) -> None:
    issuer = "https://lms.example/moodle"
    configuration = configuration_of(issuer, "https://lms.example:443/moodle")
    with answering(configuration, f"{issuer}/configuration"):
        page = register(server, f"{issuer}/configuration")

    assert page.status_code == 200
    assert platforms.find(issuer)


@pytest.mark.row("lti-49")
def test_hosted_canvas_may_serve_from_the_host_that_is_known_to_be_its_own(
    server: FlaskClient,
) -> None:
    base = "https://sso.canvaslms.com/api/lti"
    configuration = configuration_of("https://canvas.instructure.com", base)
    with answering(configuration, f"{base}/configuration"):
        page = register(server, f"{base}/configuration")

    assert page.status_code == 200
    (canvas,) = platforms.find("https://canvas.instructure.com")
    assert canvas.key_set_url == f"{base}/jwks_uri"


@pytest.mark.row("lti-49")
def test_nobody_else_may_serve_from_it_nor_speak_for_canvas(server: FlaskClient) -> None:
    for issuer, base in (
        ("https://evil.example", "https://sso.canvaslms.com"),
        ("https://canvas.instructure.com", "https://evil.example"),
        ("https://canvas.instructure.com.evil.example", "https://sso.canvaslms.com"),
    ):
        with answering(configuration_of(issuer, base), f"{base}/configuration"):
            page = register(server, f"{base}/configuration")

        refused(page, 403, "identity_mismatch")


def configuration_of(issuer: str, base: str) -> dict[str, Any]:
    family = {PLATFORM: {"product_family_code": "x"}}
    return {"issuer": issuer, **family, **{name: f"{base}/{name}" for name in ENDPOINTS}}


def answering(configuration: dict[str, Any], url: str) -> responses.RequestsMock:
    """A platform of a public name; these do not exist here, so its answers are simulated."""
    served = responses.RequestsMock(assert_all_requests_are_fired=False)
    served.get(url, json=configuration)
    served.post(
        configuration["registration_endpoint"],
        json={"client_id": "c", TOOL: {"deployment_id": "1"}},
    )
    return served
