from pathlib import Path

import pytest

from silabo.answering.pipeline import first_passages
from silabo.answering.retrieval import add, fuse, retrieve
from silabo.answering.terms import terms_of
from silabo.domain.passages import Hit
from silabo.language.questions import read_question
from tests.answering.courses import Course, Writing, course_of, query


def test_the_passage_of_the_answer_comes_first(courses: dict[str, Course]) -> None:
    course = courses["es"]
    question = query("¿Cuándo es el segundo parcial?")

    hits = first_passages(question, course)

    assert len(hits) == 3
    assert hits[0].passage.id == course.ask(question.text).citations[0].passage_id


def test_passages_are_shown_even_where_nothing_answers(courses: dict[str, Course]) -> None:
    assert first_passages(query("¿Cuándo es el final?"), courses["es"])


def test_nearly_equal_passages_are_shown_once(tmp_path: Path) -> None:
    writing = Writing("Programa", "es")
    for _ in range(4):
        writing.paragraph("El examen final es el 3 de julio en el aula 4.")
    writing.paragraph("El examen final es el 9 de julio en el aula 4.")
    course = course_of(writing, tmp_path)

    texts = [hit.passage.text for hit in first_passages(query("examen final"), course)]

    assert len(texts) == len(set(texts)) == 2


def test_small_talk_has_no_passages(courses: dict[str, Course]) -> None:
    assert first_passages(query("hola"), courses["es"]) == []


def test_no_more_passages_are_shown_than_were_asked_for(courses: dict[str, Course]) -> None:
    assert len(first_passages(query("parcial"), courses["es"], limit=1)) == 1


def test_rankings_fuse_by_rank_and_weight(courses: dict[str, Course]) -> None:
    a, b, c = (Hit(courses["es"].passages[number], 0.0) for number in (1, 2, 3))

    fused = fuse([(1.0, [a, b]), (0.5, [b, c])])

    assert [hit.passage.id for hit in fused] == [2, 1, 3]
    assert [hit.score for hit in fused] == pytest.approx([1 / 62 + 0.5 / 61, 1 / 61, 0.5 / 62])


def test_what_the_question_says_itself_counts_more_than_related_words(
    courses: dict[str, Course],
) -> None:
    first, both, wider = (Hit(courses["es"].passages[number], 0.0) for number in (1, 2, 3))
    asked = terms_of(read_question("¿Cuándo es el parcial?", "es"))
    found = {True: [first, both], False: [wider, both]}
    searches = []

    def search(words: str, *, limit: int, question: str) -> list[Hit]:
        searches.append((words, limit))
        return found[len(searches) == 1]

    ranked = retrieve("¿Cuándo es el parcial?", asked, search)

    (own, depth), (related, same) = searches
    assert own == "parcial"
    assert set(related.split()) > {"parcial"}
    assert depth == same > 10
    # Found by both before what one finds first, and of those the question's own words first.
    assert [hit.passage.id for hit in ranked] == [2, 1, 3]


def test_related_words_alone_do_not_overtake_the_questions_own(courses: dict[str, Course]) -> None:
    first, second, wider = (Hit(courses["es"].passages[number], 0.0) for number in (1, 2, 3))
    answers = iter([[first, second], [wider]])

    ranked = retrieve(
        "¿Cuándo es el parcial?",
        terms_of(read_question("¿Cuándo es el parcial?", "es")),
        lambda words, *, limit, question: next(answers),
    )

    assert [hit.passage.id for hit in ranked] == [1, 2, 3]


def test_where_meaning_was_searched_the_scores_are_added_and_not_the_ranks(
    courses: dict[str, Course],
) -> None:
    a, b, c = (courses["es"].passages[number] for number in (1, 2, 3))
    ours = [Hit(a, 0.9, 0.9), Hit(b, 0.3, 0.8)]
    related = [Hit(c, 1.0, 0.9), Hit(b, 0.9, 0.8)]

    added = add([(1.0, ours), (0.6, related)])

    assert [hit.passage.id for hit in added] == [1, 2, 3]
    assert added[1].score == pytest.approx((0.3 + 0.6 * 0.9) / 1.6)
    assert added[1].similarity == 0.8


@pytest.mark.row("meaning-6")
def test_a_passage_in_another_language_that_means_the_same_is_among_those_shown(
    tmp_path: Path,
) -> None:
    writing = Writing("Programa", "es")
    for number in range(1, 6):
        writing.paragraph(f"Semana {number}: capítulo {number} del apunte.")
    writing.paragraph("Late homework loses ten points a day.")
    course = course_of(writing, tmp_path)
    late = next(each for each in course.passages.values() if each.text.startswith("Late"))

    class Meaning(Course):
        def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
            said = [Hit(hit.passage, 0.3, 0.80) for hit in course(words, limit=limit)]
            return [*said, Hit(late, 0.6, 0.90)]

    asked = query("¿Me sacan algo si mando lo mío con demora alguna semana?")
    by_words = first_passages(asked, course)
    by_meaning = first_passages(asked, Meaning(course.passages, course.index))

    assert late.id not in [hit.passage.id for hit in by_words]
    assert late.id in [hit.passage.id for hit in by_meaning]


def test_where_the_model_was_late_for_one_search_both_count_by_rank_and_as_found_by_words(
    courses: dict[str, Course],
) -> None:
    a, b, c = (courses["es"].passages[number] for number in (1, 2, 3))
    answers = iter([[Hit(a, 14.0), Hit(b, 9.0)], [Hit(b, 1.0, 0.9), Hit(c, 0.9, 0.8)]])

    ranked = retrieve(
        "¿Cuándo es el parcial?",
        terms_of(read_question("¿Cuándo es el parcial?", "es")),
        lambda words, *, limit, question: next(answers),
    )

    assert [hit.passage.id for hit in ranked] == [2, 1, 3]
    assert [hit.similarity for hit in ranked] == [None] * 3
