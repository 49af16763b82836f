"""The demo courses: built files against their sources, and what programs can read of them."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from practice_lms.courses.build import MANIFEST, BuildError, build, manifest
from practice_lms.courses.catalogue import COURSES_DIR, courses
from practice_lms.courses.word import MarkdownError, docx_from_markdown

ALGEBRA = COURSES_DIR / "algebra" / "documents"
OPERATING_SYSTEMS = COURSES_DIR / "operating_systems" / "documents"
PROGRAMA = ALGEBRA / "Programa 2026.docx"
SYLLABUS = OPERATING_SYSTEMS / "Syllabus.docx"
APUNTES = ALGEBRA / "Apuntes de clase.pdf"
NOTES = OPERATING_SYSTEMS / "Lecture notes.pdf"
REGLAMENTO = ALGEBRA / "Reglamento de la cursada.md"

QUESTIONS = [
    json.loads(line)
    for line in (COURSES_DIR / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]
HURRIED = [
    json.loads(line)
    for line in (COURSES_DIR / "hurried.jsonl").read_text(encoding="utf-8").splitlines()
]
ANSWERABLE = [entry for entry in QUESTIONS if entry["answerable"]]
MONTHS = {
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    "en": [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
}
WEEKDAYS = {
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    "en": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
}


def plain(text: str) -> str:
    return " ".join(text.split())


@cache  # hundreds of questions are looked up in the same few files
def pages(path: Path) -> tuple[str, ...]:
    with pypdfium2.PdfDocument(path) as document:
        return tuple(plain(page.get_textpage().get_text_range()) for page in document)


def word_rows(path: Path) -> list[list[str]]:
    tables = docx.Document(str(path)).tables
    return [[plain(cell.text) for cell in row.cells] for table in tables for row in table.rows]


def markdown_rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        [plain(cell) for cell in line.strip("|").split("|")] for line in lines if line[:1] == "|"
    ]


@cache
def texts(path: Path) -> tuple[str, ...]:
    """Every piece of text that a reader may quote from: paragraphs, cells or whole pages."""
    if path.suffix == ".pdf":
        return pages(path)
    if path.suffix == ".md":
        return tuple(plain(line) for line in path.read_text(encoding="utf-8").splitlines())
    paragraphs = [plain(paragraph.text) for paragraph in docx.Document(str(path)).paragraphs]
    return (*paragraphs, *(cell for row in word_rows(path) for cell in row))


def table_with(document: WordDocument, *header: str) -> list[list[str]]:
    tables = [[[plain(c.text) for c in row.cells] for row in t.rows] for t in document.tables]
    return next(rows for rows in tables if tuple(rows[0]) == header)


def test_documents_were_built_from_the_sources_that_stand_beside_them() -> None:
    recorded = json.loads(MANIFEST.read_text(encoding="utf-8"))

    assert recorded == manifest()


def test_every_file_in_a_documents_folder_belongs_to_its_course() -> None:
    kept = {path for course in courses() for path in (course.folder / "documents").iterdir()}
    named = {document.path for course in courses() for document in course.documents}

    assert kept == named


@pytest.mark.parametrize("built", [PROGRAMA, SYLLABUS], ids=lambda path: path.name)
def test_a_word_document_is_the_same_when_it_is_built_again(built: Path) -> None:
    course, document = next(
        (course, document)
        for course in courses()
        for document in course.documents
        if document.path == built
    )
    text = document.source.read_text(encoding="utf-8")
    first = docx_from_markdown(text, course.revised)

    assert first == docx_from_markdown(text, course.revised)
    # Compared by members: another version of zlib may pack the same content into other bytes.
    assert members(first) == members(built.read_bytes())


def members(archive: bytes) -> dict[str, tuple[tuple[int, ...], bytes]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {
            member.filename: (member.date_time, opened.read(member)) for member in opened.infolist()
        }


def test_building_without_pdflatex_says_what_to_install_and_changes_nothing() -> None:
    before = manifest()

    with pytest.raises(BuildError, match="apt-get install texlive"):
        build(courses(), None)
    assert manifest() == before


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("# No front matter\n", "block of TOML"),
        ("text\n+++\n+++\n", "before the block"),
    ],
)
def test_a_source_without_its_facts_is_refused(source: str, reason: str) -> None:
    revised = courses()[0].revised

    with pytest.raises(MarkdownError, match=reason):
        docx_from_markdown(source, revised)


def test_markdown_without_a_word_style_is_refused_not_dropped() -> None:
    course = courses()[0]
    source = course.documents[0].source.read_text(encoding="utf-8")

    with pytest.raises(MarkdownError, match="ordered_list is not supported"):
        docx_from_markdown(source + "\n1. a numbered item\n", course.revised)


@pytest.mark.parametrize("path", [PROGRAMA, SYLLABUS], ids=lambda path: path.name)
def test_a_syllabus_uses_the_styles_of_word(path: Path) -> None:
    document = docx.Document(str(path))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    headers = [table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") for table in document.tables]

    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet"} <= styles
    assert None not in headers
    assert len(headers) >= 6
    assert document.element.body.find(f".//{qn('w:vMerge')}") is not None
    assert document.element.body.find(f".//{qn('w:hyperlink')}") is not None


def test_the_programa_has_the_tables_that_its_students_ask_about() -> None:
    document = docx.Document(str(PROGRAMA))
    marks = table_with(document, "Instancia", "Peso", "Para promocionar", "Para regularizar")
    calendar = table_with(document, "Semana", "Fecha", "Tema", "Observaciones")
    hours = table_with(document, "Docente", "Día y hora", "Lugar")

    assert sum(int(row[1].split()[0]) for row in marks[1:] if "%" in row[1]) == 100
    assert [row[0] for row in calendar[1:17]] == [str(week) for week in range(1, 17)]
    assert [row[0] for row in hours].count("Tomás Iriarte") == 2  # a merged cell


def test_the_syllabus_has_the_tables_that_its_students_ask_about() -> None:
    document = docx.Document(str(SYLLABUS))
    marks = table_with(document, "Component", "Weight", "Minimum to pass", "What it is")
    calendar = table_with(document, "Week", "Dates", "Lectures", "Notes")
    hours = table_with(document, "Who", "When", "Where")

    assert sum(int(row[1].split()[0]) for row in marks[1:]) == 100
    assert [row[0] for row in calendar[1:14]] == [str(week) for week in range(1, 14)]
    assert [row[0] for row in hours].count("Samuel Okoro") == 2  # a merged cell


@pytest.mark.parametrize(
    ("path", "least", "words"),
    [
        (APUNTES, 12, ["Álgebra Lineal I", "Definición", "Gram-Schmidt", "Índice", "ñ"]),
        (APUNTES, 12, ["∈ ℝ", "≠", "∑", "λ", "⊕", "≤", "√", "⟨", "−", "∩", "∫"]),
        (NOTES, 8, ["turnaround time = C − A", "pid_t child = fork();", "α", "ε", "≈"]),
        (NOTES, 8, ["first", "file", "buffer", "flaw"]),
    ],
)
def test_the_text_of_lecture_notes_can_be_read(path: Path, least: int, words: list[str]) -> None:
    read = pages(path)
    text = " ".join(read)

    assert len(read) >= least
    assert min(len(page) for page in read) > 400
    assert [word for word in words if word not in text] == []
    # Ligatures, private-use and control characters are what badly mapped fonts give.
    assert re.findall(r"[\ufb00-\ufb06\ue000-\uf8ff\x00-\x1f]", text) == []


@pytest.mark.parametrize("path", [APUNTES, NOTES], ids=lambda path: path.name)
def test_lecture_notes_have_an_outline_and_numbered_pages(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as document:
        levels = [bookmark.level for bookmark in document.get_toc()]

    assert levels.count(0) == 8
    assert levels.count(1) > 15
    assert [page.split()[-1] for page in pages(path)] == [
        str(number) for number in range(1, len(pages(path)) + 1)
    ]


def test_no_document_is_larger_than_a_demo_should_carry() -> None:
    sizes = {d.path.name: d.path.stat().st_size for course in courses() for d in course.documents}

    assert {name: size for name, size in sizes.items() if size > 300_000} == {}


def dated(text: str, language: str) -> Iterator[tuple[str, date]]:
    """Every weekday in a text that stands before a date; without a year the date is in 2026."""
    days, months = "|".join(WEEKDAYS[language]), "|".join(MONTHS[language])
    pattern = rf"({days}) (\d+)(?: de)? ({months})(?:(?: de)? (\d{{4}}))?"
    for day, number, month, year in re.findall(pattern, text.lower()):
        yield day, date(int(year or 2026), MONTHS[language].index(month) + 1, int(number))


@pytest.mark.parametrize(
    ("path", "language", "least"),
    [(PROGRAMA, "es", 20), (REGLAMENTO, "es", 1), (SYLLABUS, "en", 20)],
    ids=lambda value: value.name if isinstance(value, Path) else None,
)
def test_weekdays_and_dates_agree_with_the_calendar(path: Path, language: str, least: int) -> None:
    found = [moment for text in texts(path) for moment in dated(text, language)]
    wrong = [(day, on) for day, on in found if WEEKDAYS[language][on.weekday()] != day]

    assert len(found) >= least
    assert wrong == []


def test_no_date_or_address_of_one_course_stands_in_the_other() -> None:
    algebra = texts(PROGRAMA) + texts(REGLAMENTO)
    systems = texts(SYLLABUS)
    algebra_dates = {on for text in algebra for _, on in dated(text, "es")}
    systems_dates = {on for text in systems for _, on in dated(text, "en")}
    addresses = [set(re.findall(r"[\w.]+@[\w.]+", " ".join(text))) for text in (algebra, systems)]

    assert algebra_dates & systems_dates == set()
    assert addresses[0] & addresses[1] == set()
    assert {name.rpartition(".example.")[2] for name in addresses[0] | addresses[1]} == {"org"}


def test_questions_cover_both_courses_in_three_languages() -> None:
    asked = [(entry["course"], entry["language"]) for entry in QUESTIONS]
    unanswerable = len(QUESTIONS) - len(ANSWERABLE)

    assert len({(entry["course"], entry["question"]) for entry in QUESTIONS}) == len(QUESTIONS)
    assert {course.folder.name for course in courses()} == {course for course, _ in asked}
    assert asked.count(("algebra", "es")) >= 45
    assert asked.count(("operating_systems", "en")) >= 40
    assert asked.count(("algebra", "en")) + asked.count(("algebra", "fr")) >= 12
    assert asked.count(("operating_systems", "es")) >= 6
    assert 0.2 < unanswerable / len(QUESTIONS) < 0.33


@pytest.mark.parametrize("entry", QUESTIONS, ids=lambda entry: entry["question"])
def test_a_question_has_the_fields_of_its_kind(entry: dict[str, object]) -> None:
    answer = {"document", "evidence"} if entry["answerable"] else set()
    absent = entry["kind"] in ("not_stated", "other_course")

    assert set(entry) == {"course", "language", "question", "answerable", "kind"} | answer
    assert absent is not entry["answerable"]


@pytest.mark.parametrize("entry", ANSWERABLE, ids=lambda entry: entry["question"])
def test_the_evidence_of_an_answer_stands_in_its_document(entry: dict[str, object]) -> None:
    path = COURSES_DIR / str(entry["course"]) / "documents" / str(entry["document"])
    evidence = entry["evidence"]

    if isinstance(evidence, list):
        rows = word_rows(path) if path.suffix == ".docx" else markdown_rows(path)
        assert [row for row in rows if all(cell in row for cell in evidence)]
    else:
        assert [text for text in texts(path) if str(evidence) in text]


def squeezed(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def test_a_hurried_question_is_asked_once() -> None:
    asked = [(entry["course"], entry["question"]) for entry in HURRIED]

    assert len(set(asked)) == len(asked)
    assert {entry["answerable"] is ("answers" in entry) for entry in HURRIED} == {True}


@pytest.mark.parametrize(
    "entry",
    [entry for entry in HURRIED if entry["answerable"]],
    ids=lambda entry: f"{entry['course']}-{entry['question']}",
)
def test_every_way_to_answer_a_hurried_question_stands_in_its_course(
    entry: dict[str, Any],
) -> None:
    paths = (COURSES_DIR / entry["course"] / "documents").iterdir()
    text = squeezed(" ".join(said for path in sorted(paths) for said in texts(path)))
    pieces = [piece for way in entry["answers"] for piece in way]
    parts = [part for piece in pieces for part in ([piece] if isinstance(piece, str) else piece)]

    assert [part for part in parts if squeezed(part) not in text] == []
