"""What is counted has few names and values: no label can carry a person, a text or an address."""

import re
from collections.abc import Iterator
from math import prod

import pytest

from silabo.domain import happenings
from silabo.domain.happenings import ALL, ASKED, LETTERS, Happening, Labels

AT_START = {"route", "model", "code"}
MOST = 1000  # series of one name, apart from what is named at the start
PLAIN = re.compile(r"[a-zA-Z0-9_]{1,40}")


@pytest.fixture
def heard() -> Iterator[list[tuple[str, float, Labels]]]:
    """What was said to a listener of this test."""
    said: list[tuple[str, float, Labels]] = []
    happenings.listen(lambda what, amount, labels: said.append((what.name, amount, labels)))
    yield said
    happenings.listen(None)


@pytest.mark.row("attack-42")
@pytest.mark.parametrize("happening", ALL, ids=lambda each: each.name)
def test_each_value_of_a_label_is_named_before_anything_happens(happening: Happening) -> None:
    named = {label: values for label, values in happening.labels.items() if values}

    assert set(happening.labels) - set(named) <= AT_START
    assert all(PLAIN.fullmatch(value) for values in named.values() for value in values)
    assert prod(map(len, named.values())) <= MOST


def test_every_happening_of_the_module_is_listed_once_under_its_own_name() -> None:
    made = [each for each in vars(happenings).values() if isinstance(each, Happening)]

    assert sorted(map(id, made)) == sorted(map(id, ALL))
    assert len({each.name for each in ALL}) == len(ALL)


def test_a_counter_and_a_measure_of_seconds_are_told_apart_by_their_names() -> None:
    seconds = {each.name for each in ALL if each.bounds}

    assert {each.name for each in ALL if each.name.endswith("_seconds")} == seconds
    assert all(each.name.endswith("_total") for each in ALL if not each.bounds)


def test_what_happens_while_nobody_listens_is_no_matter() -> None:
    happenings.listen(None)

    ASKED.note()


def test_who_listens_hears_what_happens(heard: list[tuple[str, float, Labels]]) -> None:
    ASKED.note()
    LETTERS.note(2, kind="answer", outcome="accepted")

    assert heard == [
        ("questions_asked_total", 1.0, {}),
        ("letters_total", 2, {"kind": "answer", "outcome": "accepted"}),
    ]


def test_a_second_listener_takes_the_place_of_the_first(
    heard: list[tuple[str, float, Labels]],
) -> None:
    happenings.listen(lambda *_: None)
    ASKED.note()

    assert heard == []
