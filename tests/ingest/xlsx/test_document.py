import pytest

from ingest.formats import XLSX
from ingest.limits import Limits
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract
from tests.ingest.archives import relationships, zipped
from tests.ingest.samples import paths, texts

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
STYLES = (
    f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="d &quot;de&quot; mmmm"/>'
    '<numFmt numFmtId="165" formatCode="0.0&quot; pts&quot;"/></numFmts>'
    '<fonts><font/><font><b/></font><font><strike/></font><font><color rgb="FFFFFFFF"/></font>'
    "</fonts><fills><fill><patternFill patternType='none'/></fill></fills><cellXfs><xf/>"
    '<xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf fontId="1"/><xf fontId="2"/><xf fontId="3"/><xf numFmtId="20"/><xf numFmtId="2"/>'
    "</cellXfs></styleSheet>"
)
SHARE, DAY, DAY_IN_WORDS, POINTS, BOLD, STRUCK, WHITE, TIME, TWO_PLACES = range(1, 10)


def cell(place: str, content: str | float, style: int = 0) -> str:
    if isinstance(content, str):
        inner = f"<is><t>{content}</t></is>"
        return f'<c r="{place}" s="{style}" t="inlineStr">{inner}</c>'
    return f'<c r="{place}" s="{style}"><v>{content}</v></c>'


def row(number: int, *cells: str, attributes: str = "") -> str:
    return f'<row r="{number}" {attributes}>{"".join(cells)}</row>'


def members(*sheets: tuple[str, str], before: str = "", shared: str = "") -> dict[str, str | bytes]:
    """A workbook of these sheets, attributes and rows of each."""
    listed = "".join(
        f'<sheet name="Hoja {n}" sheetId="{n}" r:id="r{n}" {attributes}/>'
        for n, (attributes, _) in enumerate(sheets, start=1)
    )
    parts = {
        f"xl/worksheets/sheet{n}.xml": f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>"
        "</worksheet>"
        for n, (_, rows) in enumerate(sheets, start=1)
    }
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {MAIN} {R}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relationships(
            *(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)),
            ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml"),
        ),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f"<sst {MAIN}>{shared}</sst>",
        **parts,
    }


def read_xlsx(*sheets: tuple[str, str], before: str = "", shared: str = "") -> Extract:
    return read(zipped(members(*sheets, before=before, shared=shared)), XLSX)


def told(extract: Extract) -> list[str]:
    return [notice.code for notice in extract.notices]


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(RejectedDocumentError) as caught:
        read(data, XLSX, limits)
    return caught.value.code


SPECIMEN = zipped(members(("", row(1, cell("A1", "El examen es en junio.")))))
TABLE = (
    row(1, cell("A1", "Plan de evaluación"))
    + row(2, cell("A2", "Actividad", BOLD), cell("B2", "Peso", BOLD), cell("C2", "Fecha", BOLD))
    + row(3, cell("A3", "TP1"), cell("B3", 0.1, SHARE), cell("C3", 46145, DAY))
)


def test_rows_keep_the_names_of_their_columns_and_numbers_look_as_in_excel() -> None:
    extract = read_xlsx(("", TABLE))

    assert paths(extract) == [("Hoja 1",)]
    assert texts(extract) == [
        "Plan de evaluación",
        "Actividad · Peso · Fecha",
        "Actividad: TP1 · Peso: 10 % · Fecha: 03/05/2026",
    ]


def test_tables_between_empty_rows_are_tables_of_their_own() -> None:
    second = row(6, cell("B6", "Docente"), cell("C6", "Ana Ruiz"))

    assert texts(read_xlsx(("", TABLE + second)))[-1] == "Docente: Ana Ruiz"


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (46145, DAY_IN_WORDS, "03/05"),
        (7.25, POINTS, "7.2 pts"),
        (0.4375, TIME, "10:30"),
        (46145.4375, DAY, "03/05/2026"),
        (4, TWO_PLACES, "4.00"),
        (0.1 + 0.2, 0, "0.3"),
        (12, 0, "12"),
        (-0.5, SHARE, "-50 %"),
        (99999999, DAY, "1e+08"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(number: float, style: int, text: str) -> None:
    assert texts(read_xlsx(("", row(1, cell("A1", number, style))))) == [text]


def test_hidden_sheets_rows_and_columns_are_left_out_and_told() -> None:
    rows = row(1, cell("A1", "TP1"), cell("B1", "secreto"), cell("C1", "10 %")) + row(
        2, cell("A2", "TP2"), cell("C2", "70 %"), attributes='hidden="1"'
    )
    extract = read_xlsx(
        ("", rows),
        ('state="hidden"', row(1, cell("A1", "notas"))),
        ('state="veryHidden"', row(1, cell("A1", "notas"))),
        before='<cols><col min="2" max="2" hidden="1"/></cols>',
    )

    assert texts(extract) == ["TP1: 10 %"]
    assert sorted(set(told(extract))) == ["hidden_rows", "hidden_sheet"]


def test_rows_without_height_and_columns_without_width_are_left_out_and_told() -> None:
    rows = row(1, cell("A1", "TP1"), cell("B1", "secreto"), cell("C1", "10 %")) + row(
        2, cell("A2", "TP2"), cell("C2", "70 %"), attributes='ht="0" customHeight="1"'
    )
    columns = '<cols><col min="1" max="1" width="0.5"/><col min="2" max="2" width="0"/></cols>'
    extract = read_xlsx(("", rows), before=columns)

    assert texts(extract) == ["TP1: 10 %"]
    assert told(extract) == ["hidden_rows"]


def test_cells_that_are_struck_out_or_not_seen_are_left_out_and_told() -> None:
    extract = read_xlsx(
        ("", row(1, cell("A1", "3 de mayo", STRUCK), cell("B1", "70", WHITE), cell("C1", "Se ve.")))
    )

    assert texts(extract) == ["Se ve."]
    assert told(extract) == ["hidden_text", "struck_text"]


def test_shared_texts_lose_their_struck_runs_and_their_readings() -> None:
    shared = (
        "<si><r><rPr><strike/></rPr><t>El 3 </t></r><r><t>El 10 de mayo</t></r>"
        "<rPh><t>yomi</t></rPh></si>"
    )
    extract = read_xlsx(("", row(1, '<c r="A1" t="s"><v>0</v></c>')), shared=shared)

    assert texts(extract) == ["El 10 de mayo"]
    assert told(extract) == ["struck_text"]


def test_of_a_formula_its_last_result_is_read_and_an_error_is_nothing() -> None:
    cells = '<c r="A1" t="str"><f>X()</f><v>Aprobado</v></c><c r="B1" t="e"><v>#REF!</v></c>'

    assert texts(read_xlsx(("", row(1, cells)))) == ["Aprobado"]


def test_days_of_a_workbook_that_counts_from_1904() -> None:
    made = members(("", row(1, cell("A1", 44683, DAY))))
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace(
        "<sheets>", '<workbookPr date1904="1"/><sheets>'
    )

    assert texts(read(zipped(made), XLSX)) == ["03/05/2026"]


@pytest.mark.row("attack-28")
def test_archives_that_grow_are_refused_before_they_grow() -> None:
    bomb = {**members(("", TABLE)), "xl/media/x": b"\0" * 51_000_000}

    assert code_of(zipped(bomb)) == "archive_too_big"
    assert code_of(SPECIMEN, Limits(elements=0)) == "too_heavy"


@pytest.mark.row("attack-29")
@pytest.mark.parametrize("part", ["workbook.xml", "sharedStrings.xml", "worksheets/sheet1.xml"])
def test_entities_are_refused_in_every_part_that_is_read(part: str) -> None:
    made = members(("", TABLE))
    doctype = '<!DOCTYPE x [<!ENTITY e "ha">]>'

    assert (
        code_of(zipped({**made, f"xl/{part}": doctype + str(made[f"xl/{part}"])})) == "has_doctype"
    )


def test_a_cell_at_the_edge_of_the_sheet_is_no_million_cells() -> None:
    far = row(1_048_576, cell("A1048576", "a"))

    assert texts(read_xlsx(("", row(1, cell("A1", "b")) + far))) == ["b", "a"]
    assert code_of(zipped(members(("", row(1, cell("XFD1", "x")))))) == "too_many_columns"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (SPECIMEN[:300], "broken_file"),
        (zipped(members(("", "<row>"))), "broken_file"),
        (zipped(members(("", ""))), "empty_file"),
        (zipped({**members(("", TABLE)), "xl/vbaProject.bin": b"x"}), "has_macros"),
        (zipped({"a.txt": "x"}), "wrong_content"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    assert code_of(data) == code
