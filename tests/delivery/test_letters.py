"""What letters say, in each language and of each kind, and that what others wrote stays text."""

import re
from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from silabo.adapters.mail.messages import MessageWriter
from silabo.delivery.compose import compose
from silabo.domain.answers import AnswerKind, Citation, Sentence
from silabo.domain.deliveries import AlertCode, CourseNews, DeliveryKind
from silabo.domain.letters import Letter
from tests.delivery.claims import (
    ANSWER,
    DELIVERY,
    OPTIONS,
    QUESTION,
    QUESTION_URL,
    SOURCES_URL,
    STOP_URL,
    Page,
    alert,
    declined,
    failure,
    letter,
    notice,
)
from tests.delivery.forms import EVERY_FORM

MARKUP = '<script>alert(1)</script><img src="https://evil.example/x.png" onerror="a()">'
SPANISH = """\
Preguntaste en Álgebra Lineal I:

    ¿Cuándo es el primer parcial?

Los documentos del curso dicen:

> El parcial es el 1 de octubre. [1]

> Turno: tarde
> Aula: 4 [2][3]

[1] Programa 2026, Fechas
    https://tool.example:8443/letters/questions/que5tion/answers/1/citations/1
[2] Programa 2026, Turnos, fila\N{NO-BREAK SPACE}5
    https://tool.example:8443/letters/questions/que5tion/answers/1/citations/2
[3] Apuntes, pág.\N{NO-BREAK SPACE}4
    https://tool.example:8443/letters/questions/que5tion/answers/1/citations/3

Citas textuales de los documentos.

En el curso:
https://tool.example:8443/letters/questions/que5tion

--\N{SPACE}
Sílabo responde con los documentos de tu curso.\
 Recibes este correo porque marcaste «por correo» al preguntar.

Las respuestas a este correo llegan a silabo@tool.example, no al curso.

No recibir más correos: https://tool.example:8443/letters/unsubscribe/t0ken"""
ENGLISH_REFUSAL = """\
You asked in Álgebra Lineal I:

    ¿Cuándo es el primer parcial?

The documents do not say.
I looked for: clave, wifi.

The nearest:

> La red es «campus».

Programa 2026
    https://tool.example:8443/letters/questions/que5tion/answers/1/citations/1

Your instructors can tell you.

In the course:
https://tool.example:8443/letters/questions/que5tion

--\N{SPACE}
Sílabo answers from the documents of your course.\
 You get this e-mail because you ticked “by e-mail” when you asked.

Replies to this e-mail go to silabo@tool.example, not to the course.

No more e-mails: https://tool.example:8443/letters/unsubscribe/t0ken"""


def test_the_text_of_an_answer_reads_well() -> None:
    assert letter().text == SPANISH


def test_the_text_of_a_refusal_reads_well() -> None:
    assert declined("en").text == ENGLISH_REFUSAL


NOTICE = """\
What needs your attention in Álgebra Lineal I:

2 documents could not be read, so nothing is answered from them:

- Programa
- Guía 1

The list of documents says why.

3 questions found no answer in the documents.

In the course:
https://lms.example/mod/lti/view.php?id=7&lang=es

--\N{SPACE}
You get this e-mail because you teach this course; how often is your choice on its desk, and none\
 comes when there is nothing new.

Replies to this e-mail go to silabo@tool.example, not to the course.

No more e-mails: https://tool.example:8443/letters/unsubscribe/t0ken"""


def test_the_text_of_a_notice_reads_well() -> None:
    composed = notice("en", unread=("Programa", "Guía\n1"))

    assert composed.text == NOTICE
    assert composed.subject == "Álgebra Lineal I: what needs your attention"


def test_the_title_of_a_document_is_text_in_a_notice() -> None:
    page = Page(notice(unread=(MARKUP,)).html)

    assert MARKUP in page.text
    assert not {"script", "img"} & set(page.tags)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (DeliveryKind.ANSWER, "Preguntaste en"),
        (DeliveryKind.CHANGED, "Cambió la respuesta"),
        (DeliveryKind.REPLY, "Un docente respondió"),
    ],
)
def test_a_letter_says_at_once_what_it_brings(kind: DeliveryKind, words: str) -> None:
    composed = letter(delivery={"kind": kind})

    assert composed.text.startswith(words)
    assert words in Page(composed.html).text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (AlertCode.LETTERS_REFUSED, "2 e-mails were given up within a day. The last one: dot 554"),
        (
            AlertCode.INDEX_AWAY,
            "Since Sep 1, 2026 at 12:00\u202fPM UTC. Meanwhile, questions are waiting.",
        ),
        (
            AlertCode.INDEX_DRIFT,
            "Since Sep 1, 2026 at 12:00\u202fPM UTC. Passages that are missing cannot be found.",
        ),
    ],
)
def test_an_alert_names_its_own_facts(code: AlertCode, words: str) -> None:
    composed = alert(code=code)

    assert words in composed.text
    assert words in Page(composed.html).text
    assert "Waiting:" not in composed.text


def test_an_alert_that_comes_late_says_that_it_is_over() -> None:
    assert "It is over now." in alert(code=AlertCode.INDEX_AWAY, since=None).text


@pytest.mark.parametrize("composed", EVERY_FORM)
def test_no_text_has_holes_or_loose_ends(composed: Letter) -> None:
    lines = composed.text.split("\n")

    assert re.search(r"\n\s*\n\s*\n", composed.text) is None
    assert [line for line in lines if line != line.rstrip() and line != "-- "] == []
    assert lines[0]
    assert lines[-1]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", ("Preguntaste en", "Los documentos del curso dicen:", "En el curso:")),
        ("en", ("You asked in", "The documents of the course say:", "In the course:")),
        ("fr", ("Votre question dans", "Les documents du cours disent", "Dans le cours")),
    ],
)
def test_a_letter_is_in_the_language_of_its_question(language: str, words: tuple[str, ...]) -> None:
    composed = letter(language=language)

    assert composed.language == language
    assert all(each in composed.text for each in words)
    assert f'<html lang="{language}">' in composed.html


def test_a_letter_in_a_language_that_we_lack_is_in_english() -> None:
    composed = letter(language="und")

    assert composed.language == "en"
    assert "You asked in" in composed.text


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("es", "Los documentos no lo dicen"),
        ("en", "The documents do not say"),
        ("fr", "Les documents ne le disent pas"),
    ],
)
def test_a_refusal_says_so_and_shows_what_came_nearest(language: str, says: str) -> None:
    composed = declined(language)

    for text in (composed.text, Page(composed.html).text):
        assert says in text
        assert "clave, wifi" in text
        assert "La red es «campus»." in text


def test_a_reply_has_no_quotation() -> None:
    composed = letter(kind=AnswerKind.REPLY, sentences=(), citations=(), reply="reply_greeting")
    page = Page(composed.html)

    assert "\n> " not in composed.text
    assert "blockquote" not in page.tags
    assert "documentos" in composed.text


def test_each_sentence_shows_its_receipts_in_both_forms() -> None:
    composed = letter()
    text = " ".join(Page(composed.html).text.split())

    assert "El parcial es el 1 de octubre. [1]" in text
    assert "Turno: tarde Aula: 4 [2][3]" in text
    assert "[1] Programa 2026, Fechas" in text
    assert "[2] Programa 2026, Turnos, fila 5" in text


@pytest.mark.row("attack-18")
@pytest.mark.parametrize(
    "text",
    [
        "Mira https://evil.example/?q=secreto",
        "![x](https://evil.example/x.png)",
        "[x][1]\n\n[1]: https://evil.example",
        '<a href="https://evil.example">x</a> <img src="https://evil.example/x.png">',
        "<https://evil.example> javascript:alert(1) data:text/html,x",
    ],
)
def test_a_letter_leads_to_the_course_to_its_own_end_and_to_no_more(text: str) -> None:
    """Whatever a student or a model wrote is text, and nothing is fetched."""
    cited = replace(ANSWER.citations[0], document_title=text, path=(text,))
    for composed in (
        letter(text=text, delivery={"course_title": text}),
        letter(sentences=(Sentence(text, (1,)),), citations=(cited,)),
        letter(kind=AnswerKind.GENERATED, sentences=(Sentence(text, (1,)),), citations=(cited,)),
        declined(searched=(text,), nearest=(cited,)),
    ):
        page = Page(composed.html)
        fetched = {"img", "script", "link", "iframe", "form", "object", "video", "svg"}
        sources = page.links[:-2]

        assert page.links[-2:] == [QUESTION_URL, STOP_URL]
        assert sources == [f"{SOURCES_URL}/{n}" for n, _ in enumerate(sources, 1)]
        assert [value for name, value in page.attributes if name in {"src", "background"}] == []
        assert "url(" not in composed.html
        assert fetched & set(page.tags) == set()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_a_course_address_that_is_no_web_page_is_no_link(address: str) -> None:
    composed = letter(delivery={"course_url": address})

    assert Page(composed.html).links == [STOP_URL]
    assert address not in composed.text


def test_a_letter_of_a_course_without_an_address_has_no_link() -> None:
    composed = letter(delivery={"course_url": ""})

    assert Page(composed.html).links == [STOP_URL]
    assert "En el curso" not in composed.text


def test_a_course_without_a_name_leaves_no_gap() -> None:
    composed = letter(delivery={"course_title": ""})

    assert composed.subject.startswith("Sílabo: ¿Cuándo")
    assert composed.text.startswith("Preguntaste en Sílabo:")


@pytest.mark.parametrize(
    "hostile",
    [
        letter(text=MARKUP),
        letter(sentences=(Sentence(MARKUP, (1,)),)),
        letter(citations=(replace(ANSWER.citations[0], document_title=MARKUP),)),
        letter(citations=(replace(ANSWER.citations[0], path=(MARKUP,)),)),
        letter(delivery={"course_title": MARKUP}),
        declined(searched=(MARKUP,)),
        declined(nearest=(Citation(1, "d", "v", "p1", MARKUP, "Programa"),)),
        letter(text="%(course)s {{ 7 * 7 }} {% raw %} " + MARKUP),
    ],
)
def test_markup_is_text_in_both_forms(hostile: Letter) -> None:
    page = Page(hostile.html)

    assert MARKUP in page.text
    assert MARKUP in hostile.text
    assert "https://evil.example/x.png" not in [value for _, value in page.attributes]
    assert {"script", "img"} & set(page.tags) == set()


def test_a_course_address_cannot_leave_its_attribute() -> None:
    address = 'https://lms.example/"><script>alert(1)</script>'
    news = CourseNews(("Programa",), 1)
    told = replace(DELIVERY, kind=DeliveryKind.NOTICE, question=None, news=news, course_url=address)
    page = Page(compose(told, OPTIONS).html)

    assert page.links == [address, STOP_URL]
    assert "script" not in page.tags


def test_placeholders_in_a_question_are_not_filled_in() -> None:
    composed = letter(text="100 % de %(course)s y {{ course }}")

    assert "    100 % de %(course)s y {{ course }}" in composed.text
    assert "100 % de %(course)s y {{ course }}" in composed.subject


def test_a_very_long_letter_keeps_every_word() -> None:
    question = " ".join(f"palabra{number}" for number in range(200))
    sentences = tuple(Sentence(f"Frase {number}. " + "x" * 1500, (1,)) for number in range(12))
    composed = letter(text=question, sentences=sentences)
    raw = MessageWriter("Sílabo <silabo@tool.example>").message(composed)
    text = message_from_bytes(raw, policy=policy.default).get_body(("plain",))

    assert text is not None
    assert question in text.get_content()
    assert all(sentence.text in text.get_content() for sentence in sentences)


def test_a_question_of_several_lines_stays_indented() -> None:
    assert "    Una línea\n\n    y otra\n" in letter(text="Una línea\n\ny otra").text


def test_an_alert_says_how_many_and_since_when_and_what_to_do() -> None:
    for text in (alert().text, Page(alert().html).text):
        assert "Given up: 2. Waiting: 7." in text
        assert "since Sep 1, 2026 at 12:00\u202fPM UTC" in text
        assert "`flask queue list`" in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "No pudimos escribir la respuesta"),
        ("en", "We could not write the answer"),
        ("fr", "Nous n’avons pas pu écrire la réponse"),
    ],
)
def test_the_news_of_a_failure_has_the_question_and_the_way_back(language: str, words: str) -> None:
    composed = failure(language)
    page = Page(composed.html)

    assert composed.language == language
    for text in (composed.text, page.text):
        assert words in text
        assert QUESTION.text in text
    assert page.links == [QUESTION_URL, STOP_URL]


@pytest.mark.parametrize("kind", [DeliveryKind.FAILURE, DeliveryKind.ALERT])
def test_a_letter_about_what_is_not_there_is_not_composed(kind: DeliveryKind) -> None:
    with pytest.raises(ValueError, match="needs its"):
        compose(replace(DELIVERY, kind=kind, question=None), OPTIONS)


def test_a_question_without_an_answer_makes_no_letter() -> None:
    unanswered = replace(DELIVERY, question=replace(QUESTION, answer=None))

    with pytest.raises(ValueError, match="needs an answer"):
        compose(unanswered, OPTIONS)


@pytest.mark.parametrize("composed", [letter(), declined(nearest=ANSWER.citations[:1])])
def test_the_lines_of_a_quotation_stay_lines(composed: Letter) -> None:
    styles = [value or "" for name, value in Page(composed.html).attributes if name == "style"]
    quotations = composed.html.count("<blockquote")

    assert sum("white-space:pre-wrap" in style for style in styles) == quotations > 0
