"""What may tell of a person in a text, and what of a course looks like it."""

import pytest

from silabo.language.personal_data import (
    PersonalKind,
    addresses_and_numbers,
    may_name_somebody,
    names_in_full,
)

PEOPLE = ["Ana Benítez", "Li Wei", "O'Connor, Sean"]
COURSE = "Álgebra Lineal I > Parciales. El parcial de Gram y Schmidt es en el aula Magna."


@pytest.mark.row("calls-6")
@pytest.mark.parametrize(
    "text",
    [
        "Mi correo es ana.benitez@example.org, ¿cuándo es?",
        "escribime a ANA@facultad.example",
        "<ana+tp2@example.co.uk>",
    ],
)
def test_a_mail_address_is_found(text: str) -> None:
    assert PersonalKind.ADDRESS in addresses_and_numbers(text)


@pytest.mark.row("calls-6")
@pytest.mark.parametrize(
    "text",
    [
        "mi DNI es 38.123.456",
        "DNI 12345678Z",
        "legajo 12345/6",
        "soy el alumno 98765",
        "+34 600 12 34 56",
        "(011) 4371-1234",
        "06 12 34 56 78",
        "0049-30-901820",
        "N° étudiant : 21904512",
        "passport X1234567",
        "expediente 92026-10-26",
        "expediente 26/10/20267",
    ],
)
def test_a_number_of_a_telephone_or_a_person_is_found(text: str) -> None:
    assert addresses_and_numbers(text) == {PersonalKind.NUMBER}


@pytest.mark.row("calls-6")
@pytest.mark.parametrize(
    "text",
    [
        "¿Cuándo es el parcial?",
        "El 26/10/2026 de 18:30 a 20:30, aula 14.",
        "2026-10-26 and 5-10-26",
        "curso 2025-2026, curso 2025/26",
        "vale 35 % y 10 puntos de 100",
        "Lab 5, TP2, unidades 1 a 7",
        "a las 9:15, en @clase",
    ],
)
def test_days_times_and_shares_are_none(text: str) -> None:
    assert addresses_and_numbers(text) == set()


@pytest.mark.row("calls-6")
@pytest.mark.parametrize(
    "text",
    [
        "soy ana, ¿cuándo es el parcial?",
        "¿Le puede preguntar a BENITEZ?",
        "sean no puede ir al parcial",
        "Puede ir mi hermano Juan Pérez al parcial?",
        "el parcial de Marta",
    ],
)
def test_who_is_in_the_course_and_who_the_course_does_not_know_may_be_named(text: str) -> None:
    assert may_name_somebody(text, COURSE, PEOPLE)


@pytest.mark.row("calls-6")
@pytest.mark.parametrize(
    "text",
    [
        "¿Cuándo es el parcial de Álgebra?",
        "¿En el parcial entra Gram-Schmidt? ¿Es en el aula Magna?",
        "¿Qué es el TP2? ¿Y el PID?",
        "Cuándo es el parcial",
    ],
)
def test_what_the_course_names_itself_is_nobody(text: str) -> None:
    assert not may_name_somebody(text, COURSE, PEOPLE)


@pytest.mark.row("calls-6")
def test_a_whole_name_is_found_in_any_case_and_a_part_of_one_is_not() -> None:
    assert names_in_full("Delegada: ana BENITEZ.", PEOPLE)
    assert not names_in_full("Profesora: Ana Gómez.", PEOPLE)
    assert not names_in_full("Ana", ["Ana"])
