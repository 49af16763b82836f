import pytest

from ingest.formats import TEXT
from ingest.limits import Limits
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import BlockKind
from tests.ingest.samples import blocks, paths, read_text, texts

SPECIMEN = b"El examen es en junio."


@pytest.mark.parametrize(
    "data",
    [
        "Año, œuvre, 5 €".encode(),
        "Año, œuvre, 5 €".encode("utf-8-sig"),
        "Año, œuvre, 5 €".encode("utf-16"),
        b"\xfe\xff" + "Año, œuvre, 5 €".encode("utf-16-be"),
        "Año, œuvre, 5 €".encode("cp1252"),
    ],
)
def test_every_usual_encoding_is_understood(data: bytes) -> None:
    assert texts(read(data, TEXT)) == ["Año, œuvre, 5 €"]


def test_lines_wrapped_by_hand_are_joined_and_short_lines_are_not() -> None:
    wrapped = (
        "The final exam is written and it takes place in the large hall, where\n"
        "you find your seat on the list at the door. Bring your student card.\n"
        "\n"
        "Room: B 12\n"
        "Time: 10:00\n"
    )

    assert texts(read_text(wrapped)) == [
        "The final exam is written and it takes place in the large hall, where you find your seat"
        " on the list at the door. Bring your student card.",
        "Room: B 12",
        "Time: 10:00",
    ]


def test_long_lines_are_a_paragraph_each() -> None:
    lines = ["One " * 60, "Two " * 50, "Three " * 40]

    assert texts(read_text("\n".join(lines))) == [line.strip() for line in lines]


def test_bullets_become_items_with_their_continued_lines() -> None:
    extract = read_text("The grade is:\n- 60 % exam,\n  written\n* 40 % work\n")

    assert [(block.kind, block.text) for block in blocks(extract)] == [
        (BlockKind.PARAGRAPH, "The grade is:"),
        (BlockKind.ITEM, "60 % exam, written"),
        (BlockKind.ITEM, "40 % work"),
    ]


def test_underlined_and_capital_lines_are_headings() -> None:
    extract = read_text(
        "Biology\n=======\nWelcome.\n\nExams\n-----\nIn June.\n\nOFFICE HOURS\n\nOn Mondays.\n"
    )

    assert paths(extract) == [
        ("Biology",),
        ("Biology", "Exams"),
        ("Biology", "Exams", "OFFICE HOURS"),
    ]
    assert texts(extract) == ["Welcome.", "In June.", "On Mondays."]


@pytest.mark.parametrize("line", ["EXAM: 3 JUNE AT 10:00", "EL EXAMEN ES EL 3 DE JUNIO.", "B 12"])
def test_a_capital_line_that_says_something_stays_text(line: str) -> None:
    assert texts(read_text(f"{line}\n\nMore.\n")) == [line, "More."]


@pytest.mark.parametrize(
    "table",
    [
        "Part\tWeight\nExam\t60 %\nWork\t40 %",
        "| Part | Weight |\n|---|---|\n|Exam|60 %|\n|Work|40 %|",
    ],
)
def test_lines_divided_alike_are_a_table(table: str) -> None:
    extract = read_text(table)

    assert [(block.anchor, block.text) for block in blocks(extract)] == [
        ("t1r0", "Part · Weight"),
        ("t1r1", "Part: Exam · Weight: 60 %"),
        ("t1r2", "Part: Work · Weight: 40 %"),
    ]


def test_a_text_beyond_the_limit_is_rejected() -> None:
    with pytest.raises(RejectedDocumentError, match="too_much_text"):
        read(b"a " * 1_000, TEXT, Limits(characters=100))


def test_a_hundred_thousand_rows_are_too_much() -> None:
    with pytest.raises(RejectedDocumentError, match="too_much_text"):
        read(b"a\tb\n" * 100_000, TEXT)


def test_a_word_of_a_million_letters_is_read() -> None:
    assert len("".join(texts(read(b"x" * 1_000_000, TEXT))).replace(" ", "")) == 1_000_000


@pytest.mark.cell("text", "empty and ticked box")
def test_a_box_says_whether_it_is_ticked() -> None:
    source = "The following is allowed in the exam:\n\n[ ] notes\n[x] calculator\n☐ book\n- [ ] pen"

    assert texts(read_text(source))[1:] == [
        "☐ (not ticked) notes",
        "☒ (ticked) calculator",
        "☐ (not ticked) book",
        "☐ (not ticked) pen",
    ]


@pytest.mark.cell("text", "zero width")
def test_letters_without_width_are_left_out() -> None:
    assert texts(read_text("par\u200bci\u200cal")) == ["parcial"]
