import pytest

from silabo.language.run_in_heads import head_of, is_label, with_heads


@pytest.mark.parametrize(
    "label",
    ["Teorema 5.4 (Teorema de la dimensión).", "Exercise 2.1.", "Démonstration.", "Definition 3."],
)
def test_a_label_is_no_statement(label: str) -> None:
    assert is_label(label)


@pytest.mark.parametrize(
    "sentence", ["The theorem holds.", "Exercise 2.1 is due on Monday.", "Demuestra el lema."]
)
def test_a_sentence_is_no_label(sentence: str) -> None:
    assert not is_label(sentence)


def test_a_label_goes_with_the_statement_after_it() -> None:
    found = with_heads(["Teorema 2.1 (Gauss).", "Todo sistema se escalona.", "Vale en ℝ."])

    assert found == ["Teorema 2.1 (Gauss). Todo sistema se escalona.", "Vale en ℝ."]


def test_a_label_in_the_middle_goes_with_what_follows() -> None:
    found = with_heads(["La suma es asociativa en V y en W.", "Ejemplo 2.", "Sea V el plano."])

    assert found == ["La suma es asociativa en V y en W.", "Ejemplo 2. Sea V el plano."]


def test_a_title_in_the_line_goes_with_the_sentence_after_it() -> None:
    sentences = ["Présence.", "Elle est prise dans les travaux pratiques.", "Trois absences."]

    assert head_of(sentences) == "Présence."
    assert with_heads(sentences)[0] == "Présence. Elle est prise dans les travaux pratiques."


@pytest.mark.parametrize(
    "first",
    [
        "Dictionaries are allowed.",
        "Es obligatorio.",
        "The final lasts two hours.",
        "El final dura dos horas.",
        "L’examen final dure deux heures.",
    ],
)
def test_a_short_sentence_with_a_verb_is_no_title(first: str) -> None:
    assert head_of([first, "Everyone has to bring a pen to each exam."]) == ""


def test_a_row_of_short_names_is_not_taken_for_titles() -> None:
    names = ["Kernels.", "Images.", "Change of basis."]

    assert head_of(names) == ""
    assert with_heads(names) == names


def test_no_word_is_lost() -> None:
    sentences = ["Nota.", "Ejemplo 1.", "Proof."]

    assert " ".join(with_heads(sentences)) == " ".join(sentences)
