"""What a parser child answers of an archive: its members, as JSON. Nothing in it is trusted."""

import base64
import json
from typing import Any

from ingest.limits import Limits
from ingest.rejections import NOTICES
from silabo.adapters.parser.extract_json import UnreadableAnswerError, refused
from silabo.domain import json_text
from silabo.domain.containers import Member, Unpacked
from silabo.domain.passages import Notice

MOST_BYTES = 80_000_000  # the largest member that may be in an archive, as base64

_LONGEST_NAME = 200


def dumps(unpacked: Unpacked) -> bytes:
    """Members as JSON."""
    members = [
        [each.file_name, base64.b64encode(each.data).decode("ascii"), each.written]
        for each in unpacked.members
    ]
    answer = {
        "members": members,
        "following": unpacked.following,
        "notices": [each.code for each in unpacked.notices],
    }
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def loads(answer: bytes, limits: Limits) -> Unpacked:
    """The members in an answer.

    Raises `RejectedDocumentError` when that is the answer, and `UnreadableAnswerError` when it
    breaks its own rules.
    """
    try:
        found = json_text.read(answer)
        refused(found)
        members = tuple(_member(*each) for each in found["members"])
        following = found["following"]
        notices = tuple(Notice(code) for code in found["notices"])
        holds = (
            0 < len(members) <= limits.members
            and all(notice.code in NOTICES for notice in notices)
            and (following is None or (type(following) is int and 0 < following <= limits.members))
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UnreadableAnswerError("no members") from error
    if not holds:
        raise UnreadableAnswerError("a rule is broken")
    return Unpacked(members, following, notices)


def _member(name: Any, data: Any, written: Any) -> Member:
    """One member."""
    if not (isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME and name.isprintable()):
        raise ValueError("no name")
    return Member(name, base64.b64decode(data, validate=True), written is True)
