"""A process that sends letters and calls until none is owed, and ends: `python -m` this."""

from tasks.letters import deliver_next
from tasks.webhooks import call_next
from tests.faults.process import begin


def main() -> None:
    """Send."""
    parts = begin()
    while deliver_next(parts) or call_next(parts):
        pass


if __name__ == "__main__":
    main()
