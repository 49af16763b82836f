"""How a course examines and grades, in words of three languages: data for vocabulary.py.

One concept a block: its name, then its words and phrases in each language, between commas. A line
"narrower" names concepts whose words also speak of it: a midterm is an exam.
"""

ASSESSMENT = """
exam
es: examen, prueba, test, examen escrito, examen oral, certamen
en: exam, examination, test
fr: examen, épreuve, contrôle, interrogation
narrower: midterm, final_exam, quiz

midterm
es: parcial, examen parcial, prueba parcial, control parcial, solemne, midterm
en: midterm, mid-term, midterm exam, partial exam, in-term test
fr: partiel, examen partiel, intra, examen intra, examen de mi-session, contrôle intermédiaire

final_exam
es: final, examen final, finales, prueba final
en: final exam, final, finals, final examination, end-of-term exam
fr: examen final, examen terminal, épreuve finale, final

quiz
es: quiz, control, controles, cuestionario, test de lectura, parcialito
en: quiz, quizzes, pop quiz, in-class quiz
fr: quiz, quizz, questionnaire, interro, contrôle continu

grade
es: nota, calificación, puntaje, puntuación, nota final, calificar
en: grade, mark, score, grading, final grade, graded
fr: note, notation, résultat, note finale, noté

weight
es: peso, porcentaje, ponderación, vale, valor, pesa, pesan, valen, cuenta, contar, pondera
en: weight, percentage, worth, weighting, count, counts, percent, weighted, graded
fr: coefficient, pourcentage, pondération, poids, vaut, valent, compte, comptent

pass_mark
es: aprobar, aprueba, aprueban, apruebo, nota mínima, aprobado, regularizar, aprobación, nota de
  aprobación, nota de corte
en: pass, passing grade, pass mark, minimum grade, passing, pass the course, passing score
fr: valider, note minimale, moyenne, réussir, validation, seuil de réussite, note de passage

promotion
es: promocionar, promoción, promociona, promocionado, eximir, eximición, aprobación directa
en: exemption, exempt, exempted
fr: dispense, dispensé, promu, promus, promotion

pass_fail
es: apto no apto, sin calificación
en: pass fail, pass no pass, credit no credit, ungraded
fr: réussite ou échec, sans note

fail
es: suspender, suspenso, reprobar, desaprobar, desapruebo, desaprueban, aplazo, aplazar, jalar
en: fail, failing, failed, flunk
fr: échouer, échec, ajourné, recalé

deadline
es: fecha límite, fecha de entrega, plazo, vencimiento, entrega, vence, entregar, límite
en: deadline, due date, due, submission, hand in, submit, turn in, hand-in, cut-off
fr: date limite, échéance, délai, rendu, remise, rendre, remettre, date de remise, dépôt, déposer

late
es: tarde, retraso, fuera de plazo, tardía, atraso, demora, penalización, entrega tardía, con
  retraso
en: late, late penalty, overdue, late submission, lateness, after the deadline, tardy
fr: retard, pénalité, en retard, hors délai, pénalité de retard, tardif

penalty
es: penalización, descuento, sanción, se descuenta, resta, se pierde, descuentan, bajan, me bajan,
  restan, sacan puntos, consecuencia
en: penalty, deduction, deducted, penalized, lose points, docked
fr: pénalité, sanction, retiré, pénalisé, points en moins, malus

extension
es: prórroga, extensión, aplazamiento, extender el plazo, ampliación
en: extension, grace period, extend the deadline
fr: prolongation, report, délai supplémentaire, prorogation

attendance
es: asistencia, asistir, presencialidad, presente
en: attendance, attend, attending, presence
fr: présence, assiduité, assister

mandatory
es: obligatorio, obligatoria, requerido, exigido, sí o sí, tengo que ir, hay que ir
en: mandatory, required, compulsory, requirement, optional, have to go, have to attend
fr: obligatoire, requis, exigé, facultatif, obligé

absence
es: falta, faltar, falté, inasistencia, ausencia, ausente, faltas, no pude ir, perderse
en: absence, absent, absences, miss class, miss, missed, missing, skip
fr: absence, absent, manquer, manqué, absentéisme, raté
narrower: attendance

materials
es: material, materiales
en: materials, notes, allowed materials, supplies
fr: matériel, documents autorisés, documents
narrower: notes_sheet, open_book

notes_sheet
es: hoja de fórmulas, formulario, machete, chuleta, resumen, hoja manuscrita, ayuda memoria
en: formula sheet, cheat sheet, crib sheet, sheet of notes, reference sheet
fr: formulaire, aide-mémoire, antisèche, feuille de notes, feuille de formules

open_book
es: libro abierto, libro cerrado, a libro abierto
en: open book, closed book, open-book, closed-book, open notes
fr: livre ouvert, livre fermé, documents autorisés, sans document

calculator
es: calculadora, calculadora científica
en: calculator, scientific calculator
fr: calculatrice, calculette

resit
es: recuperatorio, recu, recus, recuperación, recuperar, segunda convocatoria, repesca,
  examen de recuperación, convocatoria extraordinaria, reválida
en: resit, retake, make-up, makeup, make up, second sitting, make-up exam, make up exam
fr: rattrapage, seconde session, session de rattrapage, deuxième session, examen de reprise, reprise

plagiarism
es: plagio, copia, copiar, deshonestidad académica, honestidad académica, fraude, integridad
  académica, copiarse
en: plagiarism, cheating, academic honesty, academic integrity, academic dishonesty, copying, cheat,
  misconduct
fr: plagiat, fraude, triche, tricher, intégrité académique, tricherie, copier

ai_use
es: inteligencia artificial, ia, chatgpt, chat gpt, gpt, copilot, gemini, deepseek, llm,
  ia generativa, modelos de lenguaje, asistente virtual
en: artificial intelligence, ai, chatgpt, chat gpt, gpt, copilot, gemini, deepseek, llm, llms,
  generative ai, language models, ai tools, ai assistants
fr: intelligence artificielle, ia, chatgpt, chat gpt, gpt, copilot, gemini, deepseek, llm,
  ia générative, modèles de langage

group_work
es: grupo, grupal, en grupo, equipo, equipos, grupos, por parejas, en parejas, integrantes,
  individual
en: group, group work, team, teams, in groups, in pairs
fr: groupe, en groupe, équipe, binôme, travail de groupe, en binôme, trinôme

laboratory
es: laboratorio, prácticas de laboratorio, laboratorios
en: laboratory, lab, labs, lab session, lab work
fr: laboratoire, labo, travaux de laboratoire

practical
es: práctica, trabajo práctico, tp, tps, práctico, prácticas, trabajos prácticos, guía
en: practical, tutorial, recitation, discussion section, exercise class
fr: travaux pratiques, tp, tps, td, tds, travaux dirigés

assignment
es: tarea, trabajo, entrega, entregable, deber, trabajo práctico, ejercicio, trabajos, tp, tps,
  deberes
en: assignment, homework, coursework, problem set, task, exercise, paper, pset
fr: devoir, travail, exercice, travaux, devoir maison, dm, rendu

project
es: proyecto, trabajo final, proyecto final, trabajo integrador
en: project, final project, term project, capstone
fr: projet, projet final, mini-projet

presentation
es: presentación, exposición, defensa, exposición oral, coloquio
en: presentation, oral presentation, talk, defense, present
fr: présentation, exposé, soutenance, oral

essay
es: ensayo, monografía, informe, redacción, memoria
en: essay, paper, report, term paper, write-up
fr: dissertation, essai, rapport, mémoire, rédaction

participation
es: participación, participar, intervenciones, participar en clase
en: participation, participate, class participation, engagement
fr: participation, participer, implication

review
es: revisión, revisar, reclamación, reclamo, impugnar, revisión de examen
en: regrade, appeal, grade appeal, review, dispute, regrade request
fr: révision, recours, consultation des copies, contestation, réclamation

extra_credit
es: puntos extra, puntos adicionales, bonificación, bonus, crédito extra
en: extra credit, bonus, bonus points, extra points
fr: bonus, points bonus, points supplémentaires

attempts
es: intentos, intento, oportunidades, veces
en: attempts, attempt, tries, chances
fr: tentatives, tentative, essais, fois

feedback
es: devolución, retroalimentación, comentarios, corrección, correcciones
en: feedback, comments, returned, marking
fr: retour, commentaires, correction, corrigé

format
es: formato, extensión, pdf, letra, páginas, márgenes, formato de entrega
en: format, length, pdf, pages, font, word limit, file format
fr: format, longueur, pdf, pages, police, mise en page
"""
