"""A tool for the browser tests: it launches, and its page shows what it got."""

import json
from urllib.parse import urlencode

import jwt
from flask import Flask, Response, request

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
PLACING = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"


def stub_tool() -> Flask:
    """A Flask app with /lti/login and /lti/launch, and a page that leads back to the platform."""
    tool = Flask(__name__, static_folder=None)

    @tool.post("/lti/login")
    def login() -> Response:
        sent = request.form
        asked = {
            "scope": "openid",
            "response_type": "id_token",
            "response_mode": "form_post",
            "prompt": "none",
            "client_id": sent["client_id"],
            "redirect_uri": sent["target_link_uri"],
            "login_hint": sent["login_hint"],
            "lti_message_hint": sent["lti_message_hint"],
            "state": "state-1",
            "nonce": "nonce-1",
        }
        address = f"{sent['iss']}/mod/lti/auth.php?{urlencode(asked)}"
        response = Response(page(f"<script>location.replace({json.dumps(address)})</script>"))
        response.set_cookie("third_party", "1", secure=True, httponly=True, samesite="None")
        return response

    @tool.post("/lti/launch")
    def launch() -> str:
        claims = jwt.decode(request.form["id_token"], options={"verify_signature": False})
        # A message that places an activity tells no target, and has a return address of its own.
        presentation = claims[f"{CLAIM}launch_presentation"]
        placing = claims.get(PLACING, {})
        back = placing.get("deep_link_return_url") or presentation["return_url"]
        cookie = "came" if "third_party" in request.cookies else "did not come"
        return page(
            f"<h1>{claims['name']}</h1><p id=course>{claims[f'{CLAIM}context']['title']}</p>"
            f"<p id=cookie>The cookie {cookie}</p>"
            f"<p id=target>{presentation.get('document_target', '')}</p>"
            f"<a id=back href='{back}'>Back</a> "
            f"<a id=tab target=_blank href='{claims['iss']}/mod/lti/launch.php?id=2'>New tab</a>"
        )

    return tool


def page(body: str) -> str:
    return f"<!doctype html><html lang=en><title>Stub tool</title><main>{body}</main></html>"
