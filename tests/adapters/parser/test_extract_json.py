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
