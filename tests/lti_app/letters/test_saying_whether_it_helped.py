"""The two links of a letter that say whether its answer helped, without a session."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from silabo.storage import tables
from silabo.wording.catalogues import say
from silabo.wording.feedback import feedback_words
from tests import seeds
from tests.lms import CLAIM
from tests.lti_app.panel.markup import Markup
from tests.world import Visitor, World

RULES = "# Reglas\n\nEl primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.\n"
ASKED = "¿Cuándo es el primer parcial?"
LINK = re.compile(r"https://tool\.example(/letters/feedback/\S+/(?:yes|no))")
LONGEST_RAW_LINE = 78  # bytes, as RFC 5322 (2.1.1) asks of a body


@pytest.fixture
def course(world: World) -> World:
    """A course with a document."""
    world.instructor(name="Marta").upload("Reglas.md", RULES.encode())
    world.work()
    return world


def raw_letters(course: World) -> list[bytes]:
    folder = course.system.settings.data_dir / "mail"
    files = sorted(folder.glob("*.eml"), key=lambda each: each.stat().st_mtime_ns)
    return [each.read_bytes() for each in files]


def part(raw: bytes, kind: str) -> str:
    message: EmailMessage = message_from_bytes(raw, policy=policy.default)
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def links(raw: bytes) -> tuple[str, str]:
    """Where a letter's two links lead: yes, no."""
    yes, no = LINK.findall(part(raw, "plain"))
    return yes, no


def answered(course: World, text: str = ASKED, **claims: object) -> tuple[Visitor, tuple[str, str]]:
    """A student whose letter has come, and its two links."""
    student = course.student(name="Ana Benítez", **claims)
    assert student.ask(text).status_code == 201
    course.work()
    return student, links(raw_letters(course)[-1])


def kept() -> tuple[bool | None, str]:
    row = tables.Answer.select().order_by(tables.Answer.id.desc()).get()
    return row.helped, row.unhelpful


def press(client: FlaskClient, path: str, **form: str) -> TestResponse:
    return client.post(path, data=form)


def test_both_parts_of_a_letter_have_the_two_links_on_lines_of_their_own(course: World) -> None:
    _, (yes, no) = answered(course)
    (raw,) = raw_letters(course)
    text, html = part(raw, "plain"), part(raw, "html")
    words = feedback_words("es", unsure=False)

    assert yes.removesuffix("/yes") == no.removesuffix("/no")
    assert f"\n{words.asked}\n{words.yes}:\nhttps://tool.example{yes}\n" in text
    assert f'href="https://tool.example{yes}"' in html
    assert f'href="https://tool.example{no}"' in html
    assert max(map(len, raw.partition(b"\r\n\r\n")[2].splitlines())) <= LONGEST_RAW_LINE


def test_opening_them_changes_nothing_however_often(course: World) -> None:
    """Filters of mail servers open every link of a letter."""
    _, paths = answered(course)
    looked = [
        getattr(course.browser(), method)(path)
        for path in paths
        for method in ("get", "head", "options", "get")
    ]

    assert {each.status_code for each in looked} == {200}
    assert kept() == (None, "")


def test_the_button_of_yes_says_that_it_helped(course: World) -> None:
    student, (yes, _) = answered(course)
    page = Markup(course.browser().get(yes).text)
    noted = press(course.browser(), yes)
    (question,) = student.get("/api/questions").get_json()

    assert page.one("form") == {"method": "post"}
    assert say("es", "Yes, it helped") in page.words
    assert noted.status_code == 200
    assert say("es", "Noted: it helped.") in Markup(noted.text).words
    assert question["answer"]["helped"] is True
    assert kept() == (True, "")


@pytest.mark.parametrize("reason", ["wrong", "incomplete", "other_question", "old", ""])
def test_the_button_of_no_says_why_it_did_not_help(course: World, reason: str) -> None:
    _, (_, no) = answered(course)
    page = Markup(course.browser().get(no).text)
    noted = press(course.browser(), no, reason=reason)

    assert len(page.find("input", type="radio")) == 4
    assert page.find("input", type="radio", checked="") == []
    assert say("es", "Noted: it did not help.") in Markup(noted.text).words
    assert kept() == (False, reason)


def test_the_same_links_change_what_was_said(course: World) -> None:
    student, (yes, no) = answered(course)
    press(course.browser(), no, reason="old")
    press(course.browser(), yes)
    press(course.browser(), yes)
    (question,) = student.get("/api/questions").get_json()

    assert question["answer"]["helped"] is True
    assert kept() == (True, "")


@pytest.mark.parametrize("reason", ["x", "Wrong", "wrong\0", "incorrecta", "a" * 8000])
def test_a_reason_that_there_is_not_is_refused(course: World, reason: str) -> None:
    _, (_, no) = answered(course)
    said = press(course.browser(), no, reason=reason)

    assert said.status_code == 400
    assert kept() == (None, "")


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_the_pages_speak_the_letters_language_and_tell_nothing_of_what_was_asked(
    course: World, language: str
) -> None:
    texts = {
        "es": ASKED,
        "en": "When is the first exam?",
        "fr": "Quand a lieu le premier partiel ?",
    }
    seeds.change(tables.Person, language="es")
    _, paths = answered(
        course, texts[language], **{f"{CLAIM}launch_presentation": {"locale": language}}
    )
    client = course.browser()
    for path in paths:
        for page in (client.get(path, headers={"Accept-Language": "de"}), press(client, path)):
            assert Markup(page.text).one("html")["lang"] == language
            assert "Course 2" in page.text
            for told in ("Ana", "example.org", "parcial", "exam?", "octubre", "aula", "Reglas"):
                assert told not in page.text
            assert "<script" not in page.text


def test_the_pages_are_kept_nowhere_and_name_their_address_to_nobody(course: World) -> None:
    _, (yes, no) = answered(course)
    client = course.browser()
    for page in (client.get(yes), client.get(no), press(client, yes), client.get("/letters/x")):
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in page.headers
    for page in (client.get(yes), press(client, no)):
        assert page.headers["X-Robots-Tag"] == "none"
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


def test_a_link_whose_answer_was_replaced_says_so_and_writes_nothing(course: World) -> None:
    _, (yes, _) = answered(course)
    seeds.change(tables.Question, state="queued", status=None)
    course.work()
    page, said = course.browser().get(yes), press(course.browser(), yes)
    answers = list(tables.Answer.select())

    assert (page.status_code, said.status_code) == (410, 410)
    assert say("es", "This question has been answered again since") in Markup(page.text).words
    assert Markup(page.text).find("form") == []
    assert len(answers) == 2
    assert {each.helped for each in answers} == {None}


def test_the_later_letter_has_links_of_its_own(course: World) -> None:
    _, (earlier, _) = answered(course)
    seeds.change(tables.Question, state="queued", status=None)
    course.work()
    later, _ = links(raw_letters(course)[-1])
    press(course.browser(), later)

    assert later != earlier
    assert kept() == (True, "")


def test_a_link_of_a_deleted_question_says_so_in_the_letters_language(course: World) -> None:
    student, (yes, no) = answered(course)
    (question,) = student.get("/api/questions").get_json()
    student.delete(f"/api/questions/{question['id']}")
    for page in (course.browser().get(no), press(course.browser(), yes)):
        words = Markup(page.text).words

        assert page.status_code == 410
        assert say("es", "This question is not here any more") in words
        assert "Course 2" not in words


def test_a_link_that_has_ended_says_where_it_can_still_be_said(
    course: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, (yes, _) = answered(course)
    monkeypatch.setattr("silabo.storage.feedback_links.now_ms", lambda: 4_000_000_000_000)
    page, said = course.browser().get(yes), press(course.browser(), yes)

    assert (page.status_code, said.status_code) == (410, 410)
    assert say("es", "This link has ended") in Markup(said.text).words
    assert kept() == (None, "")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("token", ["x", "a" * 90, "%00", "%2e%2e", "%F0%9F%98%80", "a.b.c.d"])
def test_an_unknown_token_is_not_found(course: World, method: str, token: str) -> None:
    answered(course)
    found = getattr(course.browser(), method)(f"/letters/feedback/{token}/yes")

    assert found.status_code == 404
    assert kept() == (None, "")


def test_a_link_says_yes_or_no_and_nothing_else(course: World) -> None:
    _, (yes, _) = answered(course)
    base = yes.removesuffix("/yes")

    assert course.browser().get(f"{base}/maybe").status_code == 404
    assert course.browser().get(base).status_code == 404
    assert course.browser().put(yes).status_code == 405


def test_the_link_of_one_student_touches_nobody_elses_answer(course: World) -> None:
    _, (yes, _) = answered(course, sub="3")
    _, (other, _) = answered(course, sub="4")
    press(course.browser(), yes)
    said = [row.helped for row in tables.Answer.select().order_by(tables.Answer.id)]

    assert yes != other
    assert said == [True, None]


@pytest.mark.parametrize("text", ["hola", "¿Cómo se llama la rectora?"])
def test_a_letter_that_answers_nothing_asks_nothing(course: World, text: str) -> None:
    course.student().ask(text)
    course.work()

    assert all(b"letters/feedback" not in raw for raw in raw_letters(course))


def test_what_is_not_sure_is_asked_as_its_card_asks(course: World) -> None:
    _, (yes, _) = answered(course)
    seeds.change(tables.Answer, kind="closest")
    page, said = course.browser().get(yes), press(course.browser(), yes)

    assert say("es", "Is this what you were looking for?") in Markup(page.text).words
    assert say("es", "Noted: answered for you.") in Markup(said.text).words


def test_the_desk_is_told_of_what_was_said_by_letter(course: World) -> None:
    _, (_, no) = answered(course)
    press(course.browser(), no, reason="incomplete")
    shown = Markup(course.instructor(name="Marta").get("/fragments/desk/questions").text)

    assert "No sirvió a 1 de 1" in shown.words
