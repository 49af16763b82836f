"""Databases as each released state made them: the statements, a line each, by state and kind.

`python -m tests.storage.released STATE URL` writes down what makes an empty database today.
"""

import sys
from pathlib import Path
from typing import Any

from peewee import Database

from silabo.storage import database, upgrade

NOTED = "INSERT INTO schema_migration (name, applied) VALUES ('{}', '2026-11-21 12:00:00')"
FOLDER = Path(__file__).parent
STATES = sorted({path.name.partition(".")[0] for path in FOLDER.glob("*.sql")}, key=int)


def make(state: str, url: str) -> None:
    """Fill an empty database as that state did."""
    database.bind(url)
    with database.connection():
        for statement in (FOLDER / f"{state}.{kind(url)}.sql").read_text("utf-8").splitlines():
            database.database.execute_sql(statement)
    database.close_all()


def kind(url: str) -> str:
    """The kind of database that an address names."""
    return {"mysql": "mariadb"}.get(url.partition(":")[0], url.partition(":")[0])


def write(state: str, url: str) -> None:
    """Upgrade an empty database, and write down the statements."""
    database.bind(url)
    with database.connection():
        said = _listen(database.database.obj)
        names = upgrade.upgrade()
    database.close_all()
    made = [each for each in said if each.startswith(("CREATE", "ALTER", "DROP", "UPDATE"))]
    lines = [*made, *(NOTED.format(name) for name in names)]
    (FOLDER / f"{state}.{kind(url)}.sql").write_text("\n".join(lines) + "\n", "utf-8")


def _listen(chosen: Database) -> list[str]:
    said: list[str] = []
    execute = chosen.execute_sql

    def listen(statement: str, *params: Any, **options: Any) -> Any:
        said.append(statement)
        return execute(statement, *params, **options)

    chosen.execute_sql = listen
    return said


if __name__ == "__main__":
    write(*sys.argv[1:3])
