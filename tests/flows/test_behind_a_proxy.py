"""What a person reads when something between the page and the tool answers in its place."""

import logging
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, Route, expect

from silabo.storage import tables
from silabo.storage.database import connection
from silabo.wording.catalogues import say
from tests.flows.behind_nginx import Behind, behind
from tests.flows.browser import window
from tests.flows.stage import (
    ALGEBRA,
    ANA,
    CAMILLE,
    EMILY,
    FRAME,
    MARIANA,
    OPERATING_SYSTEMS,
    Stage,
    stage,
)
from tests.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

QUESTION = "¿Con qué nota se promociona?"
NOT_SENT = "Not sent. Your text is still here."
AWAY = "The server is not responding. Try again in a minute."
LATE = (
    "The server took too long to answer. Your text is still here: sending it again does not ask"
    " twice."
)
FOREIGN = (
    "Something else answered in place of the server. Try again; if it keeps happening, tell an"
    " administrator."
)
UNREACHABLE = "The server cannot be reached. Check your connection and try again."
TOO_MANY = "Too many requests. Try again in a moment."
ASKERS = [("es", ANA, ALGEBRA), ("en", EMILY, OPERATING_SYSTEMS), ("fr", CAMILLE, ALGEBRA)]
DEADLINE_MS = 30_000  # longer than a page waits


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Behind]]:
    """The tool behind nginx, and the practice LMS that frames it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    port = free_port()
    folder = tmp_path_factory.mktemp("proxied")
    with (
        stage(folder, public_url=f"https://localhost:{port}") as here,
        behind(here.system.app, port) as proxy,
    ):
        yield here, proxy


@pytest.fixture
def here(proxied: tuple[Stage, Behind]) -> Stage:
    return proxied[0]


@pytest.fixture
def proxy(proxied: tuple[Stage, Behind]) -> Iterator[Behind]:
    """The proxy, which answers again when a test has ended, however it has."""
    yield proxied[1]
    proxied[1].everything_answers()


@pytest.fixture(params=[375, 1280], ids=str)
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    with window(browser, width=request.param, any_certificate=True) as opened:
        yield opened


def send(panel: FrameLocator, text: str = QUESTION) -> None:
    panel.locator("#question").fill(text)
    panel.locator("#ask .primary").click()


def still_there(panel: FrameLocator, said: str) -> None:
    """The sentence is there, the text too, and the button takes it again."""
    expect(panel.locator(".not-sent p")).to_have_text(said, timeout=DEADLINE_MS)
    expect(panel.locator("#question")).to_have_value(QUESTION)
    expect(panel.locator("#ask .primary")).not_to_have_attribute("aria-disabled", "true")


def sent_again(here: Stage, panel: FrameLocator) -> None:
    """The button beside the sentence sends it, and one question came of it all."""
    panel.locator("[data-action=resend]").click()
    expect(panel.locator("#card .card:not(.sending)")).to_be_visible(timeout=15_000)
    expect(panel.locator("#question")).to_have_value("")
    with connection():
        assert tables.Question.select().count() == 1
    here.complaints.clear()  # the browser writes down the answers that this test is about


@pytest.mark.row("proxy-1")
@pytest.mark.parametrize(("language", "person", "activity"), ASKERS)
def test_a_tool_that_is_away_is_told_in_the_readers_language_and_the_text_stays(
    here: Stage, proxy: Behind, page: Page, language: str, person: int, activity: int
) -> None:
    panel = here.enter(page, person, activity)
    proxy.tool_goes_away()
    with page.expect_response("**/api/questions") as answered:
        send(panel)

    assert (answered.value.status, answered.value.status_text) == (502, "")  # as HTTP/2 has it
    still_there(panel, f"{say(language, NOT_SENT)} {say(language, AWAY)}")
    proxy.tool_comes_back()
    sent_again(here, panel)


@pytest.mark.row("proxy-2")
def test_a_tool_that_hangs_is_told_and_sending_again_asks_once(
    here: Stage, proxy: Behind, page: Page
) -> None:
    panel = here.enter(page, ANA)
    proxy.tool_hangs()
    with page.expect_response("**/api/questions") as answered:
        send(panel)

    assert answered.value.status == 504
    still_there(panel, say("es", LATE))
    proxy.tool_answers()
    sent_again(here, panel)


@pytest.mark.row("proxy-3")
def test_sending_ends_also_where_nothing_answers_at_all(
    here: Stage, proxy: Behind, page: Page
) -> None:
    panel = here.enter(page, ANA)
    proxy.proxy_hangs()
    send(panel)
    expect(panel.locator("#ask .primary")).to_have_text(say("es", "Sending…"))

    still_there(panel, say("es", LATE))
    proxy.proxy_goes_on()
    sent_again(here, panel)


@pytest.mark.row("proxy-4")
def test_a_file_that_is_too_large_for_the_proxy_is_told_beside_its_name(
    here: Stage, page: Page
) -> None:
    desk = here.enter(page, MARIANA)
    large = {"name": "Apuntes.txt", "mimeType": "text/plain", "buffer": b"palabra " * 300_000}
    with page.expect_response("**/api/documents") as answered:
        desk.locator("#upload input[type=file]").set_input_files(large)

    assert answered.value.status == 413
    sentence = say("es", "The file is larger than the server accepts.")
    expect(desk.locator(".uploads .refused")).to_contain_text(f"Apuntes.txt: {sentence}")
    here.complaints.clear()  # the browser writes down the 413 that this test is about


@pytest.mark.row("proxy-4")
def test_an_upload_to_a_tool_that_is_away_is_told_beside_its_name(
    here: Stage, proxy: Behind, page: Page
) -> None:
    desk = here.enter(page, MARIANA)
    proxy.tool_goes_away()
    file = {"name": "Avisos.txt", "mimeType": "text/plain", "buffer": b"El aula es la 4."}
    desk.locator("#upload input[type=file]").set_input_files(file)

    expect(desk.locator(".uploads .refused")).to_contain_text(f"Avisos.txt: {say('es', AWAY)}")
    proxy.tool_comes_back()
    here.complaints.clear()  # the browser writes down the 502 that this test is about


@pytest.mark.row("proxy-1")
def test_a_page_that_opens_while_the_tool_goes_away_opens_when_it_is_loaded_again(
    here: Stage, proxy: Behind, page: Page
) -> None:
    page.route("**/api/session", lambda route: (proxy.tool_goes_away(), route.continue_()))
    here.open(page, ANA)
    frame = page.frame_locator(FRAME)
    expect(frame.locator("#view")).to_have_text(say("es", AWAY))
    page.unroute("**/api/session")
    proxy.tool_comes_back()
    here.reload(page)

    expect(frame.locator("#ask")).to_be_visible()
    here.complaints.clear()  # the browser writes down the 502 that this test is about


@pytest.mark.row("proxy-1")
@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_an_address_that_is_opened_while_the_tool_is_away_says_so(
    here: Stage, proxy: Behind, browser: Browser, language: str
) -> None:
    with window(browser, locale=language, any_certificate=True) as opened:
        page = opened.new_page()
        proxy.tool_goes_away()
        answer = page.goto(f"{here.settings.address}/lti/manual")
        proxy.tool_comes_back()

        assert answer is not None
        assert answer.status == 502
        expect(page.locator("h1")).to_have_text(say(language, AWAY))


@pytest.mark.row("proxy-1")
def test_a_launch_whose_last_step_nobody_answers_does_not_blame_the_browser(
    here: Stage, proxy: Behind, page: Page, context: BrowserContext
) -> None:
    def without_cookies(route: Route) -> None:
        context.clear_cookies(name=re.compile("__Host-lti_.*"))
        route.continue_()

    page.route("**/lti/launch", without_cookies)
    page.route("**/lti/launch/bind", lambda route: (proxy.tool_goes_away(), route.continue_()))
    here.open(page, ANA)

    expect(page.frame_locator(FRAME).get_by_role("alert")).to_have_text(say("es", AWAY))
    proxy.tool_comes_back()
    here.complaints.clear()  # the browser writes down the 502 that this test is about


@pytest.mark.row("proxy-5")
@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"status": 429}, TOO_MANY),
        ({"status": 403, "content_type": "text/html", "body": "<h1>Forbidden</h1>"}, FOREIGN),
        ({"status": 404, "content_type": "application/json", "body": "{}"}, FOREIGN),
        ({"status": 200, "content_type": "text/html", "body": "<h1>Log in</h1>"}, FOREIGN),
        ({"status": 302, "headers": {"Location": "/login"}}, UNREACHABLE),
        ({"status": 500, "content_type": "application/problem+json", "body": "{"}, AWAY),
        (None, UNREACHABLE),
    ],
    ids=["429", "403", "404", "200", "302", "500", "no network"],
)
def test_whatever_else_answers_is_never_shown_as_an_answer_of_ours(
    here: Stage, page: Page, answer: dict[str, object] | None, sentence: str
) -> None:
    def instead(route: Route) -> None:
        if answer is None:
            route.abort()
        else:
            route.fulfill(**answer)

    panel = here.enter(page, ANA)
    page.route("**/api/questions", instead)
    send(panel)

    still_there(panel, f"{say('es', NOT_SENT)} {say('es', sentence)}")
    page.unroute("**/api/questions")
    sent_again(here, panel)


@pytest.mark.row("proxy-6")
def test_a_page_that_waits_says_that_nothing_answers_and_stops_saying_it(
    here: Stage, proxy: Behind, page: Page
) -> None:
    panel = here.enter(page, ANA)
    send(panel)
    expect(panel.locator("#card .answer")).to_be_visible(timeout=15_000)
    with connection():
        tables.Question.update(state="queued", status=None, run_after=4_000_000_000_000).execute()
    panel = here.enter(page, ANA)
    expect(panel.locator("#card .waiting")).to_be_visible()
    proxy.tool_goes_away()

    expect(panel.locator("#notice")).to_have_text(say("es", AWAY), timeout=DEADLINE_MS)
    proxy.tool_comes_back()
    expect(panel.locator("#notice")).to_be_empty(timeout=DEADLINE_MS)
    here.complaints.clear()  # the browser writes down the 502 that this test is about
