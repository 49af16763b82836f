from dataclasses import dataclass

import pytest

from silabo.domain.passages import row_number
from silabo.wording.locations import location_label


@dataclass(frozen=True)
class At:
    anchor: str
    page: int | None = None
    document_title: str = "Tema 1"
    path: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("language", "anchor", "label"),
    [
        ("en", "s4p2", "Tema 1, slide\N{NO-BREAK SPACE}4"),
        ("es", "s4p2-2", "Tema 1, diap.\N{NO-BREAK SPACE}4"),
        ("fr", "s4p2", "Tema 1, diapo\N{NO-BREAK SPACE}4"),
        ("en", "s4t1r3", "Tema 1, row\N{NO-BREAK SPACE}3, slide\N{NO-BREAK SPACE}4"),
        ("en", "p2", "Tema 1, p.\N{NO-BREAK SPACE}4"),
        ("es", "t2r5", "Tema 1, fila\N{NO-BREAK SPACE}5, pág.\N{NO-BREAK SPACE}4"),
    ],
)
def test_a_slide_is_called_a_slide_where_a_page_is_called_a_page(
    language: str, anchor: str, label: str
) -> None:
    assert location_label(language, At(anchor, page=4)) == label


@pytest.mark.parametrize(
    ("anchor", "row"),
    [("t2r5", 5), ("s4t2r15", 15), ("s4p2", None), ("p17", None), ("h3", None), ("t2r", None)],
)
def test_a_row_is_known_by_its_anchor_on_a_slide_too(anchor: str, row: int | None) -> None:
    assert row_number(anchor) == row
