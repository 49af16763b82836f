"""An answer that is being written reaches the panel sentence by sentence, through TLS and nginx."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from tests.deploy.people import Person, until
from tests.deploy.playbook import Site

pytestmark = pytest.mark.deploy

SENTENCES = 5
# A worker as ours are: it claims, tells a sentence a second, and gives the question back.
WORKER = f"""\
import sys, time
from pathlib import Path
from silabo.adapters.redis_feed import RedisFeed
from silabo.domain.answers import Sentence
from silabo.domain.drafts import SentenceAccepted
from silabo.storage import database, questions

database.bind(Path("/etc/silabo/secrets/database_url").read_text().strip())
feed = RedisFeed(Path("/etc/silabo/secrets/redis_url").read_text().strip())
claimed = []
while not claimed or claimed[-1].public_id != sys.argv[1]:
    claimed.append(questions.claim("a worker of this test"))
with feed.writing(sys.argv[1]) as told:
    for number in range({SENTENCES}):
        time.sleep(1)
        told(SentenceAccepted(Sentence(f"Frase {{number}}.", ()), ()))
for each in claimed:
    questions.give_back(each, "a test", 1.0, counted=False, wait_s=0)
"""
RUN = (
    "cd /opt/silabo/current && PYTHONDONTWRITEBYTECODE=1 LANG=C.UTF-8"
    " .venv/bin/python /srv/worker.py {question}"
)


def test_a_draft_arrives_sentence_by_sentence(student: Person, site: Site) -> None:
    site.machine.write("/srv/worker.py", f"import sys\nsys.path.insert(0, '.')\n{WORKER}")
    site.machine.ssh("systemctl stop silabo-answers", timeout_s=240)
    asked = student.ask().json()["id"]
    address = f"/api/questions/{asked}"
    with ThreadPoolExecutor(1) as beside:
        worker = beside.submit(site.machine.ssh, RUN.format(question=asked))
        until(
            lambda: student.browser.get(address, headers=student.headers).json()["state"],
            lambda state: state == "working" or worker.done(),
        )
        kind, seen_at = followed(student, asked)
        worker.result()
    site.machine.ssh("systemctl start silabo-answers")

    assert kind == "text/event-stream; charset=utf-8"
    times = [seen_at[number] for number in range(1, SENTENCES)]
    assert all(later - sooner > 0.4 for sooner, later in pairwise(times))
    assert student.answer(asked)["state"] == "answered"


def followed(student: Person, question: str) -> tuple[str, dict[int, float]]:
    """The stream's type, and when each sentence was seen first, as a browser reads it."""
    seen_at: dict[int, float] = {}
    text = ""
    with student.browser.get(
        f"/fragments/questions/{question}/draft",
        headers={**student.headers, "Accept-Encoding": "gzip, deflate"},
        stream=True,
    ) as stream:
        for piece in stream.iter_content(chunk_size=None):
            text += piece.decode()
            for number in range(SENTENCES):
                if f"Frase {number}." in text:
                    seen_at.setdefault(number, time.monotonic())
        return stream.headers["Content-Type"], seen_at
