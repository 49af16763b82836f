"""Registrations in the form that pylti1p3 asks for, read from our own tables."""

from typing import Any

from pylti1p3.deployment import Deployment
from pylti1p3.registration import Registration
from pylti1p3.tool_config import ToolConfAbstract

from silabo.domain.errors import LaunchError
from silabo.domain.people import Platform
from silabo.storage import platforms


class ToolConf(ToolConfAbstract[Any]):
    """Finds registrations by issuer and client id. An issuer may always have several client ids."""

    def check_iss_has_one_client(self, iss: str) -> bool:
        """Never: the library then looks registrations up by both names."""
        return False

    def check_iss_has_many_clients(self, iss: str) -> bool:
        """Always."""
        return True

    def find_registration_by_issuer(self, iss: str, *args: Any, **kwargs: Any) -> Registration:
        """Not asked for, since no issuer has just one client."""
        raise NotImplementedError

    def find_registration_by_params(
        self, iss: str, client_id: str, *args: Any, **kwargs: Any
    ) -> Registration:
        """The active registration. Raises `LaunchError`."""
        return as_registration(find_platform(iss, client_id))

    def find_deployment(self, iss: str, deployment_id: str) -> Deployment | None:
        """Not asked for, since no issuer has just one client."""
        raise NotImplementedError

    def find_deployment_by_params(
        self, iss: str, deployment_id: str, client_id: str, *args: Any, **kwargs: Any
    ) -> Deployment | None:
        """The deployment, if the platform registered it."""
        platform = find_platform(iss, client_id)
        if not platforms.deployed(platform.id, deployment_id):
            return None
        return Deployment().set_deployment_id(deployment_id)


def find_platform(issuer: str, client_id: str | None) -> Platform:
    """The one active registration of these names. Raises `LaunchError`.

    Without a client id there must be just one active registration of the issuer.
    """
    found = platforms.find(issuer, client_id or None)
    if not found:
        raise LaunchError("unknown_platform", 403)
    active = [platform for platform in found if platform.active]
    if not active:
        raise LaunchError("not_activated", 403)
    if len(active) > 1:
        raise LaunchError("ambiguous_client", 400)
    return active[0]


def as_registration(platform: Platform) -> Registration:
    """A platform in the library's form."""
    registration = Registration()
    registration.set_issuer(platform.issuer)
    registration.set_client_id(platform.client_id)
    registration.set_auth_login_url(platform.login_url)
    registration.set_auth_token_url(platform.token_url)
    registration.set_key_set_url(platform.key_set_url)
    return registration
