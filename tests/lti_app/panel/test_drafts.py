"""The stream of a question that is being written."""

from collections.abc import Iterator

import pytest

from lti_app.panel.drafts import STREAMS
from silabo.domain.answers import Sentence
from silabo.domain.drafts import DraftTakenBack, Quoted, SentenceAccepted
from silabo.domain.ports import LiveFeed
from silabo.storage import questions
from tests import seeds
from tests.world import Visitor, World

ACCEPTED = SentenceAccepted(Sentence("Vale <b>35</b> %.", (1,)), ())


@pytest.fixture
def feed(world: World) -> LiveFeed:
    return world.system.parts.feed


@pytest.fixture
def student(world: World) -> Visitor:
    return world.student()


@pytest.fixture
def asked(student: Visitor) -> str:
    """A question that a worker has claimed."""
    public_id: str = student.ask("¿Cuánto vale el parcial?").json["id"]
    assert questions.claim("host:1") is not None
    return public_id


def events(student: Visitor, asked: str) -> Iterator[str]:
    """The events of the stream, one by one."""
    response = student.get(f"/fragments/questions/{asked}/draft", buffered=False)
    assert response.mimetype == "text/event-stream"
    for chunk in response.response:
        yield chunk.decode() if isinstance(chunk, bytes) else chunk
    response.close()


def test_each_accepted_sentence_comes_with_those_before_and_is_escaped(
    student: Visitor, asked: str, feed: LiveFeed
) -> None:
    with feed.writing(asked) as told:
        stream = events(student, asked)
        first = next(stream)
        told(ACCEPTED)
        second = next(stream)
        told(DraftTakenBack())
        third = next(stream)
    rest = list(stream)

    assert first.startswith("id: 1\ndata: ")
    assert "Vale" not in first
    assert "Vale &lt;b&gt;35&lt;/b&gt; %." in second
    assert "Vale" not in third
    assert rest == []


def test_what_is_quoted_comes_first_with_its_place_and_stays(
    student: Visitor, asked: str, feed: LiveFeed
) -> None:
    cited = seeds.citation(quote="Vale <b>35</b> %.", anchor="t1r2", row=2)
    with feed.writing(asked) as told:
        told(Quoted((cited,)))
        stream = events(student, asked)
        first = next(stream)
        told(ACCEPTED)
        second = next(stream)
        told(DraftTakenBack())
        third = next(stream)

    for event in (first, second, third):
        assert "Citas textuales de los documentos" in event
        assert "Vale &lt;b&gt;35&lt;/b&gt; %." in event
        assert 'href="#/versions/ver/t1r2"' in event
        assert "Reglas" in event
    assert [event.count("sentence") for event in (first, second, third)] == [0, 1, 0]


@pytest.mark.row("written-2")
def test_what_the_feed_has_lost_of_a_quotation_is_in_the_row(
    student: Visitor, world: World, feed: LiveFeed
) -> None:
    asked = student.ask("¿Cuánto vale el parcial?").json["id"]
    claimed = seeds.claim_question()
    before = student.get(f"/fragments/questions/{asked}").headers["ETag"]
    questions.quote(claimed, [seeds.citation()])
    with feed.writing(asked):
        streamed = next(events(student, asked))
    card = student.get(f"/fragments/questions/{asked}")
    told = student.get(f"/api/questions/{asked}").json["quoted"]

    for shown in (streamed, card.text):
        assert "Citas textuales de los documentos" in shown
        assert "El parcial es el 1 de octubre." in shown
    assert card.headers["ETag"] != before
    assert [each["quote"] for each in told] == ["El parcial es el 1 de octubre."]


def test_a_question_that_nobody_writes_has_no_stream(student: Visitor) -> None:
    asked = student.ask("¿Cuándo?").json["id"]

    assert student.get(f"/fragments/questions/{asked}/draft").status_code == 204


def test_another_student_has_no_stream_of_it(world: World, asked: str) -> None:
    other = world.student(sub="other")

    assert other.get(f"/fragments/questions/{asked}/draft").status_code == 404


def test_a_process_holds_so_many_streams_and_no_more(
    student: Visitor, asked: str, feed: LiveFeed
) -> None:
    path = f"/fragments/questions/{asked}/draft"
    with feed.writing(asked):
        held = [student.get(path, buffered=False) for _ in range(STREAMS)]
        refused = student.get(path)
        held[0].close()
        again = student.get(path, buffered=False)
    for response in [*held[1:], again]:
        response.close()

    assert refused.status_code == 503
    assert refused.headers["Retry-After"]
    assert again.status_code == 200
