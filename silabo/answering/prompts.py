"""Builds the prompt of a draft: rules, passages by number, question. What does not fit is left out
whole, from the last passage on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from silabo.answering.prompt_texts import AGAIN, ANY_LANGUAGE, PASSAGE, QUESTION, RULES
from silabo.answering.untrusted import for_prompt
from silabo.domain.models import Message, Role
from silabo.domain.passages import Passage

DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is said to the model, and the passages in it: number 1 is the first."""

    messages: tuple[Message, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Codes:
    """Two words of one call that nobody can guess: `mark` is in the delimiters, so that a document
    cannot forge one; `secret` shows when a model gives its instructions away.
    """

    mark: str
    secret: str


@dataclass(frozen=True, slots=True)
class Room:
    """How much a prompt may have, and how a text is measured: both in tokens."""

    tokens: int
    measure: Callable[[str], int]


def draft_prompt(
    question: str,
    passages: Sequence[Passage],
    *,
    language: str,
    codes: Codes,
    room: Room,
    again: bool = False,
) -> Prompt | None:
    """The prompt with as many of the passages as fit, in their order; None where not one does.

    `again` says that an earlier draft did not hold.
    """
    rules = RULES.get(language, RULES[DEFAULT]).substitute(mark=codes.mark, secret=codes.secret)
    if language not in RULES:
        rules = rules.replace(*ANY_LANGUAGE)
    end = QUESTION.substitute(mark=codes.mark, text=for_prompt(question).strip())
    if again:
        end = f"{end}\n\n{AGAIN.get(language, AGAIN[DEFAULT])}"
    left = room.tokens - room.measure(rules) - room.measure(end)
    shown: list[str] = []
    for number, passage in enumerate(passages, start=1):
        block = PASSAGE.substitute(
            mark=codes.mark, number=number, place=_place(passage), text=_text(passage)
        )
        left -= room.measure(block) + 1
        if left < 0:
            break
        shown.append(block)
    if not shown:
        return None
    messages = (
        Message(Role.SYSTEM, rules),
        Message(Role.USER, "\n\n".join([*shown, end])),
    )
    return Prompt(messages, tuple(passages[: len(shown)]))


def _place(passage: Passage) -> str:
    parts = dict.fromkeys([passage.own_title, *passage.path])
    return " > ".join(" ".join(for_prompt(part).split()) for part in parts)


def _text(passage: Passage) -> str:
    text = for_prompt(passage.text).strip()
    return f"{for_prompt(passage.lead).strip()}\n{text}" if passage.lead else text
