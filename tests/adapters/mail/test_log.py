"""The log of a mail system, read from a moment on."""

import gzip
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from silabo.adapters.mail import log as mail_log
from silabo.adapters.mail.log import history, stamp
from silabo.adapters.mail.postfix import LocalPostfix, look
from silabo.domain.errors import ServiceError

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ID = "letter-1@tool.example"


@pytest.fixture(autouse=True)
def madrid() -> Iterator[None]:
    """Old stamps are in the machine's own time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Europe/Madrid")
        time.tzset()
        yield
    time.tzset()


def line(minutes_ago: float, text: str) -> bytes:
    moment = NOW - timedelta(minutes=minutes_ago)
    return f"{moment.isoformat(timespec='microseconds')} mail {text}\n".encode()


def write(path: Path, *lines: bytes, minutes_ago: float = 0) -> Path:
    content = b"".join(lines)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    moment = (NOW - timedelta(minutes=minutes_ago)).timestamp()
    os.utime(path, (moment, moment))
    return path


def read(path: Path, minutes: float = 10) -> tuple[list[bytes], bool]:
    with history(path, NOW - timedelta(minutes=minutes)) as found:
        return list(found.lines), found.complete


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        (b"2026-03-01T12:00:00.123456+01:00 mail x", (2026, 3, 1, 11, 0)),
        (b"2026-03-01T12:00:00Z mail x", (2026, 3, 1, 12, 0)),
        (b"2026-03-01T12:00:00+00:00 mail x", (2026, 3, 1, 12, 0)),
        (b"Mar  1 12:30:00 mail x", (2026, 3, 1, 11, 30)),
        (b"Feb 28 23:59:59 mail x", (2026, 2, 28, 22, 59)),
        # Of the year before, when the log goes over New Year.
        (b"Dec 31 23:59:59 mail x", (2025, 12, 31, 22, 59)),
        (b"Jul  1 00:30:00 mail x", (2025, 6, 30, 22, 30)),
    ],
)
def test_both_kinds_of_stamps_are_understood(
    written: bytes, moment: tuple[int, int, int, int, int]
) -> None:
    found = stamp(written, NOW)

    assert found is not None
    assert found.replace(second=0, microsecond=0) == datetime(*moment, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", [b"", b"    at line 3", b"Foo 12 12:00:00 mail", b"2026-03-01 12:00 x"]
)
def test_a_line_without_a_time_has_none(written: bytes) -> None:
    assert stamp(written, NOW) is None


def test_a_log_that_begins_earlier_is_read_from_before_the_moment(tmp_path: Path) -> None:
    lines = [line(minutes, "x") for minutes in (30, 20, 9, 1)]

    assert read(write(tmp_path / "mail.log", *lines)) == (lines, True)


def test_of_a_long_log_only_the_end_is_read(tmp_path: Path) -> None:
    lines = [line(600 - number / 100, "x" * 200) for number in range(60_000)]
    read_lines, complete = read(write(tmp_path / "mail.log", *lines))
    wanted = [each for number, each in enumerate(lines) if 600 - number / 100 <= 11]

    assert complete
    assert read_lines[-len(wanted) :] == wanted
    assert len(read_lines) < len(lines) // 2


def test_a_log_that_begins_later_is_all_there_is_when_it_is_the_first(tmp_path: Path) -> None:
    lines = [line(2, "x"), line(1, "y")]

    assert read(write(tmp_path / "mail.log", *lines)) == (lines, True)


@pytest.mark.parametrize("older", ["mail.log.1", "mail.log-20260301", "mail.log.20260301-115700"])
@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_a_log_that_was_rotated_is_read_with_the_one_before(
    tmp_path: Path, older: str, suffix: str
) -> None:
    before = [line(30, "a"), line(5, "b")]
    write(tmp_path / f"{older}{suffix}", *before, minutes_ago=5)
    write(tmp_path / "mail.log.err", line(40, "of another log"), minutes_ago=1)

    assert read(write(tmp_path / "mail.log", line(1, "c"))) == ([*before, line(1, "c")], True)


def test_a_log_that_was_rotated_before_the_moment_needs_no_older_one(tmp_path: Path) -> None:
    write(tmp_path / "mail.log.1", line(60, "a"), minutes_ago=50)

    assert read(write(tmp_path / "mail.log", line(5, "c"))) == ([line(5, "c")], True)


def test_a_log_that_is_new_and_empty_is_read_with_the_one_before(tmp_path: Path) -> None:
    write(tmp_path / "mail.log.1", line(30, "a"), minutes_ago=1)

    assert read(write(tmp_path / "mail.log")) == ([line(30, "a")], True)


def test_a_log_that_was_just_rotated_and_has_no_line_yet_is_the_one_before(
    tmp_path: Path,
) -> None:
    write(tmp_path / "mail.log.1", line(30, "a"), minutes_ago=1)

    assert read(tmp_path / "mail.log") == ([line(30, "a")], True)


@pytest.mark.parametrize("older", [0, 10])
def test_a_log_that_is_too_long_to_be_read_proves_nothing_by_its_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, older: int
) -> None:
    monkeypatch.setattr(mail_log, "STEP", 50)
    monkeypatch.setattr(mail_log, "LONGEST", 200)
    if older:
        write(tmp_path / "mail.log.1", *[line(8, "a")] * older, minutes_ago=7)
    log = write(tmp_path / "mail.log", *[line(6, "b")] * 10)
    lines, complete = read(log)
    answer = LocalPostfix(log, ["/bin/true"]).accepted(ID, NOW - timedelta(minutes=10))

    assert not complete
    assert len(b"".join(lines)) <= 200
    assert answer is None


def test_a_log_that_reaches_back_far_enough_proves_it(tmp_path: Path) -> None:
    log = write(tmp_path / "mail.log", line(30, "x"), arrival("4ABC"), queued("4ABC"))
    postfix = LocalPostfix(log, ["/bin/true"])

    assert postfix.accepted(ID, NOW - timedelta(minutes=10)) is True
    assert postfix.accepted("other@tool.example", NOW - timedelta(minutes=10)) is False


def test_a_log_that_cannot_be_read_is_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(ServiceError):
        read(tmp_path / "mail.log")


def test_a_compressed_log_that_is_cut_short_is_no_empty_one(tmp_path: Path) -> None:
    whole = write(tmp_path / "mail.log.1.gz", *[line(30, os.urandom(99).hex())] * 50)
    whole.write_bytes(whole.read_bytes()[:-20])

    with pytest.raises(ServiceError):
        read(write(tmp_path / "mail.log", line(1, "c")))


def arrival(queue_id: str, message_id: str = ID) -> bytes:
    return line(5, f"postfix/cleanup[7]: {queue_id}: message-id=<{message_id}>")


def queued(queue_id: str) -> bytes:
    return line(5, f"postfix/qmgr[8]: {queue_id}: from=<silabo@tool.example>, size=9, nrcpt=1")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([], (False, set())),
        ([arrival("4ABC"), queued("4ABC")], (True, set())),
        ([arrival("4ABC")], (False, {"4ABC"})),
        ([arrival("4ABC"), queued("4DEF")], (False, {"4ABC"})),
        ([queued("4ABC"), arrival("4ABC")], (False, {"4ABC"})),
        ([arrival("4ABC", "other@x"), queued("4ABC")], (False, set())),
        ([arrival("4ABC", f"more-{ID}"), queued("4ABC")], (False, set())),
        # A first try broke off; its id went to the letter of somebody else.
        ([arrival("4ABC"), arrival("4ABC", "other@x"), queued("4ABC")], (False, set())),
        ([arrival("4ABC"), arrival("4DEF"), queued("4DEF")], (True, set())),
        ([line(5, f"postfix/smtpd[9]: 4ABC: message-id=<{ID}>"), queued("4ABC")], (False, set())),
        (
            [line(5, f"postfix/cleanup[7]: 4ABC: warning: header Subject: message-id=<{ID}>; x")],
            (False, set()),
        ),
    ],
)
def test_a_letter_was_accepted_when_the_queue_manager_knows_what_arrived_under_its_id(
    lines: list[bytes], found: tuple[bool, set[str]]
) -> None:
    assert look(lines, ID) == found
