import pytest

from ingest.formats import TEX
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import BlockKind, Extract
from tests.ingest.samples import blocks, paths, texts

SPECIMEN = rb"\documentclass{article}\begin{document}El examen es en junio.\end{document}"


def source(body: str, before: str = "") -> Extract:
    text = rf"\documentclass[a4paper]{{article}}{before}\begin{{document}}{body}\end{{document}}x"
    return read(text.encode(), TEX)


def told(extract: Extract) -> list[str]:
    return [notice.code for notice in extract.notices]


def test_sections_paragraphs_and_marks_are_what_they_are() -> None:
    extract = source(
        "\\maketitle\n\\section{Evaluaci\\'on}\nSe aprueba\ncon \\textbf{4}.~Vale 10\\,\\%.\n\n"
        "Otro -- p\\'arrafo. % nota para m\\'i\n\\subsection*{Fechas}\\label{s} El 3 de mayo.",
        before=r"\title{Redes \emph{I}}\author{Ana}",
    )

    assert paths(extract) == [
        ("Redes I", "Evaluación"),
        ("Redes I", "Evaluación", "Fechas"),
    ]
    assert texts(extract) == ["Se aprueba con 4. Vale 10 %.", "Otro – párrafo.", "El 3 de mayo."]


def test_items_have_their_numbers_and_words_in_front() -> None:
    extract = source(
        r"\begin{enumerate}\item uno \item dos \begin{itemize}\item \'a\end{itemize}\end{enumerate}"
        r"\begin{description}\item[TP1] 10 \%\end{description}fin"
    )

    assert [(b.kind, b.text) for b in blocks(extract)] == [
        (BlockKind.ITEM, "1. uno"),
        (BlockKind.ITEM, "2. dos"),
        (BlockKind.ITEM, "á"),
        (BlockKind.ITEM, "TP1 10 %"),
        (BlockKind.PARAGRAPH, "fin"),
    ]


def test_a_list_goes_on_counting_behind_what_is_no_list() -> None:
    extract = source(
        r"\begin{enumerate}\item uno \begin{center}centrado\end{center}\item dos"
        r"\begin{itemize}\item \'a\begin{quote}b\end{quote}\end{itemize}\item tres\end{enumerate}"
    )

    assert texts(extract) == ["1. uno centrado", "2. dos", "á b", "3. tres"]


@pytest.mark.parametrize(
    ("environment", "inner"), [("align", "aligned"), ("align*", "aligned"), ("gather", "gathered")]
)
def test_a_formula_ends_where_its_own_environment_does(environment: str, inner: str) -> None:
    extract = source(
        rf"\begin{{equation}}\begin{{{inner}}}a\end{{{inner}}}\end{{equation}}"
        rf"\begin{{{environment}}}\begin{{{inner}}}b\end{{{inner}}} + 1\end{{{environment}}} fin."
    )

    assert texts(extract) == [
        rf"$\begin{{{inner}}}a\end{{{inner}}}$ $\begin{{{inner}}}b\end{{{inner}}} + 1$ fin."
    ]


def test_rows_of_a_table_keep_the_names_of_its_columns() -> None:
    extract = source(
        r"\begin{tabular}{|l|r|}\hline Acto & Peso \\ \hline TP1 & 10\,\% \\[2pt]"
        r"\multicolumn{1}{c}{Final} & 90\,\% \\ \hline\end{tabular}"
    )

    assert texts(extract) == ["Acto · Peso", "Acto: TP1 · Peso: 10 %", "Acto: Final · Peso: 90 %"]


def test_formulas_and_code_stay_as_they_are() -> None:
    extract = source(
        r"Sea $x_1^2 \% y$ y \[ \frac{a}{b} \] \begin{equation} k^2 \end{equation}"
        "\n\\begin{verbatim}\nif x:\n    % y\n\\end{verbatim}"
    )

    assert [b.text for b in blocks(extract)] == [
        r"Sea $x_1^2 \% y$ y $\frac{a}{b}$ $k^2$",
        "if x:\n    % y",
    ]


def test_notes_links_struck_out_words_and_pictures() -> None:
    extract = source(
        r"Con 4\footnote{Salvo en \emph{enero}.} se aprueba. \href{https://uni.example/f}{El "
        r"formulario}. \sout{El 3}El 10 de mayo. \includegraphics[width=3cm]{mapa}"
    )

    assert texts(extract) == [
        "Con 4 [1: Salvo en enero.] se aprueba. El formulario (https://uni.example/f). El 10 de "
        "mayo.",
    ]
    assert sorted(told(extract)) == ["picture_without_words", "struck_text"]


def test_a_comment_and_what_stands_outside_of_the_document_is_no_text() -> None:
    extract = source("a\n% El parcial vale 70\nb\\begin{comment}El parcial\\end{comment} c")

    assert texts(extract) == ["a b", "c"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\0", "wrong_content"),
        (b"% nothing", "empty_file"),
        (b"\\footnote{" * 5_000 + b"x", "too_heavy"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(RejectedDocumentError) as caught:
        read(data, TEX)

    assert caught.value.code == code


def outcome(data: bytes) -> str:
    try:
        return " ".join(texts(read(data, TEX)))
    except RejectedDocumentError as error:
        return error.code


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["\\begin{itemize}\\item ", "{", "$", "\\[", "\\section{", "\\begin{tabular}"]
)
def test_sources_that_never_close_what_they_open_are_read_in_time(piece: str) -> None:
    read_as = outcome((piece * 3_000 + " examen").encode())

    assert "examen" in read_as or read_as in ("too_heavy", "empty_file")
