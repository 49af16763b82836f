"""What a Word file says beside its paragraphs: numbers, notes, headers, frames, other formats."""

import pytest

from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import BlockKind, Extract, Notice
from tests.ingest.docx.parts import word_file
from tests.ingest.samples import blocks, docx, paths, texts


def p(text: str, properties: str = "") -> str:
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def level(depth: int, text: str, form: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, others: str = "") -> dict[str, tuple[str, str]]:
    definition = f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
    number = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    return {"numbering": ("numbering", definition + number + others)}


def numbered(text: str, depth: int = 0, number: int = 1) -> str:
    inner = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/>'
    return p(text, f"<w:numPr>{inner}</w:numPr>")


def read_list(body: str, *levels: str, others: str = "", styles: str = "") -> list[str]:
    return texts(word_file(body, parts=lists(*levels, others=others), styles=styles))


@pytest.mark.cell("Word", "automatic number")
def test_numbers_that_word_counts_are_text_in_front() -> None:
    body = "".join(
        [
            numbered("Asistencia."),
            numbered("Regularizan:"),
            numbered("dos parciales;", 1),
            numbered("un informe.", 1),
            numbered("Plagio."),
            numbered("sin copiar.", 1),
            p("Fin."),
        ]
    )
    read = word_file(body, parts=lists(level(0, "Artículo %1."), level(1, "%2)", "lowerLetter")))

    assert [(b.kind, b.text) for b in blocks(read)] == [
        (BlockKind.PARAGRAPH, "Artículo 1. Asistencia."),
        (BlockKind.PARAGRAPH, "Artículo 2. Regularizan:"),
        (BlockKind.ITEM, "a) dos parciales;"),
        (BlockKind.ITEM, "b) un informe."),
        (BlockKind.PARAGRAPH, "Artículo 3. Plagio."),
        (BlockKind.ITEM, "a) sin copiar."),
        (BlockKind.PARAGRAPH, "Fin."),
    ]


@pytest.mark.cell("Word", "automatic number")
@pytest.mark.parametrize(
    ("form", "third"),
    [
        ("decimal", "3."),
        ("decimalZero", "03."),
        ("lowerLetter", "c."),
        ("upperLetter", "C."),
        ("lowerRoman", "iii."),
        ("upperRoman", "III."),
        ("ordinal", "3.."),
        ("bullet", ""),
        ("none", "."),
    ],
)
def test_each_form_of_number(form: str, third: str) -> None:
    body = "".join(numbered(text) for text in ("one", "two", "three"))

    assert read_list(body, level(0, "%1.", form))[2] == f"{third} three".strip()


@pytest.mark.cell("Word", "automatic number")
def test_numbers_of_outer_levels_restarts_and_overrides() -> None:
    outer, inner = level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>")
    anew = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        + level(0, "§%1")
        + "</w:lvlOverride></w:num>"
    )
    body = "".join(
        [
            numbered("a"),
            numbered("b", 1),
            numbered("c", 1),
            numbered("d"),
            numbered("e", 1),
            numbered("f", number=2),
            numbered("g", number=2),
            numbered("h", number=3),
            numbered("i", number=0),
        ]
    )

    assert read_list(body, outer, inner, others=anew) == [
        *("I a", "1.1 b", "1.2 c", "II d", "2.1 e", "V f", "VI g", "§7 h", "i"),
    ]


@pytest.mark.cell("Word", "automatic number")
def test_a_level_that_never_restarts_goes_on() -> None:
    body = numbered("a") + numbered("b", 1) + numbered("c") + numbered("d", 1)
    kept = level(1, "(%2)", more='<w:lvlRestart w:val="0"/>')

    assert read_list(body, level(0, "%1."), kept) == ["1. a", "(1) b", "2. c", "(2) d"]


@pytest.mark.cell("Word", "automatic number")
def test_headings_are_numbered_through_their_styles() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2)
    )
    linked = [
        level(depth, text, more=f'<w:pStyle w:val="Heading{depth + 1}"/>')
        for depth, text in enumerate(("%1", "%1.%2"))
    ]
    body = "".join(
        [
            p("General", '<w:pStyle w:val="Heading1"/>'),
            p("Exams", '<w:pStyle w:val="Heading2"/>'),
            p("In June."),
            p("Work", '<w:pStyle w:val="Heading2"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
            p("In May."),
        ]
    )

    read = word_file(body, parts=lists(*linked), styles=styles)

    assert paths(read) == [("1 General", "1.1 Exams"), ("1 General", "Work")]


@pytest.mark.cell("Word", "automatic number")
def test_hidden_and_deleted_paragraphs_are_not_counted_and_a_cell_may_be_a_number() -> None:
    hidden = numbered("x").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    cell = numbered("").replace("<w:t ", "<w:t ")
    table = f"<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc>{p('Exam')}</w:tc></w:tr></w:tbl>"

    assert read_list(numbered("a") + hidden + numbered("b") + table, level(0, "%1.")) == [
        *("1. a", "2. b", "3.: Exam"),
    ]


def notes(kind: str, said: str) -> dict[str, tuple[str, str]]:
    note = f'<w:{kind} w:id="2"><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:{kind}>'
    return {f"{kind}s": (f"{kind}s", note)}


@pytest.mark.cell("Word", "footnote")
@pytest.mark.parametrize(("kind", "label"), [("footnote", "1"), ("endnote", "i")])
def test_a_note_stands_behind_what_it_is_said_of(kind: str, label: str) -> None:
    reference = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    body = p("On 3 June.").replace("</w:p>", f"{reference}</w:p>")
    heading = p("Exam", '<w:outlineLvl w:val="0"/>').replace("</w:p>", f"{reference}</w:p>")

    read = word_file(body, parts=notes(kind, "Group B [late] on 5 June."))
    headed = word_file(heading + p("In June."), parts=notes(kind, "Group B on 5 June."))
    long = word_file(body, parts=notes(kind, "word " * 61))

    assert texts(read) == [f"On 3 June. [{label}: Group B (late) on 5 June.]"]
    assert paths(headed) == [("Exam",)]
    assert texts(headed) == [f"[{label}: Group B on 5 June.]", "In June."]
    assert texts(long)[0] == f"On 3 June. [{label}]"
    assert texts(long)[1].startswith(f"[{label}] word word")


def page_field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>3</w:t></w:r></w:fldSimple>'


def margins(properties: str, *names: str) -> str:
    references = "".join(
        f'<w:{"footer" if name.startswith("f") else "header"}Reference w:type="{kind}" '
        f'r:id="{name}"/>'
        for name, kind in (each.split(":") for each in names)
    )
    return f"<w:sectPr>{references}{properties}</w:sectPr>"


@pytest.mark.cell("Word", "header and footer")
def test_headers_and_footers_that_pages_show_are_read_once() -> None:
    numbers = page_field("PAGE").join(["<w:p><w:r><w:t>Ana Ruiz · Page </w:t></w:r>", ""])
    of = "<w:r><w:t> of </w:t></w:r>" + page_field("NUMPAGES") + "</w:p>"
    table = f"<w:tbl><w:tr><w:tc>{p('Room')}</w:tc><w:tc>{p('B 12')}</w:tc></w:tr></w:tbl>"
    parts = {
        "h1": ("header", p("Office hours: Friday 13:00") + table),
        "h2": ("header", p("First page")),
        "h3": ("header", p("Even pages")),
        "h4": ("header", p("Office hours: Friday 13:00") + p("Exams")),
        "f1": ("footer", numbers + of),
        "f2": ("footer", f"<w:p>{page_field('PAGE')}</w:p>"),
    }
    section = p("x", margins("", "h1:default", "h2:first", "h3:even", "f1:default"))
    last = margins("<w:titlePg/>", "h4:default", "f2:default")
    body = p("Exams", '<w:outlineLvl w:val="0"/>') + section + p("In June.") + last

    read = word_file(body, parts=parts)

    assert texts(read) == ["x", "In June.", "Office hours: Friday 13:00", "Room: B 12", "Ana Ruiz"]
    assert read.sections[-1].path == ()


@pytest.mark.cell("Word", "header and footer")
def test_first_and_even_pages_have_their_own_where_the_document_says_so() -> None:
    parts = {
        "h2": ("header", p("First page")),
        "h3": ("header", p("Even pages")),
        "settings": ("settings", "<w:evenAndOddHeaders/>"),
    }

    read = word_file(p("x") + margins("<w:titlePg/>", "h2:first", "h3:even"), parts=parts)

    assert texts(read) == ["x", "First page", "Even pages"]


def drawing(inner: str = "", *, words: str = "", anchor: str = "", size: int = 2_000_000) -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:anchor {anchor}><wp:extent cx="{size}" cy="{size}"/>'
        f'<wp:docPr id="1" name="Picture 1" descr="{words}"/><a:graphic><a:graphicData>{inner}'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )


def shape(text: str, run: str = "", properties: str = "") -> str:
    inner = f"<w:p><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
    return (
        f"<wps:wsp xmlns:wps='urn:x'><wps:spPr>{properties}</wps:spPr><wps:txbx>"
        f"<w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
    )


@pytest.mark.cell("Word", "picture")
def test_what_a_person_said_of_a_picture_is_text_and_says_so() -> None:
    said = p("The exam is in the hall.") + drawing(words="Map: the hall is in Newton Building")
    vml = '<w:p><w:r><w:pict><v:shape alt="A plan of the hall"/></w:pict></w:r></w:p>'

    assert texts(word_file(said)) == [
        "The exam is in the hall.",
        "🖼 (picture) Map: the hall is in Newton Building",
    ]
    assert texts(word_file(p("The exam is in the hall.") + vml))[1] == (
        "🖼 (picture) A plan of the hall"
    )


@pytest.mark.cell("Word", "picture")
@pytest.mark.parametrize(
    "words", ["", "image1.png", "A screen&#10;&#10;Description automatically generated"]
)
def test_a_large_picture_of_which_nobody_said_anything_is_told(words: str) -> None:
    large = word_file(p("Text.") + drawing(words=words))
    small = word_file(p("Text.") + drawing(words=words, size=100_000))

    assert texts(large) == texts(small) == ["Text."]
    assert large.notices == (Notice("picture_without_words", anchor="p1"),)
    assert small.notices == ()


@pytest.mark.cell("Word", "text box")
@pytest.mark.cell("Word", "hidden")
@pytest.mark.cell("Word", "outside the page")
def test_text_boxes_are_read_where_they_are_seen() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    filled = "<a:solidFill><a:srgbClr val='1F3864'/></a:solidFill>"
    away = drawing(shape("ignore"), anchor='hidden="1"')
    off = drawing(shape("ignore") + "<wp:posOffset>-90000000</wp:posOffset>")
    low = '<w:p><w:r><w:pict><v:rect style="visibility:hidden"><w:txbxContent>'
    low += f"{p('ignore')}</w:txbxContent></v:rect></w:pict></w:r></w:p>"

    assert texts(word_file(drawing(shape("Seen")))) == ["Seen"]
    assert texts(word_file(drawing(shape("Seen", white, filled)))) == ["Seen"]
    for hidden in (away, off, low, drawing(shape("ignore", white))):
        extract = word_file(p("Text.") + hidden)

        assert texts(extract) == ["Text."]
        assert [notice.code for notice in extract.notices] == ["hidden_text"]


@pytest.mark.cell("Word", "embedded file")
def test_an_embedded_file_is_told() -> None:
    embedded = '<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet"/></w:object></w:r></w:p>'

    extract = word_file(p("Text.") + embedded)

    assert extract.notices == (Notice("embedded_file", anchor="p1"),)


PAGE = (
    "<html><head><title>x</title><style>p{}</style></head><body><h1>History</h1><p>Due on <b>5</b> "
    "October <s>4 May</s>, <a href='https://f.example'>here</a>.<span style='display:none'>no"
    "</span></p><ul><li>one<li>two</ul><table><tr><th>Unit</th><th>Week</th></tr><tr><td>A</td>"
    "<td>3</td></tr></table><script>alert(1)</script></body></html>"
)
READ = ["Due on 5 October , here (https://f.example).", "one", "two", "Unit · Week"]
READ += ["Unit: A · Week: 3"]


def chunk(name: str, content: bytes, before: str = "") -> Extract:
    return word_file(f'{before}<w:altChunk r:id="c1"/>', chunks={"c1": (name, content)})


@pytest.mark.cell("Word", "part of another format")
def test_a_part_of_html_is_read_where_word_shows_it() -> None:
    mail = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    mail += b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"

    page = chunk("a.html", PAGE.encode())
    archive = chunk("a.mht", mail + PAGE.encode() + b"\r\n--x--\r\n")

    for read in (page, archive):
        assert paths(read) == [("History",)]
        assert texts(read) == READ
        assert {notice.code for notice in read.notices} == {"struck_text", "hidden_text"}


@pytest.mark.cell("Word", "part of another format")
def test_a_part_of_text_or_of_word_is_read_too_and_others_are_told() -> None:
    inner = docx(lambda document: document.add_paragraph("Inner."))

    assert texts(chunk("a.txt", "Año 2027".encode())) == ["Año 2027"]
    assert texts(chunk("a.docx", inner, p("Outer."))) == ["Outer.", "Inner."]
    told = chunk("a.rtf", b"{\\rtf1 Hidden}", p("Outer."))
    assert texts(told) == ["Outer."]
    assert told.notices == (Notice("embedded_file", anchor="p1"),)
    with pytest.raises(RejectedDocumentError, match="part_not_read"):
        chunk("a.rtf", b"{\\rtf1 Hidden}")


def cell(*inner: str) -> str:
    return f"<w:tc>{''.join(inner)}</w:tc>"


@pytest.mark.cell("Word", "nested layout table")
def test_a_table_that_divides_the_page_is_read_cell_by_cell() -> None:
    heading = p("Philosophy", '<w:pStyle w:val="Heading1"/>')
    styles = (
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    )
    inner = f"<w:tbl><w:tr>{cell(p('Essay 1'))}{cell(p('8 March'))}</w:tr></w:tbl>"
    left = cell(heading, p("On Tuesdays."), inner, "<w:p/>")
    right = cell(p("Hume Hall 207"), p("Late essays lose five points."))

    read = word_file(f"<w:tbl><w:tr>{left}{right}</w:tr></w:tbl>", styles=styles)

    assert paths(read) == [("Philosophy",)]
    assert texts(read) == [
        "On Tuesdays.",
        "Essay 1: 8 March",
        "Hume Hall 207",
        "Late essays lose five points.",
    ]


@pytest.mark.cell("Word", "nested layout table")
def test_columns_under_a_banner_are_read_one_after_the_other() -> None:
    banner = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p("Philosophy 2027") + "</w:tc>"
    columns = cell(p("On Tuesdays."), p("In room 4.")) + cell(p("Hume Hall 207"), p("Bring a pen."))
    table = f"<w:tbl><w:tr>{banner}</w:tr><w:tr>{columns}</w:tr></w:tbl>"

    assert texts(word_file(table)) == [
        *("Philosophy 2027", "On Tuesdays.", "In room 4.", "Hume Hall 207", "Bring a pen."),
    ]


@pytest.mark.cell("Word", "hidden")
def test_of_alternatives_the_one_that_a_program_understands_is_read() -> None:
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice = f'<mc:Choice Requires="{{}}">{p("First").strip()}</mc:Choice>'
    others = f"<mc:Fallback>{p('Second')}</mc:Fallback>"

    for requires, shown in (("wps", "First"), ("zz", "Second"), ("wps zz", "Second")):
        inner = choice.format(requires) + others
        read = word_file(f"<mc:AlternateContent {space}>{inner}</mc:AlternateContent>")

        assert texts(read) == [shown]


@pytest.mark.cell("Word", "nested layout table")
def test_a_row_that_names_what_stands_beside_it_is_a_table() -> None:
    labelled = f"<w:tr>{cell(p('Teacher'))}{cell(p('Ana Ruiz'), p('Office 12'))}</w:tr>"

    assert texts(word_file(f"<w:tbl>{labelled}</w:tbl>")) == ["Teacher: Ana Ruiz Office 12"]
