"""Deep linking: what a tool answers, and what Moodle makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from practice_lms.custom import as_text
from practice_lms.tool_keys import ToolSignatureError, verified
from practice_lms.tools import Tool

CONTENT_ITEMS = "https://purl.imsglobal.org/spec/lti-dl/claim/content_items"
MESSAGE = "https://purl.imsglobal.org/spec/lti-dl/claim/msg"
ERROR_MESSAGE = "https://purl.imsglobal.org/spec/lti-dl/claim/errormsg"


class EmptyCustomError(Exception):
    """An item whose `custom` is an empty object: Moodle 5.1 ends in an error page."""


@dataclass(frozen=True, slots=True)
class Item:
    """One activity that the tool proposes; `custom` as `practice_lms.custom` keeps it."""

    title: str
    text: str
    custom: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool answered. No items: the person cancelled, or something went wrong there."""

    items: tuple[Item, ...]
    message: str
    error_message: str


def read_answer(token: str, tool: Tool) -> Answer:
    """The answer of a deep linking launch.

    Signature, times and issuer are checked, and nothing else: Moodle ignores audience, nonce,
    deployment and version here. Raises `ToolSignatureError` and `EmptyCustomError`.
    """
    claims = verified(token, tool)
    if claims.get("iss") != tool.client_id:
        raise ToolSignatureError("the token is of another tool")
    items = claims.get(CONTENT_ITEMS)
    return Answer(
        items=tuple(_item(each) for each in items if isinstance(each, dict))
        if isinstance(items, list)
        else (),
        message=_text(claims, MESSAGE),
        error_message=_text(claims, ERROR_MESSAGE),
    )


def _item(given: Mapping[str, Any]) -> Item:
    custom = given.get("custom")
    if custom == {}:
        raise EmptyCustomError
    return Item(
        title=_text(given, "title"),
        text=_text(given, "text"),
        custom=as_text(custom) if isinstance(custom, dict) else "",
    )


def _text(values: Mapping[str, Any], name: str) -> str:
    found = values.get(name)
    return found if isinstance(found, str) else ""
