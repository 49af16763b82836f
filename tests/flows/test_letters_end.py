import pytest
from playwright.sync_api import Page, expect

from tests.flows.axe import violations
from tests.flows.stage import ANA, MARIANA, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


def test_a_student_ends_the_letters_from_one_of_them_by_keyboard_and_ticks_again(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    panel.locator("[name=letter]").check()
    panel.locator("#question").fill("¿Con qué nota se promociona?")
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .card .state")).to_contain_text("y por correo", timeout=20_000)
    page.goto(f"{here.lms}/mailbox")
    page.get_by_role("link", name="Álgebra Lineal I").first.click()
    link = page.frame_locator("iframe").get_by_role("link", name="No recibir más correos")
    with page.context.expect_page() as opened:
        link.click()
    ending = opened.value
    looked = violations(ending.main_frame)
    ending.keyboard.press("Tab")
    expect(ending.get_by_role("button", name="Dejar de recibir correos")).to_be_focused()
    ending.keyboard.press("Enter")
    expect(ending.get_by_role("heading")).to_have_text("No se enviarán más correos")
    ended = violations(ending.main_frame)
    ending.close()
    again = here.enter(page, ANA)

    assert looked == ended == set()
    expect(again.locator("[name=letter]")).not_to_be_checked()
    again.locator("[name=letter]").check()
    again.locator("#question").fill("¿Con qué nota se promociona la materia?")
    again.locator("#ask .primary").click()
    expect(again.locator("#card .card .state")).to_contain_text("y por correo", timeout=20_000)


def test_an_instructor_chooses_about_the_daily_letter_by_keyboard(here: Stage, page: Page) -> None:
    desk = here.enter(page, MARIANA)
    choice = desk.locator("#notices")
    expect(choice).to_have_value("daily")
    choice.focus()
    with page.expect_response("**/api/session/notices") as kept:
        page.keyboard.press("ArrowDown")
    again = here.enter(page, MARIANA)

    assert kept.value.status == 204
    expect(again.locator("#notices")).to_have_value("never")
    again.locator("#notices").select_option("daily")


def test_a_choice_that_could_not_be_kept_is_taken_back_in_sight(here: Stage, page: Page) -> None:
    desk = here.enter(page, MARIANA)
    choice = desk.locator("#notices")
    at_first = choice.input_value()
    page.route("**/api/session/notices", lambda route: route.abort())
    choice.focus()
    page.keyboard.press("ArrowDown")

    expect(desk.locator("#notice")).to_contain_text("No se puede conectar con el servidor")
    expect(choice).to_have_value(at_first)
    here.complaints.clear()  # the browser writes down the request that was stopped
