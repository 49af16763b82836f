import pytest
from hypothesis import given
from hypothesis import strategies as st

from silabo.language.sentences import split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("El examen es a las 18.30 h. El aula es la 4.", 2),
        ("La nota mín. es 4. Ver pág. 12 y cap. 3 del libro, p. ej. El álgebra.", 2),
        ("El Dr. Pérez y la Prof. Ruiz responden. ¿Cuándo? Los martes.", 3),
        ("El 2.º parcial vale 3.5 puntos... y no más. Dura 90 min. Se puede salir antes.", 3),
        ("Can I use notes? No. See No. 5 of the list, e.g. Smith et al. on p. 3.", 3),
        ("Mr. J. K. Rowe teaches at 6 p.m. Bring your card. See www.example.org/a.b. Thanks!", 4),
        ("M. Dupont est absent. Voir chap. 3, art. L. 12. C'est tout.", 3),
        ('He said "Go." Then he left.[12] Nobody spoke… The end.', 4),
        ("Se evalúa: a) parciales; b) trabajos. La nota sale de ambos.", 2),
        ("1. Entrega inicial. 2. Entrega final.", 2),
    ],
)
def test_a_paragraph_is_cut_where_a_reader_would_stop(text: str, sentences: int) -> None:
    found = split(text)

    assert len(found) == sentences, found


def test_an_enumerator_stays_with_its_sentence() -> None:
    assert split("2. Entrega del informe. Vale el 20 %.") == [
        "2. Entrega del informe.",
        "Vale el 20 %.",
    ]


def test_items_on_lines_of_their_own_are_sentences_without_an_end_mark() -> None:
    assert split("Temas:\n- uno\n- dos\n\nOtro párrafo") == [
        "Temas:",
        "- uno",
        "- dos",
        "Otro párrafo",
    ]


@given(
    st.text(alphabet=st.characters(), max_size=300) | st.text('aA. \n?!…:;-1[]()"¿', max_size=300)
)
def test_no_character_is_lost(text: str) -> None:
    assert " ".join(split(text)) == " ".join(text.split())


def test_a_line_of_dots_costs_no_time() -> None:
    assert len(split("." * 200_000 + "x. Y")) == 2


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "It is on 3 June. [1: Group B on 5 June. Bring a card.] Then more.",
            ["It is on 3 June. [1: Group B on 5 June. Bring a card.]", "Then more."],
        ),
        ("On 3 June. [ii: or later] Then.", ["On 3 June. [ii: or later]", "Then."]),
        ("On 3 June [1: Or later.] in room 4.", ["On 3 June [1: Or later.] in room 4."]),
        ("See [1: no end. Then more.", ["See [1: no end.", "Then more."]),
    ],
)  # fmt: skip
def test_a_note_goes_with_the_sentence_before_it(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences
