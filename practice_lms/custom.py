"""Custom parameters as Moodle keeps them: a text of `name=value` lines, and what launches say."""

from collections.abc import Mapping


def as_text(parameters: Mapping[str, object]) -> str:
    """Parameters of a deep linking item, one a line.

    A value with a line break makes a further parameter, as in Moodle: a tool must not send one.
    """
    return "\n".join(f"{name}={value}" for name, value in parameters.items())


def as_claim(text: str, variables: Mapping[str, str]) -> dict[str, str]:
    """What a launch says of these lines: each name as it is and once more in lower case.

    A value that is the name of a variable is said as what it stands for.
    """
    claim: dict[str, str] = {}
    for line in text.splitlines():
        name, found, value = line.partition("=")
        if found and name.strip():
            said = variables.get(value.strip(), value.strip())
            claim |= {name.strip().lower(): said, name.strip(): said}
    return claim
