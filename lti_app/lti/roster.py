"""A person's address from the roster of the course, where the launch did not bring it.

Names and Role Provisioning Services 2.0. The roster is used to find one address, and never kept.
"""

import logging
from typing import Any

from pylti1p3.names_roles import NamesRolesProvisioningService

from lti_app.lti.claims import RESOURCE_LINK
from lti_app.lti.moodle import roster_url
from lti_app.lti.options import LtiOptions
from lti_app.lti.services import Connector
from lti_app.lti.untrusted import mail_address
from silabo.domain.errors import LaunchError, ServiceError
from silabo.domain.people import Platform

logger = logging.getLogger(__name__)

CLAIM = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
MOST_PAGES = 50
BUDGET_S = 8  # the person waits for the launch meanwhile


def find_address(body: dict[str, Any], platform: Platform, options: LtiOptions) -> str:
    """The address that the roster has for this launch's person; empty when it has none.

    Nothing of it may stop a launch: a roster that fails is a roster without addresses.
    """
    service = body.get(CLAIM)
    url = service.get("context_memberships_url") if isinstance(service, dict) else None
    if not isinstance(url, str):
        return ""
    link = body[RESOURCE_LINK]["id"]
    try:
        first = _first_page(url, str(link))
        return _look_up(str(body["sub"]), first, platform, options)
    except (ServiceError, LaunchError) as error:
        logger.warning("roster_not_read", extra={"platform": platform.id, "reason": str(error)})
        return ""


def _look_up(sub: str, url: str, platform: Platform, options: LtiOptions) -> str:
    connector = Connector(platform, options, budget_s=BUDGET_S)
    roster = NamesRolesProvisioningService(connector, {"context_memberships_url": url})
    page: str | None = url
    for _ in range(MOST_PAGES):
        if page is None:
            break
        members, page = roster.get_members_page(page)
        for member in members if isinstance(members, list) else []:
            if isinstance(member, dict) and member.get("user_id") == sub:
                return mail_address(member.get("email"))
    return ""


def _first_page(url: str, resource_link_id: str) -> str:
    try:
        return roster_url(url, resource_link_id)
    except ValueError as error:
        raise ServiceError("the roster has no address") from error
