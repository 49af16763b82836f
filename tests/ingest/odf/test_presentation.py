import pytest

from ingest.formats import ODP
from ingest.limits import Limits
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import BlockKind, Extract
from tests.ingest.odf.samples import odf, read_odp
from tests.ingest.samples import blocks, paths, texts


def frame(text: str, at: tuple[float, float, float, float] = (1, 5, 20, 3), kind: str = "") -> str:
    x, y, width, height = at
    mark = f'presentation:class="{kind}"' if kind else ""
    return (
        f'<draw:frame svg:x="{x}cm" svg:y="{y}cm" svg:width="{width}cm" svg:height="{height}cm" '
        f"{mark}><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"
    )


def slide(inner: str, style: str = "dp1") -> str:
    return f'<draw:page draw:style-name="{style}">{inner}</draw:page>'


SPECIMEN = odf(ODP, slide(frame("El examen es en junio.")))
PAPER = (
    '<style:page-layout><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/>'
    "</style:page-layout>"
)


def told(extract: Extract) -> list[tuple[str, int | None]]:
    return [(notice.code, notice.page) for notice in extract.notices]


def test_a_slide_is_a_page_its_title_heads_it_and_its_list_is_a_list() -> None:
    items = (
        '<draw:frame presentation:class="outline"><draw:text-box><text:list><text:list-item>'
        "<text:p>TP1: 10 %</text:p></text:list-item></text:list></draw:text-box></draw:frame>"
    )
    extract = read_odp(slide(frame("Notas", kind="title") + items), slide(frame("Sin título.")))

    assert paths(extract) == [("Notas",), ()]
    assert [(b.anchor, b.kind, b.text, b.page) for b in blocks(extract)] == [
        ("s1p1", BlockKind.ITEM, "TP1: 10 %", 1),
        ("s2p1", BlockKind.PARAGRAPH, "Sin título.", 2),
    ]


def test_what_stands_in_columns_is_read_column_by_column() -> None:
    extract = read_odp(
        slide(
            frame("right", (15, 5, 10, 3))
            + frame("left below", (1, 9, 10, 3))
            + f"<draw:g>{frame('left above', (1, 5, 10, 3))}</draw:g>"
            + frame("over both", (1, 1, 24, 2))
        )
    )

    assert texts(extract) == ["over both", "left above", "left below", "right"]


def test_hidden_slides_notes_and_what_stands_beside_a_slide_are_left_out_and_told() -> None:
    hidden = (
        '<style:style style:name="dp2" style:family="drawing-page"><style:drawing-page-properties '
        'presentation:visibility="hidden"/></style:style>'
    )
    notes = f"<presentation:notes>{frame('Cae en el examen.', kind='notes')}</presentation:notes>"
    extract = read_odp(
        slide(frame("uno") + notes),
        slide(frame("El parcial es fácil."), style="dp2"),
        slide(frame("tres") + frame("Vale 70 puntos.", (40, 5, 10, 3))),
        styles=hidden,
        looks=PAPER,
    )

    assert [(b.anchor, b.text) for b in blocks(extract)] == [("s1p1", "uno"), ("s3p1", "tres")]
    assert told(extract) == [("speaker_notes", 1), ("hidden_slide", 2), ("hidden_text", 3)]


def test_what_stands_on_every_slide_is_read_once_and_empty_placeholders_say_nothing() -> None:
    empty = frame("Pulse para añadir texto", kind="outline").replace(
        "<draw:frame", '<draw:frame presentation:placeholder="true"'
    )
    foot = frame("Redes I", (1, 20, 5, 1))
    extract = read_odp(*(slide(frame(text) + foot + empty) for text in ("uno", "dos", "tres")))

    assert texts(extract) == ["uno", "Redes I", "dos", "tres"]


def test_too_many_slides_and_an_empty_presentation_say_so() -> None:
    codes = []
    for data, limits in ((odf(ODP, slide("") * 3), Limits(pages=2)), (odf(ODP, slide("")), None)):
        with pytest.raises(RejectedDocumentError) as caught:
            read(data, ODP, limits)
        codes.append(caught.value.code)

    assert codes == ["too_many_pages", "empty_file"]
