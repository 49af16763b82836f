"""Whom the tool asks, and for how long: never a private address that nobody allowed."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lti_app.lti.outside import LARGEST, Outside
from silabo import __version__
from silabo.domain.errors import LaunchError, ServiceError
from tests.lti_app.lti.certificates import made
from tests.lti_app.lti.names import PUBLIC, Names
from tests.lti_app.lti.served import Answer, Asked, Site, serving

SERVER = Outside()
TRYING = Outside(plain_http=True)
QUICK_S = 0.4


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    return Names(monkeypatch)


def refused(outside: Outside, url: str) -> None:
    with pytest.raises(LaunchError) as caught:
        outside.fetch("GET", url, timeout_s=QUICK_S)

    assert (caught.value.code, caught.value.status) == ("address_refused", 403)


def unanswered(outside: Outside, url: str, **options: object) -> None:
    with pytest.raises(ServiceError):
        outside.fetch("GET", url, **{"timeout_s": QUICK_S, **options})  # type: ignore[arg-type]


@pytest.mark.row("attack-41")
@pytest.mark.row("lti-48")
@pytest.mark.parametrize(
    "url",
    [
        "http://lms.example/",
        "file:///etc/passwd",
        "ftp://lms.example/",
        "gopher://lms.example/",
        "javascript:alert(1)",
        "data:text/plain,x",
        "//lms.example/",
        "lms.example",
        "https://",
        "https:///path",
        "https://user:word@lms.example/",
        "https://user@lms.example/",
        "https://@lms.example/",
        "https://[::1",
        "https://lms.example:99999/",
        "https://lms.example:x/",
        "",
    ],
)
def test_only_whole_https_addresses_are_asked(url: str) -> None:
    refused(SERVER, url)


@pytest.mark.row("attack-41")
@pytest.mark.row("lti-48")
@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "fec0::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::10.0.0.1",
        "64:ff9b::169.254.169.254",
        "2002:a00:1::1",
        "2001:db8::1",
    ],
)
def test_a_name_that_points_at_a_private_address_is_not_asked(names: Names, address: str) -> None:
    names.point("lms.example", address)

    refused(SERVER, "https://lms.example/keys")


@pytest.mark.row("attack-41")
@pytest.mark.row("lti-48")
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "017700000001",
        "[::1]",
        "localhost",
        "LOCALHOST.",
        "[::ffff:127.0.0.1]",
        "0",
    ],
)
def test_a_private_address_in_any_writing_is_not_asked(host: str) -> None:
    refused(SERVER, f"https://{host}/keys")


@pytest.mark.row("attack-41")
def test_one_private_address_among_public_ones_is_enough(names: Names) -> None:
    names.point("lms.example", PUBLIC, "10.0.0.1")

    refused(SERVER, "https://lms.example/keys")


@pytest.mark.row("attack-41")
@pytest.mark.row("lti-48")
def test_a_name_is_asked_for_once_so_that_it_cannot_point_elsewhere_later(
    names: Names, site: Site
) -> None:
    site.answers["/keys"] = Answer({"keys": []})
    names.point("lms.example", "127.0.0.1")
    names.point("lms.example", "10.0.0.1")

    found = TRYING.fetch_json("GET", f"http://lms.example:{site.port}/keys")

    assert found == {"keys": []}
    assert names.asked == ["lms.example"]


@pytest.mark.row("attack-41")
@pytest.mark.row("lti-48")
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_answer_and_not_followed(site: Site, status: int) -> None:
    elsewhere = {"Location": f"{site.address}/secret"}
    site.answers["/keys"] = Answer({"keys": []}, status=status, headers=elsewhere)

    with pytest.raises(ServiceError, match=str(status)):
        TRYING.fetch_json("GET", f"{site.address}/keys")

    assert site.paths() == ["/keys"]


@pytest.mark.row("attack-41")
def test_a_proxy_of_the_environment_is_not_used(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/keys"] = Answer(b"ok")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    _, body = TRYING.fetch("GET", f"{site.address}/keys")

    assert body == b"ok"


def test_a_platform_reads_in_its_log_which_tool_and_version_asked(site: Site) -> None:
    site.answers["/keys"] = Answer(b"ok")

    TRYING.fetch("GET", f"{site.address}/keys", headers={"Accept": "application/json"})

    assert site.asked[0].headers["User-Agent"] == f"Silabo/{__version__}"


def test_an_lms_of_the_house_may_have_a_private_address(names: Names) -> None:
    names.point("lms.campus", "10.0.0.1")
    house = Outside(private_hosts=frozenset({"lms.campus"}))

    assert house.addresses("lms.campus", 443) == ["10.0.0.1"]
    assert house.allows("LMS.Campus", "10.0.0.1")
    assert not house.allows("other.campus", "10.0.0.1")


def test_public_addresses_are_asked(names: Names) -> None:
    names.point("lms.example", PUBLIC, "2606:4700::1111")

    assert SERVER.addresses("lms.example", 443) == [PUBLIC, "2606:4700::1111"]


def test_for_trying_this_machine_may_be_asked_by_plain_http(site: Site) -> None:
    site.answers["/keys"] = Answer(b"ok")

    assert TRYING.fetch("GET", f"{site.address}/keys")[1] == b"ok"
    refused(TRYING, "http://10.0.0.1/keys")


def test_the_next_address_of_a_name_is_tried_when_one_does_not_answer(
    names: Names, site: Site
) -> None:
    site.answers["/keys"] = Answer(b"ok")
    names.point("lms.example", "127.0.0.2", "127.0.0.1")

    _, body = TRYING.fetch("GET", f"http://lms.example:{site.port}/keys")

    assert body == b"ok"


@pytest.mark.parametrize("host", ["nobody.invalid", "a" * 64 + ".example", "a..example"])
def test_a_name_that_nobody_has_does_not_answer(names: Names, host: str) -> None:
    names.point("nobody.invalid")

    unanswered(TRYING, f"http://{host}/")


def test_an_answer_may_have_so_many_bytes_and_not_one_more(site: Site) -> None:
    site.answers["/fits"] = Answer(b"x" * LARGEST)
    site.answers["/long"] = Answer(b"x" * (LARGEST + 1))

    assert len(TRYING.fetch("GET", f"{site.address}/fits")[1]) == LARGEST
    unanswered(TRYING, f"{site.address}/long", timeout_s=20)
    assert TRYING.fetch("GET", f"{site.address}/long", largest=LARGEST + 1)


def test_a_small_answer_that_unpacks_to_an_enormous_one_is_not_unpacked(site: Site) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    site.answers["/keys"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    before = time.monotonic()

    unanswered(TRYING, f"{site.address}/keys", timeout_s=20)

    assert len(bomb) < LARGEST
    assert time.monotonic() - before < 15


@pytest.mark.row("load-6")
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[1]",
        b"null",
        b'"x"',
        b"\xff",
        b"[" * 50_000,
        b'{"a": ' + b"9" * 50_000 + b"}",
    ],
    ids=range(8),
)
def test_what_is_no_json_object_is_no_answer(site: Site, body: bytes) -> None:
    site.answers["/keys"] = Answer(body)

    with pytest.raises(ServiceError):
        TRYING.fetch_json("GET", f"{site.address}/keys")


HEAD = b"HTTP/1.1 200 OK\r\n"
WAYS: dict[str, list[bytes]] = {
    "says nothing": [],
    "header by byte": [HEAD] + [b"X-Slow: a\r\n"] * 1000,
    "one endless header": [HEAD, b"X: "] + [b"x"] * 1000,
    "body by byte": [HEAD + b"Content-Length: 1000\r\n\r\n"] + [b"x"] * 1000,
    "body without an end": [HEAD + b"\r\n"] + [b"x"] * 1000,
    "chunk by chunk": [HEAD + b"Transfer-Encoding: chunked\r\n\r\n"] + [b"1\r\nx\r\n"] * 1000,
}


@contextmanager
def slowly(pieces: list[bytes]) -> Iterator[str]:
    """An address that sends these pieces, one in 20 ms, and then waits."""
    over = threading.Event()

    def serve(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection:
            try:
                for piece in pieces:
                    connection.sendall(piece)
                    if over.wait(0.02):
                        return
                over.wait(20)
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        finally:
            over.set()
            thread.join()


@pytest.mark.row("lti-19")
@pytest.mark.parametrize("way", WAYS)
def test_nobody_is_waited_for_longer_than_the_time(way: str) -> None:
    with slowly(WAYS[way]) as url:
        before = time.monotonic()
        unanswered(TRYING, url)
        took_s = time.monotonic() - before

    assert QUICK_S * 0.9 < took_s < QUICK_S + 15


@pytest.mark.row("lti-19")
def test_a_name_service_that_does_not_answer_is_not_waited_for(names: Names) -> None:
    over = threading.Event()
    names.point("lms.example", PUBLIC)
    names.waits = lambda: over.wait(20)
    before = time.monotonic()

    unanswered(SERVER, "https://lms.example/keys")

    over.set()
    assert time.monotonic() - before < QUICK_S + 15


def test_an_encrypted_connection_that_never_begins_is_cut_off_too(names: Names) -> None:
    names.point("lms.example", "127.0.0.1")
    house = Outside(private_hosts=frozenset({"lms.example"}))
    with slowly([]) as url:
        before = time.monotonic()
        unanswered(house, url.replace("http://127.0.0.1", "https://lms.example"))

    assert time.monotonic() - before < QUICK_S + 15


@contextmanager
def encrypted(folder: Path, host: str) -> Iterator[tuple[Path, Site]]:
    authority, context = made(folder, host)
    with serving(context) as site:
        site.answers["/keys"] = Answer({"keys": []})
        yield authority, site


def house(authority: Path | None) -> Outside:
    return Outside(private_hosts=frozenset({"lms.example"}), authorities=authority)


def test_the_certificate_is_checked_for_the_name_and_the_name_is_asked_for(
    names: Names, tmp_path: Path
) -> None:
    names.point("lms.example", "127.0.0.1")
    with encrypted(tmp_path, "lms.example") as (authority, site):
        url = f"https://lms.example:{site.port}/keys"
        found = house(authority).fetch_json("GET", url)

    assert found == {"keys": []}
    assert site.asked[0].headers["Host"] == f"lms.example:{site.port}"


@pytest.mark.parametrize(
    ("host", "trusted"),
    [
        ("other.example", lambda authority: authority),
        ("lms.example", lambda _: None),
        ("lms.example", lambda authority: authority.with_name("absent.pem")),
    ],
    ids=["of another name", "of an unknown authority", "without the file of authorities"],
)
def test_a_certificate_that_proves_nothing_ends_the_request(
    names: Names, tmp_path: Path, host: str, trusted: Callable[[Path], Path | None]
) -> None:
    names.point("lms.example", "127.0.0.1")
    with encrypted(tmp_path, host) as (authority, site):
        unanswered(house(trusted(authority)), f"https://lms.example:{site.port}/keys", timeout_s=20)

    assert site.asked == []


def test_no_more_is_told_of_us_than_the_request(site: Site) -> None:
    seen: list[Asked] = site.asked
    site.answers["/keys"] = Answer(b"ok")

    TRYING.fetch("GET", f"{site.address}/keys", headers={"Accept": "application/json"})

    assert not {"Cookie", "Authorization", "Referer"} & set(seen[0].headers)


def test_what_cannot_stand_in_a_header_is_not_sent(site: Site) -> None:
    unanswered(TRYING, f"{site.address}/keys", headers={"Authorization": "Bearer €"})

    assert site.asked == []
