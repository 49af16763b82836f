"""What the practice LMS demands of an authentication request: Moodle 5.1's mod/lti/auth.php."""

from collections.abc import Mapping
from dataclasses import dataclass

NEEDED = ("scope", "response_type", "client_id", "redirect_uri", "login_hint", "nonce")
READ = (*NEEDED, "lti_message_hint", "response_mode", "prompt", "state")

Sent = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error that is posted to the tool's redirect URI."""

    error: str
    description: str = ""


def is_answerable(sent: Sent) -> bool:
    """Whether the request is whole enough to know whom to answer.

    Where it is not, Moodle shows an error page and the tool hears nothing.
    """
    whole = all(sent.get(name) for name in NEEDED)
    return whole and sent["scope"] == "openid" and sent["response_type"] == "id_token"


def refusal(sent: Sent, *, client_id: str, login_hint: str) -> Refusal | None:
    """The first demand that an answerable request does not meet, in Moodle's order.

    An absent `prompt` passes, as in Moodle.
    """
    if sent["client_id"] != client_id:
        return Refusal("unauthorized_client")
    if sent["login_hint"] != login_hint:
        return Refusal("access_denied")
    if sent.get("response_mode") != "form_post":
        return Refusal("invalid_request", "Invalid response_mode")
    if sent.get("prompt", "") not in ("", "none"):
        return Refusal("invalid_request", "Invalid prompt")
    return None
