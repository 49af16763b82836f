"""Amounts in words, and what looks like one and is none."""

import pytest

from silabo.language.numerals import in_figures


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        ("en", "at most twenty-eight students", "at most 28 students"),
        ("en", "at half past seven", "at 7:30"),
        ("en", "two and a half hours", "2.5 hours"),
        ("en", "at five in the afternoon", "at 17:00"),
        ("en", "for a week", "for 1 week"),
        ("en", "5 euros a week", "5 euros a week"),
        ("en", "one sheet", "1 sheet"),
        ("en", "no one", "no one"),
        ("en", "each one counts", "each one counts"),
        ("en", "any one may do", "any one may do"),
        ("en", "every one counts", "every one counts"),
        ("en", "the one that counts", "the one that counts"),
        ("en", "from one ward to another", "from one ward to another"),
        ("en", "one of them", "one of them"),
        ("es", "setenta y cinco minutos", "75 minutos"),
        ("es", "a las siete y media", "a las 7:30"),
        ("es", "dos y media horas", "dos y media horas"),
        ("es", "a las 7 de la tarde", "a las 19:00"),
        ("es", "por una semana", "por 1 semana"),
        ("es", "la mitad de la nota", "50 % de la nota"),
        ("fr", "soixante-quinze minutes", "75 minutes"),
        ("fr", "le premier octobre", "le 1er octobre"),
        ("fr", "à 18 heures", "à 18 h"),
        ("fr", "à 18 heures 30", "à 18 heures 30"),
        ("fr", "un quart de la note", "25 % de la note"),
        ("fr", "un quart d'heure", "15 minutes"),
        ("en", "at a quarter to nine in the evening", "at 20:45"),
        ("en", "ten minutes before one", "12:50"),
        ("en", "from ten to four", "from 10 to 4"),
        ("en", "a quarter before each exam", "a quarter before each exam"),
        ("en", "five minutes before class", "5 minutes before class"),
        ("en", "seven o'clock in the morning", "7:00"),
        ("es", "a las nueve menos cuarto de la noche", "a las 20:45"),
        ("es", "a la una menos diez", "a la 12:50"),
        ("es", "a las 7 h 30 de la tarde", "a las 19:30"),
        ("es", "las dos menos difíciles", "las dos menos difíciles"),
        ("es", "8 menos 5", "8 menos 5"),
        ("fr", "à deux heures de l'après-midi", "à 14:00"),
        ("fr", "à dix heures du soir", "à 22:00"),
        ("fr", "à quatre heures et quart de l'après-midi", "à 16:15"),
        ("fr", "à huit heures moins le quart", "à 7:45"),
        ("fr", "deux heures de moins", "deux heures de moins"),
        ("fr", "dix heures du cours", "10 heures du cours"),
        ("en", "on 3 July 2026 in the morning", "on 3 July 2026 in the morning"),
        ("en", "in room 204 in the afternoon", "in room 204 in the afternoon"),
        ("en", "at 8.30 in the evening", "at 20:30"),
        ("es", "el 3 de julio de 2026 de la tarde", "el 3 de julio de 2026 de la tarde"),
        ("fr", "salle 204 du matin", "salle 204 du matin"),
        ("fr", "à 8h30 du soir", "à 20:30"),
        ("es", "cierra a las 12 de la noche", "cierra a las 0:00"),
        ("es", "a las doce y media de la noche", "a las 0:30"),
        ("es", "a las 12 de la tarde", "a las 12:00"),
        ("en", "closes at 12 at night", "closes at 0:00"),
        ("fr", "à 12 h du soir", "à 0:00"),
        ("en", "groups of 30 in the afternoon", "groups of 30 in the afternoon"),
        ("und", "twenty-eight", "twenty-eight"),
    ],
)
def test_amounts_are_written_in_figures(language: str, text: str, figures: str) -> None:
    assert " ".join(in_figures(text, language).split()) == figures


def test_both_is_two_where_a_source_says_it() -> None:
    assert in_figures("in both exams", "en", both=True) == "in 2 exams"
    assert in_figures("in both exams", "en") == "in both exams"
