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
        "En el examen final tampoco.",
        "En el parcial, también.",
        "Los dos duran una hora.",
        "El otro se entrega en mayo.",
        "Dicha nota no se promedia.",
        "Lo mismo vale para el oral.",
        "Su duración es de dos horas.",
        "It is also closed book.",
        "In the final exam neither.",
        "The oral exam counts too.",
        "Both are closed book.",
        "The other lasts an hour.",
        "The same applies to the labs.",
        "Nor is the midterm.",
        "Celui-ci dure deux heures.",
        "Celles-là comptent double.",
        "À l’examen final non plus.",
        "Tous deux durent une heure.",
        "L’autre est en mai.",
        "Il en va de même pour l’oral.",
        "Sa durée est de deux heures.",
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
        "Los dos parciales duran una hora.",
        "La otra comisión cursa los lunes.",
        "También se puede rendir libre en julio con la misma inscripción.",
        "Suspender un parcial no impide rendir el otro examen.",
        "Both exams are closed book.",
        "Those who miss the exam write to the lecturer.",
        "Neither exam may be taken twice.",
        "Tous les deux mois, un quiz est publié.",
        "Toutes les deux semaines, un TP est rendu.",
        "Ses collègues donnent les TD.",
        "L’autre groupe a cours le lundi.",
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
