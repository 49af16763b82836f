"""How it is asked whether an answer helped, where whoever is asked is not in the panel."""

from dataclasses import dataclass

from silabo.wording.catalogues import say


@dataclass(frozen=True, slots=True)
class FeedbackWords:
    """What is asked, its two answers, and what is said when one has been noted."""

    asked: str
    yes: str
    no: str
    noted_yes: str
    noted_no: str


def feedback_words(language: str, *, unsure: bool) -> FeedbackWords:
    """The words of an answer, as its card has them; `unsure` as `Answer.unsure` says it."""
    if unsure:
        return FeedbackWords(
            asked=say(language, "Is this what you were looking for?"),
            yes=say(language, "Yes, that was it"),
            no=say(language, "No, that was not it"),
            noted_yes=say(language, "Noted: answered for you."),
            noted_no=say(language, "Noted: not sure."),
        )
    return FeedbackWords(
        asked=say(language, "Did it help?"),
        yes=say(language, "Yes, it helped"),
        no=say(language, "No, it did not help"),
        noted_yes=say(language, "Noted: it helped."),
        noted_no=say(language, "Noted: it did not help."),
    )
