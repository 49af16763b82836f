"""A note as it stands in the text that refers to it, so that its sentence is quoted with it."""

_LONGEST_INSIDE = 60  # words; a longer note stands for itself, so that its sentence can be read


def in_brackets(label: str, said: str) -> tuple[str, str]:
    """What stands behind what a note is said of, and the paragraph that it is by itself where it is
    long: "[2: Group B on 5 June.]", or "[2]" and "[2] Group B ...".
    """
    if len(said.split()) > _LONGEST_INSIDE:
        return f"[{label}]", f"[{label}] {said}"
    return f"[{label}: {said.replace('[', '(').replace(']', ')')}]", ""
