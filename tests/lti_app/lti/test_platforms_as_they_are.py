"""Launches as real platforms send them: Moodle with its departures, a Canvas, a minimal one."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from silabo.storage import platforms
from silabo.storage.tables import Course, Launch, Person, Platform
from tests.lms import CLAIM, StartedLogin
from tests.lti_app.lti.launches import post, signed
from tests.world import World

LIS = "http://purl.imsglobal.org/vocab/lis/v2"
NRPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"


def moodle(**changes: Any) -> dict[str, Any]:
    """What a Moodle 5.1 adds to, or says otherwise than, the specification."""
    return {
        f"{CLAIM}context": {
            "id": "2",
            "label": "CS101",
            "title": "Algorithms & Data",
            "type": ["CourseSection"],
        },
        f"{CLAIM}resource_link": {
            "id": "1",
            "title": "Ask the course",
            "description": "Line1\r\n\r\nLine2",
        },
        f"{CLAIM}lis": {"person_sourcedid": "S-77", "course_section_sourcedid": "SIS-1"},
        f"{CLAIM}ext": {"user_username": "student", "lms": "moodle-2"},
        f"{CLAIM}launch_presentation": {
            "locale": "es_mx",
            "document_target": "iframe",
            "return_url": "https://lms.example/mod/lti/return.php?course=2&sesskey=gV5lAgZTyG",
        },
        f"{CLAIM}tool_platform": {
            "product_family_code": "moodle",
            "version": "2025100600.02",
            "guid": "8389",
            "name": "probe",
        },
        f"{CLAIM}custom": {
            "context_history": "",
            "user_tz": "99",
            "User_TZ": "99",
            "mail": None,
            "context_memberships_url": "https://lms.example/x",
        },
        "given_name": "Student",
        "family_name": "O'Nëill",
        "name": "Student O'Nëill",
        **changes,
    }


CANVAS: dict[str, Any] = {
    "iss": "https://canvas.instructure.com",
    "aud": ["10000000000042"],
    "azp": "10000000000042",
    "locale": "fr-CA",
    "picture": "https://canvas.instructure.com/images/messages/avatar-50.png",
    f"{CLAIM}roles": [
        f"{LIS}/institution/person#Instructor",
        f"{LIS}/institution/person#Student",
        f"{LIS}/membership#Learner",
        f"{LIS}/system/person#User",
    ],
    f"{CLAIM}context": {
        "id": "4dde05e8ca1973bcca9bffc13e1548820eee93a3",
        "label": "ALG",
        "title": "Algèbre",
        "type": ["http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering"],
        "validation_context": None,
        "errors": {"errors": {}},
    },
    f"{CLAIM}resource_link": {
        "id": "4dde05e8ca1973bcca9bffc13e1548820eee93a3",
        "title": None,
        "description": None,
        "validation_context": None,
        "errors": {"errors": {}},
    },
    f"{CLAIM}launch_presentation": {
        "document_target": "iframe",
        "return_url": "https://school.instructure.com/courses/1/external_content/success",
        "locale": "fr-CA",
        "height": 400,
        "width": 800,
    },
    f"{CLAIM}tool_platform": {
        "product_family_code": "canvas",
        "guid": "8yGx",
        "name": "School",
        "version": "cloud",
        "validation_context": None,
    },
    f"{CLAIM}lti1p1": {"user_id": "abc", "validation_context": None},
    f"{CLAIM}lis": {"person_sourcedid": None, "validation_context": None},
    f"{CLAIM}custom": {"canvas_user_id": 7, "term": None},
    "errors": {"errors": {}},
}


@pytest.fixture
def canvas(world: World) -> None:
    """A hosted Canvas beside the other platform; it frames the tool from a school's own host."""
    platforms.register(
        platforms.Registration(
            issuer="https://canvas.instructure.com",
            client_id="10000000000042",
            name="Canvas",
            login_url="https://sso.canvaslms.com/api/lti/authorize_redirect",
            token_url="https://sso.canvaslms.com/login/oauth2/token",
            key_set_url="https://sso.canvaslms.com/api/lti/security/jwks",
            deployments=("1",),
        )
    )
    assert world.platform.served
    world.platform.served.get(
        "https://sso.canvaslms.com/api/lti/security/jwks", json=world.platform.key_set()
    )


def canvas_launch(world: World) -> tuple[StartedLogin, TestResponse]:
    """A student comes from that Canvas: the login, and what the token was answered with."""
    started = world.platform.login(
        world.browser(),
        iss="https://canvas.instructure.com",
        client_id="10000000000042",
        lti_message_hint="eyJhbGciOiJIUzI1NiJ9.eyJ2ZXJpZmllciI6IngifQ.x",
        lti_storage_target="post_message_forwarding",
    )
    token = signed({**world.platform.claims(started.nonce), **CANVAS}, world.platform.key)
    return started, post(world.browser(), started, token)


def test_a_student_of_moodle_comes_with_name_course_and_the_ways_back(world: World) -> None:
    world.visit(**moodle())

    course, launch = Course.get(), Launch.get()
    assert Person.get().name == "Student O'Nëill"
    assert (course.title, course.label) == ("Algorithms & Data", "CS101")
    assert course.url == "https://lms.example/mod/lti/view.php?id=7"
    assert launch.back_url == "https://lms.example/course/view.php?id=2"
    assert (launch.role, launch.language) == ("learner", "es")


def test_a_site_administrator_of_moodle_is_an_instructor_by_the_role_in_the_course(
    world: World,
) -> None:
    roles = [
        f"{LIS}/institution/person#Administrator",
        f"{LIS}/membership#Instructor",
        f"{LIS}/person#Administrator",
        f"{LIS}/system/person#Administrator",
    ]
    world.visit(**moodle(**{f"{CLAIM}roles": roles}))

    assert Launch.get().role == "instructor"


def test_moodle_without_privacy_sharing_names_nobody(world: World) -> None:
    withheld = dict.fromkeys(("name", "given_name", "family_name", "email"))
    world.visit(**moodle(**withheld, **{f"{CLAIM}ext": {"user_username": "student"}}))

    assert (Person.get().name, Person.get().email) == ("", "")


def test_a_name_may_come_in_its_two_halves(world: World) -> None:
    world.visit(**moodle(name=None))

    assert Person.get().name == "Student O'Nëill"


@pytest.mark.parametrize(
    ("locale", "language"),
    [("es_mx", "es"), ("fr", "fr"), ("pt_br", "en"), ("en_us_k12", "en"), ("ca_valencia", "en")],
)
def test_moodles_names_of_languages_are_understood(
    world: World, locale: str, language: str
) -> None:
    world.visit(**moodle(**{f"{CLAIM}launch_presentation": {"locale": locale}}))

    assert Launch.get().language == language


@pytest.mark.row("attack-10")
def test_deployments_of_two_moodles_may_have_the_same_number(world: World) -> None:
    world.student(course="2")
    other = Platform.create(
        issuer="https://other.example",
        client_id="silabo",
        login_url="https://other.example/auth",
        key_set_url="https://other.example/keys",
        created_at=0,
    )
    platforms.register(
        platforms.Registration(
            issuer="https://other.example",
            client_id="silabo",
            name="Other",
            login_url="https://other.example/auth",
            token_url="https://other.example/token",
            key_set_url="https://other.example/keys",
            deployments=("1",),
        )
    )
    assert world.platform.served
    world.platform.served.get("https://other.example/keys", json=world.platform.key_set())
    world.platform.issuer = "https://other.example"

    world.student(course="2")

    assert {course.platform_id for course in Course.select()} == {1, other.id}
    assert Person.select().count() == 2


def test_a_student_of_canvas_is_no_instructor_for_teaching_elsewhere(
    world: World, canvas: None
) -> None:
    started, page = canvas_launch(world)
    policy = page.headers["Content-Security-Policy"]
    bound = world.browser().post(
        "/lti/launch/bind",
        json={
            "code": page.text.partition('data-code="')[2].partition('"')[0],
            "secret": started.secret,
            "storage": "platform",
        },
    )

    launch = Launch.get()
    assert bound.status_code == 200
    assert (launch.role, launch.language, launch.storage) == ("learner", "fr", "platform")
    assert "https://sso.canvaslms.com https://school.instructure.com" in policy
    assert Course.get().url == "https://canvas.instructure.com"


def test_a_platform_that_keeps_data_for_us_is_asked_by_its_frame_and_sign_in_origin(
    world: World, canvas: None
) -> None:
    started, waiting = canvas_launch(world)

    for page in (started.page, waiting):
        assert 'data-storage-target="post_message_forwarding"' in page.text
        assert 'data-platform-origin="https://sso.canvaslms.com"' in page.text


def test_a_canvas_hint_gives_no_link_of_moodle(world: World, canvas: None) -> None:
    _, page = canvas_launch(world)

    assert "mod/lti/launch.php" not in page.text
