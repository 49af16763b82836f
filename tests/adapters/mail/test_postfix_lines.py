"""What the lines of a Postfix's log say of letters that came back, where no test can bring it about
in time.
"""

from silabo.adapters.mail.postfix import came_back


def test_a_letter_that_waited_too_long_in_the_queue_has_come_back() -> None:
    """What Postfix writes when its time to try is over (qmgr(8), bounce_expired)."""
    lines = [
        b"Nov 21 10:00:00 mail postfix/cleanup[12]: 4aB1: message-id=<one@tool.example>",
        b"Nov 21 10:00:01 mail postfix/smtp[14]: 4aB1: to=<ana@example.org>, relay=none,"
        b" delay=1, delays=0/0/1/0, dsn=4.4.1, status=deferred (connection refused)",
        b"Nov 21 10:00:09 mail postfix/qmgr[13]: 4aB1: from=<silabo@tool.example>,"
        b" status=expired, returned to sender",
    ]
    (found,) = came_back(lines)

    assert (found.message_id, found.recipient, found.status) == ("one@tool.example", "", "")
    assert not found.address_is_wrong


def test_an_alias_of_the_machine_is_named_by_the_address_that_was_written_to() -> None:
    lines = [
        b"Nov 21 10:00:00 mail postfix/cleanup[12]: 4aB1: message-id=<one@tool.example>",
        b"Nov 21 10:00:01 mail postfix/smtp[14]: 4aB1: to=<real@example.net>,"
        b" orig_to=<ana@example.org>, relay=mx.example.net[192.0.2.1]:25, conn_use=2, delay=0.2,"
        b" delays=0.1/0/0/0.1, dsn=5.1.1, status=bounced (host said: 550 5.1.1 no)",
    ]

    assert [each.recipient for each in came_back(lines)] == ["ana@example.org"]


def test_the_words_of_another_server_bring_no_letter_back() -> None:
    lines = [
        b"Nov 21 10:00:00 mail postfix/cleanup[12]: 4aB1: message-id=<one@tool.example>",
        b"Nov 21 10:00:01 mail postfix/smtp[14]: 4aB1: to=<ana@example.org>,"
        b" relay=mx.example.org[192.0.2.1]:25, delay=0.2, delays=0.1/0/0/0.1, dsn=2.0.0,"
        b" status=sent (250 ok, relay=x, delay=1, delays=1, dsn=5.1.1, status=bounced (no))",
    ]

    assert list(came_back(lines)) == []
