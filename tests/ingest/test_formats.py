import pytest

from ingest.formats import (
    DOCX,
    ENCRYPTED_STREAM,
    MARKDOWN,
    OLE_MAGIC,
    PDF,
    PPTX,
    TEXT,
    media_type_of,
)
from ingest.read import read
from ingest.rejections import REJECTIONS
from silabo.domain.errors import RejectedDocumentError, UploadError
from silabo.wording.error_sentences import sentence
from tests.ingest.archives import zipped

ZIP = b"PK\x03\x04" + b"\0" * 100


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("guía.docx", ZIP, DOCX),
        ("Guía.PDF", b"%PDF-1.4\n", PDF),
        ("Tema 1.2 Introducción.pdf", b"%PDF-1.4\n", PDF),
        ("4.Tests.md", b"# Tests", MARKDOWN),
        ("notas.markdown", b"# Notas", MARKDOWN),
        ("aviso.txt", "Año".encode("utf-16"), TEXT),
        ("apuntes.docx.pdf", b"%PDF-1.7\n", PDF),
        ("tema.pptx", zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), PPTX),
        # The name is wrong, and the bytes are not.
        ("guide.docx", b"%PDF-1.4\n", PDF),
        ("guide.txt", b"%PDF-1.4\n", PDF),
        ("guide.pdf", zipped({"word/document.xml": ""}), DOCX),
        ("guide.docx", zipped({"_rels/.rels": "", "ppt/presentation.xml": ""}), PPTX),
    ],
)
def test_an_accepted_file_has_a_media_type(name: str, content: bytes, media_type: str) -> None:
    assert media_type_of(name, content) == media_type


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("guide.pdf", b"", "empty_file"),
        ("guide.xyz", ZIP, "unknown_format"),
        ("guide", b"text", "unknown_format"),
        (".docx", ZIP, "unknown_format"),
        ("guide.pdf.exe", b"MZ", "unknown_format"),
        ("guide.exe.docx", ZIP, "double_extension"),
        ("guide.docm", ZIP, "has_macros"),
        ("guide.doc", OLE_MAGIC, "old_format"),
        ("guide.docx", OLE_MAGIC + b"WordDocument", "old_format"),
        ("guide.docx", OLE_MAGIC + ENCRYPTED_STREAM, "encrypted"),
        ("guide.ppt", OLE_MAGIC, "old_format"),
        ("guide.rtf", b"{\\rtf1", "old_format"),
        ("guide.pptm", ZIP, "has_macros"),
        ("guide.docx", b"GIF89a", "wrong_content"),
        ("guide.pdf", ZIP, "wrong_content"),
        ("guide.pdf", b"GIF89a %PDF-1.4", "wrong_content"),
        ("guide.txt", b"a\0b%PDF-1.4\n", "wrong_content"),
        ("guide.md", ZIP, "wrong_content"),
        ("guide.txt", b"a\0b", "wrong_content"),
    ],
)
def test_a_file_that_is_not_accepted_says_why(name: str, content: bytes, code: str) -> None:
    with pytest.raises(UploadError) as caught:
        media_type_of(name, content)

    assert caught.value.code == code
    assert code in REJECTIONS


@pytest.mark.parametrize(
    ("content", "media_type", "code"),
    [
        (b"", PDF, "empty_file"),
        (b"text", "text/nothing", "unknown_format"),
        (ZIP, TEXT, "wrong_content"),
        (b"no pdf", PDF, "wrong_content"),
        (ZIP, DOCX, "broken_file"),
        (OLE_MAGIC + ENCRYPTED_STREAM, DOCX, "encrypted"),
        (OLE_MAGIC + b"WordDocument", DOCX, "old_format"),
        (b"\xef\xbb\xbf \n\n", TEXT, "empty_file"),
        (b"<!-- nothing -->", MARKDOWN, "empty_file"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, media_type: str, code: str) -> None:
    with pytest.raises(RejectedDocumentError) as caught:
        read(content, media_type)

    assert caught.value.code == code
    assert ("extension" in caught.value.values) == (
        code in ("unknown_format", "wrong_content", "old_format")
    )


@pytest.mark.parametrize(
    ("name", "save_as"),
    [("a.doc", ".docx"), ("a.RTF", ".docx"), ("a.pages", ".docx"), ("a.ppt", ".pptx")],
)
def test_who_brings_what_cannot_be_read_is_told_the_way_out(name: str, save_as: str) -> None:
    with pytest.raises(UploadError) as caught:
        media_type_of(name, b"x")

    for language in ("en", "es", "fr"):
        assert f" {save_as} " in sentence(language, caught.value.code, caught.value.values)


def test_an_old_file_under_a_new_name_is_told_to_be_saved_in_that_format() -> None:
    with pytest.raises(RejectedDocumentError) as caught:
        read(OLE_MAGIC + b"PowerPoint Document", PPTX)

    assert (caught.value.code, caught.value.values["save_as"]) == ("old_format", ".pptx")
