"""The questions of a course as its instructors see them: what needs eyes, all of them, and one with
what a decision rests on.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from peewee import Case, Expression, ModelSelect, fn

from silabo.domain.answers import ANSWERED, AnswerKind, Citation, Unhelpful
from silabo.domain.clock import from_ms
from silabo.domain.errors import NotFoundError
from silabo.domain.questions import Answer, QuestionState
from silabo.domain.reviews import UNDO_S, DecisionKind, Fate, Harm, QuestionGroup, Review
from silabo.language.words import fold
from silabo.storage import answers, gaps, passages, tables
from silabo.storage.database import now_ms, reading
from silabo.storage.groups import in_group, key, key_of
from silabo.storage.harm import Counted, asked, counted, harmed

PAGE = 20  # groups
MOST_NAMED = 3  # who handed a question over
MOST_WORDINGS = 5  # other ways in which it was asked
HAS_ANSWER = (QuestionState.ANSWERED, QuestionState.UNAPPROVED)
LONGEST_SEARCH = 100  # characters


@reading
def to_review(course_id: int, *, page: int = 1, limit: int = PAGE) -> list[QuestionGroup]:
    """What needs eyes, the most harmful first. Pages count from 1."""
    rows = harmed(course_id).limit(limit).offset((page - 1) * limit)
    return [_group(course_id, each) for each in _counted(rows)]


@reading
def count_to_review(course_id: int) -> int:
    """How many groups need eyes."""
    return int(harmed(course_id).count())


@reading
def listed(
    course_id: int,
    *,
    fate: Fate | None = None,
    search: str = "",
    page: int = 1,
    limit: int = PAGE,
) -> list[QuestionGroup]:
    """All groups, the newest first: those in which one question has this fate and these words."""
    which = [_FATES[fate]] if fate else []
    which += [_has(word) for word in _words_of(search)]
    newest = fn.MAX(tables.Question.id)
    rows = asked(course_id, key()).where(*which).group_by(key()).order_by(newest.desc())
    found: list[tuple[str]] = [*rows.limit(limit).offset((page - 1) * limit).tuples()]
    return [_one(course_id, each) for (each,) in found]


def _words_of(search: str) -> list[str]:
    # One character may fold to many: a database has its limits for what it looks for.
    return fold(search[:LONGEST_SEARCH])[:LONGEST_SEARCH].split()


@reading
def count(course_id: int) -> int:
    """How many groups of questions a course has."""
    return int(asked(course_id, key()).distinct().count())


@reading
def review(course_id: int, public_id: str) -> Review:
    """The group of a question of this course, with all that a decision rests on. Raises
    `NotFoundError`.
    """
    of_key = key_of(find(course_id, public_id))
    group = _one(course_id, of_key)
    row = answered_row(course_id, of_key)
    answer = answers.newest(row.id) if row is not None else None
    last = last_decision(course_id, of_key)
    until = last.created_at + UNDO_S * 1000 if last is not None else 0
    return Review(
        group=group,
        answer=answer,
        sources=tuple(sources(course_id, row, answer)),
        wordings=tuple(_wordings(course_id, of_key, group.text)),
        decided=last.public_id if last is not None else "",
        decided_as=DecisionKind(last.kind) if last is not None else None,
        undo_until=from_ms(until) if until > now_ms() else None,
        near=gaps.near(course_id, of_key),
    )


def find(course_id: int, public_id: str) -> tables.Question:
    """A question of a course, whoever asked it. The caller is connected. Raises `NotFoundError`."""
    row: tables.Question | None = tables.Question.get_or_none(
        tables.Question.public_id == public_id,
        tables.Question.course == course_id,
        tables.Question.state != QuestionState.CANCELLED,
    )
    if row is None:
        raise NotFoundError
    return row


def answered_row(course_id: int, of_key: str) -> tables.Question | None:
    """The question of a group whose answer is looked at: the newest whose answer waits for that,
    else that has one. The caller is connected.
    """
    waits = Case(None, [(tables.Question.state == QuestionState.UNAPPROVED, 0)], 1)
    row: tables.Question | None = (
        tables.Question.select()
        .where(in_group(course_id, of_key), tables.Question.state.in_(HAS_ANSWER))
        .order_by(waits, tables.Question.id.desc())
        .first()
    )
    return row


def last_decision(course_id: int, of_key: str) -> tables.Decision | None:
    """What was decided last of a group. The caller is connected."""
    table = tables.Decision
    row: tables.Decision | None = (
        table.select()
        .where(table.course == course_id, table.alike == of_key)
        .order_by(table.id.desc())
        .first()
    )
    return row


def sources(
    course_id: int, row: tables.Question | None, answer: Answer | None
) -> Iterator[Citation]:
    """What may be cited of an answer's question, each with its number: what its answer cites, then
    what else was found near it and can still be read. The caller is connected.
    """
    cited = answer.citations if answer is not None else ()
    yield from cited
    known = {(each.version, each.anchor) for each in cited}
    number = max((each.number for each in cited), default=0)
    near: list[Citation] = [*(answer.nearest if answer else ()), *(answer.quoted if answer else ())]
    if row is not None and row.passages:
        near += [
            Citation.of(each, each.text, 0) for each in passages.by_ids(course_id, row.passages)
        ]
    readable = passages.readable(course_id, [each.version for each in near]) if near else set()
    for each in near:
        if each.version in readable and (each.version, each.anchor) not in known:
            known.add((each.version, each.anchor))
            number += 1
            yield replace(each, number=number)


def _one(course_id: int, of_key: str) -> QuestionGroup:
    (found,) = _counted(counted(course_id, in_group(course_id, of_key)))
    return _group(course_id, found)


def _counted(rows: "ModelSelect[tables.Question]") -> list[Counted]:
    found: list[tuple[Any, ...]] = [*rows.tuples()]
    return [Counted(*row) for row in found]


def _group(course_id: int, found: Counted) -> QuestionGroup:
    newest = tables.Question.get_by_id(found.newest)
    answer = answers.newest(newest.id) if newest.state in HAS_ANSWER else None
    return QuestionGroup(
        public_id=newest.public_id,
        text=newest.text,
        language=newest.language,
        asked_at=from_ms(newest.asked_at),
        state=QuestionState(newest.state),
        kind=answer.kind if answer else None,
        times=found.times,
        askers=found.askers,
        harm=found.harm,
        unapproved=found.unapproved,
        unapproved_since=from_ms(found.unapproved_since) if found.unapproved_since else None,
        handed_by=_handed_by(course_id, found.key) if found.handed else (),
        handed=found.handed,
        handed_at=from_ms(found.handed_at) if found.handed_at else None,
        unsolved=found.unsolved,
        declined=found.declined,
        unsure=found.unsure,
        confirmed=found.confirmed,
        reasons=_reasons(course_id, found.key) if found.unsolved else {},
        copied=found.harm is Harm.CHANGED and _in_doubt(course_id, found.key),
    )


def _in_doubt(course_id: int, of_key: str) -> bool:
    last = last_decision(course_id, of_key)
    return last is not None and last.doubt is not None


def _handed_by(course_id: int, of_key: str) -> tuple[str, ...]:
    question = tables.Question
    rows = (
        question.select(question, tables.Person)
        .join(tables.Person)
        .where(in_group(course_id, of_key), question.handed_at.is_null(False))
        .order_by(question.handed_at.desc())
        .limit(MOST_NAMED)
    )
    return tuple(dict.fromkeys(row.person.name for row in rows))


def _reasons(course_id: int, of_key: str) -> Mapping[Unhelpful, int]:
    rows = asked(course_id, tables.Answer.unhelpful).where(
        in_group(course_id, of_key), tables.Answer.unhelpful != ""
    )
    found: list[tuple[str]] = [*rows.tuples()]
    return Counter(Unhelpful(reason) for (reason,) in found)


def _wordings(course_id: int, of_key: str, text: str) -> Sequence[str]:
    question = tables.Question
    rows = (
        question.select(question.text)
        .where(in_group(course_id, of_key), question.state != QuestionState.CANCELLED)
        .order_by(question.id.desc())
        .limit(10 * MOST_WORDINGS)
    )
    return [each for each in dict.fromkeys(row.text for row in rows) if each != text][
        :MOST_WORDINGS
    ]


def _has(word: str) -> Expression:
    text = fn.COALESCE(tables.Question.folded, fn.LOWER(tables.Question.text))
    found: Expression = text.contains(word)
    return found


_IS_OPEN = tables.Question.state.in_((QuestionState.QUEUED, QuestionState.WORKING))
_IS_TOLD = tables.Question.state == QuestionState.ANSWERED
_FATES: dict[Fate, Expression] = {
    Fate.CHECKED: tables.Answer.kind == AnswerKind.CURATED,
    Fate.ANSWERED: _IS_TOLD
    & tables.Answer.kind.in_([kind for kind in ANSWERED if kind is not AnswerKind.CURATED]),
    Fate.UNSURE: _IS_TOLD & (tables.Answer.kind == AnswerKind.CLOSEST),
    Fate.UNAPPROVED: tables.Question.state == QuestionState.UNAPPROVED,
    Fate.DECLINED: tables.Answer.kind == AnswerKind.DECLINED,
    Fate.WAITING: _IS_OPEN,
    Fate.FAILED: tables.Question.state == QuestionState.FAILED,
    Fate.REPLY: tables.Answer.kind == AnswerKind.REPLY,
}
