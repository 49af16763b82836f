import pytest

from ingest.formats import ODT
from ingest.limits import Limits
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import BlockKind, Extract
from tests.ingest.archives import zipped
from tests.ingest.odf.samples import members, odf, read_odt, text_style
from tests.ingest.samples import blocks, paths, texts

SPECIMEN = odf(ODT, "<text:p>El examen es en junio.</text:p>")

LIBREOFFICE = 'xmlns:loext="urn:org:documentfoundation:names:experimental"'


def told(extract: Extract) -> list[str]:
    return [notice.code for notice in extract.notices]


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(RejectedDocumentError) as caught:
        read(data, ODT, limits)
    return caught.value.code


def row(*cells: str, name: str = "table-row") -> str:
    return f"<table:{name}>{''.join(cells)}</table:{name}>"


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def test_headings_paragraphs_and_spaces_are_what_they_are() -> None:
    extract = read_odt(
        '<text:h text:outline-level="1">Guía</text:h><text:p>Se  aprueba<text:s text:c="3"/>con'
        "<text:tab/>4.<text:line-break/>Otra línea.</text:p>"
        '<text:h text:outline-level="2">Fechas</text:h><text:p>En mayo.</text:p>'
    )

    assert paths(extract) == [("Guía",), ("Guía", "Fechas")]
    assert texts(extract) == ["Se aprueba con 4.", "Otra línea.", "En mayo."]


def test_items_and_headings_keep_the_numbers_that_the_program_gives_them() -> None:
    numbered = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
        'style:num-format="a" style:num-suffix=")"/></text:list-style>'
    )
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1" '
        'style:num-prefix="Artículo "/></text:outline-style>'
    )
    items = "".join(
        f"<text:list-item><text:p>{t}</text:p></text:list-item>" for t in ["uno", "dos"]
    )
    heading = '<text:h text:outline-level="1">{}</text:h><text:p>x</text:p>'

    extract = read_odt(
        heading.format("Objeto")
        + f'<text:list text:style-name="L1">{items}</text:list>'
        + heading.format("Plazos")
        + f'<text:list text:style-name="L1">{items}</text:list>',
        styles=numbered,
        looks=outline,
    )

    assert paths(extract) == [("Artículo 1 Objeto",), ("Artículo 2 Plazos",)]
    assert [b.text for b in blocks(extract) if b.kind is BlockKind.ITEM] == [
        *("a) uno", "b) dos", "a) uno", "b) dos"),
    ]


def test_rows_of_a_table_keep_the_names_of_its_columns_and_merged_cells_hold() -> None:
    extract = read_odt(
        "<table:table>"
        + row(row(cell("Día"), cell("Hora"), cell("Aula")), name="table-header-rows")
        + row(cell("Lunes", 'table:number-rows-spanned="2"'), cell("9:00"), cell("B2"))
        + row("<table:covered-table-cell/>", cell("11:00"), cell("B3"))
        + "</table:table>"
    )

    assert texts(extract) == [
        "Día · Hora · Aula",
        "Día: Lunes · Hora: 9:00 · Aula: B2",
        "Día: Lunes · Hora: 11:00 · Aula: B3",
    ]


def test_two_header_rows_name_the_columns_together() -> None:
    wide = "<table:covered-table-cell/>"
    extract = read_odt(
        "<table:table>"
        + row(
            cell("Groupe", 'table:number-rows-spanned="2"'),
            cell("Examen", 'table:number-columns-spanned="2"'),
            wide,
        )
        + row(wide, cell("Jour"), cell("Salle"))
        + row(cell("A"), cell("lundi"), cell("B2"))
        + "</table:table>"
    )

    assert texts(extract)[1] == "Groupe: A · Examen – Jour: lundi · Examen – Salle: B2"


def test_the_automatic_colour_is_seen_whatever_opacity_stands_beside_it() -> None:
    automatic = f'style:use-window-font-color="true" loext:opacity="0%" {LIBREOFFICE}'
    words = '<text:p><text:span text:style-name="T1">Se ve.</text:span></text:p>'

    assert texts(read_odt(words, styles=text_style("T1", automatic))) == ["Se ve."]


@pytest.mark.parametrize(
    "properties",
    [
        'text:display="none"',
        'fo:color="#ffffff"',
        'fo:font-size="1pt"',
        'fo:color="#123456" fo:background-color="#123456"',
        'style:text-scale="1%"',
        'fo:letter-spacing="-0.5cm"',
        f'fo:color="#123456" loext:opacity="0%" {LIBREOFFICE}',
    ],
)
@pytest.mark.parametrize("family", ["text", "paragraph"])
def test_text_that_is_not_seen_is_left_out_and_told(properties: str, family: str) -> None:
    secret = (
        '<text:p><text:span text:style-name="T1">Vale 70 puntos.</text:span></text:p>'
        if family == "text"
        else '<text:p text:style-name="T1">Vale 70 puntos.</text:p>'
    )
    extract = read_odt(
        f"{secret}<text:p>Se ve.</text:p>", styles=text_style("T1", properties, family)
    )

    assert texts(extract) == ["Se ve."]
    assert told(extract) == ["hidden_text"]


@pytest.mark.parametrize(
    "unseen",
    [
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>Vale 70 puntos.</text:p>',
        '<text:p><draw:frame svg:x="-50cm" svg:y="1cm"><draw:text-box><text:p>Vale 70 puntos.'
        "</text:p></draw:text-box></draw:frame></text:p>",
    ],
)
def test_a_paragraph_or_frame_that_is_not_seen_is_left_out_and_told(unseen: str) -> None:
    extract = read_odt(f"{unseen}<text:p>Se ve.</text:p>")

    assert texts(extract) == ["Se ve."]
    assert set(told(extract)) == {"hidden_text"}


def test_a_frame_of_one_column_leaves_out_its_hidden_rows_and_keeps_white_text_on_its_colour() -> (
    None
):
    dark = (
        '<style:style style:name="D" style:family="table-cell">'
        '<style:table-cell-properties fo:background-color="#000080"/></style:style>'
    )
    white = '<text:p><text:span text:style-name="T1">Se ve.</text:span></text:p>'
    rows = (
        '<table:table-row><table:table-cell table:style-name="D">'
        f"{white}</table:table-cell></table:table-row>"
        '<table:table-row table:visibility="collapse"><table:table-cell><text:p>No.</text:p>'
        f"</table:table-cell></table:table-row>{row(cell('Fin.'))}"
    )
    extract = read_odt(
        f"<table:table>{rows}</table:table>{white}",
        styles=dark + text_style("T1", 'fo:color="#ffffff"'),
    )

    assert texts(extract) == ["Se ve.", "Fin."]
    assert sorted(told(extract)) == ["hidden_rows", "hidden_text"]


def test_what_lets_the_colour_of_a_frame_through_is_no_paper() -> None:
    """LibreOffice says of most paragraphs and cells that their ground is transparent."""
    clear = '-properties fo:background-color="transparent"/></style:style>'
    styles = (
        '<style:style style:name="D" style:family="table">'
        '<style:table-properties fo:background-color="#000080"/></style:style>'
        f'<style:style style:name="C" style:family="table-cell"><style:table-cell{clear}'
        f'<style:style style:name="P" style:family="paragraph"><style:paragraph{clear}'
    )
    white = (
        '<text:p text:style-name="P"><text:span text:style-name="T1">Se ve.</text:span></text:p>'
    )
    extract = read_odt(
        '<table:table table:style-name="D"><table:table-row><table:table-cell table:style-name="C">'
        f"{white}</table:table-cell></table:table-row></table:table>{white}<text:p>Fin.</text:p>",
        styles=styles + text_style("T1", 'fo:color="#ffffff"'),
    )

    assert texts(extract) == ["Se ve.", "Fin."]
    assert told(extract) == ["hidden_text"]


def test_what_is_struck_out_deleted_or_said_beside_the_text_is_left_out_and_told() -> None:
    extract = read_odt(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>El 1 de mayo</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p><text:span text:style-name="T1">El 3 de mayo</text:span>El 10 de mayo'
        "<office:annotation><text:p>¿seguro?</text:p></office:annotation></text:p>",
        styles=text_style("T1", 'style:text-line-through-style="solid"'),
    )

    assert texts(extract) == ["El 10 de mayo"]
    assert sorted(set(told(extract))) == ["comments", "struck_text"]


def test_a_hidden_section_and_hidden_rows_are_left_out_and_told() -> None:
    extract = read_odt(
        '<text:section text:display="none"><text:p>Vale 70.</text:p></text:section><table:table>'
        + row(cell("TP1"), cell("10 %"))
        + row(cell("TP2"), cell("70 %")).replace(
            "<table:table-row>", '<table:table-row table:visibility="collapse">'
        )
        + "</table:table>"
    )

    assert texts(extract) == ["TP1: 10 %"]
    assert told(extract) == ["hidden_text", "hidden_rows"]


def test_notes_boxes_links_and_pictures_are_read() -> None:
    extract = read_odt(
        "<text:p>Se aprueba con 4<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Salvo en enero.</text:p></text:note-body></text:note>.</text:p>"
        "<text:p><draw:frame><draw:text-box><text:p>En un cuadro.</text:p></draw:text-box>"
        '</draw:frame></text:p><text:p><text:a xlink:href="https://uni.example/f">El formulario'
        "</text:a></text:p><text:p><draw:frame><draw:image/><svg:desc>El mapa: aula B2.</svg:desc>"
        "</draw:frame></text:p><text:p><draw:frame><draw:image/></draw:frame></text:p>"
    )

    assert texts(extract) == [
        *("Se aprueba con 4 [1: Salvo en enero.].", "En un cuadro."),
        *("El formulario (https://uni.example/f)", "El mapa: aula B2."),
    ]
    assert told(extract) == ["picture_without_words"]


def test_the_table_of_contents_is_no_text_and_a_header_is_read_once() -> None:
    header = "<style:header><text:p>Redes I, aula B2</text:p></style:header>"
    extract = read_odt(
        "<text:table-of-content><text:index-body><text:p>Fechas 3</text:p></text:index-body>"
        "</text:table-of-content><text:p>Se ve.</text:p>",
        looks=header + header,
    )

    assert texts(extract) == ["Se ve.", "Redes I, aula B2"]


def test_a_formula_is_kept() -> None:
    part = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi></semantics></math>'
    )
    extract = read_odt(
        '<text:p>Sea <draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>',
        parts={"Object 1/content.xml": part},
    )

    assert texts(extract) == ["Sea", "x"]


@pytest.mark.row("attack-28")
def test_archives_that_grow_are_refused_before_they_grow() -> None:
    bomb = zipped({**members(ODT, "<text:p>x</text:p>"), "Pictures/x": b"\0" * 51_000_000})
    repeated = 'table:number-rows-repeated="1000000" table:number-columns-repeated="1000000"'

    assert code_of(bomb) == "archive_too_big"
    assert (
        len(texts(read_odt(f"<table:table>{row(cell('a'), cell('b', repeated))}</table:table>")))
        < 200
    )


@pytest.mark.row("attack-29")
@pytest.mark.parametrize("part", ["content.xml", "styles.xml"])
def test_entities_are_refused(part: str) -> None:
    made = members(ODT, "<text:p>x</text:p>")
    doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

    assert code_of(zipped({**made, part: doctype + str(made[part])})) == "has_doctype"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (SPECIMEN[:200], "broken_file"),
        (zipped({"mimetype": ODT}), "broken_file"),
        (zipped({"a.txt": "x"}), "wrong_content"),
        (zipped(members(ODT, "<text:p>x")), "broken_file"),
        (zipped({**members(ODT, ""), "META-INF/manifest.xml": "<encryption-data/>"}), "encrypted"),
        (odf(ODT, "<text:p/>"), "empty_file"),
        (odf(ODT, "<text:p><draw:frame><draw:image/></draw:frame></text:p>"), "no_text"),
        (odf(ODT, "<text:section>" * 60 + "</text:section>" * 60), "too_heavy"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_empty_paragraphs_are_counted_too() -> None:
    assert code_of(odf(ODT, "<text:p/>" * 60), Limits(elements=50)) == "too_heavy"
