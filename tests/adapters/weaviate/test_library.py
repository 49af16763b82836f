"""What the errors of Weaviate's client mean. The messages are a server's own words."""

import pytest

from silabo.adapters.weaviate import library


@pytest.mark.parametrize(
    ("said", "unknown"),
    [
        ('explorer: list class: search: tenant not found: "course-1"', True),
        ("could not find class Silabo_words_1 in schema", True),
        ("list class: search: tried to browse non-existing index for Silabo_words_1.", True),
        ("vector search: object search at index silabo_words_1: shard not found.", True),
        ("object search at index silabo_words_1: blockmaxwand: tracker is closed.", False),
    ],
)
def test_a_course_that_is_not_there_yet_is_unknown_and_no_failure(
    said: str, *, unknown: bool
) -> None:
    raised_by_the_client = library.FAILURES[0]

    assert library.is_unknown(raised_by_the_client(said)) is unknown
