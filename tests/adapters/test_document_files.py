"""The contract of the port DocumentFiles, over every implementation."""

import hashlib
import io
import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from silabo.adapters.document_files import FolderFiles
from silabo.domain.errors import ServiceError, UploadError
from silabo.domain.ports import DocumentFiles
from tests.parallel import at_once

LIMIT = 5_000_000
_IMPLEMENTATIONS: dict[str, Callable[[Path], DocumentFiles]] = {
    "folder": lambda tmp_path: FolderFiles(tmp_path / "files"),
}


@pytest.fixture(params=sorted(_IMPLEMENTATIONS))
def files(request: pytest.FixtureRequest, tmp_path: Path) -> DocumentFiles:
    return _IMPLEMENTATIONS[request.param](tmp_path)


@pytest.fixture
def version() -> str:
    return str(uuid4())


class BrokenStream(io.RawIOBase):
    """A browser that goes away in the middle of an upload."""

    def __init__(self) -> None:
        self.pieces = [b"half"]

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self.pieces:
            return self.pieces.pop()
        raise ConnectionResetError("the browser went away")


def left(tmp_path: Path) -> list[str]:
    return [path.name for path in tmp_path.rglob("*") if path.is_file()]


def names(files: DocumentFiles) -> list[str]:
    return sorted(name for name, _ in files.stored())


@pytest.mark.parametrize("data", [b"", b"# Reglas", os.urandom(3_500_000)], ids=len)
def test_a_file_comes_back_as_it_was(files: DocumentFiles, version: str, data: bytes) -> None:
    stored = files.save(version, io.BytesIO(data), limit=LIMIT)

    assert files.load(version) == data
    assert stored.size == len(data)
    assert stored.sha256 == hashlib.sha256(data).hexdigest()


def test_a_file_of_exactly_the_limit_is_kept(files: DocumentFiles, version: str) -> None:
    assert files.save(version, io.BytesIO(b"x" * 1000), limit=1000).size == 1000


def test_a_file_beyond_the_limit_leaves_nothing(
    files: DocumentFiles, version: str, tmp_path: Path
) -> None:
    with pytest.raises(UploadError) as refused:
        files.save(version, io.BytesIO(b"x" * 2_000_001), limit=2_000_000)

    assert (refused.value.code, refused.value.values) == ("file_too_large", {"limit_mb": 2})
    assert left(tmp_path) == []
    assert files.stored() == []


def test_an_upload_that_breaks_off_leaves_nothing(
    files: DocumentFiles, version: str, tmp_path: Path
) -> None:
    with pytest.raises(ServiceError):
        files.save(version, BrokenStream(), limit=LIMIT)

    assert left(tmp_path) == []


def test_the_last_of_two_saves_counts(files: DocumentFiles, version: str) -> None:
    files.save(version, io.BytesIO(b"first"), limit=LIMIT)
    files.save(version, io.BytesIO(b"second"), limit=LIMIT)

    assert files.load(version) == b"second"
    assert names(files) == [version]


def test_of_saves_at_once_one_is_there_whole(files: DocumentFiles, version: str) -> None:
    contents = [bytes([65 + number]) * 300_000 for number in range(8)]
    at_once(8, lambda number: files.save(version, io.BytesIO(contents[number]), limit=LIMIT))

    assert files.load(version) in contents
    assert names(files) == [version]


def test_eight_files_saved_at_once_are_all_there(files: DocumentFiles) -> None:
    versions = [str(uuid4()) for _ in range(8)]
    at_once(8, lambda n: files.save(versions[n], io.BytesIO(versions[n].encode()), limit=LIMIT))

    assert names(files) == sorted(versions)
    assert [files.load(each) for each in versions] == [each.encode() for each in versions]


def test_a_deleted_file_is_gone_and_deleting_again_is_no_error(
    files: DocumentFiles, version: str
) -> None:
    files.save(version, io.BytesIO(b"x"), limit=LIMIT)
    files.delete(version)
    files.delete(version)

    assert files.stored() == []
    with pytest.raises(ServiceError):
        files.load(version)


def test_every_kept_file_is_listed_with_its_time(files: DocumentFiles, version: str) -> None:
    before = datetime.now(UTC)
    files.save(version, io.BytesIO(b"x"), limit=LIMIT)
    ((name, written),) = files.stored()

    assert name == version
    assert abs(written - before) < timedelta(seconds=10)


def test_an_empty_store_lists_nothing(files: DocumentFiles) -> None:
    assert files.stored() == []


def test_the_list_can_be_read_while_files_come_and_go(files: DocumentFiles, version: str) -> None:
    files.save(version, io.BytesIO(b"x"), limit=LIMIT)
    ended = threading.Event()

    def come_and_go() -> None:
        while not ended.is_set():
            passing = str(uuid4())
            files.save(passing, io.BytesIO(b"x"), limit=LIMIT)
            files.delete(passing)

    thread = threading.Thread(target=come_and_go)
    thread.start()
    try:
        end = time.monotonic() + 0.7
        lists = []
        while time.monotonic() < end:
            lists.append(files.stored())
    finally:
        ended.set()
        thread.join()

    assert all(version in dict(each) for each in lists)


def test_a_folder_stays_small(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    files.save("8d0a36ee", io.BytesIO(b"x"), limit=LIMIT)

    assert (tmp_path / "8d" / "8d0a36ee").read_bytes() == b"x"


def test_what_a_killed_process_left_is_listed_and_can_be_deleted(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    files.save("8d0a36ee", io.BytesIO(b"x"), limit=LIMIT)
    (tmp_path / "8d" / "8d0a36ee.abc.partial").write_bytes(b"half")
    (tmp_path / "8d" / "folder").mkdir()
    listed = names(files)
    files.delete("8d0a36ee.abc.partial")

    assert listed == ["8d0a36ee", "8d0a36ee.abc.partial"]
    assert names(files) == ["8d0a36ee"]


def test_a_folder_that_cannot_be_used_is_a_service_that_fails(tmp_path: Path) -> None:
    (tmp_path / "files").write_bytes(b"a file in the place of the folder")
    files = FolderFiles(tmp_path / "files")

    with pytest.raises(ServiceError):
        files.save("8d0a36ee", io.BytesIO(b"x"), limit=LIMIT)
    with pytest.raises(ServiceError):
        files.delete("8d0a36ee")


def test_choosing_a_folder_makes_nothing(tmp_path: Path) -> None:
    FolderFiles(tmp_path / "files")

    assert list(tmp_path.iterdir()) == []
