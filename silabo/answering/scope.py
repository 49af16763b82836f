"""Tells the messages that no document answers: a greeting, thanks, a question about the tool, work
that is to be done for somebody, distress, and what is about no course.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from silabo.answering.evidence import Weighed
from silabo.answering.matching import strength
from silabo.answering.terms import terms_of
from silabo.answering.weights import MATCHING, SCOPE
from silabo.domain.answers import AnswerKind, Outcome, OutOfScope, Query, Sentence
from silabo.language.analysed import AnalysedText
from silabo.language.detect import detect
from silabo.language.expected import Expected, expected_kind
from silabo.language.lexicon import all_words, any_of, pattern
from silabo.language.messages import is_courtesy, sentences_of_message
from silabo.language.questions import read_question
from silabo.language.shorthand import spelt_out
from silabo.language.words import fold, words

DISTRESS = "reply_distress"
GRADED_WORK = "reply_graded_work"
OFF_TOPIC = "reply_off_topic"
OUT_OF_SCOPE = "reply_out_of_scope"

_GREETINGS = all_words(lambda lexicon: lexicon.greetings)
_GREETING_REST = all_words(lambda lexicon: lexicon.beside_greetings)
_THANKS = all_words(lambda lexicon: lexicon.thanks)
_THANKS_REST = all_words(lambda lexicon: lexicon.beside_thanks)
_ABOUT = pattern(lambda lexicon: lexicon.about_the_tool)
_ASKERS = all_words(lambda lexicon: lexicon.courtesy.askers)
_DANGER = pattern(lambda lexicon: lexicon.scope.danger)
_TROUBLED = pattern(lambda lexicon: lexicon.scope.troubled)
_GRADED_WORK = pattern(lambda lexicon: lexicon.scope.graded_work)
_OFF_TOPIC = pattern(lambda lexicon: lexicon.scope.off_topic)
_BETWEEN = any_of(lambda lexicon: (*lexicon.and_words, *lexicon.reasons))
_CLAUSE_ENDS = re.compile(rf"(?<=[,;:.!?…()\n])|\s[-–—]\s|\s{_BETWEEN}\s(?!\d)", re.IGNORECASE)
# A clause that asks for one of these is a question, wherever it begins.
_ASKED_FOR = {
    Expected.DATE,
    Expected.TIME,
    Expected.PLACE,
    Expected.PERSON,
    Expected.PERCENT,
    Expected.QUANTITY,
    Expected.COST,
    Expected.CONTACT,
}


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a message."""

    text: str  # folded, its words with single spaces between them
    asks_for: bool  # it has the mark of a question, or asks for a date, a place, a person ...
    asks: bool  # the same, or it begins as a question does


@dataclass(frozen=True, slots=True)
class MessageScope:
    """What a message asks for besides what documents say."""

    reply: str = ""  # the code of its reply, whatever they say
    left_out: OutOfScope | None = None  # a topic that its course does not answer
    off_topic: bool = False  # it asks for what is about no course: a capital, the weather, a poem
    in_danger: bool = False  # who writes it may be in danger, or was harmed


def scope_of(query: Query) -> MessageScope:
    """The scope of a message; the empty one for a question about the course."""
    small = small_talk(query.text)
    if small:
        return MessageScope(small)
    if _tells_of_danger(query.text, query.language):
        # Whatever else it is about.
        beside = _clauses(without_danger(query))
        lone = not any(clause.asks for clause in beside) or left_out(query)
        return MessageScope(DISTRESS if lone else "", in_danger=True)
    clauses = _clauses(query)
    return MessageScope(
        _request(clauses),
        left_out(query),
        _is_all(_OFF_TOPIC, clauses),
    )


def without_danger(query: Query) -> Query:
    """The query without the clauses that tell of danger: they are neither searched nor named as
    what was looked for.
    """
    ends = [*(end.end() for end in _CLAUSE_ENDS.finditer(query.text)), len(query.text)]
    clauses = [query.text[start:end] for start, end in pairwise([0, *ends])]
    kept = [clause for clause in clauses if not _tells_of_danger(clause, query.language)]
    return replace(query, text="".join(kept).strip())


def _tells_of_danger(text: str, language: str) -> bool:
    spelt = spelt_out(text, language)
    return _DANGER.search(" ".join(map(fold, words(spelt)))) is not None


def replied(query: Query, code: str) -> Outcome:
    """The outcome that a reply is."""
    return Outcome(AnswerKind.REPLY, query.language, reply=code, confidence=1.0)


def left_out_reply(query: Query, topic: OutOfScope) -> Outcome:
    """The outcome that says what the instructors say instead of a topic, if anything."""
    said = (Sentence(topic.sentence, ()),) if topic.sentence else ()
    return replace(replied(query, OUT_OF_SCOPE), sentences=said)


def left_out(query: Query) -> OutOfScope | None:
    """The topic of a question that its course does not answer: every word of it is in the question,
    itself or as it is said otherwise.
    """
    if not query.out_of_scope:
        return None
    asked = AnalysedText(query.text[: SCOPE.longest], query.language)
    return next((each for each in query.out_of_scope if _is_about(asked, each.topic)), None)


def _is_about(asked: AnalysedText, topic: str) -> bool:
    terms = terms_of(read_question(topic, detect(topic)))
    return bool(terms) and all(strength(term, asked) >= MATCHING.sure for term in terms)


def small_talk(text: str) -> str:
    """The reply code of a message that is only a greeting, thanks or about the tool; "" for
    anything that could be a question about the course.
    """
    folded = [fold(word) for word in words(text)]
    if is_courtesy(text):
        return "reply_thanks" if set(folded) & _THANKS else "reply_greeting"
    if not 0 < len(folded) <= SCOPE.small_talk:
        return ""
    if _only(folded, _THANKS, _THANKS_REST):
        return "reply_thanks"
    if _only(folded, _GREETINGS, _GREETING_REST):
        return "reply_greeting"
    return "reply_about" if _ABOUT.fullmatch(" ".join(folded)) else ""


def speak_of(weighed: Weighed) -> bool:
    """Whether one place of the documents has two words or more of a question and all of them: a
    course of geography may ask for a capital.
    """
    return any(
        len(candidate.met) > 1 and min(candidate.met) >= MATCHING.sure
        for candidate in weighed.evidence
    )


def _request(clauses: Sequence[_Clause]) -> str:
    """The reply to a message that asks nothing but to do graded work, or for help in distress."""
    if _is_all(_GRADED_WORK, clauses):
        return GRADED_WORK
    asks_nothing = [clause for clause in clauses if not clause.asks_for]
    troubled = any(_TROUBLED.fullmatch(clause.text) for clause in asks_nothing)
    return DISTRESS if troubled and _is_all(_TROUBLED, clauses) else ""


def _is_all(said: re.Pattern[str], clauses: Sequence[_Clause]) -> bool:
    """Whether a clause says that as a whole, and no other asks anything."""
    rest = [clause for clause in clauses if not said.fullmatch(clause.text)]
    return len(rest) < len(clauses) and not any(clause.asks for clause in rest)


def _clauses(query: Query) -> list[_Clause]:
    """What the clauses of a message say, in their order, without its courtesy."""
    return list(_read(query))


def _read(query: Query) -> Iterator[_Clause]:
    for told in sentences_of_message(query.text):
        text = spelt_out(told.text, query.language)
        for clause in _CLAUSE_ENDS.split(text)[: SCOPE.clauses]:
            said = [fold(word) for word in words(clause)]
            if said:
                kind = expected_kind(clause)
                asks_for = "?" in clause or (kind in _ASKED_FOR and not _ASKERS.isdisjoint(said))
                begins = said[0] in _ASKERS and kind is not Expected.ANY
                yield _Clause(" ".join(said), asks_for, asks=asks_for or begins)


def _only(folded: list[str], first: frozenset[str], rest: frozenset[str]) -> bool:
    said = set(folded)
    return bool(said & first) and said <= first | rest
