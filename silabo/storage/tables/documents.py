"""What instructors bring: documents, their versions, and the text in them."""

from peewee import (
    BigIntegerField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    JSONField,
    TextField,
)

from silabo.storage.tables.base import DIGEST, PUBLIC_ID, Leased, Table
from silabo.storage.tables.people import Course


class Document(Table):
    """A document of a course; its text is in its versions."""

    public_id = CharField(PUBLIC_ID, unique=True)
    course = ForeignKeyField(Course, on_delete="CASCADE")
    course_id: int
    title = CharField(255)
    label = CharField(255, default="")  # what it is called where another one has its title
    created_at = BigIntegerField()
    visible_from = BigIntegerField(default=0)  # silabo.storage.visibility says what it means
    offered_at = BigIntegerField(null=True)  # since when other courses may read it; NULL: none may


class Loan(Table):
    """A course reads a document of another course of its platform, or did until its end."""

    course = ForeignKeyField(Course, on_delete="CASCADE")  # that reads it
    course_id: int
    public_id = CharField(PUBLIC_ID)  # of the document, whose row may go
    document = ForeignKeyField(Document, null=True, on_delete="SET NULL")
    document_id: int | None
    taken_at = BigIntegerField()
    ended_at = BigIntegerField(null=True)
    # As both were called when the other side ended it: what the course's instructors are told.
    title = CharField(255, default="")
    lender = CharField(255, default="")
    told = BooleanField(default=False)  # somebody took note of the end
    cleared = BooleanField(default=False)  # ended, and out of the course's index

    class Meta:
        """A course reads a document once."""

        indexes = ((("course", "public_id"), True),)


class Version(Leased):
    """One uploaded file of a document, and how far its reading has come."""

    public_id = CharField(PUBLIC_ID, unique=True)
    document = ForeignKeyField(Document, on_delete="CASCADE")
    document_id: int
    number = IntegerField()
    file_name = CharField(255)
    media_type = CharField(128)
    size = BigIntegerField()
    sha256 = CharField(DIGEST)
    language = CharField(8, default="und")
    pages = IntegerField(null=True)
    passage_count = IntegerField(default=0)
    code = CharField(64, null=True)  # why it was rejected or failed
    code_values = JSONField(null=True)
    notices = JSONField(null=True)
    created_at = BigIntegerField()
    ready_at = BigIntegerField(null=True)  # since when it answers
    cleared = BooleanField(default=False)  # superseded, out of the index, without its file
    page = IntegerField(null=True)  # that is being read
    analysed_by = CharField(16, null=True)  # by which rules the analyses of its passages are

    class Meta:
        """Numbers count within a document; the queue is read by state."""

        indexes = ((("document", "number"), True), (("state", "run_after"), False))


class PicturePage(Leased):
    """A page of a version that is a picture, or a picture in it, and how far it has been read."""

    public_id = CharField(PUBLIC_ID, unique=True)
    version = ForeignKeyField(Version, on_delete="CASCADE")
    version_id: int
    page = IntegerField()  # 0 where there are none
    number = IntegerField(default=0)  # of a picture in the version; 0 is a whole page
    # The notice of it that stands until its words are read: of a whole page this one.
    told = CharField(64, default="page_without_text")
    picture = JSONField(null=True)  # a `FoundPicture`; None is a whole page

    class Meta:
        """A page or picture is read once; the queue is read by state."""

        indexes = ((("version", "page", "number"), True), (("state", "run_after"), False))


class Section(Table):
    """A heading of a version and where it stands."""

    version = ForeignKeyField(Version, on_delete="CASCADE")
    version_id: int
    ordinal = IntegerField()
    anchor = CharField(32)
    path = JSONField()

    class Meta:
        """In the document's order."""

        indexes = ((("version", "ordinal"), True),)


class Passage(Table):
    """What is searched and cited: a paragraph, list item, table row or code block."""

    version = ForeignKeyField(Version, on_delete="CASCADE")
    version_id: int
    section = ForeignKeyField(Section, on_delete="CASCADE")
    section_id: int
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
    analysis = TextField(null=True)  # what a question need not make again of its text

    class Meta:
        """An anchor is unique in its version; neighbours are the ordinals beside it; the same
        passage of another version has the same hash.
        """

        indexes = (
            (("version", "anchor"), True),
            (("version", "ordinal"), True),
            (("version", "digest"), False),
        )
