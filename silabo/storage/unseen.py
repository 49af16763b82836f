"""What an asker has not seen yet: it is marked as news in their list, and letters may be wanted of
it alone. Who has seen it, who still looks at the panel, and how long a letter waits for that.
"""

from peewee import fn

from silabo.domain.crash import CrashPoint, point
from silabo.domain.errors import NotFoundError
from silabo.domain.people import Session, SessionKind
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.storage import tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.statements import Statement, given

# A panel that waits asks every 15 seconds at most, and its session notes that once a minute.
SILENT_MS = 120_000


def waits_until(letter: tables.Delivery, longest_ms: int) -> int | None:
    """Until when a letter waits for its answer to be seen, at most `longest_ms` after that was
    there; None where it goes now. Meanwhile it is looked at again whenever the panel may have been
    silent for too long. The caller holds the transaction.
    """
    question = letter.question
    if question is None or not question.if_unseen:
        return None
    now = now_ms()
    until = min(letter.created_at + longest_ms, _looks_until(question, now))
    return until if until > now else None


def note_news(question_id: int, revision: int) -> None:
    """An answer of a revision is news to its asker; 0: that there is none. The caller holds the
    transaction that records it.
    """
    question = tables.Question
    question.update(unread=revision).where(question.id == question_id).execute()


@reading
def count_news(course_id: int, person_id: int) -> int:
    """How many of a person's questions in a course have news that they have not seen."""
    ((count,),) = _NEWS.rows(course=course_id, person=person_id)
    return int(count)


_NEWS = Statement(
    lambda _: tables.Question.select(fn.COUNT(tables.Question.id)).where(
        tables.Question.person == given("person"),
        tables.Question.course == given("course"),
        tables.Question.unread.is_null(False),
    )
)


@transaction
def see(course_id: int, person_id: int, public_id: str, revision: int) -> None:
    """Note that an asker has seen the answer of a revision, or for 0 that there is none: it is no
    news any more, and where that was their choice, no letter tells it. Raises `NotFoundError`.
    """
    question = tables.Question.get_or_none(
        tables.Question.public_id == public_id,
        tables.Question.course == course_id,
        tables.Question.person == person_id,
        tables.Question.state != QuestionState.CANCELLED,
    )
    if question is None:
        raise NotFoundError
    # What came meanwhile stays news.
    known = (tables.Question.id == question.id) & (tables.Question.unread <= revision)
    tables.Question.update(unread=None).where(known).execute()
    if not question.if_unseen:
        return
    letter = tables.Delivery
    told = letter.key.in_(_keys(question, revision))
    letter.update(seen_at=now_ms()).where(told, letter.seen_at.is_null()).execute()
    point(CrashPoint.ANSWER_SEEN)
    # One that somebody sends just now is stopped before its text leaves, if it is not too late.
    letter.update(state=DeliveryState.SUPPRESSED, message_id=None, data_at=None).where(
        told, letter.state == DeliveryState.READY
    ).execute()


@transaction
def leave(session: Session) -> int:
    """The page of a session was left or hidden: letters that waited for their answers to be seen
    there are looked at now. Returns how many.
    """
    tables.Session.update(left_at=now_ms()).where(tables.Session.id == session.id).execute()
    point(CrashPoint.PAGE_LEFT)
    question, letter = tables.Question, tables.Delivery
    wanted = question.select(question.id).where(
        question.person == session.person_id,
        question.course == session.course_id,
        question.if_unseen,
    )
    # One that was tried waits for a mail system.
    waiting = (letter.state == DeliveryState.READY) & (letter.attempt == 0)
    return int(letter.update(run_after=0).where(waiting, letter.question.in_(wanted)).execute())


@transaction
def come_back(session: Session) -> None:
    """The page of a session is looked at again."""
    tables.Session.update(left_at=None, seen_at=now_ms()).where(
        tables.Session.id == session.id
    ).execute()


def _keys(question: tables.Question, revision: int) -> list[str]:
    """Of the letters that tell nothing new to who has seen a revision. A letter tells the newest
    answer, and a revision that is no news has no letter of its own: so they are those of it and of
    all before it.
    """
    if not revision:
        return [f"failure:{question.public_id}:1"]
    answer = tables.Answer
    there = answer.select(answer.revision).where(
        answer.question == question.id, answer.revision <= revision
    )
    return [f"answer:{question.public_id}:{row.revision}" for row in there]


def _looks_until(question: tables.Question, now: int) -> int:
    """Until when a person counts as looking at the panel of a course, where nothing more is heard
    of it; 0 where every page of it was left.
    """
    session, launch = tables.Session, tables.Launch
    # A person has few pages open. Asked for those of a course, SQLite would read all launches that
    # the course ever had; so which are of it is looked at here.
    opened = (
        session.select(session.seen_at, launch.course)
        .join(launch)
        .where(
            launch.person == question.person_id,
            session.kind == SessionKind.PANEL,
            session.left_at.is_null(),
            session.ends_at > now,
        )
    )
    heard = [each.seen_at for each in opened if each.launch.course_id == question.course_id]
    return max(heard) + SILENT_MS if heard else 0
