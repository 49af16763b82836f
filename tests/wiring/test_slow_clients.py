"""Clients that send slowly, or never end: they hold nobody else up."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.ports import free_port as a_free_port
from tests.tasks.work import eventually

ROOT = Path(__file__).parents[2]
ABOVE = 80  # more than the tool's 64 threads
THREADS = 4
LONG = 30_000_000
# Says how long a body was: what the server makes of a request, without the tool behind it.
# Of /long it says much, and of /file it sends one that is as long.
APPLICATION = """
import io, sys, tempfile

LONG = 30_000_000

def app(environ, start):
    body = environ["wsgi.input"].read()
    if environ["PATH_INFO"] == "/long":
        start("200 OK", [("Content-Length", str(LONG))])
        return [bytes(LONG)]
    if environ["PATH_INFO"] == "/file":
        start("200 OK", [("Content-Length", str(LONG))])
        file = tempfile.TemporaryFile()
        file.write(bytes(LONG))
        file.seek(0)
        return environ["wsgi.file_wrapper"](file)
    start("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ['REQUEST_METHOD']} {len(body)} {sum(body)}".encode()]
"""
CONFIGURATION = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from wiring import web_worker
web_worker.REQUEST_S = 1.0
web_worker.LEAST_BYTES_S = 10_000_000
web_worker.SENDING_S = 1.0
worker_class = "wiring.web_worker.GatheringWorker"
threads = {THREADS}
keepalive = 5
control_socket_disable = True
"""
SILENT = b""
IN_THE_HEAD = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-"
IN_THE_BODY = b"POST /lti/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\niss="
IN_A_CHUNK = b"POST /lti/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nis"


@contextmanager
def serving(port: int, *options: str, folder: Path) -> Iterator[None]:
    """A gunicorn on a port, until the block ends."""
    log = folder / "gunicorn.log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", *options],
            cwd=ROOT,
            stdout=written,
            stderr=written,
        )
    try:
        if not eventually(lambda: answers(port), within_s=40):
            pytest.fail(log.read_text())
        yield
    finally:
        server.terminate()
        server.wait(50)
    assert "Traceback" not in log.read_text()


def answers(port: int) -> bool:
    with suppress(OSError, http.client.HTTPException):
        return asked(port) == 200
    return False


def asked(port: int) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", "/healthz")
        return connection.getresponse().status


def opened(port: int, sent: bytes, stack: ExitStack) -> socket.socket:
    client = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
    client.sendall(sent)
    return client


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server of four threads."""
    made = tmp_path_factory.mktemp("counting")
    (made / "counting.py").write_text(APPLICATION)
    (made / "gunicorn.py").write_text(CONFIGURATION)
    options = ("-c", str(made / "gunicorn.py"), "--chdir", str(made), "counting:app")
    chosen = a_free_port()
    with serving(chosen, *options, folder=made):
        yield chosen


@pytest.mark.row("way-3")
def test_the_tool_answers_beside_more_slow_clients_than_it_has_threads(
    folder: Path, tmp_path: Path
) -> None:
    chosen = a_free_port()
    configuration = ("-c", "wiring/gunicorn_config.py", "wsgi:app")
    with serving(chosen, *configuration, folder=tmp_path), ExitStack() as stack:
        for kind in (SILENT, IN_THE_HEAD, IN_THE_BODY, IN_A_CHUNK):
            for _ in range(ABOVE):
                opened(chosen, kind, stack)
        time.sleep(0.5)
        began = time.monotonic()

        found = asked(chosen)

    assert found == 200
    assert time.monotonic() - began < 10


@pytest.mark.row("way-3")
@pytest.mark.parametrize("sent", [SILENT, IN_THE_HEAD, IN_THE_BODY, IN_A_CHUNK])
def test_a_request_that_does_not_end_is_given_up(port: int, sent: bytes) -> None:
    with ExitStack() as stack:
        client = opened(port, sent, stack)

        answer = client.recv(1000)

        assert answer.split(b"\r\n")[0] == (b"HTTP/1.1 408 Request Timeout" if sent else b"")


@pytest.mark.row("way-3")
def test_a_body_that_comes_a_byte_at_a_time_is_given_up_though_it_is_long(port: int) -> None:
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n"
    with ExitStack() as stack:
        slow = [opened(port, head + bytes(600_000), stack) for _ in range(THREADS)]
        ended = eventually(lambda: ends_with_more(slow), within_s=20)

        assert ended
        assert asked(port) == 200


@pytest.mark.row("way-3")
@pytest.mark.parametrize("path", ["/long", "/file"])
def test_an_answer_that_is_taken_a_little_at_a_time_is_given_up(port: int, path: str) -> None:
    ask = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    with ExitStack() as stack:
        slow = [opened(port, ask, stack) for _ in range(THREADS)]
        until = time.monotonic() + 8  # it has four seconds in all
        sizes = [0] * THREADS
        while time.monotonic() < until:
            # Each takes something all the time: no single wait of the server is long.
            sizes = [size + taken(each) for size, each in zip(sizes, slow, strict=True)]
            time.sleep(0.02)
        found = asked(port)
        sizes = [size + the_rest(each) for size, each in zip(sizes, slow, strict=True)]

    assert found == 200
    assert max(sizes) < LONG


@pytest.mark.parametrize("path", ["/long", "/file"])
def test_an_answer_that_is_taken_at_once_arrives_whole(port: int, path: str) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path)

        assert len(connection.getresponse().read()) == LONG


def taken(client: socket.socket) -> int:
    """How much a client takes now: a few thousand bytes at most."""
    client.setblocking(False)
    try:
        return len(client.recv(4096))
    except OSError:
        return 0


def the_rest(client: socket.socket) -> int:
    """How much comes until the end of the connection, or of a second without anything."""
    client.settimeout(1)
    size = 0
    with suppress(OSError):
        while data := client.recv(1_000_000):
            size += len(data)
    return size


def ends_with_more(clients: list[socket.socket]) -> bool:
    """Whether each connection has ended, after one byte more."""
    ended = []
    for client in clients:
        try:
            client.send(b"x")
            client.setblocking(False)
            ended.append(client.recv(1) == b"")
        except BlockingIOError:
            ended.append(False)
        except OSError:
            ended.append(True)
    return all(ended)


@pytest.mark.row("way-3")
def test_a_head_without_an_end_is_refused(port: int) -> None:
    with ExitStack() as stack:
        client = opened(port, b"GET / HTTP/1.1\r\n" + b"X-Long: " + b"x" * 66_000, stack)

        assert client.recv(1000).startswith(b"HTTP/1.1 431 ")


def in_one(client: socket.socket, request: bytes) -> None:
    client.sendall(request)


def in_pieces(client: socket.socket, request: bytes) -> None:
    for at in range(0, len(request), 40):
        client.sendall(request[at : at + 40])
        time.sleep(0.01)


@pytest.mark.parametrize("send", [in_one, in_pieces])
@pytest.mark.parametrize(
    ("request_", "found"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"GET 0 0"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\naaaaa", b"POST 5 485"),
        (b"POST / HTTP/1.1\r\nHost: x\r\ncontent-length:5\r\n\r\naaaaa", b"POST 5 485"),
        (
            b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            b"3\r\naaa\r\n2\r\naa\r\n0\r\n\r\n",
            b"POST 5 485",
        ),
    ],
)
def test_a_request_is_the_same_in_one_piece_and_in_many(
    port: int, request_: bytes, found: bytes, send: Callable[[socket.socket, bytes], None]
) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        for _ in range(2):  # on one connection, kept
            send(client, request_)
            answer = received(client)

            assert answer.startswith(b"HTTP/1.1 200 OK")
            assert found in answer


def test_two_requests_that_come_together_are_both_answered(port: int) -> None:
    one = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\naaa"
    two = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbbbb"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(one + two)
        answer = b""
        while b"POST 4" not in answer:
            answer += client.recv(1000)

    assert answer.index(b"POST 3 291") < answer.index(b"POST 4 392")


def test_a_long_upload_arrives_whole(port: int) -> None:
    data = b"b" * 5_000_000
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("POST", "/", data)

        assert connection.getresponse().read() == f"POST {len(data)} {sum(data)}".encode()


def received(client: socket.socket) -> bytes:
    """One answer, which is sent in chunks."""
    answer = b""
    while not answer.endswith(b"0\r\n\r\n"):
        answer += client.recv(1000)
    return answer
