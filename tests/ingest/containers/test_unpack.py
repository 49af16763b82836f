import io
import tarfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from ingest.containers.unpack import unpack
from ingest.formats import BACKUP, PDF, ZIP, media_type_of
from ingest.limits import Limits
from silabo.domain.containers import Unpacked
from silabo.domain.errors import RejectedDocumentError, UploadError
from tests.ingest.archives import zipped
from tests.ingest.containers.samples import CANARY, FORMS, NULL, Backup, tape, text

Form = Callable[[Mapping[str, str | bytes]], bytes]
PDF_FILE = b"%PDF-1.4 programa"


@pytest.fixture(params=sorted(FORMS))
def form(request: pytest.FixtureRequest) -> Form:
    """Each form of a backup."""
    return FORMS[request.param]


def names(found: Unpacked) -> list[str]:
    return [member.file_name for member in found.members]


def html(found: Unpacked, name: str) -> str:
    return next(each.data.decode() for each in found.members if each.file_name == name)


def code_of(data: bytes, media_type: str = BACKUP, limits: Limits | None = None) -> str:
    with pytest.raises(RejectedDocumentError) as caught:
        unpack(data, media_type, limits or Limits())
    return caught.value.code


def course() -> Backup:
    """A course with one activity of each kind."""
    backup = Backup()
    backup.section(1, "Todo &lt;b&gt;lo&lt;/b&gt; del primer tema")
    backup.activity(
        "page", 1, text("Cronograma", rest="<content>&lt;p&gt;El 3 de mayo&lt;/p&gt;</content>")
    )
    backup.activity("label", 2, text("Aviso del aula", "<p>Las clases son en el aula B2.</p>"))
    chapters = (
        "<chapters><chapter><title>Uno</title><content>Visible</content><hidden>0</hidden></chapter>"
        f"<chapter><title>Dos</title><content>{CANARY}</content><hidden>1</hidden></chapter></chapters>"
    )
    backup.activity("book", 3, text("Manual", rest=chapters))
    backup.activity(
        "assign",
        4,
        text(
            "TP 1",
            "<p>Un informe.</p>",
            f"<duedate>1777852740</duedate><cutoffdate>0</cutoffdate><submissions>{CANARY}</submissions>",
        ),
    )
    add_files(backup)
    return backup


def add_files(backup: Backup) -> None:
    """Add activities with files, a link and a quiz, and the course's own summary."""
    backup.activity("resource", 5, text("Programa 2026"))
    backup.file(5, "mod_resource", "content", "v3_final.pdf", PDF_FILE)
    backup.file(5, "mod_resource", "intro", "x.pdf", CANARY.encode())
    backup.activity("folder", 6, text("Guías"))
    backup.file(6, "mod_folder", "content", "guía 1.docx", b"PK\x03\x04a")
    backup.file(6, "mod_folder", "content", "foto.png", b"png")
    backup.file(4, "assignsubmission_file", "submission_files", "entrega.pdf", CANARY.encode())
    backup.activity(
        "url", 7, text("El formulario", rest="<externalurl>https://uni.example/f</externalurl>")
    )
    backup.activity(
        "quiz",
        8,
        text("Parcial", rest=f"<timeclose>1777852740</timeclose><question>{CANARY}</question>"),
    )
    backup.members["course/course.xml"] = (
        "<course><fullname>Redes I</fullname><summary>Se aprueba con 4.</summary></course>"
    )


def test_a_backup_becomes_its_documents_under_their_moodle_names(form: Form) -> None:
    found = unpack(form(course().made()), BACKUP, Limits())

    assert names(found) == [
        *("Redes I.html", "Tema 1.html", "Cronograma.html", "Aviso del aula.html", "Manual.html"),
        *("TP 1.html", "Programa 2026.pdf", "guía 1.docx", "El formulario.html", "Parcial.html"),
    ]
    assert "El 3 de mayo" in html(found, "Cronograma.html")
    assert "{due:1777852740}" in html(found, "TP 1.html")
    assert "Un informe." in html(found, "TP 1.html")
    assert "{closes:1777852740}" in html(found, "Parcial.html")
    assert "https://uni.example/f" in html(found, "El formulario.html")
    assert found.following is None
    assert [each.data for each in found.members if each.file_name.endswith(".pdf")] == [PDF_FILE]


@pytest.mark.row("attack-60")
def test_nothing_of_people_grades_submissions_or_questions_ever_comes_out(form: Form) -> None:
    found = unpack(form(course().made()), BACKUP, Limits())

    assert CANARY.encode() not in b"".join(member.data for member in found.members)


@pytest.mark.row("attack-60")
@pytest.mark.parametrize(
    "hidden",
    [
        {"visible": "0"},
        {"on_page": "0"},
        {"rules": '{"op":"&amp;","c":[{"type":"group","id":3}],"showc":[true]}'},
        {"rules": '{"op":"&amp;","c":[{"type":"date","d":"&gt;=","t":1}]}'},
        {"rules": "{broken"},
        {"section": 2},
        {"section": 3},
        {"section": 99},
    ],
    ids=str,
)
def test_an_activity_that_is_hidden_or_restricted_never_comes_out_and_that_is_told(
    form: Form, hidden: dict[str, str]
) -> None:
    backup = course()
    backup.section(2, CANARY, visible="0")
    backup.section(3, CANARY, rules='{"op":"&amp;","c":[{"type":"profile"}]}')
    backup.activity("page", 20, text(CANARY, CANARY, f"<content>{CANARY}</content>"), **hidden)  # type: ignore[arg-type]
    backup.activity("resource", 21, text(CANARY), **hidden)  # type: ignore[arg-type]
    backup.file(21, "mod_resource", "content", f"{CANARY}.pdf", CANARY.encode())

    found = unpack(form(backup.made()), BACKUP, Limits())

    assert CANARY not in "".join(names(found))
    assert CANARY.encode() not in b"".join(member.data for member in found.members)
    assert "hidden_activities" in [notice.code for notice in found.notices]


@pytest.mark.parametrize("rules", [NULL, "", '{"op":"&amp;","c":[],"showc":[]}', "null"])
def test_conditions_that_restrict_nobody_hide_nothing(rules: str) -> None:
    backup = course()
    backup.activity("page", 20, text("Abierta", "Se ve."), rules=rules)

    assert "Abierta.html" in names(unpack(tape(backup.made()), BACKUP, Limits()))


@pytest.mark.row("attack-60")
def test_a_description_that_is_hidden_until_a_day_is_left_out_with_its_files(form: Form) -> None:
    backup = course()
    rest = "<alwaysshowdescription>0</alwaysshowdescription><duedate>1900000000</duedate>"
    later = f"{rest}<allowsubmissionsfromdate>1890000000</allowsubmissionsfromdate>"
    earlier = f"{rest}<allowsubmissionsfromdate>1790000000</allowsubmissionsfromdate>"
    backup.activity("assign", 20, text("TP 2", CANARY, later))
    backup.file(20, "mod_assign", "introattachment", "examen.pdf", CANARY.encode())
    backup.activity("assign", 21, text("TP 3", "Ya se ve.", earlier))
    backup.file(21, "mod_assign", "introattachment", "enunciado.pdf", PDF_FILE)

    found = unpack(form(backup.made()), BACKUP, Limits())

    assert CANARY.encode() not in b"".join(member.data for member in found.members)
    assert "examen.pdf" not in names(found)
    assert [notice.code for notice in found.notices] == ["hidden_activities", "members_left_out"]
    assert "{due:1900000000}" in html(found, "TP 2.html")
    assert "Ya se ve." in html(found, "TP 3.html")
    assert "enunciado.pdf" in names(found)


@pytest.mark.row("attack-60")
def test_files_that_only_the_page_of_handing_in_shows_never_come_out(form: Form) -> None:
    backup = course()
    only_there = "<submissionattachments>1</submissionattachments>"
    backup.activity("assign", 20, text("TP 2", "<p>Se ve.</p>", only_there))
    backup.file(20, "mod_assign", "introattachment", "examen.pdf", CANARY.encode())

    found = unpack(form(backup.made()), BACKUP, Limits())

    assert "Se ve." in html(found, "TP 2.html")
    assert "examen.pdf" not in names(found)
    assert "hidden_activities" in [notice.code for notice in found.notices]


RESTRICTED = '{"op":"&amp;","c":[{"type":"date","d":"&gt;=","t":1}]}'


def with_subsection(**module: Any) -> Backup:
    """A course whose section 30 is a subsection, made by the activity 40, whose instance is 41."""
    backup = course()
    backup.section(2, visible="0")
    backup.section(3, rules=RESTRICTED)
    instance = module.pop("instance", 41)
    backup.section(30, CANARY, component="mod_subsection", item="41")
    backup.activity("subsection", 40, text("Parte"), instance=instance, **module)
    backup.activity("page", 42, text("Dentro", CANARY), section=30)
    return backup


def test_a_subsection_is_read_where_its_activity_and_that_ones_section_are_open(form: Form) -> None:
    found = unpack(form(with_subsection().made()), BACKUP, Limits())

    assert {"Tema 30.html", "Dentro.html"} <= set(names(found))
    assert "hidden_activities" in [notice.code for notice in found.notices]  # sections 2 and 3
    alone = course()
    alone.section(30, "Se ve.", component="mod_subsection", item="41")
    alone.activity("subsection", 40, text("Parte"), instance=41)
    told = unpack(form(alone.made()), BACKUP, Limits()).notices
    assert told == unpack(form(course().made()), BACKUP, Limits()).notices


@pytest.mark.row("attack-60")
@pytest.mark.parametrize(
    "how",
    [
        {"visible": "0"},
        {"on_page": "0"},
        {"rules": RESTRICTED},
        {"section": 2},
        {"section": 3},
        {"section": 30},
        {"instance": 99},
    ],
    ids=str,
)
def test_a_subsection_whose_activity_is_not_open_to_all_never_comes_out_and_that_is_told(
    form: Form, how: dict[str, Any]
) -> None:
    found = unpack(form(with_subsection(**how).made()), BACKUP, Limits())

    assert CANARY.encode() not in b"".join(member.data for member in found.members)
    assert {"Tema 30.html", "Dentro.html"}.isdisjoint(names(found))
    assert "hidden_activities" in [notice.code for notice in found.notices]


@pytest.mark.row("attack-60")
@pytest.mark.parametrize(
    ("component", "item", "holder"),
    [("format_other", "41", ""), ("mod_subsection", "", ""), ("", "", "40")],
)
def test_a_section_of_which_it_is_not_known_what_holds_it_never_comes_out(
    component: str, item: str, holder: str
) -> None:
    backup = course()
    backup.section(30, CANARY, component=component, item=item, holder=holder)
    backup.activity("page", 42, text("Dentro", CANARY), section=30)

    found = unpack(tape(backup.made()), BACKUP, Limits())

    assert CANARY.encode() not in b"".join(member.data for member in found.members)
    assert "hidden_activities" in [notice.code for notice in found.notices]


def test_of_the_calendar_only_what_is_the_whole_courses_comes_out(form: Form) -> None:
    event = (
        "<event><name>{}</name><description>{}</description><eventtype>{}</eventtype>"
        "<groupid>{}</groupid><visible>{}</visible><modulename>0</modulename>"
        "<timestart>1777852740</timestart></event>"
    )
    backup = course()
    backup.members["course/calendar.xml"] = "<events>{}</events>".format(
        event.format("Charla", "Aula magna", "course", "0", "1")
        + event.format(CANARY, CANARY, "user", "0", "1")
        + event.format(CANARY, CANARY, "group", "4", "1")
        + event.format(CANARY, CANARY, "course", "4", "1")
        + event.format(CANARY, CANARY, "course", "0", "0")
    )

    found = unpack(form(backup.made()), BACKUP, Limits())

    assert "{time:1777852740}" in html(found, "Charla.html")
    assert CANARY not in "".join(names(found))


def test_a_zip_becomes_its_files_and_what_cannot_be_read_is_told() -> None:
    data = zipped(
        {
            "Tema 1/guía.md": "# Guía",
            "Tema 1/viejo.doc": b"\xd0\xcf\x11\xe0",
            "foto.png": b"x",
            "más.zip": b"PK",
            "__MACOSX/._guía.md": b"x",
            ".git/config.txt": b"x",
            "../../evil.txt": "se lee bajo su nombre",
        }
    )

    found = unpack(data, ZIP, Limits())

    assert names(found) == ["guía.md", "viejo.doc", "evil.txt"]
    assert [notice.code for notice in found.notices] == ["archives_left_out", "members_left_out"]


def test_an_answer_carries_so_much_and_the_next_one_goes_on() -> None:
    big = {f"{n}.txt": b"x" * 6_000_000 for n in range(3)}
    first = unpack(zipped(big), ZIP, Limits())
    second = unpack(zipped(big), ZIP, Limits(), first.following or 0)

    assert (names(first), first.following, first.notices) == (["0.txt"], 1, ())
    assert names(second) == ["1.txt"]


@pytest.mark.row("attack-28")
def test_archives_that_grow_or_hold_too_much_are_refused(form: Form) -> None:
    bomb = {**course().made(), "files/aa/aa": b"\0" * 51_000_000}
    many = {f"{n}.txt": b"x" for n in range(5)}

    assert code_of(form(bomb)) == "archive_too_big"
    assert code_of(form(course().made()), limits=Limits(zip_total_bytes=1_000)) == "archive_too_big"
    assert code_of(form(course().made()), limits=Limits(zip_entries=10)) == "archive_too_big"
    assert code_of(zipped(many), ZIP, Limits(members=4)) == "too_many_members"


@pytest.mark.row("attack-29")
@pytest.mark.parametrize("part", ["moodle_backup.xml", "files.xml", "activities/page_1/page.xml"])
def test_entities_are_refused_in_every_record_that_is_read(form: Form, part: str) -> None:
    made = course().made()
    made[part] = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + str(made[part])

    assert code_of(form(made)) == "has_doctype"


@pytest.mark.row("attack-32")
def test_links_and_devices_on_a_tape_are_no_files() -> None:
    stream = io.BytesIO()
    made = course().made()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, target in (("moodle_backup.xml", "/etc/passwd"), ("files.xml", "/dev/zero")):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = tarfile.SYMTYPE, target
            archive.addfile(entry)
    del made

    assert code_of(stream.getvalue()) == "wrong_content"


@pytest.mark.parametrize(
    ("data", "media_type", "code"),
    [
        (tape(course().made())[:400], BACKUP, "broken_file"),
        (b"\x1f\x8bnothing", BACKUP, "broken_file"),
        (zipped(course().made())[:400], BACKUP, "broken_file"),
        (zipped({"a.txt": "x"}), BACKUP, "wrong_content"),
        (zipped({"a.png": "x"}), ZIP, "no_documents"),
        (tape(Backup().made()), BACKUP, "no_documents"),
        (b"x", PDF, "wrong_content"),
    ],
)
def test_what_cannot_be_unpacked_says_why(data: bytes, media_type: str, code: str) -> None:
    assert code_of(data, media_type) == code


def test_what_an_archive_is_its_bytes_say(form: Form) -> None:
    assert media_type_of("copia.mbz", form(course().made())) == BACKUP
    assert media_type_of("material.zip", zipped({"a.txt": "x"})) == ZIP
    assert media_type_of("copia.zip", zipped(course().made())) == BACKUP
    with pytest.raises(UploadError):
        media_type_of("copia.mbz", b"text")
