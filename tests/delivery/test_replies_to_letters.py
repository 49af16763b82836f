"""Where a reply to a letter goes, as the letter says it and as its header does."""

from dataclasses import replace

import pytest

from silabo.adapters.mail.messages import MessageWriter
from silabo.delivery.compose import LetterOptions, compose
from silabo.domain.deliveries import CourseNews, DeliveryKind
from silabo.domain.letters import Letter
from silabo.domain.replies import InboxAddress, encode
from tests.delivery.claims import DELIVERY

TOKEN = encode(bytes(range(22)))
INBOX = InboxAddress.of("answers@mail.example")
PLAIN = LetterOptions("https://tool.example", "silabo@tool.example")
READ = replace(PLAIN, inbox=INBOX)
ADDRESS = f"answers+{TOKEN}@mail.example"
ASK_ON = {
    "es": "Para seguir preguntando, responde a este correo",
    "en": "To ask on, reply to this e-mail",
    "fr": "Pour poser une autre question, répondez à ce courriel",
}
ANSWER = {
    "es": "Para contestar la pregunta, responde a este correo",
    "en": "Answer the question by replying to this e-mail",
    "fr": "Pour répondre à la question, répondez à ce courriel",
}
TO_SENDER = {
    "es": "Las respuestas a este correo llegan a silabo@tool.example",
    "en": "Replies to this e-mail go to silabo@tool.example",
    "fr": "Les réponses à ce courriel arrivent à silabo@tool.example",
}


def answer(language: str, options: LetterOptions, token: str = TOKEN) -> Letter:
    question = DELIVERY.question
    assert question is not None
    assert question.answer is not None
    told = replace(question, answer=replace(question.answer, language=language))
    return compose(replace(DELIVERY, question=told, reply_token=token), options)


def notice(language: str, token: str) -> Letter:
    news = CourseNews((), 0, handed=1)
    about = replace(DELIVERY, kind=DeliveryKind.NOTICE, question=None, news=news)
    return compose(replace(about, language=language, reply_token=token), READ)


def both(letter: Letter) -> tuple[str, str]:
    """The plain text and the HTML, with plain spaces."""
    return letter.text.replace("\xa0", " "), letter.html.replace("\xa0", " ")


@pytest.mark.parametrize("language", ASK_ON)
def test_where_replies_are_read_a_letter_invites_to_ask_on(language: str) -> None:
    letter = answer(language, READ)

    assert letter.reply_to == ADDRESS
    assert all(ASK_ON[language] in text for text in both(letter))
    assert not any(TO_SENDER[language] in text for text in both(letter))


@pytest.mark.parametrize("language", TO_SENDER)
@pytest.mark.parametrize(("options", "token"), [(PLAIN, TOKEN), (READ, "")])
def test_elsewhere_it_says_to_whom_replies_go(
    language: str, options: LetterOptions, token: str
) -> None:
    letter = answer(language, options, token)

    assert letter.reply_to == ""
    assert all(TO_SENDER[language] in text for text in both(letter))


@pytest.mark.parametrize("language", ANSWER)
def test_an_instructor_who_is_told_of_one_question_may_answer_it_by_replying(language: str) -> None:
    assert notice(language, TOKEN).reply_to == ADDRESS
    assert all(ANSWER[language] in text for text in both(notice(language, TOKEN)))
    assert all(TO_SENDER[language] in text for text in both(notice(language, "")))


@pytest.mark.parametrize("name", ["a", "a" * 27])
def test_the_header_is_the_address_itself(name: str) -> None:
    inbox = InboxAddress.of(f"{name}@{'correo-de-la-facultad.' * 6}universidad.example")
    letter = answer("es", replace(PLAIN, inbox=inbox))
    raw = MessageWriter("Sílabo <silabo@tool.example>").message(letter)

    assert f"\r\nReply-To: <{letter.reply_to}>\r\n".encode() in raw


def test_without_an_inbox_a_letter_has_no_such_header() -> None:
    raw = MessageWriter("Sílabo <silabo@tool.example>").message(answer("es", PLAIN))

    assert b"\r\nReply-To:" not in raw
