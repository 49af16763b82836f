"""Questions of a course that ask the same: they share a key, and a question without one stands for
itself.
"""

from peewee import Expression, Function, fn

from silabo.storage import tables


def key() -> Function:
    """The key of a question's group, as a column."""
    return fn.COALESCE(tables.Question.alike, tables.Question.public_id)


def key_of(question: tables.Question) -> str:
    """The key of one question's group."""
    return str(question.alike or question.public_id)


def in_group(course_id: int, of_key: str) -> Expression:
    """The condition under which a question of a course is in a group."""
    question = tables.Question
    alone = question.alike.is_null() & (question.public_id == of_key)
    return (question.course == course_id) & ((question.alike == of_key) | alone)
