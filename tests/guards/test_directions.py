"""Every text of a person or of a document says its own direction, in whatever page it stands.

Whoever reads from right to left writes such courses, names, questions and documents; without
`dir="auto"` their signs and numbers stand at the wrong end. A world whose every text is Hebrew is
drawn, and each such text must lie in an element with a direction of its own, or isolated in a
sentence of ours (Unicode Standard Annex 9).
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from silabo.domain.queues import Queue
from silabo.storage.tables import Question
from tests.lms import CLAIM, MEMBERSHIP
from tests.world import Visitor, World

RIGHT_TO_LEFT = re.compile("[\u0590-\u05ff]+")
ISOLATED = re.compile("\u2068[^\u2069]*\u2069")
VOID = {"input", "meta", "link", "br", "img"}
RULES = """# \u05db\u05dc\u05dc\u05d9\u05dd

El primer parcial \u05de\u05d1\u05d7\u05df es el jueves 1 de octubre a las 14:00 en el aula 4.

| Instancia | Peso \u05de\u05e9\u05e7\u05dc |
|---|---|
| Parcial \u05de\u05d1\u05d7\u05df | 35 % |
| Trabajo \u05e2\u05d1\u05d5\u05d3\u05d4 | 65 % |

- Un punto \u05e0\u05e7\u05d5\u05d3\u05d4.
"""
NAME = "\u05db\u05dc\u05dc\u05d9\u05dd.md"
PERSON = "\u05d0\u05e0\u05d4"
TITLE = "\u05d0\u05dc\u05d2\u05d1\u05e8\u05d4"
ASKED = (
    "¿Cuándo es el primer parcial \u05de\u05d1\u05d7\u05df?",
    "¿Cuánto pesa el parcial \u05de\u05d1\u05d7\u05df?",
)
DECLINED = "¿Cuántos créditos vale la tesina \u05ea\u05d6\u05d4 de biología?"


class Texts(HTMLParser):
    """The texts of a fragment, and whether each lies in an element with a direction of its own."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, bool]] = []
        self._open: list[bool] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether this element says a direction."""
        if tag not in VOID:
            self._open.append(tag == "bdi" or ("dir", "auto") in attrs)

    def handle_endtag(self, tag: str) -> None:
        """The element ends."""
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep every text from right to left."""
        if RIGHT_TO_LEFT.search(ISOLATED.sub("", data)):
            self.found.append((data.strip(), any(self._open)))


@pytest.fixture
def instructor(world: World) -> Visitor:
    """Whoever teaches a course whose every text is Hebrew, and has asked in it."""
    claims = {
        f"{CLAIM}context": {"id": "2", "title": TITLE},
        f"{CLAIM}roles": [f"{MEMBERSHIP}Instructor"],
    }
    teacher = world.visit(name=PERSON, **claims)
    teacher.upload(NAME, RULES.encode())
    teacher.upload(f"2{NAME}", b"%PDF-1.4 broken")
    world.work(Queue.DOCUMENTS)
    for text in (*ASKED, DECLINED):
        assert teacher.ask(text).status_code == 201
        world.work()
    teacher.ask(ASKED[0])
    return teacher


def drawn(visitor: Visitor) -> Iterator[tuple[str, str]]:
    """Every fragment that shows something of a person or a document."""
    ids = [row.public_id for row in Question.select()]
    paths = ["panel", "desk", "documents", "placing", "connection", "data", "questions"]
    for each in ids:
        paths += [f"questions/{each}", f"questions/{each}/citations/1"]
    for path in paths:
        answer = visitor.get(f"/fragments/{path}")
        if answer.status_code == 200:
            yield path, answer.text


def test_every_text_of_a_person_or_a_document_has_its_own_direction(instructor: Visitor) -> None:
    seen = 0
    for path, markup in drawn(instructor):
        for text, directed in Texts(markup).found:
            seen += 1

            assert directed, (path, text)
    assert seen > 30


def test_a_text_without_a_direction_is_found() -> None:
    assert Texts(f"<p>{PERSON}</p>").found == [(PERSON, False)]
    assert Texts(f"<p dir=auto><b>{PERSON}</b></p>").found == [(PERSON, True)]
    assert Texts(f"<p>Name: \u2068{PERSON}\u2069.</p>").found == []
