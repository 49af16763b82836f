"""How what was found by words and by meaning becomes one ranking."""

from silabo.adapters.fusion import fuse
from silabo.answering.weights import FUSION
from silabo.domain.passages import Match


def ranked(words: dict[int, float], near: dict[int, float], limit: int = 10) -> list[int]:
    by_words = [Match(passage, score) for passage, score in words.items()]
    return [match.passage_id for match in fuse(by_words, near, limit)]


def test_what_both_find_comes_before_what_one_finds_alone() -> None:
    assert ranked({1: 9.0, 2: 8.0}, {2: 0.88, 3: 0.89, 1: 0.80})[0] == 2


def test_the_scale_of_neither_counts() -> None:
    near = {1: 0.80, 2: 0.86, 3: 0.90}
    wide = {each: 10 * (score - 0.8) for each, score in near.items()}

    assert ranked({1: 9.0, 2: 3.0}, near) == ranked({1: 0.9, 2: 0.3}, wide)


def test_scores_are_from_0_to_1_and_the_best_of_both_has_1() -> None:
    matches = fuse([Match(1, 7.0), Match(2, 1.0)], {1: 0.9, 2: 0.7, 3: 0.8}, 10)

    assert matches[0] == Match(1, 1.0, 0.9)
    assert all(0 <= match.score <= 1 for match in matches)


def test_a_passage_without_a_vector_is_not_put_back_for_it() -> None:
    assert ranked({1: 9.0, 2: 8.9}, {2: 0.7, 3: 0.9})[0] == 1


def test_where_all_are_alike_the_words_decide() -> None:
    assert ranked({2: 9.0, 1: 3.0}, {1: 0.8001, 2: 0.8, 3: 0.8})[0] == 2


def test_no_more_than_the_nearest_come_in_by_meaning_alone() -> None:
    near = {each: 1 - each / 1000 for each in range(200)}

    assert len(ranked({}, near, limit=500)) == FUSION.depth
    assert ranked({}, near, limit=3) == [0, 1, 2]
