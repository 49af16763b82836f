"""Files that were made to do harm, read as an instructor's are: by the process with its limits."""

import socket
from collections.abc import Iterator

import pytest

from ingest.formats import CONTAINER_TYPES
from silabo.adapters.confinement import Confinement
from silabo.adapters.parser.child import ChildOptions, ChildReader
from silabo.adapters.parser.exchange import ReadingLimits
from silabo.domain.errors import RejectedDocumentError
from tests.adapters.parser.hostile import archives, office, pages, plain, word
from tests.adapters.parser.hostile.tricks import FILES, READ, SAID, Hostile
from tests.ingest.samples import texts

FAMILIES = (archives, office, pages, plain, word)  # each adds its own to the list

# A gigabyte is the child's own limit; half a minute is a quarter of what it may take otherwise.
LIMITS = ReadingLimits(confinement=Confinement(cpu_s=30))


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[socket.socket]:
    """A machine from which a file may want something."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.mark.row("attack-27")
@pytest.mark.row("attack-30")
@pytest.mark.parametrize("trick", FILES)
def test_a_harmful_file_is_read_or_refused_in_its_limits_and_fetches_nothing(
    trick: str, elsewhere: socket.socket
) -> None:
    file = FILES[trick]
    data = file.make(f"http://127.0.0.1:{elsewhere.getsockname()[1]}/x")
    code, said = outcome(file, data)

    assert code == file.refused
    assert code or SAID in said
    with pytest.raises(BlockingIOError):
        elsewhere.accept()


def outcome(file: Hostile, data: bytes) -> tuple[str, str]:
    """The code of the refusal, and what is read otherwise."""
    reader = ChildReader(ChildOptions(LIMITS))
    try:
        if file.media_type in CONTAINER_TYPES:
            members = reader.unpack(data, file.media_type).members
            return READ, "\n".join(each.data.decode() for each in members)
        return READ, "\n".join(texts(reader.read(data, file.media_type)))
    except RejectedDocumentError as refused:
        return refused.code, ""
