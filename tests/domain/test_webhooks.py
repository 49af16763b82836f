"""What programs are told, and by what they know who tells it."""

import base64
import json
from datetime import UTC, datetime

from silabo.domain.webhooks import ClaimedCall, WebhookKind, fresh_secret, headers, payload

MOMENT = datetime(2021, 2, 25, 15, 2, 10, tzinfo=UTC)


def test_a_call_is_signed_as_the_library_of_the_standard_signs_it() -> None:
    # Of `Webhook.sign` in the package standardwebhooks 1.1.0.
    signed = headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        b'{"test": 2432232314}',
        MOMENT,
    )

    assert signed["webhook-id"] == "msg_p5jXN8AQM9LWM0D4loKWxJek"
    assert signed["webhook-timestamp"] == "1614265330"
    assert signed["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_is_as_long_as_the_standard_wants_and_never_the_same() -> None:
    one, other = fresh_secret(), fresh_secret()

    assert one.startswith("whsec_")
    assert len(base64.b64decode(one.removeprefix("whsec_"))) == 32
    assert one != other


def test_what_is_told_is_ids_a_time_and_a_link() -> None:
    call = ClaimedCall(
        id=1,
        token="t",
        attempt=1,
        public_id="c",
        address="https://desk.example",
        secret="whsec_AAAA",
        kind=WebhookKind.HANDED_OVER,
        question="q",
        course="k",
        happened_at=MOMENT,
    )

    assert json.loads(payload(call, "https://tool.example/q")) == {
        "type": "question.handed_over",
        "timestamp": "2021-02-25T15:02:10.000Z",
        "data": {"question": "q", "course": "k", "link": "https://tool.example/q"},
    }
    assert "AAAA" not in repr(call)
