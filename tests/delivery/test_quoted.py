"""What of a mail is cut before it is a question, and what must be kept, in three languages."""

import time

import pytest

from silabo.delivery.quoted import LONGEST, is_automatic, own_words

GMAIL_EN = "On Tue, Dec 1, 2026 at 10:00 AM S <s@tool.example> wrote:\n> It is on 3 May.\n"
GMAIL_ES = "El mar, 1 dic 2026 a las 10:00, S (<s@tool.example>)\nescribió:\n\n> Es el 3.\n> [1]\n"
GMAIL_FR = "Le mar. 1 déc. 2026 à 10:00, Sílabo <s@tool.example> a écrit :\n\n> Le 3 mai.\n"
APPLE_ES = "El 1 dic 2026, a las 10:00, Sílabo <s@tool.example> escribió:\n\nEs el 3 de mayo.\n"
APPLE_FR = "Le 1 déc. 2026 à 10:00, Sílabo <s@tool.example> a écrit\xa0:\n\nLe 3 mai.\n"
THUNDERBIRD_EN = "On 12/1/26 10:00, Sílabo wrote:\n> It is on 3 May.\n"
THUNDERBIRD_ES = "El 01/12/26 a las 10:00, Sílabo escribió:\n> Es el 3 de mayo.\n"
THUNDERBIRD_FR = "Le 01/12/2026 à 10:00, Sílabo a écrit :\n> Le 3 mai.\n"
YAHOO_ES = "En martes, 1 de diciembre de 2026, 10:00:00 CET, S <s@tool.example> escribió:\nEs.\n"
OUTLOOK_EN = (
    "________________________________\nFrom: Sílabo <s@tool.example>\nSent: Tuesday, December 1\n"
    "To: Ana\nSubject: Re: Álgebra\n\nIt is on 3 May.\n"
)
OUTLOOK_ES = "-----Mensaje original-----\nDe: Sílabo\nEnviado el: martes\nPara: Ana\n\nEs el 3.\n"
OUTLOOK_ES_NEW = "De: Sílabo <s@tool.example>\nFecha: martes\nPara: Ana\n\nEs el 3.\n"
OUTLOOK_FR = "De : Sílabo <s@tool.example>\nEnvoyé : mardi 1 décembre\nÀ : Ana\n\nLe 3 mai.\n"
OUTLOOK_FR_OLD = "-----Message d'origine-----\nDe : Sílabo\n\nLe 3 mai.\n"
OUTLOOK_HTML = "*De :* Sílabo *Envoyé :* mardi 1 décembre *À :* Ana *Objet :* Re\nLe 3 mai.\n"
OLD_GMAIL = "2026-12-01 10:00 GMT+01:00 Sílabo <s@tool.example>:\n\n> Es el 3 de mayo.\n"

QUOTATIONS = [
    *(GMAIL_EN, GMAIL_ES, GMAIL_FR, APPLE_ES, APPLE_FR, THUNDERBIRD_EN, THUNDERBIRD_ES),
    *(THUNDERBIRD_FR, YAHOO_ES, OUTLOOK_EN, OUTLOOK_ES, OUTLOOK_ES_NEW, OUTLOOK_FR),
    *(OUTLOOK_FR_OLD, OUTLOOK_HTML, OLD_GMAIL),
]
SIGNATURES = [
    "-- \nAna García\nUniversidad de Ejemplo, Facultad de Ciencias, tercer curso",
    "--\nAna",
    "Saludos,\nAna García",
    "Un saludo\n\nAna García\n+34 600 000 000",
    "Muchas gracias de antemano.",
    "Best regards,\nAna\nExample University",
    "Thanks!\nAna",
    "Cordialement,\nAnaïs Dubois",
    "Merci d’avance",
    "Enviado desde mi iPhone",
    "Sent from my iPhone",
    "Sent from Outlook for iOS <https://aka.ms/x>",
    "Get Outlook for Android<https://aka.ms/x>",
    "Obtener Outlook para iOS",
    "Envoyé de mon iPhone",
    "Télécharger Outlook pour Android",
    "Un saludo,\nAna\n\nEnviado desde mi iPhone",
]
KEPT = [
    "¿Y dónde es?",
    "El profesor escribió:\nla entrega es el lunes. ¿Vale también para el grupo B?",
    "On Tuesday the lecturer wrote:\nno calculators. Does that hold for the retake?",
    "Le professeur a écrit :\npas de calculatrice. Aussi au rattrapage ?",
    "De: la hoja de prácticas, ejercicio 3. ¿Se entrega?",
    "From: which page on is it asked?",
    "Is x -- y allowed?\n- one\n- two",
    "---\nWhat does this line mean?",
    "Gracias.\n¿Y el laboratorio?",
    "Merci.\nEt le laboratoire ?",
    "Where is it?\nThanks, and does it hold for lab 2?",
    "¿Dónde es?\nGracias.\nTambién quisiera saber la hora del examen",
    "¿Cuándo es?\nSaludos\ny perdón por la molestia, es que no lo encuentro",
    "Sent from my account it failed: may I hand in on paper?\nIt says so in the guide.",
    "Thanks",
    "Write to whom at 10:30:\na) Ana <ana@example.org>\nb) Bob",
]


@pytest.mark.parametrize("quotation", QUOTATIONS)
def test_what_a_mail_program_quotes_is_cut(quotation: str) -> None:
    assert own_words(f"¿Y dónde es?\r\n\r\n{quotation}") == "¿Y dónde es?"


@pytest.mark.parametrize("signature", SIGNATURES)
@pytest.mark.parametrize("quotation", ["", GMAIL_ES])
def test_a_signature_is_cut(signature: str, quotation: str) -> None:
    assert own_words(f"¿Y dónde es?\n\n{signature}\n\n{quotation}") == "¿Y dónde es?"


@pytest.mark.parametrize("text", KEPT)
def test_what_somebody_wrote_is_kept(text: str) -> None:
    assert own_words(text) == text


@pytest.mark.parametrize("quotation", [GMAIL_EN, GMAIL_ES, GMAIL_FR, THUNDERBIRD_ES, OLD_GMAIL])
def test_what_stands_under_a_quotation_is_kept(quotation: str) -> None:
    assert own_words(f"{quotation}\n¿Y dónde es?") == "¿Y dónde es?"


def test_what_stands_between_quoted_lines_is_kept() -> None:
    assert own_words("> Es el 3.\n¿A qué hora?\n> En el aula 2.\n¿Qué planta?") == (
        "¿A qué hora?\n¿Qué planta?"
    )


@pytest.mark.parametrize("quotation", [GMAIL_EN, OUTLOOK_FR, "> Es el 3.", "-- \nAna", ""])
def test_of_a_mail_without_words_of_its_own_nothing_is_left(quotation: str) -> None:
    assert own_words(f"\n\n{quotation}") == ""


def test_no_more_is_looked_at_than_a_question_may_have() -> None:
    assert len(own_words("a" * (LONGEST + 1))) == LONGEST


def test_a_mail_of_closings_alone_is_read_at_once() -> None:
    began = time.process_time()
    own_words("a\n" + "best\n" * (LONGEST // 5))

    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Álgebra: ¿Cuándo es?",
        "Out of Office",
        "Respuesta automática: Álgebra",
        "Fuera de la oficina",
        "Réponse automatique : Algèbre",
        "Absence du bureau",
    ],
)
def test_a_subject_of_a_machine_is_known(subject: str) -> None:
    assert is_automatic(subject)


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Álgebra: ¿Cuándo es?",
        "RE: Automatic differentiation: when is it?",
        "Respuesta al ejercicio",
        "Absence au partiel",
        "Office hours",
        "",
    ],
)
def test_a_subject_of_a_person_is_no_machine(subject: str) -> None:
    assert not is_automatic(subject)
