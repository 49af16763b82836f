"""Which questions of a course ask the same, so that one answer is an answer to each of them.

Never by how near they are: two questions are equal where they ask for the same kind of thing of the
same things, with the same dates, numbers and conditions, in one order and one language. Only what
changes nothing of a question may differ: accents, capitals, courtesy, shorthand, articles, the form
of a verb that allows or demands.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from silabo.answering.parts import apart, queries, several
from silabo.answering.scope import left_out, scope_of
from silabo.answering.taken import understood
from silabo.domain.answers import AnswerKind, Outcome, Query, WhyQuoted
from silabo.language.follow_ups import completed, may_be_as_written, stands_alone
from silabo.language.lexicon import BY_LANGUAGE, any_of
from silabo.language.lexicon.model import SameQuestion
from silabo.language.messages import asked, sentences_of_message
from silabo.language.questions import AnalysedQuestion, ContentWord, read_question
from silabo.language.words import fold, words

_SHARED = {
    AnswerKind.GENERATED,
    AnswerKind.EXTRACTIVE,
    AnswerKind.CLOSEST,
    AnswerKind.DECLINED,
}


def equality_key(query: Query) -> str:
    """What a question shares with those that ask the same, in any course: 64 characters; "" for a
    message that shares its answer with none, as small talk, distress, what is asked of oneself
    ("my mark"), or what cannot be told from its words alone.
    """
    scope = scope_of(query)
    if scope.reply or scope.left_out or scope.off_topic or scope.in_danger:
        return ""
    asked = [_said(part) for part in queries(query, several(query)) or [query]]
    if not all(asked):
        return ""
    told = "\n".join((query.language, *asked))
    return hashlib.sha256(told.encode()).hexdigest()


def same_question(one: Query, other: Query) -> bool:
    """Whether an answer to one is an answer to the other, where both are of one course."""
    key = equality_key(one)
    return bool(key) and key == equality_key(other)


def may_be_shared(outcome: Outcome, query: Query) -> bool:
    """Whether what one asker is told may be told to those who asked the same. What names their own
    words, a model's for them, or why they did not wait longer, may not.
    """
    return (
        outcome.kind in _SHARED
        and not (outcome.parts or outcome.reply)
        and outcome.understood_as in {"", _completed(query)}
        and outcome.why_quoted is not WhyQuoted.MODEL_AWAY
    )


def as_asked(outcome: Outcome, query: Query) -> Outcome:
    """What came of an equal question, for this one: what it was understood as is its own."""
    return replace(outcome, understood_as=_completed(query))


def _completed(query: Query) -> str:
    return completed(query.text, apart(query.earlier, query.language), query.language)


def _said(query: Query) -> str:
    """What one question asks for, of what, and under which conditions; "" where that is unsure."""
    whole = _completed(query)
    if whole and may_be_as_written(query.text, query.language):
        return ""  # what is found tells which of both it is
    if not whole and not stands_alone(query.text, query.language):
        return ""
    text = whole or understood(query).text
    if _asks_of_oneself(query.text, query.language) or _tells_more(query.text):
        return ""
    question = read_question(text, query.language, query.today)
    if not question.content or left_out(query):
        return ""
    return " ".join((question.expected, *_in_order(text, question, query)))


def _asks_of_oneself(message: str, language: str) -> bool:
    """Whether what it asks is another thing of everybody: their mark, whether they have passed."""
    said = " ".join(map(fold, words(message)))
    pattern = any_of(lambda lexicon: lexicon.same_question.of_oneself, language)
    return re.search(rf"\b{pattern}\b", said) is not None


def _tells_more(message: str) -> bool:
    """Whether it tells, beside courtesy, what its question leaves out: who asks, or in which case
    they are.
    """
    told = {word for each in sentences_of_message(message) for word in words(each.text)}
    return bool(told - set(words(asked(message))))


def _in_order(text: str, question: AnalysedQuestion, query: Query) -> Iterator[str]:
    """What a question names and its small words that make another question of it, as "not", "only"
    and "before", in its order: "not attend and hand in" is no "attend and not hand in".
    """
    small, tokens, position = _small_words(query.language), words(text), 0
    while position < len(tokens):
        named = next((each for each in question.content if _begins(each, tokens, position)), None)
        here = named.tokens if named else (tokens[position],)
        folded = [fold(token) for token in here]
        if named and (value := _value(named)):
            yield value
        elif named or small is None:
            # As it is written: stems of other words collide, and "exams" asks for more than "exam".
            yield "".join(folded)
        elif folded[0] not in small.neutral:
            yield next((min(each) for each in small.alike if folded[0] in each), folded[0])
        is_dated = named is not None and named.days is not None
        if not is_dated and (small is None or not small.from_asking.isdisjoint(folded)):
            yield str(query.today)
        position += len(here)
    yield from (each.display for each in question.content if not words(each.display))  # "<="


def _begins(word: ContentWord, tokens: Sequence[str], position: int) -> bool:
    here = tuple(tokens[position : position + len(word.tokens)])
    return bool(here) and here == word.tokens


def _value(word: ContentWord) -> str:
    """The date, number, days or length of time that a content word is; "" for another."""
    if word.quantity is not None:
        return f"{word.quantity.kind}={word.quantity.value}"
    if word.days is not None:
        return f"days={word.days.first}:{word.days.last}"
    return f"hours={word.hours:g}" if word.hours is not None else ""


def _small_words(language: str) -> SameQuestion | None:
    lexicon = BY_LANGUAGE.get(language)
    return lexicon.same_question if lexicon else None
