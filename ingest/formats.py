"""The formats that are read, each once; and which files are accepted. The name says that a file is
meant to be read; what it is, its bytes say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ingest.rejections import Rejection
from silabo.domain.errors import UploadError

PDF_MAGIC = b"%PDF-"
ZIP_MAGIC = b"PK\x03\x04"
GZIP_MAGIC = b"\x1f\x8b"
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
    has_slides: bool = False  # its pages are slides, and are called so
    member: str = ""  # of a zip archive: what the names in it begin with, and no other format's do


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODP = "application/vnd.oasis.opendocument.presentation"
HTML = "text/html"
CSV = "text/csv"
EPUB = "application/epub+zip"
NOTEBOOK = "application/x-ipynb+json"
TEX = "application/x-tex"
MARKDOWN = "text/markdown"
ZIP = "application/zip"
BACKUP = "application/vnd.moodle.backup"
TEXT = "text/plain"

FORMATS = (
    Format(
        label="Word (.docx)",
        extensions=(".docx",),
        media_type=DOCX,
        reader="ingest.docx.document",
        begins=ZIP_MAGIC,
        member="word/",
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
        label="PowerPoint (.pptx)",
        extensions=(".pptx",),
        media_type=PPTX,
        reader="ingest.pptx.document",
        begins=ZIP_MAGIC,
        member="ppt/",
        has_pages=True,
        has_slides=True,
    ),
    Format(
        label="Excel (.xlsx)",
        extensions=(".xlsx",),
        media_type=XLSX,
        reader="ingest.xlsx.document",
        begins=ZIP_MAGIC,
        member="xl/",
    ),
    Format(
        label="ODT",
        extensions=(".odt",),
        media_type=ODT,
        reader="ingest.odf.document",
        begins=ZIP_MAGIC,
        member="mimetype" + ODT,
    ),
    Format(
        label="ODP",
        extensions=(".odp",),
        media_type=ODP,
        reader="ingest.odf.presentation",
        begins=ZIP_MAGIC,
        member="mimetype" + ODP,
        has_pages=True,
        has_slides=True,
    ),
    Format(
        label="HTML",
        extensions=(".html", ".htm", ".xhtml"),
        media_type=HTML,
        reader="ingest.html.document",
    ),
    Format(
        label="EPUB",
        extensions=(".epub",),
        media_type=EPUB,
        reader="ingest.epub",
        begins=ZIP_MAGIC,
        member="mimetype" + EPUB,
    ),
    Format(
        label="Jupyter (.ipynb)",
        extensions=(".ipynb",),
        media_type=NOTEBOOK,
        reader="ingest.notebook",
    ),
    Format(label="LaTeX (.tex)", extensions=(".tex",), media_type=TEX, reader="ingest.tex"),
    Format(label="CSV", extensions=(".csv", ".tsv"), media_type=CSV, reader="ingest.csv_table"),
    Format(
        label="Markdown",
        extensions=(".md", ".markdown"),
        media_type=MARKDOWN,
        reader="ingest.markdown",
    ),
    Format(label="TXT", extensions=(".txt",), media_type=TEXT, reader="ingest.text"),
)

# Archives of documents: they are not read but taken apart, by `ingest.containers`.
CONTAINERS = (
    Format(
        label="Moodle (.mbz)",
        extensions=(".mbz",),
        media_type=BACKUP,
        reader="ingest.containers.unpack",
        begins=ZIP_MAGIC,
        member="moodle_backup.xml",
    ),
    Format(
        label="ZIP",
        extensions=(".zip",),
        media_type=ZIP,
        reader="ingest.containers.unpack",
        begins=ZIP_MAGIC,
        member="\0",  # no name begins so: what is no other format's archive
    ),
)
ACCEPTED = (*FORMATS, *CONTAINERS)

CONTAINER_TYPES = frozenset(each.media_type for each in CONTAINERS)
BY_MEDIA_TYPE = {each.media_type: each for each in FORMATS}
MEDIA_TYPES = {extension: each.media_type for each in ACCEPTED for extension in each.extensions}
EXTENSIONS: tuple[str, ...] = tuple(MEDIA_TYPES)
ARCHIVES = tuple(extension for each in CONTAINERS for extension in each.extensions)
_BEGINNINGS = {
    begins: [each for each in ACCEPTED if each.begins == begins]
    for begins in {each.begins for each in ACCEPTED if each.begins}
}
LABELS = ", ".join(each.label for each in ACCEPTED)
NAMES = ", ".join(dict.fromkeys(each.label.split()[0] for each in ACCEPTED))
LABELS_WITHOUT_PAGES = ", ".join(each.label for each in FORMATS if not each.has_pages)

# [MS-OFFCRYPTO] 2.3.4.4: a Word file with a password is an OLE container with this stream.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_KIND = b"mimetype"  # the first member, not packed
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_MACRO_EXTENSIONS = {".docm", ".dotm", ".pptm", ".ppsm", ".potm", ".xlsm", ".xltm"}
# What cannot be read, and what its own program saves it as that can.
_SAVED_AS = {
    **dict.fromkeys((".doc", ".dot", ".wri", ".wps", ".rtf", ".wpd", ".pages"), ".docx"),
    **dict.fromkeys((".ppt", ".pps", ".pot", ".ppsx", ".potx", ".key"), ".pptx"),
    **dict.fromkeys((".dotx", ".ott", ".fodt", ".sxw"), ".docx"),
    **dict.fromkeys((".xls", ".xlt", ".xltx", ".xlsb", ".ods", ".numbers"), ".xlsx"),
}
# Names such as "guide.exe.pdf" are made to mislead whoever saves the file again.
_PROGRAM_EXTENSIONS = {
    *(".exe", ".com", ".scr", ".bat", ".cmd", ".ps1", ".msi", ".dll", ".jar", ".apk", ".app"),
    *(".js", ".mjs", ".vbs", ".hta", ".lnk", ".sh", ".php", ".svg", ".docm"),
}


def media_type_of(file_name: str, first_bytes: bytes) -> str:
    """The media type of an uploaded file, one of `MEDIA_TYPES`: what its bytes say, whichever
    accepted extension its name has; among formats that are plain text, its extension.

    `first_bytes` are at least the first 4,096 bytes, or the whole file: a protected Word file is
    told from an old one only if the container's directory is among them. Raises `UploadError` with
    a code of `Rejection` when the kind is not accepted. That a file can be read is not promised;
    `read` says that.
    """
    path = PurePath(file_name.strip())
    extension = path.suffix.lower()
    if not first_bytes:
        raise UploadError(Rejection.EMPTY_FILE)
    if extension in _MACRO_EXTENSIONS:
        raise UploadError(Rejection.HAS_MACROS)
    if extension in _SAVED_AS:
        raise UploadError(Rejection.OLD_FORMAT, extension=extension, save_as=_SAVED_AS[extension])
    if extension not in MEDIA_TYPES:
        raise UploadError(Rejection.UNKNOWN_FORMAT, extension=extension[:20], formats=LABELS)
    for inner in path.suffixes[:-1]:
        if inner.lower() in _PROGRAM_EXTENSIONS:
            raise UploadError(Rejection.DOUBLE_EXTENSION, extension=inner.lower())
    return _by_bytes(extension, first_bytes)


def _by_bytes(extension: str, first_bytes: bytes) -> str:
    """The media type of bytes that come under this extension."""
    named = next(each for each in ACCEPTED if extension in each.extensions)
    if named.media_type == BACKUP and first_bytes.startswith(GZIP_MAGIC):
        return BACKUP  # the form that Moodle writes by default
    if first_bytes.startswith(OLE_MAGIC):
        if not named.begins:
            raise UploadError(Rejection.WRONG_CONTENT, extension=extension)
        if named.begins == ZIP_MAGIC and ENCRYPTED_STREAM in first_bytes:
            raise UploadError(Rejection.ENCRYPTED, extension=extension)
        save_as = extension if named.begins == ZIP_MAGIC else ".pdf"
        raise UploadError(Rejection.OLD_FORMAT, extension=extension, save_as=save_as)
    for begins, kinds in _BEGINNINGS.items():
        if first_bytes.startswith(begins):
            return _among(kinds, named, first_bytes, extension)
    if named.begins or not looks_like_text(first_bytes):
        raise UploadError(Rejection.WRONG_CONTENT, extension=extension)
    return named.media_type


def _among(kinds: Sequence[Format], named: Format, first_bytes: bytes, extension: str) -> str:
    """Which of the formats that begin alike some bytes are."""
    if len(kinds) == 1:
        return kinds[0].media_type
    for name in member_names(first_bytes):  # of a file in the file, names come later
        for kind in kinds:
            if name.startswith(kind.member):
                return kind.media_type
    if named not in kinds:
        raise UploadError(Rejection.WRONG_CONTENT, extension=extension)
    return named.media_type  # too little of it is seen: whoever reads all of it finds out


def member_names(first_bytes: bytes) -> Iterator[str]:
    """The names of an archive's members, as far as these bytes hold their headers; that which
    tells the kind of an OpenDocument file (1.3 part 2, 3.3) or a book with what it tells.

    APPNOTE.TXT 4.3.7: a local header has the length of its name at 26, and the name at 30.
    """
    at = first_bytes.find(ZIP_MAGIC)
    while 0 <= at <= len(first_bytes) - 30:
        length = int.from_bytes(first_bytes[at + 26 : at + 28], "little")
        name = first_bytes[at + 30 : at + 30 + min(length, 200)]
        size = int.from_bytes(first_bytes[at + 18 : at + 22], "little")
        if name == _KIND:
            name += first_bytes[at + 30 + length : at + 30 + length + min(size, 100)]
        yield name.decode("utf-8", "replace")
        at = first_bytes.find(ZIP_MAGIC, at + 30)


def is_known(extension: str) -> bool:
    """Whether files of this kind are read, or can be saved as such."""
    return extension in MEDIA_TYPES or extension in _SAVED_AS or extension in _MACRO_EXTENSIONS


def looks_like_text(data: bytes) -> bool:
    """Whether bytes can be plain text: no other format's mark, and no NUL outside UTF-16."""
    if data.startswith((PDF_MAGIC, ZIP_MAGIC, OLE_MAGIC)):
        return False
    return data.startswith(UTF16_MARKS) or b"\0" not in data
