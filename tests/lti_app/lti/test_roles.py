import pytest

from lti_app.lti.roles import course_role
from silabo.domain.people import Role
from tests.lms import CLAIM, MEMBERSHIP
from tests.world import World

LIS = "http://purl.imsglobal.org/vocab/lis/v2"
SITE_ADMIN = [  # as Moodle sends them
    f"{LIS}/institution/person#Administrator",
    f"{LIS}/membership#Instructor",
    f"{LIS}/system/person#Administrator",
]


@pytest.mark.row("lti-39")
@pytest.mark.parametrize(
    ("roles", "meaning"),
    [
        ([f"{LIS}/membership#Instructor"], Role.INSTRUCTOR),
        ([f"{LIS}/membership#Learner"], Role.LEARNER),
        ([f"{LIS}/membership#Learner", f"{LIS}/membership#Instructor"], Role.INSTRUCTOR),
        ([f"{LIS}/membership/Instructor#Lecturer"], Role.INSTRUCTOR),
        ([f"{LIS}/membership/Instructor#TeachingAssistant"], Role.INSTRUCTOR),
        ([f"{LIS}/membership/Learner#GuestLearner"], Role.LEARNER),
        (["Instructor"], Role.INSTRUCTOR),
        (["Learner"], Role.LEARNER),
        (SITE_ADMIN, Role.INSTRUCTOR),
        # A role of the institution or the system says nothing about the course.
        ([f"{LIS}/institution/person#Instructor"], Role.VIEWER),
        ([f"{LIS}/institution/person#Faculty"], Role.VIEWER),
        ([f"{LIS}/institution/person#Administrator"], Role.VIEWER),
        ([f"{LIS}/system/person#Administrator"], Role.VIEWER),
        ([f"{LIS}/system/person#SysAdmin"], Role.VIEWER),
        ([f"{LIS}/person#Administrator"], Role.VIEWER),
        ([f"{LIS}/institution/person#Instructor", f"{LIS}/membership#Learner"], Role.LEARNER),
        # Only the principal part counts, and only of the vocabulary itself.
        ([f"{LIS}/membership/Learner#Instructor"], Role.LEARNER),
        ([f"{LIS}/membership#Mentor"], Role.VIEWER),
        ([f"{LIS}/membership/Mentor#Instructor"], Role.VIEWER),
        ([f"{LIS}/membership#instructor"], Role.VIEWER),
        ([f"{LIS}/membership#Instructor#"], Role.VIEWER),
        ([f"{LIS}/membership/Instructor"], Role.VIEWER),
        ([f"{LIS}/membership/Instructor#"], Role.VIEWER),
        ([f"{LIS}/membership/"], Role.VIEWER),
        (["http://purl.imsglobal.org/vocab/lis/v2evil#Instructor"], Role.VIEWER),
        (["http://evil.example/vocab/lis/v2/membership#Instructor"], Role.VIEWER),
        ([f"x{LIS}/membership#Instructor"], Role.VIEWER),
        ([f"{LIS}/membership#Instructor "], Role.VIEWER),
        (["instructor"], Role.VIEWER),
        (["urn:lti:role:ims/lis/Instructor"], Role.VIEWER),
        ([""], Role.VIEWER),
        ([], Role.VIEWER),
    ],
)
def test_a_role_is_what_the_platform_says_of_the_course(roles: list[str], meaning: Role) -> None:
    assert course_role(roles) is meaning


@pytest.mark.row("lti-38")
def test_without_a_role_one_may_look_but_not_ask(world: World) -> None:
    world.instructor().upload("Rules.md", b"# Rules\n\nNo calculators.\n")
    visitor = world.visit(**{f"{CLAIM}roles": []})

    assert visitor.get("/fragments/home").status_code == 200
    assert visitor.ask("May I?").status_code == 403
    assert visitor.get("/api/documents").status_code == 403


@pytest.mark.row("lti-45")
def test_the_role_is_the_launchs_whatever_a_request_says(world: World) -> None:
    student = world.student()
    claim = {"role": "instructor", "roles": ["Instructor"]}
    headers = {"X-Role": "instructor", "X-Remote-User": "admin"}

    asked = student.post("/api/questions", json={"text": "When?", **claim}, headers=headers)
    listed = student.get("/api/documents", query_string=claim, headers=headers)
    desk = student.get("/fragments/desk", query_string=claim, headers=headers)

    assert [asked.status_code, listed.status_code, desk.status_code] == [422, 403, 403]


@pytest.mark.row("attack-12")
def test_a_launch_as_a_learner_ends_the_instructor_sessions_of_that_course(world: World) -> None:
    before = world.instructor("7")
    elsewhere = world.instructor("7", course="3")
    token = before.post("/api/session/tokens").get_json()["token"]

    after = world.student("7")

    assert before.get("/api/documents").status_code == 401
    assert (
        before.client.get(
            "/api/documents", headers={"Authorization": f"Bearer {token}"}
        ).status_code
        == 401
    )
    assert after.get("/api/documents").status_code == 403
    assert elsewhere.get("/api/documents").status_code == 200


def test_a_learner_who_became_instructor_keeps_the_old_sessions_as_they_were(world: World) -> None:
    before = world.student("7")

    after = world.instructor("7")

    assert before.get("/api/documents").status_code == 403
    assert after.get("/api/documents").status_code == 200


def test_the_roles_of_one_person_in_two_courses_are_two(world: World) -> None:
    roles = {f"{CLAIM}roles": [f"{MEMBERSHIP}Instructor"]}
    teacher, learner = world.student("8", "2", **roles), world.student("8", "3")

    assert teacher.get("/api/documents").status_code == 200
    assert learner.get("/api/documents").status_code == 403
