"""The address of an inbox as a setting: what it means, and what is wrong with it."""

import pytest

from silabo.adapters.mail.imap_server import ImapServer, parse_inbox


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (
            "imaps://ana%40mail.example:p%2Fw@imap.example",
            ImapServer("imap.example", 993, True, "ana@mail.example", "p/w", "INBOX"),
        ),
        (
            "imap://ana:pw@imap.example:1143/Replies%20to%20letters",
            ImapServer("imap.example", 1143, False, "ana", "pw", "Replies to letters"),
        ),
        (
            "imaps://ana:pw@[2001:db8::1]/A/B",
            ImapServer("2001:db8::1", 993, True, "ana", "pw", "A/B"),
        ),
    ],
)
def test_an_address_names_host_user_and_folder(url: str, server: ImapServer) -> None:
    assert parse_inbox(url) == server


@pytest.mark.parametrize(
    ("url", "encrypts"),
    [
        ("imap://a:b@imap.example", True),
        ("imap://a:b@localhost", False),
        ("imap://a:b@127.0.0.1", False),
        ("imaps://a:b@imap.example", False),
    ],
)
def test_a_line_to_elsewhere_that_is_not_encrypted_from_the_start_has_to_become_so(
    url: str, encrypts: bool
) -> None:
    assert parse_inbox(url).starttls is encrypts


@pytest.mark.parametrize(
    "url",
    [
        "pop3://a:pa55@imap.example",
        "imaps://a@imap.example",
        "imaps://:pa55@imap.example",
        "imaps://a:pa55@",
        "imaps://a:pa55@imap.example?x=y",
        "imaps://a:pa55%0d%0aX@imap.example",
        "imaps://a:pa55@imap.example:port",
    ],
)
def test_what_is_wrong_is_said_without_the_password(url: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - each says its own
        parse_inbox(url)

    assert "pa55" not in str(raised.value)
