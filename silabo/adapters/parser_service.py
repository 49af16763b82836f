"""The program of one connection to the parser: a request on stdin, an answer on stdout, the end.

systemd starts it for each connection, with the accepted socket as stdin and stdout:

    silabo-parser.socket     ListenStream=/run/silabo-parser/socket  Accept=yes
    silabo-parser@.service   StandardInput=socket  StandardOutput=socket  StandardError=journal
        ExecStart=/opt/silabo/current/.venv/bin/python -I -B .../silabo/adapters/parser_service.py

What the unit has to give it, and nothing more:

- to read: the release's folder with its virtual environment, and the system's Python. It finds the
  project by its own path. It writes no file and needs no home, folder or temporary folder of its
  own; any user will do (DynamicUser=yes).
- the socket on descriptors 0 and 1. No network (PrivateNetwork=yes), no credential, no environment.
- room: 1 GiB of address space for Python, 64 open files. Limits of the unit may be wider, not
  narrower: LimitAS=, LimitNOFILE= and LimitCPU= below these make every request fail. The program
  sets its own limits (`Confinement`) with RLIMIT_NPROC 0, so it has no threads and starts nothing.
- time: RuntimeMaxSec=60 is more than it ever takes. A client that goes away ends it at once.
- who may connect: the group of the workers alone (SocketMode=0660, SocketGroup=). MaxConnections=
  at least the number of documents that all workers read at a time; one more is told to try later.
- memory that is never written and executed: MemoryDenyWriteExecute=yes hinders no format.

A file comes as its bytes, not as an open descriptor: a process that a hostile file may take over
then holds its socket and nothing else, the worker needs neither a file nor memfd_create, and 50 MB
take a few hundredths of a second. The price is a client that sends and listens at once.

What is said on the socket is in parser_protocol.py.
"""

import fcntl
import json
import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO

# `-I` leaves the project out of the path; it comes last, so that it hides no other module.
sys.path.append(str(Path(__file__).resolve().parents[2]))

from silabo.adapters.confined_reading import confined, tell
from silabo.adapters.parser_protocol import MOST_HEAD, READING, Request

_WAIT_S = 40  # for a request; then its own options count


def main(source: BinaryIO, target: BinaryIO) -> None:
    """Answer one request. Raises when it is none, or the file does not come whole."""
    signal.alarm(_WAIT_S)
    request = Request(**json.loads(source.readline(MOST_HEAD)))
    read = confined(request.media_type, request.told)
    data = source.read(request.size)
    if len(data) != request.size:
        raise EOFError
    target.write(READING)
    target.flush()
    _end_with(source.fileno(), watched=True)
    answer = read(data)
    _end_with(source.fileno(), watched=False)
    target.write(answer + b"\n")
    target.flush()


def _end_with(connection: int, *, watched: bool) -> None:
    """End this process as soon as the client hangs up, or no longer do so.

    The kernel then sends SIGIO, which ends a process that has no handler for it. Nothing else
    causes it meanwhile: the client sends nothing more, and its reading of what we wrote does not
    count before our answer, which is why it is off by then.
    """
    fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(connection, fcntl.F_GETFL)
    flags = flags | os.O_ASYNC if watched else flags & ~os.O_ASYNC
    fcntl.fcntl(connection, fcntl.F_SETFL, flags)


if __name__ == "__main__":
    try:
        main(sys.stdin.buffer, sys.stdout.buffer)
    except Exception as failure:  # noqa: BLE001 - an import or a request: nothing of the file's
        tell(failure)
        sys.exit(1)
