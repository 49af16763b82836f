"""Notices name the questions that need an instructor, and lead to each."""

from silabo.domain.deliveries import NamedQuestion
from tests.delivery.claims import Page, notice

HANDED = {
    "unread": (),
    "unanswered": 0,
    "handed": 1,
    "questions": (NamedQuestion("q1", "¿Hay <b>lugar</b>\npara autos?"),),
}
LINK = "https://tool.example:8443/letters/questions/q1"


def test_a_notice_names_each_question_and_leads_to_it() -> None:
    composed = notice("en", **HANDED)
    page = Page(composed.html)

    assert f"- ¿Hay <b>lugar</b> para autos?\n  {LINK}\n" in composed.text
    assert "¿Hay <b>lugar</b> para autos?" in page.text
    assert f'href="{LINK}"' in composed.html
    assert "b" not in page.tags


def test_a_course_without_an_address_has_no_links_to_its_questions() -> None:
    composed = notice("en", delivery={"course_url": ""}, **HANDED)

    assert LINK not in composed.text + composed.html
    assert "para autos" in composed.text
