"""What the LMS says of people: addresses that it keeps, and roles that are none of the course's."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.axe import check
from tests.flows.stage import (
    ANA,
    CAMILLE,
    GABRIEL,
    MARIANA,
    OLIVER,
    OPERATING_SYSTEMS,
    TERESA,
    Stage,
    stage,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A stage where administrators of the institution may read."""
    with stage(tmp_path_factory.mktemp("stage"), support=True) as running:
        yield running


@pytest.mark.parametrize(
    ("person", "address"),
    [(ANA, "ana.benitez@example.org"), (CAMILLE, "camille.lefevre@example.org")],
    ids=["first page", "second page"],
)
def test_an_address_that_the_launch_keeps_is_found_in_the_roster(
    here: Stage, page: Page, person: int, address: str
) -> None:
    with here.switched(off=("share_email",)):
        panel = here.enter(page, person)

    expect(panel.locator("#ask .tick:has([name=letter])")).to_contain_text(address)


def test_without_any_address_the_answer_is_promised_here_and_comes_here(
    here: Stage, page: Page
) -> None:
    with here.switched(off=("share_email", "roster_email")):
        panel = here.enter(page, ANA)
    expect(panel.locator("#ask .tick")).to_have_text("La respuesta quedará aquí.")
    expect(panel.locator("#ask [type=checkbox]")).to_have_count(0)

    panel.locator("#question").fill("¿Con qué nota se promociona?")
    panel.locator("#ask .primary").click()
    expect(panel.locator("#card .answer")).to_contain_text("7 o más", timeout=15_000)
    expect(panel.locator("#card .state")).not_to_contain_text("correo")
    with connection():
        assert tables.Delivery.select().count() == 0


def test_a_name_that_is_not_shared_is_not_shown(here: Stage, page: Page) -> None:
    with here.switched(off=("share_name", "share_email", "roster")):
        panel = here.enter(page, ANA)
    panel.locator(".masthead summary").click()
    panel.locator(".menu").get_by_role("link", name="Tus datos").click()

    expect(panel.locator("#reader .facts dd").first).to_have_text("no compartido")


def test_the_connection_check_says_what_the_launch_brought(here: Stage, page: Page) -> None:
    desk = here.enter(page, MARIANA)
    desk.locator(".masthead summary").click()
    desk.get_by_role("link", name="Revisar la conexión").click()
    said = desk.locator("#reader .facts")

    expect(said).to_contain_text("docente")
    expect(said).to_contain_text("Álgebra Lineal I")
    expect(said).to_contain_text("mariana.ferreyra@example.org")
    expect(said).to_contain_text("cookie solo para esta plataforma")
    expect(desk.locator("#reader .warning")).to_have_count(0)
    page.keyboard.press("Escape")
    with here.switched(off=("share_email", "roster_email")):
        desk = here.enter(page, MARIANA)
    desk.locator(".masthead summary").click()
    desk.get_by_role("link", name="Revisar la conexión").click()
    expect(desk.locator("#reader .warning")).to_be_visible()


def test_an_administrator_of_the_institution_reads_and_changes_nothing(
    here: Stage, page: Page
) -> None:
    desk = here.enter(page, TERESA)
    expect(desk.locator("[data-document]")).to_have_count(3)
    expect(desk.locator("#upload")).to_have_count(0)
    check(page)
    desk.locator("[data-document] .menu > summary").last.click()
    expect(desk.get_by_role("link", name="Ver lo que se leyó")).to_be_visible()
    expect(desk.locator("[data-action=delete]")).to_have_count(0)

    page.keyboard.press("Escape")
    desk.locator(".masthead summary").click()
    desk.locator(".menu").get_by_role("link", name="Ver como estudiante").click()
    expect(desk.locator("[data-view=panel]")).to_be_visible()
    expect(desk.locator("#ask")).to_have_count(0)


@pytest.mark.parametrize(("person", "activity"), [(GABRIEL, 2), (OLIVER, OPERATING_SYSTEMS)])
def test_whoever_teaches_the_course_comes_to_the_desk(
    here: Stage, page: Page, person: int, activity: int
) -> None:
    desk = here.enter(page, person, activity)

    expect(desk.locator("#upload")).to_be_visible()
