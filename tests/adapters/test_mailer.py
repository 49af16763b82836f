"""The contract of the port Mailer, over every implementation."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from uuid import uuid4

import pytest

from silabo.adapters.mail.folder import MailFolder
from silabo.adapters.mail.postfix import LocalPostfix
from silabo.adapters.mail.smtp_mailer import SmtpMailer
from silabo.adapters.mail.smtp_server import parse_server
from silabo.domain.clock import now
from silabo.domain.errors import ServiceError
from silabo.domain.letters import Letter, MailOutcome, MailReply, MailStep
from silabo.domain.ports import Mailer
from tests.adapters.sending import WRITER
from tests.parallel import at_once
from tests.services.postfix import Postfix
from tests.services.running import listens
from tests.services.scripted_smtp import ScriptedSmtp
from tests.tasks.work import eventually

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
    remembers: bool = True  # it can tell what it took
    once: bool = True  # a letter that is sent twice arrives once


@contextmanager
def folder(tmp_path: Path) -> Iterator[Post]:
    folder = tmp_path / "mail"

    def received() -> list[EmailMessage]:
        files = sorted(folder.glob("*")) if folder.is_dir() else []
        return [message_from_bytes(each.read_bytes(), policy=policy.default) for each in files]

    # A file in the place of the folder: as a full or read-only disk, also for the superuser.
    yield Post(MailFolder(folder, WRITER), received, lambda: folder.write_bytes(b""))


@contextmanager
def smtp(tmp_path: Path) -> Iterator[Post]:
    server = ScriptedSmtp()
    address = parse_server(f"smtp://127.0.0.1:{server.port}")
    mailer = SmtpMailer(address, WRITER, name="tool.example")
    yield Post(mailer, lambda: server.messages, server.stop, remembers=False, once=False)
    server.stop()


@contextmanager
def postfix(server: Postfix, journal: ScriptedSmtp) -> Iterator[Post]:
    memory = LocalPostfix(server.log, server.queue_command)

    def received() -> list[EmailMessage]:
        assert eventually(lambda: not memory.queued())
        return journal.messages

    assert eventually(lambda: not memory.queued())  # what an earlier test sent
    journal.journal.clear()
    address = parse_server(f"smtp://127.0.0.1:{server.port}")
    mailer = SmtpMailer(
        address, WRITER, name="tool.example", look_up=memory.accepted, came_back=memory.bounced
    )
    yield Post(mailer, received, server.stop, once=False)
    if not listens(server.port):
        server.start()


@pytest.fixture(scope="module")
def running_postfix() -> Iterator[tuple[Postfix, ScriptedSmtp]]:
    """A Postfix, and the server to which it hands on."""
    journal = ScriptedSmtp()
    server = Postfix(journal.port)
    yield server, journal
    server.remove()
    journal.stop()


@pytest.fixture(params=["folder", "smtp", pytest.param("postfix", marks=pytest.mark.service)])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Post]:
    """Every kind of mailer, one after the other."""
    if request.param == "postfix":
        chosen = postfix(*request.getfixturevalue("running_postfix"))
    else:
        chosen = {"folder": folder, "smtp": smtp}[request.param](tmp_path)
    with chosen as made:
        yield made


@pytest.fixture
def mail_folder(tmp_path: Path) -> Iterator[Post]:
    with folder(tmp_path) as made:
        yield made


def send(post: Post, **changes: object) -> MailOutcome:
    return post.mailer.send(replace(LETTER, **changes), before_data=lambda: True).outcome


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


def test_a_letter_can_be_ended_by_one_click(post: Post) -> None:
    send(post, stop_url="https://tool.example/letters/unsubscribe/t0ken")
    message = only(post)

    assert message["List-Unsubscribe"] == "<https://tool.example/letters/unsubscribe/t0ken>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_one_click_is_promised_for_https_alone(post: Post) -> None:
    """RFC 8058, 3.1: the list header has an https address."""
    send(post, stop_url="http://localhost:8000/letters/unsubscribe/t0ken")
    message = only(post)

    assert message["List-Unsubscribe"] == "<http://localhost:8000/letters/unsubscribe/t0ken>"
    assert message["List-Unsubscribe-Post"] is None


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


def test_a_letter_sent_twice_bears_the_same_id_and_in_a_folder_arrives_once(post: Post) -> None:
    outcomes = [send(post), send(post)]
    received = post.received()

    assert outcomes == [MailOutcome.ACCEPTED] * 2
    assert len(received) == (1 if post.once else 2)
    assert {each["Message-ID"] for each in received} == {f"<{LETTER.message_id}>"}


def test_letters_of_eight_threads_at_once_all_arrive_whole(post: Post) -> None:
    outcomes = at_once(8, lambda number: send(post, message_id=f"letter-{number}@tool.example"))
    received = post.received()

    assert outcomes == [MailOutcome.ACCEPTED] * 8
    assert len(received) == len({each["Message-ID"] for each in received}) == 8
    assert {part(each, "plain") for each in received} == {LETTER.text}


def test_a_letter_that_eight_threads_write_at_once_is_one_file(mail_folder: Post) -> None:
    outcomes = at_once(8, lambda _: send(mail_folder))

    assert outcomes == [MailOutcome.ACCEPTED] * 8
    assert part(only(mail_folder), "plain") == LETTER.text


def test_letters_with_other_ids_are_other_letters(post: Post) -> None:
    send(post)
    send(post, message_id="q-8d0a36ee-2@tool.example")

    assert len(post.received()) == 2


def test_what_was_accepted_is_known_by_its_id_where_there_is_a_memory(post: Post) -> None:
    since, name = now(), f"{uuid4()}@tool.example"
    before = post.mailer.accepted(name, since=since)
    send(post, message_id=name)
    after = post.mailer.accepted(name, since=since)
    another = post.mailer.accepted("another@tool.example", since=since)

    wanted = (False, True, False) if post.remembers else (None, None, None)
    assert (before, after, another) == wanted


def test_the_sender_hears_of_the_end_before_anything_else_can_fail(post: Post) -> None:
    steps = []
    reply = post.mailer.send(
        LETTER,
        before_data=lambda: steps.append(("leaving", len(post.received()))) is None,
        when_accepted=lambda: steps.append(("accepted", len(post.received()))),
    )

    assert reply.outcome is MailOutcome.ACCEPTED
    assert steps == [("leaving", 0), ("accepted", 1)]


@pytest.mark.parametrize("which", ["before_data", "when_accepted"])
def test_what_goes_wrong_at_the_sender_gets_out(post: Post, which: str) -> None:
    def broken() -> bool:
        raise ServiceError("the database is away")

    with pytest.raises(ServiceError):
        post.mailer.send(LETTER, **{"before_data": lambda: True, which: broken})
    assert len(post.received()) == (1 if which == "when_accepted" else 0)


def test_nothing_leaves_when_the_sender_may_not(post: Post) -> None:
    ended = []
    since, name = now(), f"{uuid4()}@tool.example"
    reply = post.mailer.send(
        replace(LETTER, message_id=name),
        before_data=lambda: False,
        when_accepted=lambda: ended.append(1),
    )

    assert (reply.outcome, reply.step) == (MailOutcome.DEFERRED, MailStep.LEASE)
    assert post.received() == ended == []
    assert not post.mailer.accepted(name, since=since)


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
    reply = post.mailer.send(letter, before_data=lambda: asked.append(1) is None)

    assert reply == MailReply(MailOutcome.REFUSED, MailStep.LETTER)
    assert post.received() == asked == []


@pytest.mark.row("attack-36")
@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Hola\r\nBcc: eve@example.org"},
        {"subject": "Hola\nBcc: eve@example.org"},
        {"subject": "Hola\rBcc: eve@example.org"},
        {"list_id": "course\r\nBcc: eve@example.org"},
        {"list_id": "curso.ñ"},
        {"stop_url": "https://tool.example/x\r\nBcc: eve@example.org"},
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
    message = WRITER.message(replace(LETTER, subject=line, text=line, html=line))
    parsed = message_from_bytes(message, policy=policy.default)

    assert max(len(each) for each in message.split(b"\r\n")) <= 998
    assert part(parsed, "plain").rstrip("\n") == line
    assert parsed["Subject"].split() == line.split()


def test_a_name_outside_ascii_reaches_its_host(post: Post) -> None:
    send(post, recipient="ana@ñandú.example")

    assert only(post)["To"] == "ana@xn--and-6ma2c.example"


def test_a_message_id_cannot_lead_out_of_the_folder(mail_folder: Post, tmp_path: Path) -> None:
    post = mail_folder
    send(post, message_id="../../q-1@tool.example")

    assert [path.name for path in tmp_path.iterdir()] == ["mail"]
    assert len(post.received()) == 1


def test_a_letter_that_cannot_be_written_leaves_no_part_of_itself(
    mail_folder: Post, tmp_path: Path
) -> None:
    post = mail_folder
    send(post)
    (file,) = (tmp_path / "mail").iterdir()
    file.unlink()
    (file / "occupied").mkdir(parents=True)  # renaming onto a folder with something in it fails

    assert send(post) is MailOutcome.DEFERRED
    assert [path.name for path in (tmp_path / "mail").iterdir()] == [file.name]


def test_a_letter_that_arrives_never_came_back(post: Post) -> None:
    since = now()
    send(post)
    arrived = eventually(lambda: len(post.received()) == 1)

    assert arrived
    assert list(post.mailer.bounced(since=since)) == []
