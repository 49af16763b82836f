"""Lists of the desk that are shown page by page."""

from collections.abc import Sequence

from flask import request

from lti_app.api.review_schemas import MOST_PAGES


def wanted() -> int:
    """The page that the address asks for, from 1; what cannot be one is the first, or the last."""
    return min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)


def after(page: int, found: Sequence[object], size: int) -> int:
    """The page that follows one of this size; 0 where it was the last."""
    return page + 1 if len(found) == size else 0
