"""A MariaDB of this run."""

from pathlib import Path

import pymysql

from tests.ports import free_port
from tests.services.running import Process, listens, owned, program, run

USER = "mysql"  # Debian's; MariaDB refuses to run as root


class MariaDb:
    """One server with one database after the other."""

    def __init__(self, folder: Path) -> None:
        """Make its folder and start it."""
        with owned(folder, USER):
            data = folder / "data"
            install = program("mariadb-install-db", "/usr/bin")
            run(
                [
                    install,
                    f"--datadir={data}",
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                ],
                user=USER,
            )
            self.port = free_port()
            command = [
                program("mariadbd", "/usr/sbin"),
                "--no-defaults",
                f"--datadir={data}",
                "--bind-address=127.0.0.1",
                f"--port={self.port}",
                f"--socket={folder / 'socket'}",
                f"--pid-file={folder / 'pid'}",
                "--innodb-flush-log-at-trx-commit=1",
                "--skip-log-bin",
            ]
            self.process = Process(command, folder, user=USER)
        self.await_ready()

    def await_ready(self) -> None:
        """Wait until it answers."""
        self.process.until(self._answers)

    def new_database(self, name: str) -> str:
        """An empty database, and its URL."""
        connection = pymysql.connect(host="127.0.0.1", port=self.port, user="root", autocommit=True)
        with connection, connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS `{name}`")
            cursor.execute(f"CREATE DATABASE `{name}`")
        return f"mysql://root@127.0.0.1:{self.port}/{name}"

    def _answers(self) -> bool:
        if not listens(self.port):
            return False
        try:
            with pymysql.connect(host="127.0.0.1", port=self.port, user="root"):
                return True
        except pymysql.OperationalError:
            return False
