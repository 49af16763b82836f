"""No log line holds a person's words, name or address, or anything that opens something."""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from lti_app.app import create_app
from lti_app.parts import Parts
from tests.lms import CLAIM
from tests.world import World
from wiring import logs

QUESTION = "canary-of-the-question"
NAME = "Canary-of-the-name"
ADDRESS = "canary-of-the-address@example.org"
PERSON = "canary-of-the-sub"
COURSE = "Canary-of-the-course"
FILE = "canary-of-the-file"
TEXT = "canary-of-the-text"
HINT = "canary-of-the-hint"
SESSKEY = "canary-of-the-sesskey"
DESCRIPTION = "canary-of-the-description"
CANARIES = [QUESTION, NAME, ADDRESS, PERSON, COURSE, FILE, TEXT, HINT, SESSKEY, DESCRIPTION]


@pytest.fixture
def handlers() -> Iterator[None]:
    """The handlers and level of the root, as they were before."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


def claims(**changes: Any) -> dict[str, Any]:
    back = f"https://lms.example/return.php?sesskey={SESSKEY}"
    return {
        "sub": PERSON,
        "name": NAME,
        "email": ADDRESS,
        f"{CLAIM}context": {"id": "2", "title": COURSE},
        f"{CLAIM}launch_presentation": {"locale": "en", "return_url": back},
        **changes,
    }


def use_everything(world: World) -> list[str]:
    """Walk every way through the tool, good and bad; what opens something on these ways."""
    platform, client = world.platform, world.browser()
    started = platform.login(client, login_hint=HINT, lti_message_hint=HINT)
    token = platform.sign(platform.claims(started.nonce, **claims()))
    form = {"state": started.state, "id_token": token}
    waiting = world.browser().post("/lti/launch", data=form)
    pending = re.search(r'data-code="([^"]+)"', waiting.text)
    assert pending
    client.post("/lti/launch", data=form)
    bound = client.post("/lti/launch/bind", json={"code": pending[1], "secret": started.secret})
    launch, _, code = bound.get_json()["next"].removeprefix("/panel/").partition("#c=")
    visitor = world.visit(**claims(**{f"{CLAIM}roles": ["Instructor"]}))
    made = visitor.post("/api/session/tokens").get_json()["token"]
    visitor.upload(f"{FILE}.md", f"# {TEXT}\n\nThe {QUESTION} is {TEXT}.\n".encode())
    visitor.upload(f"{FILE}.exe", TEXT.encode())
    visitor.upload(f"{FILE}.pdf", TEXT.encode())
    world.work()
    asked = {"text": f"What is the {QUESTION}?", "letter": True}
    question = visitor.post("/api/questions", json=asked).get_json()["id"]
    world.work()
    for path in ("home", "panel", "desk", "data", f"questions/{question}", f"versions/{launch}"):
        visitor.get(f"/fragments/{path}")
    visitor.ask(QUESTION * 200)
    visitor.get(f"/api/questions/{QUESTION}")
    refuse_everything(world, form)
    return [
        started.state,
        started.nonce,
        started.secret,
        token,
        pending[1],
        code,
        visitor.token,
        made,
    ]


def refuse_everything(world: World, form: dict[str, str]) -> None:
    """What is refused, and what fails."""
    client = world.browser()
    client.post("/lti/login", data={"iss": HINT, "login_hint": HINT})
    client.post("/lti/login", data=world.platform.login_parameters(target_link_uri=f"//{HINT}"))
    client.post("/lti/launch", data=form)
    client.post("/lti/launch", data={"state": "x", "error": HINT, "error_description": DESCRIPTION})
    for change in ({"aud": NAME}, {"iss": NAME}, {"exp": 1}, {f"{CLAIM}roles": NAME}):
        world.platform.launch(world.browser(), **claims(**change))
    client.post("/api/session", json={"launch": HINT, "code": HINT})
    client.get("/api/questions", headers={"Authorization": f"Bearer {HINT}"})
    client.get(f"/nothing?x={HINT}")
    parts: Parts = world.system.web

    def broken() -> Any:
        secret = NAME  # a local of a failing function
        raise RuntimeError(f"a part is broken: {secret}")

    create_app(replace(parts, health=broken)).test_client().get("/api/status")


@pytest.mark.row("lti-51")
@pytest.mark.row("attack-42")
@pytest.mark.parametrize("production", [True, False])
def test_a_whole_flow_leaves_nothing_of_a_person_in_the_log(
    world: World, handlers: None, capsys: pytest.CaptureFixture[str], production: bool
) -> None:
    logs.configure(production=production)

    secrets = use_everything(world)

    written = capsys.readouterr().err
    assert [each for each in CANARIES + secrets if each in written] == []
    for event in ("launched", "launch_refused", "request_refused", "request_failed", "letter_sent"):
        assert event in written
    assert "RuntimeError" in written
    assert "a part is broken" not in written
    assert "Logging error" not in written


@pytest.mark.row("lti-51")
def test_no_record_of_any_level_that_is_logged_holds_it_in_a_field(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    secrets = use_everything(world)

    everything = json.dumps([vars(each) for each in caplog.records], default=repr)
    assert len(caplog.records) > 20
    assert [each for each in CANARIES + secrets if each in everything] == []
