"""The panel's page, which holds nothing of a person, and the fragments that fill it."""

from functools import partial
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import MethodNotAllowed, NotFound

from lti_app import bearer, headers, language
from lti_app.asking import LONGEST_QUESTION, is_closed_to
from lti_app.desk import fragments
from lti_app.lti.legacy import refuse_legacy
from lti_app.panel import reader
from lti_app.panel.cards import poll_ms
from lti_app.parts import Parts
from lti_app.question_tags import question_tag, unchanged
from silabo.domain.answers import AnswerKind, Citation
from silabo.domain.people import Role, Session
from silabo.domain.questions import Question
from silabo.storage import (
    course_limits,
    courses,
    documents,
    passages,
    questions,
    retention,
    sessions,
    threads,
    unseen,
)

LISTED = 10
ASKING = (Role.LEARNER, Role.INSTRUCTOR)


def blueprint(parts: Parts) -> Blueprint:
    """The panel over these parts: its page, and the fragments that fill it."""
    views = Blueprint("panel", __name__)
    views.get("/")(front)
    views.post("/")(legacy)
    views.get("/panel/<uuid:launch_id>")(shell)
    views.get("/fragments/home", endpoint="home")(partial(home, parts))
    views.get("/fragments/panel", endpoint="panel")(partial(panel, parts))
    views.get("/fragments/examples", endpoint="examples")(partial(examples, parts))
    views.get("/fragments/questions")(mine)
    views.get("/fragments/questions/after/<uuid:question_id>")(more)
    views.get("/fragments/questions/<uuid:question_id>", endpoint="card")(partial(card, parts))
    views.get("/fragments/questions/<uuid:question_id>/citations/<int:number>")(citation)
    views.get("/fragments/versions/<uuid:version_id>")(whole)
    views.get("/fragments/versions/<uuid:version_id>/<anchor>")(passage)
    views.get("/fragments/token", endpoint="token")(partial(token, parts))
    views.get("/fragments/data", endpoint="data")(partial(data, parts))
    return views


def front() -> str:
    """Tell who types the tool's address that it opens from a course."""
    return render_template("front.html")


def legacy() -> str:
    """Tell an LMS that was given the bare address as a tool of LTI 1.1 what this one needs."""
    refuse_legacy(request.form)
    raise MethodNotAllowed(["GET"])


def shell(launch_id: UUID) -> str:
    """Show the page that modules fill: a navigation carries no token, so no person's data."""
    frame = sessions.frame(str(launch_id))
    if frame is None:
        raise NotFound
    language.use(frame.language)
    headers.allow_framing(frame.origins)
    if frame.placing:
        headers.allow_posting(frame.origins)
    return render_template("shell.html", launch=launch_id, activity_url=frame.activity_url)


def home(parts: Parts) -> str:
    """Show the desk to who may see it, the panel to everybody else."""
    session = bearer.session()
    if session.is_instructor and bearer.view().placing:
        return fragments.placing(session)
    if session.sees_desk:
        return fragments.opened(session, max_upload_bytes=parts.max_upload_bytes)
    return _panel(parts, session)


def panel(parts: Parts) -> str:
    """Show the panel: the box, and one's questions."""
    return _panel(parts, bearer.session())


def examples(parts: Parts) -> str:
    """Show questions that this course's documents answer."""
    session = bearer.session()
    return render_template("panel/examples.html", examples=parts.asking.examples(session))


def mine() -> str:
    """Show one's questions, the newest first."""
    return _list("")


def more(question_id: UUID) -> str:
    """Show the questions that are older than one."""
    return _list(str(question_id))


def card(parts: Parts, question_id: UUID) -> Response:
    """Show one question: its state, its passages or its answer."""
    # Before it is loaded: what changes meanwhile is told at the next look.
    tag = question_tag(bearer.session(), str(question_id), writes=parts.asking.writes)
    if same := unchanged(tag):
        return same
    session = bearer.session()
    question = parts.asking.with_passages(_own(question_id))
    page = render_template(
        "panel/card.html",
        question=question,
        session_view=bearer.view(),
        poll_ms=poll_ms(question),
        gone=_gone(question),
        written=parts.asking.writes,
        approval=question.open and courses.approval(question.course_id),
        thread=threads.around(session.course_id, session.person_id, question.public_id),
        may_ask=session.role in ASKING and not is_closed_to(session),
        may_hand_over=session.role is Role.LEARNER,
        longest=LONGEST_QUESTION,
    )
    response = make_response(page)
    if tag:
        response.set_etag(tag)
    return response


def citation(question_id: UUID, number: int) -> str:
    """Open the document where a citation stands."""
    question = _own(question_id)
    cited = _citations(question)
    found = next((each for each in cited if each.number == number), None)
    if found is None:
        raise NotFound
    return reader.at_citation(bearer.session(), question, found, len(cited))


def whole(version_id: UUID) -> str:
    """Open a document at its beginning."""
    return reader.at_anchor(bearer.session(), str(version_id), "")


def passage(version_id: UUID, anchor: str) -> str:
    """Open a document at one passage."""
    return reader.at_anchor(bearer.session(), str(version_id), anchor)


def token(parts: Parts) -> str:
    """Explain API tokens, and offer one."""
    return render_template(
        "panel/token.html", session_view=bearer.view(), address=parts.lti.address
    )


def data(parts: Parts) -> str:
    """Say what is kept of a person, and how to delete it."""
    session = bearer.session()
    return render_template(
        "panel/data.html",
        session_view=bearer.view(),
        session=session,
        writes=parts.writes,
        calls_days=parts.model_calls_days,
        questions_days=retention.of_course(session.course_id, parts.retention),
        elsewhere=parts.model_servers_elsewhere,
    )


def _panel(parts: Parts, session: Session) -> str:
    mine = questions.listed(session.course_id, session.person_id, limit=LISTED + 1)
    return render_template(
        "panel/panel.html",
        session=session,
        session_view=bearer.view(),
        has_documents=documents.has_any(session.course_id, session.documents),
        closed=course_limits.is_closed(session.course_id),
        limit_is_stale=documents.limit_is_stale(session.course_id, session.documents),
        limited=documents.titles(session.course_id, session.documents),
        questions=mine[:LISTED],
        more=len(mine) > LISTED,
        after="",
        news=unseen.count_news(session.course_id, session.person_id),
        longest=LONGEST_QUESTION,
        unseen_minutes=parts.unseen_minutes,
    )


def _own(question_id: UUID) -> Question:
    session = bearer.session()
    return questions.get(session.course_id, session.person_id, str(question_id))


def _list(after: str) -> str:
    session = bearer.session()
    found = questions.listed(session.course_id, session.person_id, after=after, limit=LISTED + 1)
    return render_template(
        "panel/list.html",
        questions=found[:LISTED],
        more=len(found) > LISTED,
        after=after,
        news=0 if after else unseen.count_news(session.course_id, session.person_id),
        session_view=bearer.view(),
    )


def _citations(question: Question) -> tuple[Citation, ...]:
    if question.answer is None:
        return ()
    declined = question.answer.kind is AnswerKind.DECLINED
    answer = question.answer
    return answer.nearest if declined else (*answer.citations, *answer.quoted)


def _gone(question: Question) -> set[str]:
    """The versions that this question's answer quotes and that nobody can open any more."""
    quoted = {each.version for each in _citations(question)}
    return quoted - passages.readable(question.course_id, sorted(quoted))
