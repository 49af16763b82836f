"""When what is quoted is right: a table of cases."""

import pytest

from silabo.evaluation.corpus import SourceDocument
from silabo.evaluation.data_set import SEVERAL, DataSet, EvaluationQuestion
from silabo.evaluation.rightness import (
    Gold,
    content_words,
    golds,
    is_long,
    is_right,
    share_in_short,
)

EVIDENCE = "Midterm exam: Thursday, 12 March, room 204, closed book"
LONG = "word " * 81  # one more than a quotation may have


def gold(evidence: str = "", answer: str = "", language: str = "en") -> Gold:
    """What is known of a question, as a set says it."""
    question = EvaluationQuestion(
        "q",
        language,
        "?",
        "extractive",
        answerable=True,
        answers=(answer,) if answer else (),
        evidence=((("d", 0, len(evidence)),),) if evidence else (),
    )
    document = SourceDocument("d", "Syllabus", language, evidence)
    return golds(DataSet("s", (document,), (question,)))["q"]


KNOWN = gold(EVIDENCE)


@pytest.mark.parametrize(
    ("why", "quoted", "known", "is_list", "right"),
    [
        ("word for word", [EVIDENCE], KNOWN, False, True),
        ("6 of 9 words", ["The midterm exam is on 12 March in room 204"], KNOWN, False, True),
        ("5 of 9 words", ["The midterm exam is on 12 March in 204"], KNOWN, False, False),
        (
            "3 of 5 words",
            ["Labs, quizzes, homework"],
            gold("homework labs essay quizzes exam"),
            False,
            True,
        ),
        (
            "capitals and accents",
            ["EXÁMEN FINAL EN JUNIO"],
            gold("examen final, junio"),
            False,
            True,
        ),
        ("of the answer", ["It counts 30 %"], gold(EVIDENCE, "30%"), False, True),
        ("neither", ["It counts 40 %"], gold(EVIDENCE, "30%"), False, False),
        (
            "over two quotations",
            ["Midterm exam: Thursday", "12 March, room 204"],
            KNOWN,
            False,
            True,
        ),
        ("another form of a word", ["The exams"], gold("exam"), False, False),
        ("nothing quoted", [], gold(EVIDENCE, "30%"), False, False),
        ("more than 80 words", [f"{EVIDENCE} {LONG}"], KNOWN, False, False),
        ("a list of more than 80 words", [EVIDENCE, LONG], KNOWN, True, True),
        ("another list of more than 80 words", [LONG], KNOWN, True, False),
        ("yes is in the evidence alone", [EVIDENCE], gold(EVIDENCE, "Yes"), False, True),
        ("yes is no answer by itself", ["Yes, of course"], gold(EVIDENCE, "Yes"), False, False),
        ("no is no answer by itself", ["There is no exam"], gold(EVIDENCE, "No."), False, False),
        (
            "yes with its reason",
            ["You may bring a calculator"],
            gold("", "Yes, a calculator"),
            False,
            True,
        ),
        ("sí", ["si no se entrega"], gold("", "Sí", "es"), False, False),
        ("oui", ["oui ou non"], gold("", "Oui", "fr"), False, False),
        ("nothing known", ["Anything"], gold(), False, False),
    ],
)
def test_a_quotation_is_right_by_the_words_of_what_is_known(
    why: str, quoted: list[str], known: Gold, is_list: bool, right: bool
) -> None:
    assert is_right(quoted, known, is_list=is_list) is right, why


def test_one_place_of_the_evidence_is_enough() -> None:
    question = EvaluationQuestion(
        "q", "en", "?", "x", True, evidence=((("d", 0, 4), ("e", 0, 5)), (("d", 5, 9),))
    )
    documents = (
        SourceDocument("d", "D", "en", "july exam"),
        SourceDocument("e", "E", "en", "march"),
    )
    known = golds(DataSet("s", documents, (question,)))["q"]

    assert [is_right([text], known) for text in ("July", "March", "exam", "May")] == [
        True,
        True,
        True,
        False,
    ]


PASSAGE = "The second midterm is on 12 June in the main hall. It takes two hours, without notes."


@pytest.mark.parametrize(
    ("why", "quoted", "right"),
    [
        ("a sentence of it", ["The second midterm is on 12 June"], True),
        ("it among others", ["The first one is in May", PASSAGE], True),
        ("another sentence", ["The first midterm is on 3 May in room 4, with notes"], False),
        ("small words that stand in it too", ["It is in the, without on"], False),
        ("nothing", [], False),
    ],
)
def test_a_part_of_a_whole_passage_is_right(why: str, quoted: list[str], right: bool) -> None:
    words = content_words(PASSAGE, "en")

    assert is_right(quoted, Gold((words,), (), whole_passages=True)) is right, why
    assert not is_right(["The second midterm is on 12 June"], Gold((words,), ()))


def test_the_words_of_evidence_are_those_of_its_document_in_its_language() -> None:
    question = EvaluationQuestion("q", "es", "?", "x", True, evidence=((("d", 0, 13),),))
    document = SourceDocument("d", "D", "en", "son as a word")

    # "son" says nothing in Spanish, and something in English.
    assert Gold.of(question, {"d": document}).evidence == (frozenset({"son", "word"}),)


def test_content_words_are_folded_and_are_no_stop_words() -> None:
    assert content_words("La Evaluación 2 de ÁLGEBRA", "es") == {"evaluacion", "2", "algebra"}


def test_eighty_words_are_not_too_many() -> None:
    assert not is_long(["word " * 40, "word " * 40])
    assert is_long(["word " * 40, "word " * 41])


def test_a_single_fact_has_to_stand_in_the_first_sixty_words() -> None:
    known = gold(EVIDENCE, "12 March")
    filling = "word " * 59

    assert share_in_short(["On 12 March"], known) == 1.0
    assert share_in_short([f"{filling} 12 March"], known) == 0.5
    assert share_in_short([f"{filling} word 12 March"], known) == 0.0
    assert share_in_short([], known) == 0.0


FIRST, SECOND = (
    "Midterm exam: Thursday, 12 March, room 204",
    "Calculators are allowed in both exams",
)
NOTHING = "Homework is due on Fridays before noon"


def several(*pieces: str, kind: str = SEVERAL) -> Gold:
    """What is known of a message that asks for each of these."""
    text = "\n".join(pieces)
    spans = tuple((("d", text.index(piece), text.index(piece) + len(piece)),) for piece in pieces)
    question = EvaluationQuestion(
        "q", "en", "?", kind, answerable=True, evidence=spans, whole_passages=True
    )
    document = SourceDocument("d", "Syllabus", "en", text)
    return golds(DataSet("s", (document,), (question,)))["q"]


@pytest.mark.parametrize(
    ("quoted", "right"),
    [
        ([FIRST, SECOND], True),
        ([SECOND, NOTHING, FIRST], True),
        ([FIRST], False),
        ([SECOND], False),
        ([NOTHING], False),
        ([FIRST, SECOND, LONG], True),
        ([FIRST, SECOND, LONG, LONG], False),
    ],
)
def test_of_several_questions_each_has_to_be_answered(quoted: list[str], right: bool) -> None:
    assert is_right(quoted, several(FIRST, SECOND)) is right


def test_two_questions_with_one_answer_are_right_by_it() -> None:
    assert is_right([FIRST], several(FIRST, FIRST))


def test_pieces_of_one_question_need_not_all_be_quoted() -> None:
    assert is_right([FIRST], several(FIRST, SECOND, kind="list"))
