"""What somebody outside, or something that was taken over inside, may try on the whole server."""

import pickle
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.deploy.people import LMS, NAME, Browser, House, Person, secrets_on
from tests.deploy.playbook import SECRETS, Played, Site

pytestmark = pytest.mark.deploy

OPEN = {22, 80, 443}
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
    said = site.machine.ssh("silabo lti invite --name Stranger").stdout
    invite = re.search(r"invite=(\S+)", said)
    assert invite is not None, said

    refused = Browser(site).get(
        "/lti/register", params={"openid_configuration": address, "invite": invite[1]}
    )

    assert refused.status_code == 403
    assert "address_refused" in refused.text


@pytest.mark.row("attack-46")
@pytest.mark.parametrize("user", ["silabo", "weaviate", "ollama"])
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


@pytest.mark.row("attack-50")
def test_what_a_client_says_of_itself_is_not_believed(student: Person, site: Site) -> None:
    claims = {
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "http",
        "X-Forwarded-For": "192.0.2.66",
        "Forwarded": "host=evil.example;proto=http",
        "X-Forwarded-Prefix": "/evil",
    }
    pages = [Browser(site).get(path, headers=claims) for path in ("/", "/lti/manual", "/api/docs/")]
    missing = Browser(site).get("/panel", headers=claims)
    strange = Browser(site).get("/", headers={"Host": "evil.example"})

    assert all("evil" not in page.text + str(page.headers) for page in (*pages, missing))
    assert strange.status_code == 421
    assert "192.0.2.66" not in site.machine.ssh("cat /var/log/nginx/silabo.log").stdout


@pytest.mark.row("attack-51")
@pytest.mark.parametrize(
    "path",
    [
        "/metrics",
        "/readyz",
        "/.git/config",
        "/.env",
        "/static/../wsgi.py",
        "/static/-/../../app.py",
        "/console",
        "/server-status",
        "/api/nothing",
        "/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_nothing_is_told_of_how_it_is_made(path: str, converged: Played, site: Site) -> None:
    found = Browser(site).get(path)

    assert found.status_code in {400, 404}
    assert not re.search(
        r"nginx/\d|gunicorn|Werkzeug|Traceback|Python/", found.text + str(found.headers)
    )


@pytest.mark.row("attack-52")
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")  # our own side still can
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_old_tls_is_refused(version: ssl.TLSVersion, converged: Played, site: Site) -> None:
    with pytest.raises((ssl.SSLError, ConnectionError)):
        _handshake(site, version)

    assert _handshake(site, ssl.TLSVersion.TLSv1_2) == "TLSv1.2"
    assert _handshake(site, ssl.TLSVersion.TLSv1_3) == "TLSv1.3"


def _handshake(site: Site, version: ssl.TLSVersion) -> str | None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(site.certificate.authority)
    context.set_ciphers("ALL:@SECLEVEL=0")  # our own side would refuse first
    context.minimum_version = context.maximum_version = version
    with (
        socket.create_connection((site.machine.address, 443), timeout=10) as plain,
        context.wrap_socket(plain, server_hostname=NAME) as line,
    ):
        return line.version()


@pytest.mark.row("attack-52")
def test_plain_http_leads_to_https_and_takes_no_form(converged: Played, site: Site) -> None:
    browser = Browser(site)
    address = f"http://{site.machine.address}/lti/launch"
    looked = browser.session.get(address, allow_redirects=False, timeout=10)
    sent = browser.session.post(address, data={"id_token": "x"}, allow_redirects=False, timeout=10)

    assert (looked.status_code, looked.headers["Location"]) == (301, f"https://{NAME}/lti/launch")
    assert sent.status_code == 403


@pytest.mark.row("attack-52")
@pytest.mark.parametrize("path", ["/", "/metrics", "/api/nothing", "/healthz"])
def test_https_is_remembered_once_by_every_response(
    path: str, converged: Played, site: Site
) -> None:
    found = Browser(site).get(path).raw.headers.getlist("Strict-Transport-Security")

    assert found == ["max-age=31536000"]


def test_no_registration_token_and_no_letters_link_is_in_a_log(
    converged: Played, site: Site
) -> None:
    browser = Browser(site)
    browser.get("/lti/register?registration_token=canary-of-a-token&invite=canary-of-an-invite")
    browser.get("/letters/unsubscribe/canary-of-a-letter")
    browser.get("/fragments/home?canary=of-a-query")
    logs = site.machine.ssh("cat /var/log/nginx/*.log; journalctl --no-pager", timeout_s=300).stdout

    assert "/lti/register" in logs
    assert "canary-of" not in logs
    assert "of-a-query" not in logs


def test_a_flood_of_one_session_is_told_to_wait(student: Person, town: House) -> None:
    flooding, codes = town.open("66"), list[int]()

    def flood() -> None:
        path = "/api/questions?limit=1"
        codes.extend(
            flooding.browser.get(path, headers=flooding.headers).status_code for _ in range(60)
        )

    threads = [threading.Thread(target=flood) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert 429 in codes
    assert 200 in codes
    assert student.browser.get("/api/questions", headers=student.headers).status_code == 200


def test_the_tool_may_be_framed_by_its_platform(student: Person) -> None:
    page = student.browser.get("/")

    assert "X-Frame-Options" not in page.headers
