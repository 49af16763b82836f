import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.assembly import Assembly
from ingest.limits import Limits
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import BlockKind
from tests.ingest.samples import blocks

WORDS = st.text(st.sampled_from(string.ascii_letters + " ."), max_size=40)


def test_anchors_count_through_the_document() -> None:
    assembly = Assembly(Limits())
    assembly.paragraph("Before")
    assembly.heading(1, "Grading")
    assembly.table([["Part", "Weight"], ["Exam", "60 %"]], header=True)
    assembly.item("First")
    assembly.heading(2, "Dates")
    assembly.table([["Exam", "3 June"]], header=False)
    assembly.code("x = 1")

    extract = assembly.finish()

    assert [section.anchor for section in extract.sections] == ["", "h1", "h2"]
    assert [section.path for section in extract.sections] == [
        (),
        ("Grading",),
        ("Grading", "Dates"),
    ]
    assert [block.anchor for block in blocks(extract)] == ["p1", "t1r0", "t1r1", "p2", "t2r1", "p3"]


def test_a_skipped_level_leaves_no_gap_in_the_path() -> None:
    assembly = Assembly(Limits())
    for level, title in ((1, "One"), (4, "Deep"), (2, "Two"), (1, "Three")):
        assembly.heading(level, title)
        assembly.paragraph("text")

    assert [section.path for section in assembly.finish().sections] == [
        ("One",),
        ("One", "Deep"),
        ("One", "Two"),
        ("Three",),
    ]


def test_a_heading_with_nothing_under_it_becomes_a_paragraph_that_can_be_quoted() -> None:
    assembly = Assembly(Limits())
    assembly.heading(1, "Exams")
    assembly.heading(2, "Final exam on 3 June")
    assembly.heading(2, "Resit on 5 July")
    assembly.paragraph("Bring a card.")
    assembly.heading(1, "The end")

    extract = assembly.finish()

    assert [(s.path, s.anchor, [b.text for b in s.blocks]) for s in extract.sections] == [
        (("Exams",), "h1", ["Final exam on 3 June"]),
        (("Exams", "Resit on 5 July"), "h2", ["Bring a card."]),
        ((), "", ["The end"]),
    ]


def test_invisible_characters_are_dropped_and_ligatures_opened() -> None:
    assembly = Assembly(Limits())
    assembly.paragraph("ig\u200bno\u202ere\U000e0041 the\u00ad\u00a0of\ufb01ce e\u0301 \uf0b7 \x07")

    assert blocks(assembly.finish())[0].text == "ignore the office é"


def test_a_giant_word_is_broken() -> None:
    assembly = Assembly(Limits())
    assembly.paragraph("x" * 2_500)

    assert [len(word) for word in blocks(assembly.finish())[0].text.split()] == [1000, 1000, 500]


def test_a_table_loses_empty_rows_and_bullets() -> None:
    assembly = Assembly(Limits())
    assembly.table([["", ""], ["• Exam", "60 %"], [" ", ""]], header=True)

    (block,) = blocks(assembly.finish())

    assert (block.kind, block.cells) == (BlockKind.ROW, ("Exam", "60 %"))


def test_the_same_notice_is_given_once() -> None:
    assembly = Assembly(Limits())
    assembly.paragraph("text")
    for _ in range(1_000):
        assembly.notice("hidden_text", 3)

    assert [(n.code, n.page) for n in assembly.finish().notices] == [("hidden_text", 3)]


@pytest.mark.parametrize("limits", [Limits(blocks=10), Limits(characters=100)])
def test_too_much_text_is_rejected_while_it_is_read(limits: Limits) -> None:
    assembly = Assembly(limits)

    for _ in range(10):
        assembly.paragraph("ten letter")
    with pytest.raises(RejectedDocumentError, match="too_much_text"):
        assembly.table([["a", "b"]], header=False)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("heading"), st.integers(0, 9), WORDS),
            st.tuples(st.just("paragraph"), WORDS),
            st.tuples(st.just("item"), WORDS),
            st.tuples(st.just("code"), WORDS),
        ),
        max_size=30,
    )
)
def test_no_word_is_lost_and_no_anchor_comes_twice(pieces: list[tuple[object, ...]]) -> None:
    assembly = Assembly(Limits())
    assembly.paragraph("start")
    for name, *arguments in pieces:
        getattr(assembly, str(name))(*arguments)

    extract = assembly.finish()

    titles = [section.path[-1] for section in extract.sections if section.anchor]
    found = " ".join(titles + [block.text for block in blocks(extract)]).split()
    given_words = " ".join(["start", *(str(piece[-1]) for piece in pieces)]).split()
    anchors = [block.anchor for block in blocks(extract)]
    anchors += [section.anchor for section in extract.sections if section.anchor]
    assert sorted(found) == sorted(given_words)
    assert len(set(anchors)) == len(anchors)
    assert all(anchor.isascii() for anchor in anchors)
