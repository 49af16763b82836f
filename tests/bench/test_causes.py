import pytest

from bench.causes import GoldPassages
from silabo.domain.passages import BlockKind, Passage
from silabo.evaluation.corpus import SourceDocument
from silabo.evaluation.data_set import DataSet, EvaluationQuestion

TEXT = "Classes start on Monday.\n\nThe exam is on 3 May in room 12.\n\nBring a pen."


@pytest.mark.parametrize(
    ("passage", "answers"),
    [
        ("The exam is on 3 May in room 12.", True),
        ("Classes start on Monday.", False),
        ("Bring a pen.", False),
    ],
)
def test_a_passage_answers_that_has_what_is_known_to_answer(passage: str, *, answers: bool) -> None:
    start = TEXT.index("on 3 May")
    question = EvaluationQuestion(
        id="1",
        language="en",
        text="when is the exam",
        kind="single",
        answerable=True,
        course="",
        answers=("3 May",),
        evidence=((("doc", start, start + 8),),),
    )
    data_set = DataSet("small", (SourceDocument("doc", "Syllabus", "en", TEXT),), (question,))
    found = Passage(1, 1, "doc", "doc", "Syllabus", "en", 0, "p1", BlockKind.PARAGRAPH, passage)

    assert GoldPassages(data_set).answer(question, found) is answers
