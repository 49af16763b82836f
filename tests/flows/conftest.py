"""One browser and one stage a module; a test has pages of its own."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.browser import chromium
from tests.flows.stage import Stage, stage


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The tool with its workers and the practice LMS, with the demo courses."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with stage(tmp_path_factory.mktemp("stage")) as running:
        yield running


@pytest.fixture(params=[(375, "light"), (1280, "light")], ids=str)
def context(
    request: pytest.FixtureRequest, playwright: Playwright, tmp_path: Path
) -> Iterator[BrowserContext]:
    """A browser of a phone's and of a desktop's width, with an empty profile; a module that has
    `every_look` in its marks sees both widths in light and dark.
    """
    width, colours = request.param
    with chromium(playwright, tmp_path / "profile", width=width, dark=colours == "dark") as opened:
        yield opened


@pytest.fixture
def page(here: Stage, context: BrowserContext) -> Iterator[Page]:
    """A page that may not complain: no script error, no broken policy. Nobody has asked yet."""
    here.complaints.clear()
    with connection():
        tables.Question.delete().execute()
    yield here.page(context)

    assert here.complaints == []
