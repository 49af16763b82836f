"""What an instructor has is dropped as it is: slides, the copy of a Moodle course, and a scan."""

import logging
from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from silabo.domain.queues import Queue
from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.stage import ANA, MARIANA, Stage, stage
from tests.ingest.archives import SPACES, Slide, box, pptx, title
from tests.ingest.containers.samples import Backup, tape, text
from tests.ingest.pictures import encoded, printed
from tests.ingest.pptx.test_pictures import pic
from tests.ingest.scans import scan
from tests.services.running import program

# Chromium and Tesseract: the two are together where the tests of servers run.
pytestmark = [pytest.mark.browser, pytest.mark.service, pytest.mark.timeout(300)]

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
NOTES = "../notesSlides/notesSlide1.xml"
SPOKEN = "Contar lo del año pasado"
SCANNED = ("Reglamento de los laboratorios", "", "El laboratorio abre a las 8:40 en el aula 217.")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The tool whose workers do only what a test tells them to."""
    program("tesseract")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with stage(tmp_path_factory.mktemp("stage"), working=False, embedding_model="none") as running:
        running.work(Queue.DOCUMENTS)
        yield running


def slides() -> bytes:
    """Two slides; what is said to the first stands beside it."""
    shown = Slide(
        title("Bases") + box("Una base genera el espacio."), related=[("notesSlide", NOTES)]
    )
    inner = box(SPOKEN, placeholder='type="body"')
    spoken = f"<p:notes {SPACES}><p:cSld><p:spTree>{inner}</p:spTree></p:cSld></p:notes>"
    return pptx(shown, title("Dimensión"), parts={"ppt/notesSlides/notesSlide1.xml": spoken})


def copied_course() -> bytes:
    """A page that students see, and one that they do not."""
    backup = Backup()
    backup.section(1)
    page = "<content>&lt;p&gt;Las consultas son los jueves a las 17.&lt;/p&gt;</content>"
    backup.activity("page", 1, text("Consultas de álgebra", rest=page))
    backup.activity("page", 2, text("Soluciones", rest="<content>42</content>"), visible="0")
    return tape(backup.made())


def brought(width: int) -> dict[str, tuple[str, bytes]]:
    """The files by their names; the course keeps those of the other width, too."""
    return {
        f"Bases {width}.pptx": (PPTX, slides()),
        f"copia {width}.mbz": ("application/octet-stream", copied_course()),
        f"Reglamento {width}.pdf": ("application/pdf", scan(SCANNED)),
    }


def dropped(desk: FrameLocator, files: dict[str, tuple[str, bytes]]) -> None:
    desk.locator("#upload [type=file]").set_input_files(
        [
            {"name": name, "mimeType": media_type, "buffer": data}
            for name, (media_type, data) in files.items()
        ]
    )


def state_of(desk: FrameLocator, name: str) -> Locator:
    return desk.locator("tr", has_text=name).locator(".state-cell")


def follow_notice(desk: FrameLocator, name: str, notice: str) -> Locator:
    """Open a document's notices and go where one leads; the reader."""
    state_of(desk, name).locator("summary").click()
    state_of(desk, name).get_by_role("link", name=notice).click()
    reader = desk.locator("#reader")
    expect(reader).to_be_visible()
    return reader


def test_slides_a_copied_course_and_a_scan_become_documents_before_the_eyes(
    here: Stage, page: Page
) -> None:
    with connection():
        tables.Document.delete().execute()
    files = brought(page.viewport_size["width"])
    bases, copy, rules = files
    desk = here.enter(page, MARIANA)
    dropped(desk, files)
    for name in files:
        expect(state_of(desk, name)).to_contain_text("En cola", timeout=30_000)

    here.work(Queue.DOCUMENTS)
    expect(state_of(desk, copy)).to_contain_text("Separado en sus documentos")
    expect(state_of(desk, copy)).to_contain_text("partes ocultas o restringidas")
    expect(state_of(desk, "Consultas de álgebra")).to_contain_text("Listo")
    expect(desk.locator("tr", has_text="Soluciones")).to_have_count(0)
    expect(state_of(desk, bases)).to_contain_text("Listo")
    reader = follow_notice(desk, bases, "notas del orador")
    expect(reader).to_contain_text("Una base genera el espacio.")
    expect(reader).not_to_contain_text(SPOKEN)

    desk = here.enter(page, MARIANA)
    reader = follow_notice(desk, rules, "imagen")
    expect(reader).to_contain_text("El laboratorio abre a las 8:40")
    panel = here.enter(page, ANA)
    panel.locator("#question").fill("¿A qué hora abre el laboratorio?")
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .card")).to_be_visible()
    here.work(Queue.ANSWERS)
    expect(panel.locator("#card .card")).to_contain_text("8:40")
    expect(panel.locator("#card .sources")).to_contain_text("leíd")


DRAWN = ("Entrega del segundo trabajo", "", "El segundo trabajo se entrega el 18 de noviembre.")


def pictured() -> bytes:
    """A slide with text, and one whose words are a picture."""
    drawn = Slide(title("Entregas") + pic((1, 2, 8, 3)), related=[("image", "../media/image1.png")])
    first = title("Consultas") + box("Las consultas son los lunes en el aula 12.")
    parts = {"ppt/media/image1.png": encoded(printed(DRAWN))}
    return pptx(first, drawn, parts=parts)  # type: ignore[arg-type]


def asked(here: Stage, page: Page, question: str) -> Locator:
    """The answer's card, and under it its sources."""
    panel = here.enter(page, ANA)
    panel.locator("#question").fill(question)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .card")).to_be_visible()
    here.work(Queue.ANSWERS)
    return panel.locator("#card")


def test_the_text_of_slides_answers_at_once_and_the_words_of_their_picture_with_the_remark(
    here: Stage, page: Page
) -> None:
    with connection():
        tables.Document.delete().execute()
    name = f"Fechas {page.viewport_size['width']}.pptx"
    desk = here.enter(page, MARIANA)
    dropped(desk, {name: (PPTX, pictured())})
    expect(state_of(desk, name)).to_contain_text("En cola", timeout=30_000)
    here.system.workers.run(Queue.DOCUMENTS)
    expect(state_of(desk, name)).to_contain_text("leyendo imágenes: falta 1")
    expect(asked(here, page, "¿Dónde son las consultas?")).to_contain_text("aula 12")

    here.work(Queue.DOCUMENTS)
    desk = here.enter(page, MARIANA)
    expect(state_of(desk, name)).not_to_contain_text("leyendo")
    reader = follow_notice(desk, name, "Texto leído de una imagen")
    expect(reader).to_contain_text("se entrega el 18 de noviembre")
    expect(reader).to_contain_text("Entregas: texto leído de una imagen, seguro al")
    card = asked(here, page, "¿Cuándo se entrega el segundo trabajo?")
    expect(card.locator(".card")).to_contain_text("18 de noviembre")
    expect(card.locator(".sources")).to_contain_text("leído de una imagen")
