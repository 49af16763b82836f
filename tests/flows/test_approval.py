"""An answer that waits for an instructor's approval: what its students see, and how one key lets it
go to all of them.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from silabo.domain.queues import Queue
from silabo.storage import courses, tables
from silabo.storage.database import connection, now_ms
from silabo.wording.catalogues import say
from tests.flows.axe import check
from tests.flows.letters import letters, throw_away
from tests.flows.stage import ANA, JOAQUIN, MARIANA, Stage, stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

ASKED = "¿Cuándo es el primer parcial?"
ANSWER = "jueves 1 de octubre"
SOON_MS = 20_000
WAITS = say("es", "Your instructors review the answer before you see it.")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A stage whose workers do nothing by themselves: a test says when the answer is there."""
    with stage(tmp_path_factory.mktemp("stage"), working=False) as running:
        running.work(Queue.DOCUMENTS)
        yield running


@pytest.fixture(autouse=True)
def nothing_before(here: Stage) -> None:
    throw_away(here)
    with connection():
        tables.Question.delete().execute()
        tables.Delivery.delete().execute()
        tables.Decision.delete().execute()
        for course in list(tables.Course.select()):
            courses.choose_approval(course.id, wanted=True)


def ask(here: Stage, page: Page, person: int) -> FrameLocator:
    """A question whose answer waits; the panel with its card."""
    panel = here.enter(page, person)
    panel.locator("#question").fill(ASKED)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .waiting")).to_be_visible(timeout=SOON_MS)
    here.work(Queue.ANSWERS, Queue.LETTERS)
    expect(panel.locator("#card .unapproved")).to_be_visible(timeout=SOON_MS)
    return panel


def time_to_undo_is_over(here: Stage) -> None:
    with connection():
        tables.Decision.update(spread_after=now_ms() - 1).execute()
    here.work(Queue.LETTERS)


def told() -> list[str]:
    """What was written to askers."""
    with connection():
        rows = tables.Delivery.select().where(tables.Delivery.question.is_null(False))
        return sorted(row.state for row in rows)


def test_one_key_lets_what_waits_go_to_all_who_asked(here: Stage, page: Page) -> None:
    ask(here, page, JOAQUIN)
    panel = ask(here, page, ANA)
    card = panel.locator("#card .card")
    expect(card).to_contain_text(WAITS)
    expect(card).to_have_attribute("data-state", "unapproved")
    expect(card.locator(".passage").first).to_be_visible()
    expect(card.locator(".answer")).to_have_count(0)
    expect(panel.locator("#list .question").first).to_contain_text(say("es", "Being checked"))
    check(page)
    before = told()
    desk = here.enter(page, MARIANA)
    first = desk.locator("#groups li").first
    expect(first).to_contain_text("Espera tu visto bueno, para 2 estudiantes")
    first.locator("a").focus()
    page.keyboard.press("Enter")
    expect(desk.locator("#review h2")).to_be_focused()
    expect(desk.locator("#review")).to_contain_text(say("es", "Answer that waits"))
    check(page)
    page.keyboard.press("a")
    expect(desk.locator(".decided button")).to_be_focused(timeout=SOON_MS)
    time_to_undo_is_over(here)
    panel = here.enter(page, ANA)
    expect(panel.locator("#card .answer")).to_contain_text(ANSWER)
    expect(panel.locator("#card .card")).to_contain_text("Revisada por tus docentes")

    assert before == []
    assert told() == ["sent", "sent"]
    assert len(letters(here)) == 2


def test_the_setting_is_made_by_keyboard_and_without_it_what_waits_is_told(
    here: Stage, page: Page
) -> None:
    ask(here, page, ANA)
    desk = here.enter(page, MARIANA)
    desk.locator("h1").evaluate("() => { location.hash = '#/desk/settings'; }")
    tick = desk.locator("[name=approval]")
    expect(tick).to_be_checked()
    check(page)
    tick.focus()
    page.keyboard.press("Space")
    desk.locator("#settings [type=submit]").focus()
    page.keyboard.press("Enter")
    expect(desk.locator("#settings .state")).to_contain_text("Guardado", timeout=SOON_MS)
    here.work(Queue.LETTERS)
    panel = here.enter(page, ANA)
    expect(panel.locator("#card .answer")).to_contain_text(ANSWER)
    desk = here.enter(page, MARIANA)
    desk.locator("h1").evaluate("() => { location.hash = '#/desk/settings'; }")
    expect(desk.locator("[name=approval]")).not_to_be_checked()

    assert told() == ["sent"]


def test_a_page_that_was_open_before_a_colleague_wanted_approval_lets_nothing_go(
    here: Stage, page: Page
) -> None:
    with connection():
        for course in list(tables.Course.select()):
            courses.choose_approval(course.id, wanted=False)
    desk = here.enter(page, MARIANA)
    desk.locator("h1").evaluate("() => { location.hash = '#/desk/settings'; }")
    expect(desk.locator("[name=approval]")).not_to_be_checked()
    with connection():
        for course in list(tables.Course.select()):
            courses.choose_approval(course.id, wanted=True)
    desk.locator("[name=caution][value=careful]").check()
    desk.locator("#settings [type=submit]").click()
    expect(desk.locator("#settings .state")).to_contain_text("Guardado", timeout=SOON_MS)
    with connection():
        found = tables.Course.select().where(tables.Course.caution == "careful").get()

    assert found.approval is True


def test_dismissed_its_student_reads_so_and_may_ask_the_instructors(
    here: Stage, page: Page
) -> None:
    ask(here, page, ANA)
    desk = here.enter(page, MARIANA)
    desk.locator("#groups a").first.click()
    desk.locator("[data-action=dismiss-question]").click()
    desk.locator(".decided button").wait_for()
    time_to_undo_is_over(here)
    card = here.enter(page, ANA).locator("#card .card")
    expect(card).to_contain_text("han decidido no darla aquí")
    expect(card.locator("[data-action=hand-over]")).to_be_visible()

    assert told() == ["sent"]
