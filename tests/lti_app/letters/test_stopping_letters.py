"""The address in each letter that ends the letters of a person."""

import logging
import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from silabo.domain.letters import MailOutcome, MailReply, MailStep
from silabo.domain.queues import Queue
from silabo.storage.tables import Delivery, Person
from silabo.wording.catalogues import say
from tasks.letters import deliver_next
from tests import seeds
from tests.fakes.mailer import FakeMailer
from tests.lms import CLAIM
from tests.lti_app.panel.markup import Markup
from tests.world import Visitor, World
from wiring.parts import worker_parts

RULES = "# Reglas\n\nEl primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.\n"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def course(world: World) -> World:
    """A course with a document."""
    world.instructor(name="Marta").upload("Reglas.md", RULES.encode())
    world.work()
    return world


def ask(student: Visitor, *, tick: bool | None = None) -> str:
    question = {"text": "¿Cuándo es el primer parcial?", "letter": tick}
    return str(student.post("/api/questions", json=question).get_json()["id"])


def letters(world: World) -> list[EmailMessage]:
    folder = world.system.settings.data_dir / "mail"
    files = sorted(folder.glob("*.eml"), key=lambda each: each.stat().st_mtime_ns)
    return [message_from_bytes(each.read_bytes(), policy=policy.default) for each in files]


def address(message: EmailMessage) -> str:
    """Where a letter can be ended, as a path of ours."""
    found = re.fullmatch(r"<https://tool\.example(/letters/unsubscribe/\S+)>", unfolded(message))
    assert found
    return found[1]


def unfolded(message: EmailMessage) -> str:
    return str(message["List-Unsubscribe"]).replace(" ", "")


def ticked(student: Visitor) -> bool:
    tick = Markup(student.get("/fragments/panel").text).one("input", name="letter")
    return "checked" in tick


def test_one_click_of_a_mail_program_ends_the_letters(course: World) -> None:
    """RFC 8058: one POST, without a cookie, a session or a page before it."""
    student = course.student()
    ask(student)
    course.work()
    (first,) = letters(course)
    stopped = course.browser().post(address(first), data=ONE_CLICK)
    ask(student)
    course.work()

    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stopped.status_code == 200
    assert len(letters(course)) == 1
    assert not ticked(student)


def test_looking_changes_nothing(course: World) -> None:
    """Filters of mail servers open every link of a letter."""
    student = course.student()
    ask(student)
    course.work()
    path = address(letters(course)[0])
    looked = [course.browser().get(path), course.browser().head(path)]
    ask(student)
    course.work()

    assert [each.status_code for each in looked] == [200, 200]
    assert len(letters(course)) == 2
    assert ticked(student)


def test_ending_them_twice_is_ending_them_once(course: World) -> None:
    student = course.student()
    ask(student)
    course.work()
    path = address(letters(course)[0])
    first, second = (course.browser().post(path, data=ONE_CLICK) for _ in range(2))

    assert first.status_code == second.status_code == 200
    assert first.text == second.text


def test_the_next_tick_is_a_new_choice(course: World) -> None:
    student = course.student()
    ask(student)
    course.work()
    course.browser().post(address(letters(course)[0]))
    ask(student)
    ask(student, tick=True)
    ask(student)
    course.work()

    assert len(letters(course)) == 3
    assert ticked(student)


def test_what_was_asked_before_brings_no_letter_any_more(course: World) -> None:
    student = course.student()
    ask(student)
    course.work()
    path = address(letters(course)[0])
    ask(student)  # waits for its answer
    course.browser().post(path)
    course.work()
    newest = Delivery.select().order_by(Delivery.id.desc()).get()

    assert len(letters(course)) == 1
    assert newest.state == "suppressed"


def test_a_letter_that_was_put_off_does_not_leave_any_more(course: World) -> None:
    student = course.student()
    ask(student)
    course.work(Queue.ANSWERS)
    mailer = FakeMailer([MailOutcome.DEFERRED])
    parts = worker_parts(course.system.settings)
    deliver_next(replace(parts, mailer=mailer))
    token = Person.get(Person.sub == "3").stop_token
    course.browser().post(f"/letters/unsubscribe/{token}")
    seeds.due(Delivery)
    course.work()

    assert len(mailer.asked) == 1
    assert letters(course) == []
    assert Delivery.get().state == "suppressed"


def test_others_go_on_getting_theirs(course: World) -> None:
    ana, ben = course.student("3"), course.student("4")
    ask(ana)
    course.work()
    course.browser().post(address(letters(course)[0]))
    ask(ana)
    ask(ben)
    course.work()

    assert [each["To"] for each in letters(course)] == [
        "person3@example.org",
        "person4@example.org",
    ]


def test_the_address_is_the_same_in_each_letter_of_a_person_and_of_nobody_else(
    course: World,
) -> None:
    ana, ben = course.student("3"), course.student("4")
    for student in (ana, ben, ana):
        ask(student)
        course.work()
    first, other, last = (address(each) for each in letters(course))

    assert first == last != other
    assert len(first.rpartition("/")[2]) == 43


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "..%2f", "%F0%9F%98%80", "'%20OR%201=1--"])
def test_an_unknown_token_is_not_found(course: World, method: str, token: str) -> None:
    before = Person.select().where(Person.letters == True).count()  # noqa: E712 - SQL
    found = getattr(course.browser(), method)(f"/letters/unsubscribe/{token}")

    assert found.status_code == 404
    assert Person.select().where(Person.letters == True).count() == before  # noqa: E712 - SQL


def test_no_database_is_asked_for_what_is_no_token(
    course: World, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="peewee"):
        course.browser().get("/letters/unsubscribe/%00")

    # PostgreSQL takes no NUL: asked for one it fails, as if the database were away.
    assert "stop_token" not in caplog.text


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_the_pages_speak_the_persons_language_and_name_nobody(course: World, language: str) -> None:
    student = course.student(
        name="Ana Benítez",
        **{f"{CLAIM}launch_presentation": {"locale": language}},
    )
    ask(student)
    course.work()
    path = address(letters(course)[0])
    asked, stopped = course.browser().get(path), course.browser().post(path)

    assert Markup(asked.text).one("html")["lang"] == language
    assert say(language, "Stop the e-mails") in Markup(asked.text).words
    assert Markup(asked.text).one("form") == {"method": "post"}
    assert say(language, "The e-mails are stopped") in Markup(stopped.text).words
    for page in (asked, stopped):
        assert "Ana" not in page.text
        assert "example.org" not in page.text
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


def refuse(course: World, reply: MailReply) -> None:
    """Let the mail system refuse what waits."""
    parts = worker_parts(course.system.settings)
    course.work(Queue.ANSWERS)
    deliver_next(replace(parts, mailer=FakeMailer([reply])))


def card(student: Visitor, question: str) -> str:
    return Markup(student.get(f"/fragments/questions/{question}").text).words


@pytest.mark.row("fault-39")
def test_an_address_that_does_not_exist_is_told_masked_and_asked_for_no_more(
    course: World,
) -> None:
    student = course.student(email="ana.benitez@example.org")
    question = ask(student)
    refuse(course, MailReply(MailOutcome.REFUSED, MailStep.RCPT, 550, "5.1.1"))
    shown, panel = card(student, question), Markup(student.get("/fragments/panel").text)

    assert "a…@example.org" in shown
    assert "ana.benitez" not in shown
    assert say("es", "Answered at %(time)s; the e-mail could not be delivered") not in shown
    assert panel.find("input", name="letter") == []
    assert "a…@example.org" in panel.words


def test_a_launch_with_another_address_brings_the_tick_and_the_letters_back(
    course: World,
) -> None:
    question = ask(course.student(email="ana@example.org"))
    refuse(course, MailReply(MailOutcome.REFUSED, MailStep.RCPT, 550, "5.1.1"))
    again = course.student(email="ana@new.example")
    ask(again)
    course.work()

    assert ticked(again)
    assert [each["To"] for each in letters(course)] == ["ana@new.example"]
    assert "a…@example.org" in card(again, question)


def test_a_letter_that_was_refused_for_itself_leaves_the_tick(course: World) -> None:
    student = course.student(email="ana@example.org")
    question = ask(student)
    refuse(course, MailReply(MailOutcome.REFUSED, MailStep.DOT, 554, "5.7.1"))

    assert "a…@example.org" in card(student, question)
    assert ticked(student)


def test_a_letter_of_which_nobody_knows_is_told_as_that(course: World) -> None:
    student = course.student()
    question = ask(student)
    course.work()
    seeds.change(Delivery, state="unknown")
    said = say("es", "%(answered)s; whether the e-mail arrived is not known", answered="")

    assert said in card(student, question)


def test_letters_of_one_question_are_one_thread(course: World) -> None:
    student = course.student()
    question = ask(student)
    course.work()
    row = seeds.tables.Question.get(seeds.tables.Question.public_id == question)
    seeds.change(seeds.tables.Question, state="queued", status=None)
    course.work()
    first, changed = letters(course)

    assert row.letter
    assert changed["References"] == changed["In-Reply-To"] == first["Message-ID"]
    assert first["References"] is None
    assert changed["Subject"] == first["Subject"]
    body = changed.get_body(("plain",))
    assert body is not None
    assert "Cambió la respuesta" in str(body.get_content())
