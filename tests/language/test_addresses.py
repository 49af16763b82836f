import pytest

from silabo.language.addresses import pieces, stated, without
from silabo.language.analysed import AnalysedText
from silabo.language.stems import document_stems
from silabo.language.words import placed_words, words


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Vea https://a.example/x?y=1. Y luego", ["https://a.example/x?y=1"]),
        ("aquí (https://a.example/x), o", ["https://a.example/x"]),
        ("https://w.example/C_(x) es", ["https://w.example/C_(x)"]),
        ("a <https://a.example>", ["https://a.example"]),
        ("escriba a ana@uni.example.", ["mailto:ana@uni.example"]),
        ("(ana@uni.example)", ["mailto:ana@uni.example"]),
        ("ana@uni.example@evil.example", []),
        ("@ana@uni.example", []),
        ("javascript:alert(1) data:text/html,x //a.example http:// @x a@b", []),
    ],
)
def test_what_a_text_says_is_what_it_opens(text: str, opens: list[str]) -> None:
    found = pieces(text)

    assert [address for _, address in found if address] == opens
    assert "".join(piece for piece, _ in found) == text


def test_of_the_addresses_of_a_text_the_known_ones_are_left_out() -> None:
    text = "Aquí (https://a.example/x) o https://b.example"

    assert without(text, stated("https://a.example/x")) == "Aquí ( ) o https://b.example"


def test_the_address_of_a_link_is_no_word_of_its_text() -> None:
    text = "La entrega es aquí (https://moodle.facultad.example/recuperatorio) antes del lunes."

    assert words(text) == ["la", "entrega", "es", "aquí", "antes", "del", "lunes"]
    assert [text[w.start : w.end].casefold() for w in placed_words(text)] == words(text)
    assert not {"recuperatorio", "facultad"} & set(document_stems(text, "es"))
    assert "recuper" not in AnalysedText(text, "es").stems


def test_an_address_that_an_author_wrote_is_found_by_its_words() -> None:
    assert "github" in words("Code: https://github.com/course")
