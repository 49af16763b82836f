"""What an instructor's own page does about files: too large, refused, and very many."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from silabo.domain.documents import VersionState
from silabo.storage import tables
from silabo.storage.database import connection
from tests.flows.stage import MARIANA, Stage
from tests.flows.test_going_wrong import posted

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

MANY = 520
PICKED = "#upload [type=file]"


def no_wider_than_the_frame(desk: FrameLocator) -> bool:
    return bool(desk.locator("html").evaluate("each => each.scrollWidth <= each.clientWidth"))


def test_a_file_that_is_too_large_is_told_at_once_and_never_sent(
    here: Stage, page: Page, tmp_path: Path
) -> None:
    width = page.viewport_size["width"]
    limit_mb = here.settings.max_upload_mb
    large, small = tmp_path / f"Grabación {width}.pdf", tmp_path / f"Avisos {width}.md"
    with large.open("wb") as file:
        file.truncate(limit_mb * 1_000_000 + 1)
    small.write_text(f"# Avisos\n\nLa consulta {width} es el lunes.\n")
    desk = here.enter(page, MARIANA)
    sent = posted(page, "/api/documents")
    desk.locator(PICKED).set_input_files([large, small])
    told = desk.locator(".uploads .refused")

    expect(told).to_contain_text(f"{large.name}: El archivo supera los {limit_mb}\u00a0MB.")
    expect(desk.locator("tr", has_text=small.name)).to_be_visible()
    expect(told).to_be_visible()  # also when the desk has been drawn anew for the other file
    expect(desk.locator("tr", has_text=large.name)).to_have_count(0)
    assert len(sent) == 1
    assert no_wider_than_the_frame(desk)

    told.get_by_role("button", name=f"Cerrar: {large.name}").click()
    expect(told).to_have_count(0)
    expect(desk.locator(PICKED)).to_be_focused()


def test_a_file_of_just_the_limit_is_sent(here: Stage, page: Page, tmp_path: Path) -> None:
    full = tmp_path / f"Entero {page.viewport_size['width']}.pdf"
    with full.open("wb") as file:
        file.truncate(here.settings.max_upload_mb * 1_000_000)
    desk = here.enter(page, MARIANA)
    sent = posted(page, "/api/documents")
    page.route("**/api/documents", lambda route: route.abort())  # its bytes need not travel
    desk.locator(PICKED).set_input_files(full)

    expect(desk.locator(".uploads .refused")).to_contain_text("No se puede conectar")
    assert len(sent) == 1
    here.complaints.clear()  # the browser writes down the request that was stopped


def test_a_refused_document_is_dismissed_and_stays_away(here: Stage, page: Page) -> None:
    name = f"Roto {page.viewport_size['width']}.pdf"
    desk = here.enter(page, MARIANA)
    broken = {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1.4 broken"}
    desk.locator(PICKED).set_input_files([broken])
    row = desk.locator("tr", has_text=name)
    expect(row).to_have_attribute("data-state", "rejected", timeout=30_000)
    assert no_wider_than_the_frame(desk)
    row.get_by_role("button", name=f"Descartar {name}").click()
    expect(row).to_have_count(0)

    desk = here.enter(page, MARIANA)
    expect(desk.locator("[data-document]").first).to_be_visible()
    expect(desk.locator("tr", has_text=name)).to_have_count(0)


@pytest.fixture
def many(here: Stage, page: Page) -> Iterator[list[str]]:
    """The names of more documents than a course has room for, the newest first."""
    here.enter(page, MARIANA)  # so that the tool knows the course
    names = [f"Guía {number:03}.md" for number in range(MANY)]
    with connection():
        course = tables.Course.get(tables.Course.context_id == "2").id
        for at, name in enumerate(reversed(names)):
            document = tables.Document.create(
                public_id=str(uuid4()), course=course, title=name, created_at=at
            )
            tables.Version.create(
                public_id=str(uuid4()),
                document=document,
                number=1,
                file_name=name,
                media_type="text/markdown",
                size=1,
                sha256="0" * 64,
                state=VersionState.READY,
                passage_count=1,
                created_at=at,
            )
    yield names

    with connection():
        tables.Document.delete().where(tables.Document.title.in_(names)).execute()


def test_of_more_than_500_documents_the_newest_come_first_and_the_oldest_can_be_reached(
    here: Stage, page: Page, many: list[str]
) -> None:
    desk = here.enter(page, MARIANA)
    rows = desk.locator("[data-document] th bdi:first-child")
    expect(desk.locator("caption")).to_contain_text(re.compile(r"\(5[2-9]\d\)"))
    assert rows.all_inner_texts() == many[:50]

    further = desk.get_by_role("button", name="Ver más")
    further.click()
    expect(rows).to_have_count(100)
    expect(desk.locator("[data-document]").nth(50).locator(".menu > summary")).to_be_focused()
    while further.count():
        shown = rows.count()
        further.click()
        expect(rows).not_to_have_count(shown)
    names = rows.all_inner_texts()
    assert names[:MANY] == many
    assert "Reglamento de la cursada.md" in names[MANY:]
    assert no_wider_than_the_frame(desk)
