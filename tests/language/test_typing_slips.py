from collections.abc import Collection
from itertools import pairwise

import pytest

from silabo.language.typing_slips import apart, is_far, meant
from silabo.language.words import words as known

_WORDS = {"calculadora", "calculator", "midterm", "pointer", "calculatrice", "marking", "nota"}


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("calculadroa", "calculadora"),
        ("calculater", "calculator"),
        ("midtem", "midterm"),
        ("midterrm", "midterm"),
        ("calculatrce", "calculatrice"),
        ("calculadira", "calculadora"),
    ],
)
def test_one_slip_is_read_as_the_word_that_was_meant(typed: str, word: str) -> None:
    assert meant(typed, _WORDS) == word


@pytest.mark.parametrize("word", ["printer", "parking", "note", "midterm", "calcuro", "c++", ""])
def test_another_word_is_not_taken_for_a_slip(word: str) -> None:
    assert meant(word, _WORDS) == ""


def test_of_two_words_as_near_the_first_is_taken() -> None:
    assert meant("parto", ["parte", "parta"]) == "parta"


_SPANISH = known(
    "habilitado necesito asistencia calculadora llave recuperatorio recuperatorios aprobar"
    " comentarios hexadecimal vectores geometría inscripción excepciones quincena guitarra"
    " bibliografía horario examen proyección obligatorio"
)
_ENGLISH = known(
    "attendance recommended syllabus accommodation receive schedule definition important"
    " conditional matching ours pointer rhythm questionnaire"
)
_FRENCH = known(
    "professeur examiner différence chapitre bureau théorème rattrapage connaissances"
    " inscriptions dictionnaire occurrence cours orthographe"
)


@pytest.mark.parametrize(
    ("typed", "language", "words", "word"),
    [
        ("avilitado", "es", _SPANISH, "habilitado"),
        ("nesesito", "es", _SPANISH, "necesito"),
        ("asistensia", "es", _SPANISH, "asistencia"),
        ("kalkuladora", "es", _SPANISH, "calculadora"),
        ("llabe", "es", _SPANISH, "llave"),
        ("yaves", "es", {"llaves", "llave"}, "llaves"),
        ("aprovar", "es", _SPANISH, "aprobar"),
        ("hecsadecimal", "es", _SPANISH, "hexadecimal"),
        ("bectores", "es", _SPANISH, "vectores"),
        ("jeometria", "es", _SPANISH, "geometría"),
        ("inscripsion", "es", _SPANISH, "inscripción"),
        ("esepciones", "es", _SPANISH, "excepciones"),
        ("kinsena", "es", _SPANISH, "quincena"),
        ("orario", "es", _SPANISH, "horario"),
        ("ovligatorio", "es", _SPANISH, "obligatorio"),
        ("ecuperatorio", "es", {"recuperatorio"}, "recuperatorio"),
        ("recupera", "es", {"recuperatorio", "recuperatorios"}, "recuperatorio"),
        ("vibliografia", "es", _SPANISH, "bibliografía"),
        ("attendence", "en", _ENGLISH, "attendance"),
        ("recomended", "en", _ENGLISH, "recommended"),
        ("sillabus", "en", _ENGLISH, "syllabus"),
        ("acomodation", "en", _ENGLISH, "accommodation"),
        ("recieve", "en", _ENGLISH, "receive"),
        ("shedule", "en", _ENGLISH, "schedule"),
        ("rythm", "en", _ENGLISH, "rhythm"),
        ("questionaire", "en", _ENGLISH, "questionnaire"),
        ("profeseur", "fr", _FRENCH, "professeur"),
        ("examinez", "fr", _FRENCH, "examiner"),
        ("burau", "fr", _FRENCH, "bureau"),
        ("teoreme", "fr", _FRENCH, "théorème"),
        ("ratrapage", "fr", _FRENCH, "rattrapage"),
        ("conaissance", "fr", _FRENCH, "connaissances"),
        ("dictionaire", "fr", _FRENCH, "dictionnaire"),
        ("ocurence", "fr", _FRENCH, "occurrence"),
        ("ortografe", "fr", _FRENCH, "orthographe"),
        ("rattrap", "fr", _FRENCH, "rattrapage"),
    ],
)
def test_a_word_written_by_ear_or_cut_short_is_the_one_of_the_course(
    typed: str, language: str, words: Collection[str], word: str
) -> None:
    assert meant(typed, words, language) == word


@pytest.mark.parametrize(
    ("typed", "language", "words"),
    [
        # another word of the language that sounds otherwise
        ("plata", "es", {"plataforma"}),
        ("signo", "es", {"significa"}),
        ("mates", "es", {"materiales"}),
        ("chapa", "es", {"capas"}),
        ("short", "en", {"sorts"}),
        ("theme", "en", {"temes"}),
        ("hours", "en", {"ours"}),
        ("vest", "en", {"best"}),
        ("voting", "en", {"boating"}),
        ("import", "en", {"important", "importance"}),
        ("condition", "en", {"conditioning"}),
        ("printer", "en", {"pointer"}),
        ("parking", "en", {"marking"}),
        ("court", "fr", {"cours"}),
        ("mentions", "fr", {"dimensions"}),
        ("parking", "fr", {"marking"}),
        # several words are as near
        ("composi", "es", {"composición", "compositor"}),
        ("autovec", "fr", {"autovecteur", "autovectoriel"}),
        # too short, or no word
        ("tsa", "es", {"tasa"}),
        ("c++", "en", {"c"}),
        ("", "es", {"nota"}),
    ],
)
def test_what_may_be_another_word_or_several_is_left_alone(
    typed: str, language: str, words: Collection[str]
) -> None:
    assert meant(typed, words, language) == ""


def test_a_word_by_ear_is_far_and_one_slip_is_not() -> None:
    assert is_far("cuando se avilita", "cuando se habilitado")
    assert not is_far("first occurence of it", "first occurrence of it")
    assert not is_far("hilo (thread)", "hilo")


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("fieldtrip", "The field trip leaves at 7:15.", "field trip"),
        ("FINALEXAM", "the final exam", "final exam"),
        ("aulamagna", "en el aula magna", "aula magna"),
        ("rattrapagefinal", "le rattrapage final", "rattrapage final"),
        ("fieldtrip", "The trip to the field.", ""),
        ("iscold", "it is cold", ""),
        ("fielding", "field work and testing", ""),
        ("c++lang", "c++ lang", ""),
    ],
)
def test_two_words_that_are_written_as_one_are_those_of_a_text(
    written: str, text: str, expected: str
) -> None:
    assert apart(written, pairwise(known(text))) == expected


def test_words_that_were_only_parted_are_not_far_from_those_written() -> None:
    assert not is_far("when is the fieldtrip", "when is the field trip")
