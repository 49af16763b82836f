from dataclasses import replace

import pytest

from ingest.limits import Limits
from silabo.adapters.parser.extract_json import (
    UnreadableAnswerError,
    dump_rejection,
    dumps,
    loads,
)
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Block, BlockKind, Extract, Notice, Section
from silabo.domain.pictures import FoundPicture, PictureSource

EXTRACT = Extract(
    sections=(
        Section((), "", (Block("p1", BlockKind.PARAGRAPH, "Bienvenida, señoras y señores."),)),
        Section(
            ("Evaluación", "Notas"),
            "h1",
            (
                Block("t1r0", BlockKind.HEADER, "Parte Peso", ("Parte", "Peso"), 2),
                Block("p2", BlockKind.CODE, 'x = "1"\n  y = 2', page=2),
            ),
        ),
    ),
    pages=2,
    notices=(Notice("page_without_text", 2), Notice("hidden_text", anchor="p1")),
)


def test_what_a_child_found_comes_through_whole() -> None:
    answer = dumps(EXTRACT)

    assert loads(answer, Limits()) == EXTRACT
    assert "señoras" in answer.decode()


SOURCE = PictureSource("word/media/1.png", (0.0, 0.0, 0.5, 1.0), ((0.0, 0.0, 0.1, 0.1),))
FOUND = FoundPicture(SOURCE, "i1", "p1", None, ("Notas",), "Un plan", "picture_without_words")


def test_the_pictures_that_a_child_found_come_through_whole() -> None:
    extract = replace(EXTRACT, pictures=(FOUND, replace(FOUND, own="s2i2", anchor="", page=2)))

    assert loads(dumps(extract), Limits(pictures=True)) == extract


@pytest.mark.row("attack-53")
@pytest.mark.parametrize(
    "found",
    [
        replace(FOUND, own="p9"),
        replace(FOUND, anchor="p9"),
        replace(FOUND, page=3),
        replace(FOUND, told="unknown"),
        replace(FOUND, words="a\x00b"),
        replace(FOUND, path=("x",) * 13),
        replace(FOUND, source=replace(SOURCE, name="x" * 201)),
        replace(FOUND, source=replace(SOURCE, seen=(0.0, 0.0, 1.5, 1.0))),
        replace(FOUND, source=replace(SOURCE, seen=(0.5, 0.0, 0.5, 1.0))),
        replace(FOUND, source=replace(SOURCE, covered=((0.0, 0.0, 1.0, 1.0),) * 21)),
    ],
)
def test_a_picture_that_breaks_a_rule_is_refused(found: FoundPicture) -> None:
    with pytest.raises(UnreadableAnswerError):
        loads(dumps(replace(EXTRACT, pictures=(found,))), Limits(pictures=True))


@pytest.mark.row("attack-53")
def test_more_pictures_than_are_read_and_any_where_nobody_reads_them_are_refused() -> None:
    one = dumps(replace(EXTRACT, pictures=(FOUND,)))

    for limits in (Limits(), Limits(pictures=True, read_pictures=0)):
        with pytest.raises(UnreadableAnswerError):
            loads(one, limits)


def test_a_rejection_comes_through_with_its_values() -> None:
    answer = dump_rejection(RejectedDocumentError("too_many_pages", pages=900, limit=500))

    with pytest.raises(RejectedDocumentError) as rejected:
        loads(answer, Limits())
    assert rejected.value.code == "too_many_pages"
    assert rejected.value.values == {"pages": 900, "limit": 500}


@pytest.mark.row("attack-53")
def test_an_answer_with_more_columns_or_sections_than_the_limits_is_refused() -> None:
    row = Block("t1r1", BlockKind.ROW, "x", ("x",) * 3)
    wide = dumps(Extract((Section((), "", (row,)),)))
    many = dumps(Extract((Section((), "", (row,)), *[Section((), "", ())] * 3)))

    assert loads(wide, Limits(columns=3)).sections
    for answer, limits in ((wide, Limits(columns=2)), (many, Limits(blocks=3))):
        with pytest.raises(UnreadableAnswerError):
            loads(answer, limits)


@pytest.mark.row("load-6")
@pytest.mark.parametrize(
    "answer",
    [b'{"pages": ' + b"9" * 200_000 + b"}", b"[" * 200_000, b'{"sections": NaN}', b"\xff", b"7"],
    ids=["digits", "depth", "no number", "no UTF-8", "a number"],
)
def test_json_that_python_does_not_read_is_no_extract(answer: bytes) -> None:
    with pytest.raises(UnreadableAnswerError):
        loads(answer, Limits())
