"""Superscripts and subscripts: what stands higher or lower is never read as one number."""

import pytest

from ingest.formats import PDF
from ingest.read import read
from tests.ingest.samples import pdf_page, texts


def line(*pieces: tuple[str, float, float]) -> list[str]:
    """The text of pieces of (text, size, rise) that follow each other."""
    shown = "".join(f"/F1 {size} Tf {rise} Ts ({text}) Tj " for text, size, rise in pieces)
    return texts(read(pdf_page(f"BT 72 700 Td {shown} ET"), PDF))


@pytest.mark.cell("PDF", "formula")
@pytest.mark.row("pdf-12")
@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        ([("The area is 4 k", 12, 0), ("2", 8, 5), (" here", 12, 0)], "The area is 4 k\u00b2 here"),
        ([("about 10", 12, 0), ("-3", 8, 5), (" m", 12, 0)], "about 10\u207b\u00b3 m"),
        ([("water is H", 12, 0), ("2", 8, -3), ("O", 12, 0)], "water is H\u2082O"),
        ([("x", 12, 0), ("1", 8, -3), (" and x", 12, 0), ("i", 8, -3)], "x\u2081 and x_i"),
        ([("2", 12, 0), ("x+1", 8, 5), (" bits", 12, 0)], "2^{x+1} bits"),
        ([("the exam", 12, 0), ("1", 7, 5), (" is oral", 12, 0)], "the exam\u00b9 is oral"),
    ],
)
def test_what_stands_higher_or_lower_is_read_so(
    pieces: list[tuple[str, float, float]], found: str
) -> None:
    assert line(*pieces) == [found]


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        ([("on the 4", 12, 0), ("th", 8, 5), (" of June", 12, 0)], "on the 4th of June"),
        ([("C", 12, 0), ("OURSE", 9, 0), (" 101", 12, 0)], "COURSE 101"),
        ([("Room B12", 12, 0)], "Room B12"),
    ],
)
def test_ordinals_and_small_capitals_are_no_scripts(
    pieces: list[tuple[str, float, float]], found: str
) -> None:
    assert line(*pieces) == [found]


@pytest.mark.row("pdf-13")
def test_a_fraction_is_no_row_of_digits() -> None:
    fraction = (
        "72 703 17 0.5 re f BT /F1 9 Tf 80 707 Td (1) Tj ET BT /F1 9 Tf 73 694 Td (n+1) Tj ET"
    )
    page = f"BT /F1 12 Tf 30 700 Td (p is) Tj ET {fraction} BT /F1 12 Tf 100 700 Td (here) Tj ET"

    assert texts(read(pdf_page(page), PDF)) == ["p is 1/(n+1) here"]


@pytest.mark.row("pdf-13")
def test_an_underlined_title_over_a_number_is_no_fraction() -> None:
    title = "BT /F1 12 Tf 72 700 Td (Points) Tj ET 72 697 38 0.7 re f"
    page = f"{title} BT /F1 12 Tf 84 685 Td (20) Tj ET"

    assert "/" not in " ".join(texts(read(pdf_page(page), PDF)))
