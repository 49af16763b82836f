"""The language of a request: the session's, else the first of the browser's that we have."""

from flask import Flask, g, request

from silabo.wording.catalogues import DEFAULT, LANGUAGES, catalogue

LONGEST_WISH = 1000  # characters of a browser's list; nobody reads so many languages


def of_browser() -> str:
    """The best of our languages for the browser's list; English when it names none of them."""
    if len(request.headers.get("Accept-Language", "")) > LONGEST_WISH:
        return DEFAULT
    return request.accept_languages.best_match(LANGUAGES) or DEFAULT


def current() -> str:
    """The language of this request."""
    return str(g.get("language") or of_browser())


def use(language: str) -> None:
    """Answer this request in a language."""
    g.language = language


def install(app: Flask) -> None:
    """Give templates `_` and `ngettext` in the language of the request."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: catalogue(current()).gettext(message),
        lambda one, many, count: catalogue(current()).ngettext(one, many, count),
        newstyle=True,
    )
    app.context_processor(lambda: {"language": current()})
