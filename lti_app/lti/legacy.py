"""LTI 1.1 and 2.0, which this tool does not speak: recognised, so that whoever chose them reads it.

Moodle has two buttons under one field. "Add LTI Advantage" opens the address with a configuration
to read; "Add Legacy LTI" looks for a cartridge there by GET, then posts an LTI 2.0 registration.
"""

from collections.abc import Mapping

from silabo.domain.errors import LaunchError

VERSION = "lti_version"  # LTI-1p0 (also of LTI 1.1) and LTI-2p0; LTI 1.3 has it in the token alone
KEY = "oauth_consumer_key"  # of each message that is signed with OAuth 1.0a
REGISTRATION = "ToolProxyRegistrationRequest"  # LTI 2.0, and the one message before there is a key


def refuse_legacy(form: Mapping[str, str]) -> None:
    """Raise `LaunchError` for a message of LTI 1.x or 2.0; do nothing for anything else."""
    if form.get("lti_message_type") == REGISTRATION:
        raise LaunchError("legacy_registration", 400)
    if KEY in form or form.get(VERSION, "").startswith("LTI-"):
        raise LaunchError("legacy_launch", 400)
