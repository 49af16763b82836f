"""Adding activities: by the form, and by what a tool answers to deep linking."""

import pytest
from werkzeug.test import TestResponse

from practice_lms.placing import CONTENT_ITEMS, ERROR_MESSAGE, MESSAGE
from tests.practice_lms.acting_tool import (
    ANA,
    CAMILLE,
    GABRIEL,
    MARIANA,
    TERESA,
    ActingTool,
    only_form,
)
from tests.practice_lms.signing_tool import SigningTool

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
SETTINGS = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"
PLACED = 4  # the first activity after those of the demo


def return_url(signed: ActingTool) -> str:
    signed.be(MARIANA)
    settings = signed.claims_of(signed.placing_initiation(2))[SETTINGS]
    return settings["deep_link_return_url"]


def answer(signed: ActingTool, token: str, address: str = "") -> TestResponse:
    return signed.client.post(address or return_url(signed), data={"JWT": token})


def items(*found: dict[str, object], **claims: object) -> dict[str, object]:
    return {"iss": "silabo-practice", CONTENT_ITEMS: list(found), **claims}


def test_an_instructor_gets_a_deep_linking_launch_as_moodle_sends_it(tool: ActingTool) -> None:
    tool.be(MARIANA)
    claims = tool.claims_of(tool.placing_initiation(2))
    settings = claims[SETTINGS]

    assert claims[f"{CLAIM}message_type"] == "LtiDeepLinkingRequest"
    assert f"{CLAIM}resource_link" not in claims
    assert claims[f"{CLAIM}launch_presentation"] == {"locale": "es"}
    assert settings["accept_types"] == ["ltiResourceLink"]
    assert "data" not in settings
    assert (
        "/mod/lti/contentitem_return.php?course=2&id=1&sesskey="
        in (settings["deep_link_return_url"])
    )


@pytest.mark.parametrize("person", [ANA, GABRIEL])
@pytest.mark.parametrize(
    "page", ["/course/modedit.php?course=2", "/mod/lti/contentitem.php?course=2&id=1"]
)
def test_only_who_edits_the_course_may_add_to_it(tool: ActingTool, person: str, page: str) -> None:
    tool.be(person)

    assert tool.client.get(page).status_code == 403


def test_an_activity_is_placed_with_its_title_and_its_parameters(
    signed: ActingTool, signing_tool: SigningTool
) -> None:
    item = {"type": "ltiResourceLink", "title": "Lo del parcial", "custom": {"Docs": "a,b"}}
    reply = answer(signed, signing_tool.sign(items(item)))
    claims = signed.claims_of(signed.login_initiation(PLACED))

    assert 'id="onward" href="/course/view.php?id=2"' in reply.text
    assert claims[f"{CLAIM}resource_link"]["title"] == "Lo del parcial"
    assert claims[f"{CLAIM}custom"]["Docs"] == claims[f"{CLAIM}custom"]["docs"] == "a,b"
    assert "Lo del parcial" in signed.client.get("/course/view.php?id=2").text


def test_a_line_break_in_a_parameter_makes_another_one_as_in_moodle(
    signed: ActingTool, signing_tool: SigningTool
) -> None:
    answer(signed, signing_tool.sign(items({"custom": {"docs": "a\nrole=boss"}})))
    custom = signed.claims_of(signed.login_initiation(PLACED))[f"{CLAIM}custom"]

    assert (custom["docs"], custom["role"]) == ("a", "boss")


def test_an_empty_custom_ends_in_moodles_error_page(
    signed: ActingTool, signing_tool: SigningTool
) -> None:
    reply = answer(signed, signing_tool.sign(items({"title": "X", "custom": {}})))

    assert reply.status_code == 500
    assert "params_to_string()" in reply.text


def test_no_items_are_a_cancel_and_lead_back_to_the_form(
    signed: ActingTool, signing_tool: SigningTool
) -> None:
    reply = answer(signed, signing_tool.sign(items()))

    assert 'href="/course/modedit.php?course=2&amp;tool=1"' in reply.text
    assert signed.client.get(f"/mod/lti/launch.php?id={PLACED}").status_code == 404


@pytest.mark.parametrize("claim", [MESSAGE, ERROR_MESSAGE])
def test_what_the_tool_says_is_shown_as_text(
    signed: ActingTool, signing_tool: SigningTool, claim: str
) -> None:
    reply = answer(signed, signing_tool.sign(items(**{claim: "<b>No</b>"})))

    assert "&lt;b&gt;No&lt;/b&gt;" in reply.text
    assert "leave_frame.js" not in reply.text


@pytest.mark.parametrize("wrong", [{"iss": "another"}, {"exp": 1}, {"kid": "another"}], ids=str)
def test_an_answer_that_the_tool_did_not_sign_places_nothing(
    signed: ActingTool, signing_tool: SigningTool, wrong: dict[str, object]
) -> None:
    reply = answer(signed, signing_tool.sign(items({"title": "X"}), **wrong))

    assert reply.status_code == 400
    assert signed.client.get(f"/mod/lti/launch.php?id={PLACED}").status_code == 404


def test_an_answer_without_the_persons_session_key_places_nothing(
    signed: ActingTool, signing_tool: SigningTool
) -> None:
    address = return_url(signed)
    token = signing_tool.sign(items({"title": "X"}))

    assert answer(signed, token, address[:-3] + "000").status_code == 403
    signed.be(CAMILLE)
    assert answer(signed, token, address).status_code == 403


def test_an_answer_without_the_cookie_is_posted_again_from_a_page_of_this_site(
    signed: ActingTool, signing_tool: SigningTool
) -> None:
    address = return_url(signed)
    framed = signed.client.application.test_client()
    token = signing_tool.sign(items({"title": "X"}))
    form = only_form(framed.post(address, data={"JWT": token}).text)

    assert form.fields == {"JWT": token, "repost": "true"}
    assert signed.client.post(form.action, data=form.fields).status_code == 200


def test_an_activity_can_be_added_by_hand_for_a_window_of_its_own(tool: ActingTool) -> None:
    tool.be(MARIANA)
    fields = {"course": "2", "tool": "1", "name": "En otra ventana", "new_window": "1"}
    origin = {"Origin": tool.options.issuer}
    stranger = tool.client.post("/course/modedit.php", data=fields)
    reply = tool.client.post("/course/modedit.php", data=fields, headers=origin)
    page = tool.client.get(f"/mod/lti/view.php?id={PLACED}").text
    presentation = tool.launch(PLACED)[f"{CLAIM}launch_presentation"]

    assert (stranger.status_code, reply.status_code) == (403, 303)
    assert f'href="/mod/lti/launch.php?id={PLACED}" target="_blank"' in page
    assert "<iframe" not in page
    assert presentation["document_target"] == "window"
    assert "launch_container=4" in presentation["return_url"]


def test_all_activities_of_a_course_stand_on_one_page(tool: ActingTool) -> None:
    tool.be(TERESA)
    fields = {"course": "2", "tool": "1", "name": "Otra"}
    tool.client.post("/course/modedit.php", data=fields, headers={"Origin": tool.options.issuer})
    page = tool.client.get("/course/frames.php?id=2").text

    assert 'id="frame-2"' in page
    assert f'id="frame-{PLACED}"' in page
