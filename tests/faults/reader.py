"""A process that takes what lies in the inbox, and ends: `python -m` this."""

from tasks.inbox import take_all
from tests.faults.process import begin


def main() -> None:
    """Read."""
    parts = begin()
    assert parts.inbox is not None, "no inbox is set"
    with parts.inbox.open() as inbox:
        take_all(parts, inbox, lambda _: None)


if __name__ == "__main__":
    main()
