"""Deep linking 2.0: an instructor places the activity with a title and chosen documents."""

from collections.abc import Sequence
from typing import Any

from pylti1p3.deep_link import DeepLink
from pylti1p3.deep_link_resource import DeepLinkResource

from lti_app.lti.claims import DEPLOYMENT, DOCUMENTS
from lti_app.lti.signing import SigningKey, sign
from lti_app.lti.tool_conf import as_registration
from lti_app.lti.untrusted import is_plain, is_storable, origin
from silabo.domain.errors import LaunchError, ToolError
from silabo.domain.people import DeepLinkRequest, Platform

SETTINGS = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"
LONGEST_TITLE = 255


def read_request(body: dict[str, Any]) -> DeepLinkRequest:
    """The settings of a deep linking launch, of a deployment that was checked. Raises
    `LaunchError`.
    """
    settings = body.get(SETTINGS)
    url = settings.get("deep_link_return_url") if isinstance(settings, dict) else None
    if not isinstance(settings, dict) or not isinstance(url, str) or not is_plain(url):
        raise LaunchError("bad_message", 400)
    data = settings.get("data")
    if not origin(url) or not (data is None or is_storable(data)):
        raise LaunchError("bad_message", 400)
    return DeepLinkRequest(return_url=url, deployment_id=str(body[DEPLOYMENT]), data=data)


def respond(
    request: DeepLinkRequest,
    platform: Platform,
    key: SigningKey,
    *,
    title: str,
    documents: Sequence[str],
) -> str:
    """The signed answer that places one activity; without a title, the answer of a cancel."""
    items = [_item(title, documents)] if title else []
    settings: Any = {"deep_link_return_url": request.return_url, "data": request.data}
    response = Response(as_registration(platform), request.deployment_id, settings)
    return sign(response.get_message_jwt(items), key)


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
