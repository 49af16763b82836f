"""Ends a person's letters: by one POST of a mail program (RFC 8058), or by a button on a page.

The address opens nothing else and shows nothing of the person, so no login stands before it: who
has the letter may stop the next one. Looking changes nothing, since mail filters open every link.
"""

from flask import Blueprint, render_template

from lti_app import language
from lti_app.lti.untrusted import is_plain
from silabo.domain.errors import NotFoundError
from silabo.language.wording import supported
from silabo.storage import people

part = Blueprint("letters", __name__)


@part.get("/letters/unsubscribe/<token>")
def ask(token: str) -> str:
    """Show the button that ends the letters."""
    _speak_to(token)
    return render_template("letters/stop.html")


@part.post("/letters/unsubscribe/<token>")
def stop(token: str) -> str:
    """End the letters, however often this is sent, and say so."""
    _speak_to(token)
    people.stop_letters(token)
    return render_template("letters/stopped.html")


def _speak_to(token: str) -> None:
    """Answer in the language of the token's person. Raises `NotFoundError` for no person's."""
    # All of a token's letters are ASCII, and not every database can be asked for a NUL.
    found = people.reader_of(token) if is_plain(token) else None
    if found is None:
        raise NotFoundError
    language.use(supported(found))
