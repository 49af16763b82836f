"""What the documents of a course do not say: declined questions by what was looked for, and how
many people have an answer since.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from peewee import JOIN, Case, fn

from silabo.domain.answers import ANSWERED, AnswerKind
from silabo.domain.clock import from_ms
from silabo.domain.questions import QuestionState
from silabo.domain.reviews import Filled, Gap, Helped, Wanting
from silabo.language.stems import document_stems
from silabo.storage import tables
from silabo.storage.database import reading
from silabo.storage.groups import key
from silabo.storage.harm import asked, settled

LOOKED_AT = 2000  # of the newest declined questions
MOST_QUESTIONS = 10  # that are named of a gap
MOST_FILLED = 10
PAGE = 20

# What was looked for; by itself where nothing is known of it.
_Lacking = tuple[str, frozenset[str]] | str


@dataclass
class _Group:
    """Declined questions that ask the same, the newest first."""

    key: str
    public_id: str
    text: str
    language: str
    searched: tuple[str, ...]
    asked_at: int
    people: set[int] = field(default_factory=set)
    times: int = 0


@reading
def listed(course_id: int, *, page: int = 1, limit: int = PAGE) -> list[Gap]:
    """What most people asked in vain first. Pages count from 1."""
    found = [_gap(groups) for groups in _lacking(course_id).values()]
    found.sort(key=lambda gap: (gap.askers, gap.asked_at), reverse=True)
    return found[(page - 1) * limit : page * limit]


@reading
def count(course_id: int) -> int:
    """How many there are."""
    return len(_lacking(course_id))


def near(course_id: int, of_key: str) -> tuple[Wanting, ...]:
    """The other declined questions for which was looked for the same as for those of a key. The
    caller is connected.
    """
    groups = [each for each in _beside(course_id, of_key) if each.key != of_key]
    return tuple(map(_wanting, _most_asked(groups)[:MOST_QUESTIONS]))


def near_keys(course_id: int, of_key: str) -> set[str]:
    """The keys of them. The caller is connected."""
    return {each.key for each in _beside(course_id, of_key)}


@reading
def helped(course_id: int) -> Helped:
    """How many people have an answer who had been declined."""
    rows = list(_filled(course_id).limit(MOST_FILLED).tuples())
    people = asked(course_id, fn.COUNT(tables.Question.person.distinct())).where(*_was_declined())
    return Helped(int(people.scalar() or 0), tuple(_one_filled(*row) for row in rows))


def _lacking(course_id: int) -> dict[_Lacking, list[_Group]]:
    found: dict[_Lacking, list[_Group]] = {}
    for group in _declined(course_id):
        found.setdefault(_lack(group), []).append(group)
    return found


def _lack(group: _Group) -> _Lacking:
    words = {
        stem for said in group.searched for stem in document_stems(said, group.language) or [said]
    }
    return (group.language, frozenset(words)) if words else group.key


def _beside(course_id: int, of_key: str) -> list[_Group]:
    for groups in _lacking(course_id).values():
        if any(each.key == of_key for each in groups):
            return groups
    return []


def _declined(course_id: int) -> Iterator[_Group]:
    """The groups of declined questions of which nobody has decided since."""
    question, answer = tables.Question, tables.Answer
    done = settled(course_id)
    columns: tuple[Any, ...] = (key(), question.public_id, question.text, question.language)
    columns += (question.person, answer.searched, question.asked_at)
    rows = (
        asked(course_id, *columns)
        .switch(question)
        .join(done, JOIN.LEFT_OUTER, on=(done.c.alike == key()))
        .where(
            answer.kind == AnswerKind.DECLINED,
            answer.created_at > fn.COALESCE(done.c.settled_at, 0),
        )
        .order_by(question.id.desc())
        .limit(LOOKED_AT)
    )
    found: list[tuple[Any, ...]] = [*rows.tuples()]
    groups: dict[str, _Group] = {}
    for of_key, public_id, text, language, person, searched, asked_at in found:
        made = _Group(of_key, public_id, text, language, tuple(searched), asked_at)
        group = groups.setdefault(of_key, made)
        group.people.add(person)
        group.times += 1
    yield from groups.values()


def _gap(groups: list[_Group]) -> Gap:
    newest = max(groups, key=lambda group: group.asked_at)
    return Gap(
        searched=newest.searched,
        questions=tuple(map(_wanting, _most_asked(groups)[:MOST_QUESTIONS])),
        askers=len(set().union(*(group.people for group in groups))),
        asked_at=from_ms(newest.asked_at),
    )


def _most_asked(groups: list[_Group]) -> list[_Group]:
    return sorted(groups, key=lambda group: (len(group.people), group.asked_at), reverse=True)


def _wanting(group: _Group) -> Wanting:
    return Wanting(group.public_id, group.text, group.language, len(group.people), group.times)


def _was_declined() -> tuple[Any, ...]:
    question, answer = tables.Question, tables.Answer
    earlier = answer.alias()
    declined = earlier.select(earlier.question).where(earlier.kind == AnswerKind.DECLINED)
    is_told = question.state == QuestionState.ANSWERED
    return is_told, answer.kind.in_(ANSWERED), answer.revision > 1, question.id.in_(declined)


def _filled(course_id: int) -> Any:
    question, answer = tables.Question, tables.Answer
    newest = fn.MAX(question.id)
    people = fn.COUNT(question.person.distinct())
    by_hand = fn.SUM(Case(None, [(answer.kind == AnswerKind.CURATED, 1)], 0))
    return (
        asked(course_id, newest, people, by_hand, fn.MAX(answer.created_at))
        .where(*_was_declined())
        .group_by(key())
        .order_by(fn.MAX(answer.created_at).desc(), newest.desc())
    )


def _one_filled(newest: int, people: int, by_hand: int, filled_at: int) -> Filled:
    row = tables.Question.get_by_id(newest)
    return Filled(
        public_id=row.public_id,
        text=row.text,
        language=row.language,
        helped=people,
        by_instructors=by_hand > 0,
        filled_at=from_ms(filled_at),
    )
