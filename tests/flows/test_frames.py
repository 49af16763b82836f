"""Where the tool stands: two frames, a reload, back, a phone's whole page, a tab of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.browser import chromium
from tests.flows.stage import ALGEBRA, ANA, FRAME, MARIANA, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

QUESTION = "¿Con qué nota se promociona?"


@pytest.fixture(params=[375, 1280], ids=str)
def context(
    request: pytest.FixtureRequest, playwright: Playwright, tmp_path: Path
) -> Iterator[BrowserContext]:
    """A browser of its own, no private window: its windows, tabs and history are meant here."""
    with chromium(playwright, tmp_path / "profile", width=request.param) as opened:
        yield opened


@pytest.fixture
def phone(here: Stage, playwright: Playwright, tmp_path: Path) -> Iterator[Page]:
    """A page of a phone's browser that may not complain. Nobody has asked yet."""
    here.complaints.clear()
    with connection():
        tables.Question.delete().execute()
    with chromium(playwright, tmp_path / "phone", width=375, height=740, phone=True) as context:
        yield here.page(context)

    assert here.complaints == []


@pytest.fixture
def second(here: Stage, context: BrowserContext) -> int:
    """A second activity in the course."""
    page = here.page(context)
    here.become(page, MARIANA)
    added = here.add_activity(page, 2, "Segunda")
    page.close()
    return added


def test_two_activities_on_one_page_have_a_session_each(
    here: Stage, page: Page, second: int
) -> None:
    here.become(page, ANA)
    page.goto(f"{here.lms}/course/frames.php?id=2")
    one, other = (page.frame_locator(f"#frame-{each}") for each in (ALGEBRA, second))
    for frame, question in ((one, QUESTION), (other, "¿Cuándo es el primer parcial?")):
        frame.locator("#question").fill(question)
    for frame in (one, other):
        frame.locator("#ask .primary").click()

    expect(one.locator("#card .answer")).to_contain_text("7 o más", timeout=15_000)
    expect(other.locator("#card .answer")).to_contain_text("1 de octubre", timeout=15_000)
    for frame, ended in ((one, True), (other, False)):
        opened = frame.owner.element_handle().content_frame()
        if ended:
            end_session(opened.url)
        opened.evaluate("location.reload()")
    expect(one.locator("#view")).to_contain_text("La sesión terminó")
    expect(other.locator("#list a")).to_have_count(2, timeout=15_000)
    here.complaints.clear()  # the browser writes down the 401 of the session that ended
    page.reload()
    for frame in (one, other):
        expect(frame.locator("#list a")).to_have_count(2, timeout=15_000)


def end_session(address: str) -> None:
    """End the session of the launch that has this address."""
    launch = address.partition("/panel/")[2].partition("#")[0]
    with connection():
        rows = tables.Launch.select().where(tables.Launch.public_id == launch)
        assert tables.Session.delete().where(tables.Session.launch.in_(rows)).execute() == 1


def test_a_reload_of_the_frame_keeps_the_session(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    frame = next(each for each in page.frames if "/panel/" in each.url)
    before = frame.url.partition("#")[0]

    here.reload(page)

    expect(panel.locator("#question")).to_be_visible()
    assert next(each for each in page.frames if "/panel/" in each.url).url == before


def test_a_reload_of_the_page_launches_again(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    page.reload()

    expect(panel.locator("#question")).to_be_visible()


def test_back_walks_through_the_panel_and_then_to_the_course(here: Stage, page: Page) -> None:
    here.become(page, ANA)
    page.goto(f"{here.lms}/course/view.php?id=2")
    page.locator(f".activity-row[href$='id={ALGEBRA}']").click()
    panel = page.frame_locator(FRAME)
    panel.locator("#question").fill(QUESTION)
    panel.locator("#ask .primary").click()
    panel.locator("#card .sources a").first.click(timeout=15_000)
    expect(panel.locator("#reader .cited")).to_be_visible()

    page.evaluate("history.back()")
    expect(panel.locator("#reader")).to_be_hidden()
    expect(panel.locator("#card .answer")).to_be_visible()
    # The LMS posts its messages from pages of its own, of which a browser keeps none or two.
    for _ in range(4):
        if page.url.startswith(f"{here.lms}/course/"):
            break
        page.evaluate("history.back()")
        page.wait_for_timeout(500)
    expect(page.locator(".activity-row").first).to_be_visible()
    here.complaints.clear()  # a message of the LMS that was spent is a 404


def test_coming_back_to_the_activity_opens_it_again(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    page.goto(f"{here.lms}/course/view.php?id=2")
    page.go_back()

    expect(panel.locator("#question")).to_be_visible()


def test_on_a_phone_the_tool_is_the_whole_page_and_leads_back_to_the_course(
    here: Stage, phone: Page
) -> None:
    here.become(phone, ANA)
    phone.goto(f"{here.lms}/mod/lti/view.php?id={ALGEBRA}")
    phone.wait_for_url(f"{here.settings.address}/panel/*")
    phone.locator("#question").fill(QUESTION)
    phone.locator("#ask .primary").tap()
    expect(phone.locator("#card .answer")).to_contain_text("7 o más", timeout=15_000)
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    phone.reload()
    expect(phone.locator("#list a")).to_have_count(1)
    phone.get_by_role("link", name="Volver al curso").tap()
    phone.wait_for_url(f"{here.lms}/course/view.php?id=2")


def test_in_a_window_of_its_own_the_tool_is_the_whole_page(
    here: Stage, page: Page, context: BrowserContext
) -> None:
    here.become(page, MARIANA)
    activity = here.add_activity(page, 2, "En otra ventana", new_window=True)
    here.become(page, ANA)
    page.goto(f"{here.lms}/mod/lti/view.php?id={activity}")
    with context.expect_page() as opening:
        page.get_by_role("link", name="Abrir en una ventana nueva").click()
    tab = opening.value

    expect(tab.locator("#question")).to_be_visible()
    tab.get_by_role("link", name="Volver al curso").click()
    tab.wait_for_url(f"{here.lms}/course/view.php?id=2")
