"""A file of variables with something wrong in it: the playbook says what, and changes nothing."""

from pathlib import Path

import pytest

from tests.deploy.playbook import Played, Site
from tests.services.certificates import certificate

pytestmark = pytest.mark.deploy


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"silabo_host": "https://silabo.example.test/"}, "without https://"),
        ({"silabo_profile": "huge"}, "must be one of: tiny, small"),
        ({"silabo_administrators": []}, "at least one plain address"),
        ({"silabo_mail_relay": "smtp.example.test"}, "with the brackets"),
        ({"vault_silabo_redis_password": "short-canary"}, "openssl rand -hex 16"),
        ({"silabo_tls_key": ""}, "Without https Sílabo does not serve"),
        ({"silabo_weaviate_sha256": ""}, "and its SHA-256"),
        ({"silabo_ollama_sha256": ""}, "and its SHA-256"),
        ({"silabo_model_sha256": "abc"}, "write the SHA-256 of silabo_model_file"),
        ({"vault_silabo_mail_relay_password": ""}, "or leave silabo_mail_relay_user empty"),
        ({"vault_silabo_imap_url": "imaps://short-canary"}, "with %40 for @ in user and password"),
        ({"silabo_settings": {"SILABO_SMTP_URL": "short-canary"}}, "no part of it"),
        ({"silabo_settings": {"questions_day": "9"}}, "names of settings, as"),
        ({"silabo_settings": {"SILABO_PRODUCTION": "0"}}, "has a variable of its own"),
        ({"silabo_tls_chain": "/nowhere/chain.pem"}, "there is no file /nowhere/chain.pem"),
        ({"silabo_model_file": "/nowhere/model.gguf"}, "there is no file /nowhere/model.gguf"),
        ({"silabo_ollama_source": "/srv/ollama.zip"}, "a .tar.gz, a .tgz or a .tar.zst"),
        ({"vault_silabo_backup_password": ""}, "Keep it elsewhere too"),
        ({"silabo_backup_archive": "sftp:elsewhere"}, "mount a disk of another machine"),
        ({"silabo_acme_eab_kid": "kid", "silabo_tls": "acme"}, "vault_silabo_acme_eab_hmac"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_wrong_variable_is_named(wrong: dict[str, object], said: str, site: Site) -> None:
    played = site.play("site.yml", **wrong)

    assert played.code != 0
    assert said in " ".join(played.output.split())
    assert next(iter(wrong)) in played.output
    assert "short-canary" not in played.output
    assert played.changed == 0


def test_a_certificate_of_another_name_is_refused(site: Site, tmp_path: Path) -> None:
    other = certificate(tmp_path, "other.example.test")
    played = site.play("site.yml", silabo_tls_chain=str(other.chain))
    foreign = site.play("site.yml", silabo_tls_key=str(other.key))

    assert played.code != 0
    assert "is no certificate of silabo.example.test" in " ".join(played.output.split())
    assert foreign.code != 0
    assert "is not the key of the certificate" in " ".join(foreign.output.split())
    assert "PRIVATE KEY" not in foreign.output


def test_another_size_would_leave_what_the_server_holds(converged: Played, site: Site) -> None:
    played = site.play("site.yml", silabo_profile="tiny")

    assert (played.code != 0, played.changed) == (True, 0)
    assert "was set up as small" in " ".join(played.output.split())


def test_ssh_at_another_port_is_not_shut_out(converged: Played, site: Site) -> None:
    site.machine.write("/etc/ssh/sshd_config.d/99-port.conf", "Port 22\nPort 2222\n")
    try:
        played = site.play()
    finally:
        site.machine.ssh("rm /etc/ssh/sshd_config.d/99-port.conf")

    assert played.code != 0
    assert "set firewall_open_ports to [22, 2222, 80, 443]" in " ".join(played.output.split())


def test_a_learning_platform_without_an_address_is_named(converged: Played, site: Site) -> None:
    played = site.play("site.yml", silabo_platforms=["nowhere.invalid"])

    assert played.code != 0
    assert "finds no address of nowhere.invalid" in " ".join(played.output.split())


def test_a_model_that_is_another_one_is_not_taken(converged: Played, site: Site) -> None:
    played = site.play("site.yml", silabo_embedding_model_sha256="0" * 64)

    assert played.code != 0
    assert "its SHA-256 is" in played.output


def test_a_program_that_is_another_one_is_not_started(site: Site) -> None:
    played = site.play("site.yml", silabo_weaviate_sha256="0" * 64, silabo_weaviate_version="x")

    assert played.code != 0
    assert "silabo_weaviate_sha256" in played.output
    assert not (site.machine.root / "opt/weaviate/x/weaviate").exists()


def test_a_setting_that_there_is_not_is_never_given_to_what_serves(
    converged: Played, site: Site
) -> None:
    before = site.machine.ssh("cat /opt/silabo/current/environment").stdout
    played = site.play("site.yml", silabo_settings={"SILABO_QUESTION_DAY": "9"})

    assert played.code != 0
    assert "did you mean SILABO_QUESTIONS_DAY" in " ".join(played.output.split())
    assert site.machine.ssh("cat /opt/silabo/current/environment").stdout == before


def test_a_setting_with_which_nothing_works_is_taken_back(converged: Played, site: Site) -> None:
    before = site.machine.ssh("cat /opt/silabo/current/environment").stdout
    played = site.play("site.yml", silabo_settings={"SILABO_FILES_DIR": "/proc/1/files"})

    assert played.code != 0
    assert site.machine.ssh("cat /opt/silabo/current/environment").stdout == before
    assert site.machine.ssh("silabo doctor").returncode == 0
