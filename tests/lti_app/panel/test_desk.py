import pytest

from ingest.formats import EXTENSIONS, NAMES, PPTX
from lti_app.desk.fragments import SHOWN
from silabo.domain.documents import VersionState
from silabo.storage import documents
from silabo.storage.tables import Document, Version
from silabo.wording.catalogues import say
from silabo.wording.error_sentences import sentence
from tests import seeds
from tests.ingest.samples import column, pdf
from tests.lms import CLAIM
from tests.lti_app.panel.markup import Markup
from tests.world import Visitor, World

SPANISH = {f"{CLAIM}launch_presentation": {"locale": "es"}}
BUSY = ["received", "validating", "extracting", "indexing"]


def desk(visitor: Visitor, path: str = "desk") -> Markup:
    answer = visitor.get(f"/fragments/{path}")

    assert answer.status_code == 200, answer.text
    return Markup(answer.text)


def uploaded(world: World) -> Visitor:
    instructor = world.instructor()
    instructor.upload("Reglas.md", b"# Reglas\n\nSin calculadora.\n")
    return instructor


def test_an_empty_desk_says_how_to_begin(world: World) -> None:
    empty = desk(world.instructor())

    assert not empty.find("table")
    assert empty.one("input", type="file")["accept"] == ",".join(EXTENSIONS)
    assert NAMES in empty.words
    assert "multiple" in empty.one("input", type="file")
    assert say("es", "Add the course's documents") in empty.words
    assert "1 MB" in empty.words


def test_a_desk_with_documents_lists_them(world: World) -> None:
    shown = desk(uploaded(world))

    row = shown.one("tr", data_state="received")
    assert row["data-document"]
    assert "Reglas.md" in shown.words
    assert say("es", "Add the course's documents") not in shown.words


def selected(shown: Markup) -> list[str]:
    """What is chosen of how often the course writes."""
    return [each["value"] for each in shown.find("option") if "selected" in each]


def test_an_instructor_chooses_whether_the_course_writes(world: World) -> None:
    instructor = world.instructor(email="marta@example.org")
    at_first = desk(instructor)
    chosen = []
    for choice in (
        {"wanted": True, "at_once": True},
        {"wanted": False},
        {"wanted": True},
    ):
        kept = instructor.put("/api/session/notices", json=choice)
        chosen.append((kept.status_code, selected(desk(instructor))))

    assert "marta@example.org" in at_first.words
    assert selected(at_first) == ["daily"]
    assert chosen == [(204, ["at_once"]), (204, ["never"]), (204, ["daily"])]


def test_only_who_teaches_and_has_an_address_is_offered_letters(world: World) -> None:
    nowhere = desk(world.instructor(email=""))
    refused = world.student().client.put(
        "/api/session/notices", json={"wanted": True}, headers=world.student().headers
    )

    assert not nowhere.find("select", id="notices")
    assert refused.status_code == 403


def test_the_list_alone_is_the_same_table(world: World) -> None:
    instructor = uploaded(world)

    assert desk(instructor, "documents").find("tr", data_state="received")
    assert not desk(instructor, "documents").find("form")


@pytest.mark.parametrize("state", BUSY)
def test_while_a_document_is_on_its_way_the_desk_looks_again(world: World, state: str) -> None:
    instructor = uploaded(world)
    Version.update(state=state).execute()

    shown = desk(instructor, "documents")

    assert shown.one("table")["data-poll"] == "1000"
    assert shown.find("tr", data_state=state)


def test_a_document_that_is_ready_can_be_read_and_taken_out(world: World) -> None:
    instructor = uploaded(world)
    world.work()

    shown = desk(instructor, "documents")

    assert shown.one("table")["data-poll"] == "0"
    assert shown.find("tr", data_state="ready")
    assert f"#/versions/{Version.get().public_id}" in shown.links
    assert shown.find("button", data_action="delete-surely")
    assert shown.find("button", data_action="keep")
    assert "hidden" in shown.one("li", class_="sure")
    asked = "Take %(name)s out of the course? Answers will not use it any more."
    assert shown.one("div", role="group")["aria-label"] == say(
        "es", asked, name="\u2068Reglas.md\u2069"
    )
    assert not shown.find("button", data_action="read-again")


def test_a_rejected_document_says_why(world: World) -> None:
    instructor = uploaded(world)
    Version.update(state="rejected", code="encrypted", code_values={}).execute()

    shown = desk(instructor, "documents")

    assert sentence("es", "encrypted") in shown.words
    assert shown.one("table")["data-poll"] == "0"
    assert not shown.find("button", data_action="read-again")


def test_a_reason_is_told_with_its_numbers(world: World) -> None:
    instructor = uploaded(world)
    values = {"pages": 900, "limit": 500}
    Version.update(state="rejected", code="too_many_pages", code_values=values).execute()

    assert sentence("es", "too_many_pages", {**values}) in desk(instructor).words


def test_a_failed_document_can_be_read_again(world: World) -> None:
    instructor = uploaded(world)
    Version.update(state=VersionState.FAILED, code="reading_failed").execute()

    shown = desk(instructor, "documents")

    assert sentence("es", "reading_failed") in shown.words
    assert shown.find("button", data_action="read-again")


def test_a_document_that_waits_for_another_try_says_when(world: World) -> None:
    instructor = uploaded(world)
    noon = 1_796_212_800_000  # 2 December 2026, 12:00 UTC
    Version.update(state="received", attempt=1, run_after=noon).execute()

    words = desk(instructor, "documents").words

    assert "12:00" in words
    assert "2026" in words


def test_what_a_reader_left_out_is_told(world: World) -> None:
    instructor = uploaded(world)
    notices = [{"code": "hidden_text", "page": 3}, {"code": "page_without_text", "page": None}]
    Version.update(notices=notices).execute()

    shown = desk(instructor, "documents")

    assert len(shown.find("details", class_="notices")) == 1
    assert sentence("es", "hidden_text") in shown.words
    assert " ".join(say("es", "p. %(page)s", page=3).split()) in shown.words


def test_the_slides_of_a_presentation_are_called_slides(world: World) -> None:
    instructor = uploaded(world)
    notices = [{"code": "hidden_slide", "page": 3}]
    Version.update(
        state="ready", notices=notices, pages=4, passage_count=9, media_type=PPTX
    ).execute()

    words = desk(instructor, "documents").words

    assert "diap. 3" in words
    assert "4 diapositivas" in words


@pytest.mark.parametrize("path", ["desk", "documents"])
def test_the_desk_is_for_instructors(world: World, path: str) -> None:
    answer = world.student().get(f"/fragments/{path}")

    assert answer.status_code == 403
    assert answer.get_json()["code"] == "forbidden"


@pytest.mark.row("lti-44")
def test_the_desk_of_one_course_shows_nothing_of_another(world: World) -> None:
    uploaded(world)

    assert not desk(world.instructor(course="3")).find("table")


def test_all_documents_can_be_reached_newest_first(world: World) -> None:
    instructor = uploaded(world)
    course = Document.get().course_id
    for number in range(SHOWN + 1):
        documents.add(course, seeds.upload(f"Clase {number}.md"))
    first = desk(instructor)
    more = first.one("button", data_action="more-documents")
    rest = desk(instructor, f"documents?shown={more['data-shown']}")

    assert len(first.find("tr", data_state="received")) == SHOWN
    assert f"({SHOWN + 2})" in first.words
    assert "Reglas.md" not in first.words
    assert "Reglas.md" in rest.words
    assert not rest.find("button", data_action="more-documents")
    assert rest.words.index(f"Clase {SHOWN}.md") < rest.words.index("Reglas.md")


@pytest.mark.parametrize("shown", ["-1", "0", "x", "99999999999999999999"])
def test_an_odd_number_of_documents_to_show_is_no_failure(world: World, shown: str) -> None:
    assert desk(uploaded(world), f"documents?shown={shown}").find("tr", data_state="received")


def test_documents_of_one_name_are_told_apart_in_the_list_and_at_the_upload(world: World) -> None:
    instructor = world.instructor()
    instructor.upload("Programa 2026.md", b"# Fechas\n\nEl parcial es el 3 de julio.\n")
    answer = instructor.upload("Programa 2026.md", b"# Fechas\n\nEl parcial es el 10 de julio.\n")
    title = answer.get_json()["title"]
    shown = desk(instructor)

    assert answer.get_json()["same_name"] is True
    assert title.startswith("Programa 2026 (2), ")
    assert title in shown.words
    assert "{title}" in shown.one("form", id="upload")["data-same-name"]


def test_the_form_knows_what_is_too_large_before_anything_is_sent(world: World) -> None:
    form = desk(world.instructor()).one("form", id="upload")

    assert form["data-most-bytes"] == "1000000"
    assert form["data-too-large"] == sentence("es", "file_too_large", {"limit_mb": 1})


def test_a_notice_leads_to_its_place_in_the_reader(world: World) -> None:
    instructor = world.instructor()
    picture = "0 0 9 9 re f"
    instructor.upload("Notas.pdf", pdf(column(["Uno."]), [], column(["Tres."]), extra=picture))
    world.work()
    version = Version.get().public_id
    link = desk(instructor).one("a", href=f"#/versions/{version}/page-2")
    opened = instructor.get(f"/fragments{link['href'][1:]}")

    assert Markup(opened.text).one("section", data_anchor="p2")


def test_a_refused_document_is_dismissed_with_one_button(world: World) -> None:
    instructor = world.instructor()
    instructor.upload("Vacío.md", b"\n\n")
    world.work()
    shown = desk(instructor)
    row = shown.one("tr", data_state="rejected")

    assert shown.one("button", data_action="delete-surely", aria_label="Descartar Vacío.md")
    assert instructor.delete(f"/api/documents/{row['data-document']}").status_code == 204


def test_only_documents_that_can_answer_are_offered_to_an_activity(world: World) -> None:
    instructor = uploaded(world)
    world.work()
    instructor.upload("Vacío.md", b"\n\n")
    world.work()
    instructor.upload("En camino.md", b"# Uno\n\nDos.\n")
    offered = desk(instructor, "placing")

    assert "Reglas.md" in offered.words
    assert "Vacío.md" not in offered.words
    assert "En camino.md" not in offered.words
