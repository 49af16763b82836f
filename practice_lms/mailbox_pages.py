"""The mailbox: the letters that the tool has sent, as a mail program shows them."""

import hashlib

from flask import Blueprint, Response, abort, request

from practice_lms.letters import Envelope, MailFolder
from practice_lms.options import PracticeOptions
from practice_lms.rendering import show
from practice_lms.visitor import browser_language, visitor
from practice_lms.world import find_person

EVERYBODY = "everybody"

# A letter may use styles of its own and pictures that it brings along, and nothing else: no
# script, no form, nothing from another place. It is so even when its address is opened by itself.
_LETTER_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-popups allow-popups-to-escape-sandbox",
    )
)
# A letter's links open beside the mailbox, not inside its frame.
_LETTER_HEAD = '<!doctype html><meta charset="utf-8"><base target="_blank">'


class MailboxPages:
    """Serves /mailbox, a letter, and a letter's HTML part by itself."""

    def __init__(self, options: PracticeOptions) -> None:
        """Keep the folder; it is read at each request."""
        self._folder = MailFolder(options.mail_folder)

    def blueprint(self) -> Blueprint:
        """The routes of the mailbox."""
        pages = Blueprint("mailbox", __name__, url_prefix="/mailbox")
        pages.add_url_rule("", view_func=self.letters)
        pages.add_url_rule("/<name>", view_func=self.letter)
        pages.add_url_rule("/<name>/html", view_func=self.html_part)
        return pages

    def letters(self) -> Response:
        """The letters to one person, by default to the one whom the visitor is, or to everybody."""
        person = visitor()
        chosen = request.args.get("to", str(person.id) if person else EVERYBODY)
        recipient = find_person(chosen)
        envelopes = self._folder.envelopes(recipient.email if recipient else "")
        return show(
            "mailbox.html",
            browser_language(),
            envelopes=envelopes,
            recipient=recipient,
            everybody=EVERYBODY,
            fingerprint=_fingerprint(envelopes),
        )

    def letter(self, name: str) -> Response:
        """One letter: its headers, its HTML part in a frame, its text part folded away."""
        letter = self._folder.open(name)
        if letter is None:
            abort(404)
        return show("letter.html", browser_language(), letter=letter, to=request.args.get("to", ""))

    def html_part(self, name: str) -> Response:
        """The HTML part as the tool wrote it, shut in by its own content policy."""
        letter = self._folder.open(name)
        if letter is None or not letter.html:
            abort(404)
        response = Response(_LETTER_HEAD + letter.html, content_type="text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = _LETTER_POLICY
        return response


def _fingerprint(envelopes: list[Envelope]) -> str:
    """A text that differs when the list has changed: the page's script compares it."""
    names = "\n".join(envelope.name for envelope in envelopes)
    return hashlib.sha256(names.encode()).hexdigest()
