import io
import zipfile
from pathlib import Path
from uuid import uuid4

import docx
import pytest

from ingest.formats import FORMATS
from silabo.domain.documents import VersionState
from silabo.storage.tables import Deployment, Document, Platform, Version
from tests.ingest.samples import column, pdf
from tests.world import World
from wiring.parts import build
from wiring.settings import Settings

DOCUMENT = {
    *("id", "version", "title", "file_name", "state", "size", "pages", "passages", "language"),
    *("code", "retry_at", "created_at", "same_name"),
    *("page", "answering", "visible", "visible_from", "offered"),
}
MARKDOWN = b"# Rules\n\nNo calculators in the exam.\n"
MEGABYTE = 1_000_000
NOWHERE = f"/api/documents/{uuid4()}"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def word_file() -> bytes:
    written = docx.Document()
    written.add_paragraph("No calculators in the exam.")
    stream = io.BytesIO()
    written.save(stream)
    return stream.getvalue()


def kept_files(folder: Path) -> list[Path]:
    return [path for path in (folder / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Rules.md", MARKDOWN),
        ("Rules.markdown", MARKDOWN),
        ("Rules.txt", MARKDOWN),
        ("RULES.TXT", "Sin calculadoras: año, ñandú.".encode("latin-1")),
        ("Rules.docx", word_file()),
        ("Rules.pdf", pdf(column("No calculators in the exam."))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_kind_of_document_is_taken_and_read(
    world: World, tmp_path: Path, name: str, content: bytes
) -> None:
    instructor = world.instructor()
    answer = instructor.upload(name, content)
    world.work()

    body = answer.get_json()
    read = instructor.get(f"/api/documents/{body['id']}").get_json()
    assert answer.status_code == 201
    assert set(body) == DOCUMENT
    assert (body["file_name"], body["title"]) == (name, name.rpartition(".")[0])
    assert (body["state"], body["size"], body["passages"]) == ("received", len(content), 0)
    assert [path.name for path in kept_files(tmp_path)] == [body["version"]]
    assert (read["state"], read["code"]) == ("ready", None)
    assert read["passages"] >= 1


@pytest.mark.row("attack-27")
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty_file"),
        ("program.exe", b"MZ", "unknown_format"),
        ("slides.ppt", OLE, "old_format"),
        ("nothing", b"text", "unknown_format"),
        (".md", b"text", "unknown_format"),
        ("old.doc", OLE, "old_format"),
        ("old.docx", OLE + b"\0" * 512, "old_format"),
        ("macros.docm", word_file(), "has_macros"),
        ("guide.exe.pdf", b"%PDF-1.7", "double_extension"),
        ("guide.docx", b"GIF89a", "wrong_content"),
        ("guide.pdf", b"PK\x03\x04", "wrong_content"),
        ("guide.txt", b"\x7fELF\0\0", "wrong_content"),
        (
            "secret.docx",
            OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
    ],
)
def test_a_file_that_is_not_accepted_is_refused_with_its_reason_and_not_kept(
    world: World, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    answer = world.instructor().upload(name, content)

    body = answer.get_json()
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert body["code"] == code
    assert body["detail"].endswith(".")
    assert not kept_files(tmp_path)
    assert not Document.select().exists()


def test_who_brings_an_unknown_kind_of_file_reads_which_kinds_can_be_read(world: World) -> None:
    answer = world.instructor().upload("program.exe", b"MZ")

    detail = answer.get_json()["detail"]
    assert ".pptx" in detail
    assert all(each.label in detail for each in FORMATS)


def test_the_reason_is_in_the_language_of_the_session(world: World) -> None:
    instructor = world.instructor()

    answer = instructor.upload("old.doc", OLE)

    assert "Guárdalo" in answer.get_json()["detail"]


def test_a_file_whose_content_only_the_reader_refuses_says_so_later(world: World) -> None:
    instructor = world.instructor()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "no Word file")

    accepted = instructor.upload("Broken.docx", stream.getvalue())
    world.work()

    body = instructor.get(f"/api/documents/{accepted.get_json()['id']}").get_json()
    assert accepted.status_code == 201
    assert (body["state"], body["code"]) == ("rejected", "wrong_content")


@pytest.mark.row("attack-34")
@pytest.mark.parametrize(
    ("size", "status", "code"),
    [
        (MEGABYTE, 201, None),
        (MEGABYTE + 1, 413, "file_too_large"),
        (MEGABYTE + 100_000, 413, "too_large"),
    ],
)
def test_a_file_may_have_as_many_bytes_as_are_set(
    world: World, tmp_path: Path, size: int, status: int, code: str | None
) -> None:
    # Ready-made: a form that the client builds in a file of its own would be left open by it.
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="Long.txt"\r\n\r\n'
    form = head + b"x" * size + b"\r\n--b--\r\n"

    answer = world.instructor().post(
        "/api/documents", data=form, content_type="multipart/form-data; boundary=b"
    )

    assert answer.status_code == status
    assert answer.get_json()["code"] == code
    assert len(kept_files(tmp_path)) == (status == 201)


@pytest.mark.parametrize(
    "form",
    [{}, {"file": "text"}, {"other": (io.BytesIO(b"x"), "a.txt")}],
    ids=["none", "text", "other"],
)
def test_an_upload_without_a_file_is_invalid(world: World, form: dict[str, object]) -> None:
    answer = world.instructor().post(
        "/api/documents", data=form, content_type="multipart/form-data"
    )

    assert answer.status_code == 422


def test_an_upload_of_which_no_file_was_chosen_says_so(world: World) -> None:
    form = b'--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--b--\r\n'

    answer = world.instructor().post(
        "/api/documents", data=form, content_type="multipart/form-data; boundary=b"
    )

    assert answer.status_code == 422
    assert answer.get_json()["code"] in {"no_file", "invalid"}


@pytest.mark.parametrize("role", ["student", "viewer"])
def test_documents_are_for_instructors(world: World, role: str) -> None:
    instructor = world.instructor()
    document = instructor.upload("Rules.md", MARKDOWN).get_json()["id"]
    roles = {"https://purl.imsglobal.org/spec/lti/claim/roles": []}
    other = world.student() if role == "student" else world.student(**roles)

    answers = [
        other.get("/api/documents"),
        other.upload("More.md", b"# More\n"),
        other.post("/api/documents"),  # the role is looked at before the form
        other.get(f"/api/documents/{document}"),
        other.delete(f"/api/documents/{document}"),
        other.post(f"/api/documents/{document}/readings"),
    ]

    assert [each.status_code for each in answers] == [403] * 6
    assert {each.get_json()["code"] for each in answers} == {"forbidden"}
    assert Document.select().count() == 1


def test_the_same_file_comes_into_a_course_once(world: World, tmp_path: Path) -> None:
    instructor = world.instructor()
    instructor.upload("Rules.md", MARKDOWN)

    again = instructor.upload("Other name.md", MARKDOWN)
    elsewhere = world.instructor(course="3").upload("Rules.md", MARKDOWN)

    assert again.status_code == 409
    assert again.get_json()["code"] == "same_file"
    assert "Rules" in again.get_json()["detail"]
    assert elsewhere.status_code == 201
    assert len(kept_files(tmp_path)) == 2


def test_the_documents_of_a_course_come_oldest_first_page_by_page(world: World) -> None:
    instructor = world.instructor()
    ids = [instructor.upload(f"{n}.txt", f"Text {n}".encode()).get_json()["id"] for n in range(4)]

    pages = [
        instructor.get("/api/documents", query_string=query).get_json()
        for query in ({}, {"limit": 2}, {"limit": 2, "after": ids[1]}, {"after": ids[3]})
    ]

    assert [[each["id"] for each in page] for page in pages] == [ids, ids[:2], ids[2:], []]


def test_a_deleted_document_is_gone_at_once_and_its_file_soon(world: World, tmp_path: Path) -> None:
    instructor = world.instructor()
    path = f"/api/documents/{instructor.upload('Rules.md', MARKDOWN).get_json()['id']}"
    world.work()

    deleted = instructor.delete(path)
    after = instructor.get(path), instructor.delete(path), instructor.get("/api/documents")
    world.work()

    assert (deleted.status_code, deleted.data) == (204, b"")
    assert [each.status_code for each in after] == [404, 404, 200]
    assert after[2].get_json() == []
    assert not kept_files(tmp_path)


def test_a_deleted_document_may_come_again(world: World) -> None:
    instructor = world.instructor()
    document = instructor.upload("Rules.md", MARKDOWN).get_json()["id"]
    instructor.delete(f"/api/documents/{document}")

    assert instructor.upload("Rules.md", MARKDOWN).status_code == 201


def test_a_reading_that_failed_is_tried_again(world: World) -> None:
    instructor = world.instructor()
    path = f"/api/documents/{instructor.upload('Rules.md', MARKDOWN).get_json()['id']}"
    Version.update(state=VersionState.FAILED, code="reading_failed", attempt=3).execute()
    failed = instructor.get(path).get_json()

    again = instructor.post(f"{path}/readings")
    world.work()

    assert (failed["state"], failed["code"]) == ("failed", "reading_failed")
    assert again.status_code == 202
    assert (again.get_json()["state"], again.get_json()["code"]) == ("received", None)
    assert instructor.get(path).get_json()["state"] == "ready"


def test_a_document_that_was_read_is_not_read_again(world: World) -> None:
    instructor = world.instructor()
    path = f"/api/documents/{instructor.upload('Rules.md', MARKDOWN).get_json()['id']}"
    world.work()

    again = instructor.post(f"{path}/readings")

    assert (again.status_code, again.get_json()["state"]) == (202, "ready")


@pytest.mark.row("lti-44")
@pytest.mark.row("attack-9")
@pytest.mark.parametrize(("method", "rest"), [("GET", ""), ("DELETE", ""), ("POST", "/readings")])
def test_a_document_of_another_course_is_as_unknown_as_none(
    world: World, method: str, rest: str
) -> None:
    owner, stranger = world.instructor(), world.instructor("6", course="3")
    path = f"/api/documents/{owner.upload('Rules.md', MARKDOWN).get_json()['id']}"

    def refuse(where: str) -> tuple[int, dict[str, object]]:
        answer = stranger.client.open(where + rest, method=method, headers=stranger.headers)
        return answer.status_code, answer.get_json() | {"reference": ""}

    assert refuse(path) == refuse(NOWHERE)
    assert refuse(path)[0] == 404
    assert owner.get(path).status_code == 200
    assert stranger.get("/api/documents", query_string={"after": path[-36:]}).status_code == 404


@pytest.mark.row("lti-44")
def test_courses_of_one_id_at_two_deployments_are_two(world: World) -> None:
    Deployment.create(platform=Platform.get().id, deployment_id="2")
    world.instructor().upload("Rules.md", MARKDOWN)
    world.platform.deployment_id = "2"

    other = world.instructor()

    assert other.get("/api/documents").get_json() == []


@pytest.mark.row("attack-32")
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\\\Users\\\\ana\\\\Rules.txt", "Rules.txt"),
        ("/tmp/Rules.txt", "Rules.txt"),
        ("Rules\u202etxt.exe.txt", None),
        ("Ru\u202eles.txt", "Ru les.txt"),
        ("a\tb.txt", "a b.txt"),
        ("Pro\u0301logo.txt", "Prólogo.txt"),
        ("x" * 300 + ".txt", "x" * 138 + "….txt"),
        ("<img src=x onerror=alert(1)>.txt", "<img src=x onerror=alert(1)>.txt"),
    ],
)
def test_a_file_name_is_a_name_and_never_a_path(
    world: World, tmp_path: Path, sent: str, kept: str | None
) -> None:
    answer = world.instructor().upload(sent, b"text")

    names = [path.name for path in kept_files(tmp_path)]
    if kept is None:
        assert answer.status_code == 422
    else:
        assert answer.get_json()["file_name"] == kept
        assert names == [answer.get_json()["version"]]


def test_a_disk_that_takes_no_file_is_our_fault_and_nothing_is_left(
    world: World, tmp_path: Path
) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")

    answer = world.instructor().upload("Rules.md", MARKDOWN)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert not Document.select().exists()


@pytest.mark.row("attack-34")
def test_a_full_course_is_told_before_and_after_a_file_came_and_keeps_none(
    world: World, settings: Settings, tmp_path: Path
) -> None:
    world.system = build(settings.model_copy(update={"course_files": 1}))
    instructor = world.instructor()
    first = instructor.upload("Uno.md", MARKDOWN)
    refused = instructor.upload("Dos.md", b"# Dos\n\nTexto.\n")

    assert first.status_code == 201
    assert (refused.status_code, refused.get_json()["code"]) == (409, "course_files")
    assert "1 documento" in refused.get_json()["detail"]
    assert len(kept_files(tmp_path)) == 1


def test_sources_of_one_name_are_told_apart_in_an_answer(world: World) -> None:
    instructor, student = world.instructor(), world.student()
    for day in ("3", "10"):
        text = f"# Fechas\n\nEl segundo parcial es el {day} de julio.\n"
        instructor.upload("Programa 2026.md", text.encode())
    world.work()
    asked = student.ask("¿Cuándo es el segundo parcial?").get_json()["id"]
    world.work()
    answer = student.get(f"/api/questions/{asked}").get_json()["answer"]
    titles = sorted(each["title"] for each in answer["citations"])
    card = student.get(f"/fragments/questions/{asked}").text

    assert len(titles) == 2
    assert titles[0] == "Programa 2026"
    assert titles[1].startswith("Programa 2026 (2), ")
    assert titles[1] in card
