"""An answer that was not seen is marked in the list, in words, and no longer once it was opened."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from silabo.domain.queues import Queue
from silabo.storage import tables
from silabo.storage.database import connection
from silabo.wording.catalogues import say
from tests.flows.axe import violations
from tests.flows.stage import ANA, Stage, stage
from tests.tasks.work import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

FIRST, SECOND = "¿Cuándo es el primer parcial?", "¿Con qué nota se promociona?"
SOON_MS = 20_000
NEW = say("es", "New")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A stage whose workers do nothing by themselves: a test says when the answer is there."""
    with stage(tmp_path_factory.mktemp("stage"), working=False) as running:
        running.work(Queue.DOCUMENTS)
        yield running


def ask(panel: FrameLocator, text: str) -> None:
    panel.locator("#question").fill(text)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card h2")).to_have_text(text, timeout=SOON_MS)
    expect(panel.locator("#card .waiting")).to_be_visible(timeout=SOON_MS)


def unread() -> list[str]:
    with connection():
        return [row.text for row in tables.Question.select().where(tables.Question.unread > 0)]


def test_what_came_behind_another_card_is_new_until_it_is_opened(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel, FIRST)
    ask(panel, SECOND)
    here.work(Queue.ANSWERS, Queue.LETTERS)
    row = panel.locator("#list .question", has_text=FIRST)
    open_one = panel.locator("#list .question", has_text=SECOND)
    expect(row).to_contain_text(NEW, timeout=SOON_MS)
    counted = panel.locator("#mine h2").inner_text()
    found = violations(next(each for each in page.frames if "/panel/" in each.url))
    only_first = eventually(lambda: unread() == [FIRST])
    row.focus()
    page.keyboard.press("Enter")
    expect(panel.locator("#list .new")).to_have_count(0, timeout=SOON_MS)

    assert found == set()
    assert only_first
    expect(open_one).not_to_contain_text(NEW)
    assert counted.endswith("1 nueva")
    assert unread() == []
    expect(panel.locator("#mine h2")).to_have_text(say("es", "My questions"))
