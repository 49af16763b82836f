"""PDF files."""

import zlib

from ingest.formats import PDF
from tests.adapters.parser.hostile.tricks import SAID, hostile
from tests.ingest.samples import Run, assembled, pdf, pdf_of_streams, pdf_page, shown, stream

SHOWN = shown(SAID)
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
USES_NEXT = "/XObject << /N 6 0 R >>"


@hostile("a tree of pages that holds itself", PDF, "no_text")
def page_tree(_: str) -> bytes:
    tree = b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", tree])


@hostile("50 MB of spaces, packed three times", PDF)
def packed(_: str) -> bytes:
    content = b" " * 50_000_000 + SHOWN.encode()
    for _time in range(3):
        content = zlib.compress(content, 9)
    return pdf_of_streams([content], filters="[" + "/FlateDecode " * 3 + "]", encoded=True)


@hostile("scripts, forms that are sent and programs", PDF)
def acting(away: str) -> bytes:
    opens = f"/OpenAction << /S /JavaScript /JS (app.launchURL\\('{away}'\\)) >>"
    closes = f"/AA << /WC << /S /URI /URI ({away}) >> /DS << /S /Launch /F (/bin/sh) >> >>"
    sends = f"/AA << /O << /S /SubmitForm /F << /FS /URL /F ({away}) >> >> >>"
    return pdf_page(SHOWN, catalogue=f"{opens} {closes}", page=sends)


@hostile("content that lies on another machine", PDF)
def elsewhere(away: str) -> bytes:
    form = stream("", f"{FORM} /F << /FS /URL /F ({away}) >>")
    return pdf_page(f"{SHOWN} /N Do", resources=USES_NEXT, objects=[form])


@hostile("forms that each draw two more, 40 deep", PDF, "too_heavy")
def doubling(_: str) -> bytes:
    forms = [
        stream("/N Do /N Do", f"{FORM} /Resources << /XObject << /N {7 + n} 0 R >> >>")
        for n in range(40)
    ]
    forms.append(stream("0 0 1 1 re f", FORM))
    return pdf_page(f"{SHOWN} /N Do", resources=USES_NEXT, objects=forms)


@hostile("a form that draws itself", PDF)
def own_form(_: str) -> bytes:
    form = stream("/N Do", f"{FORM} /Resources << {USES_NEXT} >>")
    return pdf_page(f"{SHOWN} /N Do", resources=USES_NEXT, objects=[form])


@hostile("a letter that is drawn by itself", PDF)
def own_glyph(_: str) -> bytes:
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] "
        "/CharProcs << /a 7 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 "
        "/LastChar 97 /Widths [9] /Resources << /Font << /F9 6 0 R >> >> >>"
    )
    glyph = stream("9 0 d0 BT /F9 1 Tf (aaaaaaaaaa) Tj ET")
    return with_font("aaaa", font, glyph)


@hostile("letters that stand for four billion others", PDF)
def mapped(_: str) -> bytes:
    ranges = "<0000> <FFFFFFFF> <0041>\n" * 100
    table = stream(
        "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"100 beginbfrange\n{ranges}endbfrange endcmap"
    )
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>"
    return with_font("x", font, table)


def with_font(written: str, font: str, other: bytes) -> bytes:
    """A page with words in a font of its own, which may use object 7."""
    whole = f"{SHOWN} BT /F9 9 Tf 72 600 Td ({written}) Tj ET"
    made = pdf_page(whole, objects=[font, other])
    return made.replace(b"/F1 5 0 R >>", b"/F1 5 0 R /F9 6 0 R >>")


@hostile("a pattern of a millionth of a point", PDF)
def tiled(_: str) -> bytes:
    pattern = stream(
        "0 0 1 1 re f",
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] "
        "/XStep 0.000001 /YStep 0.000001 /Resources << >>",
    )
    painted = f"/Pattern cs /P scn 0 0 500 500 re f 0 g {SHOWN}"
    return pdf_page(painted, resources="/Pattern << /P 6 0 R >>", objects=[pattern])


@hostile("a page of absurd width", PDF)
def wide(_: str) -> bytes:
    return pdf([Run(72, 700, SAID)], media_box="-1e38 -1e38 1e38 1e38")


@hostile("a million states that are never given back", PDF)
def states(_: str) -> bytes:
    return pdf_page("q " * 1_000_000 + SHOWN)


@hostile("a table of two billion objects", PDF)
def counted(_: str) -> bytes:
    return pdf_page(SHOWN).replace(b"/Size 6", b"/Size 2147483647")


@hostile("an end that points at itself", PDF)
def previous(_: str) -> bytes:
    made = pdf_page(SHOWN)
    at = made.rindex(b"xref\n0")
    return made.replace(b"/Root 1 0 R", f"/Prev {at} /Root 1 0 R".encode())


@hostile("100,000 notes on a page", PDF)
def annotated(_: str) -> bytes:
    note = "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (x) >>"
    return pdf_page(SHOWN, page=f"/Annots [{note * 100_000}]")
