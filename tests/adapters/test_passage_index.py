"""The contract of the port PassageIndex, over every implementation."""

import threading

import pytest

from silabo.domain.errors import ServiceError
from silabo.domain.ports import PassageIndex
from tests.adapters.indexes import BIOLOGY, CHEMISTRY, entry, found


def test_a_course_never_sees_the_passages_of_another(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "El examen es el 3 de junio")])
    index.add(CHEMISTRY, 1, [entry(2, "El examen es el 9 de junio")])

    assert found(index, "examen") == [1]
    assert found(index, "examen", course=CHEMISTRY) == [2]


def test_only_the_versions_named_are_searched(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen viejo")])
    index.add(BIOLOGY, 2, [entry(2, "examen nuevo")])

    assert found(index, "examen", {2}) == [2]
    assert set(found(index, "examen", {1, 2})) == {1, 2}
    assert found(index, "examen", set()) == []


def test_ten_thousand_versions_may_be_named(index: PassageIndex) -> None:
    index.add(BIOLOGY, 25_000, [entry(1, "examen")])

    assert found(index, "examen", range(20_000, 30_000)) == [1]


def test_adding_a_version_again_replaces_it(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen"), entry(2, "parcial")])
    index.add(BIOLOGY, 1, [entry(3, "final")])

    assert found(index, "examen parcial final") == [3]
    assert index.count(BIOLOGY, 1) == 1


def test_a_passage_keeps_its_id_in_another_version(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen")])
    index.add(BIOLOGY, 1, [entry(1, "parcial")])

    assert found(index, "parcial") == [1]
    assert found(index, "examen") == []


def test_a_removed_version_is_gone_and_others_stay(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen")])
    index.add(BIOLOGY, 2, [entry(2, "examen")])
    index.remove(BIOLOGY, 1)

    assert found(index, "examen", {1, 2}) == [2]
    assert (index.count(BIOLOGY, 1), index.count(BIOLOGY, 2)) == (0, 1)


def test_a_version_that_two_courses_read_leaves_the_one_and_stays_in_the_other(
    index: PassageIndex,
) -> None:
    for course in (BIOLOGY, CHEMISTRY):
        index.add(course, 1, [entry(1, "examen"), entry(2, "parcial")])
    before = found(index, "examen", {1}), found(index, "examen", {1}, course=CHEMISTRY)
    index.remove(CHEMISTRY, 1)

    assert before == ([1], [1])
    assert found(index, "examen", {1}) == [1]
    assert found(index, "examen", {1}, course=CHEMISTRY) == []
    assert (index.count(BIOLOGY, 1), index.count(CHEMISTRY, 1)) == (2, 0)


def test_a_closed_index_opens_again(index: PassageIndex) -> None:
    index.close()
    index.add(BIOLOGY, 1, [entry(1, "examen")])
    index.close()
    index.close()

    assert found(index, "examen") == [1]


def test_several_versions_are_counted_together(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen"), entry(2, "parcial")])
    index.add(BIOLOGY, 2, [entry(3, "final")])
    index.add(BIOLOGY, 3, [entry(4, "recuperatorio")])
    index.add(CHEMISTRY, 1, [entry(5, "examen")])

    assert index.count(BIOLOGY, 1, 2, 9) == 3
    assert index.count(BIOLOGY) == 0


def test_a_cleared_course_is_gone_and_others_stay(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen")])
    index.add(CHEMISTRY, 2, [entry(2, "examen")])
    index.clear(BIOLOGY)

    assert (found(index, "examen"), index.count(BIOLOGY, 1)) == ([], 0)
    assert found(index, "examen", {2}, course=CHEMISTRY) == [2]
    index.clear(BIOLOGY)
    index.add(BIOLOGY, 1, [entry(1, "examen")])
    assert found(index, "examen") == [1]


def test_what_is_unknown_is_empty_and_no_error(index: PassageIndex) -> None:
    index.remove(BIOLOGY, 5)
    index.clear(BIOLOGY)

    assert found(index, "examen") == []
    assert index.count(BIOLOGY, 5) == 0


def test_an_empty_version_is_no_error(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [])

    assert index.count(BIOLOGY, 1) == 0
    assert found(index, "examen") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Las tutorías son los martes", "tutoria"),
        ("Biologia general", "biología"),
        ("Los exámenes", "¿examen?"),
        ("Programación en C++", "c++"),
        ("Programación en C#", "C#"),
        ("Unidad 7", "7"),
        ("El TP2 vence el lunes", "tp2"),
        ("marta.ruiz@example.org", "correo email"),
    ],
)
def test_words_are_found_in_other_forms(index: PassageIndex, text: str, words: str) -> None:
    index.add(BIOLOGY, 1, [entry(1, text), entry(2, "Otra cosa distinta")])

    assert found(index, words) == [1]


def test_a_question_in_any_language_searches_a_document_in_its_own(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "The grading of assignments", language="en")])

    assert found(index, "¿assignment?") == [1]


def test_headings_are_found_but_the_text_weighs_more(index: PassageIndex) -> None:
    index.add(
        BIOLOGY,
        1,
        [
            entry(1, "Se rinde en junio con libro cerrado", place="Examen"),
            entry(2, "El examen se rinde en julio", place="Normas"),
        ],
    )

    assert found(index, "examen") == [2, 1]


def test_a_vector_may_be_given_to_every_index(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen", vector=[1.0, 0.0]), entry(2, "parcial")])

    assert found(index, "examen", vector=[1.0, 0.0])[0] == 1


def test_the_best_come_first_and_the_limit_holds(index: PassageIndex) -> None:
    index.add(
        BIOLOGY,
        1,
        [entry(1, "nota y aula"), entry(2, "parcial"), entry(3, "parcial con recuperatorio")],
    )
    matches = index.search(BIOLOGY, "parcial recuperatorio", versions={1}, limit=2)

    assert [match.passage_id for match in matches] == [3, 2]
    assert matches[0].score > matches[1].score
    assert index.search(BIOLOGY, "parcial", versions={1}, limit=0) == []


def test_who_asks_for_few_gets_the_best_of_all(index: PassageIndex) -> None:
    numbers = range(1, 1501)
    index.add(BIOLOGY, 1, [entry(each, f"Regla {each} del examen") for each in numbers])

    for wanted in (1, 700, 1500):
        matches = index.search(BIOLOGY, f"regla {wanted}", versions={1}, limit=1)
        assert [match.passage_id for match in matches] == [wanted]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        '"',
        "' OR 1=1 --",
        "a AND",
        "NOT",
        "-x",
        "col:x",
        "*",
        "parcial*",
        "NEAR(parcial 5)",
        "place : parcial",
        "{place body} : parcial",
        "¿?¡!",
        "\x00",
        "\ud800",
        "(" * 500,
        "parcial " * 2000,
        " ".join(f"palabra{number}" for number in range(3000)),
        "de la el",
    ],
)
def test_any_text_may_be_searched(index: PassageIndex, words: str) -> None:
    index.add(BIOLOGY, 1, [entry(1, "El parcial"), entry(2, "Otra cosa")])

    assert set(found(index, words)) <= {1}


def test_threads_write_and_search_at_once(index: PassageIndex) -> None:
    errors: list[Exception] = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                index.add(BIOLOGY, number, [entry(number, f"examen {turn}")])
                found(index, "examen", {number})
        except ServiceError as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert [index.count(BIOLOGY, number) for number in range(1, 9)] == [1] * 8


def test_new_passages_stand_beside_those_of_their_version(index: PassageIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen")])
    index.extend(BIOLOGY, 1, [entry(2, "parcial")])
    index.extend(BIOLOGY, 1, [entry(2, "parcial")])
    index.extend(BIOLOGY, 2, [entry(3, "final")])

    assert found(index, "examen") == [1]
    assert found(index, "parcial") == [2]
    assert (index.count(BIOLOGY, 1), index.count(BIOLOGY, 2)) == (2, 1)
