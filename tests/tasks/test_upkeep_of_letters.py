"""What upkeep tells by letter: of an index in trouble, of letters that came back, of a course."""

from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from silabo.domain.clock import now
from silabo.domain.deliveries import Bounce
from silabo.domain.errors import IndexAwayError, ServiceError
from silabo.domain.letters import MailOutcome
from silabo.domain.people import Role
from silabo.storage import revisions, versions, week_letters
from silabo.storage.database import now_ms
from silabo.storage.tables import Course, Delivery, Question, Trouble, Version
from tasks.letters import deliver_next
from tasks.parts import Parts
from tasks.upkeep import tidy
from tests import seeds
from tests.fakes.indexes import WatchedIndex, failing_index
from tests.fakes.mailer import FakeMailer
from tests.tasks.work import Work

HOUR_MS = 3_600_000
ROOT = "root@tool.example"


def deliver(parts: Parts, tmp_path: Path) -> list[EmailMessage]:
    """Send what is owed; every letter in the folder."""
    while deliver_next(parts):
        pass
    found = sorted((tmp_path / "mail").glob("*.eml"))
    return [message_from_bytes(each.read_bytes(), policy=policy.default) for each in found]


def lasting() -> None:
    """Let every trouble have lasted for two hours."""
    seeds.change(Trouble, since_at=now_ms() - 2 * HOUR_MS)


@pytest.mark.parametrize(
    ("error", "headline"),
    [
        (IndexAwayError("away"), "The index is not responding"),
        (ServiceError("it refuses"), "The index lacks passages"),
    ],
)
def test_an_index_that_is_in_trouble_for_long_is_told_to_administrators(
    work: Work, tmp_path: Path, error: Exception, headline: str
) -> None:
    work.ready("Uno.")
    broken = work.given(index=failing_index(error), administrators=(ROOT,))
    tidy(broken)
    at_once = Delivery.select().count()
    lasting()
    tidy(broken)
    letters = deliver(work.parts, tmp_path)

    assert at_once == 0
    assert [(each["To"], each["Subject"]) for each in letters] == [(ROOT, f"Sílabo: {headline}")]


def test_an_index_that_loses_what_it_is_given_is_told_too(work: Work, tmp_path: Path) -> None:
    version = work.ready("Uno.")
    index = work.parts.index

    def lose(method: str) -> None:
        if method == "count":
            index.remove(work.course, version)

    forgetful = work.given(index=WatchedIndex(index, lose), administrators=(ROOT,))
    tidy(forgetful)
    lasting()
    tidy(forgetful)

    assert [each["Subject"] for each in deliver(work.parts, tmp_path)] == [
        "Sílabo: The index lacks passages"
    ]


def test_an_index_that_is_back_or_filled_again_is_no_trouble(work: Work) -> None:
    version = work.ready("Uno.")
    tidy(work.given(index=failing_index(IndexAwayError("away"))))
    noted = Trouble.select().count()
    work.parts.index.remove(work.course, version)
    tidy(work.parts)

    assert noted == 1
    assert Trouble.select().count() == 0
    assert work.parts.index.count(work.course, version) == 1


def test_a_letter_that_came_back_is_told_in_the_panel_and_in_the_log(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    mailer = FakeMailer([MailOutcome.ACCEPTED])
    parts = work.given(mailer=mailer)
    asked = work.answered()
    deliver_next(parts)
    name = mailer.taken[0].message_id
    mailer.came_back.append(Bounce(name, now(), "ana@example.org", "5.1.1"))
    for _ in range(2):
        tidy(parts)
    work.answered()
    suppressed = deliver_next(parts)
    question = work.question(asked)

    assert (question.delivery, question.refused_address) == ("failed", "ana@example.org")
    assert caplog.messages.count("letter_bounced") == 1
    assert "ana@example.org" not in caplog.text
    assert not suppressed


def test_instructors_read_what_needs_their_eyes_and_can_end_it(work: Work, tmp_path: Path) -> None:
    seeds.member(sub="9", role=Role.INSTRUCTOR, email="marta@example.org")
    # Where it is day now: each hour east of Greenwich is an hour later.
    seeds.change(Course, time_zone=f"Etc/GMT-{max(0, 12 - now().hour)}")
    work.upload()
    versions.reject(seeds.claim_version(), "encrypted", {})
    seeds.change(Version, created_at=now_ms() - 2 * HOUR_MS)
    for _ in range(2):
        tidy(work.parts)
    (letter,) = deliver(work.parts, tmp_path)
    text = letter.get_body(("plain",))

    assert letter["To"] == "marta@example.org"
    assert letter["Subject"] == "Álgebra Lineal I: requiere tu atención"
    assert text is not None
    assert "- Reglas" in text.get_content().splitlines()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("by_instructor", "words"),
    [(False, "Cambió la respuesta"), (True, "Un docente respondió a tu pregunta")],
)
def test_a_later_answer_comes_by_letter_in_the_thread_of_the_first(
    work: Work, tmp_path: Path, by_instructor: bool, words: str
) -> None:
    asked = work.answered()
    (first,) = deliver(work.parts, tmp_path)
    revisions.revise(asked, seeds.extractive(), by_instructor=by_instructor)
    letters = deliver(work.parts, tmp_path)
    (second,) = [each for each in letters if each["Message-ID"] != first["Message-ID"]]
    text = second.get_body(("plain",))

    assert second["References"] == first["Message-ID"]
    assert text is not None
    assert text.get_content().startswith(words)


def test_the_week_of_a_course_arrives_as_a_letter_without_a_name_or_a_question(
    work: Work, tmp_path: Path
) -> None:
    seeds.member(sub="9", role=Role.INSTRUCTOR, email="marta@example.org")
    seeds.answered(seeds.member(), text="¿Cuándo es el parcial?", letter=False)
    monday = last_monday()
    seeds.change(Question, asked_at=int((monday - timedelta(days=4)).timestamp() * 1000))
    owed = week_letters.owe_weeks([ROOT], "UTC", monday)
    letters = deliver(work.parts, tmp_path)
    texts = [each.get_body(("plain",)) for each in letters]

    assert owed == 2
    assert sorted(each["To"] for each in letters) == ["marta@example.org", ROOT]
    for text in texts:
        assert text is not None
        assert "parcial" not in text.get_content()
        assert "Ana" not in text.get_content()
    assert Delivery.select().where(Delivery.state == "sent").count() == 2


def last_monday() -> datetime:
    """Noon of the last Monday that is over for a day at least."""
    today = now().replace(hour=12, minute=0, second=0, microsecond=0)
    return today - timedelta(days=today.weekday() or 7)
