"""The contract of the port Mailer, over every implementation."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from silabo.adapters.mail_folder import MailFolder
from silabo.adapters.mail_messages import MessageWriter
from silabo.domain.letters import Letter, MailOutcome
from silabo.domain.ports import Mailer
from tests.parallel import at_once

LETTER = Letter(
    recipient="ana@example.org",
    subject="Álgebra Lineal I: ¿Cuándo es el primer parcial?",
    text="El parcial es el 1 de octubre.\n\n> línea citada\n",
    html="<p>El parcial es el <b>1 de octubre</b>.</p>",
    message_id="q-8d0a36ee-1@tool.example",
    language="es",
    list_id="c0urse.silabo.tool.example",
)


@dataclass
class Post:
    """A mailer, and where its letters arrive."""

    mailer: Mailer
    received: Callable[[], list[EmailMessage]]
    stop: Callable[[], None]  # the mail system cannot take anything


def _folder(tmp_path: Path) -> Post:
    folder = tmp_path / "mail"

    def received() -> list[EmailMessage]:
        files = sorted(folder.glob("*")) if folder.is_dir() else []
        return [message_from_bytes(each.read_bytes(), policy=policy.default) for each in files]

    mailer = MailFolder(folder, MessageWriter("Sílabo <silabo@tool.example>"))
    # A file in the place of the folder: as a full or read-only disk, also for the superuser.
    return Post(mailer, received, lambda: folder.write_bytes(b""))


_IMPLEMENTATIONS: dict[str, Callable[[Path], Post]] = {"folder": _folder}


@pytest.fixture(params=sorted(_IMPLEMENTATIONS))
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Post:
    return _IMPLEMENTATIONS[request.param](tmp_path)


def send(post: Post, **changes: object) -> MailOutcome:
    return post.mailer.send(replace(LETTER, **changes), before_data=lambda: True)


def only(post: Post) -> EmailMessage:
    (message,) = post.received()
    return message


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


def test_a_letter_arrives_as_it_was_written(post: Post) -> None:
    outcome = send(post)
    message = only(post)

    assert outcome is MailOutcome.ACCEPTED
    assert (message["Subject"], message["To"]) == (LETTER.subject, LETTER.recipient)
    assert message["From"] == "Sílabo <silabo@tool.example>"
    assert message["Message-ID"] == f"<{LETTER.message_id}>"
    assert part(message, "plain") == LETTER.text
    assert part(message, "html").strip() == LETTER.html
    assert parsedate_to_datetime(message["Date"]).tzinfo is not None


def test_a_letter_says_that_a_machine_wrote_it_and_for_which_course(post: Post) -> None:
    send(post)
    message = only(post)

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<c0urse.silabo.tool.example>"
    assert message["Content-Language"] == "es"


def test_a_letter_without_a_list_or_a_thread_has_no_such_headers(post: Post) -> None:
    send(post, list_id="")
    message = only(post)

    assert {"List-Id", "References", "In-Reply-To"} & set(message.keys()) == set()


def test_a_letter_stands_in_its_thread(post: Post) -> None:
    earlier = tuple(f"q-{number:036}-1@tool.example" for number in range(30))
    send(post, references=earlier)
    message = only(post)

    assert message["References"].split() == [f"<{each}>" for each in earlier]
    assert message["In-Reply-To"] == f"<{earlier[-1]}>"


def test_a_long_message_id_stays_whole(post: Post) -> None:
    long = f"q-{'a' * 36}-1@{'host.' * 12}example"
    send(post, message_id=long)

    assert only(post)["Message-ID"] == f"<{long}>"


def test_a_letter_sent_twice_arrives_once(post: Post) -> None:
    outcomes = [send(post), send(post)]

    assert outcomes == [MailOutcome.ACCEPTED] * 2
    assert len(post.received()) == 1


def test_a_letter_sent_by_eight_threads_at_once_arrives_once_and_whole(post: Post) -> None:
    outcomes = at_once(8, lambda _: send(post))

    assert outcomes == [MailOutcome.ACCEPTED] * 8
    assert part(only(post), "plain") == LETTER.text


def test_letters_with_other_ids_are_other_letters(post: Post) -> None:
    send(post)
    send(post, message_id="q-8d0a36ee-2@tool.example")

    assert len(post.received()) == 2


def test_what_was_accepted_is_known_by_its_id(post: Post) -> None:
    before = post.mailer.accepted(LETTER.message_id)
    send(post)

    assert before is False
    assert post.mailer.accepted(LETTER.message_id) is True
    assert post.mailer.accepted("q-another-1@tool.example") is False


def test_nothing_leaves_when_the_sender_may_not(post: Post) -> None:
    outcome = post.mailer.send(LETTER, before_data=lambda: False)

    assert outcome is MailOutcome.DEFERRED
    assert post.received() == []
    assert post.mailer.accepted(LETTER.message_id) is False


def test_a_mail_system_that_takes_nothing_now_defers(post: Post) -> None:
    post.stop()

    assert send(post) is MailOutcome.DEFERRED


@pytest.mark.parametrize(
    "recipient",
    [
        "",
        "ana@example.org\r\nBcc: eve@example.org",
        "ana@example.org\n",
        "ana@example.org, eve@example.org",
        "Ana <ana@example.org>",
        "josé@example.org",
        "ana@..ñ",
        "ana@" + "ñ" * 80 + ".example",
        "\ud800@example.org",
    ],
)
def test_a_letter_to_what_is_no_plain_address_is_refused(post: Post, recipient: str) -> None:
    asked = []
    letter = replace(LETTER, recipient=recipient)
    outcome = post.mailer.send(letter, before_data=lambda: asked.append(1) is None)

    assert outcome is MailOutcome.REFUSED
    assert post.received() == asked == []


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Hola\r\nBcc: eve@example.org"},
        {"subject": "Hola\nBcc: eve@example.org"},
        {"subject": "Hola\rBcc: eve@example.org"},
        {"list_id": "course\r\nBcc: eve@example.org"},
        {"list_id": "curso.ñ"},
        {"language": "es\nBcc: eve@example.org"},
        {"references": ("q-1@tool.example\r\nBcc: eve@example.org",)},
        {"message_id": "q-1@tool.example>\r\nBcc: eve@example.org"},
        {"message_id": "q-1@tool.example>\rBcc: eve@example.org"},
        {"subject": "\ud800"},
        {"text": "\ud800"},
        {"html": "\udfff"},
    ],
)
def test_a_letter_that_would_break_its_headers_is_refused(
    post: Post, changes: dict[str, object]
) -> None:
    outcome = send(post, **changes)

    assert outcome is MailOutcome.REFUSED
    assert post.received() == []


def test_no_text_can_begin_a_header(post: Post) -> None:
    send(
        post,
        subject="Hola\u2028Bcc: eve@example.org\x85X: y\r\n Bcc: eve@example.org",
        text="\r\nBcc: eve@example.org\r\n.\r\nFrom nobody\r\n--boundary--",
    )
    message = only(post)

    assert message["Bcc"] is None
    assert message["X"] is None
    assert "\n.\nFrom nobody\n--boundary--" in part(message, "plain")


@pytest.mark.parametrize("line", ["x" * 5000, "palabra " * 2000, "é" * 3000, "🎓" * 1000])
def test_no_line_is_longer_than_mail_allows(tmp_path: Path, line: str) -> None:
    message = MessageWriter("Sílabo <silabo@tool.example>").message(
        replace(LETTER, subject=line, text=line, html=line)
    )
    parsed = message_from_bytes(message, policy=policy.default)

    assert max(len(each) for each in message.split(b"\r\n")) <= 998
    assert part(parsed, "plain").rstrip("\n") == line
    assert parsed["Subject"].split() == line.split()


def test_a_name_outside_ascii_reaches_its_host(post: Post) -> None:
    send(post, recipient="ana@ñandú.example")

    assert only(post)["To"] == "ana@xn--and-6ma2c.example"


def test_a_message_id_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    post = _folder(tmp_path)
    send(post, message_id="../../q-1@tool.example")

    assert [path.name for path in tmp_path.iterdir()] == ["mail"]
    assert len(post.received()) == 1


def test_a_letter_that_cannot_be_written_leaves_no_part_of_itself(tmp_path: Path) -> None:
    post = _folder(tmp_path)
    send(post)
    (file,) = (tmp_path / "mail").iterdir()
    file.unlink()
    (file / "occupied").mkdir(parents=True)  # renaming onto a folder with something in it fails

    assert send(post) is MailOutcome.DEFERRED
    assert [path.name for path in (tmp_path / "mail").iterdir()] == [file.name]
