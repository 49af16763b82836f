"""A course that the LMS copied takes over what its instructor chooses, by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from silabo.domain.answers import Sentence
from silabo.domain.queues import Queue
from silabo.domain.reviews import NewAnswer
from silabo.storage import standing, tables
from silabo.storage.database import connection
from tests.flows.axe import check
from tests.flows.stage import FRAME, MARIANA, Stage, stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SOON_MS = 30_000
PASS, DAY = "Se promociona con 8 o más.", "El examen final es el 3 de julio a las 9."


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Stage]:
    """A stage of its own: another course is made in it."""
    with stage(tmp_path / "stage", working=False, embedding_model="none") as running:
        running.work(Queue.DOCUMENTS)
        yield running


def press(control: Locator) -> None:
    """Use a control as the keyboard does."""
    control.focus()
    control.press("Enter")


def copied_course(here: Stage, page: Page) -> FrameLocator:
    """Copy the instructor's course in the LMS, and open the tool in the copy."""
    with connection():
        course = tables.Course.get(tables.Course.context_id == "2").id
    for key, said in (("pass", PASS), ("final", DAY)):
        new = NewAnswer(f"¿{key}?", "es", key, (Sentence(said, ()),))
        standing.write_ahead(course, None, new)
    with connection():
        tables.Decision.update(spread_after=1).execute()
    page.goto(f"{here.lms}/course/view.php?id=2")
    page.locator("form[action='/backup/copy.php'] button").click()
    page.wait_for_load_state()
    page.locator(".activity-row a, a.activity-row").first.click()
    frame = page.frame_locator(FRAME)
    frame.locator("[data-view]").wait_for()
    return frame


def seen(page: Page, name: str) -> None:
    """Axe finds nothing, and nothing is wider than the page."""
    check(page)
    root = page.frame_locator(FRAME).locator("html")
    assert root.evaluate("root => root.scrollWidth <= root.clientWidth"), name


def test_a_copied_course_offers_and_takes_over_what_is_chosen(here: Stage, page: Page) -> None:
    here.enter(page, MARIANA)
    desk = copied_course(here, page)
    seen(page, "offer")
    press(desk.locator(".from-the-lms a[href^='#/desk/copying?course=']").first)
    form = desk.locator("#copy")
    expect(form.locator("[name=document]").first).to_be_checked(timeout=SOON_MS)
    count = form.locator("[name=document]").count()
    assert desk.locator("html").evaluate("root => root.scrollTop") == 0
    seen(page, "choice")
    form.locator("[name=document]").last.focus()
    page.keyboard.press("Space")
    press(form.locator("[type=submit]"))
    expect(desk.locator("#copied-title")).to_be_focused(timeout=SOON_MS)
    expect(form).to_have_count(0)
    seen(page, "copying")
    here.work(Queue.DOCUMENTS)
    state = desk.locator("#copied .copied[data-state=done]")
    expect(state).to_contain_text("2 respuestas tuyas · 1 espera que la confirmes", timeout=SOON_MS)
    expect(state).to_contain_text(f"{count - 1} documentos")
    expect(desk.locator(".tabs").first).to_contain_text(f"Documentos ({count - 1})")
    seen(page, "copied")
    press(state.locator("a[href='#/desk/answers']"))
    waiting = desk.locator("#groups li", has_text=DAY)
    expect(waiting).to_contain_text("no responde a nadie hasta que la publiques", timeout=SOON_MS)
    seen(page, "waiting")
    press(waiting.get_by_role("link"))
    expect(desk.locator("#review-title")).to_be_focused()
    press(desk.locator("#decide .primary"))
    expect(desk.locator("[data-action=undo-decision]")).to_be_focused(timeout=SOON_MS)
    expect(desk.locator("#groups li", has_text=DAY)).not_to_contain_text("hasta que la publiques")


def test_the_settings_lead_to_the_other_courses(here: Stage, page: Page) -> None:
    here.enter(page, MARIANA)
    desk = copied_course(here, page)
    press(desk.locator(".from-the-lms [data-action=take-over]").first)
    expect(desk.locator(".tabs").first).to_be_visible(timeout=SOON_MS)
    press(desk.locator(".tabs a[href='#/desk/settings']"))
    press(desk.get_by_role("link", name="Copiar de otro curso"))
    press(desk.locator("#view a[href^='#/desk/copying?course=']"))
    form = desk.locator("#copy")
    expect(form.locator("[name=document]:disabled").first).to_be_visible(timeout=SOON_MS)
    for tick in ("answers", "settings"):
        form.locator(f"[name={tick}]").set_checked(False)
    press(form.locator("[type=submit]"))
    expect(form.locator(".not-sent")).to_contain_text("Elige primero algo que copiar")
    here.complaints.clear()  # the browser writes down the 422 that this test is about
