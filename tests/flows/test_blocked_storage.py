"""A browser that lets the tool save nothing: the storage of the platform, or a page that says
so.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect

from tests.flows.browser import chromium, window
from tests.flows.stage import ALGEBRA, ANA, FRAME, MARIANA, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

NOTHING_STORED = (
    "Tu navegador no guarda nada de esta página: al recargarla se pierde el texto que no hayas"
    " enviado."
)


@pytest.fixture(params=[375, 1280], ids=str)
def context(
    request: pytest.FixtureRequest, playwright: Playwright, tmp_path: Path
) -> Iterator[BrowserContext]:
    """A browser in which the tool's site may save nothing, neither cookies nor data."""
    with chromium(
        playwright, tmp_path / "profile", width=request.param, without_storage="localhost"
    ) as opened:
        yield opened


def blocks_storage(page: Page) -> bool:
    """Whether the tool's frame really has no storage: else a test here shows nothing."""
    frame = next(
        each
        for each in page.frames
        if each.name != "lti_platform_storage" and each != page.main_frame
    )
    return frame.evaluate(
        "() => { try { sessionStorage.length; return false; } catch { return true; } }"
    )


def test_without_any_storage_the_page_says_why_and_offers_a_new_tab(
    here: Stage, page: Page
) -> None:
    here.become(page, ANA)
    page.goto(f"{here.lms}/mod/lti/view.php?id={ALGEBRA}")
    frame = page.frame_locator(FRAME)

    expect(frame.locator("#blocked h1")).to_be_visible()
    assert blocks_storage(page)
    expect(frame.get_by_role("link")).to_have_attribute(
        "href", f"{here.lms}/mod/lti/launch.php?id={ALGEBRA}"
    )


def test_in_a_tab_of_its_own_no_other_tab_is_offered(here: Stage, page: Page) -> None:
    here.become(page, ANA)
    page.goto(f"{here.lms}/mod/lti/launch.php?id={ALGEBRA}")

    expect(page.locator("#blocked h1")).to_be_visible()
    link = page.get_by_role("link")
    expect(link).to_have_count(1)
    expect(link).to_have_attribute("href", f"{here.lms}/mod/lti/view.php?id={ALGEBRA}")
    expect(link).not_to_have_attribute("target", "_blank")


def test_the_platforms_storage_opens_the_course_and_the_session_lives_in_memory(
    here: Stage, page: Page
) -> None:
    with here.switched(on=("platform_storage",)):
        panel = here.enter(page, ANA)
    assert blocks_storage(page)
    # It alarms nobody: one small line at the foot, and the page opens as it always does.
    expect(panel.locator("#memory")).to_have_text(NOTHING_STORED)
    expect(panel.locator("#memory")).to_be_visible()
    expect(panel.locator("#notice")).to_be_empty()
    panel.locator("#question").fill("¿Con qué nota se promociona?")
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .answer")).to_contain_text("7 o más", timeout=15_000)

    here.reload(page)
    expect(panel.locator("#view")).to_contain_text("La sesión terminó")
    # What a person reloads is the course page: it launches again, and everything is there.
    with here.switched(on=("platform_storage",)):
        page.reload()
        expect(panel.locator("#list a")).to_have_count(1)


def test_the_connection_check_names_the_platforms_storage(here: Stage, page: Page) -> None:
    with here.switched(on=("platform_storage",)):
        desk = here.enter(page, MARIANA)
    desk.locator(".masthead summary").click()
    desk.get_by_role("link", name="Revisar la conexión").click()

    expect(desk.locator("#reader .facts")).to_contain_text("almacenamiento de la plataforma")


@pytest.mark.parametrize("name", ["close", "location", "constructor", "nobody"])
def test_a_platform_that_names_no_frame_of_its_own_stops_no_launch(
    here: Stage, browser: Browser, name: str
) -> None:
    def misnamed(route: Route) -> None:
        route.continue_(post_data=f"{route.request.post_data}&lti_storage_target={name}")

    with window(browser) as opened:
        page = here.page(opened)
        page.route("**/lti/login", misnamed)
        panel = here.enter(page, ANA)

        expect(panel.locator("#ask")).to_be_visible()


def test_without_cookies_the_storage_of_the_frame_is_enough(here: Stage, browser: Browser) -> None:
    """As in Safari, which sends no cookie from a frame of another site."""

    def without_cookies(route: Route) -> None:
        opened.clear_cookies(name=re.compile("__Host-lti_.*"))
        route.continue_()

    with window(browser) as opened:
        page = here.page(opened)
        page.route("**/lti/launch", without_cookies)
        desk = here.enter(page, MARIANA)
        desk.locator(".masthead summary").click()
        desk.get_by_role("link", name="Revisar la conexión").click()
        expect(desk.locator("#reader .facts")).to_contain_text("almacenamiento de esta página")

        here.reload(page)
        expect(desk.locator("[data-view=desk]")).to_be_visible()
        expect(desk.locator("#notice")).to_be_empty()
        expect(desk.locator("#memory")).to_be_hidden()
