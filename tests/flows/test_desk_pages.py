"""The desk's own pages as instructors meet them: whole in each look, and used without a mouse."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from silabo.domain.queues import Queue
from silabo.storage import tables
from silabo.storage.database import connection
from silabo.wording.catalogues import say
from tests.flows.axe import check
from tests.flows.desk_states import COURSES, STATES, walk
from tests.flows.stage import ANA, FRAME, MARIANA, Stage, stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

FIRST, SECOND = "¿Hay estacionamiento en el campus?", "¿Hay duchas en el gimnasio?"
ANSWER = "Sí: detrás del aula magna."
SOON_MS = 20_000  # what a server has to do first
# A click, and at once another on what that has brought.
TWICE = "(button, next) => { button.click(); document.querySelector(next).click(); }"
MOST_STEPS = 40  # of the tabulator, to any control of a page


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Stage]:
    """A stage of its own for each test: they publish, set and upload."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with stage(tmp_path / "stage", working=False, embedding_model="none") as running:
        running.work(Queue.DOCUMENTS)
        yield running


def test_every_page_of_the_desk_is_whole_and_axe_finds_nothing(here: Stage, page: Page) -> None:
    seen = []
    for state in walk(here, page, "es"):
        seen.append(state)
        wide = page.frame_locator(FRAME).locator("html")
        assert wide.evaluate("root => root.scrollWidth <= root.clientWidth"), state
        check(page)

    assert tuple(seen) == STATES


@pytest.mark.parametrize("context", [375], indirect=True, ids=str)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_of_the_desk_fits_on_a_phone_in_other_languages(
    here: Stage, page: Page, language: str
) -> None:
    for state in walk(here, page, language):
        wide = page.frame_locator(FRAME).locator("html")
        assert wide.evaluate("root => root.scrollWidth <= root.clientWidth"), state


def test_what_is_missing_is_answered_by_one_sentence_without_a_mouse(
    here: Stage, page: Page
) -> None:
    asked(here, page, FIRST, SECOND)
    desk = here.enter(page, MARIANA)
    press(page, desk, "[href='#/desk/questions']")
    press(page, desk, "[href='#/desk/gaps']")
    expect(desk.locator("#groups > ul > li")).to_have_count(2, timeout=SOON_MS)
    first = desk.locator("#groups .choices .outlined").first
    href = first.get_attribute("href")
    press(page, desk, f"#groups .choices [href='{href}']")
    expect(desk.locator("#review h2")).to_be_focused(timeout=SOON_MS)
    expect(desk.locator(f"#groups .choices [href='{href}']")).to_have_attribute(
        "aria-current", "true"
    )
    reach(page, desk, "#sentence-1")
    page.keyboard.type(ANSWER)
    press(page, desk, "#review .primary")
    expect(desk.locator("[data-action=undo-decision]")).to_be_focused(timeout=SOON_MS)
    expect(desk.locator("#groups > ul > li")).to_have_count(1, timeout=SOON_MS)

    page.keyboard.press("Enter")
    expect(desk.locator("#review h2")).to_be_focused(timeout=SOON_MS)
    expect(desk.locator("#sentence-1")).to_have_value(ANSWER)
    expect(desk.locator("#groups > ul > li")).to_have_count(2, timeout=SOON_MS)
    press(page, desk, "#review .primary")
    expect(desk.locator("[data-action=undo-decision]")).to_be_focused(timeout=SOON_MS)
    press(page, desk, "#review .close", back=True)
    expect(desk.locator("#review")).to_be_hidden()
    expect(desk.locator(".tabs [aria-current]").first).to_be_focused()
    with connection():
        assert tables.Decision.select().count() == 1


def test_a_review_that_is_closed_gives_the_focus_back_to_where_it_was_opened(
    here: Stage, page: Page
) -> None:
    desk = here.enter(page, MARIANA)
    press(page, desk, "[href='#/desk/answers']")
    press(page, desk, "[href='#/answers/new']")
    expect(desk.locator("#review h2")).to_be_focused(timeout=SOON_MS)
    press(page, desk, "#review .close")

    expect(desk.locator("[href='#/answers/new']")).to_be_focused()


def test_a_course_is_set_without_a_mouse(here: Stage, page: Page) -> None:
    topic = COURSES["es"].topic
    desk = here.enter(page, MARIANA)
    press(page, desk, "[href='#/desk/settings']")
    reach(page, desk, "[name=caution]:checked")
    page.keyboard.press("ArrowUp")
    expect(desk.locator("[value=careful]")).to_be_checked()
    press(page, desk, "[data-action=another-topic]")
    expect(desk.locator(".topics [name=topic]")).to_be_focused()
    page.keyboard.type(topic)
    press(page, desk, "#settings .primary")

    expect(desk.locator("#settings > .state")).to_have_text(
        say("es", "Saved. It counts from the next question on."), timeout=SOON_MS
    )
    expect(desk.locator("#settings .primary")).to_be_focused()
    desk = here.enter(page, MARIANA)
    press(page, desk, "[href='#/desk/settings']")
    expect(desk.locator("[value=careful]")).to_be_checked(timeout=SOON_MS)
    expect(desk.locator(".topics [name=topic]")).to_have_value(topic)


def test_a_menu_that_opens_at_the_lower_edge_is_brought_into_view(here: Stage, page: Page) -> None:
    desk = here.enter(page, MARIANA)
    summary = desk.locator("[data-document] .menu > summary").last
    summary.evaluate("summary => summary.scrollIntoView({ block: 'end' })")
    summary.press("Enter")
    last = desk.locator("[data-document] details[open] li:not([hidden])").last
    expect(last).to_be_in_viewport(ratio=1)

    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(desk.locator("[data-document] details.menu[open]")).to_have_count(0)


def test_two_quick_clicks_delete_no_question_and_erase_nobody(here: Stage, page: Page) -> None:
    panel = asked(here, page, FIRST)
    panel.locator("#card .menu summary").click()
    panel.locator("#card [data-action=delete]").evaluate(TWICE, "#card [data-action=delete-surely]")
    panel.locator(".masthead summary").click()
    panel.locator(".menu [href='#/data']").click()
    panel.locator("[data-action=erase]").evaluate(TWICE, "[data-action=erase-surely]")
    page.wait_for_timeout(1000)

    expect(panel.locator("#reader h2")).to_be_visible()
    with connection():
        assert tables.Question.select().count() == 1


def asked(here: Stage, page: Page, *questions: str) -> FrameLocator:
    """Ask as a student what no document says; the panel with the last answer."""
    panel = here.enter(page, ANA)
    for question in questions:
        panel.locator("#question").fill(question)
        panel.locator("#ask .primary").click()
        expect(panel.locator("#card .card:not(.sending) h2")).to_have_text(
            question, timeout=SOON_MS
        )
        here.work(Queue.ANSWERS)
        expect(panel.locator("#card .card")).to_have_attribute(
            "data-state", "answered", timeout=SOON_MS
        )
    return panel


def reach(page: Page, desk: FrameLocator, selector: str, *, back: bool = False) -> None:
    """Go there by the tabulator, as somebody does who has no mouse."""
    wanted = desk.locator(selector).first
    wanted.wait_for()
    if not desk.locator(":focus").count():
        desk.locator("h1").focus()
    for _ in range(MOST_STEPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if wanted.evaluate("control => control === document.activeElement"):
            return
    raise AssertionError(f"the tabulator does not reach {selector}")


def press(page: Page, desk: FrameLocator, selector: str, *, back: bool = False) -> None:
    """Go there, and press it."""
    reach(page, desk, selector, back=back)
    page.keyboard.press("Enter")
