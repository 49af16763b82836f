"""The one place where errors become responses: problems for the API, pages for the browser.

RFC 9457: a problem has a type, title, status and detail; ours add a code that never changes, and a
reference that stands in the log too.
"""

import logging
import secrets
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g, json, render_template, request
from werkzeug.exceptions import BadRequest, HTTPException

from lti_app import bearer, headers, language
from silabo.domain import clock
from silabo.domain.errors import (
    DiskFullError,
    ForbiddenError,
    LaunchError,
    NotFoundError,
    QuotaError,
    ServiceError,
    SessionEndedError,
    ToolError,
    Value,
)
from silabo.domain.happenings import LAUNCHES_REFUSED
from silabo.storage import registrations
from silabo.wording import dates, error_sentences

logger = logging.getLogger(__name__)

Values = dict[str, Value] | None

PROBLEM = "application/problem+json"
STATUS_OF_CLASS: dict[type[ToolError], int] = {
    NotFoundError: 404,
    ForbiddenError: 403,
    SessionEndedError: 401,
    QuotaError: 429,
}
STATUS_OF_CODE = {
    "idempotency_conflict": 409,
    "nothing_to_judge": 409,
    "nothing_to_hand_over": 409,
    "decided_meanwhile": 409,
    "csv_meanwhile": 409,
    "answered_meanwhile": 409,
    "document_changed": 409,
    "answered_already": 409,
    "expected_already": 409,
    "too_many_expectations": 409,
    "too_many_tokens": 409,
    "copying_already": 409,
    "too_many_loans": 409,
    "too_many_webhooks": 409,
    "told_already": 409,
    "too_late_to_undo": 409,
    "nothing_to_approve": 409,
    "same_file": 409,
    "archive_not_replaced": 409,
    "limit_stale": 409,
    "course_closed": 409,
    "course_files": 409,
    "course_size": 409,
    "file_too_large": 413,
}
CODE_OF_STATUS = {
    400: "bad_request",
    401: "session_ended",
    403: "forbidden",
    404: "not_found",
    405: "wrong_method",
    412: "changed",
    413: "too_large",
    415: "wrong_type",
    422: "invalid",
    429: "too_many_requests",
    503: "unavailable",
}
RETRY_AFTER_S = 5


def install(app: Flask) -> None:
    """Map every error of the application."""
    app.register_error_handler(ToolError, _tool_error)
    app.register_error_handler(QuotaError, _quota_error)
    app.register_error_handler(LaunchError, _launch_error)
    app.register_error_handler(ServiceError, _service_error)
    app.register_error_handler(HTTPException, http_error)
    # JSON that is nested beyond what the parser can follow.
    app.register_error_handler(RecursionError, lambda _: http_error(BadRequest()))


def status_of(error: ToolError) -> int:
    """The HTTP status of an error that a person can mend."""
    if error.code in STATUS_OF_CODE:
        return STATUS_OF_CODE[error.code]
    return STATUS_OF_CLASS.get(type(error), 422)


def problem(
    status: int,
    code: str,
    reference: str,
    *,
    values: Values = None,
    errors: object = None,
    detail: str = "",
) -> Response:
    """A problem response in the reader's language; its detail is the sentence of its code unless
    another one is given.
    """
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail
        or error_sentences.sentence(language.current(), _wording(code, values), values),
        "reference": reference,
    }
    if errors:
        body["errors"] = errors
    response = Response(json.dumps(body), status=status, content_type=PROBLEM)
    if status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.INSUFFICIENT_STORAGE):
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _wording(code: str, values: Values) -> str:
    if values and "day" in values:  # a time of another day is another sentence
        return f"{code}_day"
    # Our own pages say by themselves that a session is over; a program has a token to mend.
    return "token_needed" if code == "session_ended" and request.path.startswith("/api") else code


def new_reference() -> str:
    """Four characters that a person can read out, to find the log line of what they met."""
    return "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(4))


def http_error(error: HTTPException) -> Response:
    """What Flask, Werkzeug and flask-smorest refuse by themselves."""
    status = error.code or 500
    code = CODE_OF_STATUS.get(status, "bad_request" if status < 500 else "internal")
    details = getattr(error, "data", None) or {}
    response = _refusal(status, code, errors=details.get("messages"))
    # Such as Allow of a 405: what the client may do instead.
    response.headers.extend(
        [(name, value) for name, value in error.get_headers() if name != "Content-Type"]
    )
    return response


def wants_json() -> bool:
    """Whether a program asked: the API, or a module of ours."""
    return request.path.startswith(("/api", "/fragments")) or request.is_json


def _tool_error(error: ToolError) -> Response:
    return _refusal(status_of(error), error.code, values=error.values)


def _quota_error(error: QuotaError) -> Response:
    values = dict(error.values)
    if error.again_at is not None:
        # In the course's zone: its students read the same clock as their timetable.
        zone, reader = bearer.view().time_zone, language.current()
        values["time"] = dates.clock_time(error.again_at, zone, reader)
        if not dates.same_day(error.again_at, clock.now(), zone):
            values["day"] = dates.day(error.again_at, zone, reader)
    response = _refusal(status_of(error), error.code, values=values)
    response.headers["Retry-After"] = str(error.wait_s)
    return response


def _service_error(error: ServiceError) -> Response:
    if isinstance(error, DiskFullError):
        return _refusal(507, "disk_full", reason=str(error))
    return _refusal(503, "unavailable", reason=str(error))


def _refusal(
    status: int, code: str, *, values: Values = None, errors: object = None, reason: str = ""
) -> Response:
    reference = new_reference()
    fields = {"reference": reference, "status": status, "code": code}
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("request_failed", extra={**fields, "reason": reason})
    else:
        logger.info("request_refused", extra=fields)
    if wants_json():
        return problem(status, code, reference, values=values, errors=errors)
    return _page(status, code, reference, values)


def _launch_error(error: LaunchError) -> Response:
    reference = new_reference()
    logger.warning("launch_refused", extra={"code": error.code, "reference": reference})
    LAUNCHES_REFUSED.note(code=error.code)
    _remember_refusal(error.code, reference)
    cause = error_sentences.sentence(language.current(), error.code, error.values)
    remedy = error_sentences.remedy(language.current(), error.code)
    if wants_json():  # the page that shows the browser's secret
        return problem(error.status, error.code, reference, detail=f"{cause} {remedy}")
    headers.allow_framing_by_anybody()
    page = render_template(
        "lti/refused.html",
        cause=cause,
        remedy=remedy,
        roles=error.values.get("roles"),
        code=error.code,
        reference=reference,
        moment=clock.now(),
    )
    return Response(page, status=error.status)


def _remember_refusal(code: str, reference: str) -> None:
    # For `flask lti doctor`; a page that says why must not fail because this does.
    try:
        registrations.note_refusal(code, reference, g.get("platform_id"))
    except ServiceError:
        logger.warning("refusal_not_kept", extra={"reference": reference})


def _page(status: int, code: str, reference: str, values: Values) -> Response:
    headers.allow_framing_by_anybody()
    page = render_template(
        "failed.html",
        sentence=error_sentences.sentence(language.current(), code, values),
        reference=reference,
    )
    return Response(page, status=status)
