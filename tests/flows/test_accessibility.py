from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Frame, Page, Playwright, expect

from tests.flows.browser import chromium
from tests.flows.stage import ALGEBRA, ANA, CAMILLE, EMILY, MARIANA, OPERATING_SYSTEMS, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

# Swagger UI's page is not ours; what axe finds there is named, so that nothing else hides behind
# it.
SWAGGER_EXCEPTIONS = {"color-contrast", "heading-order", "region"}


@pytest.fixture(params=["light", "dark"])
def context(
    request: pytest.FixtureRequest, playwright: Playwright, tmp_path: Path
) -> Iterator[BrowserContext]:
    dark = request.param == "dark"
    with chromium(playwright, tmp_path / "profile", width=375, dark=dark) as opened:
        yield opened


def test_axe_finds_nothing_in_any_state_of_the_panel(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    expect(panel.locator(".examples")).to_be_visible()
    check(page)
    for question, state in (
        ("¿Con qué nota se promociona?", ".answer"),
        ("¿Hay estacionamiento en el campus?", "[data-action=rephrase]"),
        ("Hola", "[data-kind=reply]"),
    ):
        panel.locator("#question").fill(question)
        panel.locator("#ask .primary").click()
        expect(panel.locator(f"#card .card{state}, #card .card {state}")).to_be_visible()
        check(page)
    panel.locator("#list a", has_text="promociona").click()
    panel.locator(".sources a").first.click()
    expect(panel.locator("#reader .cited")).to_be_visible()
    check(page)
    panel.locator("#reader .close").click()
    panel.locator(".masthead summary").click()
    check(page)
    for name in ("Tus datos", "Clave de API"):
        panel.get_by_role("link", name=name).click()
        expect(panel.locator("#reader h2")).to_have_text(name)
        check(page)
        panel.locator("#reader .close").click()
        panel.locator(".masthead summary").click()


@pytest.mark.parametrize(
    ("person", "activity"),
    [(MARIANA, ALGEBRA), (CAMILLE, OPERATING_SYSTEMS), (EMILY, OPERATING_SYSTEMS)],
)
def test_axe_finds_nothing_where_a_person_arrives(
    here: Stage, page: Page, person: int, activity: int
) -> None:
    here.enter(page, person, activity)
    page.wait_for_timeout(500)

    check(page)


def test_axe_finds_nothing_on_refusals(here: Stage, page: Page) -> None:
    for path in ("/lti/login", "/nowhere", "/panel/00000000-0000-4000-8000-000000000000"):
        page.goto(f"{here.settings.address}{path}")
        assert violations(page.main_frame) == set()
    here.complaints.clear()  # the browser writes down the statuses that this test is about


def test_axe_finds_nothing_but_the_named_on_swaggers_page(here: Stage, page: Page) -> None:
    page.goto(f"{here.settings.address}/api/docs")
    expect(page.locator(".opblock").first).to_be_visible(timeout=15_000)

    assert violations(page.main_frame) <= SWAGGER_EXCEPTIONS


def check(page: Page) -> None:
    """Run axe in the tool's own frame: what stands around it is the LMS's."""
    frame = next(each for each in page.frames if "/panel/" in each.url)

    assert violations(frame) == set()


def violations(frame: Frame) -> set[str]:
    """The names of the rules that axe finds broken."""
    found = Axe().run(frame).response["violations"]
    return {rule["id"] for rule in found}
