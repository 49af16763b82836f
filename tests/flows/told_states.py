"""States of a card and the list: what is seen, what is new, and what is still to come."""

from collections.abc import Callable

from playwright.sync_api import FrameLocator, Page, expect

from silabo.domain.queues import Queue
from silabo.storage import courses, tables
from silabo.storage.database import connection
from tests.flows.stage import MARIANA, OLIVER, OPERATING_SYSTEMS, Stage

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


def unapproved(here: Stage, page: Page, asker: Asker, picture: Picture) -> None:
    """An answer that waits for an instructor's approval: its card, the review and the setting."""
    person, activity, question, _ = asker
    _approval(wanted=True)
    frame = here.enter(page, person, activity)
    _ask(frame, question)
    frame.locator("#card .waiting").wait_for()
    page.wait_for_timeout(1500)
    picture("unapproved-working")
    here.work(Queue.ANSWERS)
    frame.locator("#card .unapproved").wait_for()
    page.wait_for_timeout(500)
    picture("unapproved")
    desk = here.enter(page, OLIVER if activity == OPERATING_SYSTEMS else MARIANA, activity)
    desk.locator("#groups a").first.wait_for()
    picture("unapproved-desk")
    desk.locator("#groups a").first.click()
    desk.locator("#review h2").wait_for()
    page.wait_for_timeout(300)
    picture("unapproved-review")
    desk.locator("h1").evaluate("() => { location.hash = '#/desk/settings'; }")
    desk.locator("[name=approval]").scroll_into_view_if_needed()
    picture("unapproved-setting")
    _approval(wanted=False)
    here.work(Queue.LETTERS)


def _approval(*, wanted: bool) -> None:
    with connection():
        for course in list(tables.Course.select()):  # read to its end before writing
            courses.choose_approval(course.id, wanted=wanted)


def _ask(frame: FrameLocator, question: str) -> None:
    frame.locator("#question").fill(question)
    frame.locator("#ask .primary").click()
