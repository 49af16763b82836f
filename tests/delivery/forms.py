"""A letter of every form that there is."""

from silabo.domain.answers import AnswerKind
from silabo.domain.deliveries import AlertCode, DeliveryKind
from silabo.wording.catalogues import LANGUAGES
from tests.delivery.claims import (
    ANSWER,
    alert,
    closest,
    declined,
    failure,
    letter,
    notice,
    trial,
    week,
)

# Whether it helped is asked: of a real letter each token has about ninety characters.
ASKED_BACK = {"feedback_token": f"{'5b' * 16}.es.1801246469.{'Au3-' * 11}"}

EVERY_FORM = [
    letter(),
    letter(language="en"),
    letter(language="fr"),
    letter(text="Una línea\n\ny otra"),
    letter(sentences=ANSWER.sentences[:1], citations=ANSWER.citations[:1]),
    declined(),
    declined("en"),
    declined("fr"),
    *(closest(language) for language in LANGUAGES),
    closest(searched=()),
    declined(nearest=()),
    declined(searched=()),
    declined(searched=(), nearest=()),
    letter(kind=AnswerKind.REPLY, sentences=(), citations=(), reply="reply_greeting"),
    letter(delivery={"course_url": ""}),
    letter(delivery={"course_title": ""}),
    letter(delivery={"stop_token": ""}),
    *(letter(delivery=ASKED_BACK, language=language) for language in LANGUAGES),
    *(closest(language, delivery=ASKED_BACK) for language in LANGUAGES),
    letter(delivery={"kind": DeliveryKind.CHANGED}),
    letter(delivery={"kind": DeliveryKind.REPLY}),
    letter(delivery={"kind": DeliveryKind.REPLY}, language="fr"),
    *(notice(language) for language in LANGUAGES),
    notice(unread=()),
    notice(unanswered=0),
    *(notice(language, unsure=2) for language in LANGUAGES),
    notice(unread=(), unanswered=0, unsure=1),
    notice(unread=("Programa", "Guía"), unanswered=1),
    *(failure(language) for language in LANGUAGES),
    *(week(language, of_all=of_all) for language in LANGUAGES for of_all in (False, True)),
    *(alert(language, code) for language in LANGUAGES for code in AlertCode),
    *(alert(code=code, letters=1, reason="", since=None) for code in AlertCode),
    *(trial(language) for language in LANGUAGES),
]
