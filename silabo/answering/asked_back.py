"""Which of several is meant, where a question leaves it open and what was found names more than
one: the midterm or the final, the first lab or the second. What answers for one of them alone is
told with what answers for the others, or asked back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from silabo.answering.evidence import Evidence, Weighed
from silabo.answering.quoting import Quotation, quotation
from silabo.answering.receipts import proven
from silabo.answering.told_days import told_day
from silabo.answering.weights import QUOTING, SCORING
from silabo.domain.answers import Choice, Citation, Query
from silabo.language.expected import Expected, Holding, holds
from silabo.language.follow_ups import asked_of, asked_with
from silabo.language.quantities import find
from silabo.language.questions import AnalysedQuestion, ContentWord
from silabo.language.sentences import split
from silabo.language.stems import document_stems
from silabo.language.variants import GROUP, Variant, left_open, names_all, variants


@dataclass(frozen=True, slots=True)
class _Told:
    """One of several things of a kind, and the best that was found about it."""

    variant: Variant
    evidence: Evidence


def choices(
    query: Query, question: AnalysedQuestion, weighed: Weighed, near: Sequence[Quotation]
) -> tuple[Choice, ...]:
    """What a question may mean that comes closest to none of them for sure, two to
    `QUOTING.most_choices`; none where it says which one, asks for all of them, or where what comes
    closest holds for all of them or says the same of each.
    """
    asked = left_open(question)
    if asked is None or _holds_for_all(near, asked):
        return ()
    told = _told(asked, weighed, QUOTING.near_choice)
    return _asked_back(query, question, asked, _with_shown(told, asked, near))


def told_apart(
    query: Query, question: AnalysedQuestion, weighed: Weighed, whole: Sequence[Quotation]
) -> tuple[list[Quotation], tuple[Choice, ...]]:
    """What answers, with what answers for the others that a question may mean: quoted beside it
    where that is short, so that each stands with its name, else asked back. What is over already
    does not stand beside what is to come.
    """
    asked = left_open(question)
    if asked is None or _holds_for_all(whole, asked):
        return list(whole), ()
    told = _told(asked, weighed, QUOTING.level_choice)
    told = [each for each in told if each.evidence.kind is weighed.evidence[0].kind]
    if not _differ(told, question.expected):
        return list(whole), ()
    said = {each.key for quoted in whole for each in _named(quoted.text, quoted, asked)}
    named = [each for each in told if each.variant.key in said]
    left = [each for each in told if each.variant.key not in said]
    left = _to_come(query.today, named or told[:1], left)
    if not left or len(told) > QUOTING.most_choices:
        return list(whole), ()
    beside = [quotation(each.evidence, question.expected) for each in left]
    stated = proven([*whole, *dict.fromkeys(beside)])
    words = sum(len(each.text.split()) for each in stated)
    if words <= QUOTING.widest and len(stated) >= len(whole) + len(set(beside)):
        return stated, ()
    return list(whole), _asked_back(query, question, asked, told)


def _holds_for_all(quoted: Sequence[Quotation], asked: ContentWord) -> bool:
    return any(names_all(each.text, each.passage.language, asked) for each in quoted[:1])


def _asked_back(
    query: Query, question: AnalysedQuestion, asked: ContentWord, told: Sequence[_Told]
) -> tuple[Choice, ...]:
    if not 2 <= len(told) <= QUOTING.most_choices or not _differ(told, question.expected):
        return ()
    found = [Choice(each.name, _question(query, asked, each)) for each in _in_order(told)]
    return tuple(found) if all(each.question for each in found) else ()


def _question(query: Query, asked: ContentWord, variant: Variant) -> str:
    if variant.concept == GROUP:
        return asked_with(variant.name, asked.display, query.text, query.language)
    return asked_of(variant.called(query.language), query.text, query.language)


def _told(asked: ContentWord, weighed: Weighed, share: float) -> list[_Told]:
    """Each of what a question may mean, with the best evidence for it, best first; none where what
    is best names none: it holds for all of them.
    """
    found: dict[tuple[str, str], _Told] = {}
    for position, candidate in enumerate(_near(weighed, share)):
        named = _named(candidate.text, Quotation(candidate.passage, candidate.text), asked)
        if not named and not position:
            return []
        for each in named:
            found.setdefault(each.key, _Told(each, candidate))
    return _apart(found)


def _apart(found: Mapping[tuple[str, str], _Told]) -> list[_Told]:
    """Without a "midterm" where there are a first and a second one."""
    numbered = {concept for concept, which in found if which}
    return [told for (concept, which), told in found.items() if which or concept not in numbered]


def _with_shown(
    told: Sequence[_Told], asked: ContentWord, near: Sequence[Quotation]
) -> list[_Told]:
    """The same, and those that what is shown around it names: "TP2" is no "TP" for the search."""
    found = {each.variant.key: each for each in told}
    for quoted in near if told else ():
        for sentence in split(quoted.text):
            for each in variants(sentence, quoted.passage.language, asked):
                shown = replace(told[0].evidence, passage=quoted.passage, text=sentence)
                found.setdefault(each.key, _Told(each, shown))
    return _apart(found)


def _near(weighed: Weighed, share: float) -> Iterator[Evidence]:
    listed = [each for each in weighed.evidence[: SCORING.typed] if not each.bare]
    for candidate in listed:
        lacks = candidate.kind is Holding.LACKING and listed[0].kind is not Holding.LACKING
        if candidate.score >= share * listed[0].score and not candidate.empty and not lacks:
            yield candidate


def _named(text: str, quoted: Quotation, asked: ContentWord) -> list[Variant]:
    """Those that a text names, else the nearest heading over it that names one."""
    passage = quoted.passage
    for said in (text, passage.lead, *reversed(passage.path[1:])):
        named = variants(said, passage.language, asked)
        if named:
            return named
    return []


def _differ(told: Sequence[_Told], expected: Expected) -> bool:
    """Whether something else is said of one than of another."""
    return len({_facts(each, told, expected) for each in told}) > 1


def _facts(told: _Told, others: Sequence[_Told], expected: Expected) -> frozenset[str]:
    """What is said of one: what a question expects where that has a form, else all but names."""
    text, language = told.evidence.text, told.evidence.passage.language
    values = [each for each in find(text, language) if _is_held(expected, each.text, language)]
    if values:
        return frozenset(f"{each.kind} {each.value}" for each in values)
    names = " ".join(other.variant.name for other in others)
    return frozenset(document_stems(text, language)) - frozenset(document_stems(names, language))


def _is_held(expected: Expected, value: str, language: str) -> bool:
    return holds(expected, value, find(value, language)) is Holding.HELD


def _to_come(today: date, named: Sequence[_Told], left: Sequence[_Told]) -> list[_Told]:
    """What was not told yet, without what is over where what was told is still to come."""
    days = [_day(each.evidence, today) for each in named]
    if not any(day is not None and day >= today for day in days):
        return list(left)
    return [each for each in left if (_day(each.evidence, today) or today) >= today]


def _day(evidence: Evidence, today: date) -> date | None:
    return told_day(evidence.text, Citation.of(evidence.passage, evidence.text, 1), today)


def _in_order(told: Sequence[_Told]) -> list[Variant]:
    """As they were found, those of one kind by their numbers."""
    found = [each.variant for each in told]
    kinds = list(dict.fromkeys(each.concept for each in found))
    return sorted(found, key=lambda each: (kinds.index(each.concept), _number(each.which)))


def _number(which: str) -> tuple[int, str]:
    return (int(which), "") if which.isdecimal() else (0, which if len(which) == 1 else "")
