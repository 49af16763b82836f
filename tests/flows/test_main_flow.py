import io

import docx
import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.flows.stage import ANA, EMILY, MARIANA, OPERATING_SYSTEMS, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

QUESTION = "¿En qué aula se entrega el proyecto final?"


def project_guide(room: str) -> bytes:
    """A Word document with a table of deliveries."""
    guide = docx.Document()
    guide.add_heading("Guía del proyecto", level=1)
    guide.add_heading("Entregas", level=2)
    table = guide.add_table(rows=3, cols=3)
    for row, cells in zip(
        table.rows,
        (
            ("Instancia", "Fecha", "Aula"),
            ("Entrega parcial", "2 de noviembre", "Aula 7"),
            ("Proyecto final", "23 de noviembre", room),
        ),
        strict=True,
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    file = io.BytesIO()
    guide.save(file)
    return file.getvalue()


def bring(desk: FrameLocator, name: str, data: bytes) -> None:
    """Bring a document, and wait until it can be asked about."""
    desk.locator("#upload input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )
    document = desk.locator("tr", has_text=name)
    expect(document).to_have_attribute("data-state", "ready", timeout=20_000)


def follow_letter(here: Stage, page: Page, room: str) -> None:
    """Read the answer's letter, and follow it to the question in the course."""
    page.goto(f"{here.lms}/mailbox")
    page.get_by_role("link", name="Álgebra Lineal I").first.click()
    letter = page.frame_locator("iframe")
    expect(letter.locator("body")).to_contain_text(room)
    with page.context.expect_page() as opened:
        letter.get_by_role("link", name="Abrir la pregunta en el curso").click()
    expect(opened.value.locator("#card .card .answer")).to_contain_text(room, timeout=10_000)
    opened.value.close()


def test_from_a_teachers_word_file_to_a_students_cited_answer_and_letter(
    here: Stage, page: Page
) -> None:
    width = page.viewport_size["width"]
    room = f"Laboratorio {width}"
    bring(here.enter(page, MARIANA), f"Guía del proyecto {width}.docx", project_guide(room))

    panel = here.enter(page, ANA)
    panel.locator("#question").fill(QUESTION)
    panel.locator("#ask .primary").click()
    card = panel.locator("#card .card")
    expect(card.locator(".answer")).to_contain_text(room, timeout=10_000)
    expect(card.locator(".state")).to_contain_text("y por correo", timeout=10_000)

    card.locator(".sources a", has_text=f"{width}").first.click()
    cited = panel.locator("#reader tr.cited")
    expect(cited).to_contain_text(room)
    expect(cited).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel.locator("#reader")).to_be_hidden()
    expect(card.locator(".sources a", has_text=f"{width}").first).to_be_focused()

    follow_letter(here, page, room)

    stranger = here.enter(page, EMILY, OPERATING_SYSTEMS)
    stranger.locator("#question").fill(QUESTION)
    stranger.locator("#ask .primary").click()
    expect(stranger.locator("#card .card[data-state=answered]")).to_be_visible(timeout=10_000)
    expect(stranger.locator("body")).not_to_contain_text(room)
    page.goto(f"{here.lms}/mailbox")
    expect(page.locator("body")).not_to_contain_text("Álgebra")
