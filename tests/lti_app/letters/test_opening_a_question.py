"""The link of a letter leads through the LMS to its question, and to nobody else's."""

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from silabo.storage.tables import Course, Launch, Question
from tests import seeds
from tests.lti_app.lti.launches import post
from tests.world import Visitor, World

COOKIE = "__Host-silabo_question"


@pytest.fixture
def student(world: World) -> Visitor:
    """A student of a course."""
    return world.student()


def asked(student: Visitor) -> str:
    return str(student.ask("¿Cuándo es el parcial?").get_json()["id"])


def opened(response: TestResponse) -> str:
    """The question that the panel's page is told to open; empty for none."""
    assert response.status_code == 303, response.text
    return parse_qs(urlsplit(response.headers["Location"]).fragment).get("q", [""])[0]


def opened_at(response: TestResponse) -> dict[str, list[str]]:
    """What the panel's page is told to open."""
    assert response.status_code == 303, response.text
    told = parse_qs(urlsplit(response.headers["Location"]).fragment)
    return {name: told[name] for name in ("q", "n") if name in told}


def followed(client: FlaskClient, question: str, source: str = "") -> TestResponse:
    return client.get(f"/letters/questions/{question}{source}")


def test_the_launch_after_a_letters_link_opens_its_question_once(
    world: World, student: Visitor
) -> None:
    question = asked(student)
    went = followed(student.client, question)
    first, second = (opened(world.platform.launch(student.client)) for _ in range(2))

    assert went.status_code == 303
    assert went.headers["Location"] == "https://lms.example/mod/lti/launch.php?id=7"
    assert (first, second) == (question, "")


def test_a_browser_that_proves_itself_by_its_storage_opens_it_too(
    world: World, student: Visitor
) -> None:
    question = asked(student)
    client = world.browser()
    followed(client, question)
    started = world.platform.login(world.browser())
    page = post(client, started, world.platform.sign(world.platform.claims(started.nonce)))
    code = page.text.partition('data-code="')[2].partition('"')[0]
    bound = client.post("/lti/launch/bind", json={"code": code, "secret": started.secret})

    assert bound.get_json()["next"].endswith(f"&q={question}")
    assert client.get_cookie(COOKIE) is None


def test_the_link_of_a_source_opens_its_question_and_the_source_once(
    world: World, student: Visitor
) -> None:
    question = asked(student)
    world.work()
    went = followed(student.client, question, "/answers/1/citations/2")
    first, second = (opened_at(world.platform.launch(student.client)) for _ in range(2))

    assert went.headers["Location"] == "https://lms.example/mod/lti/launch.php?id=7"
    assert first == {"q": [question], "n": ["2"]}
    assert second == {}


@pytest.mark.parametrize("revision", [1, 3])
def test_the_source_of_an_answer_that_counts_no_more_opens_the_question_alone(
    world: World, student: Visitor, revision: int
) -> None:
    """The later answer has other sources under the same numbers."""
    question = asked(student)
    world.work()
    seeds.change(Question, state="queued", status=None)
    world.work()
    followed(student.client, question, f"/answers/{revision}/citations/2")

    assert opened_at(world.platform.launch(student.client)) == {"q": [question]}


@pytest.mark.parametrize(
    "source",
    [
        "/citations/2",
        "/answers/1/citations/0",
        "/answers/1/citations/1000",
        "/answers/1/citations/x",
        "/answers/0/citations/1",
        "/2",
    ],
)
def test_a_source_that_no_answer_has_leads_nowhere(
    world: World, student: Visitor, source: str
) -> None:
    assert followed(student.client, asked(student), source).status_code == 404


@pytest.mark.parametrize("source", ["", "0", "1000", "x", "1&c=stolen", "1.2", "²"])
def test_a_cookie_that_names_no_source_opens_nothing(
    world: World, student: Visitor, source: str
) -> None:
    client = world.browser()
    client.set_cookie(COOKIE, f"{asked(student)}.{source}", domain="tool.example")

    assert opened_at(world.platform.launch(client)) == {}


def test_following_a_link_changes_nothing_on_the_server(world: World, student: Visitor) -> None:
    """Filters of mail servers open every link of a letter."""
    question = asked(student)
    before = Launch.select().count()
    followed(world.browser(), question)

    assert opened(world.platform.launch(world.browser())) == ""
    assert Launch.select().count() == before + 1


@pytest.mark.row("letter-4")
def test_the_link_of_somebody_elses_letter_opens_nothing_of_it(
    world: World, student: Visitor
) -> None:
    question = asked(student)
    other = world.student(sub="4")
    followed(other.client, question)
    named = opened(world.platform.launch(other.client, sub="4"))

    assert named == question
    assert other.get(f"/api/questions/{named}").status_code == 404
    assert other.get(f"/fragments/questions/{named}").status_code == 404


@pytest.mark.row("letter-4")
@pytest.mark.parametrize(
    "value",
    ["x", "1&c=stolen", "../desk", "0b5d1e3a-6f0a-4a53-9a3e-0d1c2b3a4f5e/citations/1", "a" * 4000],
)
def test_a_cookie_that_names_no_question_goes_nowhere(world: World, value: str) -> None:
    client = world.browser()
    client.set_cookie(COOKIE, value, domain="tool.example")

    assert opened(world.platform.launch(client)) == ""


@pytest.mark.row("letter-4")
@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "//evil.example"])
def test_a_course_without_a_web_address_leads_nowhere(
    world: World, student: Visitor, url: str
) -> None:
    question = asked(student)
    seeds.change(Course, url=url)

    assert followed(student.client, question).status_code == 404


def test_an_lms_that_has_no_address_for_a_whole_page_is_opened_as_it_is(
    world: World, student: Visitor
) -> None:
    question = asked(student)
    seeds.change(Course, url="https://lms.example/course/view.php?id=2")

    assert followed(student.client, question).headers["Location"] == Course.get().url


def test_a_question_that_is_not_there_leads_nowhere(world: World) -> None:
    assert followed(world.browser(), str(uuid4())).status_code == 404
    assert followed(world.browser(), "x").status_code == 404
