"""Shapes of documents: as they are uploaded, listed, replaced, hidden and shown."""

from datetime import date

from marshmallow import Schema, fields, validate

from lti_app.api.schemas import LANGUAGE, PageQuery, Time
from silabo.domain.documents import VersionState

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
