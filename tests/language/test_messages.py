"""What a message asks, without what stands around it: what is set aside, and what must be left."""

import time

import pytest

from silabo.language.messages import asked, is_courtesy

POLITE = [
    ("Hi! When is the final exam? Thanks, Ana", "When is the final exam?"),
    ("Dear Prof. Miller, when is the final exam? Best regards, Tom", "when is the final exam?"),
    ("Sorry to bother, when is the lab due", "when is the lab due"),
    ("Quick question: when is the final exam", "when is the final exam"),
    ("could you please tell me when homework 3 is due? Thank you!", "when homework 3 is due?"),
    ("can someone tell me when it is, i cant find it anywhere", "when it is"),
    ("hey guys hope you are all well, where is lab 2", "where is lab 2"),
    ("can I book a room, please?", "can I book a room?"),
    ("😭😭 when is ex 3 due pls :(", "when is ex 3 due"),
    ("Hola profe, buenas tardes, disculpe la molestia, ¿cuándo es?", "¿cuándo es?"),
    ("una consulta, cuando es la entrega final?? gracias!!", "cuando es la entrega final??"),
    ("Estimada profesora Ruiz: le escribo para saber si hay clase", "hay clase"),
    ("alguien sabe cuando es el recu? desde ya gracias", "cuando es el recu?"),
    ("cuando es el final porfa", "cuando es el final"),
    ("perdon que moleste un domingo, hay clase mañana?", "hay clase mañana?"),
    ("Bonjour Monsieur, c'est quand le partiel ? Bonne journée, Luca", "c'est quand le partiel ?"),
    ("excusez-moi de vous déranger, où est la salle ?", "où est la salle ?"),
    ("je voulais savoir si le TP est noté, merci d'avance", "le TP est noté"),
    ("svp c quand le partiel", "c quand le partiel"),
    ("c'est quand le partiel ? merci à vous", "c'est quand le partiel ?"),
    ("cuando es el parcial? gracias a todos", "cuando es el parcial?"),
    ("thanks! when is the lab", "when is the lab"),
    ("When is it due?\n\nThanks\nAna Benítez", "When is it due?"),
]


@pytest.mark.parametrize(("message", "question"), POLITE)
def test_courtesy_is_set_aside_at_both_ends(message: str, question: str) -> None:
    assert asked(message) == question


# A courteous word that is spoken of or means something else, and what only looks like a name.
LEFT = [
    "thanks to whom do we owe the theorem",
    "thanks to what does it converge?",
    "gracias a quien se debe el teorema",
    "merci à qui doit-on le théorème",
    "grâce à quoi converge la suite",
    "how do you say thanks",
    "what does the program print hello",
    "hello world program, how do i run it",
    "¿Qué significa hola?",
    "hola mundo como se compila",
    "comment dit-on merci",
    "bonjour signifie quoi",
    "buenas practicas de programacion",
    "which book is best",
    "best cheap pizza",
    "best practices for git",
    "dear students policy, what is it",
    "the sorry state of the lab, why",
    "una consulta sql como se escribe",
    "¿Qué es un saludo de tres vías?",
    "i have a dog policy?",
    "exercise 3 loops ok?",
    "is there a tia on campus",
    "what does f(x):D mean",
    "why is thankstree's don't-thank rule there",
]


@pytest.mark.parametrize("message", LEFT)
def test_words_that_are_asked_about_are_left(message: str) -> None:
    assert asked(message) == message


STORIES = [
    ("I was ill last week. When is the final exam?", "When is the final exam?"),
    ("I was ill last week, when is the final exam?", "when is the final exam?"),
    ("my bus was late and i missed you. is the lab graded", "is the lab graded"),
    ("soy Juan de la comisión 2, quería saber cuándo es el final", "cuándo es el final"),
    ("soy juan y queria saber cuando es el final", "cuando es el final"),
    ("I am ill. Is it possible to retake the midterm?", "Is it possible to retake the midterm?"),
    ("Estuve enfermo. ¿Hay recuperatorio?", "¿Hay recuperatorio?"),
    ("J'étais malade hier. C'est quand le partiel ?", "C'est quand le partiel ?"),
    ("je suis malade, c'est quand le partiel ?", "c'est quand le partiel ?"),
    ("when is the final because i have to book a train", "when is the final"),
]


@pytest.mark.parametrize(("message", "question"), STORIES)
def test_a_story_is_set_aside(message: str, question: str) -> None:
    assert asked(message) == question


# What is told decides what is asked.
CONDITIONS = [
    "I will be away from 2/22 to 2/28. What chapters will I miss?",
    "I have not taken Math 131. Do I satisfy the prerequisites?",
    "I failed the midterm, can I take the final?",
    "i missed the midterm",
    "failed the final, now what",
    "if i miss the lab, when is the next one?",
    "In project 2, when is the deadline?",
    "entregué el tp 30 horas tarde, cuanto me bajan?",
    "Si no entrego el tp, ¿qué pasa?",
    "soy alumno libre, puedo rendir el final?",
    "si je suis absent, je peux rattraper ?",
]


@pytest.mark.parametrize("message", CONDITIONS)
def test_a_condition_is_no_story(message: str) -> None:
    assert asked(message) == message


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("I missed the midterm. Can I take it again?", "midterm"),
        ("Falté al parcial. ¿Qué hago?", "parcial"),
        ("J'ai raté le partiel. Je fais quoi ?", "partiel"),
        ("ValueError: invalid literal\nhow do i fix this error?", "invalid literal"),
    ],
)
def test_a_question_that_leans_on_what_is_told_keeps_it(message: str, told: str) -> None:
    assert told in asked(message)


MAIL = "When is the exam?\n\nOn Mon, 3 May 2027 at 10:00, Jane Moss wrote:\n> The lab is closed.\n"
LOG = "\n".join(
    [f"main.c:{n}: warning: implicit declaration of 'f{n}' [-Wimplicit]" for n in range(60)]
    + ["(.text+0x24): undefined reference to `main'", "collect2: error: ld returned 1 exit status"]
)


@pytest.mark.parametrize(
    ("message", "question"),
    [
        (MAIL, "When is the exam?"),
        ("> el lab cierra\nCuándo es el examen?\n-- \nAna\nComisión 2", "Cuándo es el examen?"),
        ("C'est quand ?\nLe 3 mai 2027, Jane Moss a écrit :\n> Le labo", "C'est quand ?"),
        (f"{LOG}\nwhat does this mean??", "what does this mean?? undefined reference to `main'"),
        (f"hola!\n{LOG}\n\ncuando es el parcial?", "cuando es el parcial?"),
        (LOG, "undefined reference to `main'"),
        (
            "gcc -o sort sort.c\n./sort\nSegmentation fault (core dumped)\nça veut dire quoi ?",
            "ça veut dire quoi ? Segmentation fault (core dumped)",
        ),
        (
            "$ make all\nmake: *** no rule (Error 2)\nqué hago?",
            "qué hago? make: *** no rule (Error 2)",
        ),
        ("bash: ./run.sh: Permission denied\nque hago", "que hago Permission denied"),
        ("ls: notes.txt: No such file\nwhat now?", "what now? No such file"),
        ("scp: a.pdf: Connection refused\nque faire ?", "que faire ? Connection refused"),
        # What people write about a failure, and a report that is all that is asked.
        ("Pregunta: la entrega: falla\nqué hago?", "Pregunta: la entrega: falla\nqué hago?"),
        ("Profe: TP 3.2: me da error\nqué hago?", "Profe: TP 3.2: me da error\nqué hago?"),
        (
            "Question: project 2: my build failed\nWhen is it due?",
            "Question: project 2: my build failed\nWhen is it due?",
        ),
        (
            "Question : l'examen : erreur\nque faire ?",
            "Question : l'examen : erreur\nque faire ?",
        ),
        ("ls: cannot access 'a': No such file\nwhat now?", "what now? No such file"),
        ("ls: notes.txt: No such file", "ls: notes.txt: No such file"),
    ],
)
def test_earlier_mail_and_logs_are_set_aside(message: str, question: str) -> None:
    assert asked(message) == question


@pytest.mark.parametrize("text", ["Hola!", "hola, necesito ayuda", "thanks a lot, Ana", "Bonjour,"])
def test_a_message_of_courtesy_alone_is_told(text: str) -> None:
    assert is_courtesy(text)
    assert not is_courtesy(f"{text} parcial")


@pytest.mark.row("load-7")
@pytest.mark.parametrize(
    "piece",
    [
        *("hola ", "thanks, ", "sorry for ", "I was ill. ", "? ", "> ", "a=b;\n", "merci pour la "),
        *("buenas tardes profe ", "ab, ", "i am and ", "\n", ".", "je suis malade et ", "x:1: "),
        *("Dear ", "when ", "-- ", "On a wrote", "because i ", "¿", "é", "😭", ":) "),
    ],
)
def test_a_message_of_twice_the_length_takes_about_twice_as_long(piece: str) -> None:
    def cost_s(length: int) -> float:
        text = (piece * length)[:length]
        begun = time.thread_time()
        asked(text)
        return time.thread_time() - begun

    once, twice = (min(cost_s(length) for _ in range(3)) for length in (4000, 8000))

    assert len(asked((piece * 8000)[:8000])) <= 1000
    assert twice < 0.02 or twice < 3.0 * once
