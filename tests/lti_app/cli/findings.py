"""Reading what a doctor found."""

from silabo.domain.findings import Finding


def of(findings: list[Finding], word: str) -> Finding:
    """The one finding that says this."""
    (found,) = [each for each in findings if word in f"{each.name}: {each.detail}"]
    return found


def wrong(findings: list[Finding]) -> list[str]:
    return [each.detail for each in findings if not each.ok]
