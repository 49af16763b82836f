"""Which pictures of Word files are handed on to be read, and what of each."""

import io

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches

from ingest.formats import DOCX
from ingest.limits import Limits
from ingest.read import read
from silabo.domain.passages import Extract, Notice
from silabo.domain.pictures import WHOLE
from tests.ingest.pictures import SEEN, encoded, printed
from tests.ingest.samples import texts

PRINT = encoded(printed())
SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    + nsdecls("w", "r", "a", "wp", "pic")
)
SIDE = 2_000_000


def blip(crop: str = "", inside: str = "", named: str = "") -> str:
    return (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="x" {named}/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="ID">{inside}</a:blip><a:srcRect {crop}/></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:ext cx="{SIDE}" cy="{SIDE}"/></a:xfrm></pic:spPr></pic:pic>'
    )


def floating(inner: str = blip(), *, words: str = "", anchor: str = "", rest: str = "") -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:anchor {anchor}><wp:extent cx="{SIDE}" cy="{SIDE}"/>{rest}'
        f'<wp:docPr id="1" name="Picture 1" descr="{words}"/><a:graphic><a:graphicData>{inner}'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )


def word(body: str, *, limits: Limits = SEEN, header: str = "", data: bytes = PRINT) -> Extract:
    """Read a file whose body follows a heading and a paragraph; ID stands for the picture's id."""
    document = Document()
    document.add_heading("Fechas", 1)
    document.add_paragraph("El temario.")
    margin = document.sections[0].header
    for part, element, xml in (
        (document.part, document.element.body, body),
        (margin.part, margin._element, header),
    ):
        if not xml:
            continue
        known, _ = part.get_or_add_image(io.BytesIO(PRINT))
        for each in parse_xml(f"<w:x {SPACES}>{xml.replace('ID', known)}</w:x>"):
            element.append(each)
    stream = io.BytesIO()
    next(iter(document.part.package.image_parts))._blob = data
    document.save(stream)
    return read(stream.getvalue(), DOCX, limits)


def told(extract: Extract) -> list[str]:
    return [notice.code for notice in extract.notices]


@pytest.mark.cell("Word", "text in a picture")
def test_a_picture_waits_to_be_read_behind_the_paragraph_that_it_stands_after() -> None:
    document = Document()
    document.add_heading("Fechas", 1)
    document.add_paragraph("El temario.")
    document.add_picture(io.BytesIO(PRINT), width=Inches(5))
    stream = io.BytesIO()
    document.save(stream)
    (found,) = read(stream.getvalue(), DOCX, SEEN).pictures

    assert (found.source.name, found.source.seen) == ("word/media/image1.png", WHOLE)
    assert (found.own, found.page, found.anchor, found.path) == ("i1", None, "p1", ("Fechas",))


@pytest.mark.cell("Word", "text in a picture")
def test_a_floating_picture_is_read_with_what_is_said_of_it_and_cut_to_what_is_seen() -> None:
    extract = word(floating(blip('l="25000" b="50%"'), words="El plan del aula"))
    (found,) = extract.pictures

    assert (found.words, found.told, found.anchor) == ("El plan del aula", "", "p2")
    assert found.source.seen == (0.25, 0.0, 1.0, 0.5)
    assert told(extract) == []


@pytest.mark.cell("Word", "text in a picture")
def test_a_picture_as_word_2007_wrote_it_is_read() -> None:
    shape = '<v:shape style="width:300pt;height:100pt"><v:imagedata r:id="ID" CROP/></v:shape>'
    body = f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>"
    whole = word(body.replace("CROP", "")).pictures
    cut = word(body.replace("CROP", 'cropright="16384f" croptop=".5"')).pictures
    small = word(body.replace("300pt", "30pt").replace("CROP", "")).pictures

    assert [each.source.seen for each in whole] == [WHOLE]
    assert [each.source.seen for each in cut] == [(0.0, 0.5, 0.75, 1.0)]
    assert small == ()


def test_where_nobody_reads_pictures_each_large_one_is_told_at_its_place() -> None:
    extract = word(floating() + floating(words="Un plan"), limits=Limits())

    assert extract.pictures == ()
    assert extract.notices == (
        Notice("picture_without_words", anchor="p1"),
        Notice("picture_not_read", anchor="p2"),
    )


@pytest.mark.cell("Word", "text in a picture")
@pytest.mark.parametrize(
    "body",
    [
        floating().replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"),
        floating().replace("<w:r>", "<w:del><w:r>").replace("</w:r>", "</w:r></w:del>"),
        floating(anchor='hidden="1"'),
        floating(rest="<wp:positionV><wp:posOffset>-90000000</wp:posOffset></wp:positionV>"),
        floating().replace(f'<wp:extent cx="{SIDE}"', '<wp:extent cx="90000"'),
        floating(blip(named='hidden="1"')),
        floating(blip(inside='<a:alphaModFix amt="3000"/>')),
        floating(blip('l="50000" r="50000"')),
    ],
    ids=["hidden run", "deleted", "hidden", "off the page", "tiny", "no part", "faint", "cut away"],
)
def test_a_picture_of_which_nothing_is_seen_is_not_read(body: str) -> None:
    extract = word(body)

    assert extract.pictures == ()
    assert texts(extract) == ["El temario."]


@pytest.mark.cell("Word", "text in a picture")
def test_a_picture_of_a_group_is_read_unless_a_filled_shape_may_lie_over_it() -> None:
    fill = "<a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill>"
    bar = f"<wps:wsp><wps:spPr>{fill}</wps:spPr></wps:wsp>"

    assert len(word(floating(f"<w:g>{blip()}</w:g>")).pictures) == 1
    assert word(floating(f"<w:g>{blip()}{bar}</w:g>")).pictures == ()
    assert told(word(floating(f"<w:g>{blip()}{bar}</w:g>"))) == ["picture_without_words"]


@pytest.mark.cell("Word", "text in a picture")
def test_a_picture_of_body_and_header_is_read_once() -> None:
    extract = word(floating() + floating(), header=floating())

    assert [each.anchor for each in extract.pictures] == ["p1"]
    assert told(extract) == ["picture_without_words"]


def test_a_file_of_nothing_but_a_picture_waits_for_its_words() -> None:
    document = Document()
    document.add_picture(io.BytesIO(PRINT), width=Inches(5))
    stream = io.BytesIO()
    document.save(stream)

    assert len(read(stream.getvalue(), DOCX, SEEN).pictures) == 1


@pytest.mark.cell("Word", "text in a picture")
def test_a_drawing_stays_a_notice_whatever_its_name() -> None:
    assert told(word(floating(words="Un plan"), data=b"\x01\0\0\0" + b"\xff" * 400)) == [
        "picture_not_read"
    ]
