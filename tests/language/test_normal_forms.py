import unicodedata

import pytest

from ingest.characters import clean
from silabo.language.normal_forms import MOST_MARKS, composed, decomposed
from silabo.language.words import fold

MANY = "\u0301\u0323" * 100_000


@pytest.mark.row("load-5")
def test_a_run_of_marks_is_cut_where_no_language_goes() -> None:
    marks = "\u0323\u0301" * (MOST_MARKS // 2)

    assert composed(f"a{MANY}b") == unicodedata.normalize("NFC", f"a{marks}b")
    assert decomposed(f"a{MANY}b") == unicodedata.normalize("NFKD", f"a{marks}b")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "Pág. Último ÇA",
        "e\u0301tude",
        "ﬁn",
        "한글",
        "שָׁלוֹם",
        "нй",
        "a" + MANY[:MOST_MARKS],
    ],
)
def test_what_people_write_has_the_usual_normal_form(text: str) -> None:
    assert composed(text) == unicodedata.normalize("NFC", text)
    assert decomposed(text) == unicodedata.normalize("NFKD", text)


@pytest.mark.row("load-5")
def test_text_of_documents_and_words_that_are_compared_are_cut_too() -> None:
    assert len(clean(f"a{MANY}")) <= MOST_MARKS + 1
    assert fold(f"A{MANY}b") == "ab"


def test_folding_leaves_of_each_letter_what_its_decomposition_has_without_marks() -> None:
    letters = [chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000]
    bare = [
        "".join(
            each
            for each in unicodedata.normalize("NFKD", letter.casefold())
            if not unicodedata.combining(each)
        )
        for letter in letters
    ]

    written_out = [each.replace("œ", "oe").replace("æ", "ae") for each in bare]
    assert [fold(letter) for letter in letters] == written_out
    assert fold("".join(letters)) == "".join(written_out)
