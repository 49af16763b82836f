"""The small steps of the panel and the desk: an empty box, copying, deleting, looking as a
student.
"""

import re
import time

import pytest
import requests
from playwright.sync_api import FrameLocator, Page, expect

from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.stage import ANA, MARIANA, TERESA, Stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

QUESTION = "¿Con qué nota se promociona?"
TABLE = (
    "# Entregas\n\n| Instancia | Fecha | Tema | Docente | Observaciones | Aula |\n"
    "|---|---|---|---|---|---|\n"
) + "".join(
    f"| {name} | {day} de octubre de 2026 | Un tema de título largo, el {day} | Docente {day}"
    f" | Traer calculadora y apuntes {day} | Laboratorio {day} |\n"
    for day, name in enumerate(("Croquis", "Boceto", "Maqueta", "Prototipo", "Informe"), 10)
)


def ask(panel: FrameLocator, question: str = QUESTION) -> None:
    """Ask, and wait for the answer."""
    panel.locator("#question").fill(question)
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .answer")).to_be_visible(timeout=15_000)


def test_an_empty_question_is_answered_with_what_to_do(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    panel.locator("#question").fill("   ")
    panel.locator("#ask .primary").click()

    said = panel.locator(".not-sent")
    expect(said).to_have_text("Escribe primero tu pregunta.", use_inner_text=True)
    expect(panel.locator("#question")).to_be_focused()
    panel.locator("#question").press_sequentially("¿")
    expect(said).to_be_hidden()


@pytest.mark.row("quotas-4")
def test_beyond_the_limit_the_time_is_said_and_nothing_invites_to_try_again(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    with connection():
        minute = int(time.time() * 1000) // 60_000 * 60_000
        ana = tables.Person.get(tables.Person.sub == str(ANA)).id
        full = tables.PersonAsked.create(person=ana, minute_at=minute - 600_000, written=20)
    panel.locator("#question").fill(QUESTION)
    panel.locator("#ask .primary").click()
    said = panel.locator(".not-sent p")

    expect(said).to_contain_text(re.compile(r"a partir de las? \d{1,2}:\d\d"))
    expect(panel.locator(".not-sent button")).to_be_hidden()
    expect(panel.locator("#question")).to_have_value(QUESTION)
    with connection():
        full.delete_instance()
    here.complaints.clear()  # the browser writes down the status that this test is about


@pytest.mark.row("roles-2")
def test_an_administrator_is_told_why_nothing_can_be_asked_and_where_to_look(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, TERESA)
    told = panel.locator("#no-role")
    expect(told).to_contain_text("Administrator (en la institución)")
    expect(told).to_contain_text("hay que matricularse en el curso")
    expect(panel.locator("#question")).to_have_count(0)
    told.get_by_role("link", name="Revisar la conexión").click()

    expect(panel.locator("#reader .facts")).to_contain_text("Administrator (en el sistema)")


@pytest.mark.row("zone-2")
def test_an_instructor_chooses_the_zone_of_the_course_in_the_connection_check(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, MARIANA)
    panel.locator(".masthead summary").click()
    panel.get_by_role("link", name="Revisar la conexión").click()
    facts = panel.locator("#reader .facts")
    expect(facts).to_contain_text("America/Argentina/Buenos_Aires: la que indica la plataforma")
    panel.locator("#zone-name").fill("Middle/Earth")
    panel.get_by_role("button", name="Guardar").click()
    expect(panel.locator("#zone .said")).to_contain_text("Se escribe como Europe/Madrid")
    panel.locator("#zone-name").fill("Asia/Tokyo")
    panel.get_by_role("button", name="Guardar").click()
    expect(facts).to_contain_text("Asia/Tokyo: elegida a mano")
    panel.locator("#zone-name").fill("")
    panel.get_by_role("button", name="Guardar").click()

    expect(facts).to_contain_text("la de la herramienta")
    here.enter(page, MARIANA)
    with connection():
        kept = tables.Course.get(tables.Course.context_id == "2").time_zone
    assert kept == "America/Argentina/Buenos_Aires"
    here.complaints.clear()  # the browser writes down the status that this test is about


def test_the_panel_is_called_after_its_course(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    expect(panel.locator("h1")).to_be_visible()

    assert page.frames[-1].title() == f"{panel.locator('h1').inner_text()} · Sílabo"


def test_copying_says_that_it_is_done_and_breaks_no_policy(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    panel.locator("#card .menu summary").click()
    panel.locator("[data-action=copy]").click()

    expect(panel.locator("#card .said")).to_have_text("Copiado, con sus fuentes.")
    panel.locator("#question").press("ControlOrMeta+v")
    expect(panel.locator("#question")).to_have_value(re.compile("7 o más"))
    panel.locator("#question").fill("")


def test_deleting_asks_first_and_the_last_question_leaves_a_first_visit(
    here: Stage, page: Page
) -> None:
    panel = here.enter(page, ANA)
    ask(panel)
    panel.locator("#question").fill("¿Y si falto?")
    panel.locator("#card .menu summary").click()
    panel.locator("#card [data-action=delete]").press("Enter")
    expect(panel.get_by_role("group", name="¿Eliminar esta pregunta")).to_be_visible()
    expect(panel.locator("#card [data-action=keep]")).to_be_focused()
    expect(panel.locator("#card [data-action=copy]")).to_be_hidden()

    page.keyboard.press("Enter")
    expect(panel.locator("#card [data-action=delete]")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    panel.locator("#card .menu summary").click()
    expect(panel.locator("#card [data-action=delete]")).to_be_visible()

    panel.locator("#card [data-action=delete]").click()
    panel.locator("#card [data-action=delete-surely]").click()
    expect(panel.locator("#examples")).to_be_attached()  # as on the first visit
    expect(panel.locator("#mine")).to_be_hidden()
    expect(panel.locator("#question")).to_have_value("¿Y si falto?")
    panel.locator("#question").fill("")


def test_an_example_fills_the_box_and_asks_nothing(here: Stage, page: Page) -> None:
    panel = here.first_visit(page, ANA)
    example = panel.locator(".examples button").first
    text = example.inner_text()
    example.click()

    expect(panel.locator("#question")).to_have_value(text)
    expect(panel.locator("#card .card")).to_have_count(0)
    panel.locator("#question").fill("")


def test_the_row_that_answers_is_whole_on_the_screen_with_its_columns(
    here: Stage, page: Page
) -> None:
    width = page.viewport_size["width"]
    desk = here.enter(page, MARIANA)
    name = f"Entregas {width}.md"
    desk.locator("#upload input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/markdown", "buffer": f"{TABLE}\n{width}".encode()}
    )
    document = desk.locator("tr", has_text=name)
    expect(document).to_have_attribute("data-state", "ready", timeout=20_000)
    panel = here.enter(page, ANA)
    ask(panel, "¿En qué aula se entrega la maqueta?")
    panel.locator("#card .sources a", has_text=str(width)).first.click()

    cited = panel.locator("#reader tr.cited")
    expect(cited).to_contain_text("Laboratorio 12")
    for cell in cited.locator("td").all():
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    expect(cited.locator(".label", has_text="Aula")).to_be_visible()
    with connection():
        tables.Version.update(state="deleted").where(tables.Version.file_name == name).execute()


def test_who_looks_as_a_student_finds_the_way_back(here: Stage, page: Page) -> None:
    desk = here.enter(page, MARIANA)
    desk.get_by_role("link", name="Ver como estudiante").last.click()
    expect(desk.locator(".viewing")).to_contain_text("Así lo ven los estudiantes.")
    expect(desk.locator("[name=letter]")).not_to_be_checked()

    desk.get_by_role("link", name="Volver a los documentos").click()
    expect(desk.locator("[data-view=desk]")).to_be_visible()


def test_a_token_comes_with_a_command_that_works(here: Stage, page: Page) -> None:
    panel = here.enter(page, ANA)
    panel.locator(".masthead summary").click()
    panel.get_by_role("link", name="Token de API").click()
    panel.locator("[data-action=make-token]").click()
    expect(panel.locator("output.token")).not_to_be_empty()
    token = panel.locator("output.token").inner_text()
    address = f"{here.settings.address}/api/questions"

    expect(panel.locator(".example")).to_have_text(
        f'curl -H "Authorization: Bearer {token}" {address}'
    )
    expect(panel.locator("#made time")).not_to_be_empty()
    panel.locator("[data-action=copy-token]").click()
    expect(panel.locator("#made .said").first).to_have_text("Copiado.")
    answer = requests.get(address, headers={"Authorization": f"Bearer {token}"}, timeout=10)
    assert answer.status_code == 200
