"""A heading that names what is asked for counts for the sentences under it."""

from pathlib import Path

import pytest

from silabo.answering.kinds import worth_of_location
from silabo.answering.reading import Reading, units_of
from silabo.answering.terms import terms_of
from silabo.answering.weights import SCORING
from silabo.language.expected import Expected, Holding
from silabo.language.questions import read_question
from tests.answering.courses import Writing, course_of


@pytest.mark.parametrize(
    ("question", "worth"),
    [("Attendance?", SCORING.named_alone), ("Attendance and homework?", SCORING.named)],
)
def test_a_sentence_under_the_heading_that_was_asked_for_is_worth_more(
    tmp_path: Path, question: str, worth: float
) -> None:
    writing = Writing("Syllabus", "en").heading("Attendance")
    writing.paragraph("Attendance is taken in each lab.").heading("Grading")
    writing.paragraph("Attendance counts little.")
    course = course_of(writing, tmp_path)
    terms = terms_of(read_question(question, "en"))
    units = units_of(course("attendance", limit=5), terms, Reading())

    def worths(kind: Holding) -> set[tuple[bool, float]]:
        located = (worth_of_location(Expected.ANY, unit, kind, terms) for unit in units)
        return set(zip((unit.named for unit in units), located, strict=True))

    assert worths(Holding.OPEN) == worths(Holding.HELD) == {(True, worth), (False, 0.0)}
    assert worths(Holding.LACKING) == {(True, 0.0), (False, 0.0)}
