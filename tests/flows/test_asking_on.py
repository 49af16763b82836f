"""Going on from a question: in its card, in the box, and back to the words as they were written."""

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from silabo.wording.catalogues import say
from tests.flows.axe import check
from tests.flows.stage import ANA, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

FIRST, SECOND = "¿Cuándo es el primer parcial?", "y el segundo?"
WHOLE = "¿Cuándo es el segundo parcial?"


def ask(panel: FrameLocator, question: str) -> None:
    """Ask in the box, and wait for the answer."""
    panel.locator("#question").fill(question)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card h2")).to_have_text(question, timeout=15_000)
    expect(panel.locator("#card .card")).to_have_attribute("data-state", "answered", timeout=15_000)


def ask_on(panel: FrameLocator) -> None:
    panel.get_by_role("button", name=say("es", "Ask more about this")).click()


@pytest.mark.row("thread-1")
def test_a_follow_up_in_a_card_is_understood_by_keyboard_and_undone_by_a_button(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    ask(panel, FIRST)
    ask_on(panel)
    line = panel.get_by_label(say("es", "Ask more about this"))
    expect(line).to_be_focused()
    line.fill(SECOND)
    panel.locator(".asking-on [type=submit]").press("Enter")

    expect(panel.locator("#card .meant")).to_contain_text(WHOLE, timeout=15_000)
    expect(panel.locator("#card h2")).to_be_focused()
    expect(panel.locator("#card .earlier a")).to_have_text(FIRST)
    expect(panel.locator("#announcer")).to_contain_text("Entendida como")
    panel.get_by_role("button", name=say("es", "Search as written")).click()
    expect(panel.locator("#card .meant")).to_have_count(0, timeout=15_000)
    expect(panel.locator("#card h2")).to_have_text(SECOND)
    expect(panel.locator("#card .earlier")).to_have_count(0)


def test_in_the_box_what_does_not_stand_alone_goes_on_from_the_open_card(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    ask(panel, FIRST)
    ask(panel, SECOND)
    expect(panel.locator("#card .meant")).to_contain_text(WHOLE)
    ask(panel, "¿Con qué nota se promociona?")

    expect(panel.locator("#card .earlier")).to_have_count(0)
    expect(panel.locator("#card .meant")).to_have_count(0)


def test_what_is_written_in_a_card_outlives_a_reload_and_its_letter(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    ask(panel, FIRST)
    ask_on(panel)
    panel.locator("#more").fill("y en qué")
    page.wait_for_timeout(4000)  # meanwhile the letter goes, and the card is looked at again
    expect(panel.locator("#more")).to_be_focused()
    expect(panel.locator("#more")).to_have_value("y en qué")
    here.reload(page)

    expect(panel.locator("#more")).to_have_value("y en qué")


def test_an_empty_line_is_answered_with_what_to_do(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel, FIRST)
    ask_on(panel)
    panel.locator(".asking-on [type=submit]").click()

    said = panel.locator(".asking-on .not-sent")
    expect(said).to_have_text("Escribe primero tu pregunta.", use_inner_text=True)
    expect(panel.locator("#more")).to_be_focused()


def test_axe_finds_nothing_in_a_thread(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel, FIRST)
    ask(panel, SECOND)
    ask_on(panel)
    expect(panel.locator("#more")).to_be_focused()

    check(page)


@pytest.mark.row("thread-6")
def test_which_of_several_is_meant_is_asked_back_and_said_by_keyboard(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    ask(panel, "donde rindo el examen")
    expect(panel.locator("#card .card")).to_have_attribute("data-kind", "closest")
    expect(panel.locator(".asked-back")).to_contain_text(say("es", "Which one do you mean?"))
    panel.get_by_role("button", name="primer parcial").press("Enter")

    expect(panel.locator("#card h2")).to_have_text("¿Donde rindo el primer parcial?")
    expect(panel.locator("#card h2")).to_be_focused()
    expect(panel.locator("#card .earlier a")).to_have_text("donde rindo el examen")
    check(page)
