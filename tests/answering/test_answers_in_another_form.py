"""What answers a question without the form that is expected, and what only looks so."""

from pathlib import Path

import pytest

from silabo.domain.answers import AnswerKind
from tests.answering.courses import Course, Writing, course_of, quoted

COURSES = {
    "en": [
        ("Experiments", "Experiments finish at 18:30."),
        ("Books", "Books can be borrowed for two weeks."),
        ("Reports", "Reports are published when the board has met."),
        ("Reports", "When the results are wrong, write to the office."),
        ("Lockers", "Lockers are opened if the key is lost."),
        ("Plan", "The poster is due by 9 May at midnight."),
        ("People", "April supervises the workshop."),
        ("Fees", "Students other than first-years pay a deposit."),
        ("Certificates", "Write to the desk (desk@uni.example) about certificates."),
        ("Seminar", "In room 5 the seminar is taught."),
        ("Museum", "The museum opens its doors to everybody."),
        ("Marking", "Usually the sketches are marked within two weeks."),
        ("Gallery", "Yesterday the gallery was painted."),
        ("Choir", "Monday the choir is conducted."),
        ("Shuttle", "Please drive the shuttle slowly."),
        ("Garden", "Emily waters the garden."),
    ],
    "es": [
        ("Prácticas", "Las prácticas terminan a las 18:30."),
        ("Libros", "Los libros se prestan por dos semanas."),
        ("Actas", "Las actas se publican cuando se reúne la junta."),
        ("Actas", "Cuando los puntajes están mal, escriba a la oficina."),
        ("Aranceles", "Los becarios no pagan arancel."),
        ("Certificados", "Escriba a la secretaría (sec@uni.example) por certificados."),
        ("Seminario", "En el aula 5 se dicta el seminario."),
        ("Museo", "El museo abre sus puertas a todos."),
        ("Corrección", "Normalmente se corrigen los informes en dos semanas."),
        ("Biblioteca", "Mañana se inaugura la biblioteca."),
        ("Microscopio", "Nunca se presta el microscopio."),
        ("Jardín", "Clemente riega el jardín."),
    ],
    "fr": [
        ("Expériences", "Les expériences se terminent à 18 h 30."),
        ("Livres", "Les livres sont prêtés pour deux semaines."),
        ("Procès-verbaux", "Les procès-verbaux sont publiés quand le jury s'est réuni."),
        ("Procès-verbaux", "Quand les points sont faux, écrivez au bureau."),
        ("Droits", "Les boursiers versent une caution."),
        ("Attestations", "Écrivez au secrétariat (sec@univ.example) pour les attestations."),
        ("Séminaire", "En salle 5 le séminaire est donné."),
        ("Musée", "Le musée ouvre ses portes à tous."),
        ("Correction", "Généralement, les affiches sont corrigées en deux semaines."),
        ("Galerie", "Demain la galerie est repeinte."),
        ("Jardin", "Clément arrose le jardin."),
    ],
}
TOLD = {
    "en": [
        ("When do experiments finish?", "18:30"),
        ("When are reports published?", "when the board has met"),
        ("What is due on 9 May?", "The poster"),
        ("Who supervises the workshop?", "April"),
        ("Who pays a deposit?", "other than first-years"),
        ("Who waters the garden?", "Emily"),
        ("Who do I write to about certificates?", "desk@uni.example"),
    ],
    "es": [
        ("¿Cuándo terminan las prácticas?", "18:30"),
        ("¿Cuándo se publican las actas?", "se reúne la junta"),
        ("¿Quiénes no pagan arancel?", "Los becarios"),
        ("¿Quién riega el jardín?", "Clemente"),
        ("¿A quién escribo por certificados?", "sec@uni.example"),
    ],
    "fr": [
        ("Quand se terminent les expériences ?", "18 h 30"),
        ("Quand sont publiés les procès-verbaux ?", "quand le jury"),
        ("Qui verse une caution ?", "Les boursiers"),
        ("Qui arrose le jardin ?", "Clément"),
        ("À qui écrire pour les attestations ?", "sec@univ.example"),
    ],
}
# The condition comes first and is another thing's; where or when it is, and not who; nothing tells
# when.
NOT_TOLD = {
    "en": [
        "When are the results wrong?",
        "When can books be borrowed?",
        "When are lockers opened?",
        "Who teaches the seminar?",
        "When does the museum open its doors?",
        "Who reports to the board?",
        "Who marks the sketches?",
        "Who painted the gallery?",
        "Who conducts the choir?",
        "Who drives the shuttle?",
    ],
    "es": [
        "¿Cuándo están mal los puntajes?",
        "¿Cuándo se prestan los libros?",
        "¿Quién dicta el seminario?",
        "¿Cuándo abre el museo sus puertas?",
        "¿Quién corrige los informes?",
        "¿Quién inaugura la biblioteca?",
        "¿Quién presta el microscopio?",
    ],
    "fr": [
        "Quand les points sont-ils faux ?",
        "Quand les livres sont-ils prêtés ?",
        "Qui donne le séminaire ?",
        "Quand le musée ouvre-t-il ses portes ?",
        "Qui corrige les affiches ?",
        "Qui repeint la galerie ?",
    ],
}


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Course]:
    return {each: _course(tmp_path_factory.mktemp("index"), each) for each in COURSES}


@pytest.mark.parametrize(
    ("language", "asked", "answer"), [(each, *case) for each in TOLD for case in TOLD[each]]
)
def test_a_sentence_that_says_the_whole_question_answers_it_in_its_own_form(
    taught: dict[str, Course], language: str, asked: str, answer: str
) -> None:
    outcome = taught[language].ask(asked)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert answer in quoted(outcome)


@pytest.mark.parametrize(
    ("language", "asked"), [(each, asked) for each in NOT_TOLD for asked in NOT_TOLD[each]]
)
def test_what_only_has_the_words_of_a_question_does_not_answer_it(
    taught: dict[str, Course], language: str, asked: str
) -> None:
    assert taught[language].ask(asked).kind is not AnswerKind.EXTRACTIVE


def _course(folder: Path, language: str) -> Course:
    writing = Writing("Guide", language)
    for heading, text in COURSES[language]:
        writing.heading(heading)
        writing.paragraph(text)
    return course_of(writing, folder)
