"""A PostgreSQL over a database that was brought back: beside the live one, for nobody else."""

import contextlib
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deploy.backup.plan import Plan
from deploy.backup.programs import SHOWN, DrillError, run, surroundings

OPENS_S = 3600  # the log of a week may have to be gone through
STOPS_S = 60
SETTINGS = {
    "listen_addresses": "",  # no network: its socket lies in a folder that is ours alone
    "shared_buffers": "64MB",
    "hot_standby": "off",  # nobody connects before all is there
    "archive_mode": "off",
    "ssl": "off",
    "jit": "off",  # it writes code into memory, which the drill's unit forbids
    "logging_collector": "off",
    "max_connections": "20",
}


@contextmanager
def copy_server(
    plan: Plan, data: Path, recovery: Mapping[str, str], environment: Mapping[str, str]
) -> Iterator[str]:
    """The database's address, while the server runs that brings it to its place in the log.

    Raises `DrillError` when it does not get there.
    """
    sockets = plan.folder / "sockets"
    sockets.mkdir(mode=0o700)
    rules = plan.folder / "pg_hba.conf"
    rules.write_text("local all all trust\n", encoding="utf-8")
    (plan.folder / "postgresql.conf").touch()
    settings = {
        **SETTINGS,
        **recovery,
        "config_file": str(plan.folder / "postgresql.conf"),
        "hba_file": str(rules),
        "unix_socket_directories": str(sockets),
        "port": str(plan.port),
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    log = plan.folder / "postgresql.log"
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603 - PostgreSQL of the plan, no shell
            [plan.postgresql / "postgres", "-D", data, *options],
            env=surroundings(environment),
            cwd=plan.folder,
            stdout=output,
            stderr=output,
        )
    try:
        _await(plan, server, log)
        yield f"postgresql://postgres@/{plan.database}?host={sockets}&port={plan.port}"
    finally:
        _stop(server)


def _await(plan: Plan, server: "subprocess.Popen[bytes]", log: Path) -> None:
    command = [str(plan.postgresql / "psql"), "-XAtq", *_address(plan), "-d", plan.database]
    deadline = time.monotonic() + OPENS_S
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(DrillError):
            if run([*command, "-c", "SELECT pg_is_in_recovery()"]).strip() == "f":
                return
        time.sleep(0.3)
    said = log.read_text(encoding="utf-8", errors="replace").strip()[-SHOWN:]
    raise DrillError(f"the database does not come back: {said}")


def _stop(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    try:
        server.wait(STOPS_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def examine_pages(plan: Plan) -> None:
    """Go through every page of every table and index. Raises `DrillError` at a damaged one."""
    run([plan.postgresql / "pg_amcheck", *_address(plan), "--install-missing", plan.database])


def _address(plan: Plan) -> list[str]:
    return ["-h", str(plan.folder / "sockets"), "-p", str(plan.port), "-U", "postgres"]
