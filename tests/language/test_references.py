import pytest

from silabo.language.references import makes_exception, points_back, points_elsewhere


@pytest.mark.parametrize(
    "sentence",
    [
        "This is called thrashing.",
        "They may not write code.",
        "It lasts two hours.",
        "Once they are used up, a lab loses ten points.",
        "Ello no da derecho a otra fecha.",
        "Esto vale también para los grupos.",
        "En ese caso se rinde en marzo.",
        "Cela ne vaut pas pour le partiel.",
        "Elle dure deux heures.",
        "C'est une moyenne pondérée.",
    ],
)
def test_a_sentence_that_stands_on_the_one_before_is_seen(sentence: str) -> None:
    assert points_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "This course has three exams.",
        "It is possible to resit the exam.",
        "Thesis topics are chosen in May.",
        "Este programa vale para 2026.",
        "Está permitido usar apuntes.",
        "Estudiantes libres rinden en marzo.",
        "Il faut rendre le devoir lundi.",
        "Il y a deux partiels.",
        "Ce cours a lieu le lundi.",
        "Les partiels durent deux heures.",
    ],
)
def test_a_sentence_that_stands_alone_is_left_alone(sentence: str) -> None:
    assert not points_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Las reglas sobre teléfonos están en el Reglamento.",
        "For the dates, see the calendar.",
        "The weights are listed in the table.",
        "Les dates figurent dans le calendrier.",
    ],
)
def test_a_sentence_that_only_names_the_place_of_an_answer_is_seen(sentence: str) -> None:
    assert points_elsewhere(sentence)
    assert not points_elsewhere("The exam is in the big hall on Monday.")


@pytest.mark.parametrize(
    "sentence",
    [
        "No se permite copiar.",
        "However, phones stay off.",
        "They may not write code.",
        "Sauf le jour de l'examen.",
    ],
)
def test_a_sentence_that_takes_back_a_part_of_a_permission_is_seen(sentence: str) -> None:
    assert makes_exception(sentence)
    assert not makes_exception("Notes are allowed.")
