"""Which texts are mail addresses, whatever way they come."""

from dataclasses import replace

import pytest

from lti_app.lti.untrusted import mail_address
from silabo.adapters.mail.messages import MessageWriter
from silabo.domain.errors import ToolError
from silabo.domain.mail_addresses import is_mail_address
from tests.adapters.sending import LETTER
from wiring.settings.values import _a_sender, _addresses

GOOD = [
    "ana@example.org",
    "ana.maria@example.org",
    "ana+algebra@example.org",
    "o'neil@example.org",
    "'t.hart@example.org",
    "_service@example.org",
    "a@b.co",
    "2026.ana-maria_b@example.org",
    "ana@alumnos.fing.universidad.example",
    "ana@mail-1.example.org",
    "ana@xn--and-6ma2c.example",
    "ana@ñandú.example",
    "a&b=c#d@example.org",
    "silabo@localhost",
    f"{'a' * 64}@example.org",
    f"ana@{'a' * 63}.example",
]
PUNYCODE = {"ñandú.example": "xn--and-6ma2c.example"}
BAD = [
    "",
    "ana",
    "@example.org",
    "ana@",
    "|id@example.org",
    "-oQ/tmp@example.org",
    "-ana@example.org",
    "/etc/passwd@example.org",
    "+ana@example.org",
    "a|b@example.org",
    "a`id`@example.org",
    "host!ana@example.org",
    "ana%other.example@example.org",
    ".ana@example.org",
    "ana.@example.org",
    "ana..maria@example.org",
    '"ana maria"@example.org',
    "ana maria@example.org",
    "josé@example.org",
    "añá@müller.example",
    "ana@straße.example",
    "ana@example",
    "ana@example.org.",
    "ana@.example.org",
    "ana@example..org",
    "ana@-example.org",
    "ana@example-.org",
    "ana@exam_ple.org",
    "ana@|id.example",
    "ana@[127.0.0.1]",
    "ana@127.0.0.1",
    "ana@eve@example.org",
    "Ana <ana@example.org>",
    "ana@example.org, eve@example.org",
    "ana@example.org;eve@example.org",
    "ana@example.org\n",
    "ana@example.org\r\nBcc: eve@example.org",
    "ana\0@example.org",
    "ana@example.org\u200b",
    "\ud800@example.org",
    f"{'a' * 65}@example.org",
    f"ana@{'a' * 64}.example",
    f"ana@{'abc.' * 63}org",
    "ana@" + "ñ" * 80 + ".example",
]


@pytest.mark.parametrize("address", GOOD)
def test_a_plain_address_is_taken_wherever_it_enters(address: str) -> None:
    assert is_mail_address(address)
    assert mail_address(address) == address
    assert _addresses(address) == address
    assert _a_sender(f"Sílabo <{address}>")


@pytest.mark.parametrize("address", GOOD)
def test_a_letter_goes_to_and_from_every_plain_address_in_ascii(address: str) -> None:
    letter = replace(LETTER, recipient=address)
    writer = MessageWriter(f"Sílabo <{address}>")
    block = writer.message(letter).partition(b"\r\n\r\n")[0].decode("ascii")
    headers = block.replace("\r\n ", " ").split("\r\n")
    sender, recipient = writer.envelope(letter)

    name, _, host = address.rpartition("@")
    assert sender == recipient == f"{name}@{PUNYCODE.get(host, host)}"
    assert f"From: =?utf-8?q?S=C3=ADlabo?= <{sender}>" in headers
    assert f"To: {sender}" in headers


@pytest.mark.row("letter-2")
@pytest.mark.parametrize("address", BAD)
def test_what_is_no_plain_address_enters_nowhere(address: str) -> None:
    assert not is_mail_address(address)
    assert mail_address(address) == ""
    with pytest.raises(ToolError, match="bad_letter"):
        MessageWriter("Sílabo <silabo@tool.example>").message(replace(LETTER, recipient=address))


@pytest.mark.row("letter-2")
@pytest.mark.parametrize("address", ["|id@example.org", "-oQ/tmp@example.org", "a`id`@example.org"])
def test_no_setting_takes_what_a_mail_program_could_run(address: str) -> None:
    with pytest.raises(ValueError, match="plain addresses"):
        _addresses(f"ana@example.org, {address}")
    with pytest.raises(ValueError, match="Name <name@host>"):
        _a_sender(f"Sílabo <{address}>")
