"""The panel: the box, the tick, the list of questions, and what is known of a person."""

import pytest

from silabo.domain.questions import QuestionState
from silabo.domain.queues import Queue
from silabo.storage.tables import Delivery, Question
from silabo.wording.catalogues import say
from silabo.wording.error_sentences import sentence
from tests.lms import CLAIM
from tests.lti_app.panel.fragments import ASKED, ask, card, show
from tests.world import ADDRESS, World

PRESENTATION = f"{CLAIM}launch_presentation"


def test_a_first_visit_offers_the_box_and_keeps_the_empty_list_away(course: World) -> None:
    panel = show(course.student(), "panel")

    assert panel.find("form", id="ask")
    assert panel.one("textarea")["maxlength"] == "8000"
    assert panel.find("div", id="examples")
    assert "hidden" in panel.one("section", id="mine")


def test_without_documents_there_is_no_box_and_the_reason(world: World) -> None:
    panel = show(world.student(), "panel")

    assert not panel.find("form", id="ask")
    assert say("es", "Your instructors have not added documents yet.") in panel.words


def test_a_viewer_reads_why_there_is_no_box(course: World) -> None:
    panel = show(course.student(**{f"{CLAIM}roles": []}), "panel")

    assert not panel.find("form", id="ask")
    assert sentence("es", "viewer") in panel.words


@pytest.mark.row("attack-37")
def test_the_tick_names_the_address_that_the_platform_gave(course: World) -> None:
    student = course.student(email="ana@example.org")
    ticked = show(student, "panel")
    student.post("/api/questions", json={"text": ASKED, "letter": False})

    cleared = show(student, "panel")

    assert "ana@example.org" in ticked.words
    assert "checked" in ticked.one("input", name="letter")
    assert "checked" not in cleared.one("input", name="letter")


def test_an_instructor_who_tries_a_question_gets_no_letter_by_surprise(course: World) -> None:
    instructor = course.instructor()
    panel = show(instructor, "panel")
    ask(instructor)
    course.work()

    assert "checked" not in panel.one("input", name="letter")
    assert Delivery.select().count() == 0


def test_what_an_instructor_ticks_is_for_one_question(course: World) -> None:
    instructor = course.instructor()
    asked = instructor.post("/api/questions", json={"text": ASKED, "letter": True})
    waiting = card(instructor, asked.get_json()["id"])
    course.work()

    by_letter = "You can close this page. It will come by e-mail and stay here."
    assert say("es", by_letter) in waiting.words
    assert Delivery.select().count() == 1
    assert "checked" not in show(instructor, "panel").one("input", name="letter")


def test_what_an_instructor_leaves_unticked_changes_nothing_where_they_study(
    course: World,
) -> None:
    sub = "5"
    course.instructor(sub).post("/api/questions", json={"text": ASKED, "letter": False})

    assert "checked" in show(course.student(sub, course="2"), "panel").one("input", name="letter")


def test_who_looks_as_a_student_is_told_so_with_the_way_back(course: World) -> None:
    looking, student = show(course.instructor(), "panel"), show(course.student(), "panel")

    words = say("es", "This is what students see.")
    assert words in looking.words
    assert looking.one("p", class_="viewing")
    assert looking.links.count("#/desk/documents") == 2
    assert words not in student.words
    assert "#/desk/documents" not in student.links


def test_without_an_address_there_is_no_tick(course: World) -> None:
    panel = show(course.student(email=None), "panel")

    assert not panel.find("input", name="letter")
    assert say("es", "The answer will be here.") in panel.words


def test_who_asked_before_finds_the_list(course: World) -> None:
    student = course.student()
    question = ask(student)

    panel = show(student, "panel")

    assert "hidden" not in panel.one("section", id="mine")
    assert panel.links.count(f"#/questions/{question}") == 1
    assert not panel.find("div", id="examples")


def test_an_instructor_comes_to_the_desk_and_may_look_as_a_student(course: World) -> None:
    instructor, student = course.instructor(), course.student()

    assert show(instructor, "home").find("div", data_view="desk")
    assert show(instructor, "panel").find("div", data_view="panel")
    assert show(student, "home").find("div", data_view="panel")


@pytest.mark.parametrize("target", ["frame", "window", "iframe"])
def test_there_is_a_way_back_to_the_course_for_whoever_stands_in_no_frame(
    world: World, target: str
) -> None:
    visitor = world.student("4", **{PRESENTATION: {"locale": "en", "document_target": target}})

    back = show(visitor, "panel").one("a", class_="back")

    assert back == {
        "class": "back",
        # Not the activity, which would open the tool again.
        "href": "https://lms.example/course/view.php?id=2",
        "target": "_top",
    }


def test_examples_are_questions_that_the_documents_answer(course: World) -> None:
    student = course.student(**{PRESENTATION: {"locale": "es"}})

    examples = show(student, "examples")

    buttons = examples.find("button", data_action="example")
    assert 1 <= len(buttons) <= 3
    assert say("es", "Can I use a calculator in the exam?") in examples.words
    assert say("es", "Which book does the course follow?") not in examples.words


def test_the_list_has_a_word_for_each_state_and_goes_on_after_ten(course: World) -> None:
    student = course.student()
    ids = []
    for number in range(12):
        ids.insert(0, ask(student, f"Pregunta {number}"))
        course.work(Queue.ANSWERS)  # so many may not wait at once
    Question.update(state=QuestionState.FAILED).where(Question.public_id == ids[0]).execute()

    first = show(student, "questions")
    rest = show(student, f"questions/after/{ids[9]}")

    assert [each["data-question"] for each in first.find("a", class_="question")] == ids[:10]
    assert first.find("a", class_="question")[0]["data-state"] == "failed"
    assert first.one("button", data_action="more")["data-after"] == ids[9]
    assert [each["data-question"] for each in rest.find("a", class_="question")] == ids[10:]
    assert not rest.find("button", data_action="more")


def test_a_list_says_which_question_was_answered_and_which_declined(course: World) -> None:
    student = course.student()
    ask(student)
    ask(student, "¿Cuántos créditos vale la tesina de biología?")
    course.work()

    listed = show(student, "questions")

    assert say("es", "Answered") in listed.words
    assert say("es", "Not stated") in listed.words


@pytest.mark.parametrize(
    ("role", "word"), [("Instructor", "instructor"), ("Learner", "student"), (None, "reading only")]
)
def test_everybody_can_see_what_is_known_of_them(
    course: World, role: str | None, word: str
) -> None:
    roles = {f"{CLAIM}roles": [role] if role else []}
    visitor = course.student(name="Ana Benítez", email="ana@example.org", **roles)

    data = show(visitor, "data")

    assert "Ana Benítez" in data.words
    assert "ana@example.org" in data.words
    assert say("es", word) in data.words


def test_what_a_platform_did_not_share_is_said(course: World) -> None:
    data = show(course.student(name=None, email=None), "data")

    assert data.words.count(say("es", "not shared")) == 2


def test_a_token_is_offered_with_what_it_is_for_and_how_it_is_sent(course: World) -> None:
    token = show(course.student(), "token")

    assert "/api/docs" in token.links
    assert token.one("pre", class_="example")["data-address"] == f"{ADDRESS}/api/questions"
    assert "hidden" in token.one("div", id="made")
    assert token.find("button", data_action="make-token")


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_the_panel_speaks_the_language_of_the_launch(world: World, language: str) -> None:
    student = world.student(**{PRESENTATION: {"locale": language}})
    headers = {"Accept-Language": "en" if language != "en" else "fr"}

    panel = student.get("/fragments/panel", headers=headers)
    page = student.client.get(f"/panel/{student.launch}", headers=headers)

    assert say(language, "Your instructors have not added documents yet.") in panel.text
    assert f'<html lang="{language}">' in page.text


@pytest.mark.parametrize(
    ("locale", "language"),
    [("es_ar", "es"), ("fr-CA", "fr"), ("pt_br", "en"), ("de", "en"), ("", "fr"), (None, "fr")],
)
def test_an_lms_code_becomes_one_of_our_languages_else_the_browsers(
    world: World, locale: str | None, language: str
) -> None:
    client = world.browser()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr"

    opened = world.platform.launch(client, **{PRESENTATION: {"locale": locale}})

    page = client.get(opened.headers["Location"].partition("#")[0])
    assert f'<html lang="{language}">' in page.text


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_who_types_the_tools_address_is_sent_to_the_course(world: World, language: str) -> None:
    page = world.browser().get("/", headers={"Accept-Language": language})

    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert say(language, "Open Sílabo from your course") in page.text


def test_the_page_of_the_panel_holds_nothing_of_a_person(course: World) -> None:
    student = course.student(name="Ana Benítez", email="ana@example.org")
    ask(student)

    page = course.browser().get(f"/panel/{student.launch}")

    assert page.status_code == 200
    for secret in ("Ana", "example.org", ASKED, "Course 2", student.token):
        assert secret not in page.text


def test_the_way_back_leads_to_the_activity_of_this_launch(course: World) -> None:
    pages = []
    for number in (7, 9):
        client, platform = course.browser(), course.platform
        started = platform.login(client, lti_message_hint=f'{{"cmid":{number}}}')
        token = platform.sign(platform.claims(started.nonce))
        opened = client.post("/lti/launch", data={"state": started.state, "id_token": token})
        pages.append((client, opened.headers["Location"].partition("#")[0]))

    shown = [client.get(page).text for client, page in pages]

    assert "/mod/lti/view.php?id=7" in shown[0]
    assert "/mod/lti/view.php?id=9" in shown[1]
