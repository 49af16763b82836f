"""The address of a mail server, as the settings have it."""

import pytest

from silabo.adapters.mail.smtp_server import Encryption, SmtpServer, parse_server


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", SmtpServer("localhost", 25, Encryption.NONE)),
        ("smtp://127.0.0.1:2525", SmtpServer("127.0.0.1", 2525, Encryption.NONE)),
        ("smtp://[::1]:2525/", SmtpServer("::1", 2525, Encryption.NONE)),
        ("smtp://mail.example", SmtpServer("mail.example", 25, Encryption.REQUIRED)),
        (
            "smtp://silabo%40tool.example:p%40ss@mail.example",
            SmtpServer("mail.example", 587, Encryption.REQUIRED, "silabo@tool.example", "p@ss"),
        ),
        (
            "smtps://silabo:secret@mail.example",
            SmtpServer("mail.example", 465, Encryption.FROM_THE_START, "silabo", "secret"),
        ),
        (
            "smtp://mail.example:26?starttls=opportunistic",
            SmtpServer("mail.example", 26, Encryption.OPPORTUNISTIC),
        ),
        ("smtp://localhost?starttls=required", SmtpServer("localhost", 25, Encryption.REQUIRED)),
        ("smtp://mail.example?starttls=none", SmtpServer("mail.example", 25, Encryption.NONE)),
    ],
)
def test_an_address_names_a_server_and_how_to_talk_to_it(url: str, server: SmtpServer) -> None:
    assert parse_server(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://:25",
        "smtp://mail.example/path",
        "smtp://mail.example:many",
        "smtp://mail.example:99999",
        "smtp://silabo@mail.example",
        "smtp://:t0psecret@mail.example",
        "smtp://silabo:t0psecret%0d%0aRSET@mail.example",
        "smtp://silabo:t0psecretñ@mail.example",
        "smtp://silabo:t0psecret@mail.example?starttls=none",
        "smtp://silabo:t0psecret@mail.example?starttls=maybe",
        "smtp://silabo:t0psecret@mail.example?tls=required",
        "smtp://mail.example?starttls",
        "smtps://silabo:t0psecret@mail.example?starttls=required",
    ],
)
def test_an_address_that_is_none_is_refused_and_its_password_is_not_repeated(url: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        parse_server(url)

    assert "t0psecret" not in str(refused.value)
