"""Counts what was asked by minutes, so that limits do not count what a student can delete.

The questions of the last day are counted as far as they are still there.
"""

import time
from collections import Counter

from peewee import *

from silabo.storage import steps

DAY_MS = 86_400_000
MINUTE_MS = 60_000
OPEN_INDEX = ("person_id", "state")
BATCH = 200


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Person(Table):
    pass


class Course(Table):
    pass


class Question(Table):
    course_id = BigIntegerField()
    person_id = BigIntegerField()
    asked_at = BigIntegerField()


class Answer(Table):
    question_id = BigIntegerField()
    kind = CharField(16)
    why_quoted = CharField(16)


class Asked(Table):
    minute_at = BigIntegerField(index=True)
    questions = IntegerField(default=0)
    written = IntegerField(default=0)


class PersonAsked(Asked):
    person = ForeignKeyField(Person, on_delete="CASCADE", index=False)

    class Meta:
        indexes = ((("person", "minute_at"), True),)


class CourseAsked(Asked):
    course = ForeignKeyField(Course, on_delete="CASCADE", index=False)

    class Meta:
        indexes = ((("course", "minute_at"), True),)


MADE = (PersonAsked, CourseAsked)
READ = (Person, Course, Question, Answer)


def up(migrator, db):
    with db.bind_ctx(MADE + READ):
        # Safe: a run that was killed half-way on a database without transactional DDL is completed.
        db.create_tables(MADE, safe=True)
        steps.add_index(migrator, "question", OPEN_INDEX)
        for table in MADE:
            table.delete().execute()
        _count()


def down(migrator, db):
    steps.drop_index(migrator, "question", OPEN_INDEX)
    with db.bind_ctx(MADE + READ):
        db.drop_tables(MADE)


def _count():
    since = int(time.time() * 1000) - DAY_MS
    recent = Question.asked_at > since
    cheap = _answered_without_a_model(recent)
    totals = {"person_id": (Counter(), Counter()), "course_id": (Counter(), Counter())}
    for question in Question.select().where(recent).iterator():
        minute = question.asked_at - question.asked_at % MINUTE_MS
        for whose, (asked, written) in totals.items():
            asked[getattr(question, whose), minute] += 1
            written[getattr(question, whose), minute] += question.id not in cheap
    for table, whose in ((PersonAsked, "person_id"), (CourseAsked, "course_id")):
        asked, written = totals[whose]
        rows = [
            {whose: key[0], "minute_at": key[1], "questions": count, "written": written[key]}
            for key, count in asked.items()
        ]
        for batch in chunked(rows, BATCH):
            table.insert_many(batch).execute()


def _answered_without_a_model(recent):
    answers = Answer.select(Answer.question_id, Answer.kind, Answer.why_quoted).join(
        Question, on=(Question.id == Answer.question_id)
    )
    answered, costly = set(), set()
    for answer in answers.where(recent):
        answered.add(answer.question_id)
        if answer.kind == "generated" or answer.why_quoted in ("model_slow", "draft_rejected"):
            costly.add(answer.question_id)
    return answered - costly
