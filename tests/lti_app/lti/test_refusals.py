import re
from html import unescape

import pytest
from werkzeug.test import TestResponse

from silabo.storage import registrations
from silabo.storage.tables import LoginTransaction
from silabo.wording import error_sentences
from tests.lti_app.lti.launches import no_login_was_kept, post, refused
from tests.world import World

TIME = re.compile(r'datetime="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"')


def unknown_state(world: World, language: str) -> TestResponse:
    form = {"state": "unknown", "id_token": "a.b.c"}
    return world.browser().post("/lti/launch", data=form, headers={"Accept-Language": language})


@pytest.mark.row("lti-6")
@pytest.mark.parametrize(
    ("browser", "language"),
    [
        ("es-AR,es;q=0.9,en;q=0.5", "es"),
        ("fr-CA", "fr"),
        ("en-GB", "en"),
        ("de,pt;q=0.9", "en"),
        ("", "en"),
    ],
)
def test_a_refused_launch_says_what_happened_and_what_to_do(
    world: World, browser: str, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = unknown_state(world, browser)

    (line,) = [each for each in caplog.records if each.getMessage() == "launch_refused"]
    text = unescape(page.text)
    assert f'<html lang="{language}">' in text
    assert error_sentences.sentence(language, "state_unknown") in text
    assert error_sentences.remedy(language, "state_unknown") in text
    assert TIME.search(text)
    assert line.code == "state_unknown"  # type: ignore[attr-defined]
    assert line.reference in text  # type: ignore[attr-defined]
    assert re.fullmatch("[2-9A-HJ-NP-Z]{4}", line.reference)  # type: ignore[attr-defined]


def test_the_page_of_a_refusal_shows_itself_in_whatever_frame_it_was_opened(world: World) -> None:
    page = unknown_state(world, "en")

    assert page.headers["Content-Security-Policy"].endswith("frame-ancestors *")
    assert "<script" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("code", error_sentences.LAUNCH_SENTENCES)
@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_every_code_of_a_refusal_has_a_cause_and_a_remedy(code: str, language: str) -> None:
    assert error_sentences.sentence(language, code).endswith(".")
    assert error_sentences.remedy(language, code).endswith(".")


@pytest.mark.row("lti-42")
@pytest.mark.parametrize(
    "error", ["login_required", "access_denied", "<script>alert(1)</script>", ""]
)
def test_a_platform_that_says_no_ends_the_login(world: World, error: str) -> None:
    client = world.browser()
    started = world.platform.login(client)
    form = {
        "state": started.state,
        "error": error,
        "error_description": "<img src=x onerror=alert(1)>",
    }

    refused(client.post("/lti/launch", data=form), 400, "platform_refused")
    assert no_login_was_kept()


@pytest.mark.row("lti-42")
@pytest.mark.parametrize(
    ("error", "noted"),
    [("unauthorized_client", "unauthorized_client"), ("<script>", "other"), ("", "other")],
)
def test_a_no_is_noted_for_its_platform_with_the_kind_that_the_standards_know(
    world: World, error: str, noted: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    client = world.browser()
    started = world.platform.login(client)
    client.post("/lti/launch", data={"state": started.state, "error": error})

    lines = [each for each in caplog.records if each.getMessage() == "platform_refused"]
    assert [each.error for each in lines] == [noted]  # type: ignore[attr-defined]
    assert [each.code for each in registrations.refusals(1)] == ["platform_refused"]


@pytest.mark.row("lti-42")
def test_what_a_platform_says_of_its_no_is_not_repeated(world: World) -> None:
    form = {"state": "x", "error": "<script>", "error_description": "<img src=x onerror=alert(1)>"}

    page = world.browser().post("/lti/launch", data=form)

    assert "onerror" not in page.text
    assert "<script>" not in page.text


@pytest.mark.row("lti-42")
def test_an_error_beside_a_token_opens_nothing(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    token = world.platform.sign(world.platform.claims(started.nonce))
    form = {"state": started.state, "error": "x", "id_token": token}

    refused(client.post("/lti/launch", data=form), 400, "platform_refused")
    refused(post(client, started, token), 400, "state_unknown")


@pytest.mark.row("lti-42")
def test_an_error_for_an_unknown_login_leaves_the_others(world: World) -> None:
    client = world.browser()
    world.platform.login(client)

    client.post("/lti/launch", data={"state": "other", "error": "x"})

    assert LoginTransaction.select().count() == 1


@pytest.mark.row("lti-43")
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_a_launch_comes_by_post_only(world: World, method: str) -> None:
    answer = world.browser().open("/lti/launch", method=method)

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


@pytest.mark.row("lti-43")
def test_a_token_in_the_address_is_not_read(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    token = world.platform.sign(world.platform.claims(started.nonce))
    query = {"state": started.state, "id_token": token}

    asked = client.get("/lti/launch", query_string=query)
    posted = client.post("/lti/launch", query_string=query, data={"x": "y"})

    assert asked.status_code == 405
    refused(posted, 400, "state_unknown")


@pytest.mark.row("lti-43")
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", ""])
def test_a_launch_is_a_form_only(world: World, kind: str) -> None:
    answer = world.browser().post("/lti/launch", data=b"{}", content_type=kind)

    assert answer.status_code == 415


def test_a_database_that_does_not_answer_is_no_fault_of_the_person(world: World) -> None:
    LoginTransaction.drop_table()

    page = world.browser().post("/lti/login", data=world.platform.login_parameters())

    assert page.status_code == 503
    assert error_sentences.sentence("en", "unavailable") in page.text
