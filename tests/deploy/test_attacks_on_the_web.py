"""What somebody outside may try on the web of the whole server."""

import re
import socket
import ssl
import threading

import pytest

from tests.deploy.people import NAME, Browser, House, Person
from tests.deploy.playbook import Played, Site

pytestmark = pytest.mark.deploy


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


def test_a_class_that_comes_from_one_address_is_not_told_to_wait(
    converged: Played, site: Site
) -> None:
    page = Browser(site).get("/").text
    addresses, codes = re.findall(r'"(/static/[^"]+)"', page), list[int]()

    def come() -> None:
        browser = Browser(site)
        codes.append(browser.get("/").status_code)
        codes.extend(browser.get(addresses[at % len(addresses)]).status_code for at in range(200))

    threads = [threading.Thread(target=come) for _ in range(12)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert set(codes) == {200}


def test_the_tool_may_be_framed_by_its_platform(student: Person) -> None:
    page = student.browser.get("/")

    assert "X-Frame-Options" not in page.headers
