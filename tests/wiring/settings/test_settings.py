import zoneinfo
from pathlib import Path

import pytest
from pydantic import ValidationError

from wiring.commands import setting_lines
from wiring.settings import Settings, load


def problems_of(monkeypatch: pytest.MonkeyPatch, **given: str) -> list[str]:
    for name, value in given.items():
        monkeypatch.setenv(f"SILABO_{name}", value)
    return load()[1]


def test_with_nothing_set_everything_has_a_default(tmp_path: Path) -> None:
    settings, problems = load()

    assert problems == []
    assert settings.address == "http://localhost:8000"
    assert settings.practice_address == "http://127.0.0.1:8001"
    assert settings.data_dir == Path("var")
    assert settings.files == Path("var/files")
    assert settings.keys_dir == Path("keys")
    assert settings.database == f"sqlite:///{Path('var/silabo.sqlite').absolute()}"
    assert settings.production is False
    assert settings.zone in zoneinfo.available_timezones() | {"UTC"}


def test_what_is_set_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "PRODUCTION": "1",
        "PUBLIC_URL": "https://silabo.example.org",
        "PORT": "9000",
        "DATA_DIR": "/srv/silabo",
        "FILES_DIR": "/srv/files",
        "DATABASE_URL": "sqlite:////srv/other.sqlite",
        "TIME_ZONE": "America/Lima",
        "MAX_UPLOAD_MB": "7",
    }

    assert problems_of(monkeypatch, **given) == []

    settings, _ = load()
    assert settings.production is True
    assert settings.address == "https://silabo.example.org"
    assert settings.port == 9000
    assert settings.files == Path("/srv/files")
    assert settings.database == "sqlite:////srv/other.sqlite"
    assert settings.zone == "America/Lima"
    assert settings.max_upload_mb == 7


@pytest.mark.parametrize("name", [each.upper() for each in Settings.model_fields])
def test_an_empty_setting_means_its_default(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert problems_of(monkeypatch, **{name: ""}) == []
    assert load()[0] == Settings()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("PUBLIC_ULR", "; did you mean SILABO_PUBLIC_URL?"),
        ("DATADIR", "; did you mean SILABO_DATA_DIR?"),
        ("XYZ", ""),
    ],
)
def test_an_unknown_setting_is_named_with_the_nearest_known_one(
    monkeypatch: pytest.MonkeyPatch, name: str, hint: str
) -> None:
    assert problems_of(monkeypatch, **{name: "1"}) == [
        f"SILABO_{name}: there is no such setting{hint}"
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PRODUCTION", "perhaps"),
        ("MAX_UPLOAD_MB", "-1"),
        ("PUBLIC_URL", "silabo.example.org"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://silabo.example.org/"),
        ("PUBLIC_URL", "https://silabo.example.org/lti"),
        ("PUBLIC_URL", "ftp://silabo.example.org"),
        ("TIME_ZONE", "Madrid"),
        ("TIME_ZONE", "../../etc/passwd"),
        ("DATABASE_URL", "oracle://db/silabo"),
        ("DATABASE_URL", "silabo.sqlite"),
        ("IMAP_URL", "smtp://a:b@mail.example"),
        ("IMAP_URL", "imaps://mail.example"),
        ("REPLY_ADDRESS", "no address"),
        ("REPLY_ADDRESS", f"{'a' * 28}@mail.example"),
    ],
)
def test_a_wrong_value_is_said_and_its_default_stands(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (problem,) = problems_of(monkeypatch, **{name: value})

    settings, _ = load()
    default = Settings.model_fields[name.lower()].default
    assert problem.startswith(f"SILABO_{name}: ")
    assert "Value error" not in problem
    assert getattr(settings, name.lower()) == default


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "abc", "“abc” is not a whole number"),
        ("PORT", "1.5", "“1.5” is not a whole number"),
        ("PORT", "0", "0 is too small; the smallest is 1"),
        ("PORT", "70000", "70000 is too large; the largest is 65535"),
        ("PRODUCTION", "perhaps", "“perhaps” is neither 1 nor 0"),
        ("LANGUAGE", "de", "“de” is none of 'es', 'en' or 'fr'"),
    ],
)
def test_a_wrong_value_is_said_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    assert problems_of(monkeypatch, **{name: value}) == [f"SILABO_{name}: {words}"]


def test_all_wrong_values_are_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    problems = problems_of(monkeypatch, PORT="x", TIME_ZONE="x", XYZ="x", MAX_UPLOAD_MB="5")

    assert len(problems) == 3
    assert load()[0].max_upload_mb == 5


@pytest.mark.row("attack-52")
@pytest.mark.parametrize("url", ["", "http://silabo.example.org"])
def test_a_server_needs_an_https_address(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    (problem,) = problems_of(monkeypatch, PRODUCTION="1", PUBLIC_URL=url)

    assert problem == "SILABO_PUBLIC_URL: production needs an https address"


def test_settings_do_not_change(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError):
        load()[0].port = 1  # type: ignore[misc]


def test_every_setting_has_a_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SILABO_PRODUCTION", "0")

    lines = setting_lines(load()[0])

    assert len(lines) == len(Settings.model_fields)
    assert all(line.help for line in lines)
    assert [line.name for line in lines if line.given] == ["SILABO_PRODUCTION"]


def test_a_machine_without_a_time_zone_has_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(path: str) -> str:
        raise FileNotFoundError(path)

    monkeypatch.setattr("os.readlink", nothing)

    assert load()[0].zone == "UTC"


@pytest.mark.parametrize(
    ("link", "zone"),
    [
        ("/usr/share/zoneinfo/Europe/Madrid", "Europe/Madrid"),
        ("../usr/share/zoneinfo/UTC", "UTC"),
        ("/usr/share/zoneinfo/No/Such", "UTC"),
        ("/somewhere/else", "UTC"),
    ],
)
def test_the_machines_time_zone_is_the_one_of_new_courses(
    monkeypatch: pytest.MonkeyPatch, link: str, zone: str
) -> None:
    monkeypatch.setattr("os.readlink", lambda path: link)

    assert load()[0].zone == zone


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMTP_URL", "mail.example"),
        ("SMTP_URL", "smtp://silabo:t0psecret@mail.example?starttls=none"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "Sílabo <silabo@tool.example>\r\nBcc: eve@example.org"),
        ("MAIL_UNCLEAR", "maybe"),
        ("ADMINISTRATORS", "root@tool.example, Ana <ana@tool.example>"),
        ("ADMINISTRATORS", "root"),
        ("LANGUAGE", "de"),
    ],
)
def test_a_wrong_setting_of_letters_is_said_without_its_password(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (problem,) = problems_of(monkeypatch, **{name: value})

    assert problem.startswith(f"SILABO_{name}: ")
    assert "t0psecret" not in problem


@pytest.mark.parametrize(
    ("smtp_url", "good"),
    [("smtp://localhost", True), ("smtp://127.0.0.1:2525", True), ("smtp://mail.example", False)],
)
def test_a_mail_log_speaks_of_this_machines_server_alone(
    monkeypatch: pytest.MonkeyPatch, smtp_url: str, good: bool
) -> None:
    problems = problems_of(monkeypatch, SMTP_URL=smtp_url, MAIL_LOG="/var/log/mail.log")

    assert (problems == []) is good


def test_administrators_are_a_list_of_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    assert problems_of(monkeypatch, ADMINISTRATORS="root@tool.example, ana@tool.example,") == []
    assert load()[0].administrator_addresses == ("root@tool.example", "ana@tool.example")


def test_passwords_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SILABO_SMTP_URL", "smtp://silabo:t0psecret@mail.example")
    monkeypatch.setenv("SILABO_REDIS_URL", "redis://:t0psecret@localhost/0")
    shown = {each.name: each.value for each in setting_lines(load()[0])}

    assert shown["SILABO_SMTP_URL"] == "smtp://silabo:***@mail.example"
    assert shown["SILABO_REDIS_URL"] == "redis://:***@localhost/0"


def test_a_secret_may_lie_in_the_folder_of_credentials(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "SILABO_WEAVIATE_KEY").write_text("from a file\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    from_file, problems = load()
    monkeypatch.setenv("SILABO_WEAVIATE_KEY", "from the environment")

    assert problems == []
    assert from_file.weaviate_key is not None
    assert from_file.weaviate_key.get_secret_value() == "from a file"
    assert load()[0].weaviate_key.get_secret_value() == "from the environment"
    assert "from a file" not in str(from_file) + str(setting_lines(from_file))


@pytest.mark.parametrize(
    "value",
    ["localhost:8080", "http://", "http://key@host:8080", "https://host/v1", "ftp://host"],
)
def test_an_address_of_weaviate_is_a_host_and_a_port(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    (problem,) = problems_of(monkeypatch, WEAVIATE_URL=value)

    assert "write it as http://host:8080" in problem


@pytest.mark.parametrize("value", ["silabo", "Silabo_2", "1Silabo", "S" * 41])
def test_a_prefix_is_one_that_weaviate_takes(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    (problem,) = problems_of(monkeypatch, WEAVIATE_PREFIX=value)

    assert "a capital" in problem


def test_production_needs_a_key_for_weaviate(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "PRODUCTION": "1",
        "PUBLIC_URL": "https://silabo.example.org",
        "WEAVIATE_URL": "https://weaviate.example.org",
    }

    (problem,) = problems_of(monkeypatch, **given)
    assert "SILABO_WEAVIATE_KEY" in problem
    assert problems_of(monkeypatch, WEAVIATE_KEY="key") == []
