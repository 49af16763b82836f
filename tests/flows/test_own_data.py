"""A person takes their data with them, and ends it, from the panel."""

import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.axe import check
from tests.flows.stage import ANA, Stage
from tests.flows.test_small_steps import QUESTION, ask

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def own_data(panel: FrameLocator) -> None:
    """Open "Your data" from the menu."""
    panel.locator("details.menu summary").first.click()
    panel.locator(".menu").get_by_role("link", name="Tus datos").click()
    expect(panel.locator("#reader h2")).to_have_text("Tus datos")


def test_a_copy_is_downloaded_from_within_the_frame(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    own_data(panel)
    with page.expect_download() as started:
        panel.locator("[data-action=copy-data]").click()
    copy = zipfile.ZipFile(Path(started.value.path()))

    expect(panel.locator("#announcer")).to_have_text("Descargado.")
    assert started.value.suggested_filename == "silabo.zip"
    assert QUESTION in [q["text"] for q in json.loads(copy.read("person.json"))["questions"]]


def test_everything_is_deleted_in_two_steps_by_keyboard(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    own_data(panel)
    panel.locator("[data-action=erase]").press("Enter")
    expect(panel.locator("[data-action=keep-data]")).to_be_focused()
    check(page)
    page.keyboard.press("Enter")
    expect(panel.locator("[data-action=erase]")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(panel.locator("[data-action=erase-surely]")).to_be_enabled()
    page.keyboard.press("Enter")
    said = panel.locator("#view .opening")
    expect(said).to_contain_text("Todo lo tuyo se ha borrado.")
    expect(said).to_be_focused()
    with connection():
        left = tables.Person.select().where(tables.Person.sub == str(ANA)).count()

    assert left == 0
