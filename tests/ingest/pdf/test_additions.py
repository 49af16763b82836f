"""What was added to a PDF page: links, strokes, comments, the fields of a form."""

import pytest

from ingest.formats import PDF
from ingest.read import read
from silabo.domain.passages import Extract
from tests.ingest.samples import Run, blocks, pdf_page, read_pdf, shown, stream, texts

LINE = shown("Hand in the work here.", y=700)
OTHER = shown("Late work is not read.", y=660)


def annotated(*annotations: str, content: str = f"{LINE} {OTHER}", catalogue: str = "") -> Extract:
    found = " ".join(f"<< /Type /Annot {each} >>" for each in annotations)
    return read(pdf_page(content, page=f"/Annots [{found}]", catalogue=catalogue), PDF)


def link(address: str, box: str = "160 695 200 712") -> str:
    return f"/Subtype /Link /Rect [{box}] /A << /S /URI /URI ({address}) >>"


@pytest.mark.cell("PDF", "link")
@pytest.mark.row("pdf-8")
def test_a_link_keeps_its_address_with_the_words_under_it() -> None:
    extract = annotated(link("https://uni.example/in"))

    assert texts(extract)[0] == "Hand in the work here (https://uni.example/in)."
    assert extract.notices == ()


def test_a_link_over_two_lines_says_its_address_once() -> None:
    extract = annotated(
        link("https://uni.example/in"), link("https://uni.example/in", "72 655 140 672")
    )

    assert " ".join(texts(extract)).count("https://uni.example/in") == 1


def test_a_link_over_a_picture_is_its_address() -> None:
    extract = annotated(link("https://uni.example/map", "300 695 340 712"))

    assert texts(extract)[0] == "Hand in the work here. https://uni.example/map"


def test_an_address_that_may_not_be_kept_is_told() -> None:
    extract = annotated(link("javascript:alert(1)"))

    assert texts(extract)[0] == "Hand in the work here."
    assert [(notice.code, notice.page) for notice in extract.notices] == [("link_left_out", 1)]


@pytest.mark.cell("PDF", "struck out")
@pytest.mark.row("pdf-4")
def test_what_is_struck_out_is_left_out_and_told() -> None:
    struck = (
        "/Subtype /StrikeOut /Rect [72 655 300 675] /QuadPoints [72 675 300 675 72 655 300 655]"
    )

    extract = annotated(struck)

    assert texts(extract) == ["Hand in the work here."]
    assert [notice.code for notice in extract.notices] == ["struck_text"]


@pytest.mark.row("pdf-4")
def test_a_line_drawn_through_words_strikes_them_out_and_one_under_them_does_not() -> None:
    page = [
        Run(72, 700, "The exam is on 3 June"),
        Run(200, 700, "on 10 June.", before="200 703 60 0.7 re f 72 698 300 0.7 re f"),
    ]

    extract = read_pdf(page)

    assert texts(extract) == ["The exam is on 3 June"]
    assert [notice.code for notice in extract.notices] == ["struck_text"]


def test_a_stroked_line_strikes_out_and_the_lines_of_a_table_do_not() -> None:
    grid = " ".join(f"72 {y} m 500 {y} l S" for y in (712, 692, 672))
    struck = read(pdf_page(f"{LINE} {OTHER} {grid} 72 664 m 200 664 l S"), PDF)

    assert texts(struck) == ["Hand in the work here."]


def test_a_highlight_and_an_underline_leave_their_words() -> None:
    for kind in ("Highlight", "Underline", "Squiggly"):
        extract = annotated(
            f"/Subtype /{kind} /Rect [72 655 300 675] /QuadPoints [72 675 300 675 72 655 300 655]"
        )

        assert texts(extract)[-1] == "Late work is not read."
        assert extract.notices == ()


@pytest.mark.cell("PDF", "comment")
@pytest.mark.row("pdf-8")
def test_comments_stand_apart_and_are_named_so() -> None:
    extract = annotated(
        "/Subtype /Text /Rect [200 695 215 712] /Contents (The room is not known yet)",
        "/Subtype /FreeText /Rect [72 620 300 640] /Contents (El aula no se conoce)",
    )

    assert texts(extract) == [
        "Hand in the work here.",
        "Comment: The room is not known yet",
        "Late work is not read.",
        "Comentario: El aula no se conoce",
    ]


def test_a_comment_that_is_not_shown_is_left_out_and_told() -> None:
    extract = annotated("/Subtype /FreeText /F 2 /Rect [72 620 300 640] /Contents (Secret)")

    assert texts(extract) == ["Hand in the work here.", "Late work is not read."]
    assert [notice.code for notice in extract.notices] == ["hidden_text"]


def form(*fields: str) -> Extract:
    """A page with labels on three lines, and fields to the right of them."""
    labels = " ".join(
        shown(label, y=y) for label, y in (("Room:", 700), ("Calculator", 680), ("Group:", 660))
    )
    numbers = range(6, 6 + len(fields))
    references = " ".join(f"{number} 0 R" for number in numbers)
    box = "/Type /XObject /Subtype /Form /BBox [0 0 10 10]"
    states = f"{6 + len(fields)} 0 R"
    objects = [
        f"<< /Type /Annot /Subtype /Widget /F 4 {each.replace('STATES', states)} >>"
        for each in fields
    ]
    return read(
        pdf_page(
            labels,
            page=f"/Annots [{references}]",
            catalogue=f"/AcroForm << /Fields [{references}] >>",
            objects=[*objects, stream("", box)],
        ),
        PDF,
    )


@pytest.mark.parametrize("box", ["120 695 120 695", "2000 695 2100 712", "120 900 200 930"])
def test_a_value_in_a_field_without_size_or_off_the_page_is_left_out_and_told(box: str) -> None:
    extract = form(f"/FT /Tx /T (room) /V (Secret) /Rect [{box}]")

    assert "Secret" not in " ".join(texts(extract))
    assert [notice.code for notice in extract.notices] == ["hidden_text"]


@pytest.mark.cell("PDF", "value of a form field")
@pytest.mark.row("pdf-8")
def test_the_values_of_a_form_stand_in_their_places() -> None:
    extract = form(
        "/FT /Tx /T (room) /V (B 12) /Rect [120 695 200 712]",
        "/FT /Ch /Ff 131072 /T (group) /V (Blue) /Opt [(Blue) (Red)] /Rect [120 655 200 672]",
    )

    assert " ".join(texts(extract)) == "Room: B 12 Calculator Group: Blue"


@pytest.mark.cell("PDF", "empty and ticked box")
@pytest.mark.row("pdf-8")
def test_a_ticked_box_and_an_empty_one_differ() -> None:
    def box(state: str) -> Extract:
        return form(
            f"/FT /Btn /T (calculator) /V /{state} /AS /{state} /Rect [58 677 68 690] "
            "/AP << /N << /Yes STATES /Off STATES >> >>"
        )

    assert "☒ (ticked) Calculator" in " ".join(texts(box("Yes")))
    assert "☐ (not ticked) Calculator" in " ".join(texts(box("Off")))


def test_an_empty_field_and_a_password_say_nothing() -> None:
    extract = form(
        "/FT /Tx /T (room) /V () /Rect [120 695 200 712]",
        "/FT /Tx /Ff 8192 /T (key) /V (geheim) /Rect [120 675 200 690]",
    )

    assert "geheim" not in " ".join(block.text for block in blocks(extract))
