import pytest

from ingest.formats import HTML
from ingest.limits import Limits
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import BlockKind, Extract
from tests.ingest.samples import blocks, paths, texts

SPECIMEN = b"<!DOCTYPE html><p>El <b>examen</b> es en junio.</p>"
SECRET = "El parcial vale 70 puntos."


def page(body: str, head: str = "") -> Extract:
    return read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), HTML)


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(RejectedDocumentError) as caught:
        read(data, HTML, limits)
    return caught.value.code


def told(extract: Extract) -> list[str]:
    return [notice.code for notice in extract.notices]


def test_headings_paragraphs_lists_and_code_are_what_they_are() -> None:
    extract = page(
        "<h1>Guía</h1><p>Se   aprueba\n con 4.</p><h2>Fechas</h2><ul><li>3 de mayo<li><p>10 de mayo"
        "</p></ul><pre>if x:\n    y</pre>suelto<br>otra línea"
    )

    assert paths(extract) == [("Guía",), ("Guía", "Fechas")]
    assert [(b.kind, b.text) for b in blocks(extract)] == [
        (BlockKind.PARAGRAPH, "Se aprueba con 4."),
        (BlockKind.ITEM, "3 de mayo"),
        (BlockKind.ITEM, "10 de mayo"),
        (BlockKind.CODE, "if x:\n    y"),
        (BlockKind.PARAGRAPH, "suelto"),
        (BlockKind.PARAGRAPH, "otra línea"),
    ]


def test_words_and_blocks_in_one_element_are_read_in_their_order() -> None:
    extract = page("<div>uno <em>dos</em><p>tres</p>cuatro <span><p>cinco</p></span></div>")

    assert texts(extract) == ["uno dos", "tres", "cuatro", "cinco"]


def test_rows_of_a_table_keep_the_names_of_its_columns() -> None:
    extract = page(
        "<table><thead><tr><th>Día<th>Hora<th>Aula</thead><tr><td rowspan=2>Lunes<td>9:00<td>B2"
        "<tr><td colspan=2>11:00</table>"
    )

    assert texts(extract) == [
        "Día · Hora · Aula",
        "Día: Lunes · Hora: 9:00 · Aula: B2",
        "Día: Lunes · Hora: 11:00",
    ]


def test_two_header_rows_name_the_columns_together() -> None:
    extract = page(
        "<table><tr><th rowspan=2>Comisión<th colspan=2>Parciales<tr><th>Parcial 1<th>Parcial 2"
        "<tr><td>A<td>2 de mayo<td>6 de junio</table>"
    )

    assert texts(extract)[1] == (
        "Comisión: A · Parciales – Parcial 1: 2 de mayo · Parciales – Parcial 2: 6 de junio"
    )


def test_a_table_that_only_lays_out_a_page_is_unfolded() -> None:
    inner = "<table><tr><th>TP</th><th>Peso</th></tr><tr><td>TP1</td><td>10 %</td></tr></table>"
    extract = page(f"<table><tr><td><p>Menú</p></td><td><h2>Notas</h2>{inner}</td></tr></table>")

    assert paths(extract) == [(), ("Notas",)]
    assert texts(extract) == ["Menú", "TP · Peso", "TP: TP1 · Peso: 10 %"]


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<p style='display: none'>{SECRET}</p>", ""),
        (f"<p style='visibility:hidden'>{SECRET}</p>", ""),
        (f"<p hidden>{SECRET}</p>", ""),
        (f"<div aria-hidden='true'><p>{SECRET}</p></div>", ""),
        (f"<p style='font-size:0'>{SECRET}</p>", ""),
        (f"<p style='font-size:1px'>{SECRET}</p>", ""),
        (f"<p style='opacity:0'>{SECRET}</p>", ""),
        (f"<p style='position:absolute;left:-9999px'>{SECRET}</p>", ""),
        (f"<p style='text-indent:-9999px'>{SECRET}</p>", ""),
        (f"<p style='color:#FFF'>{SECRET}</p>", ""),
        (f"<p style='clip-path: inset(100%)'>{SECRET}</p>", ""),
        (f"<p style='clip-path:circle(0)'>{SECRET}</p>", ""),
        (f"<p style='transform:scale(0)'>{SECRET}</p>", ""),
        (f"<p style='transform: translateX(-9999px)'>{SECRET}</p>", ""),
        (f"<p style='margin-left:-5000px'>{SECRET}</p>", ""),
        (f"<p style='position:absolute;top:-9999px'>{SECRET}</p>", ""),
        (f"<p style='filter: opacity(0)'>{SECRET}</p>", ""),
        (f"<p style='font: 0/0 a'>{SECRET}</p>", ""),
        (f"<div style='height:0;overflow:hidden'><p>{SECRET}</p></div>", ""),
        (f"<div class='shut'>{SECRET}</div>", "<style>.shut{max-height:0;overflow:hidden}</style>"),
        (f"<p class='sr'>{SECRET}</p>", "<style>.sr{width:1px;height:1px;overflow:hidden}</style>"),
        (f"<p style='color:rgb(9, 9, 9);background:#090909'>{SECRET}</p>", ""),
        (
            f"<p class='x oculto'>{SECRET}</p>",
            "<style>p.oculto { display:none !important }</style>",
        ),
        (f"<p style='color:#fcfcfc'>{SECRET}</p>", ""),
        (f"<p style='color:#eee;background:rgb(240,240,240)'>{SECRET}</p>", ""),
        (f"<p style='color:hsl(0,0%,100%)'>{SECRET}</p>", ""),
        (f"<p style='color:rgba(9,9,9,0)'>{SECRET}</p>", ""),
        (f"<p><font color='white'>{SECRET}</font></p>", ""),
        (f"<table bgcolor='#fff'><tr><td style='color:snow'>{SECRET}</td></tr></table>", ""),
        (f"<p style='-webkit-text-fill-color:transparent'>{SECRET}</p>", ""),
        (f"<p style='zoom:0'>{SECRET}</p>", ""),
        (f"<dialog>{SECRET}</dialog>", ""),
        (f"<p class='c3'>{SECRET}</p>", "<style>.c3{color:#ffffff}</style>"),
        (f"<p class='c3'>{SECRET}</p>", "<style>body{background:navy}.c3{color:navy}</style>"),
        (f"<p class='c3'>{SECRET}</p>", "<style>:root{--x:white}.c3{color:var(--x)}</style>"),
        (f"<p class='c3'>{SECRET}</p>", "<style>.c3{color:var(--no,white)}</style>"),
        (f"<p data-key>{SECRET}</p>", "<style>[data-key]{display:none}</style>"),
        (f"<div class='a'><p class='b'>{SECRET}</p></div>", "<style>.a>.b{opacity:0}</style>"),
        (f"<p>{SECRET}</p>", "<style>p:first-child{visibility:hidden}</style>"),
        (f"<p class='b'>{SECRET}</p>", "<style>@media screen{.b{display:none}}</style>"),
        (
            f"<p class='b'>{SECRET}</p>",
            "<style>@media (min-width: 40em) and (max-width: 2000px){.b{display:none}}</style>",
        ),
        (
            f"<p class='b' style='display:block'>{SECRET}</p>",
            "<style>.b{display:none!important}</style>",
        ),
        (f"<p class='b'>{SECRET}</p>", "<style>@media not print{.b{display:none}}</style>"),
        (f"<p class='b'>{SECRET}</p>", "<style>@media (min-width:0){.b{display:none}}</style>"),
        (f"<ul style='font-size:0'><li style='font-size:2em'>{SECRET}</li></ul>", ""),
        (f"<div style='font-size:0'>{SECRET}<b style='font-size:9px'>!</b></div>", ""),
        (f"<div style='visibility:hidden'><p><b>{SECRET}</b></p></div>", ""),
        (
            f"<table style='visibility:hidden'><caption>{SECRET}</caption>"
            "<tr><td>1<td>2<tr><td>3<td>4</table>",
            "",
        ),
        ("<p style='font-size:0'><math><mn>70</mn></math></p>", ""),
        (f"<p id='o'>{SECRET}</p>", "<style>/* a { */ b, #o{visibility:hidden}</style>"),
    ],
)
def test_what_a_browser_does_not_paint_is_left_out_and_told(body: str, head: str) -> None:
    extract = page(f"{body}<p>Se ve.</p>", head)

    assert texts(extract) == ["Se ve."]
    assert told(extract) == ["hidden_text"]


@pytest.mark.parametrize(
    "body",
    [
        "<script>var x = 'El parcial';</script>",
        "<template><p>El parcial</p></template>",
        "<!-- El parcial -->",
        "<style>p { content: 'El parcial' }</style>",
        "<noscript>El parcial</noscript>",
        "<nav><a href='/'>Inicio</a></nav>",
        "<svg><text>El parcial</text></svg>",
        "<p style='visibility:hidden'><select><option selected>El parcial</select></p>",
    ],
)
def test_what_is_no_text_of_the_page_is_left_out_without_a_word(body: str) -> None:
    extract = page(f"{body}<p>Se ve.</p>")

    assert texts(extract) == ["Se ve."]
    assert told(extract) == []


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("<p style='display:block;font-size:1em;color:#333'>Se ve.</p>", ""),
        ("<p style='color:white;background:black'>Se ve.</p>", ""),
        ("<p style='clip-path: inset(0)'>Se ve.</p>", ""),
        ("<p style='transform:scale(1.05)'>Se ve.</p>", ""),
        ("<p style='transform:scale(0.5, 1)'>Se ve.</p>", ""),
        ("<p style='margin-left:-15px;text-indent:-2em'>Se ve.</p>", ""),
        ("<p style='position:relative;top:-12px'>Se ve.</p>", ""),
        ("<div style='height:0'>Se ve.</div>", ""),
        ("<p style='width:100%;overflow:hidden'>Se ve.</p>", ""),
        ("<p style='min-width:0;overflow:hidden'>Se ve.</p>", ""),
        ("<p style='font: 12px/0 serif'>Se ve.</p>", ""),
        ("<p style='color:white'>Se ve.</p>", "<style>body { background: navy }</style>"),
        ("<p class='b'>Se ve.</p>", "<style>@media print { .b { display:none } }</style>"),
        ("<p>Se ve.</p>", "<style>.menu p { display:none }</style>"),
        ("<p class='b c'>Se ve.</p>", "<style>.b.c{display:block}.b{display:none}</style>"),
        ("<p class='b'>Se ve.</p>", "<style>@media (max-width:500px){.b{display:none}}</style>"),
        ("<p class='b'>Se ve.</p>", "<style>.b:hover{display:none}</style>"),
        ("<p class='b'>Se ve.</p>", "<style>.b::before{display:none}</style>"),
        ("<p class='b'>Se ve.</p>", "<style>.b:unheard-of(2){display:none}</style>"),
        ("<p class='b'>Se ve.</p>", "<style>.a{--x:white}.b{color:var(--x)}</style>"),
        ("<p style='color:white'><b style='color:black'>Se ve.</b></p>", ""),
        ("<p class='b'>Se ve.</p>", "<link rel='stylesheet'><style>.b{color:white}</style>"),
        ("<p class='b'>Se ve.</p>", "<style>body{background:url(a)}.b{color:white}</style>"),
        ("<dialog open>Se ve.</dialog>", ""),
        (
            "<p class='b c'>Se ve.</p>",
            "<style>.b{background-color:#fff}.c{background:navy;color:#fff}</style>",
        ),
        ("<p class='b c'>Se ve.</p>", "<style>.b{font-size:0}.c{font:16px Arial}</style>"),
        ("<p class='b c'>Se ve.</p>", "<style>.b{font:0/0 a}.c{font-size:16px}</style>"),
        (
            "<p class='b c'>Se ve.</p>",
            "<style>.b{text-decoration:line-through}.c{text-decoration-line:none}</style>",
        ),
        ("<p class='b'>Se ve.</p>", "<style>@supports not (a:b){.b{display:none}}</style>"),
        ("<p class='b'>Se ve.</p>", "<style>@media not screen{.b{display:none}}</style>"),
        (
            "<div class='b'><p>Se ve.</p></div>",
            "<style>.b{font-size:0}p{font-size:1rem}</style>",
        ),
        ("<div style='visibility:hidden'><p style='visibility:visible'>Se ve.</p></div>", ""),
    ],
)
def test_what_a_browser_paints_is_read(body: str, head: str) -> None:
    extract = page(body, head)

    assert texts(extract) == ["Se ve."]
    assert told(extract) == []


@pytest.mark.parametrize(
    "words", ["<del>3</del>", "<s>3</s>", "<span style='text-decoration: line-through'>3</span>"]
)
def test_what_is_struck_out_is_left_out_and_told(words: str) -> None:
    extract = page(f"<p>El {words} 10 de mayo</p>")

    assert texts(extract) == ["El 10 de mayo"]
    assert told(extract) == ["struck_text"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<p>El 2<sup><a href='#n'>1</a></sup>.</p><p id=n>1. Salvo B.</p>",
            ["El 2 [1: Salvo B.]."],
        ),
        (
            "<p>Le 2<a href='#n'><sup>*</sup></a>.</p><li id=n>Sauf B. <a href='#r'>↩</a></li>",
            ["Le 2 [*: Sauf B.]."],
        ),
        (
            "<p>On 2<a role='doc-noteref' href='#n'>[3]</a></p><p><a id='n'>[3]</a> Not B.</p>",
            ["On 2 [3: Not B.]"],
        ),
        (
            "<p>1<sup><a href='#n'>1</a></sup>, 2<sup><a href='#n'>1</a></sup></p><p id=n>Nota.",
            ["1 [1: Nota.], 2"],
        ),
        # What is no note stays where it is.
        (
            "<p>m<sup>2</sup> y <a href='#n'>abajo</a></p><p id=n>Abajo.</p>",
            ["m² y abajo", "Abajo."],
        ),
        ("<div id=n><p>Uno<sup><a href='#n'>1</a></sup></p><p>Dos</p></div>", ["Uno", "Dos"]),
        (
            "<p>Uno<sup><a href='#n'>1</a></sup></p><div id=n><h2>T</h2><p>Dos</p></div>",
            ["Uno", "Dos"],
        ),
        ("<p>Uno<sup><a href='#n'>1</a></sup></p><p id=n hidden>Dos</p>", ["Uno"]),
        (
            f"<p>A<sup><a href='#n'>1</a></sup></p><p id=n>{'b ' * 70}c</p>",
            ["A [1]", "b " * 70 + "c"],
        ),
    ],
)
def test_a_note_stands_behind_what_it_is_said_of(body: str, expected: list[str]) -> None:
    assert texts(page(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>uno<li>dos</ol>", ["1. uno", "2. dos"]),
        ("<ol start=4 type=a><li>uno<li>dos<li value=9>tres</ol>", ["d. uno", "e. dos", "i. tres"]),
        ("<ol style='list-style-type: upper-roman'><li>uno<li><p>dos</ol>", ["I. uno", "II. dos"]),
        ("<ol reversed><li>uno<li>dos</ol>", ["2. uno", "1. dos"]),
        ("<ol><li>uno<ol type=A><li>dentro</ol><li>dos</ol>", ["1. uno", "A. dentro", "2. dos"]),
        ("<ol style='list-style:none'><li>uno</ol>", ["uno"]),
        ("<ul><li>uno</ul>", ["uno"]),
        ("<ol><li><p>uno<p>más<li>dos</ol>", ["1. uno", "más", "2. dos"]),
        ("<ol start=x><li value=99999999999>uno</ol>", ["1. uno"]),
        ("<ol type=i start=0><li>uno</ol>", ["0. uno"]),
    ],
)
def test_an_item_has_the_number_that_a_browser_writes(body: str, expected: list[str]) -> None:
    assert texts(page(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<dl><dt>Idioma<dd>Inglés</dl>", ["Idioma", "Idioma: Inglés"]),
        ("<dl><dt>Salle :</dt><dd>B2</dd><dd>C3</dd></dl>", ["Salle :", "Salle: B2", "Salle: C3"]),
        ("<dl><div><dt>Room<dd>B2</div></dl>", ["Room", "Room: B2"]),
        ("<dl><dt>And if I am ill?<dd>Bring a note.</dl>", ["And if I am ill?", "Bring a note."]),
        ("<dl><dd>B2</dl>", ["B2"]),
    ],
)
def test_what_is_said_of_a_name_in_a_list_stands_beside_it(body: str, expected: list[str]) -> None:
    assert texts(page(body)) == expected


def test_links_keep_their_address_and_one_that_is_none_is_told() -> None:
    extract = page(
        "<p><a href='https://uni.example/f'>El formulario</a>, <a href='#x'>abajo</a>, "
        "<a href='javascript:alert(1)'>esto</a>, <a href='tp1.html'>el TP1</a></p>"
    )

    assert texts(extract) == ["El formulario (https://uni.example/f), abajo, esto, el TP1"]
    assert told(extract) == ["link_left_out"]


def test_boxes_say_whether_they_are_ticked_and_fields_what_is_in_them() -> None:
    extract = page(
        "<p><input type=checkbox checked> Con apuntes</p><p><input type=checkbox> Calculadora</p>"
        "<p>Aula <input value='B2'></p><p><select><option>A<option selected>B</select></p>"
        "<input type=hidden value=secreto>"
    )

    assert texts(extract) == [
        *("☑ (marcado) Con apuntes", "☐ (sin marcar) Calculadora", "Aula B2", "B"),
    ]


def test_figures_above_and_below_their_line_are_no_longer_numbers() -> None:
    extract = page(
        "<p>10<sup>3</sup> m, H<sub>2</sub>O, el 1<sup>er</sup> día<sup><a href='#n1'>1</a></sup>"
    )

    assert texts(extract) == ["10³ m, H₂O, el 1er día"]


def test_a_formula_is_its_latex_where_the_page_has_it_and_said_once() -> None:
    katex = (
        "<span><math><mi>x</mi><annotation encoding='application/x-tex'>x^2</annotation></math>"
        "<span aria-hidden='true'>x2</span></span>"
    )
    plain = "<math><mfrac><mi>a</mi><mi>b</mi></mfrac><msup><mi>k</mi><mn>2</mn></msup></math>"

    assert texts(page(f"<p>Sea {katex}.</p><p>{plain}</p>")) == ["Sea $x^2$ .", "a/bk^2"]


def test_a_picture_is_what_is_said_of_it() -> None:
    extract = page("<p>Ver <img alt='el mapa: aula B2'></p><img><img alt=''>")

    assert texts(extract) == ["Ver el mapa: aula B2"]
    assert told(extract) == ["picture_without_words"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<meta charset=iso-8859-1><p>Año".encode("cp1252"), "Año"),
        ("<p>Año".encode("utf-16"), "Año"),
        ("<meta charset='nobody-knows'><p>Año".encode(), "Año"),
        ('<?xml version="1.0" encoding="utf-8"?><html><p>Año</p></html>'.encode(), "Año"),
        (b"<p>a &amp; b &nbsp; c &#70; &foo;</p>", "a & b c F &foo;"),
    ],
)
def test_a_page_is_decoded_as_it_says(data: bytes, text: str) -> None:
    assert texts(read(data, HTML)) == [text]


@pytest.mark.row("attack-29")
def test_entities_of_a_document_type_are_not_read_and_nothing_is_fetched() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]>'

    assert "root" not in " ".join(texts(read(f"{bomb}<p>&a;&b; x</p>".encode(), HTML)))


def test_pages_without_an_end_have_one() -> None:
    assert code_of(b"<div>" * 100_000 + b"x") == "too_heavy"
    assert code_of(b"<p>x</p>" * 2_000, Limits(elements=1_000)) == "too_heavy"
    assert code_of(b"<table><tr>" + b"<td>x" * 300) == "too_many_columns"
    assert code_of(b"<p hidden>x</p>") == "empty_file"
    assert code_of(b"\0\0") == "wrong_content"


def test_cells_over_absurdly_many_rows_and_columns_are_only_cells() -> None:
    extract = page("<table><tr><td rowspan=99999999 colspan=-3>a<td>b<tr><td>c<td>d</table>")

    assert [text for text in texts(extract) if "a" in text]
