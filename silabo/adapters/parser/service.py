"""The program that reads untrusted files: it has imported what that needs, and forks for each.

It takes connections from descriptor 0. On a server that is the listening socket:

    silabo-parser.socket     ListenStream=/run/silabo-parser.sock  Accept=no
    silabo-parser.service    StandardInput=socket  StandardError=journal
        ExecStart=/opt/silabo/current/.venv/bin/python -I -B .../silabo/adapters/parser/service.py

Elsewhere it is a pair's end over which a worker hands connections (child.py).

Three processes, each with one thread. This one forks, and looks at nothing that comes. The one that
it forks for a connection takes the request, forks the reader, waits for it, and says how it ended.
The reader (`confined_reading.confined`) has the connection for its output and nothing else: the
kernel's limits and the audit hook are its own, for good, and it is a process group that is ended as
a whole. Importing once takes the 0.1 s from each file that a fresh Python needs.

What the unit has to give it, and nothing more:

- to read: the release's folder with its virtual environment, and the system's Python. It finds the
  project by its own path. It writes no file and needs no home, folder or temporary folder of its
  own; any user will do (DynamicUser=yes). It hides its memory from processes of the same user.
- the socket on descriptor 0. No network (PrivateNetwork=yes), no credential, no environment.
- room: 1 GiB of address space for a reader, 64 open files. Limits of the unit may be wider, not
  narrower: LimitAS=, LimitNOFILE= and LimitCPU= below these make every request fail. A reader sets
  its own limits (`Confinement`) with RLIMIT_NPROC 0, so it has no threads and starts nothing.
- tasks: two for each file that is read at a time, and one (TasksMax=); one more connection is
  hung up, which its client takes for our failure and tries again later.
- memory: OOMPolicy=continue, so that a reader that is ended for the others' sake takes none along.
- time: no limit. It ends by itself when nobody has asked for a while, and the socket starts it
  again. A client that goes away ends its reader at once.
- who may connect: the group of the workers alone (SocketMode=0660, SocketGroup=).
- memory that is never written and executed: MemoryDenyWriteExecute=yes hinders no format.

A file comes as its bytes, not as an open descriptor: a process that a hostile file may take over
then holds its socket and nothing else, the worker needs neither a file nor memfd_create, and 50 MB
take a few hundredths of a second. The price is a client that sends and listens at once.

What is said on a connection is in protocol.py.
"""

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, ParamSpec

# `-I` leaves the project out of the path; it comes last, so that it hides no other module.
sys.path.append(str(Path(__file__).resolve().parents[3]))

from silabo.adapters.confinement import conceal
from silabo.adapters.parser.confined_reading import confined, load_all, tell
from silabo.adapters.parser.protocol import MOST_HEAD, READING, Ending, Request

OURS = 3  # exit code: the failure is not the file's
_WAIT_S = 40  # for a request, and for a client to take the ending
_IDLE_S = 600  # without a connection, where the socket starts the program again
P = ParamSpec("P")


def main(source: socket.socket) -> None:
    """Fork for each connection, until the source hangs up or nobody has asked for long."""
    conceal()
    load_all()
    gc.freeze()  # what is shared with every fork stays shared
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps
    take = _accepted if source.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) else _handed
    while (connection := take(source)) is not None:
        with connection, contextlib.suppress(OSError):  # no room for one more: hang up
            if os.fork() == 0:
                source.close()
                _leave(_serve, connection)


def _accepted(listening: socket.socket) -> socket.socket | None:
    """The next connection of a listening socket; None when nobody asks and nothing is read."""
    while not select.select([listening], [], [], _IDLE_S)[0]:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
            continue  # somebody's file is still being read
        return None
    return listening.accept()[0]


def _handed(control: socket.socket) -> socket.socket | None:
    """The next connection that is handed over; None when its owner has gone."""
    told, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    return socket.socket(fileno=descriptors[0]) if told and descriptors else None


def _leave(work: Callable[P, int], *args: P.args, **kwargs: P.kwargs) -> NoReturn:
    """Do this process's work and end it, without what the program that forked it would tidy up."""
    code = OURS
    try:
        code = work(*args, **kwargs)
    except Exception as failure:  # noqa: BLE001 - an import or a request: nothing of the file's
        tell(failure)
    finally:
        os._exit(code)


def _serve(connection: socket.socket) -> int:
    """Answer one request. Raises when it is none, or the file does not come whole."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.alarm(_WAIT_S)
    with connection.makefile("rb") as stream:
        request = Request(**json.loads(stream.readline(MOST_HEAD)))
        data = stream.read(request.size)
    if len(data) != request.size:
        raise EOFError
    signal.alarm(0)
    alive, theirs = os.pipe()
    reader = os.fork()
    if reader == 0:
        os.close(alive)
        _leave(_read, connection, request, data)
    os.close(theirs)
    # Its end of the pipe closes with it, and a client that goes away makes the connection readable.
    select.select(
        [alive, connection.fileno()], [], [], json.loads(request.told)["confinement"]["alarm_s"]
    )
    ended = _ended(reader)
    signal.alarm(_WAIT_S)
    connection.sendall(ended.line())
    return 0


def _read(connection: socket.socket, request: Request, data: bytes) -> int:
    """Be the reader: this process is the file's from here on."""
    os.setsid()
    os.dup2(connection.fileno(), 1)
    connection.close()
    read = confined(request.media_type, request.told)
    sys.stdout.buffer.write(READING)
    sys.stdout.buffer.flush()
    sys.stdout.buffer.write(read(data))
    sys.stdout.buffer.flush()
    return 0


def _ended(reader: int) -> Ending:
    """End a reader and all that it may have started, and say how it ended.

    One that has closed its pipe is ending by itself, and the signal no longer changes its exit
    code. It is not reaped yet, so its id cannot belong to anyone else.
    """
    for end in (os.killpg, os.kill):  # it may not have its group yet
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(reader, signal.SIGKILL)
    _, status, used = os.wait4(reader, 0)
    return Ending(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime)


def descriptor_0() -> socket.socket:
    """The socket that the program was started with; its place is taken by nothing to read."""
    given = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return given


if __name__ == "__main__":
    main(descriptor_0())
