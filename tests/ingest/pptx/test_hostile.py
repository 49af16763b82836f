import pytest

from ingest.formats import PPTX
from ingest.limits import Limits
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from tests.ingest.archives import box, pptx, pptx_members, read_pptx, relationships, zipped
from tests.ingest.samples import texts

PLAIN = pptx_members(box("Text"))
SLIDE = "ppt/slides/slide1.xml"


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(RejectedDocumentError) as caught:
        read(data, PPTX, limits)
    return caught.value.code


@pytest.mark.row("attack-28")
def test_an_archive_is_refused_by_its_declared_sizes_before_it_is_inflated() -> None:
    bomb = zipped({**PLAIN, "ppt/media/x.bin": b"\0" * 51_000_000})

    assert code_of(bomb) == "archive_too_big"
    assert code_of(zipped(PLAIN), Limits(zip_total_bytes=1_000)) == "archive_too_big"


@pytest.mark.row("attack-29")
@pytest.mark.parametrize("part", [SLIDE, "ppt/presentation.xml", "_rels/.rels"])
def test_entities_are_refused_in_every_part_that_is_read(part: str) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    hostile = zipped({**PLAIN, part: doctype + str(PLAIN[part])})

    assert code_of(hostile) == "has_doctype"


@pytest.mark.row("attack-32")
def test_names_that_lead_out_of_the_archive_and_addresses_are_never_followed() -> None:
    rels = "ppt/_rels/presentation.xml.rels"
    away = relationships(("slide", "../../../../../etc/passwd"))
    fetched = relationships(("slide", "http://127.0.0.1:9/slide.xml"))

    assert code_of(zipped({**PLAIN, rels: away})) == "empty_file"
    assert code_of(zipped({**PLAIN, rels: fetched})) == "empty_file"


@pytest.mark.row("attack-27")
def test_macros_and_other_content_under_this_name_are_refused() -> None:
    word = "<w:document xmlns:w='w'><w:body/></w:document>"

    assert code_of(zipped({**PLAIN, "ppt/vbaProject.bin": b"x"})) == "has_macros"
    assert code_of(zipped({**PLAIN, "ppt/presentation.xml": word})) == "wrong_content"
    assert code_of(zipped({"a.txt": "x"})) == "wrong_content"


@pytest.mark.parametrize("cut", [30, 1_000, -40])
def test_a_truncated_file_is_broken(cut: int) -> None:
    assert code_of(zipped(PLAIN)[:cut]) == "broken_file"


def test_broken_xml_and_a_lost_main_part_are_a_broken_file() -> None:
    lost = {name: part for name, part in PLAIN.items() if name != "ppt/presentation.xml"}

    assert code_of(zipped({**PLAIN, SLIDE: "<p:sld"})) == "broken_file"
    assert code_of(zipped(lost)) == "broken_file"


def test_too_many_slides_shapes_and_groups_in_groups_have_an_end() -> None:
    deep = box("x")
    for _ in range(50):
        deep = f"<p:grpSp>{deep}</p:grpSp>"

    assert code_of(pptx("", "", ""), Limits(pages=2)) == "too_many_pages"
    assert code_of(pptx(box("x") * 30), Limits(elements=20)) == "too_heavy"
    assert code_of(pptx(deep)) == "too_heavy"


@pytest.mark.parametrize("length", ["-99999999999999999999", "x", "", "1e999", "NaN"])
def test_an_absurd_place_is_only_a_place(length: str) -> None:
    odd = box("x", (1, 1, 1, 1)).replace('x="914400"', f'x="{length}"')

    assert texts(read_pptx(odd)) == ["x"]


def test_thousands_of_shapes_on_one_slide_take_no_minute() -> None:
    shapes = "".join(box(f"n{n}", (n % 50 / 5, n // 50 / 10, 0.1, 0.05)) for n in range(3_000))

    assert len(texts(read_pptx(shapes))) == 3_000


def test_a_presentation_of_pictures_has_no_text_and_one_of_nothing_is_empty() -> None:
    shown = "<p:pic><p:nvPicPr><p:cNvPr id='3' name='x'/></p:nvPicPr><p:spPr/></p:pic>"

    assert code_of(pptx(shown)) == "no_text"
    assert code_of(pptx("")) == "empty_file"
