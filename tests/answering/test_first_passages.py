from silabo.answering.pipeline import first_passages
from silabo.answering.retrieval import fuse, retrieve
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


def test_nearly_equal_passages_are_shown_once(tmp_path) -> None:
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


def test_what_the_question_says_itself_counts_more_than_related_words(
    courses: dict[str, Course],
) -> None:
    first, both, wider = (Hit(courses["es"].passages[number], 0.0) for number in (1, 2, 3))
    asked = terms_of(read_question("¿Cuándo es el parcial?", "es"))
    found = {True: [first, both], False: [wider, both]}
    searches = []

    def search(words: str, *, limit: int) -> list[Hit]:
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
        lambda words, *, limit: next(answers),
    )

    assert [hit.passage.id for hit in ranked] == [1, 2, 3]
