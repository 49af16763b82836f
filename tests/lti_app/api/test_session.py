from datetime import UTC, datetime, timedelta

import pytest

from silabo.storage.tables import Launch, Session
from silabo.wording.catalogues import say
from silabo.wording.error_sentences import sentence
from tests.world import Visitor, World

HOUR_MS = 3_600_000
NOBODY = "00000000-0000-4000-8000-000000000000"


def opened(world: World) -> dict[str, str]:
    """The launch and code of a panel that was just opened."""
    path, _, code = world.platform.launch(world.browser()).headers["Location"].partition("#c=")
    return {"launch": path.rsplit("/", 1)[1], "code": code}


def as_program(visitor: Visitor) -> Visitor:
    """The same person with an API token."""
    token = visitor.post("/api/session/tokens").get_json()["token"]
    return Visitor(client=visitor.client, launch=visitor.launch, token=token)


def test_a_code_opens_a_session_of_twelve_hours(world: World) -> None:
    answer = world.browser().post("/api/session", json=opened(world))

    body = answer.get_json()
    left = datetime.fromisoformat(body["ends_at"]) - datetime.now(UTC)
    assert answer.status_code == 201
    assert set(body) == {"token", "ends_at"}
    assert body["ends_at"].endswith("Z")
    assert len(body["token"]) == 43
    assert timedelta(hours=11, minutes=59) < left <= timedelta(hours=12)


def test_of_a_token_only_a_digest_is_kept(world: World) -> None:
    visitor = world.student()

    assert visitor.token not in str(Session.get().__data__)


@pytest.mark.row("lti-45")
def test_a_code_opens_one_session(world: World) -> None:
    values, client = opened(world), world.browser()

    answers = [client.post("/api/session", json=values) for _ in range(2)]

    assert [each.status_code for each in answers] == [201, 422]
    assert answers[1].get_json()["code"] == "bad_code"


@pytest.mark.row("lti-45")
@pytest.mark.parametrize(
    "change", [{"code": "wrong"}, {"code": ""}, {"code": "\ud800"}, {"launch": NOBODY}]
)
def test_a_wrong_code_opens_nothing(world: World, change: dict[str, str]) -> None:
    answer = world.browser().post("/api/session", json=opened(world) | change)

    assert answer.status_code == 422
    assert answer.get_json()["code"] == "bad_code"
    assert not Session.select().exists()


@pytest.mark.row("lti-45")
def test_the_code_of_one_launch_does_not_open_another(world: World) -> None:
    one, other = opened(world), opened(world)

    answer = world.browser().post("/api/session", json=one | {"code": other["code"]})

    assert answer.status_code == 422


def test_a_code_is_good_for_a_minute(world: World) -> None:
    values = opened(world)
    Launch.update(code_until=Launch.code_until - 60_001).execute()

    assert world.browser().post("/api/session", json=values).status_code == 422


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"launch": "x", "code": "y"},
        {"launch": "\ud800", "code": "y"},
        {"launch": NOBODY},
        {"launch": NOBODY, "code": 7},
        {"launch": NOBODY, "code": "x" * 129},
        {"launch": NOBODY, "code": "x", "role": "instructor"},
        {"launch": None, "code": None},
    ],
    ids=ascii,
)
def test_an_exchange_of_another_shape_is_invalid(world: World, values: dict[str, object]) -> None:
    answer = world.browser().post("/api/session", json=values)

    assert answer.status_code == 422
    assert answer.get_json()["code"] == "invalid"
    assert answer.get_json()["errors"]["json"]


@pytest.mark.row("lti-45")
@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Bearer \xf1",
        "Basic dTpw",
        "Bearer " + "x" * 4000,
    ],
)
def test_without_a_good_token_there_is_no_session(world: World, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}

    answer = world.browser().get("/api/questions", headers=headers)

    assert answer.status_code == 401
    assert answer.get_json()["code"] == "session_ended"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.row("session-2")
@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "bEaReR", "Bearer  "])
def test_the_scheme_of_a_token_is_the_same_in_any_case(world: World, scheme: str) -> None:
    # RFC 9110, 11.1: a scheme's name is case-insensitive; one space or more stands behind it.
    token = world.student().token
    answer = world.browser().get("/api/questions", headers={"Authorization": f"{scheme} {token}"})

    assert answer.status_code == 200


@pytest.mark.row("session-2")
@pytest.mark.parametrize("scheme", ["Basic", "Digest", "Token", "Bear", "Bearers"])
def test_a_token_under_another_scheme_opens_nothing(world: World, scheme: str) -> None:
    token = world.student().token
    answer = world.browser().get("/api/questions", headers={"Authorization": f"{scheme} {token}"})

    assert answer.status_code == 401


@pytest.mark.row("attack-13")
def test_no_cookie_speaks_for_a_person(world: World) -> None:
    visitor = world.student()
    for name in ("session", "token", "Authorization", "__Host-lti_session"):
        visitor.client.set_cookie(name, visitor.token)

    assert visitor.client.get("/api/questions").status_code == 401


def test_a_token_in_the_address_is_not_read(world: World) -> None:
    visitor = world.student()
    query = {"access_token": visitor.token, "token": visitor.token}

    assert visitor.client.get("/api/questions", query_string=query).status_code == 401


@pytest.mark.row("lti-45")
@pytest.mark.parametrize(
    "ended",
    [{"ends_at": Session.ends_at - 12 * HOUR_MS}, {"seen_at": Session.seen_at - 2 * HOUR_MS - 1}],
)
def test_a_session_ends_after_twelve_hours_or_two_idle_ones(
    world: World, ended: dict[str, object]
) -> None:
    visitor = world.student()
    before = visitor.get("/api/questions").status_code

    Session.update(ended).execute()

    assert (before, visitor.get("/api/questions").status_code) == (200, 401)


def test_a_session_that_is_used_stays_awake(world: World) -> None:
    visitor = world.student()

    for _ in range(3):
        Session.update(seen_at=Session.seen_at - 2 * HOUR_MS + 60_000).execute()
        assert visitor.get("/api/questions").status_code == 200


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}])
def test_a_program_without_a_token_is_told_how_to_get_and_send_one(
    world: World, header: dict[str, str]
) -> None:
    answer = world.browser().get("/api/questions", headers={"Accept-Language": "es", **header})

    body = answer.get_json()
    assert answer.mimetype == "application/problem+json"
    assert (body["status"], body["code"]) == (401, "session_ended")
    assert "Authorization: Bearer" in body["detail"]
    assert say("es", "API token") in body["detail"]


@pytest.mark.row("lti-45")
def test_an_ended_session_is_a_problem_in_its_own_words(world: World) -> None:
    answer = world.browser().get("/fragments/panel", headers={"Accept-Language": "es"})

    body = answer.get_json()
    assert answer.mimetype == "application/problem+json"
    assert body["status"] == 401
    assert body["detail"] == sentence("es", "session_ended")


def test_an_api_token_has_exactly_the_rights_of_its_person(world: World) -> None:
    instructor, student = as_program(world.instructor()), as_program(world.student())

    assert instructor.upload("Rules.md", b"# Rules\n\nNone.\n").status_code == 201
    assert student.get("/api/documents").status_code == 403
    assert student.ask("When?").status_code == 201
    assert instructor.get("/api/questions").get_json() == []


def test_an_api_token_lasts_a_day_and_does_not_fall_asleep(world: World) -> None:
    student = world.student()
    answer = student.post("/api/session/tokens")
    program = Visitor(student.client, student.launch, answer.get_json()["token"])
    left = datetime.fromisoformat(answer.get_json()["ends_at"]) - datetime.now(UTC)

    Session.update(seen_at=Session.seen_at - 23 * HOUR_MS).execute()
    awake = program.get("/api/questions").status_code
    Session.update(ends_at=Session.ends_at - 24 * HOUR_MS).execute()

    assert answer.status_code == 201
    assert timedelta(hours=23, minutes=59) < left <= timedelta(hours=24)
    assert (awake, program.get("/api/questions").status_code) == (200, 401)


@pytest.mark.row("session-1")
def test_of_many_api_tokens_the_last_ten_hold(world: World) -> None:
    student = world.student()
    made = [student.post("/api/session/tokens").get_json()["token"] for _ in range(12)]
    programs = [Visitor(student.client, student.launch, token) for token in made]

    answers = [program.get("/api/questions").status_code for program in programs]

    assert answers == [401] * 2 + [200] * 10
    assert student.get("/api/questions").status_code == 200


def test_an_api_token_makes_no_further_token(world: World) -> None:
    program = as_program(world.student())

    assert program.post("/api/session/tokens").status_code == 403


@pytest.mark.row("attack-11")
def test_two_tabs_of_one_browser_stay_in_their_courses(world: World) -> None:
    one, other = world.student("3", "2"), world.student("3", "3")
    other.client = one.client

    asked = [one.ask("Question of two"), other.ask("Question of three")]

    assert [each.status_code for each in asked] == [201, 201]
    assert [each["text"] for each in one.get("/api/questions").get_json()] == ["Question of two"]
    assert [each["text"] for each in other.get("/api/questions").get_json()] == [
        "Question of three"
    ]


@pytest.mark.row("zone-2")
def test_an_instructor_chooses_the_zone_of_the_course(world: World) -> None:
    instructor, student = world.instructor(), world.student()

    def put(visitor: Visitor, zone: object) -> int:
        body = {"time_zone": zone}
        url = "/api/course/zone"
        return visitor.client.put(url, json=body, headers=visitor.headers).status_code

    answers = [
        put(student, "Asia/Tokyo"),
        put(instructor, "Middle/Earth"),
        put(instructor, "x" * 65),
        put(instructor, None),
        put(instructor, "America/Lima"),
    ]
    check = instructor.get("/fragments/connection").text

    assert answers == [403, 422, 422, 422, 204]
    assert "America/Lima: elegida a mano" in " ".join(check.split())
    assert '<option value="Europe/Madrid">' in check
    assert "<datalist" not in student.get("/fragments/connection").text
