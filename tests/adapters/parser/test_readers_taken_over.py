"""What comes of readers that a file has taken over, that fail, and that the machine ends."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from ingest.formats import TEXT
from silabo.adapters.confinement import Confinement
from silabo.adapters.parser.child import ChildOptions, ChildReader
from silabo.adapters.parser.exchange import ReadingLimits
from silabo.adapters.parser.unix_socket import SocketOptions, SocketReader
from silabo.domain.errors import RejectedDocumentError, ServiceError
from silabo.domain.ports import DocumentReader
from tests.adapters.parser.activator import Activated, activated, held, taken_over
from tests.ingest.samples import texts

With = Callable[..., DocumentReader]
ANSWER = '{"sections":[[[],"",[["p1","paragraph","x",[],null]]]],"pages":null,"notices":[]}'


def code_of(reader: DocumentReader, data: bytes) -> str:
    with pytest.raises(RejectedDocumentError) as caught:
        reader.read(data, TEXT)
    return caught.value.code


@pytest.fixture(params=["child", "socket"])
def behind(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[With]:
    """Makes a reader over another program than the real one."""
    if request.param == "child":
        yield lambda program, **options: ChildReader(
            ChildOptions(ReadingLimits(**options), program)
        )
        return
    running: list[AbstractContextManager[Activated]] = []

    def over(program: Path, **options: Any) -> DocumentReader:
        running.append(activated(tmp_path, program))
        path = running[-1].__enter__().path
        return SocketReader(SocketOptions(path, ReadingLimits(**options)))

    yield over
    for each in running:
        each.__exit__(None, None, None)


@pytest.fixture
def with_program(behind: With, tmp_path: Path) -> With:
    """Makes a reader whose process runs this source, as one that a file has taken over might."""
    return lambda source, **options: behind(
        taken_over(tmp_path / "program.py", source), **{"wall_s": 20.0, **options}
    )


@pytest.mark.row("attack-31")
def test_a_program_that_hangs_is_ended_with_all_that_it_started_and_the_file_is_not_blamed(
    with_program: With, tmp_path: Path
) -> None:
    pid_file = tmp_path / "pids"
    reader = with_program(
        "import os, time\n"
        "child = os.fork()\n"
        f"open({str(pid_file)!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
        "time.sleep(60)\n",
        wall_s=4.0,
    )

    with pytest.raises(ServiceError, match="not read within 4 s"):
        reader.read(b"x", TEXT)
    pids = [int(line) for line in pid_file.read_text().split()]
    assert len(pids) == 2
    assert all(has_ended(pid) for pid in pids)


@pytest.mark.row("attack-31")
def test_a_file_that_uses_up_its_processor_time_is_too_heavy(with_program: With) -> None:
    limits = Confinement(cpu_s=1)
    reader = with_program(
        "from silabo.adapters.confinement import Confinement, limit\n"
        "limit(Confinement(cpu_s=1))\nwhile True: pass\n",
        confinement=limits,
        wall_s=300.0,
    )

    assert code_of(reader, b"x") == "too_heavy"


@pytest.mark.row("fault-50")
@pytest.mark.parametrize("signal_name", ["SIGKILL", "SIGTERM", "SIGALRM"])
def test_a_reading_that_is_ended_from_outside_is_not_the_files_fault(
    with_program: With, signal_name: str
) -> None:
    source = f"import os, signal; os.kill(os.getpid(), signal.{signal_name})"

    with pytest.raises(ServiceError):
        with_program(source).read(b"x", TEXT)


@pytest.mark.row("fault-50")
def test_waiting_for_a_busy_machine_is_no_fault_of_a_file(with_program: With) -> None:
    reader = with_program(
        f"import time; time.sleep(2.5); print({ANSWER!r})", confinement=Confinement(cpu_s=1)
    )

    assert texts(reader.read(b"x", TEXT)) == ["x"]


@pytest.mark.row("attack-31")
@pytest.mark.parametrize(
    "attempt",
    [
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "subprocess.run(['true'])",
        "socket.socket()",
        "socket.socket(fileno=1)",
        "ctypes.CDLL('libm.so.6')",
        "open('/etc/passwd')",
        "open('/tmp/silabo-confined', 'w')",
        "os.kill(os.getppid(), 9)",
        "if resource.getrlimit(resource.RLIMIT_AS)[0] == 1 << 30: raise ConfinementError",
    ],
)
def test_a_forked_reader_is_behind_both_fences(behind: With, tmp_path: Path, attempt: str) -> None:
    reader = behind(held(tmp_path / "program.py", attempt))

    assert code_of(reader, b"x") == "empty_file"


# A socket beyond its output would be the way to the next file, or to the program that forks.
OTHER_SOCKETS = """
import os, stat
found = []
for number in range(64):
    try:
        found.append(number) if stat.S_ISSOCK(os.fstat(number).st_mode) else None
    except OSError:
        pass
assert found == [1]
"""


@pytest.mark.row("attack-31")
def test_a_forked_reader_holds_its_own_connection_and_no_other(with_program: With) -> None:
    reader = with_program(f"{OTHER_SOCKETS}\nprint({ANSWER!r})")

    assert [texts(reader.read(b"x", TEXT)) for _ in range(2)] == [["x"], ["x"]]


def test_a_file_that_ends_its_reader_takes_no_other_along(with_program: With) -> None:
    reader = with_program(f"import os\nif data == b'bad': os.abort()\nprint({ANSWER!r})")

    assert code_of(reader, b"bad") == "too_heavy"
    assert texts(reader.read(b"good", TEXT)) == ["x"]


def test_a_parser_that_was_ended_is_started_again(tmp_path: Path) -> None:
    program = taken_over(
        tmp_path / "program.py",
        f"import os\nif data == b'bad': os.kill(os.getppid(), 9)\nprint({ANSWER!r})",
    )
    # The parent of its readers' parent is the program: end that, and the next file finds another.
    program.write_text(program.read_text().replace("os.getppid()", "os.getpgid(os.getppid())"))
    reader = ChildReader(ChildOptions(program=program))
    reader.read(b"bad", TEXT)
    again = reader.read(b"good", TEXT)

    assert texts(again) == ["x"]


def test_two_readers_of_a_process_share_a_program_that_ends_with_the_last_of_them(
    tmp_path: Path,
) -> None:
    pids = tmp_path / "pids"
    source = (
        "import os\n"
        f"open({str(pids)!r}, 'a').write(f'{{os.getpgid(os.getppid())}}\\n')\n"
        f"print({ANSWER!r})"
    )
    program = taken_over(tmp_path / "shared.py", source)
    first, second = (ChildReader(ChildOptions(program=program)) for _ in range(2))
    first.read(b"x", TEXT)
    second.read(b"x", TEXT)
    del first
    second.read(b"x", TEXT)
    del second

    (pid,) = set(pids.read_text().split())
    assert has_ended(int(pid))


@pytest.mark.row("attack-31")
def test_a_program_that_never_ends_its_answer_is_too_heavy(with_program: With) -> None:
    reader = with_program("import os\nwhile True: os.write(1, b'x' * 100_000)\n")

    assert code_of(reader, b"x") == "too_heavy"


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
        (f"import os; os.write(1, {ANSWER!r}.encode()[:40]); os.abort()", "too_heavy"),
        (f"import os; os.write(1, {ANSWER!r}.encode()); os._exit(3)", "too_heavy"),
    ],
)
def test_what_a_program_answers_is_never_trusted(
    with_program: With, source: str, code: str
) -> None:
    assert code_of(with_program(source), b"x") == code


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
def test_a_reader_has_no_environment_and_its_own_session(
    with_program: With, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SILABO_SECRET", "x")
    reader = with_program(
        "import json, os\n"
        "found = {k: v for k, v in os.environ.items() if k != 'LC_CTYPE'}\n"
        "own = os.getsid(0) == os.getpid() and os.getcwd() == '/'\n"
        "code = 'no_text' if not found and own else 'broken_file'\n"
        "print(json.dumps({'rejected': code, 'values': {}}))\n"
    )

    assert code_of(reader, b"x") == "no_text"
