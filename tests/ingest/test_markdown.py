import pytest

from silabo.domain.passages import BlockKind, Notice
from tests.ingest.samples import blocks, paths, read_markdown, texts

SPECIMEN = b"El examen es en junio."


def test_headings_of_both_kinds_make_the_path() -> None:
    extract = read_markdown("Course\n======\n\na\n\n## Exams ##\n\nb\n\n# *Other* `x`\n\nc\n")

    assert paths(extract) == [("Course",), ("Course", "Exams"), ("Other x",)]


def test_lists_are_items_and_what_follows_in_an_item_is_not() -> None:
    extract = read_markdown("Made of:\n\n1. Exam\n\n   In June.\n2. Work\n   - alone\n\nEnd\n")

    assert [(block.kind, block.text) for block in blocks(extract)] == [
        (BlockKind.PARAGRAPH, "Made of:"),
        (BlockKind.ITEM, "1. Exam"),
        (BlockKind.PARAGRAPH, "In June."),
        (BlockKind.ITEM, "2. Work"),
        (BlockKind.ITEM, "alone"),
        (BlockKind.PARAGRAPH, "End"),
    ]


def test_a_table_names_its_columns() -> None:
    extract = read_markdown("| Part | Weight |\n|---|--:|\n| **Exam** | 60 % |\n| | 40 % |\n")

    assert [(b.anchor, b.kind, b.text, b.cells) for b in blocks(extract)] == [
        ("t1r0", BlockKind.HEADER, "Part · Weight", ("Part", "Weight")),
        ("t1r1", BlockKind.ROW, "Part: Exam · Weight: 60 %", ("Exam", "60 %")),
        ("t1r2", BlockKind.ROW, "Weight: 40 %", ("", "40 %")),
    ]


def test_a_table_with_an_empty_header_has_none() -> None:
    extract = read_markdown("| | |\n|---|---|\n| Room | B 12 |\n")

    assert [(b.anchor, b.text) for b in blocks(extract)] == [("t1r1", "Room: B 12")]


def test_code_keeps_its_lines() -> None:
    (block,) = blocks(read_markdown("```python\nif x:\n    print(1)\n```\n"))

    assert (block.kind, block.text) == (BlockKind.CODE, "if x:\n    print(1)")


@pytest.mark.cell("Markdown", "formula")
@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "See [the *guide*](http://x.y) and ![a plan](p.png).",
            "See the guide (http://x.y) and 🖼 (picture) a plan.",
        ),
        ("one\ntwo", "one two"),
        ("A&nbsp;&amp; B \\* c", "A & B * c"),
        ("<b>Bold</b> and <span style='x'>more</span>", "Bold and more"),
        ("<div>\n<p>A <script>alert(1)</script>block</p></div>", "A block"),
        ("Text <!-- hidden --> here", "Text here"),
        ("<div>Text <!-- a > b <b>hidden</b> --> here</div>", "Text here"),
        (
            "It is $a_1 * b_2 * c$ and $$\\frac{1}{2}$$.",
            "It is $a_1 * b_2 * c$ and $$\\frac{1}{2}$$.",
        ),
        ("From $5 *and* $6 on", "From $5 and $6 on"),
        ("{% include x.html %} Text {:.red}", "Text"),
    ],
)
def test_a_paragraph_is_the_text_that_a_reader_sees(source: str, text: str) -> None:
    assert texts(read_markdown(source)) == [text]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Hand it in [here](https://f.example/a).", "Hand it in here (https://f.example/a)."),
        ("Hand it in [here][f].\n\n[f]: https://f.example/a", "Hand it in here (https://f.example/a)."),
        ("Write to <ana@uni.example> or <https://f.example>.", "Write to ana@uni.example or https://f.example."),
        ("[https://f.example/a](https://f.example/a)", "https://f.example/a"),
        ("[Ana](mailto:ana@uni.example?subject=x)", "Ana (ana@uni.example)"),
        ('See <a class="x" href="https://f.example/?a=1&amp;b=2">this</a>.', "See this (https://f.example/?a=1&b=2)."),
        ('<p>See <a href="https://f.example">this</a>.</p>', "See this (https://f.example)."),
        ("[![Launch](b.svg)](https://f.example)", "🖼 Launch (https://f.example)"),
        ("See [below](#exams).", "See below."),
    ],
)  # fmt: skip
def test_the_address_of_a_link_stands_behind_its_words(source: str, text: str) -> None:
    extract = read_markdown(source)

    assert texts(extract) == [text]
    assert extract.notices == ()


@pytest.mark.cell("Markdown", "link")
@pytest.mark.parametrize("address", ["javascript:alert(1)", "week2.md", "data:text/html,x"])
def test_an_address_that_is_not_kept_is_told_at_its_place(address: str) -> None:
    extract = read_markdown(f"First.\n\nSee [this]({address}).\n\nLast.")

    assert texts(extract) == ["First.", "See this.", "Last."]
    assert extract.notices == (Notice("link_left_out", anchor="p2"),)


@pytest.mark.cell("Markdown", "struck out")
@pytest.mark.cell("Markdown", "hidden")
@pytest.mark.cell("Markdown", "white on white")
@pytest.mark.cell("Markdown", "tiny")
@pytest.mark.cell("Markdown", "outside the page")
@pytest.mark.cell("Markdown", "comment")
@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("On ~~2 June~~ 3 June.", "struck_text"),
        ("On <s>2 June</s> 3 June.", "struck_text"),
        ("On <del>2 <b>June</b></del> 3 June.", "struck_text"),
        ('On <span style="text-decoration: line-through">2 June</span> 3 June.', "struck_text"),
        ('On <span style="display:none">2 June</span> 3 June.', "hidden_text"),
        ("On <span hidden>2 <span>June</span></span> 3 June.", "hidden_text"),
        ('On <span style="color:#fff">2 June</span> 3 June.', "hidden_text"),
        ('On <span style="color:#fdfdfd">2 June</span> 3 June.', "hidden_text"),
        ('On <span style="color:rgb(250, 250, 250)">2 June</span> 3 June.', "hidden_text"),
        ('On <span style="font-size:1px">2 June</span> 3 June.', "hidden_text"),
        ('On <font color="white">2 June</font> 3 June.', "hidden_text"),
        ('On <span style="color:hsl(0,0%,100%)">2 June</span> 3 June.', "hidden_text"),
        ("On <template>2 June</template> 3 June.", "hidden_text"),
        ("On <dialog>2 June</dialog> 3 June.", "hidden_text"),
        ('On <span style="position:absolute;left:-9999px">2 June</span> 3 June.', "hidden_text"),
        ("On <!-- 2 June --> 3 June.", "comments"),
        ("<p>On <!-- 2 June --> 3 June.</p>", "comments"),
    ],
)
def test_what_is_not_seen_is_left_out_and_told(source: str, code: str) -> None:
    extract = read_markdown(source)

    assert texts(extract) == ["On 3 June."]
    assert {notice.code for notice in extract.notices} == {code}


@pytest.mark.cell("Markdown", "hidden")
def test_a_block_that_is_not_displayed_ends_where_it_ends() -> None:
    extract = read_markdown("A\n\n<div style='display:none'>\n\nno\n\n- no\n\n</div>\n\nB")

    assert texts(extract) == ["A", "B"]
    assert {notice.code for notice in extract.notices} == {"hidden_text"}


@pytest.mark.cell("Markdown", "white on white")
def test_white_on_a_colour_is_seen() -> None:
    source = '<span style="color:white;background:navy">3 June</span>'

    assert texts(read_markdown(source)) == ["3 June"]


@pytest.mark.cell("Markdown", "zero width")
def test_letters_without_width_are_left_out() -> None:
    assert texts(read_markdown("par\u200bci\u200cal")) == ["parcial"]


@pytest.mark.cell("Markdown", "empty and ticked box")
def test_a_box_says_whether_it_is_ticked() -> None:
    source = "The following is allowed in the exam:\n\n- [ ] notes\n- [x] calculator\n- ☐ book"

    assert [(b.kind, b.text) for b in blocks(read_markdown(source))][1:] == [
        (BlockKind.ITEM, "☐ (not ticked) notes"),
        (BlockKind.ITEM, "☒ (ticked) calculator"),
        (BlockKind.ITEM, "☐ (not ticked) book"),
    ]


@pytest.mark.cell("Markdown", "footnote")
def test_a_note_stands_behind_what_it_is_said_of() -> None:
    source = "On 3 June.[^b] Bring a pen.[^x]\n\n[^b]: Group B\n    on [5 June](#x).\n\nEnd."

    assert texts(read_markdown(source)) == [
        "On 3 June. [1: Group B on 5 June.] Bring a pen.[^x]",
        "End.",
    ]


@pytest.mark.cell("Markdown", "automatic number")
def test_the_items_of_a_numbered_list_have_their_numbers() -> None:
    extract = read_markdown("3. one\n1. two\n   - inner\n   1) deep\n9. three\n\n- bullet")

    assert texts(extract) == ["3. one", "4. two", "inner", "1) deep", "5. three", "bullet"]


@pytest.mark.cell("Markdown", "picture")
def test_what_is_said_of_a_picture_says_so() -> None:
    source = "The exam is in the hall.\n\n![Plan of the hall](p.png)\n\n<img alt='The stairs'>"

    assert texts(read_markdown(source))[1:] == [
        "🖼 (picture) Plan of the hall",
        "🖼 (picture) The stairs",
    ]


def test_a_heading_with_a_link_has_its_words_and_the_address_below() -> None:
    extract = read_markdown("# [Lab 2](https://f.example/2)\n\nBring a coat.")

    assert paths(extract) == [("Lab 2",)]
    assert texts(extract) == ["Lab 2 (https://f.example/2)", "Bring a coat."]


def test_a_line_break_that_was_meant_divides() -> None:
    assert texts(read_markdown("Room: B 12  \nTime: 10:00<br>Day: Monday")) == [
        "Room: B 12",
        "Time: 10:00",
        "Day: Monday",
    ]


def test_front_matter_is_skipped_but_a_rule_is_not_front_matter() -> None:
    assert texts(read_markdown("---\ntitle: x\nlang: es\n---\nText\n")) == ["Text"]
    assert texts(read_markdown("---\nText\n\n---\nMore\n")) == ["Text", "More"]


def test_pandoc_fences_are_no_text() -> None:
    assert texts(read_markdown("::: warning\nCareful.\n:::\n")) == ["Careful."]


@pytest.mark.parametrize(
    "source", ["> " * 5_000 + "x", "[" * 20_000, "<!--" * 20_000, "$" * 20_000]
)
def test_hostile_markdown_ends_soon(source: str) -> None:
    assert texts(read_markdown("Start\n\n" + source))[0] == "Start"
