from psycopg.conninfo import make_conninfo

from silabo.storage.dialects import choose


def test_a_database_host_that_vanishes_holds_nobody_for_long() -> None:
    postgresql = choose("postgresql://db/silabo").database.connect_params
    mariadb = choose("mariadb://db/silabo").database.connect_params

    told = make_conninfo(**{name: postgresql[name] for name in postgresql if "keep" in name})
    assert told == "keepalives_idle=15 keepalives_interval=5 keepalives_count=3"
    assert postgresql["tcp_user_timeout"] <= 60_000
    assert mariadb["read_timeout"] == mariadb["write_timeout"] <= 60
