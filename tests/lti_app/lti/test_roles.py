import pytest

from lti_app.lti.roles import course_role, read_meaning, readable
from silabo.domain.people import Role
from tests.lms import CLAIM, MEMBERSHIP
from tests.lti_app.lti.launches import launch_with, refused
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


@pytest.mark.row("roles-1")
@pytest.mark.parametrize(
    ("said", "roles", "meaning"),
    [
        ("", ["membership#TeachingAssistant"], Role.INSTRUCTOR),
        ("", ["membership#ContentDeveloper"], Role.INSTRUCTOR),
        ("", ["membership/ContentDeveloper#ContentExpert"], Role.INSTRUCTOR),
        ("", ["membership#Mentor"], Role.VIEWER),
        ("", ["membership#Administrator"], Role.VIEWER),
        ("ContentDeveloper=learner", ["membership#ContentDeveloper"], Role.LEARNER),
        ("ContentDeveloper=viewer", ["membership#ContentDeveloper"], Role.VIEWER),
        (" Mentor = learner , Member=learner", ["membership#Mentor"], Role.LEARNER),
        ("Mentor=learner", ["membership/Mentor#Auditor"], Role.LEARNER),
        # A sub-role that is named speaks for its principal part, which platforms send beside it.
        (
            "Instructor#TeachingAssistant=learner",
            ["membership/Instructor#TeachingAssistant", "membership#Instructor"],
            Role.LEARNER,
        ),
        (
            "Instructor#TeachingAssistant=learner",
            ["membership/Instructor#Lecturer", "membership/Instructor#TeachingAssistant"],
            Role.INSTRUCTOR,
        ),
        # Nothing outside of the course is ever a role in it.
        ("Administrator=instructor", ["institution/person#Administrator"], Role.VIEWER),
        ("Administrator=instructor", ["system/person#Administrator"], Role.VIEWER),
        ("Administrator=instructor", ["membership#Administrator"], Role.INSTRUCTOR),
        ("Faculty=instructor", ["institution/person#Faculty"], Role.VIEWER),
        ("Mentor=instructor", ["membership/Learner#Mentor"], Role.LEARNER),
    ],
)
def test_a_setting_says_what_other_roles_of_the_course_count_as(
    said: str, roles: list[str], meaning: Role
) -> None:
    sent = [f"{LIS}/{role}" for role in roles]

    assert course_role(sent, meaning=read_meaning(said)) is meaning


@pytest.mark.parametrize(
    "said",
    [
        "Mentor",
        "Mentor=",
        "=learner",
        "Mentor=support",
        "Mentor=administrator",
        "Learner=instructor",
        "Instructor=viewer",
        "institution/person#Administrator=instructor",
        f"{LIS}/system/person#Administrator=instructor",
        "Mentor=learner;Member=learner",
    ],
)
def test_a_meaning_that_cannot_be_is_refused_with_a_sentence(said: str) -> None:
    with pytest.raises(ValueError, match=r"write ContentDeveloper=learner|means the same"):
        read_meaning(said)


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        (f"{LIS}/membership#Mentor", ("Mentor", "course")),
        (f"{LIS}/membership/Instructor#Grader", ("Instructor#Grader", "course")),
        ("Mentor", ("Mentor", "course")),
        (f"{LIS}/institution/person#Administrator", ("Administrator", "institution")),
        (f"{LIS}/system/person#SysAdmin", ("SysAdmin", "system")),
        ("urn:lti:role:ims/lis/Mentor", ("urn:lti:role:ims/lis/Mentor", "")),
        (f"{LIS}/membership#", (f"{LIS}/membership#", "")),
        (f"{LIS}/membership#Very odd", (f"{LIS}/membership#Very odd", "")),
        (f"{LIS}/membership#{'x' * 65}", (f"{LIS}/membership#{'x' * 65}", "")),
        (f"{LIS}/membership#Mentor#Learner", (f"{LIS}/membership#Mentor#Learner", "")),
    ],
)
def test_a_role_is_read_by_its_name_and_where_it_holds(uri: str, name: tuple[str, str]) -> None:
    assert readable(uri) == name


@pytest.mark.row("roles-2")
def test_whoever_has_no_role_reads_what_the_platform_sent_and_what_to_do(world: World) -> None:
    administrator = world.visit(**{f"{CLAIM}roles": [SITE_ADMIN[0], f"{LIS}/membership#Mentor"]})
    home = administrator.get("/fragments/home").text
    check = administrator.get("/fragments/connection").text

    for text in (home, check):
        assert "Administrator (en la institución), Mentor (en el curso)" in text
    assert "hay que matricularse en el curso" in home
    assert "SILABO_SUPPORT" in home
    assert home.count('href="#/connection"') == 2
    assert "ninguno en este curso" in check


@pytest.mark.row("roles-2")
def test_a_role_that_counts_for_nothing_is_named_with_the_setting(world: World) -> None:
    mentor = world.visit(**{f"{CLAIM}roles": [f"{LIS}/membership#Mentor", "<b>Boss</b>"]})
    home = mentor.get("/fragments/home").text

    assert "Mentor (en el curso), &lt;b&gt;Boss&lt;/b&gt;" in home
    assert "SILABO_ROLES" in home
    assert "SILABO_SUPPORT" not in home


@pytest.mark.row("roles-2")
def test_whoever_may_not_place_the_activity_reads_their_role(world: World) -> None:
    roles = [f"{LIS}/membership#Mentor"]
    placing = "LtiDeepLinkingRequest"
    answer = launch_with(world, **{f"{CLAIM}message_type": placing, f"{CLAIM}roles": roles})

    refused(answer, 403, "instructors_only")
    assert "Mentor" in answer.text


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
