"""The formats that are read, each once; and which files are accepted: by extension and by the
first bytes, which must agree.
"""

from dataclasses import dataclass
from pathlib import PurePath

from ingest.rejections import Rejection
from silabo.domain.errors import UploadError

PDF_MAGIC = b"%PDF-"
ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Format:
    """A format, and all that others say of it: the desk, sentences, the API and the reader."""

    label: str  # as every language writes it
    extensions: tuple[str, ...]  # the usual one first
    media_type: str
    reader: str  # the module whose `read` reads it
    begins: bytes = b""  # the first bytes of each such file; none: it is plain text
    has_pages: bool = False


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
MARKDOWN = "text/markdown"
TEXT = "text/plain"

FORMATS = (
    Format(
        label="Word (.docx)",
        extensions=(".docx",),
        media_type=DOCX,
        reader="ingest.docx.document",
        begins=ZIP_MAGIC,
    ),
    Format(
        label="PDF",
        extensions=(".pdf",),
        media_type=PDF,
        reader="ingest.pdf.document",
        begins=PDF_MAGIC,
        has_pages=True,
    ),
    Format(
        label="Markdown",
        extensions=(".md", ".markdown"),
        media_type=MARKDOWN,
        reader="ingest.markdown",
    ),
    Format(label="TXT", extensions=(".txt",), media_type=TEXT, reader="ingest.text"),
)

BY_MEDIA_TYPE = {each.media_type: each for each in FORMATS}
MEDIA_TYPES = {extension: each.media_type for each in FORMATS for extension in each.extensions}
EXTENSIONS: tuple[str, ...] = tuple(MEDIA_TYPES)
LABELS = ", ".join(each.label for each in FORMATS)
LABELS_WITHOUT_PAGES = ", ".join(each.label for each in FORMATS if not each.has_pages)

# [MS-OFFCRYPTO] 2.3.4.4: a Word file with a password is an OLE container with this stream.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_MACRO_EXTENSIONS = {".docm", ".dotm"}
_OLD_EXTENSIONS = {".doc", ".dot", ".wri", ".wps"}
# Names such as "guide.exe.pdf" are made to mislead whoever saves the file again.
_PROGRAM_EXTENSIONS = {
    *(".exe", ".com", ".scr", ".bat", ".cmd", ".ps1", ".msi", ".dll", ".jar", ".apk", ".app"),
    *(".js", ".mjs", ".vbs", ".hta", ".lnk", ".sh", ".php", ".html", ".htm", ".svg", ".docm"),
}


def media_type_of(file_name: str, first_bytes: bytes) -> str:
    """The media type of an uploaded file, one of `MEDIA_TYPES`.

    `first_bytes` are at least the first 4,096 bytes, or the whole file: a protected Word file is
    told from an old one only if the container's directory is among them. Raises `UploadError` with
    a code of `Rejection` when the kind is not accepted or name and content disagree. That a file
    can be read is not promised; `read` says that.
    """
    path = PurePath(file_name.strip())
    extension = path.suffix.lower()
    if not first_bytes:
        raise UploadError(Rejection.EMPTY_FILE)
    if extension in _MACRO_EXTENSIONS:
        raise UploadError(Rejection.HAS_MACROS)
    if extension in _OLD_EXTENSIONS:
        raise UploadError(Rejection.OLD_FORMAT, extension=extension)
    if extension not in MEDIA_TYPES:
        raise UploadError(Rejection.UNKNOWN_FORMAT, extension=extension[:20], formats=LABELS)
    for inner in path.suffixes[:-1]:
        if inner.lower() in _PROGRAM_EXTENSIONS:
            raise UploadError(Rejection.DOUBLE_EXTENSION, extension=inner.lower())
    media_type = MEDIA_TYPES[extension]
    if not _content_fits(media_type, first_bytes):
        raise UploadError(_why_not(media_type, first_bytes), extension=extension)
    return media_type


def _content_fits(media_type: str, first_bytes: bytes) -> bool:
    """Whether the bytes begin as a file of this type begins."""
    begins = BY_MEDIA_TYPE[media_type].begins
    return first_bytes.startswith(begins) if begins else looks_like_text(first_bytes)


def _why_not(media_type: str, first_bytes: bytes) -> Rejection:
    """Name the reason for which bytes are not what the extension says."""
    if media_type == DOCX and first_bytes.startswith(OLE_MAGIC):
        return Rejection.ENCRYPTED if ENCRYPTED_STREAM in first_bytes else Rejection.OLD_FORMAT
    return Rejection.WRONG_CONTENT


def looks_like_text(data: bytes) -> bool:
    """Whether bytes can be plain text: no other format's mark, and no NUL outside UTF-16."""
    if data.startswith((PDF_MAGIC, ZIP_MAGIC, OLE_MAGIC)):
        return False
    return data.startswith(UTF16_MARKS) or b"\0" not in data
