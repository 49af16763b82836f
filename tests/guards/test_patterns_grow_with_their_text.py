"""No pattern takes four times as long for a text of twice the length: texts are strangers'."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest
import lti_app
import silabo
import tasks

SHORT = 3_000  # characters; a pattern that tries every pair of them takes 40 ms and more for twice
QUICK_S = 0.004
TURNS = 9
MOST_GROWTH = (
    3.0  # from one length to twice that; 2 where it grows with the text, 4 with its square
)
# What runs, nests and almost begins in texts, and none of it ever ends.
PIECES = [
    *("a", "A", "á", "1", " ", "\n", "\t", "\u0301", "\u00ad", "-", "–", "—", "[", "(", "<", "$"),
    *("`", "]", ":", "+", "|", "*", "_", "{", "1 ", "1.", "1,", "1/", "1:", "a.", "A.", "a'", "a-"),
    *("a ", "A ", "A. ", "a b ", "- ", "· ", ". ", "...", "---\n", "===", "\n ", "\n\t", "\n- "),
    *("[1]", "[1] ", "<a ", "</", "<!--", "<script", "<think>", "$a", "{%", "{:", "http:", "a.b"),
    *("1,000", "No ", "of ", "the ", "from ", "de ", "page ", "1 h ", "1 a ", "1 to ", "3 de "),
]
# Patterns that are tried at one place of a text, and never searched.
AT_ONE_PLACE = {
    "silabo.answering.kinds._ON_CONDITION",
    "silabo.answering.dates._TO",
    "silabo.answering.scope._GRADED_WORK",
    "silabo.answering.scope._OFF_TOPIC",
    "silabo.answering.scope._TROUBLED",
    "silabo.language.sentences._DOTTED",
    "silabo.language.several._BEGINS",
    "silabo.language.several._BEGINS_PLAIN",
    "silabo.language.several._LEADING",
    "silabo.language.several._OPENING",
    "silabo.language.several._OPENING_PLAIN",
}


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern over text that a module of the rooms keeps, once, by the name of its place."""
    seen = set()
    for room in (ingest, lti_app, silabo, tasks):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if ".migrations" in found.name:
                continue
            for name, value in vars(importlib.import_module(found.name)).items():
                for pattern in _within(value):
                    if (pattern.pattern, pattern.flags) not in seen:
                        seen.add((pattern.pattern, pattern.flags))
                        yield f"{found.name}.{name}", pattern


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        yield from _within(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _within(each)


def cost_s(pattern: re.Pattern[str], piece: str, length: int) -> float:
    """Processor seconds of a search through a text of such pieces, whose end is none."""
    text = (piece * length)[:length] + "\x01"
    begun = time.thread_time()
    for _match in pattern.finditer(text):
        pass
    return time.thread_time() - begun


def grows_too_fast(pattern: re.Pattern[str], piece: str) -> bool:
    if cost_s(pattern, piece, 2 * SHORT) < QUICK_S:
        return False
    # By turns and the least of many: on a busy machine a run alone may cost twice what it is.
    runs = [
        (cost_s(pattern, piece, SHORT), cost_s(pattern, piece, 2 * SHORT)) for _ in range(TURNS)
    ]
    once, twice = (min(costs) for costs in zip(*runs, strict=True))
    return twice > QUICK_S and twice > MOST_GROWTH * once


FOUND = dict(patterns())


def by_module() -> dict[str, list[str]]:
    """The names of the patterns that are searched, by their module."""
    found: dict[str, list[str]] = {}
    for name in FOUND:
        if name not in AT_ONE_PLACE:
            found.setdefault(name.rpartition(".")[0], []).append(name)
    return found


def test_the_patterns_are_found() -> None:
    assert len(FOUND) > 100
    assert FOUND.keys() >= AT_ONE_PLACE


# By modules: on a busy machine all of them take longer than one test may.
@pytest.mark.row("load-7")
@pytest.mark.parametrize("module", sorted(by_module()))
def test_a_text_of_twice_the_length_takes_no_four_times_as_long(module: str) -> None:
    assert [
        (name, piece)
        for name in by_module()[module]
        for piece in PIECES
        if grows_too_fast(FOUND[name], piece)
    ] == []


@pytest.mark.parametrize("place", sorted(AT_ONE_PLACE))
def test_a_pattern_for_one_place_is_never_searched_and_takes_a_step_a_character(place: str) -> None:
    module, _, name = place.rpartition(".")
    source = Path(str(importlib.import_module(module).__file__)).read_text(encoding="utf-8")
    used = set(re.findall(rf"\b{name}\b(\.\w+|)", source)) - {""}
    pattern = FOUND[place]

    assert used <= {".match", ".fullmatch"}
    for piece in PIECES:
        begun = time.thread_time()
        pattern.fullmatch((piece * 10_000)[:10_000] + "\x01")
        assert time.thread_time() - begun < 20 * QUICK_S, piece


@pytest.mark.parametrize(
    ("pattern", "piece", "too_fast"),
    [
        (r"\s+x", " ", True),
        (r"(?<!\s)\s+x", " ", False),
        (r"(\w+)-(\w+)", "a", True),
        (r"\{:[^}]*\}", "{:", True),
        (r"\{:[^{}]*\}", "{:", False),
    ],
)
def test_a_pattern_that_tries_every_pair_of_places_is_seen(
    pattern: str, piece: str, too_fast: bool
) -> None:
    assert grows_too_fast(re.compile(pattern), piece) is too_fast
