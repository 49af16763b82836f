"""The pages of administrators: registering by an address, and registering by hand."""

from functools import partial

from flask import Blueprint, render_template, request
from werkzeug.exceptions import MethodNotAllowed

from lti_app import headers, language
from lti_app.lti import registration
from lti_app.lti.claims import HISTORY, HISTORY_VARIABLE, ZONE, ZONE_VARIABLE
from lti_app.lti.legacy import refuse_legacy
from lti_app.lti.options import LtiOptions
from lti_app.lti.untrusted import origin
from lti_app.parts import Parts
from silabo.domain.errors import LaunchError
from silabo.wording.catalogues import supported


def blueprint(parts: Parts) -> Blueprint:
    """The pages of administrators, over these parts."""
    views = Blueprint("registration", __name__, url_prefix="/lti")
    views.get("/register", endpoint="register")(partial(register, parts.lti))
    views.post("/register")(register_legacy)
    views.get("/manual", endpoint="manual")(partial(manual, parts.lti))
    return views


def register(options: LtiOptions) -> str:
    """Register the platform that opens this in its dialog, and say what is left to do there."""
    if request.method == "HEAD":  # whoever only looks whether it is there uses nothing up
        raise MethodNotAllowed(["GET"])
    _speak(request.args.get("ui_locales", ""))
    configuration = request.args.get("openid_configuration", "")
    if not configuration:
        raise LaunchError("not_by_hand", 400)
    found = registration.register(
        request.args.get("invite", ""),
        configuration,
        request.args.get("registration_token", ""),
        options,
    )
    headers.allow_framing([origin(found.issuer)])
    if not request.args.get("ui_locales"):
        _speak(found.locale)
    return render_template("lti/registered.html", found=found)


def register_legacy() -> str:
    """Tell whoever pressed "Add Legacy LTI" that it was the wrong one; nothing is used up."""
    _speak(request.args.get("ui_locales", ""))
    refuse_legacy(request.form)
    raise MethodNotAllowed(["GET"])


def manual(options: LtiOptions) -> str:
    """Show every address that an LMS asks for, each with a button that copies it."""
    address = options.address
    fields = {
        "name": options.label,
        "tool_url": f"{address}/lti/launch",
        "login_url": f"{address}/lti/login",
        "redirect_urls": f"{address}/lti/launch",
        "key_set_url": f"{address}/lti/jwks",
        "icon_url": f"{address}/static/-/icon.svg",
        "custom": f"{HISTORY}={HISTORY_VARIABLE}\n{ZONE}={ZONE_VARIABLE}",
    }
    return render_template("lti/manual.html", fields=fields, private=options.private)


def _speak(locales: str) -> None:
    # OpenID Connect Core 1.0, 3.1.2.1: language tags, the preferred one first.
    known = [each for each in locales.split() if supported(each, "")]
    if known:
        language.use(supported(known[0]))
