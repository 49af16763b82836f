import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Each line of ATTEMPTS is tried after `confine`; the program prints what became of it.
PROGRAM = """
import sys
sys.path.append({root!r})
import ctypes, importlib, json, os, signal, socket, subprocess, threading
from silabo.adapters.confinement import Confinement, confine
confine(Confinement())
try:
    {attempt}
except BaseException as error:
    print(type(error).__name__)
else:
    print("done")
"""


def tried(attempt: str, first: str = "import ctypes") -> str:
    """What became of an attempt: an exception's name, "done", or the signal that ended it."""
    program = PROGRAM.format(root=str(ROOT), attempt=attempt)
    program = program.replace("import ctypes", first, 1)
    ended = subprocess.run(
        [sys.executable, "-I", "-B", "-c", program],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    if ended.returncode < 0:
        return f"signal {-ended.returncode}"
    return ended.stdout.strip()


@pytest.mark.row("attack-31")
@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('localhost', 80)",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.system('true')",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "subprocess.run(['true'])",
        "ctypes.CDLL('libm.so.6')",
        "open('/tmp/silabo-confined', 'w')",
        "open('/dev/null', 'r+')",
        "os.open('/tmp/silabo-confined', os.O_CREAT)",
        "open(json.__file__, 'a')",
        "os.open(json.__file__, os.O_RDWR)",
        "os.remove('/tmp/silabo-confined')",
        "os.mkdir('/tmp/silabo-confined')",
        "os.kill(os.getppid(), 0)",
        "open('/etc/passwd')",
        "open(sys.path[0] + '/../../../etc/passwd')",
    ],
)
def test_a_confined_process_reaches_nothing_outside(attempt: str) -> None:
    assert tried(attempt) == "ConfinementError"


@pytest.mark.row("attack-31")
def test_a_link_that_lies_among_the_modules_opens_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules/own.txt").write_text("own")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "modules/link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "modules/folder").symlink_to(tmp_path)
    folder = f"sys.path.append({str(tmp_path / 'modules')!r})\nimport ctypes"
    ended = {
        name: tried(f"open({str(tmp_path / 'modules' / name)!r})", first=folder)
        for name in ("own.txt", "link.txt", "folder/secret.txt", "../secret.txt")
    }

    assert ended.pop("own.txt") == "done"
    assert set(ended.values()) == {"ConfinementError"}


@pytest.mark.parametrize(
    "attempt",
    ["importlib.import_module('colorsys')", "json.loads('{}')", "bytes(10_000_000)"],
)
def test_a_confined_process_can_still_compute_and_import(attempt: str) -> None:
    assert tried(attempt) == "done"


@pytest.mark.row("attack-31")
def test_memory_and_open_files_have_an_end() -> None:
    assert tried("bytes(2 << 30)") == "MemoryError"
    assert tried("[os.dup(0) for _ in range(100)]") == "OSError"


def test_a_file_that_is_open_already_cannot_grow(tmp_path: Path) -> None:
    program = PROGRAM.format(root=str(ROOT), attempt="os.write(7, b'x')").replace(
        "confine(Confinement())",
        f"os.dup2(os.open({str(tmp_path / 'x')!r}, 66), 7); confine(Confinement())",
    )
    ended = subprocess.run([sys.executable, "-I", "-c", program], check=False, timeout=50)

    assert ended.returncode < 0
    assert (tmp_path / "x").read_bytes() == b""


@pytest.mark.parametrize(
    ("attempt", "limits"),
    [("while True: pass", "cpu_s=1"), ("signal.pause()", "alarm_s=1")],
)
def test_processor_time_and_waiting_have_an_end(attempt: str, limits: str) -> None:
    program = PROGRAM.format(root=str(ROOT), attempt=attempt).replace(
        "Confinement()", f"Confinement({limits})"
    )
    ended = subprocess.run([sys.executable, "-I", "-c", program], check=False, timeout=50)

    assert ended.returncode < 0


@pytest.mark.row("meaning-3")
@pytest.mark.parametrize(
    "attempt",
    ["open('/etc/hostname')", "socket.socket()", "os.pipe()", "subprocess.run(['true'])"],
)
def test_who_may_open_nothing_gets_no_file_and_no_connection_from_the_kernel_itself(
    attempt: str,
) -> None:
    program = (
        f"import sys; sys.path.append({str(ROOT)!r})\n"
        "import errno, os, socket, subprocess\n"
        "from silabo.adapters.confinement import Confinement, limit\n"
        "limit(Confinement(open_files=0))\n"
        f"try: {attempt}\n"
        "except OSError as error: print(errno.errorcode[error.errno])\n"
    )
    ended = subprocess.run(
        [sys.executable, "-I", "-B", "-c", program],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )

    assert ended.stdout.strip() == "EMFILE"
