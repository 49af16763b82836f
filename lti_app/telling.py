"""Calls to programs at addresses that instructors named: judged as every address outside is."""

from collections.abc import Mapping

from lti_app.lti.outside import Outside
from silabo.domain.errors import LaunchError, ServiceError, ToolError
from silabo.domain.webhooks import LONGEST_ADDRESS

TIMEOUT_S = 10.0


def check(outside: Outside, address: str) -> None:
    """Raise `ToolError` where nothing may be told at an address."""
    try:
        if len(address) > LONGEST_ADDRESS or not address.isascii():
            raise ToolError("webhook_address", limit=LONGEST_ADDRESS)
        outside.check(address)
    except LaunchError as error:
        raise ToolError("webhook_address", limit=LONGEST_ADDRESS) from error


def tell(outside: Outside, address: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send this, and return the status of the answer. Raises `ServiceError` where there is none, or
    the address may not be asked (any more).
    """
    try:
        # Nobody reads what stands in the answer: however long it is, it was taken or it was not.
        response, _ = outside.fetch(
            "POST", address, timeout_s=TIMEOUT_S, largest=None, data=body, headers=dict(headers)
        )
    except LaunchError as error:
        raise ServiceError("its address is private, or not https") from error
    except ServiceError as error:
        raise ServiceError("it did not answer in time") from error
    return response.status_code
