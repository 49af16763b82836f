"""One browser a process and one stage a module; a test has a window and pages of its own."""

import logging
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.browser import chromium, window
from tests.flows.stage import Stage, stage

SOON_MS = 15_000  # what a server has to do first, on a machine that does other things too
expect.set_options(timeout=SOON_MS)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The tool with its workers and the practice LMS, with the demo courses."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with stage(tmp_path_factory.mktemp("stage")) as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium, started once in a process: its start and its end take longer than most tests."""
    with chromium(playwright, tmp_path_factory.mktemp("browser") / "profile") as opened:
        assert opened.browser is not None
        yield opened.browser


@pytest.fixture(params=[375, 1280], ids=str)
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A window of a phone's and of a desktop's width, with an empty profile."""
    with window(browser, width=request.param) as opened:
        yield opened


@pytest.fixture
def page(here: Stage, context: BrowserContext) -> Iterator[Page]:
    """A page that may not complain: no script error, no broken policy. Nobody has asked yet."""
    here.complaints.clear()
    with connection():
        tables.Question.delete().execute()
    yield here.page(context)

    assert here.complaints == []
