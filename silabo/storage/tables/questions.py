"""What students ask, what was answered, and the letters that are owed."""

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    Check,
    ForeignKeyField,
    IntegerField,
    JSONField,
    TextField,
)

from silabo.storage.tables.base import PUBLIC_ID, Leased, Table
from silabo.storage.tables.decisions import Decision
from silabo.storage.tables.people import Course, Person


class Question(Leased):
    """A question; it is its own place in the queue."""

    public_id = CharField(PUBLIC_ID, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    course_id: int
    person = ForeignKeyField(Person, on_delete="CASCADE")
    person_id: int
    idempotency_key = CharField(128)
    text = TextField()
    language = CharField(8)
    status = CharField(8, null=True)  # NULL, then 'sent' when its letter went
    round = IntegerField(default=0)
    passages = JSONField(null=True)  # ids of the first passages; NULL until a search came back
    found = JSONField(null=True)  # all passages that a search ranked, for whoever answers it
    documents = JSONField(null=True)  # public ids that the activity was limited to; NULL: all
    quoted = JSONField(null=True)  # what is quoted while a model writes; NULL: nothing yet
    # The question of the same person and course that it goes on from.
    follows = ForeignKeyField("self", null=True, on_delete="SET NULL")
    follows_id: int | None
    letter = BooleanField(default=True)  # the asker's tick: this answer by e-mail too
    if_unseen = BooleanField(default=False)  # that one only if they have not seen the answer
    alike = CharField(64, null=True)  # what it shares with those that ask the same; NULL: with none
    folded = TextField(null=True)  # its text in lower case without accents, to be looked for in
    handed_at = BigIntegerField(null=True)  # its asker sent it to the instructors
    asked_at = BigIntegerField()
    answered_at = BigIntegerField(null=True)
    # The revision of the answer that is news to its asker, 0: that there is none; NULL: no news.
    unread = IntegerField(null=True)

    class Meta:
        """The queue is read by state and order, what a person still waits for by person and state,
        what is news to them by person, figures of a course by when it was asked; a lease and a
        state never disagree.
        """

        indexes = (
            (("person", "idempotency_key"), True),
            (("state", "round", "id", "run_after"), False),
            (("course", "person", "id"), False),
            (("person", "state"), False),
            (("person", "course", "unread"), False),
            (("course", "alike"), False),
            (("course", "asked_at"), False),
        )
        constraints = [  # noqa: RUF012 - peewee reads a list here
            Check("(state = 'working') = (lease_token IS NOT NULL)"),
            Check("status IS NULL OR (status = 'sent' AND state = 'answered')"),
        ]


class Answer(Table):
    """What was answered; a later answer is a new row with the next revision."""

    public_id = CharField(PUBLIC_ID, unique=True)
    question = ForeignKeyField(Question, on_delete="CASCADE")
    question_id: int
    revision = IntegerField()
    kind = CharField(16)
    language = CharField(8)
    sentences = JSONField()
    searched = JSONField()
    nearest = JSONField()
    reply = CharField(64, default="")
    why_quoted = CharField(16, default="")  # where quotations stand for a written answer
    understood_as = CharField(512, default="")  # completed from its thread; "": as written
    # Languages of the documents, between commas, where the question is in none of them.
    documents_in = CharField(32, default="")
    parts = JSONField(null=True)  # what came of each of several questions; NULL: it asks one
    quoted = JSONField(null=True)  # what is quoted below what a model wrote; NULL: nothing
    choices = JSONField(null=True)  # what the question may mean; NULL: it says so
    took_ms = IntegerField()  # a worker's time, for the estimate
    # Of the closest: when its asker said that it answers. It counts for them alone.
    confirmed_at = BigIntegerField(null=True)
    helped = BooleanField(null=True)  # what its asker said of it; NULL: nothing
    unhelpful = CharField(16, default="")  # why it did not help
    feedback_at = BigIntegerField(null=True)
    decision = ForeignKeyField(Decision, null=True, on_delete="SET NULL")  # of curated
    decision_id: int | None
    checked_at = BigIntegerField(null=True)  # of curated: when instructors wrote or approved it
    disagrees = BooleanField(default=False)  # documents state what it cites differently
    # What was told before and is not said any more, and what is said instead; NULL: nothing.
    changes = JSONField(null=True)
    created_at = BigIntegerField()

    class Meta:
        """Revisions count within a question; notices look for what was declined of late."""

        indexes = ((("question", "revision"), True), (("kind", "created_at"), False))


class Citation(Table):
    """A receipt of an answer: it keeps its quote when the document has left the course."""

    answer = ForeignKeyField(Answer, on_delete="CASCADE")
    answer_id: int
    number = IntegerField()
    document = CharField(PUBLIC_ID)
    version = CharField(PUBLIC_ID)
    anchor = CharField(32)
    quote = TextField()
    document_title = CharField(255)
    path = JSONField()
    page = IntegerField(null=True)
    row = IntegerField(null=True)
    passage_id = BigIntegerField(null=True)
    language = CharField(8, default="und")

    class Meta:
        """Numbers count within an answer."""

        indexes = ((("answer", "number"), True), (("version",), False))


class Delivery(Leased):
    """A letter that is owed to a person or to an address; it is composed when it is sent."""

    public_id = CharField(PUBLIC_ID, unique=True)
    kind = CharField(16)
    code = CharField(32, default="")  # what an alert is about; of figures, which week
    course = ForeignKeyField(Course, null=True, on_delete="CASCADE")  # what a notice is about
    course_id: int | None
    person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
    person_id: int | None
    address = CharField(255, default="")  # of who is no person here; else where it failed
    question = ForeignKeyField(Question, null=True, on_delete="CASCADE")
    question_id: int | None
    key = CharField(128, unique=True)
    message_id = CharField(255, null=True, unique=True)  # from when its text first left
    data_at = BigIntegerField(null=True)  # the letter's text may have left since then
    created_at = BigIntegerField()
    sent_at = BigIntegerField(null=True)
    failed_at = BigIntegerField(null=True, index=True)  # it was given up then
    # Its asker saw in the panel what it tells; NULL: no, or it goes all the same.
    seen_at = BigIntegerField(null=True)

    class Meta:
        """The queue is read by state and order; alerts look for what failed since the last one,
        bounces for what was sent of late.
        """

        indexes = (
            (("state", "run_after"), False),
            (("state", "id", "run_after"), False),
            (("kind", "created_at"), False),
            (("state", "sent_at"), False),
        )
        constraints = [  # noqa: RUF012 - peewee reads a list here
            Check("person_id IS NOT NULL OR address <> ''"),
        ]
