"""What a real Moodle does that tools stumble over: updates, copies, legacy button, frames."""

import pytest

from tests.practice_lms.acting_tool import ANA, CAMILLE, MARIANA, TERESA, ActingTool, only_form
from tests.practice_lms.signing_tool import SigningTool
from tests.practice_lms.test_placing import answer, items
from tests.practice_lms.test_registration import START, begin, register

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
COPY = 4  # the first course after those of the demo
COPIED = 4  # and the first activity


def copy(tool: ActingTool, course: int, person: str, origin: str = "") -> int:
    tool.be(person)
    headers = {"Origin": origin or tool.options.issuer}
    reply = tool.client.post("/backup/copy.php", data={"id": course}, headers=headers)
    return reply.status_code


def test_a_copied_course_is_a_new_context_with_its_history_and_people(tool: ActingTool) -> None:
    assert copy(tool, 2, MARIANA) == 303
    tool.be(ANA)
    claims = tool.launch(COPIED)

    assert claims[f"{CLAIM}context"]["id"] == str(COPY)
    assert claims[f"{CLAIM}custom"]["context_history"] == "2"
    assert claims[f"{CLAIM}resource_link"]["id"] != tool.launch(2)[f"{CLAIM}resource_link"]["id"]
    assert tool.launch(2)[f"{CLAIM}custom"]["context_history"] == ""
    assert claims[f"{CLAIM}roles"] == tool.launch(2)[f"{CLAIM}roles"]


def test_a_copy_of_a_copy_names_both_the_nearest_first(tool: ActingTool) -> None:
    copy(tool, 2, MARIANA)
    copy(tool, COPY, MARIANA)
    history = tool.launch(COPIED + 1)[f"{CLAIM}custom"]["context_history"]

    assert history == f"{COPY},2"


def test_an_activity_is_copied_with_its_own_parameters_and_cannot_change_the_tools(
    signed: ActingTool, signing_tool: SigningTool
) -> None:
    custom = {"silabo_documents": "a,b", "context_history": "3"}
    answer(signed, signing_tool.sign(items({"title": "X", "custom": custom})))
    copy(signed, 2, MARIANA)
    said = signed.claims_of(signed.login_initiation(COPIED + 2))[f"{CLAIM}custom"]

    assert said["silabo_documents"] == "a,b"
    assert said["context_history"] == "2"


@pytest.mark.parametrize(("person", "origin"), [(ANA, ""), (CAMILLE, ""), (MARIANA, "http://x")])
def test_only_who_edits_a_course_copies_it_by_its_own_page(
    tool: ActingTool, person: str, origin: str
) -> None:
    assert copy(tool, 2, person, origin) == 403


def test_an_update_keeps_the_state_and_sets_the_rest_anew(tool: ActingTool) -> None:
    tool.turn(off=("share_email", "share_name", "roster_email"))
    tool.be(TERESA)
    url = f"{tool.options.tool_url}/lti/register?invite=abc"
    asked = tool.client.get(START, query_string={"url": url, "email": "1"}).text
    before = tool.client.get("/course/modedit.php?course=2").text
    register(tool, begin(tool, url, type="1")["registration_token"][0])
    page = tool.client.get("/mod/lti/toolconfigure.php").text

    assert "&amp;type=1" in asked
    assert "Its other settings are reset" in asked
    assert '<option value="1"' in before
    assert 'name="active" value="1" checked' in page
    assert 'name="in_chooser" value="1" checked' not in page
    assert 'name="share_email" value="1" checked' in page
    assert '<option value="1"' not in tool.client.get("/course/modedit.php?course=2").text


def test_the_legacy_button_posts_an_lti_2_registration_to_the_same_address(
    tool: ActingTool,
) -> None:
    tool.be(TERESA)
    url = f"{tool.options.tool_url}/lti/register?invite=abc"
    page = tool.client.get("/mod/lti/toolconfigure.php", query_string={"url": url, "legacy": "1"})
    frame = tool.client.get("/mod/lti/registration.php", query_string={"url": url})
    form = only_form(frame.text)

    assert 'src="/mod/lti/registration.php?' in page.text
    assert form.action == url
    assert form.fields["lti_message_type"] == "ToolProxyRegistrationRequest"
    assert form.fields["lti_version"] == "LTI-2p0"
    assert tool.options.tool_url in frame.headers["Content-Security-Policy"]


def test_the_frames_have_an_empty_title_and_the_selection_is_a_window_over_the_form(
    tool: ActingTool,
) -> None:
    activity = tool.client.get("/mod/lti/view.php?id=2").text
    tool.be(MARIANA)
    selecting = tool.client.get("/course/modedit.php?course=2&tool=1&select=1").text

    assert '<iframe id="contentframe" class="tool-frame" title=""' in activity
    assert '<dialog class="modal"' in selecting
