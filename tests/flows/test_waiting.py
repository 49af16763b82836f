from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from silabo.domain.queues import Queue
from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.stage import ANA, JOAQUIN, Stage, stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

QUESTION = "¿Cuándo es el primer parcial?"
SOON_MS = 60_000  # until a page looks at a waiting question again


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A stage whose workers do nothing by themselves: what waits goes on waiting."""
    with stage(tmp_path_factory.mktemp("stage"), working=False) as running:
        running.work(Queue.DOCUMENTS)
        yield running


def test_passages_and_place_are_there_while_a_question_waits(here: Stage, page: Page) -> None:
    other = here.enter(page, JOAQUIN)
    other.locator("#question").fill("¿Se puede usar calculadora?")
    other.locator("#ask .primary").click()
    expect(other.locator("#card .waiting")).to_be_visible()
    panel = here.enter(page, ANA)

    panel.locator("#question").fill(QUESTION)
    panel.locator("#ask .primary").click()
    card = panel.locator("#card .card")

    expect(card.locator(".passage").first).to_contain_text("1 de octubre")
    expect(card.locator(".state")).to_have_text("En espera: 2 de 2 · unos minutos")
    expect(panel.locator("#question")).to_have_value("")
    expect(panel.locator("#question")).to_be_focused()

    here.work(Queue.ANSWERS, Queue.LETTERS)

    expect(card).to_have_attribute("data-state", "answered", timeout=20_000)
    expect(card.locator(".answer")).to_contain_text("1 de octubre")
    expect(panel.locator("#announcer")).to_have_text("La respuesta está lista.")
    expect(panel.locator("#list .word")).to_have_text("Respondida")


def test_a_waiting_question_can_be_cancelled(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    panel.locator("#question").fill(QUESTION)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .waiting")).to_be_visible()

    panel.get_by_role("button", name="Cancelar").click()

    expect(panel.locator("#card .card")).to_have_count(0)
    expect(panel.locator("#list a")).to_have_count(0)
    expect(panel.locator("#question")).to_be_focused()


def test_a_question_that_is_cancelled_while_the_page_looks_at_it_leaves_no_error(
    here: Stage, page: Page
) -> None:
    held: list[Route] = []
    holding = False

    def hold(route: Route) -> None:
        held.append(route) if holding else route.continue_()

    page.route("**/fragments/questions/*-*", hold)
    panel = here.enter(page, ANA)
    panel.locator("#question").fill(QUESTION)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .waiting")).to_be_visible()
    with page.expect_request("**/fragments/questions/*-*", timeout=SOON_MS):
        holding = True

    panel.get_by_role("button", name="Cancelar").click()
    page.wait_for_timeout(500)  # longer than removing takes
    holding = False
    looks = len(held)  # two, where the page looked at once when the draft had ended
    for route in held:
        route.continue_()

    assert looks
    expect(panel.locator("#card .card")).to_have_count(0)
    expect(panel.locator("#list a")).to_have_count(0)


def test_a_failed_question_can_be_asked_again(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    panel.locator("#question").fill(QUESTION)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .waiting")).to_be_visible()
    with connection():
        tables.Question.update(state="failed").execute()
    card = panel.locator("#card .card")
    expect(card).to_contain_text("No pudimos escribir la respuesta", timeout=10_000)
    expect(card.locator(".passage").first).to_contain_text("1 de octubre")

    panel.get_by_role("button", name="Intentar otra vez").click()

    expect(card).to_have_attribute("data-state", "queued", timeout=10_000)
    expect(panel.locator("#list a")).to_have_count(1)


def test_a_reload_finds_the_waiting_question_and_the_unsent_text(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    panel.locator("#question").fill(QUESTION)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .waiting")).to_be_visible()
    panel.locator("#question").fill("¿Y el segundo?")

    here.reload(page)

    expect(panel.locator("#question")).to_have_value("¿Y el segundo?")
    expect(panel.locator("#card .card h2")).to_have_text(QUESTION)


def test_two_taps_make_one_question(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    panel.locator("#question").fill(QUESTION)

    panel.locator("#ask .primary").dblclick()

    expect(panel.locator("#card .waiting")).to_be_visible()
    with connection():
        assert tables.Question.select().count() == 1


def test_text_stays_in_the_box_when_the_session_has_ended(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    with connection():
        tables.Session.delete().execute()
    panel.locator("#question").fill(QUESTION)

    panel.locator("#ask .primary").click()

    expect(panel.locator(".not-sent")).to_contain_text("La sesión terminó")
    expect(panel.locator(".not-sent button")).to_be_hidden()  # trying again would end the same way
    expect(panel.locator("#question")).to_have_value(QUESTION)
    here.complaints.clear()  # the browser writes down the 401 that this test is about
    page.reload()
    expect(panel.locator("#question")).to_have_value(QUESTION)
    stranger = here.enter(page, JOAQUIN)
    expect(stranger.locator("#question")).to_have_value("")


def test_examples_fill_the_box_and_do_not_send(here: Stage, page: Page) -> None:
    panel = here.first_visit(page, ANA)

    panel.locator(".examples button").first.click()

    expect(panel.locator("#question")).to_have_value(QUESTION)
    with connection():
        assert tables.Question.select().count() == 0
