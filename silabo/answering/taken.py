"""What a message is taken to ask, and what is found for it: as it is typed, as it is completed from
its thread, or in the words of a model.
"""

from dataclasses import dataclass, replace

from silabo.answering.confidence import confidence
from silabo.answering.course_weeks import with_weeks
from silabo.answering.evidence import Weighed, weigh
from silabo.answering.grouping import of_days, of_each
from silabo.answering.parts import apart
from silabo.answering.reading import Reading
from silabo.answering.retrieval import corrected, retrieve
from silabo.answering.rewording import reworded
from silabo.answering.scope import left_out
from silabo.answering.terms import Term, terms_of
from silabo.answering.weights import Thresholds, thresholds
from silabo.answering.writing import Writing
from silabo.domain.answers import Query
from silabo.domain.passages import Found
from silabo.domain.ports import PassageSearch
from silabo.language.follow_ups import completed, may_be_as_written
from silabo.language.messages import asked
from silabo.language.questions import AnalysedQuestion, read_question
from silabo.language.shorthand import spelt_out


@dataclass(frozen=True, slots=True)
class Weighing:
    """A question as it was read, its terms, what was found for them, and what that is worth."""

    question: AnalysedQuestion
    terms: list[Term]
    found: Found
    weighed: Weighed

    @property
    def sure(self) -> float:
        """How sure it is that the best of it answers, 0 to 1."""
        return confidence(self.question.expected, self.weighed, self.terms)

    @property
    def thresholds(self) -> Thresholds:
        """From where on it is told as an answer, or as the closest."""
        return thresholds(by_meaning=self.weighed.by_meaning)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a message was taken to ask, and what was found for that."""

    query: Query
    weighing: Weighing
    understood_as: str = ""  # the question, where it was completed or put in other words

    @property
    def answers(self) -> bool:
        """Whether what was found is told as an answer."""
        return self.weighing.sure >= self.weighing.thresholds.answered(self.query.caution)

    @property
    def level(self) -> int:
        """How many thresholds what was found reaches."""
        return self.weighing.thresholds.reached(self.weighing.sure, self.query.caution)


def taken_as(
    query: Query, search: PassageSearch, reading: Reading, found: Found | None = None
) -> Taken:
    """A message as what is asked in it; where it does not stand alone, as it is completed from its
    thread. Where it may be meant as it is written it is searched for too, and the better one kept.

    What was `found` already is not searched again, but for one that does not stand alone: of which
    of both it was is not known. Raises `ServiceError` when the index does not answer.
    """
    own = understood(query)
    whole = completed(query.text, apart(query.earlier, query.language), query.language)
    if not whole:
        return Taken(own, find_evidence(own, search, reading, found))
    meant = replace(own, text=whole)
    taken = Taken(meant, find_evidence(meant, search, reading), whole)
    if not may_be_as_written(query.text, query.language):
        return taken
    written = Taken(own, find_evidence(own, search, reading))
    return written if written.level > taken.level else taken


def reworded_as(
    taken: Taken, query: Query, writing: Writing, search: PassageSearch, reading: Reading
) -> Taken:
    """What a question is taken for in the words of a model, where one may be asked, nobody waits
    and more is found with them; else as it was taken.
    """
    if writing.reworder is None or not writing.may_retry():
        return taken
    text, language = reworded(query, writing.reworder, writing.go_on)
    other = replace(query, text=text, language=language)
    if not text or left_out(other):
        return taken
    # It is answered in the language in which it was asked.
    found = Taken(
        replace(other, language=query.language), find_evidence(other, search, reading), text
    )
    return found if found.level > taken.level else taken


def understood(query: Query) -> Query:
    """The query as what is asked in it, spelt out."""
    return replace(query, text=spelt_out(asked(query.text), query.language))


def find_evidence(
    query: Query, search: PassageSearch, reading: Reading, found: Found | None = None
) -> Weighing:
    """The stages that first passages and answers share: read, search, weigh.

    What was `found` already is not searched again.
    """
    question = _read(query, query.text, search)
    terms = terms_of(question)
    if found is None:
        hits = retrieve(query.text, terms, search)
        meant = corrected(query.text, question, terms, hits, reading, search=search)
        if meant:
            hits = retrieve(meant, terms_of(_read(query, meant, search)), search)
        found = Found(tuple(hits), meant)
    if found.meant:
        terms = terms_of(_read(query, found.meant, search))
    weighed = weigh(question.expected, terms, found.hits, reading)
    if question.each:
        weighed = of_each(weighed)
    return Weighing(question, terms, found, of_days(weighed, terms))


def _read(query: Query, text: str, search: PassageSearch) -> AnalysedQuestion:
    question = read_question(text, query.language, query.today)
    return with_weeks(question, text, search, query.today)
