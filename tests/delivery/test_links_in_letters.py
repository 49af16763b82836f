from dataclasses import replace

import pytest

from silabo.domain.answers import Sentence
from tests.delivery.claims import ANSWER, QUESTION_URL, STOP_URL, Page, letter


@pytest.mark.row("attack-18")
def test_a_quotation_leads_where_it_says_and_nowhere_else() -> None:
    text = "Se entrega aquí (https://forms.example/a?b=1&c=2). Dudas: ana@uni.example, javascript:x"
    cited = replace(ANSWER.citations[0], quote=text)
    leads = ["https://forms.example/a?b=1&c=2", "mailto:ana@uni.example"]

    told = letter(sentences=(Sentence(text, (1,)),), citations=(cited,))
    invented = letter(sentences=(Sentence("Vea https://evil.example.", (1,)),), citations=(cited,))
    source = f"{QUESTION_URL}/answers/1/citations/1"

    assert Page(told.html).links == [*leads, source, QUESTION_URL, STOP_URL]
    assert text in Page(told.html).text
    assert text in told.text
    assert 'rel="noopener noreferrer"' in told.html
    assert Page(invented.html).links == [source, QUESTION_URL, STOP_URL]
