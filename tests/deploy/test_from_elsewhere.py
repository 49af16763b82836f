"""A fresh Debian 13 with everything by name or address: programs by https, models from a registry,
a certificate from an authority that speaks ACME, all three on our end of its line. Whoever sets it
up comes as a user who may sudo, and brings the commit that is checked out.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509

from tests.deploy import registry
from tests.deploy.authority import ORDERED, SECRET, authority
from tests.deploy.debian import TRIXIE
from tests.deploy.https import served
from tests.deploy.machine import LMS, NAME, Machine, new_folder
from tests.deploy.people import RULES, House, Person, house, secrets_on, until
from tests.deploy.playbook import Site

pytestmark = pytest.mark.deploy

PROGRAMS = {"weaviate": ("weaviate-server", "weaviate"), "ollama": ("ollama", "bin/ollama")}
MODELS = {"silabo_model": "tiny", "silabo_embedding_model": "tiny-embedder"}
OPERATOR = """\
useradd --create-home --shell /bin/bash ana && cp -r ~root/.ssh /home/ana && chown -R ana: /home/ana
echo 'ana ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/ana"""
REACH = f"bash -c 'exec 3<>/dev/tcp/{LMS}/443'"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The university, and what is elsewhere, around a fresh machine."""
    machine = Machine.start(new_folder(), TRIXIE)
    try:
        machine.ssh(OPERATOR)
        site = Site(machine, tmp_path_factory.mktemp("elsewhere"), "ana")
        with house(site) as running, authority(site):
            yield running
    finally:
        machine.stop()


@pytest.fixture(scope="module")
def variables(town: House) -> dict[str, object]:
    """The file to fill in, with names and addresses in place of files."""
    filled: dict[str, object] = {**ORDERED, "silabo_release_archive": ""}
    for name, (program, path) in PROGRAMS.items():
        packed = registry.program(program, path, town.site.folder)
        town.files[f"/{packed.name}"] = packed
        filled[f"silabo_{name}_source"] = f"https://{LMS}/{packed.name}"
        filled[f"silabo_{name}_sha256"] = hashlib.sha256(packed.read_bytes()).hexdigest()
    for variable, name in MODELS.items():
        town.files |= registry.model(name, town.site.model)
        filled[variable] = f"{LMS}/library/{name}"
        filled |= {f"{variable}_file": "", f"{variable}_sha256": ""}
    return filled


@pytest.fixture(scope="module")
def student(town: House, variables: dict[str, object]) -> Person:
    """A student of a course that has its document, after one run of the playbook."""
    played = town.site.play("site.yml", "--diff", "-v", **variables)

    assert played.code == 0, played.output[-4000:]
    assert SECRET not in played.output
    assert secrets_on(town.site.machine, played.output) == []
    town.register()
    town.open("5", role="Instructor").upload("evaluacion.md", RULES)
    return town.open("3")


def issued(town: House) -> x509.Certificate:
    """The certificate that whoever connects is shown."""
    return x509.load_pem_x509_certificate(served(town.site.machine.address).encode())


def test_a_question_is_answered_and_its_letter_arrives(student: Person, town: House) -> None:
    found = student.answer(student.ask().json()["id"])
    said = town.site.machine.ssh("silabo doctor").stdout

    assert found["state"] == "answered"
    assert "1 de octubre" in str(found)
    until(town.letters, lambda letters: letters == 1)
    assert "index: Weaviate" in said
    assert f"{LMS}/library/tiny" in said
    assert "WRONG" not in said


def test_a_second_run_and_a_check_change_nothing(
    student: Person, town: House, variables: dict[str, object]
) -> None:
    again = town.site.play("site.yml", **variables)
    checked = town.site.play("site.yml", "--check", "--diff", **variables)

    assert (again.code, again.changed) == (0, 0), again.output[-4000:]
    assert (checked.code, checked.changed) == (0, 0), checked.output[-4000:]


def test_ollama_may_fetch_while_the_play_fetches_and_never_else(
    student: Person, town: House
) -> None:
    refused = town.site.machine.ssh(f"runuser -u ollama -- {REACH}", check=False)

    assert town.site.machine.ssh(REACH).returncode == 0
    assert refused.returncode != 0


def test_the_authority_has_issued_the_certificate_and_renews_it(
    student: Person, town: House
) -> None:
    first = issued(town)
    town.site.machine.ssh("certbot renew --force-renewal --no-random-sleep-on-renew")
    until(lambda: issued(town).serial_number, lambda number: number != first.serial_number)

    assert "Pebble" in first.issuer.rfc4514_string()
    assert "Pebble" in issued(town).issuer.rfc4514_string()
    names = first.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == [NAME]
    assert student.browser.get("/healthz").status_code == 200


def test_ollama_may_be_given_a_graphics_card(
    student: Person, town: House, variables: dict[str, object]
) -> None:
    played = town.site.play("site.yml", **variables, silabo_graphics_card=True)
    shown = town.site.machine.ssh("systemctl show ollama -P PrivateDevices -P DevicePolicy").stdout

    assert played.code == 0, played.output[-4000:]
    assert played.changed_tasks == {"Who may use a graphics card", "Unit", "Restart Ollama"}
    assert set(shown.split()) == {"no", "auto"}


def test_a_program_that_is_another_one_is_not_taken(
    student: Person, town: House, variables: dict[str, object]
) -> None:
    other = {"silabo_weaviate_version": "x", "silabo_weaviate_sha256": "0" * 64}
    played = town.site.play("site.yml", **variables | other)

    assert played.code != 0
    assert "silabo_weaviate_sha256" in played.output
    assert not Path(town.site.machine.root / "opt/weaviate/x/weaviate").exists()
    assert student.browser.get("/healthz").status_code == 200
