"""States of a card and the list: what is seen, what is new, and what is still to come."""

from collections.abc import Callable

from playwright.sync_api import FrameLocator, Page, expect

from silabo.domain.queues import Queue
from tests.flows.stage import Stage

Asker = tuple[int, int, str, str]  # person, activity, and two questions
Picture = Callable[[str], None]


def unseen(here: Stage, page: Page, asker: Asker, picture: Picture) -> None:
    """A letter only if the answer is not seen: the choice, the wait, and the answer."""
    person, activity, question, _ = asker
    frame = here.enter(page, person, activity)
    frame.locator("[name=if_unseen]").check()
    picture("if-unseen")
    _ask(frame, question)
    frame.locator("#card .waiting").wait_for()
    picture("unseen-waiting")
    here.work(Queue.ANSWERS, Queue.LETTERS)
    expect(frame.locator("#card .card")).to_have_attribute("data-state", "answered")
    picture("unseen-answered")


def news(here: Stage, page: Page, asker: Asker, picture: Picture) -> None:
    """An answer that came while another card stood open is new in the list."""
    person, activity, *questions = asker
    frame = here.enter(page, person, activity)
    for text in questions:
        _ask(frame, text)
        expect(frame.locator("#card h2")).to_have_text(text)
    here.work(Queue.ANSWERS, Queue.LETTERS)
    expect(frame.locator("#card .card")).to_have_attribute("data-state", "answered")
    frame.locator("#list .new").first.wait_for()
    frame.locator("#mine").scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    picture("news")


def _ask(frame: FrameLocator, question: str) -> None:
    frame.locator("#question").fill(question)
    frame.locator("#ask .primary").click()
