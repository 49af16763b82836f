"""Who acts in a request, as the audit names them: the person of its session, and from where."""

from collections.abc import Callable

from flask import Flask, request

from silabo.domain.people import Session
from silabo.domain.programs import ServiceToken
from silabo.storage import audit
from silabo.storage.audit import Acting, Doer


def install(app: Flask, source_of: Callable[[str], str]) -> None:
    """Name the web in each request; `source_of` makes a hash of an address."""

    @app.before_request
    def begin() -> None:
        audit.act_as(Acting(Doer.WEB, source=source_of(request.remote_addr or "")))

    @app.teardown_request
    def end(_: BaseException | None) -> None:
        audit.act_as(Acting())


def name(session: Session) -> None:
    """Whoever has this session acts from here on."""
    audit.act_as(Acting(Doer.WEB, session.person_id, audit.who_acts().source))


def name_program(token: ServiceToken) -> None:
    """The program that has this token acts from here on."""
    audit.act_as(Acting(Doer.WEB, source=audit.who_acts().source, token=token.public_id))
