import string
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.assembly import Assembly
from ingest.limits import Limits
from ingest.passages import MOST_CHARACTERS, MOST_WORDS, cut
from silabo.domain.passages import BlockKind, NewPassage
from tests.ingest.samples import blocks, read_markdown

SENTENCE = "The exam of the third week has a part on cells and a part on genes."
WORD = st.text(st.sampled_from(string.ascii_letters + string.digits + "áñ,;()"), min_size=1)
WORDS = st.lists(st.one_of(WORD, WORD.map(lambda word: word + ".")), min_size=1, max_size=400)


def passages(markdown: str) -> list[NewPassage]:
    return cut(read_markdown(markdown))


def test_a_block_is_a_passage_with_its_place() -> None:
    found = passages("# Exams\n\n## Dates\n\nOn 3 June.\n\n# Teacher\n\nAna Gil.\n")

    assert [(p.section, p.ordinal, p.anchor, p.path, p.text, p.words) for p in found] == [
        (1, 0, "p1", ("Exams", "Dates"), "On 3 June.", 3),
        (2, 1, "p2", ("Teacher",), "Ana Gil.", 2),
    ]


def test_equal_texts_have_equal_digests() -> None:
    one, two, three = passages("Same text.\n\nSame text.\n\nOther text.\n")

    assert one.digest == two.digest != three.digest


def test_a_long_paragraph_is_cut_where_sentences_end() -> None:
    found = passages(" ".join([SENTENCE] * 20))

    assert [p.anchor for p in found] == ["p1", "p1-2", "p1-3"]
    assert all(p.text.endswith("genes.") and p.words <= MOST_WORDS for p in found)
    assert " ".join(p.text for p in found) == " ".join([SENTENCE] * 20)


def test_long_code_is_cut_at_lines() -> None:
    lines = [f"value_{n} = compute(a, b, c)" for n in range(100)]
    found = passages("```\n" + "\n".join(lines) + "\n```")

    assert len(found) > 1
    assert "\n".join(p.text for p in found).split("\n") == lines


def test_a_list_has_the_paragraph_that_introduces_it() -> None:
    found = passages(
        "The grade is made of:\n\n- exam\n- work\n\nText that stands between.\n\n"
        "# Next\n\n- alone\n"
    )

    assert [(p.text, p.lead) for p in found] == [
        ("The grade is made of:", ""),
        ("exam", "The grade is made of:"),
        ("work", "The grade is made of:"),
        ("Text that stands between.", ""),
        ("alone", ""),
    ]


def test_a_short_line_without_an_end_mark_is_the_title_of_what_follows() -> None:
    found = passages(
        "Office hours\n\nOn Mondays, at ten.\n\nIn the big room.\n\n"
        "Late work\n\nIt loses a point.\n"
    )

    assert [(p.text, p.lead) for p in found if p.text.endswith(".")] == [
        ("On Mondays, at ten.", "Office hours"),
        ("In the big room.", "Office hours"),
        ("It loses a point.", "Late work"),
    ]


def test_a_title_with_a_colon_announces_only_the_list_under_it() -> None:
    found = passages("Bring with you:\n\n- a pen\n\nThe doors open at nine.\n")

    assert [p.lead for p in found] == ["", "Bring with you:", ""]


@pytest.mark.parametrize(
    "line",
    [
        "x + y = 3",
        "que es el menor de todos",
        "Ejercicio 2.1. Calcular la suma",
        "See you there.",
        "Email: a@b.org",
    ],
)
def test_a_sentence_a_formula_and_a_broken_line_are_no_titles(line: str) -> None:
    found = passages(f"{line}\n\nThe exam is on Monday, at ten.\n")

    assert found[-1].lead == ""


def test_of_a_long_lead_only_the_last_sentence_is_kept() -> None:
    text = " ".join([SENTENCE] * 5)

    assert passages(f"{text} Its parts are:\n\n- exam\n")[-1].lead == "Its parts are:"
    assert passages(f"{text}\n\n- exam\n")[-1].lead == ""


def test_a_row_knows_its_columns_and_its_lead() -> None:
    table = "| Part | Weight |\n|---|---|\n| Exam | 60 % |\n"
    found = passages(f"Weights:\n\n{table}\n<!-- -->\n\n{table}")

    rows = [p for p in found if p.kind is BlockKind.ROW]
    assert [(p.anchor, p.header, p.cells, p.lead) for p in rows] == [
        ("t1r1", ("Part", "Weight"), ("Exam", "60 %"), "Weights:"),
        ("t2r1", ("Part", "Weight"), ("Exam", "60 %"), ""),
    ]
    headers = [p for p in found if p.kind is BlockKind.HEADER]
    assert [(p.text, p.header, p.cells) for p in headers] == [
        ("Part · Weight", (), ("Part", "Weight"))
    ] * 2


def test_a_huge_cell_is_cut_and_keeps_its_cells_once() -> None:
    found = passages(f"| A | B |\n|---|---|\n| x | {' '.join([SENTENCE] * 40)} |\n")

    rows = [p for p in found if p.kind is BlockKind.ROW]
    assert len(rows) > 2
    assert [bool(p.cells) for p in rows] == [True] + [False] * (len(rows) - 1)


@given(st.lists(st.tuples(st.sampled_from(["paragraph", "item", "code"]), WORDS), min_size=1))
def test_cutting_loses_no_word_and_joining_gives_every_block_back(
    pieces: list[tuple[str, list[str]]],
) -> None:
    assembly = Assembly(Limits())
    for name, words in pieces:
        getattr(assembly, name)(" ".join(words))
    extract = assembly.finish()

    found = cut(extract)

    joined = [
        " ".join(" ".join(p.text.split()) for p in parts)
        for _, parts in groupby(found, key=lambda p: p.anchor.partition("-")[0])
    ]
    assert joined == [" ".join(block.text.split()) for block in blocks(extract)]
    assert len({p.anchor for p in found}) == len(found)
    assert [p.ordinal for p in found] == list(range(len(found)))
    cuttable = [p for p in found if p.kind is not BlockKind.CODE]
    assert all(len(p.text) <= MOST_CHARACTERS and p.words <= MOST_WORDS for p in cuttable)


def test_a_line_of_code_without_an_end_is_bounded() -> None:
    found = passages("```\n" + "x " * 100_000 + "\n```")

    assert sum(p.words for p in found) == 100_000
    assert max(len(p.text) for p in found) <= MOST_CHARACTERS


@pytest.mark.parametrize(("characters", "parts"), [(2_000, 1), (2_001, 2)])
def test_a_passage_has_two_thousand_characters_at_most(characters: int, parts: int) -> None:
    ends = "x" * (characters - 1_002)

    found = passages(f"{'y' * 999}. {ends}.")

    assert [len(p.text) for p in found] == ([2_000] if parts == 1 else [1_000, 1_000])


@pytest.mark.parametrize(("words", "parts"), [(120, 1), (121, 2)])
def test_a_passage_has_120_words_at_most(words: int, parts: int) -> None:
    found = passages(f"{'Una ' * 59}una. {'Otra ' * (words - 61)}otra.")

    assert [p.words for p in found] == ([120] if parts == 1 else [60, 61])


def test_the_second_table_of_a_section_does_not_have_the_columns_of_the_first() -> None:
    assembly = Assembly(Limits())
    assembly.table([["Parte", "Peso"], ["Parcial", "40 %"]], header=True)
    assembly.table([["Docente", "Ana Gil"], ["Aula", "B 12"]], header=False)
    assembly.paragraph("Y otra vez:")
    assembly.table([["Docente", "Luz Paz"]], header=False)

    rows = [(p.text, p.header) for p in cut(assembly.finish()) if p.kind is BlockKind.ROW]

    assert rows == [
        ("Parte: Parcial · Peso: 40 %", ("Parte", "Peso")),
        ("Docente: Ana Gil", ()),
        ("Aula: B 12", ()),
        ("Docente: Luz Paz", ()),
    ]
