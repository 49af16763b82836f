"""Small invented courses in three languages, searched with the embedded index."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.answering.pipeline import answer
from silabo.domain.answers import Outcome, OutOfScope, Query
from silabo.domain.passages import BlockKind, Hit, IndexEntry, Passage
from silabo.language.detect import detect

COURSE, VERSION = 7, 3


@dataclass
class Writing:
    """A document under construction: each call adds passages as ingest would cut them."""

    title: str
    language: str
    passages: list[Passage] = field(default_factory=list)
    path: tuple[str, ...] = ()
    tables: int = 0

    def heading(self, title: str) -> "Writing":
        self.path = (self.title, title)
        return self

    def paragraph(self, text: str) -> "Writing":
        return self._add(text, BlockKind.PARAGRAPH, f"p{len(self.passages) + 1}")

    def items(self, lead: str, *texts: str) -> "Writing":
        self.paragraph(lead)
        for text in texts:
            self._add(text, BlockKind.ITEM, f"p{len(self.passages) + 1}", lead=lead)
        return self

    def table(self, header: Sequence[str], *rows: Sequence[str]) -> "Writing":
        self.tables += 1
        for number, cells in enumerate(rows, start=1):
            named = [f"{name}: {cell}" for name, cell in zip(header, cells, strict=True) if cell]
            self._add(
                " · ".join(named),
                BlockKind.ROW,
                f"t{self.tables}r{number}",
                cells=tuple(cells),
                header=tuple(header),
            )
        return self

    def _add(
        self,
        text: str,
        kind: BlockKind,
        anchor: str,
        *,
        lead: str = "",
        cells: tuple[str, ...] = (),
        header: tuple[str, ...] = (),
    ) -> "Writing":
        number = len(self.passages)
        self.passages.append(
            Passage(
                id=number + 1,
                version_id=VERSION,
                document=f"document-{self.language}",
                version=f"version-{self.language}",
                document_title=self.title,
                language=self.language,
                ordinal=number,
                anchor=anchor,
                kind=kind,
                text=text,
                path=self.path,
                lead=lead,
                cells=cells,
                header=header,
            )
        )
        return self


@dataclass
class Course:
    """The passages of one document, searchable and askable."""

    passages: dict[int, Passage]
    index: EmbeddedIndex

    def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
        found = self.index.search(COURSE, words, versions={VERSION}, limit=limit)
        return [Hit(self.passages[match.passage_id], match.score) for match in found]

    def following(self, passage: Passage, *, limit: int) -> list[Passage]:
        after = (one for one in self.passages.values() if one.ordinal > passage.ordinal)
        return sorted(after, key=lambda one: one.ordinal)[:limit]

    def ask(self, text: str) -> Outcome:
        return answer(query(text), self)


def query(text: str, out_of_scope: tuple[OutOfScope, ...] = ()) -> Query:
    return Query(
        text,
        detect(text),
        datetime(2026, 3, 1, tzinfo=UTC),
        "Europe/Madrid",
        out_of_scope=out_of_scope,
    )


def quoted(outcome: Outcome) -> str:
    return " | ".join(sentence.text for sentence in outcome.sentences)


def course_of(writing: Writing, folder: Path) -> Course:
    index = EmbeddedIndex(folder / f"index-{writing.language}.sqlite")
    entries = [
        IndexEntry(one.id, one.surroundings, one.text, one.language) for one in writing.passages
    ]
    index.add(COURSE, VERSION, entries)
    return Course({one.id: one for one in writing.passages}, index)


def spanish() -> Writing:
    return _conditions(
        Writing("Programa 2026", "es")
        .heading("Equipo docente")
        .paragraph(
            "La profesora titular es Marta Ruiz (marta.ruiz@example.org). El ayudante es Luis Paz."
        )
        .paragraph("Horario de consulta: martes de 16 a 18 h en el aula 12.")
        .heading("Evaluación")
        .paragraph("La nota final se forma con dos parciales y los trabajos prácticos.")
        .table(
            ("Instancia", "Peso", "Para promocionar"),
            ("Trabajos", "20 %", "todos entregados"),
            ("Parciales", "80 %", "7 o más en los dos parciales"),
        )
        .paragraph(
            "La nota mínima para aprobar es 4. Quien no apruebe un parcial puede rendir el"
            " recuperatorio el 10 de julio. Se puede llevar una hoja de fórmulas. No se permiten"
            " teléfonos."
        )
        .heading("Calendario")
        .table(
            ("Instancia", "Fecha", "Aula"),
            ("1.º parcial", "8 de mayo", "Aula 3"),
            ("2.º parcial", "3 de julio", "Aula 4"),
            ("Feriados", "1 de mayo y 20 de junio", ""),
        )
        .paragraph("Los parciales empiezan a las 18:30. Duran dos horas. El final es obligatorio.")
    )


def _conditions(course: Writing) -> Writing:
    return (
        course.heading("Trabajos")
        .paragraph(
            "Los trabajos se entregan por el campus. Por cada día de retraso se descuenta un punto."
        )
        .paragraph("El plagio se sanciona con un cero. Cada grupo tiene tres integrantes.")
        .heading("Asistencia")
        .paragraph("La asistencia es obligatoria: se permiten hasta tres faltas.")
        .heading("Materiales")
        .items(
            "Para cursar hacen falta estos materiales:",
            "Calculadora científica",
            "Cuaderno cuadriculado",
            "Guía de ejercicios",
        )
        .heading("Apuntes")
        .paragraph(
            "Una base es ortonormal cuando sus vectores tienen norma uno y son ortogonales entre"
            " sí. El rango de una matriz es la dimensión del espacio que generan sus columnas."
        )
    )


def english() -> Writing:
    return (
        Writing("Syllabus 2026", "en")
        .heading("Teaching team")
        .paragraph(
            "The lecturer is Dr. Jane Moss (j.moss@example.org). Office hours are on Tuesdays from"
            " 2 to 4 pm in Room B12."
        )
        .heading("Grading")
        .table(
            ("Component", "Weight"),
            ("Homework", "30 %"),
            ("Midterm", "30 %"),
            ("Final exam", "40 %"),
        )
        .paragraph("You need at least 50 % to pass the course. Late homework loses 10 % per day.")
        .heading("Dates")
        .paragraph("Midterm: 12 March, 9:00, Hall A")
        .paragraph("Final exam: June 3rd, 14:00, Hall C")
        .paragraph("The project proposal is due on April 10. The project talk will be announced.")
        .heading("Rules")
        .paragraph(
            "Calculators are allowed in both exams. Attendance is not mandatory. Students may"
            " retake the final exam in September. The use of ChatGPT is not permitted in homework."
        )
        .paragraph("The textbook is Strang, Introduction to Linear Algebra, 5th edition.")
    )


def french() -> Writing:
    return (
        Writing("Programme 2026", "fr")
        .heading("Équipe")
        .paragraph("Le cours est assuré par Claire Petit (claire.petit@example.org).")
        .paragraph("Permanence : jeudi de 10 h à 12 h, salle 203.")
        .heading("Évaluation")
        .table(
            ("Épreuve", "Coefficient", "Date"),
            ("Partiel", "40 %", "14 mars"),
            ("Examen final", "60 %", "6 juin"),
        )
        .paragraph(
            "La note minimale pour valider est 10. Le rattrapage a lieu en septembre. La"
            " calculatrice est interdite. Chaque jour de retard coûte deux points."
        )
        .paragraph(
            "La présence est obligatoire aux travaux pratiques. Le plagiat entraîne un zéro."
        )
    )
