import pytest

from lti_app.panel.reader import WINDOW, window
from silabo.domain.documents import ReaderBlock, ReaderSection, VersionState
from silabo.domain.passages import BlockKind
from silabo.storage.tables import Citation, Version
from silabo.wording.catalogues import say
from tests.lti_app.panel.markup import Markup
from tests.world import Visitor, World

RULES = """# Reglas

El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.

## Notas

- Trabajo en clase
- Examen final

| Parte | Peso |
|---|---|
| Parciales | 60 % |
| Trabajo | 40 % |

```
x = 1
  y = 2
```
"""


@pytest.fixture
def course(world: World) -> World:
    world.instructor().upload("Reglas.md", RULES.encode())
    world.work()
    return world


def show(visitor: Visitor, path: str) -> Markup:
    answer = visitor.get(path)

    assert answer.status_code == 200, answer.text
    return Markup(answer.text)


def version() -> str:
    return str(Version.get().public_id)


def cited(course: World, text: str) -> tuple[Visitor, str]:
    """A student and the address of the answer to a question of theirs."""
    student = course.student()
    question = student.ask(text).get_json()["id"]
    course.work()
    return student, f"/fragments/questions/{question}"


def test_the_address_of_a_link_is_shown_and_opens_outside_of_the_frame(world: World) -> None:
    link = "[aquí](https://f.example/a?b=1&c=2)"
    text = f"# Entregas\n\nEl informe se entrega {link}. [x](javascript:a)"
    world.instructor().upload("Entregas.md", text.encode())
    world.work()
    student, path = cited(world, "¿Dónde se entrega el informe?")
    anchor = student.get(path.replace("/fragments", "/api")).get_json()["answer"]["citations"][0]

    card = show(student, path)
    reader = show(student, f"/fragments/versions/{version()}/{anchor['anchor']}")

    for shown in (card, reader):
        opened = shown.one("a", href="https://f.example/a?b=1&c=2")
        assert (opened["target"], opened["rel"]) == ("_blank", "noopener noreferrer")
        assert "aquí (https://f.example/a?b=1&c=2)." in shown.words
        assert not any(each.startswith("javascript") for each in shown.links)


def test_a_citation_opens_the_document_at_its_paragraph(course: World) -> None:
    student, path = cited(course, "¿Cuándo es el primer parcial?")
    anchor = student.get(path.replace("/fragments", "/api")).get_json()["answer"]["citations"][0]

    reader = show(student, f"{path}/citations/1")

    assert reader.one("p", class_="cited")["id"] == anchor["anchor"]
    assert reader.one("section", class_="reader")["data-anchor"] == anchor["anchor"]
    assert reader.one("div", class_="text")["lang"] == "es"


def test_a_citation_of_a_table_opens_at_its_row(course: World) -> None:
    student, path = cited(course, "¿Cuánto pesan los parciales?")

    reader = show(student, f"{path}/citations/1")

    assert reader.one("tr", class_="cited")["id"] == "t1r1"
    assert len(reader.find("th")) == 2
    assert len(reader.find("table")) == 1
    # On a phone a row says its columns by itself.
    labels = reader.find("span", class_="label")
    assert len(labels) == 4
    assert "Parte Parciales Peso 60 %" in reader.words


def test_from_one_citation_a_reader_steps_to_its_neighbours(course: World) -> None:
    student, path = cited(course, "¿Cuándo es el primer parcial?")
    Citation.delete().where(Citation.number > 1).execute()
    one, last = Citation.get().__data__, 3
    for number in range(2, last + 1):
        Citation.create(**{**one, "id": None, "number": number})
    base = path.replace("/fragments", "#")

    steps = [
        [link for link in show(student, f"{path}/citations/{n}").links if "citations" in link]
        for n in range(1, last + 1)
    ]

    wanted = [
        [f"{base}/citations/{near}" for near in (n - 1, n + 1) if 1 <= near <= last]
        for n in range(1, last + 1)
    ]
    assert steps == wanted


def test_what_comes_near_without_being_told_as_the_answer_opens_too(course: World) -> None:
    student, path = cited(course, "¿Cuánto pesa el trabajo de biología marina?")
    answer = student.get(path.replace("/fragments", "/api")).get_json()["answer"]
    near = answer["nearest"] + answer["citations"]
    opened = [student.get(f"{path}/citations/{each['number']}").status_code for each in near]

    assert answer["kind"] in {"closest", "declined"}
    assert opened
    assert set(opened) == {200}


@pytest.mark.parametrize("number", ["0", "99", "-1", "x"])
def test_a_citation_that_is_not_there_is_not_found(course: World, number: str) -> None:
    student, path = cited(course, "¿Cuándo es el primer parcial?")

    assert student.get(f"{path}/citations/{number}").status_code == 404


def test_a_waiting_question_has_no_citations(course: World) -> None:
    student = course.student()
    question = student.ask("¿Cuándo es el primer parcial?").get_json()["id"]

    assert student.get(f"/fragments/questions/{question}/citations/1").status_code == 404


def test_of_a_document_that_left_the_course_the_quotation_stays(course: World) -> None:
    student, path = cited(course, "¿Cuándo es el primer parcial?")
    instructor = course.instructor()
    document = instructor.get("/api/documents").get_json()[0]["id"]
    instructor.delete(f"/api/documents/{document}")
    before_upkeep = show(student, f"{path}/citations/1")
    course.work()

    after = show(student, f"{path}/citations/1")

    for reader in (before_upkeep, after):
        assert "1 de octubre" in reader.words
        assert reader.find("blockquote", class_="cited")
        assert (
            say("es", "This document has left the course. This is what was quoted from it:")
            in reader.words
        )


def test_a_document_is_drawn_as_what_its_blocks_are(course: World) -> None:
    reader = show(course.student(), f"/fragments/versions/{version()}")

    names = [name for name, _ in reader.elements]
    assert names.count("table") == 1
    assert names.count("ul") == 1
    assert names.count("li") == 2
    assert names.count("pre") == 1
    assert "x = 1\n  y = 2" in reader.text
    assert [each["id"] for each in reader.find("h3")] == ["h1"]
    assert [each["id"] for each in reader.find("h4")] == ["h2"]
    assert not any(attributes.get("class") == "cited" for _, attributes in reader.elements)


def test_every_anchor_of_the_reader_is_there_once(course: World) -> None:
    reader = show(course.student(), f"/fragments/versions/{version()}/t1r2")

    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert reader.one("tr", class_="cited")["id"] == "t1r2"


def test_a_place_that_is_not_in_the_document_opens_its_beginning(course: World) -> None:
    reader = show(course.student(), f"/fragments/versions/{version()}/nowhere")

    assert not any(attributes.get("class") == "cited" for _, attributes in reader.elements)
    assert "1 de octubre" in reader.words


@pytest.mark.row("lti-44")
def test_a_document_of_another_course_is_not_found(course: World) -> None:
    path = f"/fragments/versions/{version()}"
    stranger = course.instructor("6", course="3")

    foreign, unknown = stranger.get(path), stranger.get(path[:-12] + "000000000000")

    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.get_json() | {"reference": ""} == unknown.get_json() | {"reference": ""}


def test_what_is_not_ready_is_read_by_instructors_alone(course: World) -> None:
    Version.update(state=VersionState.FAILED, code="reading_failed").execute()
    path = f"/fragments/versions/{version()}"

    assert course.instructor().get(path).status_code == 200
    assert course.student().get(path).status_code == 404


def long_text(count: int) -> list[ReaderSection]:
    """Sections of ten paragraphs each, p1 to p<count>, and one that has none."""
    blocks = [
        ReaderBlock(f"p{n}", BlockKind.PARAGRAPH, f"Text {n}", (), None)
        for n in range(1, count + 1)
    ]
    return [
        ReaderSection(f"h{n}", f"Part {n}", 1, tuple(blocks[n : n + 10]))
        for n in range(0, count, 10)
    ]


def anchors(sections: list[ReaderSection]) -> list[str]:
    return [block.anchor for section in sections for block in section.blocks]


@pytest.mark.parametrize(
    ("at", "first", "last", "earlier", "later"),
    [
        ("", 1, 121, "", "p122"),
        ("p1", 1, 121, "", "p122"),
        ("p121", 1, 241, "", "p242"),
        ("p122", 2, 242, "p1", "p243"),
        ("p500", 380, 620, "p379", "p621"),
        ("p1000", 880, 1000, "p879", ""),
        ("nowhere", 1, 121, "", "p122"),
    ],
)
def test_of_a_long_document_what_is_around_a_place_is_drawn(
    at: str, first: int, last: int, earlier: str, later: str
) -> None:
    sections, before, after = window(long_text(1000), at)

    assert anchors(sections) == [f"p{n}" for n in range(first, last + 1)]
    assert (before, after) == (earlier, later)
    assert all(section.blocks for section in sections)


def test_a_short_document_is_drawn_whole() -> None:
    sections, before, after = window(long_text(WINDOW), "p60")

    assert len(anchors(sections)) == WINDOW
    assert (before, after) == ("", "")


def test_a_document_without_text_is_drawn_empty() -> None:
    assert window([], "p1") == ([], "", "")


def test_far_down_in_a_long_table_the_names_of_its_columns_are_there(world: World) -> None:
    rows = "".join(f"| {n} | {n} % | {n} | {n} |\n" for n in range(300))
    text = f"# Weights\n\n| Number | Weight | Room | Hour |\n|---|---|---|---|\n{rows}"
    world.instructor().upload("Weights.md", text.encode())
    world.work()

    reader = show(world.student(), f"/fragments/versions/{version()}/t1r250")

    assert [each for each in reader.find("tr") if each.get("class") == "names"] == [
        {"role": "row", "class": "names"}
    ]
    assert len(reader.find("th")) == 4
    assert "Number 249 Weight 249 % Room 249 Hour 249" in reader.words


def test_going_on_in_a_long_document_leaves_nothing_out(world: World) -> None:
    text = "# Notes\n\n" + "\n\n".join(f"Paragraph number {n}." for n in range(400))
    world.instructor().upload("Notes.md", text.encode())
    world.work()
    student = world.student()
    path, seen = f"/fragments/versions/{version()}", set()
    for _ in range(10):
        reader = show(student, path)
        ids = [each["id"] for each in reader.find("p") if "id" in each]
        seen |= set(ids)
        on = [each for each in reader.links if each.startswith("#/versions/")]
        if not on or on[-1].rpartition("/")[2] in ids:
            break
        later = on[-1].rpartition("/")[2]
        if later in seen:
            break
        path = f"/fragments{on[-1][1:]}"

    assert len(seen) == 400
