"""Why a question needs eyes, and what became of it, in words."""

from lti_app.language import current
from lti_app.panel.lists import UNHELPFUL
from silabo.domain import clock
from silabo.domain.answers import AnswerKind
from silabo.domain.questions import QuestionState
from silabo.domain.reviews import Fate, Harm, QuestionGroup
from silabo.wording.catalogues import mark, say, say_count

FATES = {
    Fate.CHECKED: mark("Checked"),
    Fate.ANSWERED: mark("Answered"),
    Fate.UNSURE: mark("Not sure"),
    Fate.DECLINED: mark("Not stated"),
    Fate.UNAPPROVED: mark("Waits for approval"),
    Fate.WAITING: mark("Waiting"),
    Fate.FAILED: mark("Failed"),
    Fate.REPLY: mark("Not about the documents"),
}
_OF_KIND = {
    AnswerKind.CURATED: Fate.CHECKED,
    AnswerKind.CLOSEST: Fate.UNSURE,
    AnswerKind.DECLINED: Fate.DECLINED,
    AnswerKind.REPLY: Fate.REPLY,
}


def fate_words() -> list[tuple[Fate, str]]:
    """What may become of a question, as the list is narrowed to it."""
    return [(fate, say(current(), said)) for fate, said in FATES.items()]


def fate_word(group: QuestionGroup) -> str:
    """What became of the newest of these questions, in a word."""
    return say(current(), FATES[_fate(group)])


def _fate(group: QuestionGroup) -> Fate:
    if group.state is QuestionState.FAILED:
        return Fate.FAILED
    if group.state is QuestionState.UNAPPROVED:
        return Fate.UNAPPROVED
    if group.kind is None:
        return Fate.WAITING
    return _OF_KIND.get(group.kind, Fate.ANSWERED)


def reason(group: QuestionGroup) -> str:
    """Why these questions need eyes: the worst of it; "" where they need none."""
    words = {
        Harm.UNAPPROVED: _unapproved,
        Harm.HANDED_OVER: _handed_over,
        Harm.UNSOLVED: _unsolved,
        Harm.CHANGED: _changed,
        Harm.DECLINED: _declined,
        Harm.UNSURE: _unsure,
    }
    return words[group.harm](group) if group.harm else ""


def times(group: QuestionGroup) -> str:
    """How often they were asked."""
    return say_count(current(), "asked %(count)s time", "asked %(count)s times", group.times)


def _unapproved(group: QuestionGroup) -> str:
    waits = say_count(
        current(),
        "Waits for your approval, for %(count)s student",
        "Waits for your approval, for %(count)s students",
        group.unapproved,
    )
    asks = f" · {_handed_over(group)}" if group.handed else ""
    return f"{waits} · {_for_how_long(group)}{asks}"


def _for_how_long(group: QuestionGroup) -> str:
    """Since when the first of them waits, rounded down."""
    since = group.unapproved_since or clock.now()
    minutes = max(0, int((clock.now() - since).total_seconds() // 60))
    language = current()
    if minutes < 1:
        return say(language, "for less than a minute")
    if minutes < 60:
        return say_count(language, "for %(count)s minute", "for %(count)s minutes", minutes)
    if minutes < 48 * 60:
        return say_count(language, "for %(count)s hour", "for %(count)s hours", minutes // 60)
    return say_count(language, "for %(count)s day", "for %(count)s days", minutes // (24 * 60))


def _handed_over(group: QuestionGroup) -> str:
    names = [name for name in group.handed_by if name]
    if not names:
        return say_count(
            current(),
            "%(count)s student asks for your answer",
            "%(count)s students ask for your answer",
            group.handed,
        )
    others = group.handed - len(names)
    listed = ", ".join(f"\u2068{name}\u2069" for name in names)
    if others > 0:
        return say_count(
            current(),
            "%(names)s and %(count)s more ask for your answer",
            "%(names)s and %(count)s more ask for your answer",
            others,
            names=listed,
        )
    if len(names) == 1:
        return say(current(), "%(name)s asks for your answer", name=listed)
    return say(current(), "%(names)s ask for your answer", names=listed)


def _unsolved(group: QuestionGroup) -> str:
    said = say(current(), "Did not help %(some)s of %(all)s", some=group.unsolved, all=group.askers)
    why = ", ".join(say(current(), UNHELPFUL[reason]) for reason in group.reasons)
    return f"{said} · {why}" if why else said


def _changed(group: QuestionGroup) -> str:
    if group.copied:
        return say(
            current(), "Your answer, copied from another course, waits for you to confirm it"
        )
    return say(current(), "A document has changed on which your answer rests")


def _declined(group: QuestionGroup) -> str:
    return f"{say(current(), 'The documents do not say')} · {times(group)}"


def _unsure(group: QuestionGroup) -> str:
    said = f"{say(current(), 'Not sure')} · {times(group)}"
    if not group.confirmed:
        return said
    helped = say_count(
        current(),
        "it was what %(count)s student looked for",
        "it was what %(count)s students looked for",
        group.confirmed,
    )
    return f"{said} · {helped}"
