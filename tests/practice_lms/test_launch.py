import json

import pytest
from flask.testing import FlaskClient

from practice_lms.app import PracticeOptions
from practice_lms.launches import LIFE_S, MAX_WAITING, Message, WaitingLaunches
from practice_lms.tools import Tools
from practice_lms.world import ACTIVITIES, PEOPLE
from tests.practice_lms.acting_tool import (
    ALGEBRA_CMID,
    ANA,
    EMILY,
    IPHONE,
    OPERATING_SYSTEMS_CMID,
    ActingTool,
)


def test_a_launch_posts_the_login_initiation_that_moodle_posts(
    tool: ActingTool, options: PracticeOptions
) -> None:
    form = tool.login_initiation(ALGEBRA_CMID)

    assert (form.id, form.method) == ("ltiInitiateLoginForm", "post")
    assert form.action == "http://localhost:8000/lti/login"
    hint = form.fields.pop("lti_message_hint")
    assert form.fields == {
        "iss": options.issuer,
        "target_link_uri": "http://localhost:8000/lti/launch",
        "login_hint": ANA,
        "client_id": options.client_id,
        "lti_deployment_id": "1",
    }
    assert json.loads(hint)["cmid"] == ALGEBRA_CMID
    assert json.loads(hint)["launchid"].startswith("ltilaunch1_")


def test_each_launch_has_its_own_launch_id(tool: ActingTool) -> None:
    hints = {tool.login_initiation(ALGEBRA_CMID).fields["lti_message_hint"] for _ in range(3)}

    assert len(hints) == 3


@pytest.mark.parametrize("page", ["/mod/lti/view.php", "/mod/lti/launch.php"])
def test_somebody_from_another_course_is_not_let_in(tool: ActingTool, page: str) -> None:
    tool.be(EMILY)

    reply = tool.client.get(f"{page}?id={ALGEBRA_CMID}")

    assert reply.status_code == 403
    assert "No puedes entrar en este curso" in reply.text


@pytest.mark.parametrize("page", ["/mod/lti/view.php", "/course/view.php"])
def test_nobody_yet_is_led_to_the_start_page_and_back(client: FlaskClient, page: str) -> None:
    reply = client.get(f"{page}?id=2")

    assert reply.status_code == 303
    start = client.get(reply.location)
    assert f'name="next" value="{page}?id=2"' in start.text


@pytest.mark.parametrize("cmid", ["", "4", "-2", "2.0", "²", "x"])
def test_an_unknown_activity_is_not_found(tool: ActingTool, cmid: str) -> None:
    reply = tool.client.get("/mod/lti/launch.php", query_string={"id": cmid})

    assert reply.status_code == 404


def test_the_activity_page_frames_the_tool_as_moodle_does(tool: ActingTool) -> None:
    page = tool.client.get("/mod/lti/view.php?id=2").text
    frame = page[page.index("<iframe") : page.index("</iframe>")]

    assert 'id="contentframe"' in frame
    assert "sandbox" not in frame
    assert "microphone http://localhost:8000; camera http://localhost:8000;" in frame
    assert "autoplay http://localhost:8000" in frame
    assert 'src="/mod/lti/launch.php?id=2&amp;triggerview=0"' in frame


def test_a_phone_gets_the_tool_as_a_whole_page(tool: ActingTool) -> None:
    reply = tool.client.get("/mod/lti/view.php?id=2", headers={"User-Agent": IPHONE})

    assert reply.status_code == 303
    assert reply.location == "/mod/lti/launch.php?id=2"


@pytest.fixture
def message(options: PracticeOptions) -> Message:
    activity = ACTIVITIES[0]
    return Message(PEOPLE[0], Tools(options).get(1), activity.course, activity)


def test_the_newest_launches_stay_when_there_are_too_many(message: Message) -> None:
    launches = WaitingLaunches()
    first = launches.begin(message)
    others = [launches.begin(message) for _ in range(MAX_WAITING)]

    assert launches.take(first.message_hint, PEOPLE[0]) is None
    assert all(launches.take(other.message_hint, PEOPLE[0]) for other in others)


def test_a_launch_is_forgotten_after_its_life(message: Message) -> None:
    now = 0.0
    launches = WaitingLaunches(clock=lambda: now)
    launch = launches.begin(message)
    now = LIFE_S + 1

    assert launches.take(launch.message_hint, PEOPLE[0]) is None


def test_the_activity_of_the_other_course_launches_for_its_own_people(tool: ActingTool) -> None:
    tool.be(EMILY)

    assert tool.login_initiation(OPERATING_SYSTEMS_CMID).fields["login_hint"] == EMILY
