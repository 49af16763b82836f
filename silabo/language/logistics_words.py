"""Who, where, when and with what a course is held, in words of three languages: data for
vocabulary.py.

One concept a block: its name, then its words and phrases in each language, between commas. A line
"narrower" names concepts whose words also speak of it: a midterm is an exam.
"""

LOGISTICS = """
office_hours
es: horario de consulta, horas de consulta, consulta, consultas, tutoría, tutorías, horario de
  atención, horas de oficina, atención a estudiantes, hablar con
en: office hours, consultation hours, drop-in hours, student hours, help hours, consultation,
  talk to, talk with, speak to, speak with, meet with
fr: permanence, heures de permanence, heures de bureau, heures de consultation, disponibilités,
  consultation, parler à

room
es: aula, sala, salón, edificio, ubicación, sede, laboratorio, anfiteatro
en: room, classroom, location, building, lecture hall, venue, hall
fr: salle, bâtiment, amphi, amphithéâtre, local, salle de cours

office
es: despacho, oficina, cubículo
en: office
fr: bureau

lecturer
es: profesor, profe, profes, docente, profesora, catedrático, cátedra, titular, dicta, imparte,
  equipo docente, maestro
en: lecturer, prof, instructor, professor, teacher, teaches, taught, faculty, course leader
fr: enseignant, titulaire, professeur, prof, assuré par, chargé de cours, enseignante, intervenant,
  responsable du cours, enseigne, maître de conférences

assistant
es: ayudante, auxiliar, ayudantes, jefe de trabajos prácticos, jtp, asistente, becario
en: teaching assistant, ta, tas, tutor, assistant, grader, aides
fr: assistant, chargé de td, moniteur, tuteur, auxiliaire

contact
es: contacto, contactar, comunicarse, escribir, correo, teléfono
en: contact, reach, write, email, phone, get in touch
fr: contact, contacter, joindre, écrire, courriel, téléphone

email
es: correo, correos, correo electrónico, email, emails, mail, mails, e-mail
en: email, emails, e-mail, mail, mailbox, email address
fr: courriel, courriels, mail, mails, adresse électronique, e-mail, email, mél

reply
es: contestar, contestan, contesta, responder, responden, responde
en: reply, replies, respond, responds, answer emails, get back to
fr: répondre, répondent, répond, réponse aux courriels

textbook
es: libro, bibliografía, texto, manual, libro de texto, lectura, lecturas, apuntes
en: textbook, book, bibliography, reading, readings, text, required reading, course pack
fr: manuel, livre, bibliographie, ouvrage, lecture, lectures, références, polycopié

schedule
es: horario, cronograma, calendario, programación, agenda, horarios, planificación
en: schedule, timetable, calendar, class times, meeting times, meets, timeline
fr: horaire, emploi du temps, calendrier, planning, horaires, programme des séances

start
es: empieza, comienza, comienzo, inicio, inicia, empezar, empiezan, comienzan, arranca, arrancan,
  arrancar
en: start, starts, begin, begins, beginning, kick off, out, released, comes out
fr: commence, début, débute, commencer, commencent, rentrée

term_time
es: cursada, cuatrimestre, semestre, período lectivo
en: term, semester, teaching period
fr: semestre, trimestre

end
es: termina, fin, finaliza, acaba, terminan
en: end, ends, finish, finishes, ending, last day
fr: fin, termine, finit, se termine

duration
es: dura, duración, cuánto dura, duran, cuánto tiempo dura
en: duration, how long, last, lasts, length, hours long
fr: durée, dure, durent, combien de temps dure

prerequisite
es: prerrequisito, requisito, requisitos previos, correlativa, correlativas, conocimientos previos,
  correlatividad
en: prerequisite, prerequisites, pre-requisite, required courses, prior knowledge, corequisite
fr: prérequis, pré-requis, conditions préalables, cours préalable, connaissances préalables

credits
es: créditos, crédito, ects, unidades de crédito, carga horaria
en: credit, credits, credit hours, ects, units
fr: crédits, crédit, ects, unités

holiday
es: feriado, festivo, vacaciones, no hay clase, asueto, receso, feriados, sin clases, semana santa
en: holiday, holidays, no class, break, recess, vacation, spring break, reading week
fr: férié, vacances, jour férié, pas de cours, congé, relâche, semaine de lecture

course_language
es: idioma, lengua, idioma de la asignatura, lengua vehicular
en: language, language of instruction, teaching language
fr: langue, langue d'enseignement

lecture
es: clase, clases, teórica, sesión, clase teórica, lección, magistral
en: lecture, class, lectures, session, class meeting, classes
fr: cours, cours magistral, séance, cm, leçon

week
es: semana, semanal, por semana
en: week, weekly, per week
fr: semaine, hebdomadaire, par semaine

topics
es: temas, contenidos, temario, unidades, programa, unidad
en: topics, content, contents, units, syllabus, covered, modules
fr: thèmes, contenu, sujets, chapitres, programme, modules

objectives
es: objetivos, competencias, resultados de aprendizaje, objetivo
en: objectives, learning outcomes, goals, aims, learning objectives
fr: objectifs, compétences, acquis d'apprentissage, buts

enrolment
es: inscripción, matrícula, inscribirse, matricularse, inscribirme, anotarse
en: enrolment, registration, enroll, enrol, register, sign up
fr: inscription, s'inscrire, inscrire

drop
es: baja, abandonar, darse de baja, dejar la materia, anular la matrícula
en: drop, withdraw, withdrawal, add/drop
fr: abandon, abandonner, désinscription, se désinscrire

disability
es: discapacidad, adaptación, adaptaciones, necesidades especiales, ajustes razonables
en: disability, accommodation, accommodations, disability services, special needs
fr: handicap, aménagement, tiers temps, aménagements

illness
es: enfermedad, enfermo, enferma, certificado médico, justificante, médico, enfermarse, enfermé,
  me enfermo, justificar la falta
en: illness, sick, ill, unwell, medical certificate, doctor's note, medical, approved reason,
  valid reason, excused
fr: maladie, malade, certificat médical, justificatif, médical, absence justifiée

platform
es: campus virtual, moodle, aula virtual, plataforma, canvas
en: moodle, canvas, blackboard, course website, learning platform, course site
fr: moodle, plateforme, espace de cours, ent, site du cours

software
es: software, programa informático, herramienta, instalar, aplicación
en: software, tool, install, application, app
fr: logiciel, outil, installer, application

recording
es: grabación, grabada, grabadas, grabar, graban, videos
en: recording, recorded, record, videos, lecture capture
fr: enregistrement, enregistré, enregistrer, vidéos

online
es: en línea, virtual, a distancia, remoto, zoom, virtuales, online
en: online, remote, virtual, zoom, remotely, asynchronous
fr: en ligne, à distance, distanciel, visioconférence, zoom

cost
es: costo, coste, precio, arancel, gratis, gratuito, pagar, cuánto cuesta, cuánto sale
en: cost, price, fee, free, pay, purchase, buy
fr: coût, prix, frais, gratuit, payer, acheter

phone_use
es: celular, móvil, teléfono, celulares, móviles, dispositivos
en: cell phone, phone, phones, mobile, devices, laptop
fr: téléphone, portable, mobile, appareils

last
es: último, última, últimos
en: last, latest
fr: dernier, dernière

monday
es: lunes
en: monday, mondays
fr: lundi

tuesday
es: martes
en: tuesday, tuesdays
fr: mardi

wednesday
es: miércoles
en: wednesday, wednesdays
fr: mercredi

thursday
es: jueves
en: thursday, thursdays
fr: jeudi

friday
es: viernes
en: friday, fridays
fr: vendredi

saturday
es: sábado, sábados
en: saturday, saturdays
fr: samedi

sunday
es: domingo, domingos
en: sunday, sundays
fr: dimanche

people
es: personas, integrantes, miembros
en: people, members, persons
fr: personnes, membres, participants
"""
