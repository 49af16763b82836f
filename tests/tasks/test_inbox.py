"""A reply is taken once and by whoever may reply, and of every other mail nothing stays."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from lti_app.mailed import take
from silabo.adapters.mail.incoming import Ourselves, read
from silabo.delivery.compose import LetterOptions
from silabo.domain.answers import AnswerKind
from silabo.domain.containers import Unpacked
from silabo.domain.crash import CrashPoint, arm
from silabo.domain.errors import ServiceError
from silabo.domain.passages import Extract
from silabo.domain.people import Role
from silabo.domain.questions import Caps
from silabo.domain.queues import Queue
from silabo.domain.replies import Dropped, InboxAddress, IncomingReply
from silabo.storage import curated, deliveries, inbox_watch, people, questions, tables
from silabo.storage.reply_addresses import MOST_AN_HOUR
from tasks.inbox import InboxReader, take_all
from tasks.parts import Parts
from tests import seeds
from tests.tasks.work import Work, eventually

ADDRESS = InboxAddress.of("answers@mail.example")
OURS = Ourselves(ADDRESS, "silabo@tool.example", "tool.example")
ANA = "ana@example.org"
ASKED_ON = "¿Y en qué aula?"
CANARY = "zanahoria"


class Pile:
    """An inbox that is a list: what was read of it, left in it and removed."""

    def __init__(self) -> None:
        self.mails: dict[int, bytes] = {}
        self.left: list[int] = []
        self.broken = self.woken = False

    def put(self, token: str, text: str, *, sender: str = ANA, headers: str = "") -> None:
        number = len(self.mails) + 1
        lines = (
            f"From: <{sender}>\nTo: <{ADDRESS.with_token(token)}>\n"
            f"Message-ID: <{number}@example.org>\n{headers}"
        )
        kind = "" if "Content-Type" in headers else "Content-Type: text/plain; charset=utf-8\n"
        self.mails[number] = f"{lines}{kind}\n{text}".encode()

    @contextmanager
    def open(self) -> Iterator["Pile"]:
        if self.broken:
            raise ServiceError("the inbox: broken")
        yield self

    def waiting(self) -> Sequence[int]:
        return [number for number in self.mails if number not in self.left]

    def read(self, number: int) -> IncomingReply | Dropped | None:
        return read(self.mails[number], OURS)

    def leave(self, number: int) -> None:
        self.left.append(number)

    def remove(self, number: int) -> None:
        del self.mails[number]

    def watch(self, longest_s: float, stopped: Callable[[], bool]) -> None:
        self.woken = eventually(lambda: bool(self.waiting()) or stopped(), within_s=longest_s)


class Replies:
    """What a worker with an inbox does."""

    def __init__(self, work: Work) -> None:
        self.work, self.pile = work, Pile()
        self.rung: list[Queue] = []
        letters = LetterOptions("https://tool.example", "silabo@tool.example", inbox=ADDRESS)
        self.parts: Parts = work.given(letters=letters, inbox=self.pile)
        self.limit_to(Caps())

    def limit_to(self, caps: Caps) -> None:
        self.parts = replace(self.parts, take_reply=partial(take, caps=caps))

    def letter(self) -> str:
        """The token of the next letter; it has gone."""
        claimed = deliveries.claim(seeds.WORKER)
        assert claimed is not None
        deliveries.mark_sent(claimed)
        return claimed.reply_token

    def look(self) -> None:
        take_all(self.parts, self.pile, self.rung.append)

    @property
    def texts(self) -> list[str]:
        return [row.text for row in tables.Question.select().order_by(tables.Question.id)]


@pytest.fixture
def replies(work: Work) -> Replies:
    return Replies(work)


@pytest.fixture
def token(replies: Replies) -> str:
    """The token of a letter to Ana, who asked the first question."""
    replies.work.answered()
    return replies.letter()


@pytest.fixture
def dropped(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """Why mails were dropped, as the log says."""
    caplog.set_level(logging.INFO)
    return lambda: [
        str(record.__dict__["reason"])
        for record in caplog.records
        if record.message == "reply_dropped"
    ]


def test_a_reply_is_a_question_in_the_thread_with_its_answer_by_letter(
    replies: Replies, token: str
) -> None:
    first = tables.Question.get().public_id
    replies.pile.put(token, f"{ASKED_ON}\n\nSaludos,\nAna\n\nEl 1/9/26 10:00, S escribió:\n> Sí.\n")
    replies.look()
    asked = questions.listed(replies.work.course, replies.work.ana[0])[0]
    seeds.record(seeds.claim_question())
    answer = deliveries.claim(seeds.WORKER)

    assert (asked.text, asked.follows, asked.letter) == (ASKED_ON, first, True)
    assert answer is not None
    assert len(answer.earlier) == 1
    assert (replies.rung[0], list(replies.pile.mails)) == (Queue.ANSWERS, [])


def test_a_mail_that_is_found_again_is_asked_once(replies: Replies, token: str) -> None:
    replies.pile.put(token, ASKED_ON)
    kept = dict(replies.pile.mails)
    replies.look()
    replies.pile.mails = kept
    replies.look()

    assert replies.texts.count(ASKED_ON) == 1
    assert replies.pile.mails == {}


@pytest.mark.parametrize("moment", [CrashPoint.REPLY_READ, CrashPoint.REPLY_TAKEN])
def test_a_mail_whose_reader_dies_lies_there_still(
    replies: Replies, token: str, moment: CrashPoint
) -> None:
    class DiedError(BaseException):
        pass

    def strike(passed: CrashPoint) -> None:
        if passed is moment:
            raise DiedError

    replies.pile.put(token, ASKED_ON)
    arm(strike)
    try:
        with pytest.raises(DiedError):
            replies.look()
    finally:
        arm(lambda _: None)
    lay_there = list(replies.pile.mails)
    replies.look()

    assert lay_there == [1]
    assert replies.texts.count(ASKED_ON) == 1
    assert replies.pile.mails == {}


def test_a_mail_in_html_alone_is_read_as_it_is_seen(replies: Replies, token: str) -> None:
    html = (
        f"<div>{ASKED_ON}</div><div style='display:none'>oculto</div>"
        "<div><b>De:</b> S<br><b>Enviado:</b> martes<br><b>Para:</b> Ana</div><p>Es el 3.</p>"
    )
    replies.pile.put(token, html, headers="Content-Type: text/html; charset=utf-8\n")
    replies.look()

    assert replies.texts[-1] == ASKED_ON


def test_what_is_attached_is_left_aside(replies: Replies, token: str) -> None:
    parts = (
        f"--b\nContent-Type: text/plain; charset=utf-8\n\n{ASKED_ON}\n"
        "--b\nContent-Type: image/png\nContent-Disposition: attachment\n\nxx\n--b--\n"
    )
    replies.pile.put(token, parts, headers="Content-Type: multipart/mixed; boundary=b\n")
    replies.look()

    assert replies.texts[-1] == ASKED_ON


class Tired:
    """A reader of documents that fails for a reason of its own."""

    def read(self, *_: object) -> Extract:
        raise ServiceError("no time left")

    def picture(self, *_: object) -> bytes:
        raise ServiceError("no time left")

    def unpack(self, *_: object) -> Unpacked:
        raise ServiceError("no time left")


def test_a_mail_that_could_not_be_read_keeps_no_other_waiting(replies: Replies, token: str) -> None:
    replies.parts = replace(replies.parts, reader=Tired())
    replies.pile.put(token, "<p>?</p>", headers="Content-Type: text/html\n")
    replies.pile.put(token, ASKED_ON)
    replies.look()

    assert replies.texts[-1] == ASKED_ON
    assert list(replies.pile.mails) == replies.pile.left == [1]


UNWANTED: dict[str, tuple[str, dict[str, str]]] = {
    "stranger": ("stranger", {"sender": "eva@example.org"}),
    "automatic": ("automatic", {"headers": "Auto-Submitted: auto-replied\n"}),
    "list": ("automatic", {"headers": "Precedence: bulk\n"}),
    "loop": ("loop", {"sender": "silabo@tool.example"}),
    "unreadable": ("unreadable", {"sender": "", "headers": ""}),
}


@pytest.mark.parametrize("kind", UNWANTED)
def test_of_a_mail_that_is_dropped_nothing_stays_anywhere(
    replies: Replies,
    token: str,
    kind: str,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    dropped: Callable[[], list[str]],
) -> None:
    caplog.set_level(logging.DEBUG)
    reason, given = UNWANTED[kind]
    replies.pile.put(token, f"¿{CANARY}?", **given)
    replies.look()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    sender = given.get("sender") or CANARY

    assert dropped() == [reason]
    assert replies.pile.mails == {}
    assert [file.name for file in files if CANARY.encode() in file.read_bytes()] == []
    assert [
        file.name
        for file in files
        if sender != OURS.sender and sender.encode() in file.read_bytes()
    ] == []
    assert CANARY not in caplog.text


def test_a_mail_that_is_to_nobody_of_ours_stays_where_it_is(
    replies: Replies, dropped: Callable[[], list[str]]
) -> None:
    replies.pile.mails[1] = b"From: <x@y.example>\nTo: <answers@mail.example>\n\nHi"
    replies.look()
    replies.look()

    assert dropped() == ["not_ours"]
    assert list(replies.pile.mails) == replies.pile.left == [1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), ("> Sí.", "empty"), ("a" * 9000, "too_long"), ("\u200b\n", "empty")],
)
def test_a_reply_without_a_question_in_it_asks_nothing(
    replies: Replies, token: str, text: str, reason: str, dropped: Callable[[], list[str]]
) -> None:
    replies.pile.put(token, text)
    replies.look()

    assert dropped() == [reason]
    assert len(replies.texts) == 1


def test_the_limits_of_asking_hold_for_mail_too(
    replies: Replies, token: str, dropped: Callable[[], list[str]]
) -> None:
    replies.limit_to(Caps(open=1))
    replies.pile.put(token, ASKED_ON)
    replies.pile.put(token, "¿Y a qué hora?")
    replies.look()

    assert dropped() == ["limit"]
    assert len(replies.texts) == 2


def test_a_program_that_answers_every_letter_is_stopped(
    replies: Replies, token: str, dropped: Callable[[], list[str]]
) -> None:
    for number in range(MOST_AN_HOUR + 2):
        replies.pile.put(token, f"¿Y el tema {number}?")
    replies.look()

    assert dropped() == ["limit"] * 2
    assert len(replies.texts) == 1 + MOST_AN_HOUR


def test_in_a_course_that_was_closed_nothing_is_asked(
    replies: Replies, token: str, dropped: Callable[[], list[str]]
) -> None:
    seeds.change(tables.Course, closed_at=1)
    replies.pile.put(token, ASKED_ON)
    replies.look()

    assert dropped() == ["closed"]


@pytest.fixture
def handed(replies: Replies) -> str:
    """A question that two students asked and one handed over, and of which Marta was told."""
    marta = seeds.member("9", role=Role.INSTRUCTOR, email="marta@example.org")
    people.remember_notices(marta[0], wanted=True, at_once=True)
    declined = seeds.extractive(kind=AnswerKind.DECLINED, sentences=(), citations=())
    luis = seeds.member("8", email="luis@example.org")
    seeds.answered(luis, declined, text="¿Hay wifi?", alike="w")
    asked = seeds.answered(replies.work.ana, declined, text="¿Hay wifi?", alike="w")
    questions.hand_over(replies.work.course, replies.work.ana[0], asked.public_id)
    seeds.change(tables.Delivery, state="sent")
    tables.Delivery.update(state="ready", run_after=0).where(
        tables.Delivery.kind == "notice"
    ).execute()
    return replies.letter()


def test_what_an_instructor_replies_is_their_answer_and_reaches_all_who_asked(
    replies: Replies, handed: str
) -> None:
    replies.pile.put(handed, "Sí: «campus».\n\n-- \nMarta", sender="marta@example.org")
    replies.look()
    seeds.change(tables.Decision, spread_after=0)
    while curated.spread():
        pass
    letters = [each for each in iter(lambda: deliveries.claim(seeds.WORKER), None) if each]
    told = {each.recipient: each.question.answer for each in letters if each.question}

    assert set(told) == {ANA, "luis@example.org"}
    assert {each.sentences[0].text for each in told.values() if each} == {"Sí: «campus»."}
    assert {each.kind for each in told.values() if each} == {AnswerKind.CURATED}


def test_an_instructors_reply_of_which_nothing_is_seen_is_empty(
    replies: Replies, handed: str, dropped: Callable[[], list[str]]
) -> None:
    replies.pile.put(handed, "\u200b", sender="marta@example.org")
    replies.look()

    assert dropped() == ["empty"]


def test_an_instructor_who_was_too_late_answers_over_nobody(
    replies: Replies, handed: str, dropped: Callable[[], list[str]]
) -> None:
    replies.pile.put(handed, "Sí.", sender="marta@example.org")
    replies.pile.put(handed, "No.", sender="marta@example.org")
    replies.look()

    assert dropped() == ["decided"]
    assert tables.Decision.select().count() == 1


def test_one_process_reads_and_another_goes_on_when_it_ends(replies: Replies, token: str) -> None:
    first = InboxReader(replies.parts, replies.rung.append)
    replies.pile.put(token, ASKED_ON)
    first.start()
    taken = eventually(lambda: ASKED_ON in replies.texts)
    other_reads = inbox_watch.hold("other")
    first.stop()

    assert (taken, other_reads) == (True, False)
    assert inbox_watch.hold("other")


def test_an_inbox_that_is_away_is_tried_again(replies: Replies, token: str) -> None:
    replies.pile.broken = True
    replies.pile.put(token, ASKED_ON)
    reader = InboxReader(replies.parts, replies.rung.append)
    reader.start()
    replies.pile.broken = False
    taken = eventually(lambda: ASKED_ON in replies.texts)
    reader.stop()

    assert taken
