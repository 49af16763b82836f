"""The answers of instructors as a file: downloaded, changed, looked at and brought in."""

from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from silabo.domain.answers import Sentence
from silabo.domain.reviews import NewAnswer
from silabo.storage import standing, tables
from silabo.storage.database import connection
from tests.flows.axe import check
from tests.flows.stage import MARIANA, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

PARKING = "¿Hay estacionamiento en el campus?"


@pytest.fixture(autouse=True)
def one_answer(here: Stage, page: Page) -> None:
    with connection():
        tables.Decision.delete().execute()
    here.enter(page, MARIANA)
    with connection():
        title = "Álgebra Lineal I"
        course = tables.Course.get(tables.Course.title == title).id
    said = (Sentence("Sí, detrás.", ()), Sentence("=1+1 no.", ()))
    standing.write_ahead(course, None, NewAnswer(PARKING, "es", "parking", said))


def opened(here: Stage, page: Page) -> FrameLocator:
    desk = here.enter(page, MARIANA)
    desk.locator(".tabs [href='#/desk/answers']").click()
    link = desk.get_by_role("link", name="Respuestas como archivo")
    link.focus()
    link.press("Enter")
    expect(desk.locator("#review-title")).to_be_focused()
    return desk


def choose(desk: FrameLocator, text: str) -> None:
    file = {"name": "answers.csv", "mimeType": "text/csv", "buffer": text.encode()}
    desk.locator("#answers").set_input_files(file)
    button = desk.get_by_role("button", name="Ver qué cambiaría")
    button.focus()
    button.press("Enter")


def test_the_file_comes_back_changed_and_only_after_a_look(
    here: Stage, page: Page, tmp_path: Path
) -> None:
    desk = opened(here, page)
    check(page)
    with page.expect_download() as started:
        desk.get_by_role("button", name="Descargar el archivo").press("Enter")
    started.value.save_as(tmp_path / "answers.csv")
    file = (tmp_path / "answers.csv").read_text(encoding="utf-8")
    new = file + '"¿Hay comedor universitario?","es","Sí.",""\r\n"","es","Nada.",""\r\n'
    choose(desk, new)
    expect(desk.locator("#answer-rows h3")).to_have_text("Qué cambiaría")
    expect(desk.locator("#answer-rows h3")).to_be_focused()
    expect(desk.locator("#answer-rows > .state")).to_contain_text("1 rechazada")
    check(page)
    with connection():
        before = tables.Decision.select().count()
    desk.get_by_role("button", name="Incorporarlas").press("Enter")
    expect(desk.locator("#answer-rows h3")).to_have_text("Qué ha cambiado")
    expect(desk.locator("#groups")).to_contain_text("¿Hay comedor universitario?")

    assert file.startswith("\ufeff")
    assert before == 1


def test_what_is_no_table_is_refused_beside_the_field(here: Stage, page: Page) -> None:
    desk = opened(here, page)
    choose(desk, "pregunta;respuesta\n")

    expect(desk.locator("#answer-file .not-sent")).to_contain_text("debe nombrar las columnas")
    expect(desk.locator("#answer-rows")).to_be_empty()
    here.complaints.clear()  # the browser notes the refusal


def test_another_file_than_the_one_that_was_looked_at_is_not_brought_in(
    here: Stage, page: Page
) -> None:
    desk = opened(here, page)
    choose(desk, "question;answer\n¿Hay comedor universitario?;Sí.\n")
    expect(desk.locator("#answer-rows h3")).to_be_focused()
    other = "question;answer\n¿Hay comedor universitario?;No.\n".encode()
    file = {"name": "other.csv", "mimeType": "text/csv", "buffer": other}
    desk.locator("#answers").set_input_files(file)
    desk.get_by_role("button", name="Incorporarlas").press("Enter")
    expect(desk.locator("#answer-file .not-sent")).to_contain_text("Míralo de nuevo")
    expect(desk.locator("#answer-rows")).to_be_empty()
    here.complaints.clear()  # the browser notes the refusal

    with connection():
        assert tables.Decision.select().count() == 1


def test_where_the_server_cannot_be_reached_the_card_says_so(here: Stage, page: Page) -> None:
    desk = opened(here, page)
    page.route("**/fragments/curated-answers/file", lambda route: route.abort())
    choose(desk, "question;answer\n")

    expect(desk.locator("#answer-file .not-sent")).to_contain_text("No se puede conectar")
    page.unroute("**/fragments/curated-answers/file")
    here.complaints.clear()  # the browser notes the request that was stopped
