from dataclasses import replace

import pytest

from silabo.domain.people import DeepLinkRequest, Role
from silabo.storage import logins
from silabo.storage.logins import Login, Pending
from silabo.storage.tables import LoginTransaction, PendingLaunch
from tests import seeds
from tests.parallel import at_once

MINUTE_MS = 60_000


@pytest.fixture
def login(db: None) -> Login:
    return Login(
        state_digest="5" * 64,
        platform_id=seeds.platform(),
        nonce="n0nce",
        secret_digest="e" * 64,
        deployment_hint="1",
        message_hint='{"cmid":7}',
    )


@pytest.fixture
def pending(db: None) -> Pending:
    launched = seeds.identity(seeds.platform(), role=Role.INSTRUCTOR, whole_page=True)
    return Pending(identity=launched, secret_digest="e" * 64, language="fr")


def test_a_started_login_is_found_as_it_was(login: Login) -> None:
    logins.start(login)

    assert logins.find(login.state_digest) == login
    assert logins.find("0" * 64) is None


def test_of_twenty_threads_one_takes_a_login(login: Login) -> None:
    logins.start(login)
    taken = at_once(20, lambda _: logins.take(login.state_digest))

    assert taken.count(True) == 1
    assert logins.find(login.state_digest) is None


def test_a_login_lasts_ten_minutes(login: Login) -> None:
    logins.start(login)
    seeds.change(LoginTransaction, expires_at=LoginTransaction.expires_at - 9 * MINUTE_MS)
    after_nine = logins.find(login.state_digest)
    seeds.change(LoginTransaction, expires_at=LoginTransaction.expires_at - 2 * MINUTE_MS)
    after_eleven = logins.find(login.state_digest)

    assert after_nine == login
    assert after_eleven is None


def test_logins_that_are_over_are_forgotten_with_the_next(login: Login) -> None:
    logins.start(login)
    seeds.change(LoginTransaction, expires_at=1)
    logins.start(replace(login, state_digest="6" * 64))

    assert LoginTransaction.select().count() == 1


def test_the_right_secret_takes_a_waiting_launch_once(pending: Pending) -> None:
    logins.hold("c0de", pending)

    assert logins.bind("c0de", pending.secret_digest) == pending
    assert logins.bind("c0de", pending.secret_digest) is None


def test_a_waiting_launch_keeps_what_deep_linking_wants_and_its_documents(
    pending: Pending,
) -> None:
    wanted = DeepLinkRequest("https://lms.example/return", "1", data="opaque")
    placing = replace(pending.identity, deep_link=wanted, documents=("d0c1",))
    logins.hold("c0de", replace(pending, identity=placing))
    found = logins.bind("c0de", pending.secret_digest)

    assert found is not None
    assert found.identity == placing


def test_of_many_threads_with_the_right_secret_one_gets_the_launch(pending: Pending) -> None:
    logins.hold("c0de", pending)
    got = at_once(8, lambda _: logins.bind("c0de", pending.secret_digest))

    assert [each for each in got if each] == [pending]


def test_two_wrong_secrets_leave_the_launch_and_the_third_ends_it(pending: Pending) -> None:
    logins.hold("c0de", pending)
    logins.hold("0ther", pending)
    misses = [logins.bind("c0de", "f" * 64) for _ in range(2)]
    after_two = logins.bind("c0de", pending.secret_digest)
    misses += [logins.bind("0ther", "f" * 64) for _ in range(3)]
    after_three = logins.bind("0ther", pending.secret_digest)

    assert misses == [None] * 5
    assert after_two == pending
    assert after_three is None


def test_an_unknown_code_binds_nothing(pending: Pending) -> None:
    logins.hold("c0de", pending)

    assert logins.bind("c1de", pending.secret_digest) is None


def test_a_waiting_launch_lasts_two_minutes(pending: Pending) -> None:
    logins.hold("c0de", pending)
    logins.hold("0ther", pending)
    shifted = PendingLaunch.expires_at - MINUTE_MS
    seeds.change(PendingLaunch, expires_at=shifted)
    after_one = logins.bind("c0de", pending.secret_digest)
    seeds.change(PendingLaunch, expires_at=shifted)
    after_two = logins.bind("0ther", pending.secret_digest)

    assert after_one == pending
    assert after_two is None


def test_waiting_launches_that_are_over_are_forgotten_with_the_next(pending: Pending) -> None:
    logins.hold("c0de", pending)
    seeds.change(PendingLaunch, expires_at=1)
    logins.hold("0ther", pending)

    assert PendingLaunch.select().count() == 1


@pytest.mark.row("session-3")
def test_of_logins_that_nobody_finishes_only_the_last_are_kept(
    login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logins, "MOST_UNDER_WAY", 30)
    digests = [f"{number:064}" for number in range(100)]
    for digest in digests:
        logins.start(replace(login, state_digest=digest))
    left = [row.state_digest for row in LoginTransaction.select().order_by(LoginTransaction.id)]

    assert left == digests[-30:]


@pytest.mark.row("session-3")
def test_of_launches_whose_browser_does_not_come_only_the_last_are_kept(
    pending: Pending, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logins, "MOST_UNDER_WAY", 30)
    digests = [f"{number:064}" for number in range(100)]
    for digest in digests:
        logins.hold(digest, pending)
    left = [row.code_digest for row in PendingLaunch.select().order_by(PendingLaunch.id)]

    assert left == digests[-30:]
