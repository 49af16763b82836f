"""The topics that a course does not answer, as its instructors named them."""

from collections.abc import Iterable

from silabo.domain.answers import OutOfScope
from silabo.domain.errors import ToolError
from silabo.storage import courses, tables
from silabo.storage.database import reading, transaction
from silabo.storage.statements import Statement, given, read_json
from silabo.storage.turns import take_turn

MOST_TOPICS = 50
LONGEST_TOPIC = 80  # characters
LONGEST_SENTENCE = 500  # characters


@reading
def topics(course_id: int) -> tuple[OutOfScope, ...]:
    """What a course does not answer, in the order in which it was named."""
    ((kept,),) = _LEFT_OUT.rows(course=course_id)
    return tuple(OutOfScope(topic, sentence) for topic, sentence in read_json(kept) or ())


@transaction
def leave_out(course_id: int, topic: str, sentence: str = "") -> None:
    """Do not answer a topic from now on, and say this instead; naming it again changes what is
    said. Raises `ToolError` where the topic says nothing, or either is too long.
    """
    new = _checked(OutOfScope(topic, sentence))
    kept = {each.topic: each.sentence for each in _taken(course_id)}
    _keep(course_id, kept | {new.topic: new.sentence})


@transaction
def name_all(course_id: int, topics: Iterable[OutOfScope]) -> None:
    """Leave out these topics and no other from now on. Raises `ToolError` as `leave_out` does."""
    take_turn(tables.Course, course_id)
    _keep(course_id, {each.topic: each.sentence for each in map(_checked, topics)})


@transaction
def take_back(course_id: int, topic: str) -> bool:
    """Answer a topic again. False where it was not left out."""
    kept = {each.topic: each.sentence for each in _taken(course_id)}
    found = kept.pop(" ".join(topic.split()), None) is not None
    _keep(course_id, kept)
    return found


def of_row(course: tables.Course) -> tuple[OutOfScope, ...]:
    """What the row of a course says of it."""
    return tuple(OutOfScope(topic, sentence) for topic, sentence in course.out_of_scope or ())


def _taken(course_id: int) -> tuple[OutOfScope, ...]:
    # Two who name a topic at once both have it named.
    take_turn(tables.Course, course_id)
    return of_row(tables.Course.get_by_id(course_id))


def _checked(new: OutOfScope) -> OutOfScope:
    topic, sentence = " ".join(new.topic.split()), " ".join(new.sentence.split())
    if not any(map(str.isalnum, topic)) or len(topic) > LONGEST_TOPIC:
        raise ToolError("bad_topic", limit=LONGEST_TOPIC)
    if len(sentence) > LONGEST_SENTENCE:
        raise ToolError("sentence_too_long", limit=LONGEST_SENTENCE)
    return OutOfScope(topic, sentence)


def _keep(course_id: int, kept: dict[str, str]) -> None:
    if len(kept) > MOST_TOPICS:
        raise ToolError("too_many_topics", limit=MOST_TOPICS)
    found = [list(each) for each in kept.items()] or None
    if tables.Course.renew(course_id, out_of_scope=found):
        courses.note_setting(course_id, "topics out of scope")  # whose words may name somebody


_LEFT_OUT = Statement(
    lambda _: tables.Course.select(tables.Course.out_of_scope).where(
        tables.Course.id == given("course")
    )
)
