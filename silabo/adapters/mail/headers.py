"""How headers of a letter stand on their lines: folded at white space, and only free text is ever
encoded.
"""

from email.policy import EmailPolicy

LINE = 78  # RFC 5322, 2.1.1: characters that a line should not exceed
LONGEST_LINE = 998  # and those that it must not
# RFC 2047, 5: an encoded word may stand for a text such as the subject, or in the phrase before an
# address, where it is in its place already. In any other header it is no address and no id, but a
# word that nobody knows.
TEXTS = frozenset({"subject", "comments"})


class HeaderPolicy(EmailPolicy):
    """The library's policy for SMTP, with structured headers that keep their tokens whole.

    The library's own encodes a token that is longer than a line (a `List-Unsubscribe` then leads
    nowhere) and folds inside the angle brackets.
    """

    def header_store_parse(self, name: str, value: str) -> tuple[str, str]:
        """Keep a header as it was written: what is encoded already is not read back."""
        return name, value

    def fold(self, name: str, value: str) -> str:
        """The header with its line ends. Raises `UnicodeError` when it has no such form."""
        if name.lower() in TEXTS:
            return str(super().fold(name, value))
        return structured(name, value, self.linesep)

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same in ASCII."""
        return self.fold(name, value).encode("ascii")


def structured(name: str, value: str, line_end: str = "\r\n") -> str:
    """A header whose tokens stand as they are, on as many lines as its white space allows.

    The first token stays beside the name: RFC 5322 (3.2.2) lets no line be made of white space
    alone, and not every reader looks beyond an empty one. Raises `UnicodeError` for what is not
    ASCII or cannot be cut into lines that mail allows.
    """
    value.encode("ascii")
    first, *others = value.split() or [""]
    lines = [f"{name}: {first}"]
    for token in others:
        if len(lines[-1]) + 1 + len(token) <= LINE:
            lines[-1] += f" {token}"
        else:
            lines.append(f" {token}")
    if max(map(len, lines)) > LONGEST_LINE:
        raise UnicodeError("a word of a header is longer than a line of mail")
    return line_end.join([*lines, ""])


LETTERS = HeaderPolicy(linesep="\r\n", max_line_length=LINE)
