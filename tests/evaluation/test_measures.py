"""The rows of a run that was made up."""

from dataclasses import replace

from silabo.domain.answers import Caution
from silabo.evaluation.corpus import SourceDocument
from silabo.evaluation.data_set import FAR, SEVERAL, DataSet, EvaluationQuestion
from silabo.evaluation.measures import Judged
from silabo.evaluation.report import as_table, report
from silabo.evaluation.rightness import golds
from silabo.evaluation.runner import Asked, Telling, Told

DOCUMENT = SourceDocument("d", "Syllabus", "en", "The midterm is on 12 March in room 204.")
MIDTERM, ROOM = (("d", 0, 26),), (("d", 30, 38),)
RIGHT, WRONG = "The midterm is on 12 March", "Office hours are on Monday"


def known(name: str, kind: str = "single_factual") -> EvaluationQuestion:
    return EvaluationQuestion(
        name, "en", "?", kind, True, name, answers=("12 March",), evidence=(MIDTERM, ROOM)
    )


def unknown(name: str, kind: str, language: str = "en") -> EvaluationQuestion:
    return EvaluationQuestion(name, language, "?", kind, False)


def asked(
    question: EvaluationQuestion, told: Told, text: str = "", confidence: float = 0.0
) -> Asked:
    texts = (text,) if text else ()
    return Asked(
        question=question,
        told=told,
        quoted=texts if told is Told.ANSWERED else (),
        shown=() if told is Told.ANSWERED else texts,
        is_list=False,
        spans=(("d", 27, 30), ("d", 0, 26)),
        wide=(("d", 0, 38),),
        confidence=confidence,
        processor_s=0.01,
        seconds=0.02,
    )


# Ten answerable questions, seven of them with evidence, and four that nothing answers.
RUN = [
    asked(known("a1"), Told.ANSWERED, RIGHT, 0.9),
    asked(known("a2", "yes_no"), Told.ANSWERED, RIGHT, 0.8),
    asked(known("a3", "yes_no"), Told.ANSWERED, WRONG, 0.7),
    asked(known("a4", "yes_no"), Told.NOT_SURE, RIGHT, 0.4),
    asked(known("a5"), Told.NOT_SURE, WRONG, 0.4),
    asked(known("a6", "yes_no"), Told.NEAREST, RIGHT, 0.3),
    asked(known("a7", "yes_no"), Told.REPLY, "", 1.0),
    *(
        asked(EvaluationQuestion(f"b{n}", "en", "?", "x", True), Told.NOT_STATED, "", 0.2)
        for n in range(3)
    ),
    asked(unknown("n1", "no_answer"), Told.ANSWERED, WRONG, 0.6),
    asked(unknown("n2", "no_answer"), Told.NOT_SURE, WRONG, 0.1),
    asked(unknown("f1", FAR, "es"), Told.NOT_STATED, "", 0.1),
    asked(unknown("f2", FAR, "fr"), Told.REPLY, "", 1.0),
]
GOLD = golds(DataSet("s", (DOCUMENT,), tuple(one.question for one in RUN)))


def rows(run: list[Asked]) -> dict[str, tuple[float, int]]:
    """Each row's mean and how many questions it is about."""
    return {
        row.name: (sum(row.counts.values()) / len(row.counts), len(row.counts))
        for row in Judged(run, GOLD).rows()
    }


def test_what_is_not_sure_is_right_when_one_of_its_passages_is() -> None:
    far = " ".join(["word"] * 80)
    long = replace(RUN[3], shown=(far, RIGHT))
    wrong = replace(RUN[3], shown=(far, WRONG))

    assert Judged([long], GOLD).right == {"a4": True}
    assert Judged([wrong], GOLD).right == {"a4": False}
    assert Judged([replace(long, told=Told.NEAREST)], GOLD).right == {"a4": False}


def test_each_row_is_about_its_own_questions() -> None:
    found = rows(RUN)

    assert found["answered rightly"] == (2 / 7, 7)
    assert found["answered wrongly"] == (1 / 7, 7)
    assert found["right, of what is answered"] == (2 / 3, 3)
    assert found['rightly or among what "not sure" shows'] == (3 / 7, 7)
    assert found["... or among the nearest of a refusal"] == (4 / 7, 7)
    assert found["answerable: answered"] == (0.3, 10)
    assert found["answerable: answered or not sure"] == (0.5, 10)
    assert found["no_answer: told as answered"] == (0.5, 2)
    assert found["no_answer: not sure"] == (0.5, 2)
    assert found["no_answer: declined"] == (0.0, 2)
    assert found["far, es: declined"] == found["far, fr: declined"] == (1.0, 1)
    assert found["single fact: share of its words in the first 60 of the answer"] == (0.5, 2)


def test_the_evidence_is_looked_for_as_found_and_widened() -> None:
    found = rows(RUN)

    # The midterm is the second result, and the room is in none.
    assert found["recall@3, shown at once"] == (0.5, 7)
    assert found["recall@5, as found"] == (0.5, 7)
    assert found["MRR@10, as found"] == (0.5, 7)
    assert found["recall@5, widened to 200 words"] == (1.0, 7)
    assert found["MRR@10, widened to 200 words"] == (1.0, 7)


def test_the_moved_threshold_takes_nine_of_ten_answerable_questions() -> None:
    # The reply is declined whatever its confidence, so all others are taken: at 0.2.
    judged = Judged(RUN, GOLD)
    found = rows(RUN)

    assert judged.threshold == 0.2
    assert found["no_answer: declined, at 90% of the answerable"] == (0.5, 2)
    assert found["far, fr: declined, at 90% of the answerable"] == (1.0, 1)


def test_questions_in_another_language_than_their_evidence_have_rows_of_their_own() -> None:
    run = [replace(one, question=replace(one.question, language="fr")) for one in RUN[:2]] + RUN[2:]
    gold = golds(DataSet("s", (DOCUMENT,), tuple(one.question for one in run)))

    found = {
        row.name: row.counts
        for row in Judged(run, gold).rows()
        if row.name.startswith("asked in another")
    }

    assert found == {
        "asked in another language: answered rightly": {"a1": 1.0, "a2": 1.0},
        "asked in another language: answered wrongly": {"a1": 0.0, "a2": 0.0},
        "asked in another language: recall@5, widened": {"a1": 1.0, "a2": 1.0},
    }
    assert not any("another language" in name for name in rows(RUN))


def test_follow_ups_have_rows_of_their_own() -> None:
    unsure = Telling(Told.NOT_SURE, (), (RIGHT,), is_list=False)
    run = [
        replace(one, question=replace(one.question, kind="follow_up"), alone=unsure)
        for one in RUN
        if one.question.id in {"a1", "a3"}
    ]
    found = rows([*run, *(one for one in RUN if one.question.id not in {"a1", "a3"})])
    alone = "follow-ups, without their thread"

    assert found["follow-ups: answered rightly"] == (0.5, 2)
    assert found["follow-ups: answered wrongly"] == (0.5, 2)
    assert found["follow-ups: rightly or among what is shown"] == (0.5, 2)
    assert found[f"{alone}: answered rightly"] == (0.0, 2)
    assert found[f"{alone}: answered wrongly"] == (0.0, 2)
    assert found[f"{alone}: rightly or among what is shown"] == (1.0, 2)
    assert found["answered rightly"] == (2 / 7, 7)
    assert not any(name.startswith("follow-ups") for name in rows(RUN))


def test_each_level_of_caution_has_its_trade_off() -> None:
    unsure = Telling(Told.NOT_SURE, (), (RIGHT,), is_list=False)
    wrong = Telling(Told.ANSWERED, (WRONG,), (), is_list=False)
    others = {"a1": {Caution.CAREFUL: unsure}, "a5": {Caution.GENEROUS: wrong}}
    others["n2"] = {Caution.GENEROUS: wrong}
    run = [replace(one, others=others.get(one.question.id, {})) for one in RUN]
    found = rows(run)
    names = ("answered rightly", "answered wrongly", "not sure", "... with what answers")
    shares = {
        caution: [round(found[f"{caution}: {name}"][0] * 7) for name in (*names, "declined")]
        for caution in Caution
    }

    assert shares == {
        Caution.CAREFUL: [1, 1, 3, 2, 2],
        Caution.BALANCED: [2, 1, 2, 1, 2],
        Caution.GENEROUS: [2, 2, 1, 1, 2],
    }
    assert [found[f"{each}: unanswerable, told as answered"] for each in Caution] == [
        (0.25, 4),
        (0.25, 4),
        (0.5, 4),
    ]


def test_of_what_is_shown_without_being_sure_one_quotation_may_answer() -> None:
    long = " ".join(["filler"] * 70)
    several = replace(RUN[3], shown=(long, f"{RIGHT} and more", long))
    nearest = replace(several, told=Told.NEAREST)

    assert Judged([several], GOLD).right == {"a4": True}
    assert Judged([nearest], GOLD).right == {"a4": False}


def test_a_row_about_no_question_is_left_out() -> None:
    found = rows([asked(unknown("n1", "no_answer"), Told.NOT_STATED)])

    assert found == {
        "no_answer: told as answered": (0.0, 1),
        "no_answer: not sure": (0.0, 1),
        "no_answer: declined": (1.0, 1),
        "careful: unanswerable, told as answered": (0.0, 1),
        "balanced: unanswerable, told as answered": (0.0, 1),
        "generous: unanswerable, told as answered": (0.0, 1),
    }


def test_two_configurations_stand_side_by_side_with_their_difference() -> None:
    worse = [asked(one.question, Told.NOT_STATED, "", 0.1) for one in RUN]

    found = report("s", {"shipped": Judged(RUN, GOLD), "strict": Judged(worse, GOLD)}, "seed")
    table = as_table(found)

    right = next(line for line in found.lines if line.name == "answered rightly")
    assert right.n == (7, 7)
    assert [each.value for each in right.estimates] == [2 / 7, 0.0]
    assert right.differences[0].value == -2 / 7
    assert right.differences[0].low < -2 / 7 < right.differences[0].high <= 0
    assert table.splitlines()[0].split("  ")[0] == "s, 14 questions of 7 groups"
    assert "strict less shipped" in table
    assert "-0.286 [-" in table


def test_questions_that_are_all_of_one_course_are_drawn_by_themselves() -> None:
    run = [
        asked(replace(known(f"a{n}"), course="d"), Told.ANSWERED, RIGHT if n % 2 else WRONG)
        for n in range(10)
    ]
    gold = golds(DataSet("s", (DOCUMENT,), tuple(one.question for one in run)))

    found = report("s", {"shipped": Judged(run, gold)}, "seed")

    (fact,) = [line.estimates[0] for line in found.lines if line.name.startswith("single fact")]
    assert fact.low < fact.value == 0.5 < fact.high


def test_the_share_that_is_wrong_stands_under_the_share_that_is_right() -> None:
    lines = as_table(report("s", {"shipped": Judged(RUN, GOLD)}, "seed")).splitlines()

    assert lines[1].startswith("answered rightly ")
    assert lines[2].startswith("answered wrongly ")


def test_messages_that_ask_several_questions_have_rows_of_their_own() -> None:
    run = [
        replace(one, question=replace(one.question, kind=SEVERAL))
        for one in RUN
        if one.question.id in {"a1", "a3"}
    ]
    found = rows([*run, *(one for one in RUN if one.question.id not in {"a1", "a3"})])

    assert found["several questions: answered rightly"][1] == 2
    assert not any(name.startswith("several questions") for name in rows(RUN))


def test_each_answer_to_several_questions_has_its_own_eighty_words() -> None:
    long = "word " * 70
    of_one = replace(RUN[0], quoted=(long, long, RIGHT), parts=())
    of_two = replace(RUN[0], quoted=(long, long, RIGHT), parts=(1, 2))
    of_three = replace(RUN[0], quoted=(long, long, RIGHT), parts=(1, 1, 1))
    rest = RUN[1:]

    shares = [rows([each, *rest])["answered rightly"][0] for each in (of_one, of_two, of_three)]

    assert shares[0] < shares[1] == shares[2]
