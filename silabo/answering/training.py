"""Makes chat records of approved answers, to train a model with: rules, passages and question as a
model is asked, and the answer as it should write it.
"""

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum

from silabo.answering.prompts import Budget, draft_prompt
from silabo.answering.quoting import Quotation
from silabo.domain.answers import Sentence
from silabo.domain.approved import ApprovedAnswer
from silabo.domain.models import Message
from silabo.language.messages import asked
from silabo.language.personal_data import (
    PersonalKind,
    addresses_and_numbers,
    may_name_somebody,
    names_in_full,
)

_ANY = Budget(sys.maxsize, sys.maxsize, len)  # what was answered from is never left out


class LeftOut(StrEnum):
    """Why an approved answer is no record."""

    ADDRESS = "an address"
    NUMBER = "a number of a telephone or a person, as it may be"
    NAME = "a name of a person, as it may be"
    NO_PASSAGE = "nothing that it cites"


_BY_KIND = {PersonalKind.ADDRESS: LeftOut.ADDRESS, PersonalKind.NUMBER: LeftOut.NUMBER}


def chat_record(
    answer: ApprovedAnswer, people: Sequence[str], code: Callable[[], str]
) -> list[Message] | LeftOut:
    """The messages up to the answer, without personal data, or why there are none.

    `people` are the names of those who are in the course. A record is left out as a whole: with a
    word taken out, it would teach to write such answers. `code` gives a word that nobody can guess,
    as in a prompt.
    """
    # What instructors write need not cite anything; a model has to.
    if not answer.passages or not all(one.citations for one in answer.sentences):
        return LeftOut.NO_PASSAGE
    if told := _personal(answer, people):
        return told
    prompt = draft_prompt(
        asked(answer.question),
        [Quotation(passage, passage.text) for passage in answer.passages],
        language=answer.language,
        mark=code(),
        budget=_ANY,
    )
    return list(prompt.messages) if prompt else LeftOut.NO_PASSAGE


def _personal(answer: ApprovedAnswer, people: Sequence[str]) -> LeftOut | None:
    question = asked(answer.question)
    around = [part for one in answer.passages for part in (one.surroundings, one.text)]
    said = [sentence.text for sentence in answer.sentences]
    everything = "\n".join([question, *said, *around])
    for kind in sorted(addresses_and_numbers(everything)):
        return _BY_KIND[kind]
    named = may_name_somebody(question, "\n".join(around), people)
    # Documents name those who teach: that is what they are for.
    return LeftOut.NAME if named or names_in_full(everything, people) else None


def written(sentences: Sequence[Sentence]) -> str:
    """An answer as a model is to write it, each sentence with its sources."""
    return " ".join(
        f"{one.text.rstrip('. ')} {''.join(f'[{number}]' for number in one.citations)}."
        for one in sentences
    )
