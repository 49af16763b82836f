"""The contract of `DocumentReader`, over every implementation."""

import socket
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import pytest

from ingest.embedded_pictures import painted
from ingest.formats import DOCX, MARKDOWN, PDF, TEXT, ZIP
from ingest.limits import Limits
from silabo.adapters.confinement import Confinement
from silabo.adapters.parser.child import ChildOptions, ChildReader
from silabo.adapters.parser.confined_reading import options
from silabo.adapters.parser.exchange import ReadingLimits
from silabo.adapters.parser.protocol import READING, Request
from silabo.adapters.parser.unix_socket import SocketOptions, SocketReader
from silabo.domain.errors import LeaseLostError, RejectedDocumentError, ServiceError
from silabo.domain.passages import BlockKind
from silabo.domain.pictures import PictureSource
from silabo.domain.ports import DocumentReader
from tests.adapters.parser.activator import Activated, activated
from tests.ingest.archives import zipped
from tests.ingest.pictures import encoded, printed
from tests.ingest.samples import blocks, column, docx, docx_body, pdf, pdf_of_streams, texts

Make = Callable[..., DocumentReader]


@pytest.fixture(params=["child", "socket"])
def make(request: pytest.FixtureRequest) -> Make:
    """Makes a reader of each kind from the options that both have."""
    if request.param == "child":
        request.getfixturevalue("parser")
        return lambda **options: ChildReader(ChildOptions(ReadingLimits(**options)))
    service: Activated = request.getfixturevalue("service")
    return lambda **options: SocketReader(SocketOptions(service.path, ReadingLimits(**options)))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Activated]:
    """The real program behind a socket."""
    with activated(tmp_path) as found:
        yield found


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


def test_an_archive_is_taken_apart_and_goes_on_where_it_stopped(reader: DocumentReader) -> None:
    data = zipped({"a.txt": b"x" * 6_000_000, "b.txt": b"y" * 6_000_000, "c.png": b"z"})

    first = reader.unpack(data, ZIP)
    second = reader.unpack(data, ZIP, first.following or 0)

    assert [(each.file_name, len(each.data)) for each in first.members] == [("a.txt", 6_000_000)]
    assert [(each.file_name, each.data[:1]) for each in second.members] == [("b.txt", b"y")]
    assert (second.following, [n.code for n in second.notices]) == (None, ["members_left_out"])


def test_an_archive_that_is_none_is_rejected_with_the_reason(reader: DocumentReader) -> None:
    with pytest.raises(RejectedDocumentError) as caught:
        reader.unpack(b"PK\x03\x04", ZIP)

    assert caught.value.code == "broken_file"


def test_a_picture_in_a_file_comes_through_as_it_is_seen(reader: DocumentReader) -> None:
    held = encoded(printed())
    source = PictureSource("a.png", (0.0, 0.0, 0.5, 1.0), ((0.0, 0.0, 0.1, 0.1),))

    assert reader.picture(zipped({"a.png": held}), DOCX, source) == painted(held, source)


def test_a_rejection_comes_through_with_its_values(reader: DocumentReader) -> None:
    with pytest.raises(RejectedDocumentError) as caught:
        reader.read(b"PK\x03\x04", PDF)

    assert (caught.value.code, caught.value.values) == ("wrong_content", {"extension": ".pdf"})


def test_an_unknown_type_and_an_empty_file_are_rejected(reader: DocumentReader) -> None:
    assert code_of(reader, b"x", "text/nothing") == "unknown_format"
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


def test_a_file_larger_than_what_a_socket_holds_comes_whole(service: Activated) -> None:
    text = "\n\n".join(["línea de texto " * 1_000] * 150)

    extract = SocketReader(SocketOptions(service.path)).read(text.encode(), TEXT)

    assert texts(extract) == [("línea de texto " * 1_000).strip()] * 150


def test_a_service_that_hangs_before_it_reads_is_not_the_files_fault(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import time\ntime.sleep(60)\n")

    with activated(tmp_path, program) as service, pytest.raises(ServiceError):
        SocketReader(SocketOptions(service.path, ReadingLimits(wall_s=0.5))).read(
            b"x" * 5_000_000, TEXT
        )


@pytest.mark.parametrize(
    "request_line",
    [b"", b"\n", b"no json\n", b"[1, 2, 3]\n", b"x" * 10_000, b'{"media_type":"text/plain"}\n'],
)
def test_what_is_no_request_gets_no_answer(service: Activated, request_line: bytes) -> None:
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


def test_a_client_that_is_slow_to_listen_gets_all(service: Activated) -> None:
    text = "\n\n".join(["línea de texto " * 1_000] * 150).encode()
    confinement = asdict(Confinement())
    head = Request(TEXT, options(confinement, asdict(Limits())), len(text)).line()
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(service.path))
        client.settimeout(20)
        client.sendall(head + text)
        found = piece = client.recv(len(READING))
        while piece:
            time.sleep(0.002)
            piece = client.recv(50_000)
            found += piece

    assert found.startswith(READING)
    assert b'"code": 0' in found.splitlines()[-1]
    assert len(found) > len(text)


def test_documents_are_read_at_the_same_time(service: Activated) -> None:
    reader = SocketReader(SocketOptions(service.path))
    with ThreadPoolExecutor(4) as pool:
        extracts = pool.map(lambda number: reader.read(f"Text {number}.".encode(), TEXT), range(8))

    assert [texts(each) for each in extracts] == [[f"Text {number}."] for number in range(8)]


def test_who_has_a_file_read_is_told_which_page_is_being_read(reader: DocumentReader) -> None:
    told: list[tuple[int, int]] = []
    data = pdf(*[column([f"Tema {each}."]) for each in range(3)])

    extract = reader.read(data, PDF, lambda page, pages: told.append((page, pages)))

    assert extract.pages == 3
    assert told[0] == (1, 3)
    assert told == sorted(told)


def test_who_no_longer_wants_it_ends_the_reading(reader: DocumentReader) -> None:
    def lost(page: int, pages: int) -> None:
        raise LeaseLostError("a version")

    with pytest.raises(LeaseLostError):
        reader.read(pdf(column(["Tema."])), PDF, lost)
