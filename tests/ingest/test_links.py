import pytest

from ingest.links import is_lost, kept, linked, without_addresses


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://forms.example/a", "https://forms.example/a"),
        (" http://forms.example/a b ", "http://forms.example/a%20b"),
        ("https://w.example/C_(x)", "https://w.example/C_%28x%29"),
        ("https://w.example/\u200bx", "https://w.example/x"),
        ("mailto:ana@uni.example?subject=Hola", "ana@uni.example"),
        ("mailto:ana%40uni.example", "ana@uni.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("ftp://x.example/a", ""),
        ("https://bank.example@evil.example/", ""),
        ("https:///a", ""),
        ("http://[x", ""),
        ("mailto:nobody", ""),
        ("week2.md", ""),
        ("https://x.example/" + "a" * 900, ""),
    ],
)
def test_an_address_is_kept_if_it_opens_a_page_or_a_mail(address: str, shown: str) -> None:
    assert kept(address) == shown
    assert is_lost(address) is (shown == "")


@pytest.mark.parametrize("address", ["", "#week-2", " #x"])
def test_a_place_of_the_same_document_is_no_loss(address: str) -> None:
    assert kept(address) == ""
    assert not is_lost(address)


@pytest.mark.parametrize(
    ("words", "address", "text"),
    [
        ("aquí", "https://forms.example/a", "aquí (https://forms.example/a)"),
        ("aquí ", "https://forms.example/a", "aquí (https://forms.example/a) "),
        ("oficina", "mailto:of@uni.example", "oficina (of@uni.example)"),
        ("forms.example/a", "https://forms.example/a/", "forms.example/a"),
        ("https://forms.example", "https://www.forms.example/", "https://forms.example"),
        ("Of@uni.example", "mailto:of@uni.example", "Of@uni.example"),
        ("https://a.example", "https://b.example", "https://a.example (https://b.example)"),
        ("", "https://forms.example/a", "https://forms.example/a"),
        ("aquí", "javascript:alert(1)", "aquí"),
    ],
)
def test_an_address_stands_behind_words_that_do_not_say_it(
    words: str, address: str, text: str
) -> None:
    assert linked(words, address) == text


def test_a_heading_is_the_words_of_its_links() -> None:
    assert without_addresses("Entrega (https://forms.example/a) del TP (2)") == "Entrega del TP (2)"
