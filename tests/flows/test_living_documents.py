"""Documents that change while a course asks: replaced, hidden until a day, shown again."""

import logging
from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from silabo.domain.queues import Queue
from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.stage import ANA, FRAME, MARIANA, Stage, stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

ASKED = "¿En qué aula es la revisión de exámenes?"
PICKED = "#upload [type=file]"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The tool whose workers do only what a test tells them to."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with stage(tmp_path_factory.mktemp("stage"), working=False) as running:
        running.work(Queue.DOCUMENTS)
        yield running


def file(name: str, room: int) -> dict[str, str | bytes]:
    text = f"# Revisión\n\nLa revisión de exámenes es en el aula {room}.\n"
    return {"name": name, "mimeType": "text/markdown", "buffer": text.encode()}


def answered(here: Stage, page: Page) -> FrameLocator:
    """A student's card with the answer to the question."""
    panel = here.enter(page, ANA)
    panel.locator("#question").fill(ASKED)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .card")).to_be_visible()
    here.work(Queue.ANSWERS)
    expect(panel.locator("#card .card")).to_have_attribute("data-state", "answered")
    return panel


def replaced(here: Stage, page: Page, name: str) -> None:
    """Bring a document, and one of the same name in its place, which nobody has read yet."""
    desk = here.enter(page, MARIANA)
    desk.locator(PICKED).set_input_files(file(name, 11))
    row = desk.locator("tr", has_text=name)
    expect(row).to_have_attribute("data-state", "received")
    here.work(Queue.DOCUMENTS)
    expect(row.locator(".state-cell")).to_contain_text("Listo")  # without a reload

    desk.locator(PICKED).set_input_files(file(name, 42))
    offered = desk.locator(".uploads .told")
    expect(offered).to_contain_text("El curso ya tiene un documento con este nombre")
    offered.get_by_role("button", name=f"Sustituirlo: {name}").click()
    expect(row).to_have_count(1)
    expect(row.locator(".state-cell")).to_contain_text("Sustituyendo")


def tried(page: Page) -> None:
    """Try a question on the desk that is open."""
    desk = page.frame_locator(FRAME)
    desk.get_by_text("Probar una pregunta").click()
    desk.locator("#tried").fill(ASKED)
    desk.get_by_role("button", name="Probarla").click()
    expect(desk.locator("#preview .card")).to_contain_text("aula 11")
    expect(desk.locator("#preview ol.passages li").first).to_contain_text("por palabras:")


def refused(here: Stage, page: Page, name: str) -> None:
    """Bring a new version that cannot be read, and dismiss it."""
    desk = here.enter(page, MARIANA)
    row = desk.locator("tr", has_text=name)
    expect(row.locator(".state-cell")).to_contain_text("Listo")
    row.locator("details.menu > summary").click()
    row = desk.locator(f'[data-document="{row.get_attribute("data-document")}"]')
    broken = f"%PDF-1.4 broken {name}".encode()
    row.locator("[data-replaces]").set_input_files(
        {"name": name.replace(".md", ".pdf"), "mimeType": "application/pdf", "buffer": broken}
    )
    expect(row.locator(".state-cell")).to_contain_text("Sustituyendo")
    here.work(Queue.DOCUMENTS)
    expect(row.locator(".state-cell")).to_contain_text("La nueva versión se rechazó")
    expect(row.locator("th")).to_contain_text(".pdf")
    row.locator(".state-cell").get_by_role("button").click()
    expect(row.locator(".state-cell")).to_have_text("Listo")


def test_a_document_is_replaced_while_a_student_asks_and_hidden_until_a_day(
    here: Stage, page: Page
) -> None:
    name = f"Revisión {page.viewport_size['width']}.md"
    with connection():
        tables.Document.delete().where(tables.Document.title.startswith("Revisión")).execute()
    replaced(here, page, name)
    tried(page)
    panel = answered(here, page)
    expect(panel.locator("#card")).to_contain_text("aula 11")
    here.work(Queue.DOCUMENTS, Queue.UPKEEP)
    panel.locator(".sources a").first.click()
    expect(panel.locator("#reader")).to_contain_text("Este documento se ha sustituido")
    panel.locator("#reader").get_by_role("link", name="Abrir lo que dice ahora").click()
    expect(panel.locator("#reader")).to_contain_text("aula 42")

    refused(here, page, name)
    row = page.frame_locator(FRAME).locator("tr", has_text=name)
    row.locator("details.menu > summary").click()
    row.locator("[type=date]").fill("2199-03-12")
    row.locator("[data-action=show-from]").click()
    expect(row.locator(".visible-cell")).to_contain_text("Oculto hasta el 12 mar 2199")
    expect(answered(here, page).locator("#card")).not_to_contain_text("aula 42")

    row = here.enter(page, MARIANA).locator("tr", has_text=name)
    row.locator("details.menu > summary").click()
    row.locator("[data-action=show]").click()
    expect(row.locator(".visible-cell")).to_contain_text("Sí")
    expect(answered(here, page).locator("#card")).to_contain_text("aula 42")
