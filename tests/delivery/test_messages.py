"""Subject, thread, list and parts of a letter: what a mail program makes of it."""

from email import message_from_bytes, policy

import pytest

from silabo.adapters.mail.messages import MessageWriter
from silabo.delivery.compose import LetterOptions
from silabo.domain.deliveries import AlertCode, DeliveryKind
from silabo.domain.letters import Letter
from tests.delivery.claims import (
    DELIVERY,
    Page,
    alert,
    failure,
    letter,
    trial,
)
from tests.delivery.forms import EVERY_FORM


@pytest.mark.row("attack-36")
@pytest.mark.parametrize(
    "title", ["Álgebra\r\nBcc: eve@example.org", "Álgebra\n\nBcc: eve", "A\rB: c"]
)
def test_a_title_of_several_lines_never_makes_a_header(title: str) -> None:
    composed = letter(delivery={"course_title": title}, text="Hola\r\nBcc: eve@example.org")
    message = message_from_bytes(
        MessageWriter("Sílabo <silabo@tool.example>").message(composed), policy=policy.default
    )

    assert message["Bcc"] is None
    assert "\n" not in composed.subject
    assert message["Subject"] == composed.subject


@pytest.mark.parametrize("composed", EVERY_FORM)
def test_every_letter_is_a_message_of_two_parts(composed: Letter) -> None:
    raw = MessageWriter("Sílabo <silabo@tool.example>").message(composed)
    message = message_from_bytes(raw, policy=policy.default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))

    assert message.defects == []
    assert text is not None
    assert html is not None
    assert str(text.get_content()).replace("\r\n", "\n").rstrip("\n") == composed.text
    assert str(html.get_content()).replace("\r\n", "\n").rstrip("\n") == composed.html
    assert (message["To"], message["Subject"]) == (composed.recipient, composed.subject)


def test_a_subject_names_the_course_and_cuts_the_question() -> None:
    short = letter(text="¿Cuándo  es\nel parcial?").subject
    exact = letter(text="x" * 70).subject
    long = letter(text="palabra " * 40).subject

    assert short == "Álgebra Lineal I: ¿Cuándo es el parcial?"
    assert exact == f"Álgebra Lineal I: {'x' * 70}"
    assert long.endswith(" palabra…")
    assert letter(text="x" * 500).subject.endswith("xx…")
    assert len(long) <= len("Álgebra Lineal I: ") + 70


@pytest.mark.parametrize(
    ("composed", "subject"),
    [
        (alert(), "Sílabo: Questions could not be answered"),
        (alert("es"), "Sílabo: Hay preguntas que no se pudieron responder"),
        (
            alert("fr", AlertCode.QUEUE_HELD),
            "Sílabo\N{NO-BREAK SPACE}: Des questions attendent depuis longtemps",
        ),
        (trial("es"), "Sílabo: un correo de prueba"),
    ],
)
def test_letters_to_administrators_are_in_their_language_and_on_no_list(
    composed: Letter, subject: str
) -> None:
    assert composed.subject == subject
    assert (composed.list_id, composed.stop_url, composed.references) == ("", "", ())
    assert Page(composed.html).links == []


def test_all_letters_of_a_question_have_one_subject_and_one_thread() -> None:
    earlier = ("first@tool.example", "second@tool.example")
    first = letter()
    later = letter(delivery={"kind": DeliveryKind.CHANGED, "earlier": earlier})

    assert failure().subject == first.subject == later.subject
    assert (first.references, later.references) == ((), earlier)
    assert later.text.startswith("Cambió la respuesta a tu pregunta en Álgebra Lineal I:")


def test_a_letter_is_named_after_its_delivery_and_our_host_and_keeps_its_name() -> None:
    fresh = letter()
    again = letter(delivery={"message_id": "as-before@old.example"})

    assert fresh.message_id == f"{DELIVERY.public_id}@tool.example"
    assert again.message_id == "as-before@old.example"


def test_a_letter_belongs_to_the_list_of_its_course_on_our_host() -> None:
    composed = letter()

    assert composed.list_id == "c0urse.silabo.tool.example"
    assert composed.recipient == "ana@example.org"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://tool.example", "tool.example"),
        ("http://localhost:8000", "localhost"),
        ("", "localhost"),
    ],
)
def test_the_host_is_that_of_our_own_address(address: str, host: str) -> None:
    assert LetterOptions(address, "silabo@tool.example").host == host
