"""Which pictures of OpenDocument files are handed on to be read, and what of each."""

from collections.abc import Mapping

import pytest

from ingest.formats import ODP, ODT
from ingest.limits import Limits
from ingest.read import read
from silabo.domain.passages import Extract
from silabo.domain.pictures import WHOLE
from tests.ingest.archives import zipped
from tests.ingest.odf.samples import members, text_style
from tests.ingest.pictures import SEEN, encoded, printed
from tests.ingest.samples import texts

PRINT = encoded(printed())
SIZE = 'svg:width="12cm" svg:height="6cm"'
LAYOUT = (
    '<style:page-layout><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/>'
    "</style:page-layout>"
)


def frame(rest: str = SIZE, *, words: str = "", name: str = "1.png") -> str:
    said = f"<svg:desc>{words}</svg:desc>" if words else ""
    return f'<draw:frame {rest}><draw:image xlink:href="Pictures/{name}"/>{said}</draw:frame>'


STYLED = f'{SIZE} draw:style-name="g"'


def alone(rest: str = SIZE, *, words: str = "", name: str = "1.png") -> str:
    return f"<text:p>{frame(rest, words=words, name=name)}</text:p>"


def odt(body: str, *, styles: str = "", limits: Limits = SEEN, data: bytes = PRINT) -> Extract:
    first = '<text:h text:outline-level="1">Fechas</text:h><text:p>El temario.</text:p>'
    return _read(ODT, first + body, styles, limits, {"Pictures/1.png": data})


def odp(*slides: str, styles: str = "") -> Extract:
    body = "".join(
        f"<draw:page><draw:frame svg:x='1cm' svg:y='19cm' svg:width='9cm' svg:height='1cm'>"
        f"<draw:text-box><text:p>{n}.</text:p></draw:text-box></draw:frame>{each}</draw:page>"
        for n, each in enumerate(slides, start=1)
    )
    return _read(ODP, body, styles, SEEN, {"Pictures/1.png": PRINT})


def _read(kind: str, body: str, styles: str, limits: Limits, parts: Mapping[str, bytes]) -> Extract:
    return read(zipped({**members(kind, body, styles, LAYOUT), **parts}), kind, limits)


def graphic(properties: str) -> str:
    return (
        '<style:style style:name="g" style:family="graphic">'
        f"<style:graphic-properties {properties}/></style:style>"
    )


def told(extract: Extract) -> list[str]:
    return [notice.code for notice in extract.notices]


def test_a_picture_of_a_text_waits_to_be_read_at_its_place_with_what_is_said_of_it() -> None:
    plain = odt(alone())
    described = odt(alone(words="El plan del aula"))
    (found,) = plain.pictures

    assert (found.source.name, found.source.seen) == ("Pictures/1.png", WHOLE)
    assert (found.own, found.anchor, found.path) == ("i1", "p1", ("Fechas",))
    assert told(plain) == ["picture_without_words"]
    assert [each.words for each in described.pictures] == ["El plan del aula"]
    assert told(described) == []


def test_beside_a_drawing_its_picture_is_read() -> None:
    both = frame().replace("<draw:image", '<draw:image xlink:href="Pictures/1.svg"/><draw:image', 1)

    assert [each.source.name for each in odt(f"<text:p>{both}</text:p>").pictures] == [
        "Pictures/1.png"
    ]


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        (f'<text:p><text:span text:style-name="h">{frame()}</text:span></text:p>', "hidden"),
        (f"<text:p><text:hidden-paragraph text:is-hidden='true'/>{frame()}</text:p>", ""),
        (f'<text:section text:display="none"><text:p>{frame()}</text:p></text:section>', ""),
        (alone(SIZE + ' svg:x="-90cm"'), ""),
        (alone('svg:width="1cm" svg:height="1cm"'), ""),
        (alone('svg:width="18cm" svg:height="0.3cm"'), ""),
        (alone(STYLED), "faint"),
        (alone(STYLED), "cropped"),
        (alone(name="http://127.0.0.1:9/1.png"), ""),
    ],
    ids=["span", "paragraph", "section", "away", "logo", "rule", "faint", "cropped", "elsewhere"],
)
def test_a_picture_of_which_nothing_is_seen_or_nobody_knows_what_is_not_read(
    body: str, styles: str
) -> None:
    known = {
        "hidden": text_style("h", 'text:display="none"'),
        "faint": graphic('draw:image-opacity="3%"'),
        "cropped": graphic('fo:clip="rect(0cm, 2.5cm, 0cm, 0cm)"'),
    }
    extract = odt(body, styles=known.get(styles, ""))

    assert extract.pictures == ()
    assert texts(extract) == ["El temario."]


def test_a_crop_of_nothing_cuts_nothing_off() -> None:
    assert (
        len(odt(alone(STYLED), styles=graphic('fo:clip="rect(0cm, 0cm, 0cm, 0cm)"')).pictures) == 1
    )


def test_where_nobody_reads_pictures_each_large_one_is_told() -> None:
    body = alone() + alone(words="Un plan")

    assert told(odt(body, limits=Limits())) == ["picture_without_words", "picture_not_read"]


AT = f'svg:x="2cm" svg:y="2cm" {SIZE}'


def test_a_picture_of_a_slide_is_cut_to_the_slide_and_read_once() -> None:
    over_the_edge = 'svg:x="22cm" svg:y="2cm" svg:width="12cm" svg:height="6cm"'
    extract = odp(frame(AT), frame(AT), frame(over_the_edge))

    assert [(each.page, each.own, each.source.seen) for each in extract.pictures] == [
        (1, "s1i1", WHOLE),
        (3, "s3i2", (0.0, 0.0, 0.5, 1.0)),
    ]


BAR = '<draw:rect svg:x="5cm" svg:y="1cm" svg:width="4cm" svg:height="4cm" STYLE/>'


def test_what_a_shape_may_cover_of_a_picture_is_not_read() -> None:
    bar = BAR.replace("STYLE", 'draw:style-name="g"')
    beside = bar.replace("5cm", "20cm", 1)
    group = f"<draw:g>{frame(AT)}{bar}</draw:g>"

    assert odp(frame(AT) + bar).pictures == odp(group).pictures == ()
    assert told(odp(frame(AT) + bar)) == ["picture_without_words"]
    for shapes, styles in (
        (bar + frame(AT), ""),
        (frame(AT) + beside, ""),
        (frame(AT) + bar, graphic('draw:fill="none"')),
    ):
        assert len(odp(shapes, styles=styles).pictures) == 1


TURNED = 'svg:width="4cm" svg:height="4cm" draw:transform="rotate (0.3) translate (5cm 1cm)"'
LABEL = (
    '<draw:frame draw:style-name="g" svg:x="5cm" svg:y="1cm" svg:width="4cm" svg:height="4cm">'
    "<draw:text-box><text:p>Nombres</text:p></draw:text-box></draw:frame>"
)


@pytest.mark.parametrize(
    ("shapes", "properties"),
    [
        (frame(AT) + f"<draw:rect {TURNED}/>", ""),
        (frame(AT) + LABEL, 'draw:fill="solid"'),
        (frame(TURNED.replace("4cm", "12cm", 1)), ""),
    ],
    ids=["a turned bar", "a filled text box", "a turned picture"],
)
def test_what_is_turned_or_stands_under_a_label_is_told_and_not_read(
    shapes: str, properties: str
) -> None:
    extract = odp(shapes, styles=graphic(properties))

    assert extract.pictures == ()
    assert told(extract) == ["picture_without_words"]


def test_words_beside_which_nothing_is_painted_cover_no_picture() -> None:
    for properties in ("", 'draw:fill="none"'):
        assert len(odp(frame(AT) + LABEL, styles=graphic(properties)).pictures) == 1
    assert len(odp(f"<draw:rect {TURNED}/>" + frame(AT)).pictures) == 1


def test_a_hidden_slide_and_a_picture_beside_the_slide_show_none() -> None:
    away = 'svg:x="30cm" svg:y="2cm" svg:width="12cm" svg:height="6cm"'
    hidden = (
        '<style:style style:name="h" style:family="drawing-page">'
        '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    )
    page = f'<draw:page draw:style-name="h">{frame(AT)}</draw:page>'
    extract = _read(ODP, page + "<draw:page/>", hidden, SEEN, {"Pictures/1.png": PRINT})

    assert extract.pictures == ()
    assert odp(frame(away)).pictures == ()


def test_a_drawing_stays_a_notice_whatever_its_name() -> None:
    assert told(odt(alone(words="Un plan"), data=b"<svg/>")) == ["picture_not_read"]
