"""What a reply to a letter says: a question that follows the one that was answered, or an
instructor's answer to one that was handed over, as the panel and the desk would take it.
"""

from dataclasses import replace

from lti_app.api.deciding import told_in
from lti_app.asking import check_open, clean, language_of, new_question, told_around
from silabo.domain import clock
from silabo.domain.errors import NotFoundError, QuestionError, QuotaError, ReviewError
from silabo.domain.happenings import ASKED
from silabo.domain.people import Session, SessionKind
from silabo.domain.programs import Answerer
from silabo.domain.questions import Caps
from silabo.domain.replies import Dropped, Replier
from silabo.storage import hand_overs, questions, reply_addresses

TOO_LONG = frozenset({"question_too_long", "sentence_length", "too_many_sentences"})
EMPTY = frozenset({"question_empty", "nothing_to_publish"})


def take(replier: Replier, text: str, key: str, *, caps: Caps) -> Dropped | None:
    """Keep what somebody wrote, once however often it is read, or say why not."""
    try:
        if replier.answers:
            _answer(replier, text)
        else:
            return _ask(replier, text, key, caps)
    except (QuestionError, ReviewError) as error:
        return _why(error)
    except QuotaError:
        return Dropped.LIMIT
    except NotFoundError:
        return Dropped.ENDED
    return None


def _why(error: QuestionError | ReviewError) -> Dropped:
    if error.code in TOO_LONG:
        return Dropped.TOO_LONG
    if error.code in EMPTY:
        return Dropped.EMPTY
    return Dropped.DECIDED if isinstance(error, ReviewError) else Dropped.CLOSED


def _ask(replier: Replier, text: str, key: str, caps: Caps) -> Dropped | None:
    session = _session(replier)
    cleaned = clean(text)
    check_open(session)
    if reply_addresses.too_many(replier.person_id):
        return Dropped.LIMIT
    language = language_of(session, cleaned)
    around = told_around(session, replier.question)
    new = new_question(session, cleaned, language, around, key=key)
    # Who asks by mail is answered by mail, whatever they chose in the panel.
    _, is_new = questions.ask(replace(new, letter=True, follows=replier.question), caps)
    if is_new:
        ASKED.note()
    return None


def _answer(replier: Replier, text: str) -> None:
    who = Answerer(replier.course_id, replier.person_id)
    hand_overs.answer(who, replier.question, told_in(text), decided=replier.decided)


def _session(replier: Replier) -> Session:
    """What they would have if they came by the LMS now: it is kept nowhere and opens nothing."""
    return Session(
        id=0,
        launch_public_id="",
        person_id=replier.person_id,
        course_id=replier.course_id,
        role=replier.role,
        kind=SessionKind.PANEL,
        language=replier.language,
        ends_at=clock.now(),
        documents=replier.documents,
    )
