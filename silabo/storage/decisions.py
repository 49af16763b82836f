"""What instructors decide of questions: published, approved or dismissed, and taken back."""

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from operator import or_
from uuid import uuid4

from silabo.domain.answers import Citation, Sentence
from silabo.domain.clock import from_ms
from silabo.domain.errors import NotFoundError, ReviewError
from silabo.domain.questions import Answer, QuestionState
from silabo.domain.reviews import UNDO_S, Decided, DecisionKind, NewDecision
from silabo.storage import answers, audit, gaps, places, reviews, tables
from silabo.storage.database import now_ms, transaction
from silabo.storage.groups import in_group, key_of
from silabo.storage.turns import take_turn


@transaction
def decide(
    course_id: int,
    person_id: int | None,
    public_id: str,
    new: NewDecision,
    program: str | None = None,
) -> Decided:
    """Keep what an instructor decides of a question of this course and of those that ask the same,
    or a `program` that they let answer. Nobody is told before the time to take it back is over.

    Raises `NotFoundError`, and `ReviewError` where somebody has decided meanwhile, another answer
    stands there than the one that was looked at, or what is published has no sentence, cites what
    is not there, or is nothing to be approved.
    """
    # Of two who decide at once the second one has to look again.
    take_turn(tables.Course, course_id)
    asked = reviews.find(course_id, public_id)
    of_key = key_of(asked)
    last = reviews.last_decision(course_id, of_key)
    if new.decided != (last.public_id if last is not None else ""):
        raise ReviewError("decided_meanwhile")
    row = reviews.answered_row(course_id, of_key)
    answer = answers.newest(row.id) if row is not None else None
    if new.rests_on_answer and not _was_seen(course_id, of_key, new.answer, row, answer):
        raise ReviewError("answered_meanwhile")
    sentences, citations = _said(course_id, new, row, answer)
    decision = tables.Decision(
        course=course_id,
        person=person_id,
        program=program,
        alike=of_key,
        asks=last.asks if last is not None else None,
        kind=new.kind,
        language=answer.language if answer is not None else asked.language,
    )
    others = _also(course_id, of_key, new)
    made = keep(decision, sentences, citations)
    for other in others:
        keep(_along(decision, other), sentences, citations)
    return replace(made, told=askers(course_id, of_key, *others)) if others else made


def _along(decision: tables.Decision, other: str) -> tables.Decision:
    """The same for the questions of another key: it is taken back with it."""
    return tables.Decision(
        course=decision.course_id,
        person=decision.person_id,
        program=decision.program,
        alike=other,
        along=decision.id,
        kind=decision.kind,
        language=decision.language,
    )


def _also(course_id: int, of_key: str, new: NewDecision) -> list[str]:
    """The keys of the other questions that are answered by what is published."""
    if not new.also or new.kind is not DecisionKind.PUBLISHED:
        return []
    open_now = gaps.near_keys(course_id, of_key)
    wanted = {key_of(reviews.find(course_id, each)) for each in new.also} - {of_key}
    if not wanted <= open_now:
        raise ReviewError("decided_meanwhile")
    return sorted(wanted)


def keep(
    row: tables.Decision, sentences: tuple[Sentence, ...], citations: tuple[Citation, ...]
) -> Decided:
    """Write a decision down with what it says, to be told when it can no longer be taken back. The
    caller holds the transaction and the turn of its course.
    """
    now = now_ms()
    row.public_id = str(uuid4())
    row.sentences = answers.sentences_down(sentences) if sentences else None
    row.citations = answers.written_down(citations) if sentences else None
    row.spread_after = now + UNDO_S * 1000
    row.created_at = now
    row.save(force_insert=True)
    audit.note(
        "review_decided", subject=row.public_id, course_id=row.course_id, detail=str(row.kind)
    )
    return Decided(
        public_id=row.public_id,
        kind=DecisionKind(row.kind),
        undo_until=from_ms(row.spread_after),
        told=askers(row.course_id, row.alike) if sentences else 0,
    )


@transaction
def take_back(course_id: int, public_id: str) -> None:
    """Undo a decision as if it had never been. Raises `NotFoundError`, and `ReviewError` once its
    time is over.
    """
    table = tables.Decision
    row = table.get_or_none(table.public_id == public_id, table.course == course_id)
    if row is None:
        raise NotFoundError
    in_time = (table.id == row.id) & (table.spread_after > now_ms()) & table.spread_at.is_null()
    if not table.delete().where(in_time).execute():
        raise ReviewError("too_late_to_undo")
    audit.note("review_taken_back", subject=public_id, course_id=course_id)


def askers(course_id: int, *keys: str) -> int:
    """How many people asked the questions of these groups. The caller is connected."""
    question = tables.Question
    groups = reduce(or_, (in_group(course_id, each) for each in keys))
    which = groups & (question.state != QuestionState.CANCELLED)
    return int(question.select(question.person).where(which).distinct().count())


def _was_seen(
    course_id: int, of_key: str, seen: str, row: tables.Question | None, answer: Answer | None
) -> bool:
    """Whether an instructor who looked at the answer `seen` has seen what the answer that stands
    there now says: where many ask the same at once, it is often another one of the same words.
    """
    if answer is None or seen == answer.public_id:
        return True  # of none nothing can be approved or cited
    shown_row = (
        tables.Question.select()
        .join(tables.Answer)
        .where(in_group(course_id, of_key), tables.Answer.public_id == seen)
        .first()
    )
    shown = answers.newest(shown_row.id) if shown_row is not None else None
    if shown is None or shown.public_id != seen or shown.sentences != answer.sentences:
        return False
    return _places(course_id, shown_row, shown) == _places(course_id, row, answer)


def _places(
    course_id: int, row: tables.Question | None, answer: Answer
) -> list[tuple[int, str, str]]:
    """Which place each number of a source names."""
    found = reviews.sources(course_id, row, answer)
    return [(each.number, each.version, each.anchor) for each in found]


def _said(
    course_id: int, new: NewDecision, row: tables.Question | None, answer: Answer | None
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    if new.kind is DecisionKind.DISMISSED:
        return (), ()
    known = {each.number: each for each in reviews.sources(course_id, row, answer)}
    told = new.sentences
    if new.kind is DecisionKind.APPROVED:
        if answer is None or not may_be_approved(answer):
            raise ReviewError("nothing_to_approve")
        _check_still_stands(course_id, row, answer)
        told = answer.sentences
    return said_of(course_id, told, tuple(known.values()))


def _check_still_stands(course_id: int, row: tables.Question | None, answer: Answer) -> None:
    """What waits to be told is not approved on documents that say another thing by now: it is
    answered again before.
    """
    waits = row is not None and row.state == QuestionState.UNAPPROVED
    if waits and not places.all_stand(course_id, answer.citations):
        raise ReviewError("document_changed")


def said_of(
    course_id: int, told: tuple[Sentence, ...], sources: tuple[Citation, ...]
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """What these sentences say with the sources that they cite and that can still be read, numbered
    from 1. The caller is connected. Raises `ReviewError` where there is no sentence, or one cites
    what is not among the sources.
    """
    known = {each.number: each for each in sources}
    if not told:
        raise ReviewError("nothing_to_publish")
    if any(number not in known for sentence in told for number in sentence.citations):
        raise ReviewError("unknown_source")
    now = places.current(course_id, sources)
    left = {
        each.number: now[each.version, each.anchor]
        for each in sources
        if (each.version, each.anchor) in now
    }
    return _renumbered(told, left)


def may_be_approved(answer: Answer) -> bool:
    """Whether an answer may be fine as it is: it says something, of all that was asked."""
    return bool(answer.sentences) and answer.told and not answer.in_part


def _renumbered(
    told: tuple[Sentence, ...], known: dict[int, Citation]
) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """The sentences with what they cite numbered from 1; what nobody can read any more goes."""
    numbers: dict[int, int] = {}
    for sentence in told:
        for number in sentence.citations:
            if number in known:
                numbers.setdefault(number, len(numbers) + 1)
    sentences = tuple(
        replace(
            sentence,
            citations=tuple(numbers[each] for each in sentence.citations if each in numbers),
        )
        for sentence in told
    )
    return sentences, tuple(_cited(known, numbers))


def _cited(known: dict[int, Citation], numbers: dict[int, int]) -> Iterator[Citation]:
    for number, to in numbers.items():
        yield replace(known[number], number=to)
