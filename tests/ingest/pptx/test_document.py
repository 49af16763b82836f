import pytest

from silabo.domain.passages import BlockKind, Extract
from tests.ingest.archives import INCH, Slide, box, paragraph, pptx, read_pptx, title
from tests.ingest.samples import blocks, paths, texts

SPECIMEN = pptx(title("Fechas") + box("El examen es el 3 de mayo."))
WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
RECTANGLE = '<a:prstGeom prst="rect"/>'
PAPER = f"<p:bg><p:bgPr>{WHITE}</p:bgPr></p:bg>"


def told(extract: Extract) -> list[tuple[str, int | None]]:
    return [(notice.code, notice.page) for notice in extract.notices]


def picture(description: str, width: float = 5, height: float = 5) -> str:
    size = f'<a:ext cx="{int(width * 914400)}" cy="{int(height * 914400)}"/>'
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="9" name="x" descr="{description}"/><p:nvPr/></p:nvPicPr>'
        f'<p:spPr><a:xfrm><a:off x="0" y="0"/>{size}</a:xfrm></p:spPr></p:pic>'
    )


def table(*rows: str, first: str = "") -> str:
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="t"/></p:nvGraphicFramePr>'
        f"<a:graphic><a:graphicData><a:tbl><a:tblPr {first}/>"
        f"{''.join(f'<a:tr>{row}</a:tr>' for row in rows)}</a:tbl></a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )


def cell(text: str, attributes: str = "") -> str:
    return f"<a:tc {attributes}><a:txBody>{paragraph(text)}</a:txBody></a:tc>"


def test_a_slide_is_a_page_and_its_title_heads_it() -> None:
    extract = read_pptx(
        title("Evaluación") + box("El parcial: 40 %."),
        title("Fechas") + box("El 3 de mayo."),
    )

    assert paths(extract) == [("Evaluación",), ("Fechas",)]
    assert [(b.anchor, b.text, b.page) for b in blocks(extract)] == [
        ("s1p1", "El parcial: 40 %.", 1),
        ("s2p1", "El 3 de mayo.", 2),
    ]
    assert extract.pages == 2


def test_the_title_of_a_slide_says_nothing_of_the_next_one() -> None:
    extract = read_pptx(title("Evaluación") + box("Un parcial."), box("Sin título."))

    assert paths(extract) == [("Evaluación",), ()]


def test_what_stands_in_columns_is_read_column_by_column_whatever_its_order_in_the_file() -> None:
    extract = read_pptx(
        box("right below", (5.5, 4, 4, 1))
        + box("left below", (0.5, 5, 4, 1))
        + box("right above", (5.5, 2, 4, 1))
        + box("left above", (0.5, 2, 4, 1))
        + box("over both", (0.5, 0.5, 9, 1))
    )

    assert texts(extract) == ["over both", "left above", "left below", "right above", "right below"]


def test_single_boxes_in_rows_are_read_row_by_row() -> None:
    names = [("TP1", "10 %"), ("TP2", "20 %"), ("Final", "70 %")]
    shapes = [
        box(text, (1 + 4 * column, 1 + row, 3, 0.6))
        for column in (0, 1)
        for row, text in enumerate(each[column] for each in names)
    ]

    assert texts(read_pptx("".join(shapes))) == [text for row in names for text in row]


def test_a_group_is_read_together_and_where_it_stands() -> None:
    # Inside the group a unit is a thousandth of an inch, so it stands on the lower half.
    group = (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="5" name="g"/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
        '<a:off x="914400" y="4572000"/><a:ext cx="7315200" cy="914400"/>'
        '<a:chOff x="0" y="0"/><a:chExt cx="8000" cy="1000"/></a:xfrm></p:grpSpPr>'
        + box("second", (4000 / 914_400, 0, 4000 / 914_400, 1000 / 914_400))
        + box("first", (0, 0, 3000 / 914_400, 1000 / 914_400))
        + "</p:grpSp>"
    )

    assert texts(read_pptx(group + box("over it", (1, 2, 8, 1)))) == ["over it", "first", "second"]


def test_a_placeholder_stands_where_its_layout_puts_it() -> None:
    layout = box("Click to add text", (0.5, 5, 9, 1), placeholder='type="body" idx="1"')
    extract = read_pptx(
        box("below", placeholder='idx="1"') + box("above", (0.5, 2, 9, 1)), layout=layout
    )

    assert texts(extract) == ["above", "below"]


def test_an_empty_placeholder_says_nothing() -> None:
    layout = box("Click to add text", placeholder='type="body" idx="1"')
    extract = read_pptx(
        title("Tema 1") + box("", placeholder='idx="1"') + box("Se lee."), layout=layout
    )

    assert texts(extract) == ["Se lee."]


def test_items_of_a_list_keep_the_numbers_that_powerpoint_gives_them() -> None:
    numbered = '<a:pPr><a:buAutoNum type="alphaLcParenR"/></a:pPr>'
    body = (
        paragraph("Entrega", '<a:pPr><a:buChar char="•"/></a:pPr>')
        + paragraph("por correo", numbered)
        + paragraph("en papel", numbered)
        + paragraph("Nada más.", "<a:pPr><a:buNone/></a:pPr>")
    )

    extract = read_pptx(box("", paragraphs=body, placeholder='type="body" idx="1"'))

    assert [(b.kind, b.text) for b in blocks(extract)] == [
        (BlockKind.ITEM, "Entrega"),
        (BlockKind.ITEM, "a) por correo"),
        (BlockKind.ITEM, "b) en papel"),
        (BlockKind.PARAGRAPH, "Nada más."),
    ]


def test_rows_of_a_table_keep_the_names_of_its_columns() -> None:
    extract = read_pptx(
        table(
            cell("Actividad") + cell("Peso") + cell("Fecha"),
            cell("TP1") + cell("10 %") + cell("3 de mayo"),
            first='firstRow="1"',
        )
    )

    assert [(b.anchor, b.text) for b in blocks(extract)] == [
        ("s1t1r0", "Actividad · Peso · Fecha"),
        ("s1t1r1", "Actividad: TP1 · Peso: 10 % · Fecha: 3 de mayo"),
    ]


def test_a_cell_merged_downwards_holds_for_its_rows_and_one_merged_sideways_is_said_once() -> None:
    extract = read_pptx(
        table(
            cell("Día") + cell("Hora") + cell("Aula"),
            cell("Lunes", 'rowSpan="2"') + cell("9:00") + cell("B2"),
            cell("", 'vMerge="1"') + cell("11:00", 'gridSpan="2"') + cell("x", 'hMerge="1"'),
            first='firstRow="1"',
        )
    )

    assert texts(extract)[1:] == ["Día: Lunes · Hora: 9:00 · Aula: B2", "Día: Lunes · Hora: 11:00"]


def test_two_header_rows_name_the_columns_together() -> None:
    extract = read_pptx(
        table(
            cell("Group", 'rowSpan="2"') + cell("Exam", 'gridSpan="2"') + cell("", 'hMerge="1"'),
            cell("", 'vMerge="1"') + cell("Day") + cell("Room"),
            cell("A") + cell("Monday") + cell("B2"),
            first="",
        )
    )

    assert texts(extract)[1:] == ["Group: A · Exam – Day: Monday · Exam – Room: B2"]


def test_a_hidden_slide_is_left_out_and_told_and_still_counts() -> None:
    extract = read_pptx(box("uno"), Slide(box("El parcial es fácil."), 'show="0"'), box("tres"))

    assert [(b.anchor, b.text) for b in blocks(extract)] == [("s1p1", "uno"), ("s3p1", "tres")]
    assert told(extract) == [("hidden_slide", 2)]


def test_speaker_notes_and_comments_are_left_out_and_told() -> None:
    notes = (
        '<p:notes xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:cSld><p:spTree>'
        + box("Decir que cae en el examen", placeholder='type="body" idx="1"')
        + "</p:spTree></p:cSld></p:notes>"
    )
    related = [("notesSlide", "../notesSlides/n1.xml"), ("comments", "../comments/c1.xml")]
    extract = read_pptx(
        Slide(box("Lo que se ve."), related=related), parts={"ppt/notesSlides/n1.xml": notes}
    )

    assert texts(extract) == ["Lo que se ve."]
    assert told(extract) == [("speaker_notes", 1), ("comments", 1)]


@pytest.mark.parametrize(
    "run",
    [
        '<a:rPr sz="100"/>',
        f"<a:rPr>{WHITE}</a:rPr>",
        "<a:rPr><a:noFill/></a:rPr>",
        '<a:rPr><a:solidFill><a:srgbClr val="0000FF"><a:alpha val="0"/></a:srgbClr></a:solidFill>'
        "</a:rPr>",
        '<a:rPr><a:solidFill><a:prstClr val="white"/></a:solidFill></a:rPr>',
        '<a:rPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:rPr>',
        '<a:rPr><a:solidFill><a:scrgbClr r="99000" g="99000" b="99000"/></a:solidFill></a:rPr>',
        f'<a:rPr>{BLACK}<a:highlight><a:srgbClr val="000000"/></a:highlight></a:rPr>',
        '<a:rPr sz="1200" spc="-1200"/>',
    ],
    ids=[
        *("tiny", "white on white", "not filled", "transparent", "white by name"),
        *("of the paper of the theme", "nearly white by shares", "under a marker", "too close"),
    ],
)
def test_text_that_is_not_seen_is_left_out_and_told(run: str) -> None:
    body = paragraph("Se ve.") + paragraph("El parcial vale 70 puntos.", run=run)
    extract = read_pptx(Slide(box("", (1, 1, 5, 2), paragraphs=body), background=PAPER))

    assert texts(extract) == ["Se ve."]
    assert told(extract) == [("hidden_text", 1)]


SAID = paragraph("El parcial vale 70 puntos.")
BY_LIST = f"<a:lstStyle><a:lvl1pPr><a:defRPr>{WHITE}</a:defRPr></a:lvl1pPr></a:lstStyle>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<a:bodyPr/>", f"<a:bodyPr/>{BY_LIST}"),
        ("<a:bodyPr/>", '<a:bodyPr><a:normAutofit fontScale="2000"/></a:bodyPr>'),
        (
            "</p:spPr>",
            '</p:spPr><p:style><a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef>'
            "</p:style>",
        ),
    ],
    ids=["white by its list", "made to fit", "white by its style"],
)
def test_text_that_a_shape_makes_unseen_is_left_out_and_told(before: str, after: str) -> None:
    shape = box("", (1, 1, 5, 2), paragraphs=SAID)
    unseen, dark = shape.replace(before, after), box("", (0, 0, 9, 4), properties=BLACK, number=8)
    extract = read_pptx(unseen + box("Se ve.", (1, 6, 5, 1)))

    assert texts(extract) == ["Se ve."]
    assert told(extract) == [("hidden_text", 1)]
    if "fontScale" not in after:
        assert texts(read_pptx(dark + unseen)) == ["El parcial vale 70 puntos."]


PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="9" name="p"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
    '<a:blip r:embed="r2"/></p:blipFill><p:spPr><a:xfrm><a:off x="0" y="0"/>'
    f'<a:ext cx="{INCH}0" cy="{INCH}0"/></a:xfrm></p:spPr></p:pic>'
)


@pytest.mark.parametrize(("target", "said"), [("a.jpg", []), ("a.png", ["Bajo la foto."])])
def test_what_lies_under_a_photograph_is_left_out(target: str, said: list[str]) -> None:
    shapes = box("Bajo la foto.", (1, 1, 3, 1)) + PICTURE + box("Se ve.", (1, 6, 5, 1), number=10)
    extract = read_pptx(Slide(shapes, related=[("image", f"../media/{target}")]))

    assert texts(extract) == [*said, "Se ve."]


@pytest.mark.parametrize(
    "over",
    [
        box("El parcial vale 70 puntos.", (11, 1, 3, 1)),
        box("El parcial vale 70 puntos.", (1, 1, 3, 1))
        + box("", (0.5, 0.5, 6, 3), properties=RECTANGLE + BLACK, number=7),
        box("El parcial vale 70 puntos.").replace('name="n"', 'name="n" hidden="1"'),
    ],
    ids=["beside the slide", "under a bar", "hidden"],
)
def test_a_shape_that_is_not_seen_is_left_out_and_told(over: str) -> None:
    extract = read_pptx(over + box("Se ve.", (1, 6, 5, 1)))

    assert texts(extract) == ["Se ve."]
    assert told(extract) == [("hidden_text", 1)]


def test_white_text_on_a_dark_shape_is_read() -> None:
    white = paragraph("Examen el 3 de mayo.", run=f"<a:rPr>{WHITE}</a:rPr>")
    shape = box("", (1, 1, 5, 2), properties=RECTANGLE + BLACK, paragraphs=white)

    assert texts(read_pptx(Slide(shape, background=PAPER))) == ["Examen el 3 de mayo."]


def test_a_bar_that_an_animation_takes_away_covers_nothing() -> None:
    bar = box("", (0.5, 0.5, 6, 3), properties=RECTANGLE + BLACK, number=7)
    timing = '<p:timing><p:tgtEl><p:spTgt spid="7"/></p:tgtEl></p:timing>'
    extract = read_pptx(Slide(box("La respuesta es 42.", (1, 1, 3, 1)) + bar, rest=timing))

    assert texts(extract) == ["La respuesta es 42."]


def test_what_is_struck_out_is_left_out_and_told() -> None:
    body = (
        '<a:p><a:r><a:rPr strike="sngStrike"/><a:t>El 3 de mayo </a:t></a:r>'
        "<a:r><a:t>El 10 de mayo</a:t></a:r></a:p>"
    )
    extract = read_pptx(box("", paragraphs=body))

    assert texts(extract) == ["El 10 de mayo"]
    assert told(extract) == [("struck_text", 1)]


def test_a_picture_is_what_is_said_of_it_and_a_large_one_without_words_is_told() -> None:
    extract = read_pptx(
        box("Se ve.") + picture("Mapa del campus: el aula B2 está junto a la biblioteca."),
        picture("image7.png"),
        picture("", width=1, height=1),
    )

    assert sorted(texts(extract), reverse=True) == [
        "Se ve.",
        "Mapa del campus: el aula B2 está junto a la biblioteca.",
    ]
    assert told(extract) == [("picture_not_read", 1), ("picture_without_words", 2)]


def test_what_stands_at_the_edge_of_every_slide_is_read_once() -> None:
    foot = box("Curso 2026, aula B2", placeholder='type="ftr"')
    day = box("", paragraphs='<a:p><a:fld type="datetime1"><a:t>30/11</a:t></a:fld></a:p>')
    day = day.replace("<p:nvPr>", '<p:nvPr><p:ph type="dt"/>')
    number = box("7", placeholder='type="sldNum"')
    name = box("Redes I", (0, 7, 3, 0.4))
    slides = [box(text) + foot + day + number + name for text in ("uno", "dos", "tres")]

    extract = read_pptx(*slides, layout=box("Universidad", (0, 0, 3, 0.4)))

    assert sorted(texts(extract)) == sorted(
        ["uno", "dos", "tres", "Curso 2026, aula B2", "Redes I", "Universidad"]
    )


def test_boxes_of_a_smartart_drawing_are_items() -> None:
    frame = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="d"/></p:nvGraphicFramePr>'
        '<a:graphic><a:graphicData><d:relIds xmlns:d="d" r:dm="r2"/></a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )
    model = (
        '<d:m xmlns:d="d" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f"<d:pt><d:t>{paragraph('Inscripción')}</d:t></d:pt>"
        f'<d:pt type="parTrans"><d:t>{paragraph("x")}</d:t></d:pt></d:m>'
    )
    slide = Slide(frame, related=[("diagramData", "../diagrams/data1.xml")])

    extract = read_pptx(slide, parts={"ppt/diagrams/data1.xml": model})

    assert [(b.kind, b.text) for b in blocks(extract)] == [(BlockKind.ITEM, "Inscripción")]


def test_a_formula_is_kept() -> None:
    formula = (
        '<a:p><mc:AlternateContent><mc:Choice><x:m xmlns:x="x"><o:oMath xmlns:o="o"><o:sSup><o:e>'
        "<o:r><o:t>x</o:t></o:r></o:e><o:sup><o:r><o:t>2</o:t></o:r></o:sup></o:sSup></o:oMath>"
        "</x:m></mc:Choice></mc:AlternateContent></a:p>"
    )

    assert texts(read_pptx(box("", paragraphs=formula))) == ["x^2"]


def test_a_presentation_is_a_zip_archive_of_its_own_kind() -> None:
    assert pptx(box("x")).startswith(b"PK\x03\x04")
