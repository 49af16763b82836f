"""Shapes of documents: as they are uploaded, listed, replaced, hidden and shown."""

from datetime import date

from marshmallow import Schema, fields, validate

from lti_app.api.schemas import LANGUAGE, PageQuery, Time
from silabo.domain.documents import VersionState
from silabo.domain.lending import LoanState

LONGEST_FILE_NAME = 1_000


class Upload(Schema):
    """A file in a multipart form."""

    file = fields.Raw(required=True, metadata={"type": "string", "format": "binary"})


class Document(Schema):
    """A document of the course, as its newest version stands."""

    id = fields.UUID(required=True, attribute="public_id")
    version = fields.UUID(required=True)
    title = fields.String(required=True)
    file_name = fields.String(required=True)
    state = fields.Enum(VersionState, by_value=True, required=True)
    size = fields.Integer(required=True)
    pages = fields.Integer(
        allow_none=True,
        metadata={"description": "null before it is read, and where the format has no pages"},
    )
    passages = fields.Integer(required=True)
    language = fields.String(required=True, metadata=LANGUAGE)
    code = fields.String(allow_none=True)
    retry_at = Time(allow_none=True)
    created_at = Time(required=True)
    same_name = fields.Boolean(
        required=True,
        metadata={"description": "another document had this name; `title` tells them apart"},
    )
    page = fields.Integer(
        allow_none=True, metadata={"description": "the page that is being read, of `pages`"}
    )
    answering = fields.UUID(
        allow_none=True,
        metadata={
            "description": "the version whose text answers: an older one until `version` is ready"
        },
    )
    visible = fields.Function(lambda document: not document.hidden, metadata={"type": "boolean"})
    visible_from = Time(
        allow_none=True, metadata={"description": "when a hidden document is shown by itself"}
    )
    offered = fields.Boolean(
        required=True, metadata={"description": "to the other courses of the platform"}
    )


class Offer(Schema):
    """Whether other courses of the platform may read a document, and the titles of those that
    do.
    """

    offered = fields.Boolean(required=True)
    courses = fields.List(fields.String(), required=True)


class OtherDocument(Schema):
    """A document of another course of the platform."""

    id = fields.UUID(required=True, attribute="public_id")
    title = fields.String(required=True)
    course = fields.String(
        required=True, metadata={"description": "the title of the course that it is of"}
    )
    state = fields.Enum(
        LoanState,
        by_value=True,
        required=True,
        metadata={"description": "`read`: answers use it; `ended`: the other course ended that"},
    )
    version = fields.UUID(
        allow_none=True,
        metadata={
            "description": "the version whose text answers; null where it is hidden there or that"
            " course is closed"
        },
    )


class DocumentsQuery(PageQuery):
    """A list of documents, or those of it whose file has this name."""

    file_name = fields.String(load_default="", validate=validate.Length(max=LONGEST_FILE_NAME))


class VisibilityChoice(Schema):
    """Whether students see a document; hidden, it may be shown by itself from a day on."""

    visible = fields.Boolean(required=True)
    day = fields.Date(
        data_key="from",
        load_default=None,
        allow_none=True,
        validate=validate.Range(date(2000, 1, 1), date(2200, 1, 1)),
        metadata={
            "description": "hidden until this day begins in the course's time zone",
            "maxLength": 10,
        },
    )
