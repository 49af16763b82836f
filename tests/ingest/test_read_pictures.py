import pytest

from ingest.read_pictures import page_of
from silabo.domain.pictures import ReadWord


def words(*lines: str, confidence: float = 96.0) -> list[ReadWord]:
    return [
        ReadWord(word, 0, number, confidence)
        for number, line in enumerate(lines)
        for word in line.split()
    ]


def text(*read: ReadWord) -> str:
    found = page_of(read)
    assert found is not None
    return found.paragraphs[0]


def test_the_lines_of_a_paragraph_are_one_and_divided_words_are_joined() -> None:
    read = words("Se aprueba con 7 en los par-", "ciales. El TP es para los pares-", "Impares no.")

    assert text(*read) == "Se aprueba con 7 en los parciales. El TP es para los pares- Impares no."


def test_paragraphs_stay_apart() -> None:
    read = [ReadWord("Uno.", 0, 0, 90.0), ReadWord("Dos.", 1, 0, 92.0)]
    found = page_of(read)

    assert found is not None
    assert (found.paragraphs, found.confidence) == (("Uno.", "Dos."), 91)


@pytest.mark.parametrize(
    ("word", "confidence", "told"),
    [
        ("70", 84.9, "70 (?)"),
        ("70", 85.0, "70"),
        ("16:30.", 60.0, "16:30 (?)."),
        ("10;", 60.0, "10 (?);"),
        ("TP2", 60.0, "TP2 (?)"),
        ("parcial", 60.0, "parcial"),
    ],
)
def test_a_number_that_is_not_sure_carries_its_remark(
    word: str, confidence: float, told: str
) -> None:
    assert text(ReadWord(word, 0, 0, confidence), *words("puntos")) == f"{told} puntos"


@pytest.mark.parametrize(
    "read",
    [[], words("~ — |"), words("lkj", "wqe", confidence=32.0), [ReadWord("", 0, 0, -1.0)]],
    ids=["nothing", "strokes", "noise", "a box"],
)
def test_what_is_no_text_is_none(read: list[ReadWord]) -> None:
    assert page_of(read) is None
