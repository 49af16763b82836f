"""Finds what is pasted into a message: the lines of an earlier mail, and those of a log or a
program, of which the telling one is kept.
"""

import re

from silabo.language.lexicon import any_of
from silabo.language.words import fold

_FEWEST_LINES = 3  # of a log; one or two may be what is asked, if none tells of a failure
# What is typed to a machine: "$ make", "gcc -o sort sort.c".
_COMMAND = re.compile(
    r"(?:[$%#]|>>>|[A-Z]:\\\S{0,80}>) ?\w|[a-z][\w+.]{1,20} -{1,2}[a-z]\w{0,20}(?:\s|$)"
)
# What a program says of a file: "bash: ./run.sh: Permission denied". "Question: project 2: my build
# failed" is said by a person, of what it asks about.
_FILE = r"(?:[./\\_][^\W\d]|(?<=\s)['\"‘`]\w)"
_REPORT = re.compile(rf"[\w.+/-]{{1,40}}: (?=[^:]{{0,80}}{_FILE})[^:]{{1,80}}: (\S.{{0,200}})")
_SIGNS = frozenset(":;(){}[]<>=_/\\|*&^$#@\"'`+~%0123456789")
_MOST_SIGNS = 0.1  # share of the characters of a line that people write
_LONGEST_LINE = 200  # characters of the telling line
_MAIL_HEAD = re.compile(rf"{any_of(lambda lexicon: lexicon.courtesy.mail_heads)}$")
_QUOTED = re.compile(r"[>|]+ ?")
_FAILURE = re.compile(
    rf"\b{any_of(lambda lexicon: lexicon.courtesy.failures)}\b|\w(?:Error|Exception)\b"
)
# In "main.c:10:", "(.text+0x24):", "/usr/bin/ld:"; "ValueError:" is what went wrong.
_SIGNS_OF_A_PLACE = frozenset("./\\(_0123456789")


def without_pasted(message: str) -> tuple[str, list[str]]:
    """A message without its pasted lines, and of a log the one line that tells what went wrong, or
    else its last one.

    What is left is "" where a message is a log and nothing else.
    """
    own = _own(message.split("\n"))
    numbers = [number for number, line in enumerate(own) if _is_of_a_log(line)]
    fails = any(_tells_failure(own[number]) for number in numbers)
    if len(numbers) < _FEWEST_LINES - fails - _has_report(own):
        return "\n".join(own), []
    first, last = numbers[0], numbers[-1]
    while last + 1 < len(own) and _may_be_of_a_log(own[last + 1]):
        last += 1
    pasted = [line for line in own[first : last + 1] if _may_be_of_a_log(line)]
    between = [line for line in own[first : last + 1] if not _may_be_of_a_log(line)]
    kept = [*own[:first], *between, *own[last + 1 :]]
    return "\n".join(kept), [_telling(pasted)]


def _own(lines: list[str]) -> list[str]:
    """The lines that somebody wrote: none of an earlier mail, none under a signature's dashes."""
    own: list[str] = []
    for line in lines:
        if line.rstrip() == "--" or _MAIL_HEAD.match(fold(line.strip()[:120])):
            break
        if not _QUOTED.match(line):
            own.append(line)
    return own if any(line.strip() for line in own) else lines


def _is_of_a_log(line: str) -> bool:
    written = line.strip()
    if len(written) < 2 or "?" in written[-3:]:
        return False
    if _COMMAND.match(written) or _is_report(written):
        return True
    signs = sum(1 for letter in written if letter in _SIGNS)
    # "Segmentation fault (core dumped)" has few of them, and tells what went wrong.
    says_failure = signs > 0 and not written[-1].isalnum() and _tells_failure(written)
    return signs > _MOST_SIGNS * len(written) or says_failure


def _is_report(line: str) -> bool:
    return _REPORT.match(line) is not None and _tells_failure(line)


def _has_report(lines: list[str]) -> bool:
    """Whether a program's report of a failure stands beside lines that somebody wrote."""
    said = [line.strip() for line in lines if line.strip()]
    return len(said) > 1 and any(map(_is_report, said))


def _tells_failure(line: str) -> bool:
    """Whether a line tells what went wrong."""
    line = line[:400]
    return _FAILURE.search(line) is not None or _FAILURE.search(line.casefold()) is not None


def _may_be_of_a_log(line: str) -> bool:
    """Whether a line among those of a log is one of them: it has a sign."""
    written = line.strip()
    if not written or "?" in written[-3:]:
        return not written
    return any(letter in _SIGNS for letter in written) or _COMMAND.match(written) is not None


def _telling(log: list[str]) -> str:
    """The first line that tells what went wrong, else the last, without the place before it."""
    line = next((line for line in log if _tells_failure(line)), log[-1]).strip()[:400]
    report = _REPORT.match(line)
    if report is not None and _tells_failure(report[1]):
        return report[1][:_LONGEST_LINE]
    for _ in range(3):
        place, _, rest = line.partition(" ")
        if not place.endswith(":") or _SIGNS_OF_A_PLACE.isdisjoint(place):
            break
        line = rest.strip()
    return line[:_LONGEST_LINE]
