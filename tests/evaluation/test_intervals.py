import pytest

from silabo.domain.intervals import Estimate, wilson
from silabo.evaluation.intervals import bootstrapped, paired_difference


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),  # Newcombe, Statistics in Medicine 1998, table I, method 3
    ],
)
def test_a_share_has_the_interval_of_wilson(count: int, of: int, low: float, high: float) -> None:
    found = wilson(count, of)

    assert found.value == count / of
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_a_share_of_nothing_says_nothing() -> None:
    assert wilson(0, 0) == Estimate(0.0, 0.0, 1.0)


def test_a_mean_of_groups_that_differ_is_less_sure_than_one_of_as_many_questions_alone() -> None:
    courses = {str(course): (100.0 * (course % 2), 100.0) for course in range(10)}
    alone = {str(number): (float(number % 2), 1.0) for number in range(1000)}

    grouped, single = bootstrapped(courses, "seed"), bootstrapped(alone, "seed")

    assert grouped.value == single.value == 0.5
    assert single.high - single.low == pytest.approx(0.062, abs=0.01)
    assert grouped.high - grouped.low > 0.4


def test_the_same_seed_gives_the_same_interval() -> None:
    groups = {str(number): (float(number), 10.0) for number in range(9)}

    assert bootstrapped(groups, "a") == bootstrapped(groups, "a")
    assert bootstrapped(groups, "a") != bootstrapped(groups, "b")


def test_a_difference_of_pairs_is_surer_than_either_mean() -> None:
    first = {str(course): (10.0 * (course % 2), 10.0) for course in range(10)}
    second = {name: (total * 0.9 + 1, of) for name, (total, of) in first.items()}

    mean = bootstrapped(first, "seed")
    difference = paired_difference(first, second, "seed")

    assert difference.value == pytest.approx(0.05)
    assert difference.high - difference.low < 0.2 * (mean.high - mean.low)


def test_a_group_that_one_run_has_nothing_of_is_still_drawn() -> None:
    difference = paired_difference({"a": (1.0, 1.0)}, {"a": (1.0, 1.0), "b": (0.0, 1.0)}, "seed")

    assert difference.value == -0.5
    assert difference.low < difference.high


def test_nothing_has_no_interval() -> None:
    assert bootstrapped({}, "seed") == Estimate(0.0, 0.0, 0.0)
