"""Says in plain words what is wrong with the settings."""

from collections.abc import Iterable

from pydantic_core import ErrorDetails


def in_words(error: ErrorDetails) -> str:
    """One of pydantic's errors as a sentence for whoever typed the setting."""
    limits = error.get("ctx", {})
    match error["type"]:
        case "int_parsing" | "int_from_float":
            return f"“{error['input']}” is not a whole number"
        case "greater_than_equal":
            return f"{error['input']} is too small; the smallest is {limits['ge']}"
        case "less_than_equal":
            return f"{error['input']} is too large; the largest is {limits['le']}"
        case "bool_parsing":
            return f"“{error['input']}” is neither 1 nor 0"
        case "literal_error":
            return f"“{error['input']}” is none of {limits['expected']}"
        case _:
            return error["msg"].removeprefix("Value error, ")


def refusal(problems: Iterable[str]) -> str:
    """Why nothing starts with these settings, a line each."""
    return "\n".join(["Sílabo does not start:", *(f"  {each}" for each in problems)])
