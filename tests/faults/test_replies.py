"""A reply goes through a real Postfix into a real Dovecot, and is taken once, whoever is killed."""

import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest

from silabo.domain.answers import AnswerKind
from silabo.domain.crash import CrashPoint
from silabo.domain.people import Role
from silabo.storage import curated, database, people, questions, tables
from silabo.storage.database import connection
from tasks.embedded import EmbeddedWorkers
from tests import seeds
from tests.faults.post_office import PostOffice
from tests.services.dovecot import Dovecot
from tests.services.postfix import Postfix
from tests.services.scripted_smtp import ScriptedSmtp
from tests.tasks.work import eventually
from wiring.parts import worker_parts

pytestmark = [pytest.mark.service, pytest.mark.timeout(300)]

KILLED = -9
BOXES = ("ana", "luis", "marta", "eva", "answers")
ASKED_ON = "¿Y en qué aula es?"
CANARY = "zanahoria"


@dataclass
class Mail:
    """Postfix, Dovecot behind it, and what people do with their mail programs."""

    postfix: Postfix
    dovecot: Dovecot

    def arrived(self, name: str, count: int = 1) -> list[EmailMessage]:
        """The letters in a mailbox, the oldest first, when there was time for so many."""
        assert eventually(lambda: len(self.dovecot.kept(name)) >= count)
        parser = BytesParser(policy=default)
        found = [parser.parsebytes(raw) for raw in self.dovecot.kept(name)]
        return sorted(found, key=lambda each: each["Date"].datetime)  # type: ignore[arg-type]

    def reply(self, letter: EmailMessage, text: str, sender: str) -> None:
        """Answer a letter as a mail program does, and wait until that lies in the inbox."""
        before = len(self.dovecot.kept("answers"))
        message = EmailMessage()
        message["From"] = f"Somebody <{sender}>"
        message["To"] = str(letter["Reply-To"])
        message["Subject"] = f"Re: {letter['Subject']}"
        message["Message-ID"] = f"<{len(text)}.{sender}>"
        message["In-Reply-To"] = str(letter["Message-ID"])
        quoted = letter.get_body(("plain",))
        assert quoted is not None
        lines = "".join(f"> {line}\n" for line in quoted.get_content().splitlines())
        message.set_content(f"{text}\n\nEl 1/12/26 a las 10:00, Sílabo escribió:\n{lines}")
        with smtplib.SMTP("127.0.0.1", self.postfix.port) as line:
            line.send_message(message)
        assert eventually(lambda: len(self.dovecot.kept("answers")) > before)


@pytest.fixture
def mail() -> Iterator[Mail]:
    dovecot = Dovecot()
    boxes = {f"{name}@mail.example": dovecot.box(name) for name in BOXES}
    postfix = Postfix(boxes=boxes)
    yield Mail(postfix, dovecot)
    postfix.remove()
    dovecot.remove()


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path, mail: Mail) -> Iterator[PostOffice]:
    """Processes that hand letters to this Postfix, and read the inbox in this Dovecot."""
    url = f"sqlite:///{tmp_path / 'silabo.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_server").new_database("replies")
    settings = {
        "SILABO_MAIL_FROM": "Sílabo <silabo@tool.example>",
        "SILABO_IMAP_URL": mail.dovecot.url("answers"),
        "SILABO_REPLY_ADDRESS": "answers@mail.example",
    }
    journal = ScriptedSmtp()
    made = PostOffice(tmp_path, url, journal, mail.postfix.port, settings)
    made.open()
    yield made
    database.close_all()
    journal.stop()


def ana() -> tuple[int, int]:
    return seeds.member(email="ana@mail.example")


def letter_to_ana(office: PostOffice, mail: Mail) -> EmailMessage:
    """The letter with the answer to her first question."""
    seeds.answered(ana())
    assert office.send() == 0
    (letter,) = mail.arrived("ana")
    return letter


@connection()
def texts() -> list[str]:
    return [row.text for row in tables.Question.select().order_by(tables.Question.id)]


@connection()
def whole_database() -> str:
    """Every row of every table."""
    return repr([list(table.select().dicts()) for table in tables.TABLES])


@pytest.mark.parametrize(
    "moment", [CrashPoint.REPLY_READ, CrashPoint.QUESTION_WRITTEN, CrashPoint.REPLY_TAKEN]
)
def test_a_reply_whose_reader_is_killed_is_asked_once(
    office: PostOffice, mail: Mail, moment: CrashPoint
) -> None:
    mail.reply(letter_to_ana(office, mail), ASKED_ON, "ana@mail.example")
    first = office.read(crash_at=moment)
    lies_there = len(mail.dovecot.kept("answers"))
    second, third = office.read(), office.read()

    assert (first, lies_there) == (KILLED, 1)
    assert (second, third, texts().count(ASKED_ON)) == (0, 0, 1)
    assert eventually(lambda: mail.dovecot.kept("answers") == [])


def test_a_reply_wakes_the_workers_and_its_answer_comes_into_the_same_thread(
    office: PostOffice, mail: Mail
) -> None:
    letter = letter_to_ana(office, mail)
    parts = worker_parts(
        office.chosen(
            imap_url=mail.dovecot.url("answers"),
            reply_address="answers@mail.example",
            mail_from="Sílabo <silabo@tool.example>",
        )
    )
    workers = EmbeddedWorkers(parts)
    workers.start()
    try:
        mail.reply(letter, f"{ASKED_ON}\n\nSaludos,\nAna", "ana@mail.example")
        # Both may be of one second, the unit of their dates.
        (answer,) = (
            each for each in mail.arrived("ana", 2) if each["Message-ID"] != letter["Message-ID"]
        )
    finally:
        workers.stop()
    who = ana()
    asked, first = questions.listed(who[1], who[0])

    assert (asked.text, asked.follows) == (ASKED_ON, first.public_id)
    assert str(letter["Message-ID"]) in str(answer["References"])
    assert answer["Reply-To"] not in {None, letter["Reply-To"]}


def test_of_a_stranger_who_has_the_address_nothing_is_kept(
    office: PostOffice, mail: Mail, tmp_path: Path
) -> None:
    letter = letter_to_ana(office, mail)
    mail.reply(letter, f"¿{CANARY}?", "eva@mail.example")
    ended = office.read()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    held = b"".join(file.read_bytes() for file in files)

    kept = whole_database()

    assert (ended, len(texts())) == (0, 1)
    assert "ana@mail.example" in kept
    assert [each for each in (CANARY, "eva@mail.example") if each in kept] == []
    assert CANARY.encode() not in held
    assert b"eva@mail.example" not in held
    assert eventually(lambda: mail.dovecot.kept("answers") == [])


def test_an_instructors_reply_to_the_letter_reaches_everybody_who_asked(
    office: PostOffice, mail: Mail
) -> None:
    marta = seeds.member("9", role=Role.INSTRUCTOR, email="marta@mail.example")
    people.remember_notices(marta[0], wanted=True, at_once=True)
    declined = seeds.extractive(kind=AnswerKind.DECLINED, sentences=(), citations=())
    luis = seeds.member("8", email="luis@mail.example")
    for who in (luis, ana()):
        asked = seeds.answered(who, declined, text="¿Hay wifi?", alike="w")
    questions.hand_over(ana()[1], ana()[0], asked.public_id)
    assert office.send() == 0
    (notice,) = mail.arrived("marta")
    mail.reply(notice, "Sí: la red «campus».\n\n-- \nMarta", "marta@mail.example")
    assert office.read() == 0
    with connection():
        seeds.change(tables.Decision, spread_after=0)
    while curated.spread():
        pass
    assert office.send() == 0
    told = [mail.arrived(name, 2)[-1].get_body(("plain",)) for name in ("ana", "luis")]

    assert all(each is not None and "la red «campus»" in each.get_content() for each in told)
