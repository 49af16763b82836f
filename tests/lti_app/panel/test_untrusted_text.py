import pytest

from silabo.storage.tables import Answer, Document, Passage, Section, Version
from tests.lms import CLAIM
from tests.lti_app.panel.markup import Markup
from tests.world import Visitor, World

EVIL = """'"><script>alert(1)</script><img src=x onerror="alert(2)">{{7*7}}%(x)s&lt;"""
PARTS = """# Weights {evil}

The first exam is on Thursday 1 October at 14:00 in room 4. {evil}

- The final project counts half. {evil}

| Part {evil} | Weight |
|---|---|
| Homework {evil} | 40 % |

```
{evil}
```
"""
HARMLESS = {"script", "img", "iframe", "object", "embed", "svg", "style", "link", "base", "meta"}


def harmless(page: str) -> Markup:
    """Nothing of the text became an element or a handler."""
    markup = Markup(page)
    for name, attributes in markup.elements:
        assert name not in HARMLESS, (name, attributes)
        assert not any(each.startswith("on") for each in attributes), (name, attributes)
        for link in ("href", "src"):
            assert not attributes.get(link, "").startswith(("javascript:", "data:")), attributes
    return markup


@pytest.fixture
def course(world: World) -> World:
    """A course in which everything that somebody else wrote is hostile."""
    uploaded = world.instructor().upload("Weights.md", PARTS.format(evil=EVIL).encode())
    assert uploaded.status_code == 201
    # A name that no browser sends as it is, but which a program may.
    Version.update(file_name=EVIL).execute()
    Document.update(title=EVIL).execute()
    world.work()
    return world


def visitor(course: World, **claims: object) -> Visitor:
    context = {"id": "2", "title": EVIL, "label": EVIL}
    presentation = {"locale": "en", "document_target": "window"}
    return course.visit(
        name=EVIL,
        **{
            f"{CLAIM}context": context,
            f"{CLAIM}launch_presentation": presentation,
            **claims,
        },
    )


@pytest.mark.row("attack-15")
@pytest.mark.row("lti-41")
@pytest.mark.parametrize("path", ["panel", "home", "examples", "questions", "data", "token"])
def test_the_panel_of_a_course_and_a_person_with_hostile_names(course: World, path: str) -> None:
    student = visitor(course)
    student.ask(EVIL)

    page = student.get(f"/fragments/{path}")

    assert page.status_code == 200
    harmless(page.text)


@pytest.mark.row("attack-15")
def test_texts_are_shown_as_they_were_written(course: World) -> None:
    student = visitor(course)
    question = student.ask(f"{EVIL}?").get_json()["id"]

    card = harmless(student.get(f"/fragments/questions/{question}").text)
    data = harmless(student.get("/fragments/data").text)

    assert card.one("article")["data-text"] == f"{EVIL}?"
    assert f"{EVIL}?" in card.text
    assert EVIL in data.text


@pytest.mark.row("attack-15")
@pytest.mark.parametrize(
    "text",
    [
        "When is the first exam?",
        "How much does the homework count?",
        "How much does the final project count?",
        f"Which book is about marine biology {EVIL}?",
        "Hello",
        EVIL,
    ],
)
def test_every_answer_and_its_sources(course: World, text: str) -> None:
    student = visitor(course)
    question = student.ask(text).get_json()["id"]
    waiting = student.get(f"/fragments/questions/{question}")
    course.work()
    path = f"/fragments/questions/{question}"
    answer = student.get(f"/api/questions/{question}").get_json()["answer"]
    pages = [waiting, student.get(path)] + [
        student.get(f"{path}/citations/{each['number']}")
        for each in answer["citations"] + answer["nearest"]
    ]

    assert [page.status_code for page in pages] == [200] * len(pages)
    for page in pages:
        harmless(page.text)


@pytest.mark.row("attack-15")
def test_the_whole_of_a_hostile_document_is_shown_as_text(course: World) -> None:
    student = visitor(course)
    # Whatever a reader of files lets through.
    Passage.update(text=EVIL, cells=[EVIL, EVIL]).execute()
    Section.update(path=[EVIL]).execute()

    reader = harmless(student.get(f"/fragments/versions/{Version.get().public_id}").text)
    odd = harmless(
        student.get(f"/fragments/versions/{Version.get().public_id}/%22%3E%3Cscript%3E").text
    )

    assert reader.text.count(EVIL) >= 1 + 1 + Passage.select().count()
    assert odd.one("section", class_="reader")["data-anchor"] == '"><script>'


@pytest.mark.row("attack-15")
def test_a_quotation_of_a_hostile_document_that_left_the_course(course: World) -> None:
    student = visitor(course)
    question = student.ask("When is the first exam?").get_json()["id"]
    course.work()
    Version.update(state="deleted").execute()

    page = student.get(f"/fragments/questions/{question}/citations/1")

    assert "1 October" in harmless(page.text).text


@pytest.mark.row("attack-16")
def test_words_and_places_that_an_answer_brings_along(course: World) -> None:
    student = visitor(course)
    question = student.ask("Which book is about marine biology?").get_json()["id"]
    course.work()
    Answer.update(searched=[EVIL, "book"]).execute()

    page = harmless(student.get(f"/fragments/questions/{question}").text)

    assert EVIL in page.text


@pytest.mark.row("attack-15")
@pytest.mark.parametrize("state", ["ready", "rejected", "failed", "received"])
def test_a_hostile_file_name_is_shown_on_the_desk_as_text(course: World, state: str) -> None:
    instructor = visitor(course, **{f"{CLAIM}roles": ["Instructor"]})
    Version.update(
        state=state,
        code="unknown_format",
        code_values={"extension": EVIL},
        notices=[{"code": "hidden_text", "page": 1}],
    ).execute()

    pages = [harmless(instructor.get(f"/fragments/{each}").text) for each in ("desk", "documents")]

    assert all(EVIL in page.text for page in pages)


@pytest.mark.row("lti-41")
def test_a_way_back_to_a_hostile_platform_is_none(course: World) -> None:
    student = visitor(course, **{f"{CLAIM}tool_platform": {"product_family_code": EVIL}})

    page = harmless(student.get("/fragments/panel").text)

    assert page.one("a", class_="back")["href"] == "https://lms.example"


def test_a_file_name_in_a_refusal_is_plain_json(world: World) -> None:
    answer = world.instructor().upload(f"x.{EVIL[:15]}", b"text")

    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
