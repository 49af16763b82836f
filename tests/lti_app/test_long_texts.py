"""A request of one person never holds the interpreter: what is long is refused unread.

Not the clock is asked, but what reaches the functions whose time grows with the square of a text.
"""

import io
import json
import unicodedata
from collections.abc import Iterator

import pytest

from lti_app.app import LARGEST_REQUEST
from lti_app.asking import LONGEST_QUESTION, LONGEST_SENT
from lti_app.limits import LONGEST_HEADER, LONGEST_PATH, LONGEST_QUERY
from silabo.language.normal_forms import MOST_MARKS
from tests.lms import CLAIM
from tests.world import World

# Two marks of different classes in turn: each is out of order, and all are compared.
MARKS = "\u0301\u0323" * 45_000
ADDRESS = f"https://a{MARKS}/x"


@pytest.fixture
def longest_run(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How long the runs of marks were that reached Unicode's own normalization."""
    runs: list[int] = []
    normalize = unicodedata.normalize

    def watched(form: str, text: str) -> str:
        runs.append(longest(text))
        return normalize(form, text)  # type: ignore[arg-type]

    monkeypatch.setattr(unicodedata, "normalize", watched)
    return runs


def longest(text: str) -> int:
    """The length of the longest run of combining marks."""
    most = run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        most = max(most, run)
    return most


@pytest.mark.row("load-5")
@pytest.mark.parametrize("name", ["text", "title", "code"])
def test_a_field_of_the_api_is_cut_before_it_is_normalized(
    world: World, longest_run: list[int], name: str
) -> None:
    person = world.instructor()
    path, fields = {
        "text": ("/api/questions", {"text": MARKS}),
        "title": ("/api/placements", {"title": MARKS}),
        "code": ("/api/session", {"launch": person.launch, "code": MARKS}),
    }[name]
    body = json.dumps(fields, ensure_ascii=False).encode()
    longest_run.clear()
    answer = person.post(path, data=body, content_type="application/json")

    assert answer.status_code == 422
    assert max(longest_run, default=0) <= MOST_MARKS


@pytest.mark.row("load-5")
def test_a_question_that_is_too_long_says_how_long_it_may_be(world: World) -> None:
    answer = world.student().ask("a" * (LONGEST_SENT + 1))

    assert answer.get_json()["code"] == "question_too_long"
    assert str(LONGEST_QUESTION // 1000) in answer.get_json()["detail"]


@pytest.mark.row("load-5")
def test_a_question_of_marks_within_the_limit_keeps_what_a_language_could_write(
    world: World, longest_run: list[int]
) -> None:
    answer = world.student().ask("a" + MARKS[: LONGEST_SENT - 1])

    assert answer.status_code == 201
    assert len(answer.get_json()["text"]) <= MOST_MARKS + 1
    assert max(longest_run) <= MOST_MARKS


@pytest.mark.row("attack-39")
def test_a_pasted_log_is_kept_whole_and_read_by_what_is_asked_under_it(world: World) -> None:
    line = "main.c:10: warning: implicit declaration of function 'open' [-Wimplicit]\n"
    text = f"{line * 100}hola, ¿cuándo es el parcial? gracias"
    student = world.student()
    asked = student.ask(text).get_json()
    world.work()
    answer = student.get(f"/api/questions/{asked['id']}").get_json()["answer"]

    assert len(asked["text"]) > 6000
    assert asked["language"] == "es"
    assert answer["searched"] == ["parcial"]


@pytest.mark.row("load-5")
def test_a_file_name_is_cut_before_it_is_normalized(world: World, longest_run: list[int]) -> None:
    form = {"file": (io.BytesIO(b"The exam is on 3 June."), f"Plan{MARKS}.md")}
    answer = world.instructor().post("/api/documents", data=form)

    assert answer.status_code == 201
    assert answer.get_json()["file_name"].startswith("Pla")
    assert answer.get_json()["file_name"].endswith(".md")
    assert max(longest_run) <= MOST_MARKS


@pytest.mark.row("load-5")
@pytest.mark.parametrize(
    "name", ["iss", "client_id", "login_hint", "target_link_uri", "lti_message_hint", "x"]
)
def test_a_login_by_a_stranger_is_refused_before_an_address_is_taken_apart(
    world: World, longest_run: list[int], name: str
) -> None:
    parameters = world.platform.login_parameters(**{name: ADDRESS})
    answer = world.browser().post("/lti/login", data=parameters, content_type="multipart/form-data")

    assert answer.status_code == 400
    assert max(longest_run, default=0) <= MOST_MARKS


@pytest.mark.row("load-5")
@pytest.mark.parametrize(
    "claim",
    [
        f"{CLAIM}target_link_uri",
        f"{CLAIM}launch_presentation",
        f"{CLAIM}context",
        f"{CLAIM}resource_link",
        "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice",
        "name",
        "email",
    ],
)
def test_a_claim_of_a_launch_is_cut_before_it_is_taken_apart(
    world: World, longest_run: list[int], claim: str
) -> None:
    address = f"https://a{MARKS[:8_000]}/x"
    objects = {
        f"{CLAIM}launch_presentation": {"return_url": address, "locale": address},
        f"{CLAIM}context": {"id": "2", "title": address, "label": address},
        f"{CLAIM}resource_link": {"id": "1", "title": address},
        "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice": {
            "context_memberships_url": address
        },
    }
    opened = world.platform.launch(world.browser(), **{claim: objects.get(claim, address)})

    assert opened.status_code in {303, 400}
    assert max(longest_run, default=0) <= MOST_MARKS


@pytest.mark.row("load-5")
def test_what_stands_around_a_body_is_refused_when_it_is_long(world: World) -> None:
    browser = world.browser()
    path = browser.get("/letters/unsubscribe/" + "a" * LONGEST_PATH)
    query = browser.get("/lti/register", query_string={"invite": "a" * LONGEST_QUERY})
    header = browser.get("/api/status", headers={"Accept-Language": "a" * (LONGEST_HEADER + 1)})
    wishes = browser.get("/", headers={"Accept-Language": "es," * (LONGEST_HEADER // 3)})
    body = browser.post("/lti/login", data={"iss": "a" * LARGEST_REQUEST})

    statuses = [each.status_code for each in (path, query, header, body)]
    assert statuses == [414, 414, 431, 413]
    assert wishes.status_code == 200


@pytest.mark.row("load-5")
@pytest.mark.parametrize("name", ["code", "secret"])
def test_a_secret_of_a_login_has_its_limit(world: World, name: str) -> None:
    given = {"code": "a", "secret": "b", name: "a" * 5000}
    answer = world.browser().post("/lti/launch/bind", json=given)

    assert answer.status_code == 400
