"""A file of variables with something wrong in it: the playbook says what, and changes nothing."""

import pytest

from tests.deploy.playbook import Played, Site

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
        ({"silabo_model_sha256": "abc"}, "write the SHA-256 of silabo_model_file"),
        ({"vault_silabo_mail_relay_password": ""}, "or leave silabo_mail_relay_user empty"),
        ({"silabo_settings": {"SILABO_SMTP_URL": "short-canary"}}, "and no secrets"),
        ({"silabo_settings": {"questions_day": "9"}}, "names of settings, as"),
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
