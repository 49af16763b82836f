"""The small profile on a fresh machine of its own, of either Debian: one process, no server but
mail and nginx.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.deploy import control_groups
from tests.deploy.debian import BOOKWORM, TRIXIE
from tests.deploy.https import served
from tests.deploy.machine import NAME, Machine, new_folder
from tests.deploy.people import RULES, House, Person, house, until
from tests.deploy.playbook import Site
from tests.services.certificates import Certificate, certificate

pytestmark = pytest.mark.deploy

TINY = {
    "silabo_profile": "tiny",
    "silabo_model": "none",
    "silabo_embedding_model": "none",
    "vault_silabo_database_password": "",
    "vault_silabo_redis_password": "",
    "vault_silabo_weaviate_key": "",
}

ACME = {
    "silabo_tls": "acme",
    "silabo_acme_eab_kid": "kid",
    "vault_silabo_acme_eab_hmac": "hmac-canary-0b1c",
    "nginx_acme_issue": False,
}
GIBIBYTES_4 = 4096  # what the profile is for, in MiB
LINEAGE = f"/etc/letsencrypt/live/{NAME}"


@pytest.fixture(scope="module", params=[BOOKWORM, TRIXIE])
def tiny(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """A fresh machine of this profile."""
    machine = Machine.start(new_folder(), request.param, GIBIBYTES_4)
    try:
        site = Site(machine, tmp_path_factory.mktemp(f"tiny-{request.param}"))
        with house(site) as running:
            played = site.play("site.yml", **TINY)

            assert played.code == 0, played.output[-4000:]
            running.register()
            yield running
    finally:
        machine.stop()


def asks(town: House) -> Person:
    """A student of a course with a document."""
    town.open("5", role="Instructor").upload("evaluacion.md", RULES)
    return town.open("3")


def test_a_question_is_quoted_and_its_letter_arrives(tiny: House) -> None:
    student = asks(tiny)
    found = student.answer(student.ask().json()["id"])

    assert "1 de octubre" in str(found)
    until(tiny.letters, lambda count: count == 1)


def test_a_second_run_of_tiny_changes_nothing(tiny: House) -> None:
    again = tiny.site.play("site.yml", **TINY)

    assert (again.code, again.changed) == (0, 0), again.output[-4000:]


def test_all_of_it_has_room_in_four_gibibytes(
    tiny: House, capsys: pytest.CaptureFixture[str]
) -> None:
    student = asks(tiny)
    student.answer(student.ask().json()["id"])
    # What each process ever had at once, shared pages counted in each: more than all ever had.
    peaks = tiny.site.machine.ssh("cat /proc/[0-9]*/status 2>/dev/null | grep VmHWM").stdout
    mebibytes = sum(int(line.split()[1]) for line in peaks.splitlines()) / 1024
    with capsys.disabled():
        sys.stdout.write(f"\ntiny: at most {mebibytes:.0f} MiB in all processes together\n")

    assert tiny.site.machine.mebibytes == GIBIBYTES_4
    assert control_groups.killed(tiny.site.machine.name) == 0
    assert 100 < mebibytes < 4096 / 2  # the other half for files and a larger document


def test_nothing_runs_that_tiny_does_not_need(tiny: House) -> None:
    listened = tiny.site.machine.ssh("ss -Hltn").stdout.splitlines()
    ports = {int(each.split()[3].rpartition(":")[2]) for each in listened}

    assert ports == {22, 25, 80, 443}


def test_a_drill_of_tiny_brings_everything_back(tiny: House) -> None:
    asks(tiny)
    tiny.site.machine.ssh("systemctl start silabo-backup-files", timeout_s=300)
    drilled = tiny.site.play("drill.yml", **TINY)

    assert drilled.code == 0, drilled.output[-4000:]


def test_an_authority_that_speaks_acme_would_find_what_it_asks_for(tiny: House) -> None:
    machine = tiny.site.machine
    played = tiny.site.play("site.yml", **TINY, **ACME)
    machine.write("/var/www/acme/.well-known/acme-challenge/token", "proof")
    asked = f"http://{machine.address}/.well-known/acme-challenge/token"
    read = machine.ssh("certbot certificates; systemctl is-enabled certbot.timer; nginx -t 2>&1")

    assert played.code == 0, played.output[-4000:]
    assert "hmac-canary-0b1c" not in played.output
    assert requests.get(asked, timeout=10, allow_redirects=False).text == "proof"
    assert "No certificates found" in read.stdout
    assert "enabled" in read.stdout


def test_an_authoritys_certificates_are_served_the_first_and_each_that_is_renewed(
    tiny: House, tmp_path: Path
) -> None:
    machine = tiny.site.machine
    first, renewed = certificate(tmp_path / "1", NAME), certificate(tmp_path / "2", NAME)
    issue(machine, first)
    played = tiny.site.play("site.yml", **TINY, **ACME)

    assert played.code == 0, played.output[-4000:]
    until(lambda: served(machine.address), lambda now: now in first.chain.read_text())
    issue(machine, renewed)
    machine.ssh(f"RENEWED_LINEAGE={LINEAGE} /etc/letsencrypt/renewal-hooks/deploy/silabo")
    until(lambda: served(machine.address), lambda now: now in renewed.chain.read_text())


def issue(machine: Machine, made: Certificate) -> None:
    """Put a certificate where certbot does."""
    machine.write(f"{LINEAGE}/fullchain.pem", made.chain.read_bytes())
    machine.write(f"{LINEAGE}/privkey.pem", made.key.read_bytes(), 0o600)
