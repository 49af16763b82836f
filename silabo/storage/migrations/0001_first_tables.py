"""All tables of the first release."""

from peewee import *

PUBLIC_ID = 36
DIGEST = 64


class Table(Model):
    id = BigAutoField()

    class Meta:
        legacy_table_names = False


class Leased(Table):
    state = CharField(16)
    run_after = BigIntegerField(default=0)
    attempt = IntegerField(default=0)
    lease_token = CharField(PUBLIC_ID, null=True)
    lease_until = BigIntegerField(null=True)
    worker = CharField(64, null=True)
    last_error = CharField(255, null=True)


class Platform(Table):
    issuer = CharField(255)
    client_id = CharField(255)
    name = CharField(255, default="")
    state = CharField(16, default="active")
    family = CharField(64, default="")
    granted = JSONField(null=True)
    login_url = CharField(1024)
    token_url = CharField(1024, default="")
    key_set_url = CharField(1024)
    key_set = JSONField(null=True)
    key_set_at = BigIntegerField(default=0)
    key_set_tried_at = BigIntegerField(default=0)
    created_at = BigIntegerField()

    class Meta:
        indexes = ((("issuer", "client_id"), True),)


class Deployment(Table):
    platform = ForeignKeyField(Platform, on_delete="CASCADE")
    deployment_id = CharField(255)

    class Meta:
        indexes = ((("platform", "deployment_id"), True),)


class LoginTransaction(Table):
    state_digest = CharField(DIGEST, unique=True)
    platform = ForeignKeyField(Platform, on_delete="CASCADE")
    nonce = CharField(128)
    secret_digest = CharField(DIGEST)
    deployment_hint = CharField(255, default="")
    message_hint = TextField(default="")
    storage_target = CharField(255, default="")
    expires_at = BigIntegerField(index=True)


class PendingLaunch(Table):
    code_digest = CharField(DIGEST, unique=True)
    secret_digest = CharField(DIGEST)
    identity = JSONField()
    language = CharField(8)
    tries = IntegerField(default=0)
    expires_at = BigIntegerField(index=True)


class Invite(Table):
    token_digest = CharField(DIGEST, unique=True)
    name = CharField(255)
    expires_at = BigIntegerField()
    used_at = BigIntegerField(null=True)


class AuditEntry(Table):
    event = CharField(64)
    platform = ForeignKeyField(Platform, null=True, on_delete="SET NULL")
    detail = CharField(255, default="")
    happened_at = BigIntegerField()


class LaunchRefusal(Table):
    platform = ForeignKeyField(Platform, null=True, on_delete="CASCADE")
    code = CharField(64)
    reference = CharField(8)
    happened_at = BigIntegerField(index=True)


class Course(Table):
    public_id = CharField(PUBLIC_ID, unique=True)
    platform = ForeignKeyField(Platform)
    deployment_id = CharField(255)
    context_id = CharField(255)
    title = CharField(255, default="")
    label = CharField(255, default="")
    url = CharField(1024, default="")
    time_zone = CharField(64)
    created_at = BigIntegerField()

    class Meta:
        indexes = ((("platform", "deployment_id", "context_id"), True),)


class Person(Table):
    public_id = CharField(PUBLIC_ID, unique=True)
    issuer = CharField(255)
    sub = CharField(255)
    name = CharField(255, default="")
    email = CharField(255, default="")
    language = CharField(8, default="und")
    letters = BooleanField(default=True)
    letters_stopped_at = BigIntegerField(default=0)
    stop_token = CharField(64, null=True, unique=True)
    notices = BooleanField(default=True)
    refused_address = CharField(255, default="")
    created_at = BigIntegerField()

    class Meta:
        indexes = ((("issuer", "sub"), True),)


class CourseRole(Table):
    person = ForeignKeyField(Person, on_delete="CASCADE")
    course = ForeignKeyField(Course, on_delete="CASCADE")
    name = CharField(16)
    seen_at = BigIntegerField()

    class Meta:
        indexes = ((("person", "course"), True),)


class Launch(Table):
    public_id = CharField(PUBLIC_ID, unique=True)
    person = ForeignKeyField(Person, on_delete="CASCADE")
    course = ForeignKeyField(Course, on_delete="CASCADE")
    role = CharField(16)
    language = CharField(8)
    frame_origins = JSONField()
    whole_page = BooleanField(default=False)
    back_url = CharField(1024, default="")
    documents = JSONField(null=True)
    deep_link = JSONField(null=True)
    storage = CharField(16, default="")
    code_digest = CharField(DIGEST, null=True, unique=True)
    code_until = BigIntegerField(default=0)
    created_at = BigIntegerField()


class Session(Table):
    token_digest = CharField(DIGEST, unique=True)
    launch = ForeignKeyField(Launch, on_delete="CASCADE")
    kind = CharField(16)
    seen_at = BigIntegerField()
    ends_at = BigIntegerField(index=True)


class Document(Table):
    public_id = CharField(PUBLIC_ID, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    title = CharField(255)
    created_at = BigIntegerField()


class Version(Leased):
    public_id = CharField(PUBLIC_ID, unique=True)
    document = ForeignKeyField(Document, on_delete="CASCADE")
    number = IntegerField()
    file_name = CharField(255)
    media_type = CharField(128)
    size = BigIntegerField()
    sha256 = CharField(DIGEST)
    language = CharField(8, default="und")
    pages = IntegerField(null=True)
    passage_count = IntegerField(default=0)
    code = CharField(64, null=True)
    code_values = JSONField(null=True)
    notices = JSONField(null=True)
    created_at = BigIntegerField()

    class Meta:
        indexes = ((("document", "number"), True), (("state", "run_after"), False))


class Section(Table):
    version = ForeignKeyField(Version, on_delete="CASCADE")
    ordinal = IntegerField()
    anchor = CharField(32)
    path = JSONField()

    class Meta:
        indexes = ((("version", "ordinal"), True),)


class Passage(Table):
    version = ForeignKeyField(Version, on_delete="CASCADE")
    section = ForeignKeyField(Section, on_delete="CASCADE")
    ordinal = IntegerField()
    anchor = CharField(32)
    kind = CharField(16)
    text = TextField()
    lead = TextField(default="")
    cells = JSONField(null=True)
    header = JSONField(null=True)
    page = IntegerField(null=True)
    words = IntegerField()
    digest = CharField(DIGEST)

    class Meta:
        indexes = ((("version", "anchor"), True), (("version", "ordinal"), True))


class Question(Leased):
    public_id = CharField(PUBLIC_ID, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="CASCADE")
    idempotency_key = CharField(128)
    text = TextField()
    language = CharField(8)
    status = CharField(8, null=True)
    round = IntegerField(default=0)
    passages = JSONField(null=True)
    documents = JSONField(null=True)
    letter = BooleanField(default=True)
    asked_at = BigIntegerField()
    answered_at = BigIntegerField(null=True)

    class Meta:
        indexes = (
            (("person", "idempotency_key"), True),
            (("state", "round", "id"), False),
            (("course", "person", "id"), False),
        )
        constraints = [
            Check("(state = 'working') = (lease_token IS NOT NULL)"),
            Check("status IS NULL OR (status = 'sent' AND state = 'answered')"),
        ]


class Answer(Table):
    public_id = CharField(PUBLIC_ID, unique=True)
    question = ForeignKeyField(Question, on_delete="CASCADE")
    revision = IntegerField()
    kind = CharField(16)
    language = CharField(8)
    sentences = JSONField()
    searched = JSONField()
    nearest = JSONField()
    reply = CharField(64, default="")
    why_quoted = CharField(16, default="")
    took_ms = IntegerField()
    created_at = BigIntegerField()

    class Meta:
        indexes = ((("question", "revision"), True),)


class Citation(Table):
    answer = ForeignKeyField(Answer, on_delete="CASCADE")
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
        indexes = ((("answer", "number"), True), (("version",), False))


class Delivery(Leased):
    public_id = CharField(PUBLIC_ID, unique=True)
    kind = CharField(16)
    code = CharField(32, default="")
    course = ForeignKeyField(Course, null=True, on_delete="CASCADE")
    person = ForeignKeyField(Person, null=True, on_delete="CASCADE")
    address = CharField(255, default="")
    question = ForeignKeyField(Question, null=True, on_delete="CASCADE")
    key = CharField(128, unique=True)
    message_id = CharField(255, null=True, unique=True)
    data_at = BigIntegerField(null=True)
    created_at = BigIntegerField()
    sent_at = BigIntegerField(null=True)
    failed_at = BigIntegerField(null=True, index=True)

    class Meta:
        indexes = (
            (("state", "run_after"), False),
            (("kind", "created_at"), False),
            (("state", "sent_at"), False),
        )
        constraints = [
            Check("person_id IS NOT NULL OR address <> ''"),
        ]


class WorkerProcess(Table):
    name = CharField(64, unique=True)
    queues = CharField(64)
    slots = IntegerField()
    seen_at = BigIntegerField(index=True)


class Trouble(Table):
    code = CharField(32, unique=True)
    since_at = BigIntegerField()


class Embedding(Table):
    model = CharField(DIGEST)
    digest = CharField(DIGEST)
    vector = BlobField()
    used_at = BigIntegerField(index=True)

    class Meta:
        indexes = ((("model", "digest"), True),)


TABLES = (
    Platform,
    Deployment,
    Course,
    Person,
    CourseRole,
    LoginTransaction,
    PendingLaunch,
    Launch,
    Session,
    Document,
    Version,
    Section,
    Passage,
    Question,
    Answer,
    Citation,
    Delivery,
    Invite,
    AuditEntry,
    LaunchRefusal,
    WorkerProcess,
    Trouble,
    Embedding,
)


def up(migrator, db):
    # Safe: a run that was killed half-way on a database without transactional DDL is completed.
    with db.bind_ctx(TABLES):
        db.create_tables(TABLES, safe=True)


def down(migrator, db):
    with db.bind_ctx(TABLES):
        db.drop_tables(TABLES)
