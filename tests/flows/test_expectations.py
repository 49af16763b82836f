"""Test questions on the desk: proposed from the documents, added, red, changed and removed, by
keyboard alone.
"""

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.axe import check
from tests.flows.stage import MARIANA, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

SOON_MS = 30_000
ASKED = "¿Con qué nota se promociona?"


@pytest.fixture(autouse=True)
def nothing_expected(here: Stage) -> None:
    with connection():
        tables.Expectation.delete().execute()


def press(control: Locator) -> None:
    """Use a control as the keyboard does."""
    control.focus()
    control.press("Enter")


def opened(here: Stage, page: Page) -> FrameLocator:
    desk = here.enter(page, MARIANA)
    press(desk.locator(".tabs").get_by_role("link", name="Preguntas", exact=False).first)
    press(desk.get_by_role("link", name="Preguntas de control"))
    expect(desk.locator("#groups")).to_contain_text("Todavía no hay ninguna")
    return desk


def add(desk: FrameLocator, question: str, says: str) -> None:
    press(desk.get_by_role("link", name="Añadir una pregunta de control"))
    expect(desk.locator("#review-title")).to_be_focused()
    desk.locator("#asks").fill(question)
    if says:
        desk.locator("#says").fill(says)
    else:
        desk.get_by_label("Ninguna respuesta").check()
    press(desk.locator("#expectation .primary"))
    expect(desk.locator("#review")).to_be_hidden()


def test_an_instructor_adds_changes_and_removes_one_and_sees_why_it_is_red(
    here: Stage, page: Page
) -> None:
    desk = opened(here, page)
    add(desk, ASKED, "8 o más")
    add(desk, "¿Hay estacionamiento en el campus?", "")
    red = desk.locator("#groups li[data-verdict=missing]")
    expect(red).to_contain_text("la respuesta no dice \u20688 o más\u2069", timeout=SOON_MS)
    expect(desk.locator("#groups li[data-verdict=met]")).to_have_count(1, timeout=SOON_MS)
    expect(red.locator("blockquote")).not_to_be_empty()
    expect(desk.locator(".tabs.inner")).to_contain_text("Preguntas de control (1)")
    expect(desk.locator(".tabs").first).to_contain_text("Preguntas (1)")
    check(page)

    press(red.get_by_role("link", name="Cambiar o quitar"))
    expect(desk.locator("#says")).to_have_value("8 o más")
    check(page)
    desk.locator("#says").fill("")
    press(desk.locator("#expectation .primary"))
    expect(desk.locator("#expectation .not-sent")).to_contain_text("Escribe lo que debe decirse")
    expect(desk.locator("#says")).to_be_focused()
    desk.locator("#says").fill("7 o más")
    press(desk.locator("#expectation .primary"))
    expect(desk.locator("#groups li[data-verdict=met]")).to_have_count(2, timeout=SOON_MS)
    expect(desk.locator(".tabs.inner")).to_contain_text("Preguntas de control (0)")

    press(desk.locator("#groups .change").first)
    press(desk.locator("[data-action=remove-expectation]"))
    expect(desk.locator("#groups li")).to_have_count(1)
    press(desk.locator("[data-action=try-expectations]"))
    expect(desk.locator("#groups li[data-state=done]")).to_have_count(1, timeout=SOON_MS)


def test_what_is_proposed_is_worded_and_confirmed_one_by_one(here: Stage, page: Page) -> None:
    desk = opened(here, page)
    press(desk.get_by_role("link", name="Proponer algunas"))
    proposals = desk.locator(".proposals > li")
    expect(proposals.first).to_be_visible(timeout=SOON_MS)
    proposed = proposals.count()
    check(page)
    first = proposals.first.locator("textarea")
    first.fill(f"{first.input_value()} ¿Lo sabes?")
    press(proposals.first.get_by_role("button", name="Añadir"))
    expect(proposals).to_have_count(proposed - 1)
    expect(proposals.first.get_by_role("button")).to_be_focused()
    press(proposals.first.get_by_role("button", name="Añadir"))
    expect(proposals).to_have_count(proposed - 2)
    with connection():
        kept = [row.question for row in tables.Expectation.select()]

    assert len(kept) == 2
    assert kept[0].endswith("¿Lo sabes?")
