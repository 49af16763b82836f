"""Who asks, in which course, and the sessions that launches open."""

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    TextField,
)

from silabo.storage.tables.base import DIGEST, PUBLIC_ID, Table
from silabo.storage.tables.platforms import Platform


class Course(Table):
    """The LTI context: the wall around documents, questions and passages."""

    public_id = CharField(PUBLIC_ID, unique=True)
    platform = ForeignKeyField(Platform)
    platform_id: int
    deployment_id = CharField(255)
    context_id = CharField(255)
    title = CharField(255, default="")
    label = CharField(255, default="")
    url = CharField(1024, default="")
    time_zone = CharField(64)
    zone_from = CharField(16, default="default")  # default, lms or person
    caution = CharField(16, default="balanced")  # careful, balanced or generous
    # topics and what is said instead, as [["grades of others", "Ask Ana."]]; NULL: none
    out_of_scope = JSONField(null=True)
    instructions = TextField(null=True)  # for whichever model writes; NULL: none
    approval = BooleanField(default=False)  # its answers wait for an instructor's approval
    created_at = BigIntegerField()
    going_at = BigIntegerField(null=True)  # since when it is being deleted; NULL: it stays
    questions_days = IntegerField(null=True)  # how long its questions are kept; NULL: as elsewhere
    closed_at = BigIntegerField(null=True)  # since when students cannot ask; NULL: they can
    # Answers of a model in an hour; 0: any number, NULL: as elsewhere.
    hour_limit = IntegerField(null=True)
    language = CharField(8, default="")  # in which it is spoken to; "": as each launch says

    class Meta:
        """A context id is unique only within a deployment."""

        indexes = ((("platform", "deployment_id", "context_id"), True),)


class Person(Table):
    """Somebody that a platform sent: issuer and sub, and an address if the platform shared one."""

    public_id = CharField(PUBLIC_ID, unique=True)
    issuer = CharField(255)
    sub = CharField(255)
    name = CharField(255, default="")
    email = CharField(255, default="")
    language = CharField(8, default="und")
    letters = BooleanField(default=True)  # the last choice of the tick
    letters_if_unseen = BooleanField(default=False)  # and of the one beside it
    # By the link in a letter, for what was asked before.
    letters_stopped_at = BigIntegerField(default=0)
    # Opens the page of that link, and nothing else.
    stop_token = CharField(64, null=True, unique=True)
    notices = BooleanField(default=True)  # of an instructor: letters about a course
    at_once = BooleanField(default=False)  # those as soon as a question is handed over, not daily
    refused_address = CharField(255, default="")  # where no letter can be delivered
    # Who has this person's questions now: the LMS made two accounts one.
    merged_into = ForeignKeyField("self", null=True, on_delete="SET NULL")
    merged_into_id: int | None
    created_at = BigIntegerField()

    class Meta:
        """The same sub at two issuers is two persons."""

        indexes = ((("issuer", "sub"), True),)


class CourseRole(Table):
    """What a person is in a course, as the last launch said."""

    person = ForeignKeyField(Person, on_delete="CASCADE")
    person_id: int
    course = ForeignKeyField(Course, on_delete="CASCADE")
    course_id: int
    name = CharField(16)
    seen_at = BigIntegerField()

    class Meta:
        """One role a person and course."""

        indexes = ((("person", "course"), True),)


class Launch(Table):
    """One opening of the tool: a person in a course, and what the page of it needs."""

    public_id = CharField(PUBLIC_ID, unique=True)
    person = ForeignKeyField(Person, on_delete="CASCADE")
    person_id: int
    course = ForeignKeyField(Course, on_delete="CASCADE")
    course_id: int
    role = CharField(16)
    language = CharField(8)
    frame_origins = JSONField()
    whole_page = BooleanField(default=False)
    back_url = CharField(1024, default="")  # the course page in the LMS
    documents = JSONField(null=True)  # public ids that the LMS limits the activity to; NULL: all
    # Its id and its address in the LMS, and what its course was copied from.
    activity = JSONField(null=True)
    deep_link = JSONField(null=True)  # what a deep linking request wants back; NULL elsewhere
    roles = JSONField(null=True)  # as the platform named them; NULL: an older launch
    storage = CharField(16, default="")  # how the browser proved itself: cookie, storage, platform
    code_digest = CharField(DIGEST, null=True, unique=True)
    code_until = BigIntegerField(default=0)
    created_at = BigIntegerField()


class ActivityLimit(Table):
    """What an activity answers from, in place of a limit that names what is not there."""

    course = ForeignKeyField(Course, on_delete="CASCADE")
    course_id: int
    resource_link_id = CharField(255)
    said = JSONField()  # the limit that it replaces: another one from the LMS stands again
    documents = JSONField()  # public ids; none: all documents of the course

    class Meta:
        """One choice an activity."""

        indexes = ((("course", "resource_link_id"), True),)


class Session(Table):
    """A bearer of rights: the digest of a token, the launch that opened it, and its end."""

    token_digest = CharField(DIGEST, unique=True)
    launch = ForeignKeyField(Launch, on_delete="CASCADE")
    launch_id: int
    kind = CharField(16)
    seen_at = BigIntegerField()
    left_at = BigIntegerField(null=True)  # its page was left or hidden; NULL: nobody said so
    ends_at = BigIntegerField(index=True)
