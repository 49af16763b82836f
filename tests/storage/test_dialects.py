import pytest
from peewee import OperationalError
from psycopg.conninfo import make_conninfo
from pymysql.err import OperationalError as MariaDbError

from silabo.storage.database import transaction
from silabo.storage.dialects import choose


def test_a_database_host_that_vanishes_holds_nobody_for_long() -> None:
    postgresql = choose("postgresql://db/silabo").database.connect_params
    mariadb = choose("mariadb://db/silabo").database.connect_params

    told = make_conninfo(**{name: postgresql[name] for name in postgresql if "keep" in name})
    assert told == "keepalives_idle=15 keepalives_interval=5 keepalives_count=3"
    assert postgresql["tcp_user_timeout"] <= 60_000
    assert mariadb["read_timeout"] == mariadb["write_timeout"] <= 60


@pytest.mark.parametrize(("number", "state"), [(1205, "HY000"), (1213, "40001")])
def test_what_was_lost_to_another_in_mariadb_is_tried_again(
    db: str, number: int, state: str
) -> None:
    tries: list[int] = []

    @transaction
    def write() -> None:
        tries.append(number)
        if len(tries) == 1:
            raise OperationalError from MariaDbError(number, "try again", sqlstate=state)

    write()

    assert len(tries) == 2
