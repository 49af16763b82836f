"""Keeps a label or a title that stands in the line together with what it announces: "Theorem 2.1
(Gauss)." or "Attendance." is no statement by itself.
"""

import re
from collections.abc import Sequence

from silabo.language.durations import lengths
from silabo.language.lexicon import all_words, any_of
from silabo.language.words import fold, words

_DEFINITION_NAME = any_of(lambda lexicon: lexicon.definition_labels)
_STATEMENT_NAME = any_of(lambda lexicon: (*lexicon.statement_labels, *lexicon.definition_labels))
_EXERCISE_NAME = any_of(lambda lexicon: lexicon.exercise_labels)
_OTHER_NAME = any_of(lambda lexicon: lexicon.other_labels)
_LABEL = re.compile(
    rf"(?:{_STATEMENT_NAME}|{_EXERCISE_NAME}|{_OTHER_NAME})"
    r"(?: \d{1,3}(?:\.\d{1,3}){0,2})?(?: \([^)]{1,80}\))? ?\.?"
)
_STATEMENT = re.compile(rf"{_STATEMENT_NAME} \d")
_EXERCISE = re.compile(rf"{_EXERCISE_NAME} \d")
_DEFINITION = re.compile(rf"{_DEFINITION_NAME} \d")
_LONGEST_HEAD = 5  # words
# "Dictionaries are allowed." is no title.
_VERBS = all_words(lambda lexicon: lexicon.being)


def is_label(sentence: str) -> bool:
    """Whether a sentence only names and numbers a statement or an exercise."""
    return _LABEL.fullmatch(fold(sentence[:160])) is not None


def is_statement(text: str) -> bool:
    """Whether a text begins with the label of a definition or a theorem."""
    return _STATEMENT.match(fold(text[:40])) is not None


def is_exercise(text: str) -> bool:
    """Whether a text begins with the label of an exercise, which asks and does not answer."""
    return _EXERCISE.match(fold(text[:40])) is not None


def is_definition(text: str) -> bool:
    """Whether a text begins with the label of a definition."""
    return _DEFINITION.match(fold(text[:40])) is not None


def head_of(sentences: Sequence[str]) -> str:
    """The title in the line that a paragraph begins with, "" when there is none."""
    if len(sentences) < 2 or _words(sentences[0]) > _LONGEST_HEAD:
        return sentences[0] if len(sentences) > 1 and is_label(sentences[0]) else ""
    # Where the next sentence is as short, nothing says that the first is its title.
    is_head = (
        sentences[0].endswith(".")
        and _words(sentences[1]) > _LONGEST_HEAD
        and _VERBS.isdisjoint(map(fold, words(sentences[0])))
        and not lengths(sentences[0])  # "The final lasts two hours."
    )
    return sentences[0] if is_head or is_label(sentences[0]) else ""


def with_heads(sentences: Sequence[str]) -> list[str]:
    """The sentences, a label or a title in the line joined to the one after it."""
    joined: list[str] = []
    before = head_of(sentences)
    for sentence in sentences[1:] if before else sentences:
        if is_label(sentence) and not before:
            before = sentence
            continue
        joined.append(f"{before} {sentence}" if before else sentence)
        before = ""
    return [*joined, before] if before else joined


def _words(sentence: str) -> int:
    return len(sentence.split())
