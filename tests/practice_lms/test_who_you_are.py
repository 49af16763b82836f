import pytest
from flask.testing import FlaskClient

from practice_lms.app import PracticeOptions
from tests.practice_lms.acting_tool import ANA, EMILY, ActingTool


def test_the_cookie_is_lax_and_hidden_from_scripts(
    client: FlaskClient, options: PracticeOptions
) -> None:
    reply = client.post(
        "/login/index.php", data={"person": ANA}, headers={"Origin": options.issuer}
    )
    (cookie,) = reply.headers.getlist("Set-Cookie")

    assert cookie == "PracticeSession=3; HttpOnly; Path=/; SameSite=Lax"


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://localhost:8000", "http://127.0.0.1:8002", "https://evil.example"],
)
def test_no_other_site_can_make_you_somebody_else(tool: ActingTool, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    reply = tool.client.post("/login/index.php", data={"person": EMILY}, headers=headers)

    assert reply.status_code == 403
    assert "Set-Cookie" not in reply.headers


@pytest.mark.parametrize("person", ["", "2", "99", "ana.benitez"])
def test_only_the_people_of_the_world_can_be_chosen(
    client: FlaskClient, options: PracticeOptions, person: str
) -> None:
    reply = client.post(
        "/login/index.php", data={"person": person}, headers={"Origin": options.issuer}
    )

    assert reply.status_code == 403


def test_nobody_is_chosen_by_a_link(client: FlaskClient) -> None:
    reply = client.get(f"/login/index.php?person={ANA}")

    assert reply.status_code == 405


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/mod/lti/view.php?id=2", "/mod/lti/view.php?id=2"),
        ("/course/view.php?id=3", "/course/view.php?id=3"),
        ("/mailbox", "/mailbox"),
        ("/#activities", "/#activities"),
        ("https://evil.example/", "/"),
        ("//evil.example/mailbox", "/"),
        ("/\\evil.example", "/"),
        ("/mailbox\n", "/"),
        ("/mod/lti/return.php?course=2", "/"),
    ],
)
def test_choosing_leads_back_to_a_page_of_this_site_only(
    client: FlaskClient, options: PracticeOptions, asked: str, led_to: str
) -> None:
    reply = client.post(
        "/login/index.php",
        data={"person": ANA, "next": asked},
        headers={"Origin": options.issuer},
    )

    assert reply.status_code == 303
    assert reply.location == led_to


def test_a_cookie_of_nobody_is_nobody(client: FlaskClient) -> None:
    client.set_cookie("PracticeSession", "1 OR 1=1")

    assert client.get("/course/view.php?id=2").status_code == 303
