"""Archives of documents, and copies of courses."""

import gzip
import io
import struct
import tarfile
import zipfile

from ingest.formats import BACKUP, ZIP
from tests.adapters.parser.hostile.tricks import SAID, hostile
from tests.ingest.archives import zipped

DIRECTORY, END = b"PK\x01\x02", b"PK\x05\x06"


@hostile("a member that the directory names 200 times", ZIP, "archive_too_big")
def overlapping(_: str) -> bytes:
    whole = zipped({"a000.txt": b"x" * 40_000_000})
    at, end = whole.rindex(DIRECTORY), whole.rindex(END)
    entries = b"".join(whole[at:end].replace(b"a000", f"a{n:03}".encode()) for n in range(200))
    tail = bytearray(whole[end:])
    tail[8:16] = struct.pack("<HHI", 200, 200, len(entries))
    return whole[:at] + entries + bytes(tail)


@hostile("a member that is larger than it says", ZIP, "broken_file")
def understated(_: str) -> bytes:
    whole = bytearray(zipped({"a.txt": b"\0" * 40_000_000}))
    at = whole.rindex(DIRECTORY)
    whole[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(whole)


@hostile("names that lead out of it", ZIP)
def outwards(_: str) -> bytes:
    return zipped({"../../../../x.txt": SAID, "/etc/x.txt": SAID, "C:\\x.txt": SAID})


@hostile("archives in archives", ZIP, "no_documents")
def nested(_: str) -> bytes:
    inner = zipped({"a.txt": SAID})
    for _time in range(30):
        inner = zipped({"a.zip": inner})
    return inner


@hostile("a link to a file of the machine", ZIP)
def linked(_: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("passwd.txt")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("a.txt", SAID)
    return stream.getvalue()


@hostile("a file of the tape that says to be of eight gigabytes", BACKUP, "archive_too_big")
def overstated(_: str) -> bytes:
    entry = tarfile.TarInfo("moodle_backup.xml")
    entry.size = 1 << 33
    return gzip.compress(entry.tobuf(tarfile.GNU_FORMAT) + b"\0" * 10_240)


@hostile("a tape of zeros without an end", BACKUP, "archive_too_big")
def endless(_: str) -> bytes:
    entry = tarfile.TarInfo("a")
    entry.size = 40_000_000
    one = entry.tobuf(tarfile.GNU_FORMAT) + b"\0" * (entry.size + -entry.size % 512)
    return gzip.compress(one * 8)
