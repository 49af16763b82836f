"""The contract of `DocumentReader`, over every implementation."""

import signal
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import pytest

from ingest.formats import DOCX, MARKDOWN, PDF, TEXT
from ingest.limits import Limits
from silabo.adapters.confined_reading import options
from silabo.adapters.confinement import Confinement
from silabo.adapters.parser_child import ChildOptions, ChildReader
from silabo.adapters.parser_protocol import READING, Request
from silabo.adapters.parser_socket import SocketOptions, SocketReader
from silabo.domain.errors import RejectedDocumentError, ServiceError
from silabo.domain.passages import BlockKind
from silabo.domain.ports import DocumentReader
from tests.adapters.parser_activator import SERVICE, Activator, activated
from tests.ingest.samples import blocks, column, docx, docx_body, pdf, pdf_of_streams, texts

Make = Callable[..., DocumentReader]


@pytest.fixture(params=["child", "socket"])
def make(request: pytest.FixtureRequest) -> Make:
    """Makes a reader of each kind from the options that both have."""
    if request.param == "child":
        return lambda **options: ChildReader(ChildOptions(**options))
    service: Activator = request.getfixturevalue("service")
    return lambda **options: SocketReader(SocketOptions(service.path, **options))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Activator]:
    """The real program behind a socket."""
    with activated(tmp_path) as activator:
        yield activator


@pytest.fixture
def reader(make: Make) -> DocumentReader:
    return make()


def code_of(reader: DocumentReader, data: bytes, media_type: str) -> str:
    with pytest.raises(RejectedDocumentError) as caught:
        reader.read(data, media_type)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "media_type", "pages"),
    [
        (docx(lambda document: document.add_paragraph("Exámenes en junio.")), DOCX, None),
        (pdf(column(["Exámenes en junio."])), PDF, 1),
        ("# Título\n\nExámenes en junio.".encode(), MARKDOWN, None),
        ("Exámenes en junio.".encode("cp1252"), TEXT, None),
    ],
    ids=["docx", "pdf", "markdown", "text"],
)
def test_every_format_is_read(
    reader: DocumentReader, data: bytes, media_type: str, pages: int | None
) -> None:
    extract = reader.read(data, media_type)

    assert texts(extract) == ["Exámenes en junio."]
    assert extract.pages == pages


def test_everything_that_a_reader_finds_comes_through(reader: DocumentReader) -> None:
    source = "Text\n\n# A\n\n## B\n\n| x | y |\n|---|---|\n| 1 | `2` |\n\n- i\n\n```\na\n  b\n```\n"

    extract = reader.read(source.encode(), MARKDOWN)

    assert [(section.path, section.anchor) for section in extract.sections] == [
        ((), ""),
        (("A",), "h1"),
        (("A", "B"), "h2"),
    ]
    assert [(b.anchor, b.kind, b.text, b.cells, b.page) for b in blocks(extract)] == [
        ("p1", BlockKind.PARAGRAPH, "Text", (), None),
        ("t1r0", BlockKind.HEADER, "x · y", ("x", "y"), None),
        ("t1r1", BlockKind.ROW, "x: 1 · y: 2", ("1", "2"), None),
        ("p2", BlockKind.ITEM, "i", (), None),
        ("p3", BlockKind.CODE, "a\n  b", (), None),
    ]


def test_pages_and_notices_come_through(reader: DocumentReader) -> None:
    data = pdf(column(["One."]), [], column(["Three."]), extra="0 0 9 9 re f")

    extract = reader.read(data, PDF)

    assert [block.page for block in blocks(extract)] == [1, 3]
    assert [(notice.code, notice.page) for notice in extract.notices] == [("page_without_text", 2)]


def test_a_rejection_comes_through_with_its_values(reader: DocumentReader) -> None:
    with pytest.raises(RejectedDocumentError) as caught:
        reader.read(b"PK\x03\x04", PDF)

    assert (caught.value.code, caught.value.values) == ("wrong_content", {"extension": ".pdf"})


def test_an_unknown_type_and_an_empty_file_are_rejected(reader: DocumentReader) -> None:
    assert code_of(reader, b"x", "text/html") == "unknown_format"
    assert code_of(reader, b"", PDF) == "empty_file"


@pytest.mark.row("attack-30")
def test_pages_that_lead_in_a_circle_come_to_an_end(reader: DocumentReader) -> None:
    data = pdf(column(["Text."]))
    circle = data.replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]")

    assert circle != data
    assert code_of(reader, circle, PDF) in ("no_text", "broken_file", "too_heavy")


@pytest.mark.row("attack-30")
def test_a_bomb_of_compressed_streams_is_too_heavy(make: Make) -> None:
    reader = make(confinement=Confinement(address_space_bytes=400_000_000, cpu_s=6))
    packer = zlib.compressobj(1)
    part = b"BT /F1 9 Tf 10 10 Td (A) Tj ET " * 30_000
    packed = b"".join([*(packer.compress(part) for _ in range(300)), packer.flush()])
    bomb = pdf_of_streams(
        [zlib.compress(packed)], filters="[/FlateDecode /FlateDecode]", encoded=True
    )

    assert len(bomb) < 2_000_000
    assert code_of(reader, bomb, PDF) == "too_heavy"


@pytest.mark.row("attack-28")
def test_a_word_file_of_half_a_million_paragraphs_is_rejected(reader: DocumentReader) -> None:
    bomb = docx_body("<w:p/>" * 600_000)

    assert code_of(reader, bomb, DOCX) == "too_heavy"


def test_memory_that_is_not_there_is_too_heavy(make: Make) -> None:
    reader = make(confinement=Confinement(address_space_bytes=120_000_000))

    assert code_of(reader, docx_body("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 200_000), DOCX) == (
        "too_heavy"
    )


def test_the_limits_of_the_options_hold(make: Make) -> None:
    reader = make(limits=Limits(pages=1))

    assert code_of(reader, pdf(column(["a"]), column(["b"])), PDF) == "too_many_pages"


def test_an_answer_of_more_than_ten_megabytes_is_too_much_text(make: Make) -> None:
    reader = make(limits=Limits(characters=30_000_000))

    assert code_of(reader, b"x" * 12_000_000, TEXT) == "too_much_text"


With = Callable[..., DocumentReader]

# What another program says on the socket before it goes on as one that a file has taken over.
BEGIN = """
import json, sys
head = json.loads(sys.stdin.buffer.readline())
sys.stdin.buffer.read(head["size"])
print("reading", flush=True)
"""


@pytest.fixture(params=["child", "socket"])
def with_program(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[With]:
    """Makes a reader that runs another program, as one that a file has taken over might."""
    program = tmp_path / "program.py"

    def child(source: str, wall_s: float = 20.0) -> DocumentReader:
        program.write_text(source)
        return ChildReader(ChildOptions(wall_s=wall_s, program=program))

    def behind(source: str, wall_s: float = 20.0) -> DocumentReader:
        program.write_text(BEGIN + source)
        return SocketReader(SocketOptions(tmp_path / "parser.socket", wall_s=wall_s))

    if request.param == "child":
        yield child
    else:
        with activated(tmp_path, program):
            yield behind


@pytest.mark.row("attack-31")
def test_a_program_that_hangs_is_too_heavy(with_program: With) -> None:
    reader = with_program("import time\ntime.sleep(60)\n", wall_s=1.0)
    begun = time.monotonic()

    assert code_of(reader, b"x", TEXT) == "too_heavy"
    assert time.monotonic() - begun < 30


@pytest.mark.row("attack-31")
def test_a_program_that_never_ends_its_answer_is_too_heavy(with_program: With) -> None:
    reader = with_program("import os\nwhile True: os.write(1, b'x' * 100_000)\n")

    assert code_of(reader, b"x", TEXT) == "too_heavy"


@pytest.mark.row("attack-31")
def test_a_child_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    pid_file, program = tmp_path / "pids", tmp_path / "program.py"
    program.write_text(
        "import os, sys, time\n"
        "child = os.fork()\n"
        f"open({str(pid_file)!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
        "time.sleep(60)\n"
    )
    reader = ChildReader(ChildOptions(wall_s=4, program=program))

    assert code_of(reader, b"x", TEXT) == "too_heavy"
    pids = [int(line) for line in pid_file.read_text().split()]
    assert len(pids) == 2
    assert all(has_ended(pid) for pid in pids)


def has_ended(pid: int) -> bool:
    """Whether a process is gone, or only waits to be reaped by whoever adopted it."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state in "ZX":
            return True
        time.sleep(0.02)
    return False


ANSWER = '{"sections":[[[],"",[["p1","paragraph","x",[],null]]]],"pages":null,"notices":[]}'


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("print('no json')", "broken_file"),
        ("print('[]')", "broken_file"),
        ("print('')", "broken_file"),
        (f"print({ANSWER!r}.replace('p1', '<b>'))", "broken_file"),
        (f"print({ANSWER!r}.replace('paragraph', 'script'))", "broken_file"),
        (f"print({ANSWER!r}.replace('null]', '3]'))", "broken_file"),
        (f"print({ANSWER!r}.replace('\"x\"', '7'))", "broken_file"),
        (f"print({ANSWER!r}.replace('x', chr(92) + 'ud800'))", "broken_file"),
        (f"print({ANSWER!r}.replace('x', chr(92) + 'u202e'))", "broken_file"),
        (
            f'print({ANSWER!r}.replace(\'null]]\', \'null],["p1","item","y",[],null]]\'))',
            "broken_file",
        ),
        ('print(\'{"rejected":"made_up","values":{}}\')', "broken_file"),
        ('print(\'{"rejected":"no_text","values":{"<b>":1}}\')', "broken_file"),
        ("print('[' * 100_000)", "broken_file"),
        ("print('x' * 10_000_001)", "too_heavy"),
        ("print('x' * 11_000_000)", "too_heavy"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "too_heavy"),
        (f"import os; os.write(1, {ANSWER!r}.encode()[:40]); os.kill(os.getpid(), 9)", "too_heavy"),
    ],
)
def test_what_a_program_answers_is_never_trusted(
    with_program: With, source: str, code: str
) -> None:
    assert code_of(with_program(source), b"x", TEXT) == code


def test_the_answer_that_the_others_distort_is_accepted(with_program: With) -> None:
    extract = with_program(f"print({ANSWER!r})").read(b"x", TEXT)

    assert texts(extract) == ["x"]


@pytest.mark.parametrize("source", ["import sys; sys.exit(3)", "import absent_module"])
def test_a_program_that_fails_before_it_reads_is_not_the_files_fault(
    tmp_path: Path, source: str
) -> None:
    program = tmp_path / "program.py"
    program.write_text(source)
    with activated(tmp_path, program) as service:
        for reader in (
            ChildReader(ChildOptions(program=program)),
            SocketReader(SocketOptions(service.path)),
        ):
            with pytest.raises(ServiceError):
                reader.read(b"x" * 1_000_000, TEXT)


def test_a_program_that_cannot_be_reached_is_not_the_files_fault(tmp_path: Path) -> None:
    with pytest.raises(ServiceError):
        ChildReader(ChildOptions(program=tmp_path / "absent.py")).read(b"x", TEXT)
    with pytest.raises(ServiceError):
        SocketReader(SocketOptions(tmp_path / "absent.socket")).read(b"x", TEXT)


@pytest.mark.row("attack-31")
def test_a_child_has_no_environment_and_its_own_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_SECRET", "x")
    program = tmp_path / "program.py"
    program.write_text(
        "import json, os\n"
        "found = {k: v for k, v in os.environ.items() if k != 'LC_CTYPE'}\n"
        "own = os.getsid(0) == os.getpid() and os.getcwd() == '/'\n"
        "code = 'no_text' if not found and own else 'broken_file'\n"
        "print(json.dumps({'rejected': code, 'values': {}}))\n"
    )

    assert code_of(ChildReader(ChildOptions(program=program)), b"x", TEXT) == "no_text"


def test_a_file_larger_than_what_a_socket_holds_comes_whole(service: Activator) -> None:
    text = "\n\n".join(["línea de texto " * 1_000] * 150)

    extract = SocketReader(SocketOptions(service.path)).read(text.encode(), TEXT)

    assert texts(extract) == [("línea de texto " * 1_000).strip()] * 150


def test_a_service_that_hangs_before_it_reads_is_not_the_files_fault(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import time\ntime.sleep(60)\n")

    with activated(tmp_path, program) as service, pytest.raises(ServiceError):
        SocketReader(SocketOptions(service.path, wall_s=0.5)).read(b"x" * 5_000_000, TEXT)


@pytest.mark.row("attack-31")
def test_the_service_ends_when_its_client_has_gone(tmp_path: Path) -> None:
    # The real program, around a reader that takes for ever.
    program = tmp_path / "program.py"
    program.write_text(
        f"import sys, time\nsys.path.append({str(SERVICE.parents[2])!r})\n"
        "from silabo.adapters import parser_service\n"
        "parser_service.confined = lambda *told: lambda data: time.sleep(30)\n"
        "parser_service.main(sys.stdin.buffer, sys.stdout.buffer)\n"
    )
    with activated(tmp_path, program) as service:
        code = code_of(SocketReader(SocketOptions(service.path, wall_s=3.0)), b"x", TEXT)

        assert code == "too_heavy"
        assert service.started[0].wait(timeout=30) == -signal.SIGIO


@pytest.mark.parametrize(
    "request_line",
    [b"", b"\n", b"no json\n", b"[1, 2, 3]\n", b"x" * 10_000, b'{"media_type":"text/plain"}\n'],
)
def test_what_is_no_request_gets_no_answer(service: Activator, request_line: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(service.path))
        client.settimeout(20)
        client.sendall(request_line)
        client.shutdown(socket.SHUT_WR)

        assert received(client) == b""


def received(client: socket.socket) -> bytes:
    """All that comes; a connection that is reset has said nothing more."""
    try:
        return client.recv(1_000)
    except ConnectionResetError:
        return b""


def test_a_client_that_is_slow_to_listen_gets_all(service: Activator) -> None:
    text = "\n\n".join(["línea de texto " * 1_000] * 150).encode()
    confinement = asdict(Confinement())
    head = Request(TEXT, options(confinement, asdict(Limits())), len(text)).line()
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(service.path))
        client.settimeout(20)
        client.sendall(head + text)
        found = client.recv(len(READING))
        while not found.endswith(b"\n") or found == READING:
            time.sleep(0.002)
            found += client.recv(50_000)

    assert found.startswith(READING)
    assert len(found) > len(text)


def test_documents_are_read_at_the_same_time(service: Activator) -> None:
    reader = SocketReader(SocketOptions(service.path))
    with ThreadPoolExecutor(4) as pool:
        extracts = pool.map(lambda number: reader.read(f"Text {number}.".encode(), TEXT), range(8))

    assert [texts(each) for each in extracts] == [[f"Text {number}."] for number in range(8)]
