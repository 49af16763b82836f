"""Both browsers of these tests are what they stand for: one that a student has."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.flows.browser import chromium, window
from tests.flows.stage import ANA, Stage

pytestmark = pytest.mark.browser

KEPT = "() => [document.cookie.includes('kept=1'), localStorage.getItem('kept')]"
KEEP = """() => {
  document.cookie = "kept=1; SameSite=None; Secure";
  localStorage.setItem("kept", "1");
}"""


@pytest.fixture(params=["of its own", "private"])
def context(
    request: pytest.FixtureRequest, browser: Browser, playwright: Playwright, tmp_path: Path
) -> Iterator[BrowserContext]:
    private = request.param == "private"
    with window(browser) if private else chromium(playwright, tmp_path / "profile") as opened:
        yield opened


def test_a_frame_of_another_site_has_no_cookie_and_a_storage_of_its_own(
    here: Stage, page: Page
) -> None:
    page.goto(f"{here.settings.address}/lti/manual")
    page.evaluate(KEEP)
    alone = page.evaluate(KEPT)
    here.enter(page, ANA)
    framed = next(each for each in page.frames if "/panel/" in each.url)
    before = framed.evaluate(KEPT)
    framed.evaluate(KEEP)

    assert alone == [True, "1"]
    assert before == [False, None]
    assert framed.evaluate(KEPT) == [False, "1"]
