"""What evidence need not say of a question: that a thing is held, or what is counted."""

import re
from collections.abc import Sequence

from silabo.answering.evidence import Evidence, Weighed
from silabo.answering.terms import Term, names_one_of
from silabo.answering.weights import GATE
from silabo.language.everyday import everyday
from silabo.language.expected import Expected, Holding, has_form
from silabo.language.quantities import find
from silabo.language.quantity_readers import QuantityKind
from silabo.language.stems import is_stop
from silabo.language.things import ATTRIBUTES, SETTINGS
from silabo.language.vocabulary import mentions
from silabo.language.words import words

# What a label may say of the thing that a heading names: "Due: 1 November".
_OF_A_THING = frozenset(
    {"deadline", "schedule", "room", "office", "weight", "start", "end", "duration", "format"}
)
_LABEL = re.compile(r"([^:.;\d]{1,60}):\s[^·]*$")  # a row has columns instead
_COUNTED = ("people",)
_STUDENT = "student"  # as words of every day mean it
_FOLLOWING = re.compile(r" ([^\W\d_]+)")


def goes_without_saying(
    expected: Expected, best: Evidence, terms: Sequence[Term]
) -> frozenset[int]:
    """The positions of terms that evidence which has what is asked for of the very thing need not
    say: that it is held ("Where do we write the midterm?"), or what is counted ("people").
    """
    if best.kind is not Holding.HELD or not has_form(expected) or is_of_another(best, terms):
        return frozenset()
    counts = expected is Expected.QUANTITY and _may_count_people(best)
    bare = frozenset(
        position
        for position, term in enumerate(terms)
        if term.word.bare or (counts and term.word.concepts == _COUNTED)
    )
    others = [
        met
        for position, (term, met) in enumerate(zip(terms, best.met, strict=True))
        if position not in bare and not term.word.weak
    ]
    is_said = min(others, default=0) >= GATE.stated
    return bare if bare and is_said and not names_one_of(best.text, terms) else frozenset()


def is_of_another(best: Evidence, terms: Sequence[Term]) -> bool:
    """Whether its label names what is not asked for: "Registration: 1 May" below "Final exam"."""
    label = _LABEL.match(best.text)
    asked = _OF_A_THING.union(*(term.word.concepts for term in terms))
    named = mentions(words(label[1]), best.passage.language) if label else ()
    return any(asked.isdisjoint(mention.concepts) for mention in named)


def _may_count_people(best: Evidence) -> bool:
    """Whether it may count people: not by "Thursday, 13 to 15", nor by "two milestones"."""
    found = find(best.text, best.passage.language)
    if any(quantity.kind is QuantityKind.WEEKDAY for quantity in found):
        return False
    return any(
        quantity.kind is QuantityKind.NUMBER
        and not _is_of_a_thing(best.text[quantity.end :], best.passage.language)
        for quantity in found
    )


def _is_of_a_thing(behind: str, language: str) -> bool:
    """Whether a word follows on a number that is no small one, and none for people."""
    following = _FOLLOWING.match(behind)
    if following is None or is_stop(following[1].casefold(), language):
        return False
    noun = words(following[1])
    named = {concept for mention in mentions(noun, language) for concept in mention.concepts}
    return named.isdisjoint(_COUNTED) and _STUDENT not in everyday(noun, language)[0]


def asks_of_what_is_nowhere(weighed: Weighed, terms: Sequence[Term]) -> bool:
    """Whether an attribute is asked of work of a course, "In which room is the final exam?", which
    none of the evidence names: the rooms of others are near to it in no way. Only of work, whose
    words are known in every language; another thing may be said otherwise.
    """
    works = [
        position
        for position, term in enumerate(terms)
        if term.word.concepts and SETTINGS.issuperset(term.word.concepts)
    ]
    others = [term for position, term in enumerate(terms) if position not in works]
    return (
        bool(works and others)
        and all(term.word.concepts and ATTRIBUTES.issuperset(term.word.concepts) for term in others)
        and all(each.met[position] < GATE.said for each in weighed.evidence for position in works)
    )
