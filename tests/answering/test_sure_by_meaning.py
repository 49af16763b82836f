"""The gate where passages are found by meaning too: by the cosine of a passage and the question."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from silabo.answering.confidence import Signals, SignalsByMeaning, confidence, signals
from silabo.answering.pipeline import answer
from silabo.answering.reading import Reading
from silabo.answering.taken import find_evidence
from silabo.domain.answers import AnswerKind, Outcome
from silabo.domain.passages import Hit, Passage
from tests.answering.courses import Course, Writing, course_of, query

BOOK = "Tous les gains du livre sont versés à une association."
MONEY = "who gets the money from the book"


@dataclass
class Meant:
    """A course whose passages are as near to each question as is said, beside what words find."""

    course: Course
    near: dict[str, float]  # by text

    def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
        passages = self.course.passages.values()
        found = [Hit(each, self.near[each.text], self.near[each.text]) for each in passages]
        return sorted(found, key=lambda hit: -hit.score)[:limit]

    def following(self, passage: Passage, *, limit: int) -> Sequence[Passage]:
        return self.course.following(passage, limit=limit)

    def ask(self, text: str) -> Outcome:
        return answer(query(text), self)


def meant(folder: Path, language: str, near: dict[str, float]) -> Meant:
    writing = Writing("Programme", language)
    for text in near:
        writing.paragraph(text)
    return Meant(course_of(writing, folder), near)


@pytest.mark.parametrize(
    ("similarity", "kind"),
    [
        (0.96, AnswerKind.EXTRACTIVE),
        (0.86, AnswerKind.CLOSEST),
        (0.76, AnswerKind.DECLINED),
    ],
)
def test_what_shares_few_words_with_the_question_is_told_as_near_as_its_meaning_is(
    tmp_path: Path, similarity: float, kind: AnswerKind
) -> None:
    course = meant(tmp_path, "en", {"All royalties of it go to a charity.": similarity})

    assert course.ask("which charity gets the earnings").kind is kind


def test_in_another_language_no_word_of_the_question_is_asked_for(tmp_path: Path) -> None:
    course = meant(tmp_path, "fr", {BOOK: 0.9, "La salle est au sous-sol.": 0.78})
    outcome = course.ask(MONEY)

    assert outcome.kind is not AnswerKind.DECLINED
    assert outcome.sentences[0].text.startswith(BOOK)


def test_each_way_of_finding_has_signals_of_its_own(tmp_path: Path) -> None:
    course = meant(tmp_path, "fr", {BOOK: 0.9})
    seen = []
    for search in (course, course.course):
        look = find_evidence(query("les gains du livre"), search, Reading())
        seen.append(signals(look.question.expected, look.weighed, look.terms))

    assert [type(each) for each in seen] == [SignalsByMeaning, Signals]


def test_what_lacks_the_date_that_is_asked_for_is_not_told_however_near_it_is(
    tmp_path: Path,
) -> None:
    course = meant(tmp_path, "en", {"The project talk is in the big hall.": 0.97})
    look = find_evidence(query("When is the project talk?"), course, Reading())

    assert course.ask("When is the project talk?").kind is AnswerKind.CLOSEST
    assert confidence(look.question.expected, look.weighed, look.terms) < 0.5


def test_another_number_is_no_length_of_time_however_near_it_is(tmp_path: Path) -> None:
    course = meant(tmp_path, "es", {"El primer parcial abarca las unidades 1 a 4.": 0.93})

    assert course.ask("¿Cuánto dura el primer parcial?").kind is AnswerKind.CLOSEST


@pytest.mark.parametrize(
    ("language", "asked", "said", "told"),
    [
        ("en", "email", "Write to ling@uni.example.", True),
        ("es", "mail de la jefa", "La jefa de cátedra es Ana Paz, paz@uni.example.", True),
        ("fr", "mail du professeur", "Professeur : A. Mercier, mercier@univ.example.", True),
        # Words alone would not tell these either: half of what is asked for is not said.
        ("en", "email of the dean", "Write to ling@uni.example.", False),
        ("es", "mail de la decana", "La jefa de cátedra es Ana Paz, paz@uni.example.", False),
        ("fr", "adresse du gymnase", "Professeur : A. Mercier, poste 44 10.", False),
    ],
)
def test_what_words_tell_is_told_with_a_model_too_however_little_it_is_near(
    tmp_path: Path, language: str, asked: str, said: str, *, told: bool
) -> None:
    near = {said: 0.82, "A B C.": 0.81, "D E F.": 0.8}
    course = meant(tmp_path, language, near)
    by_words = course.course.ask(asked).kind

    assert (answer(query(asked), course).kind is AnswerKind.EXTRACTIVE) is told
    assert (by_words is AnswerKind.EXTRACTIVE) is told


@pytest.mark.parametrize(
    ("language", "asked", "said", "told"),
    [
        ("en", "how many credits is it worth", "The midterm is worth 60 % of the mark.", False),
        ("es", "cuántos créditos vale", "El parcial vale el 60 % de la nota.", False),
        ("fr", "combien de crédits vaut le cours", "Le partiel vaut 60 % de la note.", False),
        ("en", "how many credits is it worth", "It is worth 6 ECTS.", True),
        ("es", "cuántos créditos vale", "La asignatura vale 6 créditos.", True),
        ("fr", "combien de crédits vaut le cours", "Le cours vaut six crédits.", True),
        ("en", "how many credits is it worth", "La asignatura vale 6 créditos.", True),
    ],
)
def test_credits_are_not_told_by_a_share_however_near_it_is(
    tmp_path: Path, language: str, asked: str, said: str, *, told: bool
) -> None:
    spoken = "es" if "créditos" in said else language
    course = meant(tmp_path, spoken, {said: 0.94, "A B C.": 0.8, "D E F.": 0.79})

    assert (course.ask(asked).kind is AnswerKind.EXTRACTIVE) is told
