"""Every reason for which a file is refused, in one place; each has a sentence in silabo/wording."""

from enum import StrEnum


class Rejection(StrEnum):
    """Why a file is refused, and the values that go with the code.

    The first group is found from the name and the first bytes, at the upload (`UploadError`); the
    others when the file is read (`RejectedDocumentError`). `encrypted`, `has_macros`, `empty_file`
    and `wrong_content` may come from either.
    """

    UNKNOWN_FORMAT = "unknown_format"  # extension, formats
    OLD_FORMAT = "old_format"  # extension, save_as: what the program of .doc or .key can write
    DOUBLE_EXTENSION = "double_extension"  # extension: the inner one, of a program
    EMPTY_FILE = "empty_file"
    WRONG_CONTENT = "wrong_content"  # extension: the content is something else
    HAS_MACROS = "has_macros"
    ENCRYPTED = "encrypted"
    BROKEN_FILE = "broken_file"
    HAS_DOCTYPE = "has_doctype"  # XML declarations that no word processor writes
    NO_TEXT = "no_text"  # pictures only, or nothing at all
    UNREADABLE_TEXT = "unreadable_text"  # letters that mean nothing to a program
    PART_NOT_READ = "part_not_read"  # all that it shows is in a part of another format
    TOO_MANY_PAGES = "too_many_pages"  # pages, limit
    TOO_MUCH_TEXT = "too_much_text"  # limit
    TOO_MANY_COLUMNS = "too_many_columns"  # columns, limit
    ARCHIVE_TOO_BIG = "archive_too_big"
    NO_DOCUMENTS = "no_documents"  # an archive without one that can be read
    TOO_MANY_MEMBERS = "too_many_members"  # count, limit
    TOO_HEAVY = "too_heavy"  # reading took too long, or too much memory


REJECTIONS: tuple[str, ...] = tuple(Rejection)

# Codes of domain.passages.Notice: what a reader left out of a file that it did read.
NOTICES: tuple[str, ...] = (
    "archives_left_out",
    "comments",
    "garbled_text",
    "hidden_activities",
    "deleted_text",
    "embedded_file",
    "form_not_filled",
    "hidden_rows",
    "hidden_sheet",
    "hidden_slide",
    "hidden_text",
    "link_left_out",
    "long_output",
    "members_left_out",
    "math_left_out",
    "page_without_text",
    "picture_not_read",
    "picture_read",
    "picture_unsure",
    "picture_without_words",
    "read_from_picture",
    "speaker_notes",
    "struck_text",
    "symbols_left_out",
    "unchecked_text",
)
