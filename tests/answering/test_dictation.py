import sys
import time

import pytest

from silabo.answering.dictation import Dictation, Said

TEXT = (
    "El parcial es el 3 de julio [1]. Lo toma la Dra. Ruiz a las 18.30 h.[2] Dura 1.5 horas. [1][3]"
    " Aula 4 【2】\n- Con **calculadora** [1, 3];\nFin"
)
SENTENCES = [
    ("El parcial es el 3 de julio.", (1,)),
    ("Lo toma la Dra. Ruiz a las 18.30 h.", (2,)),
    ("Dura 1.5 horas.", (1, 3)),
    ("Aula 4", (2,)),
    ("Con calculadora;", (1, 3)),
    ("Fin", ()),
]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 1000])
def test_sentences_are_the_same_however_the_text_is_cut(size: int) -> None:
    dictation = Dictation()
    pieces = [TEXT[start : start + size] for start in range(0, len(TEXT), size)]
    heard = [said for piece in pieces for said in dictation.hear(piece)] + dictation.end()

    assert [(said.text, said.citations) for said in heard] == SENTENCES


def test_a_sentence_is_given_only_when_no_number_can_follow_it() -> None:
    dictation = Dictation()

    assert dictation.hear("Es el 3 de julio.") == []
    assert dictation.hear(" [") == []
    assert dictation.hear("2]") == []
    assert [said.citations for said in dictation.hear(" Dura dos ")] == [(2,)]


@pytest.mark.parametrize(
    "text",
    [
        "<think>Es el 9 [1]. Sí.</think>Es el 3 [1].",
        "Es el 3 [1].\n<think>Quizá el 9 [1]. Otra.",
        "<thinking>Es <think> el 9 [1]. </thin</thinking>Es el <think></think>3 [1].",
        "<|channel|>analysis<|message|>Quizá el 9 [1]. Sí.<|end|><|start|>assistant<|channel|>final"
        "<|message|>Es el 3 [1].",
        "<|channel|>final<|message|>Es el 3 [1].",
        "[THINK]Es el 9 [1]. No.[/THINK]Es el 3 [1].",
        "<reasoning>Es el 9 [1]. No.</reasoning>Es el 3 [1].",
        "<|begin_of_thought|>Es el 9 [1]. No.<|end_of_thought|>Es el 3 [1].",
        "◁think▷Es el 9 [1]. No.◁/think▷Es el 3 [1].",
    ],
)
def test_what_a_model_thinks_is_no_sentence(text: str) -> None:
    dictation = Dictation()
    heard = [said for letter in text for said in dictation.hear(letter)] + dictation.end()

    assert [said.text for said in heard] == ["Es el 3."]


@pytest.mark.parametrize(
    "text",
    [
        "Es el 9 [1]. Sí, otra.</think>Es el 3 [1].",
        "Es el 9 [1]. Sí, <|channel|>final<|message|>Es el 3 [1].",
    ],
)
def test_a_thought_that_was_begun_in_the_prompt_takes_all_before_its_end_with_it(text: str) -> None:
    dictation = Dictation()
    heard: list[Said] = []
    for letter in text:
        said = dictation.hear(letter)
        if dictation.was_thought():
            heard.clear()
        heard += said
    heard += dictation.end()

    assert [said.text for said in heard] == ["Es el 3."]
    assert not dictation.was_thought()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Es el 3 [1] .", "Es el 3."),
        ("Es el 3 \u00a0\t, o el 4 [1] ; sí", "Es el 3, o el 4; sí"),
        ("Es el 3 . . .", "Es el 3..."),
        ("Es el 3 o 4 [1]", "Es el 3 o 4"),
    ],
)
def test_no_gap_stands_before_a_mark(written: str, read: str) -> None:
    dictation = Dictation()
    heard = [*dictation.hear(written), *dictation.end()]

    assert " ".join(said.text for said in heard) == read


@pytest.mark.row("load-7")
def test_a_long_thought_costs_as_much_a_word_as_a_short_one() -> None:
    def cost_s(words: int) -> float:
        dictation = Dictation()
        dictation.hear("<think>")
        begun = time.thread_time()
        for _ in range(words):
            dictation.hear(" quizás <think>")
        return time.thread_time() - begun

    cost_s(100)
    assert cost_s(20_000) < 30 * cost_s(2_000)


def calls(words: int, word: str) -> int:
    """How many functions of Python run until so many words were heard: no load changes it."""
    dictation = Dictation()
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    sys.setprofile(count)
    try:
        for _ in range(words):
            dictation.hear(word)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.row("load-7")
@pytest.mark.parametrize("word", [" palabra", " pág. 3,", "palabra", " (art. 3.2"])
def test_a_sentence_without_an_end_costs_as_much_a_word_as_a_short_one(word: str) -> None:
    calls(10, word)

    assert calls(1000, word) < 2.5 * calls(500, word)


@pytest.mark.parametrize("size", [1, 7, 40, 3000])
def test_a_very_long_sentence_is_the_same_however_the_text_is_cut(size: int) -> None:
    long = " ".join(f"el punto {number} de la pág. {number}," for number in range(400))
    text = f"Empieza [1]. Luego {long} y acaba. [2] Sigue otra [3].\n{long}\nFin"
    dictation = Dictation()
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    heard = [said for piece in pieces for said in dictation.hear(piece)] + dictation.end()

    assert [(said.text, said.citations) for said in heard] == [
        ("Empieza.", (1,)),
        (f"Luego {long} y acaba.", (2,)),
        ("Sigue otra.", (3,)),
        (long, ()),
        ("Fin", ()),
    ]


def test_a_long_text_without_an_end_costs_little_time() -> None:
    dictation = Dictation()
    for _ in range(2000):
        dictation.hear(" palabra")

    assert len(dictation.end()) == 1
