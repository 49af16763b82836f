import pytest

from silabo.evaluation.scores import auroc, covers, first_ranks, recall, reciprocal_rank

# A question with two pieces of evidence; either of two places will do for the second.
EVIDENCE = ((("a", 0, 10),), (("a", 100, 140), ("b", 50, 60)))


@pytest.mark.parametrize(
    ("answerable", "unanswerable", "expected"),
    [([0.9, 0.8], [0.1, 0.2], 1.0), ([0.5], [0.5], 0.5), ([0.1], [0.9], 0.0), ([], [1.0], 0.5)],
)
def test_auroc_is_the_chance_of_the_right_order(
    answerable: list[float], unanswerable: list[float], expected: float
) -> None:
    assert auroc(answerable, unanswerable) == expected


def test_a_span_covers_what_it_mostly_holds() -> None:
    assert covers((0, 100), (10, 20))
    assert covers((10, 20), (0, 100))
    assert not covers((0, 12), (10, 30))
    assert not covers((0, 10), (10, 20))


def test_each_piece_has_the_rank_of_the_first_result_that_covers_one_of_its_places() -> None:
    results = [("c", 0, 10), ("b", 45, 65), ("a", 90, 150), ("a", 0, 20)]

    ranks = first_ranks(results, EVIDENCE)

    assert ranks == (4, 2)
    assert [recall(ranks, depth) for depth in (1, 3, 5)] == [0.0, 0.5, 1.0]
    assert reciprocal_rank(ranks) == 0.5


def test_a_result_of_another_document_or_without_a_place_covers_nothing() -> None:
    ranks = first_ranks([("b", 0, 10), ("a", 0, 0)], EVIDENCE)

    assert ranks == (None, None)
    assert recall(ranks, 10) == reciprocal_rank(ranks) == 0.0
