"""What tools sign: verified against the key set that a tool publishes, over real HTTP."""

import jwt
import requests

from practice_lms.tools import Tool

TIMEOUT_S = 5
LARGEST = 64 * 1024  # bytes


class ToolSignatureError(Exception):
    """A token that a tool did not sign, or whose keys cannot be fetched."""


def verified(token: str, tool: Tool) -> dict[str, object]:
    """The claims of a token that the tool signed and that has not ended.

    Only signature and times are looked at, as in Moodle: what the claims say is the caller's to
    judge. Raises `ToolSignatureError`.
    """
    try:
        key_id = jwt.get_unverified_header(token).get("kid")
        keys = jwt.PyJWKSet.from_json(_fetched(tool.key_set_url))
        key = next(each for each in keys.keys if each.key_id == key_id)
        return jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            options={"verify_aud": False, "require": ["exp", "iat"]},
        )
    except (jwt.PyJWTError, requests.RequestException, StopIteration, ValueError) as error:
        raise ToolSignatureError(str(error) or "the tool publishes no such key") from error


def _fetched(url: str) -> str:
    with requests.get(url, timeout=TIMEOUT_S, allow_redirects=False, stream=True) as response:
        response.raise_for_status()
        text: bytes = response.raw.read(LARGEST, decode_content=True)
    return text.decode("utf-8")
