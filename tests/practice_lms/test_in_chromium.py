"""The practice LMS in a real browser, beside a tool on another site, without third-party
cookies.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from practice_lms.app import PracticeOptions, create_app
from tests.practice_lms.stub_tool import stub_tool
from tests.web_server import closing_answers, served

pytestmark = pytest.mark.browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDTHS = {375: {"width": 375, "height": 740}, 1280: {"width": 1280, "height": 800}}
PAGES = {
    "nobody_yet": "/",
    "start": "/",
    "course": "/course/view.php?id=2",
    "activity": "/mod/lti/view.php?id=2",
    "refused": "/mod/lti/view.php?id=3",
    "mailbox": "/mailbox",
    "letter": "/mailbox/1.eml",
    "broken_letter": "/mailbox/2.eml",
    "return": "/mod/lti/return.php?course=2&lti_errormsg=No",
    "error": "/nowhere",
}


FOR_ADMINISTRATORS = {
    "tools": "/mod/lti/toolconfigure.php",
    "wrong_address": "/mod/lti/toolconfigure.php?url=nothing",
    "renewing": "/mod/lti/startltiadvregistration.php?url={tool}/lti/register",
    "add_activity": "/course/modedit.php?course=2",
    "selecting": "/course/modedit.php?course=2&select=1&tool=1",
    "frames": "/course/frames.php?id=3",
    "course": "/course/view.php?id=3",
}


@dataclass(frozen=True)
class Practice:
    """The running practice LMS: its address, its mail folder, and what browsers asked of it."""

    issuer: str
    tool_url: str
    mail_folder: Path
    asked: list[tuple[str, str, bool]]  # method, path, whether the cookie came along


class Recorder:
    """A WSGI app that writes down each request before it hands it on."""

    def __init__(self, app: WSGIApplication, asked: list[tuple[str, str, bool]]) -> None:
        self._app = app
        self._asked = asked

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        cookie = "PracticeSession" in environ.get("HTTP_COOKIE", "")
        self._asked.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], cookie))
        return self._app(environ, start)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory, key_folder: Path) -> Iterator[Practice]:
    mail_folder = tmp_path_factory.mktemp("mail")
    asked: list[tuple[str, str, bool]] = []
    with (
        served(stub_tool()) as tool,
        served(Flask(__name__)) as server,
    ):
        issuer, tool_url = f"http://127.0.0.1:{server.port}", f"http://localhost:{tool.port}"
        app = create_app(PracticeOptions(issuer, tool_url, "client", "1", key_folder, mail_folder))
        server.app = closing_answers(Recorder(app, asked))  # its port had to be known first
        put_letter(mail_folder, "1.eml", "Tu pregunta: ¿Con qué nota se promociona?")
        (mail_folder / "2.eml").write_bytes(b"\x00 broken")
        yield Practice(issuer, tool_url, mail_folder, asked)


@pytest.fixture(scope="module")
def context(
    tmp_path_factory: pytest.TempPathFactory, playwright: Playwright
) -> Iterator[BrowserContext]:
    profile = tmp_path_factory.mktemp("profile")
    (profile / "Default").mkdir()
    blocked = {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": True}}
    (profile / "Default" / "Preferences").write_text(json.dumps(blocked))
    opened = playwright.chromium.launch_persistent_context(
        profile, executable_path="/usr/bin/chromium", args=ARGUMENTS, locale="es-AR"
    )
    yield opened
    opened.close()


@pytest.fixture(params=WIDTHS, ids=str)
def page(
    context: BrowserContext, practice: Practice, request: pytest.FixtureRequest
) -> Iterator[Page]:
    context.clear_cookies()
    practice.asked.clear()
    opened = context.new_page()
    opened.set_viewport_size(WIDTHS[request.param])
    opened.goto(practice.issuer)
    yield opened
    opened.close()


def put_letter(folder: Path, name: str, subject: str) -> None:
    message = EmailMessage()
    message["From"] = "Sílabo <silabo@example.org>"
    message["To"] = "Ana Benítez <ana.benitez@example.org>"
    message["Subject"] = subject
    message["Date"] = "Wed, 3 Jun 2026 10:00:00 +0000"
    message.set_content("Se promociona con 7 o más [1].")
    message.add_alternative(
        "<html lang=es><title>Carta</title><p style='color: #005500'>Se promociona con 7 o más.</p>"
        "<script>document.body.textContent = 'a script ran'</script>"
        "<img alt='' src='https://remote.example/pixel.png'></html>",
        subtype="html",
    )
    (folder / name).write_bytes(message.as_bytes())


def be_ana(page: Page) -> None:
    page.get_by_role("button", name="Ana Benítez").click()
    expect(page.get_by_text("Eres tú")).to_be_visible()


def test_a_newcomer_chooses_somebody_and_opens_the_tool(page: Page, practice: Practice) -> None:
    be_ana(page)
    page.get_by_role("link", name="Pregunta al curso").click()
    frame = page.frame_locator("#contentframe")

    expect(frame.locator("h1")).to_have_text("Ana Benítez")
    expect(frame.locator("#course")).to_have_text("Álgebra Lineal I")
    # Third-party cookies are really blocked, and the platform's own Lax cookie came all the same:
    # left out of the request that the tool started, sent with the repost.
    expect(frame.locator("#cookie")).to_have_text("The cookie did not come")
    assert [(m, came) for m, path, came in practice.asked if path.endswith("auth.php")] == [
        ("GET", False),
        ("POST", True),
    ]


def test_the_frame_fills_what_the_window_leaves(page: Page, practice: Practice) -> None:
    be_ana(page)
    page.goto(f"{practice.issuer}/mod/lti/view.php?id=2")
    expect(page.frame_locator("#contentframe").locator("h1")).to_be_visible()
    box = page.locator("#contentframe").bounding_box()
    height = page.evaluate("document.documentElement.clientHeight")

    assert box is not None
    assert box["height"] >= 320
    assert height - (box["y"] + box["height"]) == pytest.approx(15, abs=1)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_reload_of_the_activity_launches_again(page: Page, practice: Practice) -> None:
    be_ana(page)
    page.goto(f"{practice.issuer}/mod/lti/view.php?id=2")
    expect(page.frame_locator("#contentframe").locator("h1")).to_be_visible()
    page.reload()

    expect(page.frame_locator("#contentframe").locator("h1")).to_have_text("Ana Benítez")


def test_the_return_address_leaves_the_frame_for_the_course(page: Page, practice: Practice) -> None:
    be_ana(page)
    page.goto(f"{practice.issuer}/mod/lti/view.php?id=2")
    page.frame_locator("#contentframe").locator("#back").click()

    page.wait_for_url(f"{practice.issuer}/course/view.php?id=2")


def test_a_launch_in_a_new_tab_shows_who_launches_and_brings_the_cookie(
    page: Page, practice: Practice
) -> None:
    be_ana(page)
    page.goto(f"{practice.issuer}/mod/lti/view.php?id=2")
    with page.context.expect_page() as opening:
        page.frame_locator("#contentframe").locator("#tab").click()
    tab = opening.value

    expect(tab.locator("h1")).to_have_text("Ana Benítez")
    expect(tab.locator("#cookie")).to_have_text("The cookie came")
    tab.close()


def test_a_letter_is_shown_without_its_scripts_and_remote_pictures(
    page: Page, practice: Practice
) -> None:
    be_ana(page)
    remote: list[str] = []
    page.on("requestfinished", lambda request: remote.append(request.url))
    page.goto(f"{practice.issuer}/mailbox/1.eml")
    letter = page.frame_locator(".letter-html")

    expect(letter.locator("p")).to_have_css("color", "rgb(0, 85, 0)")
    expect(letter.get_by_text("a script ran")).to_have_count(0)
    assert all(address.startswith(practice.issuer) for address in remote)


def test_a_new_letter_appears_by_itself(page: Page, practice: Practice) -> None:
    be_ana(page)
    page.goto(f"{practice.issuer}/mailbox")
    put_letter(practice.mail_folder, "3.eml", "Un mensaje nuevo")
    try:
        expect(page.get_by_role("link", name="Un mensaje nuevo")).to_be_visible(timeout=10_000)
        expect(page.get_by_role("status")).to_have_text("Han llegado mensajes nuevos.")
    finally:
        (practice.mail_folder / "3.eml").unlink()


ANSWERS_MS, IS_SILENT_MS = 10_000, 500  # what a busy machine may need, and what is waited in vain
ASK_STORAGE = """async ([prefix, subject, value, limit]) => {
  const frame = (window.parent === window ? window : window.parent).frames.lti_platform_storage;
  const message = { subject: `${prefix}lti.${subject}`, message_id: "1", key: "state", value };
  return new Promise((resolve) => {
    window.addEventListener("message", (event) => resolve(event.data), { once: true });
    setTimeout(() => resolve(null), limit);
    frame.postMessage(message, "*");
  });
}"""


@pytest.mark.parametrize("prefix", ["", "org.imsglobal."])
def test_the_platforms_storage_keeps_what_a_tool_puts_into_it(
    page: Page, practice: Practice, prefix: str
) -> None:
    page.get_by_role("button", name="Teresa Vidal").click()
    page.goto(f"{practice.issuer}/mod/lti/toolconfigure.php")
    page.locator("[name=platform_storage]").check()
    page.locator(".tool .plain").click()
    page.goto(f"{practice.issuer}/mod/lti/view.php?id=2")
    expect(page.frame_locator("#contentframe").locator("#course")).to_be_visible()
    tool = next(each for each in page.frames if each.url.startswith(practice.tool_url))
    empty = tool.evaluate(ASK_STORAGE, [prefix, "get_data", None, ANSWERS_MS])
    put = tool.evaluate(ASK_STORAGE, [prefix, "put_data", "secret", ANSWERS_MS])
    got = tool.evaluate(ASK_STORAGE, [prefix, "get_data", None, ANSWERS_MS])
    stranger = page.evaluate(ASK_STORAGE, [prefix, "get_data", None, IS_SILENT_MS])

    assert empty["value"] is None
    assert put["subject"] == f"{prefix}lti.put_data.response"
    assert (got["value"], got["message_id"]) == ("secret", "1")
    assert stranger is None


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, practice: Practice, name: str) -> None:
    if name != "nobody_yet":
        be_ana(page)
    page.goto(f"{practice.issuer}{PAGES[name]}")
    check(page)


@pytest.mark.parametrize("name", FOR_ADMINISTRATORS)
def test_axe_finds_nothing_for_administrators(page: Page, practice: Practice, name: str) -> None:
    page.get_by_role("button", name="Teresa Vidal").click()
    page.goto(practice.issuer + FOR_ADMINISTRATORS[name].format(tool=practice.tool_url))
    check(page)


def test_a_tool_that_places_is_launched_in_the_dialog(page: Page, practice: Practice) -> None:
    page.get_by_role("button", name="Teresa Vidal").click()
    page.goto(practice.issuer + FOR_ADMINISTRATORS["selecting"])
    frame = page.frame_locator("#selecting")

    expect(frame.locator("h1")).to_have_text("Teresa Vidal")
    expect(frame.locator("#back")).to_have_attribute(
        "href", re.compile(r"/mod/lti/contentitem_return\.php\?course=2&id=1&")
    )


# The frames have the empty title that Moodle gives them: a tool has to name its page by itself.
AS_MOODLE_IS = {"rules": {"frame-title": {"enabled": False}}}


def check(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options=AS_MOODLE_IS)

        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
