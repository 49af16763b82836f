"""What one text does not say any more that another one said: another fact, not other words."""

import pytest

from silabo.language.changed_facts import changed_facts


@pytest.mark.parametrize(
    ("language", "before", "after", "was", "now"),
    [
        ("es", "El parcial es el 3 de mayo.", "Es el 10 de mayo.", ("3 de mayo",), ("10 de mayo",)),
        ("es", "Vale el 35 %.", "Vale el 40 %.", ("35 %",), ("40 %",)),
        ("es", "A las 14:00 en el aula 4.", "A las 16:00 en el aula 4.", ("14:00",), ("16:00",)),
        ("es", "La da la profesora Ana Ruiz.", "La da Luis Paz.", ("Ana", "Ruiz"), ("Luis", "Paz")),
        ("es", "El parcial es el 3 de mayo.", "", ("3 de mayo",), ()),
        ("en", "The midterm is on 3 May.", "The midterm is on 10 May.", ("3 May",), ("10 May",)),
        ("en", "It counts 25 % of the mark.", "It counts 30 %.", ("25 %",), ("30 %",)),
        ("fr", "Le partiel a lieu le 3 mai.", "Il a lieu le 10 mai.", ("3 mai",), ("10 mai",)),
        ("fr", "Salle 12, à 14 h.", "Salle 15, à 14 h.", ("Salle 12",), ("Salle 15",)),
    ],
)
def test_another_fact_is_named_with_what_it_was(
    language: str, before: str, after: str, was: tuple[str, ...], now: tuple[str, ...]
) -> None:
    found = changed_facts(before, after, language)

    assert tuple(map(str.casefold, found[0])) == tuple(map(str.casefold, was))
    assert tuple(map(str.casefold, found[1])) == tuple(map(str.casefold, now))


@pytest.mark.parametrize(
    ("language", "before", "after", "was", "now"),
    [
        ("es", "Vale 60 puntos.", "Vale 70 (?) puntos.", "60", "70 (?)"),
        ("en", "The midterm is on May 3 (?).", "It is on May 10.", "May 3 (?)", "May 10"),
        ("fr", "Salle 12.", "Salle 15 (?), à 14 h.", "Salle 12", "Salle 15 (?)"),
    ],
)
def test_a_number_that_was_not_read_for_sure_is_named_with_that_remark(
    language: str, before: str, after: str, was: str, now: str
) -> None:
    (told,), (instead, *_) = changed_facts(before, after, language)

    assert (told, instead) == (was, now)


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("es", "El parcial es el 3 de mayo.", "Parcial: 3/5."),
        ("es", "El segundo parcial es el 3 de mayo.", "3 de mayo: segundo parcial, aula 4."),
        ("es", "Hay que entregar los trabajos.", "Se deben entregar los trabajos."),
        ("en", "The midterm is on 3 May at 6 pm.", "Midterm: May 3, 18:00."),
        ("fr", "Le partiel a lieu le 3 mai.", "Partiel : 3 mai, en salle 4."),
    ],
)
def test_other_words_and_more_facts_are_no_other_fact(
    language: str, before: str, after: str
) -> None:
    assert changed_facts(before, after, language)[0] == ()
