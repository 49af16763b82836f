import io

import pytest
from pypdf import PdfReader, PdfWriter

from ingest.formats import PDF
from ingest.limits import Limits
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import BlockKind
from tests.ingest.samples import PROSE, Run, blocks, column, paths, pdf, read_pdf, texts

SPECIMEN = pdf(column(["El examen es en junio."]))


def test_lines_become_paragraphs_by_the_space_between_them() -> None:
    lines = [*column(PROSE), *column(["Office hours are on Mondays."], top=650)]

    extract = read_pdf(lines)

    assert texts(extract) == [" ".join(PROSE), "Office hours are on Mondays."]
    assert [block.page for block in blocks(extract)] == [1, 1]
    assert extract.pages == 1


def test_an_indent_begins_a_paragraph() -> None:
    full = "Every line of this text goes on to the right edge of its page"
    page = column([full] * 3)
    page += [Run(90, 678, "Here an indented line goes on to the right edge of its pag")]
    page += column([full] * 2, top=664)

    assert [len(text.split()) for text in texts(read_pdf(page))] == [42, 41]


def test_a_formula_stays_with_the_words_that_lead_to_it() -> None:
    page = [
        *column(["The solution of the system is"], top=700),
        Run(250, 680, "x =", formula=True),
        Run(275, 688, "1"),
        Run(272, 674, "1 + k", formula=True),
        *column(["Three weeks later"], top=650),
    ]

    assert texts(read_pdf(page)) == [
        "The solution of the system is x = 1 1 + k",
        "Three weeks later",
    ]


@pytest.mark.row("pdf-13")
def test_a_matrix_is_no_table_and_no_row_of_digits_but_told() -> None:
    page = [
        Run(72 + 60 * n, 700 - 14 * m, "abc"[n] + "123"[m], formula=True)
        for m in range(3)
        for n in range(3)
    ]

    extract = read_pdf([*column(["The matrix is"], top=760), *page])

    assert texts(extract) == ["The matrix is"]
    assert [(notice.code, notice.page) for notice in extract.notices] == [("math_left_out", 1)]


def test_short_lines_stand_alone() -> None:
    lines = ["Teacher: Ana Gil", "Room: B 12", PROSE[0], PROSE[2]]

    assert texts(read_pdf(column(lines))) == [*lines[:2], f"{PROSE[0]} {PROSE[2]}"]


def test_a_sentence_goes_on_over_the_page() -> None:
    extract = read_pdf(column(PROSE[:1], top=90), column(["in four exercises.", "End."]))

    assert texts(extract)[0] == f"{PROSE[0]} in four exercises."
    assert [block.page for block in blocks(extract)] == [1, 2]


def test_divided_words_are_whole_again_where_the_file_divides_words() -> None:
    lines = [
        "Students who take part in the eva-",
        "luation get all the informa-",
        "tion by mail. More information",
        "is on the door. The pro-",
        "blem is solved in class.",
    ]

    text = " ".join(texts(read_pdf(column(lines))))

    assert "the evaluation get all the information by" in text
    assert "The problem is" in text


def test_compounds_keep_the_hyphen_at_a_line_end() -> None:
    lines = [
        "Students in the problem-",
        "solving class have a barrier-",
        "free room. Solving a problem is fun, in this well-",
        "known course. Well-known it is.",
    ]

    text = " ".join(texts(read_pdf(column(lines))))

    assert "problem-solving class have a barrier-free room" in text
    assert "this well-known course" in text


def test_larger_lines_are_headings_and_sizes_their_levels() -> None:
    page = [
        Run(72, 780, "Biology", 20),
        *column(PROSE, top=750),
        Run(72, 690, "Exams", 15),
        *column(PROSE, top=660),
        Run(72, 600, "Oral exams", 15),
        Run(72, 582, "in English", 15),
        *column(PROSE, top=560),
    ]

    assert paths(read_pdf(page)) == [
        ("Biology",),
        ("Biology", "Exams"),
        ("Biology", "Oral exams in English"),
    ]


def test_large_text_is_no_heading_when_there_is_much_of_it() -> None:
    slide = [
        Run(72, 780, "Loops", 30),
        *column(["A loop runs while", "its condition holds", "and then it ends", "by itself"],
                top=700, leading=24, size=18),
        *column(PROSE * 3, top=560),
    ]  # fmt: skip
    scattered = [
        Run(72 + 60 * (n % 2), 780 - 40 * n, f"Large words number {n} on a slide", 18)
        for n in range(6)
    ]

    assert paths(read_pdf(slide)) == [("Loops",)]
    assert paths(read_pdf([*scattered, *column(PROSE, top=300)])) == [()]


def test_a_large_item_of_a_list_is_no_heading_nor_what_it_goes_on_in() -> None:
    slide = [
        Run(72, 780, "The try / except Structure", 30),
        Run(72, 700, "\u2022 If the code in the try works - the except is skipped", 22),
        Run(72, 640, "\u2022 If the code in the try fails - it jumps to", 22),
        Run(90, 614, "the except section", 22),
        *column(PROSE * 3, top=500),
    ]

    found = blocks(read_pdf(slide))

    assert paths(read_pdf(slide)) == [("The try / except Structure",)]
    assert [block.text for block in found if block.kind is BlockKind.ITEM] == [
        "If the code in the try works - the except is skipped",
        "If the code in the try fails - it jumps to the except section",
    ]


def test_short_bold_lines_are_headings_unless_they_say_something() -> None:
    page = [
        Run(72, 780, "2. Exams", bold=True),
        *column(PROSE, top=760),
        Run(72, 700, "Final exam: 3 June at 10:30", bold=True),
        *column(PROSE, top=680),
    ]

    extract = read_pdf(page)

    assert paths(extract) == [("2. Exams",)]
    assert "Final exam: 3 June at 10:30" in texts(extract)


def test_the_outline_names_the_headings() -> None:
    writer = PdfWriter(io.BytesIO(pdf(column(["Exams", *PROSE]), column(["Dates", *PROSE]))))
    exams = writer.add_outline_item(title="Exams", page_number=0)
    writer.add_outline_item(title="Dates", page_number=1, parent=exams)
    stream = io.BytesIO()
    writer.write(stream)

    assert paths(read(stream.getvalue(), PDF)) == [("Exams",), ("Exams", "Dates")]


def test_a_table_of_contents_that_the_outline_confirms_is_left_out() -> None:
    pages = [column(["Exams 2", "Dates 3", "Not a title 4"]), column(["Exams", *PROSE])]
    writer = PdfWriter(io.BytesIO(pdf(*pages, column(["Dates", *PROSE]))))
    writer.add_outline_item(title="Exams", page_number=1)
    writer.add_outline_item(title="Dates", page_number=2)
    stream = io.BytesIO()
    writer.write(stream)

    assert texts(read(stream.getvalue(), PDF)) == ["Not a title 4"] + [" ".join(PROSE)] * 2


@pytest.mark.cell("PDF", "automatic number")
def test_bullets_and_numbers_become_items() -> None:
    lines = [
        "The grade is made of:",
        "• exam",
        "• work that",
        "   is written",
        "1. first",
        "2. last",
    ]
    page = column(lines)

    extract = read_pdf(page)

    assert [(block.kind, block.text) for block in blocks(extract)] == [
        (BlockKind.PARAGRAPH, "The grade is made of:"),
        (BlockKind.ITEM, "exam"),
        (BlockKind.ITEM, "work that is written"),
        (BlockKind.ITEM, "1. first"),
        (BlockKind.ITEM, "2. last"),
    ]


@pytest.mark.cell("PDF", "header and footer")
def test_what_every_page_repeats_is_left_out() -> None:
    pages = [
        [
            Run(72, 800, "Biology 2026"),
            *column(PROSE, top=700 - 10 * number),
            Run(280, 40, f"Page {number} of 4"),
            Run(72, 30, "Faculty of Science"),
        ]
        for number in (1, 2, 3, 4)
    ]

    assert texts(read_pdf(*pages)) == ["Biology 2026"] + [" ".join(PROSE)] * 4


def test_a_running_title_that_names_the_section_is_left_out() -> None:
    sections = ["Cells and genes", "Plants", "Animals", "Ecology"]
    pages = [
        [Run(72, 800, "Lecture notes"), Run(400, 800, name), *column(PROSE, top=700 - 9 * n)]
        for n, name in enumerate(sections)
    ]

    assert [text for text in texts(read_pdf(*pages)) if "Lecture notes" in text] == [
        "Lecture notes Cells and genes"
    ]


def test_numbers_at_one_place_that_do_not_count_pages_are_content() -> None:
    pages = [[*column(PROSE), Run(280, 40, number)] for number in ("41", "3", "74", "12")]

    assert [text for text in texts(read_pdf(*pages)) if text.isdigit()] == ["41", "3", "74", "12"]


def test_pages_with_nothing_but_a_number_keep_it() -> None:
    assert texts(read_pdf(*[[Run(280, 40, str(n))] for n in (1, 2, 3)])) == ["1", "2", "3"]


def test_lines_of_a_table_of_contents_are_left_out() -> None:
    assert texts(read_pdf(column(["Exams " + "." * 40 + " 7", "Text."]))) == ["Text."]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_that_is_turned_is_read_as_it_is_shown(rotate: int) -> None:
    turn = {0: "", 90: "0 1 -1 0 842 0 cm", 180: "-1 0 0 -1 595 842 cm", 270: "0 -1 1 0 0 595 cm"}
    data = pdf(column(PROSE, top=500), extra=turn[rotate], rotate=rotate)

    assert texts(read(data, PDF)) == [" ".join(PROSE)]


def test_text_at_absurd_places_does_no_harm() -> None:
    huge = "9" * 39
    far = Run(72, 600, "far", before=f"{huge} 0 0 {huge} {huge} {huge} cm {huge} 0 0 1 0 0 cm")

    assert " ".join(PROSE) in texts(read_pdf([*column(PROSE), far]))


@pytest.mark.cell("PDF", "picture")
def test_a_page_of_pictures_is_told() -> None:
    extract = read(pdf(column(PROSE), [], extra="0 0 10 10 re f"), PDF)

    assert [(n.code, n.page) for n in extract.notices] == [("page_without_text", 2)]


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(RejectedDocumentError) as caught:
        read(data, PDF, limits)
    return caught.value.code


def encrypted(user: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(column(PROSE)))))
    writer.encrypt(user, owner, algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_file_with_a_password_is_encrypted_and_one_with_an_owner_is_read() -> None:
    assert code_of(encrypted("secret", "owner")) == "encrypted"
    assert texts(read(encrypted("", "owner"), PDF)) == [" ".join(PROSE)]


def test_what_cannot_be_read_says_why() -> None:
    pages = pdf(*[column(PROSE)] * 3)

    assert code_of(pdf([])) == "no_text"
    assert code_of(b"%PDF-1.7\nnothing") == "broken_file"
    assert code_of(pages, Limits(pages=2)) == "too_many_pages"
    assert code_of(pages, Limits(characters=100)) == "too_much_text"
    assert code_of(pages, Limits(characters=500)) == "too_much_text"
