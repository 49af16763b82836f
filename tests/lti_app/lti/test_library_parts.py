"""What pylti1p3 asks our classes, and what of the library is not used."""

import pytest

from lti_app.lti.login import LoginCheck, LoginRequest
from lti_app.lti.services import Connector
from lti_app.lti.tool_conf import ToolConf
from silabo.domain.errors import LaunchError, ServiceError
from silabo.storage import platforms
from tests.world import World


def test_the_library_finds_a_registration_by_both_of_its_names(world: World) -> None:
    registration = ToolConf().find_registration_by_params("https://lms.example", "silabo")

    assert registration.get_key_set_url() == "https://lms.example/mod/lti/certs.php"
    assert registration.get_auth_login_url() == "https://lms.example/mod/lti/auth.php"


def test_the_library_finds_a_deployment_that_is_registered(world: World) -> None:
    conf = ToolConf()

    known = conf.find_deployment_by_params("https://lms.example", "1", "silabo")
    unknown = conf.find_deployment_by_params("https://lms.example", "2", "silabo")

    assert known
    assert known.get_deployment_id() == "1"
    assert unknown is None


def test_an_issuer_never_has_one_client_for_the_library(world: World) -> None:
    conf = ToolConf()

    assert conf.check_iss_has_one_client("https://lms.example") is False
    assert conf.check_iss_has_many_clients("https://lms.example") is True
    with pytest.raises(NotImplementedError):
        conf.find_registration_by_issuer("https://lms.example")
    with pytest.raises(NotImplementedError):
        conf.find_deployment("https://lms.example", "1")


def test_a_registration_of_an_unknown_platform_is_refused(world: World) -> None:
    with pytest.raises(LaunchError, match="unknown_platform"):
        ToolConf().find_registration_by_params("https://unknown.example", "silabo")


def test_nothing_is_written_to_a_platform(world: World) -> None:
    (platform,) = platforms.find("https://lms.example")
    connector = Connector(platform, world.system.lti, budget_s=1)

    with pytest.raises(NotImplementedError):
        connector.make_service_request([], "https://lms.example/", is_post=True)
    with pytest.raises(NotImplementedError):
        connector.make_service_request([], "https://lms.example/", data="{}")


def test_services_that_have_no_time_left_are_not_asked(world: World) -> None:
    (platform,) = platforms.find("https://lms.example")
    connector = Connector(platform, world.system.lti, budget_s=0)

    with pytest.raises(ServiceError, match="too long"):
        connector.make_service_request([], "https://lms.example/")


def test_the_browser_is_sent_on_by_our_page_and_not_by_the_library() -> None:
    login = LoginCheck(LoginRequest({}), ToolConf(), None, None)

    with pytest.raises(NotImplementedError):
        login.get_redirect("https://lms.example")
