"""What somebody outside, or something that was taken over inside, may try on the whole server."""

import pickle
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.deploy.people import LMS, NAME, Browser, Person, secrets_on
from tests.deploy.playbook import SECRETS, Played, Site

pytestmark = pytest.mark.deploy

OPEN = {22, 80, 443}
INNER = {7946, 7947, 8080, 8300, 8301, 11434, 50051}
USUAL = {25, 53, 5432, 6379, 7946, 7947, 8000, 8080, 8300, 8301, 9191, 11434, 50051}


@contextmanager
def listening(site: Site) -> Iterator[int]:
    """A port on our end of the line, that takes what anybody sends."""
    with socket.create_server((site.machine.network.ours, 0)) as server:
        yield int(server.getsockname()[1])


def connects(address: str, port: int) -> bool:
    """Whether a connection is taken."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((address, port)) == 0


@pytest.mark.row("attack-41")
@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1:8080/v1/meta",
        "http://127.0.0.1:11434/api/tags",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]:8080/v1/meta",
        f"https://{NAME}:8080/v1/meta",
    ],
)
def test_a_registration_does_not_make_the_server_ask_itself(
    address: str, converged: Played, site: Site
) -> None:
    said = site.machine.ssh('silabo lti invite --name "Uni Moodle"').stdout
    invite = re.search(r"invite=(\S+)", said)
    assert invite is not None, said

    refused = Browser(site).get(
        "/lti/register", params={"openid_configuration": address, "invite": invite[1]}
    )

    assert refused.status_code == 403
    assert "address_refused" in refused.text


@pytest.mark.row("attack-46")
@pytest.mark.parametrize("user", ["silabo", "weaviate", "ollama", "www-data"])
def test_nothing_leaves_for_an_address_that_nobody_named(
    user: str, converged: Played, site: Site
) -> None:
    with listening(site) as port:
        probe = f"exec 3<>/dev/tcp/{site.machine.network.ours}/{port}"
        by_root = site.machine.ssh(f'timeout 5 bash -c "{probe}"', check=False)
        by_user = site.machine.ssh(f'runuser -u {user} -- timeout 5 bash -c "{probe}"', check=False)

    assert by_root.returncode == 0
    assert by_user.returncode == 1


@pytest.mark.row("attack-46")
def test_the_learning_platform_alone_is_reached(converged: Played, site: Site) -> None:
    reach = f"timeout 5 bash -c 'exec 3<>/dev/tcp/{LMS}/443'"
    by_silabo = site.machine.ssh(f"runuser -u silabo -- {reach}", check=False)
    by_weaviate = site.machine.ssh(f"runuser -u weaviate -- {reach}", check=False)

    assert (by_silabo.returncode, by_weaviate.returncode) == (0, 1)


def test_a_learning_platform_that_moves_is_found_again(converged: Played, site: Site) -> None:
    reach = f"runuser -u silabo -- timeout 5 bash -c 'exec 3<>/dev/tcp/{LMS}/443'"
    site.machine.ssh("nft flush set inet silabo platforms4")
    moved = site.machine.ssh(reach, check=False)
    site.machine.ssh(f"echo '203.0.113.7 {LMS}' >> /etc/hosts; systemctl start silabo-platforms")
    found = site.machine.ssh(reach, check=False)
    site.machine.ssh("sed -i '/203.0.113.7/d' /etc/hosts; systemctl start silabo-platforms")
    known = site.machine.ssh("nft list set inet silabo platforms4").stdout

    assert (moved.returncode, found.returncode) == (1, 0)
    assert "203.0.113.7" in known  # for a day
    assert site.machine.network.ours in known


@pytest.mark.row("attack-47")
def test_no_secret_is_in_the_plays_output_or_a_process_list(converged: Played, site: Site) -> None:
    assert secrets_on(site.machine, converged.output) == []
    watched = (site.machine.root / "srv/process-list").read_text(errors="replace")
    assert "gunicorn" in watched
    assert secrets_on(site.machine, watched) == []


@pytest.mark.row("attack-47")
def test_no_secret_is_in_units_logs_or_files_that_others_read(
    converged: Played, site: Site
) -> None:
    shown = site.machine.ssh(
        "systemctl show '*' --no-pager; systemctl cat 'silabo*' weaviate ollama; silabo settings;"
        " journalctl --no-pager",
        timeout_s=300,
    ).stdout
    words = "\n".join(value for value in SECRETS.values() if value)
    found = site.machine.ssh(
        "cat > /tmp/words; chmod 644 /tmp/words; runuser -u nobody -- grep -rlFf /tmp/words"
        " /etc /opt /var /run /usr/local 2>/dev/null; rm /tmp/words",
        text=words,
        check=False,
        timeout_s=300,
    ).stdout

    assert "LoadCredential" in shown
    assert secrets_on(site.machine, shown) == []
    assert found == ""


@pytest.mark.row("attack-48")
def test_only_ssh_and_the_web_are_open_from_outside(converged: Played, site: Site) -> None:
    listened = site.machine.ssh("ss -Hltn").stdout
    ports = {int(each.split()[3].rpartition(":")[2]) for each in listened.splitlines()}
    reached = {port for port in sorted(ports | USUAL) if connects(site.machine.address, port)}

    assert ports > {5432, 6379, 8080, 50051, 11434}
    assert reached == OPEN


@pytest.mark.row("attack-48")
@pytest.mark.parametrize("user", ["www-data", "postgres", "nobody"])
def test_who_has_nothing_to_do_with_the_models_or_the_index_does_not_reach_them(
    user: str, converged: Played, site: Site
) -> None:
    listened = site.machine.ssh("ss -Hltn").stdout
    ports = INNER & {int(each.split()[3].rpartition(":")[2]) for each in listened.splitlines()}

    def reached(by: str) -> set[int]:
        probe = f"runuser -u {by} -- timeout 5 bash -c 'exec 3<>/dev/tcp/127.0.0.1/{{}}'"
        tried = {port: site.machine.ssh(probe.format(port), check=False) for port in ports}
        return {port for port, done in tried.items() if done.returncode == 0}

    assert ports >= {8080, 11434, 50051}
    assert reached("silabo") >= {8080, 11434, 50051}
    assert reached(user) == set()


@pytest.mark.row("attack-49")
def test_a_message_that_nobody_of_ours_sent_harms_nothing(student: Person, site: Site) -> None:
    evil = pickle.dumps({"queue_name": "answers"})
    site.machine.ssh(
        "export REDISCLI_AUTH=$(sed 's/.*:\\(.*\\)@.*/\\1/' /etc/silabo/secrets/redis_url);"
        " redis-cli -x hset dramatiq:answers.msgs evil >/dev/null;"
        " redis-cli rpush dramatiq:answers evil other >/dev/null",
        text=evil.decode("latin-1"),
    )
    before = site.machine.ssh("systemctl show silabo-answers -P MainPID").stdout
    found = student.answer(student.ask().json()["id"])

    assert found["state"] == "answered"
    assert site.machine.ssh("systemctl show silabo-answers -P MainPID").stdout == before
