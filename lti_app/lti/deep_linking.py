"""Deep linking 2.0: an instructor places the activity with a title and chosen documents."""

from collections.abc import Sequence
from typing import Any

import jwt
from pylti1p3.deep_link import DeepLink
from pylti1p3.deep_link_resource import DeepLinkResource

from lti_app.lti import key_states
from lti_app.lti.claims import DOCUMENTS, origin
from lti_app.lti.options import LtiOptions
from lti_app.lti.tool_conf import as_registration
from silabo.domain.errors import LaunchError, ServiceError, ToolError
from silabo.domain.people import DeepLinkRequest, Platform

SETTINGS = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"
LONGEST_TITLE = 255


def read_request(body: dict[str, Any], deployment_id: str) -> DeepLinkRequest:
    """The settings of a deep linking launch. Raises `LaunchError`."""
    settings = body.get(SETTINGS)
    url = settings.get("deep_link_return_url") if isinstance(settings, dict) else None
    if not isinstance(settings, dict) or not isinstance(url, str) or not origin(url):
        raise LaunchError("bad_message", 400)
    data = settings.get("data")
    if data is not None and not isinstance(data, str):
        raise LaunchError("bad_message", 400)
    return DeepLinkRequest(return_url=url, deployment_id=deployment_id, data=data)


def respond(
    request: DeepLinkRequest,
    platform: Platform,
    options: LtiOptions,
    *,
    title: str,
    documents: Sequence[str],
) -> str:
    """The signed answer that places one activity; without a title, the answer of a cancel."""
    items = [_item(title, documents)] if title else []
    return _signed(request, platform, options, items)


def check_title(title: str) -> None:
    """Raise `ToolError` for a title that cannot be one.

    Moodle writes parameters line by line: a newline would add one of somebody's choice.
    """
    if len(title) > LONGEST_TITLE or not (title.isprintable() or not title):
        raise ToolError("bad_title")


def _item(title: str, documents: Sequence[str]) -> DeepLinkResource:
    item = Item()
    item.set_title(title)
    if documents:
        item.set_custom_params({DOCUMENTS: ",".join(documents)})
    return item


class Item(DeepLinkResource):
    """An item without its empty members: Moodle answers `custom: {}` with an error page."""

    def to_dict(self) -> dict[str, object]:
        """The item as it goes into the token."""
        return {name: value for name, value in super().to_dict().items() if value}


class Response(DeepLink):
    """The library's response, without a `data` that nobody sent."""

    def get_message_jwt(self, resources: Sequence[DeepLinkResource]) -> dict[str, object]:
        """The claims of the answer."""
        message = super().get_message_jwt(resources)
        return {name: value for name, value in message.items() if value is not None}


def _signed(
    request: DeepLinkRequest, platform: Platform, options: LtiOptions, items: list[DeepLinkResource]
) -> str:
    key = key_states.active(options.keys_dir)
    if key is None:
        raise ServiceError("there is no key to sign with")
    settings: Any = {"deep_link_return_url": request.return_url, "data": request.data}
    response = Response(as_registration(platform), request.deployment_id, settings)
    pem = (options.keys_dir / f"{key.kid}.pem").read_text(encoding="ascii")
    claims = response.get_message_jwt(items)
    return jwt.encode(claims, pem, algorithm="RS256", headers={"kid": key.kid})
