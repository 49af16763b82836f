"""Tells Spanish, English and French apart by their small words, even in a short question."""

import re
from collections.abc import Iterable

from silabo.language.stop_words import FRAME_WORDS, LANGUAGES, STOP_WORDS
from silabo.language.words import fold, word_set, words

_LONGEST_LOOK = 600  # words; more does not change the vote

# Words of courses that stand alone in short questions, where no small word helps.
_COURSE_WORDS = {
    "es": word_set(
        "nota notas minima maxima examen examenes parcial parciales final fecha fechas entrega"
        " entregas horario horarios consulta consultas aula aulas asistencia faltas trabajo"
        " trabajos practico practicos tarea tareas profesor profesora docente docentes correo"
        " bibliografia libro libros apuntes porcentaje peso aprobar calculadora recuperatorio"
        " recuperacion convocatoria tutorias clase clases grupo grupos calendario feriado feriados"
        " plazo plazos penalizacion retraso temario programa creditos cuatrimestre semestre"
        " evaluacion curso cursos primer primero primera segundo segunda tercer tercero lunes"
        " martes miercoles jueves viernes enero febrero marzo abril mayo junio julio agosto"
        " septiembre octubre noviembre diciembre requisitos materia asignatura laboratorio plagio"
        " ponderacion promocion dia hora"
    ),
    "en": word_set(
        "grade grades exam exams midterm midterms finals quiz quizzes office hours deadline"
        " deadlines due homework assignment assignments late attendance syllabus room lecturer"
        " professor instructor teacher email textbook book books reading readings calculator resit"
        " retake makeup schedule timetable prerequisite prerequisites credits holiday holidays"
        " group work lab labs weight pass passing mark marks score course class classes lecture"
        " lectures first second third monday tuesday wednesday thursday friday january february"
        " march april june july august september october november december week weeks day time"
        " penalty policy extension topic notes"
    ),
    "fr": word_set(
        "note notes minimale examen examens partiel partiels rattrapage devoir devoirs rendu"
        " rendre remise salle salles cours enseignant enseignante professeur professeure courriel"
        " bibliographie livre livres calculatrice calendrier horaire horaires permanence"
        " permanences absence absences presence retard penalite coefficient pourcentage credits"
        " prerequis groupe groupes travaux pratiques seance seances bareme moyenne delai delais"
        " vacances ferie feries semestre plagiat premier deuxieme troisieme lundi mardi mercredi"
        " jeudi vendredi janvier fevrier mars avril mai juin juillet aout septembre octobre"
        " novembre decembre heure jour projet soutenance bureau"
    ),
}
_CUES = {
    "es": re.compile(r"[ñ¿¡]|[áíóú]|ción\b"),
    "en": re.compile(r"\b\w+(?:ing|ght|wh)\b|\b(?:wh|th)\w+|'(?:s|t|ll|re|ve)\b"),
    "fr": re.compile(
        r"[çœèêàùûîôë]|\b(?:qu|l|d|j|n|s|c)['’]|-(?:il|elle|on|vous|je|ce)\b|\w+eaux?\b"
    ),
}


def detect(text: str) -> str:
    """The language of a text: "es", "en" or "fr"; "und" when nothing tells or two are level.

    Small words count one each, words of courses a half, letters that only one of the three uses a
    half each time, and at most three times.
    """
    seen = words(text)[:_LONGEST_LOOK]
    folded = [fold(word) for word in seen]
    sample = " ".join(text.casefold().split(None, _LONGEST_LOOK)[:_LONGEST_LOOK])
    votes = {language: _votes(language, folded, sample) for language in LANGUAGES}
    ranked = sorted(votes, key=lambda language: -votes[language])
    return ranked[0] if votes[ranked[0]] > votes[ranked[1]] else "und"


def _votes(language: str, folded: Iterable[str], sample: str) -> float:
    small = STOP_WORDS[language]
    framing, course = FRAME_WORDS[language], _COURSE_WORDS[language]
    score = 0.0
    for word in folded:
        if word in small or word in framing:
            score += 1.0
        elif word in course:
            score += 0.5
    cues = sum(1 for _ in zip(range(3), _CUES[language].finditer(sample), strict=False))
    return score + 0.5 * cues
