"""Spanish, as it is spoken and written at universities of Spain and America."""

from silabo.language.lexicon.model import (
    Calendar,
    ClaimWords,
    Courtesy,
    FollowUps,
    Lexicon,
    Measure,
    QuestionForm,
    SameQuestion,
    ScopePatterns,
    SeveralQuestions,
    lines,
    phrases,
    values,
)
from silabo.language.words import word_set

# Of what is graded: its name, which of them, its number, and what it is of or about.
_WORK = (
    r"(?:tps?|t p|trabajos?(?: practicos?| final(?:es)?)?|tareas?|deberes|ejer[sc]icios?|ejs?"
    r"|problemas?|guias?(?: de ejercicios)?|labs?|laboratorios?|ensayos?|monografias?|informes?"
    r"|proyectos?|parcial(?:es)?|examen(?:es)?|final(?:es)?|cuestionarios?|quiz|tests?|entregas?"
    r"|practicas?|practicos?|activ?idad(?:es)?|presentacion(?:es)?|tfg|tesis"
    r"|consignas?|codigo|programas?|preguntas?(?= \d))"
)
_WHICH = (
    r"(?:(?:el|la|los|las|mi|mis|nuestro|nuestra|este|esta|estos|estas|ese|esa|un|una|todo|toda"
    r"|todos|todas|primer|primero|segundo|segunda|tercer|ultimo|ultima) ){0,3}"
)
_NUMBER = r"(?: (?:n |nro |num |numero )?\d{1,3}[a-z]?(?:(?: y| e)? \d{1,3}[a-z]?){0,5})?"
_ABOUT = r"(?: (?:de|del|sobre|para|acerca|con) \w+(?: \w+){0,9})?"

# A concept, and how it is said, between commas.
_CONCEPTS = """
exam: examen, prueba, test, certamen, exámenes, examenes, certámenes, certamenes
midterm: parcial, examen parcial, prueba parcial, control parcial, solemne, midterm
final_exam: final, examen final, finales, prueba final
quiz: quiz, control, controles, cuestionario, test de lectura, parcialito
grade: nota, calificación, puntaje, puntuación, nota final, calificar
weight: peso, porcentaje, ponderación, vale, valor, pesa, pesan, valen, cuenta, contar, pondera
pass_mark: aprobar, aprueba, aprueban, apruebo, nota mínima, aprobado, regularizar, aprobación,
  nota de aprobación, nota de corte
promotion: promocionar, promoción, promociona, promocionado, eximir, eximición, aprobación directa
pass_fail: apto no apto, sin calificación
fail: suspender, suspenso, reprobar, desaprobar, desapruebo, desaprueban, aplazo, aplazar, jalar
deadline: fecha límite, fecha de entrega, plazo, vencimiento, entrega, vence, entregar, límite
late: tarde, retraso, fuera de plazo, fuera de término, tardía, atraso, demora, penalización,
  entrega tardía, con retraso
penalty: penalización, descuento, sanción, se descuenta, resta, se pierde, descuentan, bajan, me
  bajan, restan, sacan puntos, consecuencia, descuenta, pierde, pierden, pierdo
extension: prórroga, extensión, aplazamiento, extender el plazo, ampliación
attendance: asistencia, asistir, presencialidad, presente
mandatory: obligatorio, obligatoria, requerido, exigido, sí o sí, tengo que ir, hay que ir
absence: falta, faltar, falté, inasistencia, ausencia, ausente, faltas, no pude ir, perderse
materials: material, materiales
notes_sheet: hoja de fórmulas, formulario, machete, chuleta, resumen, hoja manuscrita,
  ayuda memoria, resúmenes, resumenes
open_book: libro abierto, libro cerrado, a libro abierto
calculator: calculadora, calculadora científica
resit: recuperatorio, recu, recus, recuperación, recuperar, segunda convocatoria, repesca, examen
  de recuperación, convocatoria extraordinaria, reválida
plagiarism: plagio, copia, copiar, deshonestidad académica, honestidad académica, fraude,
  integridad académica, copiarse
ai_use: inteligencia artificial, ia, chatgpt, chat gpt, gpt, copilot, gemini, deepseek, llm, ia
  generativa, modelos de lenguaje, asistente virtual
group_work: grupo, grupal, en grupo, equipo, equipos, grupos, por parejas, en parejas,
  integrantes, individual
laboratory: laboratorio, prácticas de laboratorio, laboratorios
practical: práctica, trabajo práctico, tp, tps, práctico, prácticas, trabajos prácticos, guía
assignment: tarea, trabajo, entrega, entregable, deber, trabajo práctico, ejercicio, trabajos,
  tp, tps, deberes, tareas
project: proyecto, trabajo final, proyecto final, trabajo integrador
presentation: presentación, exposición, defensa, exposición oral, coloquio
essay: ensayo, monografía, informe, redacción, memoria
participation: participación, participar, intervenciones, participar en clase
review: revisión, revisar, reclamación, reclamo, impugnar, revisión de examen, reclamos,
  revisión de exámenes
extra_credit: puntos extra, puntos adicionales, bonificación, bonus, crédito extra,
  puntos extras
attempts: intentos, intento, oportunidades, veces
feedback: devolución, retroalimentación, comentarios, corrección, correcciones
format: formato, extensión, pdf, letra, páginas, márgenes, formato de entrega
office_hours: horario de consulta, horas de consulta, consulta, consultas, tutoría, tutorías,
  horario de atención, horas de oficina, atención a estudiantes, hablar con
room: aula, sala, salón, edificio, ubicación, sede, laboratorio, anfiteatro
office: despacho, oficina, cubículo
lecturer: profesor, profe, profes, docente, profesora, catedrático, cátedra, titular, dicta,
  imparte, equipo docente, maestro, titulares
assistant: ayudante, auxiliar, ayudantes, jefe de trabajos prácticos, jtp, asistente, becario,
  auxiliares, jtps
contact: contacto, contactar, comunicarse, escribir, correo, teléfono
email: correo, correos, correo electrónico, email, emails, mail, mails, e-mail
reply: contestar, contestan, contesta, responder, responden, responde
textbook: libro, bibliografía, texto, manual, libro de texto, lectura, lecturas, apuntes
schedule: horario, cronograma, calendario, programación, agenda, horarios, planificación
start: empieza, comienza, comienzo, inicio, inicia, empezar, empiezan, comienzan, arranca,
  arrancan, arrancar
term_time: cursada, cuatrimestre, semestre, período lectivo
end: termina, fin, finaliza, acaba, terminan
duration: dura, duración, cuánto dura, duran, cuánto tiempo dura
prerequisite: prerrequisito, prerrequisitos, requisito, requisitos, requiere,
  requisitos previos, correlativa, correlativas, conocimientos previos, correlatividad
credits: créditos, crédito, ects, unidades de crédito, carga horaria
holiday: feriado, festivo, vacaciones, no hay clase, asueto, receso, feriados, sin clases, semana
  santa
course_language: idioma, lengua, idioma de la asignatura, lengua vehicular
lecture: clase, clases, teórica, sesión, clase teórica, lección, magistral
week: semana, semanal, por semana
topics: temas, contenidos, temario, unidades, programa, unidad
objectives: objetivos, competencias, resultados de aprendizaje, objetivo
enrolment: inscripción, matrícula, inscribirse, matricularse, inscribirme, anotarse
drop: baja, abandonar, darse de baja, dejar la materia, anular la matrícula
disability: discapacidad, adaptación, adaptaciones, necesidades especiales, ajustes razonables
illness: enfermedad, enfermo, enferma, certificado médico, justificante, médico, enfermarse,
  enfermé, me enfermo, justificar la falta, enfermedades
platform: campus virtual, moodle, aula virtual, plataforma, canvas
software: software, programa informático, herramienta, instalar, aplicación
recording: grabación, grabada, grabadas, grabar, graban, videos
online: en línea, virtual, a distancia, remoto, zoom, virtuales, online
cost: costo, coste, precio, arancel, cuota, gratis, gratuito, pagar, cuánto cuesta, cuánto sale
phone_use: celular, móvil, teléfono, celulares, móviles, dispositivos
last: último, última, últimos
monday: lunes
tuesday: martes
wednesday: miércoles
thursday: jueves
friday: viernes
saturday: sábado, sábados
sunday: domingo, domingos
people: personas, integrantes, miembros
version: versión, versiones
"""

# A meaning of every day in courses, and how it is said, between commas.
_EVERYDAY = """
buy: comprar, adquirir, compra
leave: salir, partir, salida
arrive: llegar, venir, presentarse, llegada, viene, vienen
enter: entrar, ingresar, acceder, entrada, ingreso
bring: llevar, traer, acudir con, traiga, traigan
hand_in: entregar, presentar, enviar, subir, remitir, entrega, mandar
give_out: repartir, distribuir, proporcionar, facilitar, prestar, entregar, prestamo
receive: recibir, obtener, conseguir, sacar, obtiene, obtienen, consigue, consiguen
choose: elegir, escoger, seleccionar, eleccion, optar, elige, eligen, elija
show: mostrar, presentar, ensenar, exhibir, muestra, muestran
check: revisar, comprobar, verificar, consultar, revision, ver, controlar, comprueba, comprueban,
  ve
need: necesitar, requerir, precisar, necesario, hace falta, exigir, requiere, requieren, requiera
allow: permitir, autorizar, admitir, dejar, permitido, autorizado, aceptar
forbid: prohibir, vetar, prohibido, impedir, impide, impiden
refuse: rechazar, denegar, negar, niega, niegan, deniega, deniegan
write: escribir, redactar, escrito, redaccion
handwritten: manuscrito, manuscrita, a mano, escrito a mano, escrita a mano
sheet: hoja, folio, pagina
side: lado, cara
read: leer, lectura, lee, leen, lea
explain: explicar, entender, aclarar, comprender, explicacion, entiende, entienden
begin: empezar, comenzar, iniciar, inicio, comienzo, abrir, abre, empieza, empiezan, empiece,
  comience, arrancar, arranca, arrancan
finish: terminar, acabar, finalizar, cerrar, cierra, concluir
last: durar, duracion, tardar, prolongar
happen: tener lugar, realizar, celebrar, llevar a cabo, ser, impartir, dictar
repeat: repetir, rehacer, recuperar, volver a, otra vez, de nuevo, segunda oportunidad, repite,
  repiten, vuelve a, vuelven a
replace: reemplazar, sustituir, en lugar de, en vez de, reponer
add: sumar, agregar, anadir, extra, adicional
lose: perder, descontar, restar, penalizar, descuento, quitar, penalizacion, pierde, pierden,
  pierda
keep: conservar, mantener, guardar, quedar, permanecer, mantiene, mantienen
change: cambiar, modificar, cambio, alterar
move: mover, aplazar, posponer, trasladar, prorrogar, mueve, mueven, traslada
cancel: cancelar, anular, suspender, invalidar
miss: faltar, ausente, ausencia, inasistencia, perderse, no asistir
attend: asistir, asistencia, acudir, presencia, concurrir
take_part: participar, tomar parte, participacion, apuntarse
register: inscribirse, inscribir, registrarse, apuntarse, anotarse, matricularse, inscripcion,
  matricula
ask: pedir, solicitar, preguntar, solicitud, peticion, pedido, pide, piden
answer: responder, contestar, respuesta
contact: contactar, escribir a, comunicarse, dirigirse, avisar
tell: decir, informar, avisar, anunciar, notificar, comunicar, aviso, anuncio, dice, dicen
publish: publicar, colgar, subir, aparecer, disponible, difundir, cuelga, cuelgan
find: encontrar, hallar, ubicado, situado, estar, encuentra, encuentran
meet: reunir, juntar, encontrarse, quedar, ver
wait: esperar, aguardar
wear: usar, llevar puesto, ponerse, vestir, viste, visten
pay: pagar, pago, coste, costo, costar, cobrar, precio, tarifa, arancel, vale, cuesta, cuestan
free: gratis, gratuito, sin costo, sin coste
hire: alquilar, rentar, arrendar, alquiler
work: trabajar, hacer, realizar, completar, efectuar, elaborar
solve: resolver, solucionar, solucion, resuelve, resuelven
mark: corregir, calificar, evaluar, nota, calificacion, puntuar, evaluacion
count: contar, valer, pesar, representar, ponderar, vale, peso, porcentaje, cuenta, cuentan
pass: aprobar, pasar, superar, promocionar, aprueba, aprueban, apruebe
fail: desaprobar, reprobar, suspender, no aprobar, aplazar, reprueba, desaprueba
best: mejor, mejores, mas alta
worst: peor, peores, mas baja
average: promedio, media
ill: enfermo, enferma, enfermedad, enfermarse
certificate: certificado, constancia, justificante, comprobante
excuse: justificar, justificado, justificada
late: tarde, retraso, atraso, demora, fuera de plazo
deadline: plazo, fecha limite, vencimiento, vence, limite
student: estudiante, estudiantes, alumno, alumna, alumnos, alumnado, alumnas
lecturer: docente, profesor, profesora, profesorado, catedra, dicta, imparte, ensena, titular,
  maestro
team: equipo, grupo, pareja, companero, parejas, en parejas, de a dos, grupal
alone: individual, individualmente, por separado, propio, propia
room: aula, sala, salon, salon de clases, auditorio, anfiteatro
office: oficina, despacho, cubiculo
floor: piso, planta, nivel
library: biblioteca
desk: mostrador, ventanilla, secretaria, recepcion
copy: ejemplar, copia, ejemplares, copias
book: libro, manual, texto
question: pregunta, duda, consulta, dudas
email: correo, mail, email, correo electronico, e-mail
phone: telefono, celular, movil
computer: computadora, ordenador, portatil, laptop
turned_off: apagado, apagados, apagada
calculator: calculadora
website: pagina, sitio, web, portal
folder: carpeta, directorio
file: archivo, fichero, documento
report: informe, memoria, ensayo, trabajo
exercise: ejercicio, problema, tarea, actividad
exam: examen, prueba, evaluacion, examenes
oral: oral, orales
talk: exposicion, presentacion, defensa, exponer
lecture: clase, sesion, leccion, teorica, clases, catedra
holiday: feriado, festivo, no hay clase, no hay clases, receso, vacaciones
week: semana, semanal, semanales, cada semana, todas las semanas
day: dia, diario, diaria, cada dia
year: ano, anual, curso academico
term: cuatrimestre, semestre, trimestre
beforehand: antes, previamente, con antelacion, con anticipacion, de antemano
afterwards: despues, luego, posterior, posteriormente, siguiente
near: cerca, junto a, al lado de
include: incluir, contener, abarcar, comprender, tratar, constar, cubrir, contiene, contienen
use: usar, utilizar, emplear, uso, usa, usan
divide: dividir, repartir, partir, dividido, distribuir, distribuye
help: ayudar, ayuda, asistir, apoyo
fix: corregir, arreglar, reparar
copying: copiar, plagio, plagiar, copia
report_to: informar, reportar, denunciar, derivar
quiet: silencio, callado
outside: fuera, afuera, exterior
same: mismo, igual, identico, igualmente, misma
different: distinto, diferente, otro, otra
big: grande, amplio
small: pequeno, corto, breve
new: nuevo, nueva
old: viejo, antiguo, anterior
easy: facil, sencillo, simple
quick: rapido, pronto, cuanto antes
main: principal
first: primer, primero, primera, inicial
safe: seguridad, seguro
coat: bata, guardapolvo, delantal
glasses: lentes, gafas, anteojos
gloves: guantes
shoes: zapatos, calzado, zapato
secretary: secretaria, administracion
grant: conceder, otorgar, dar, da, dan
decide: decidir, determinar, resolver, decision, resuelve
agree: acordar, acuerdo, aprobar, consentir, visto bueno
measure: medir, medida, ocupar, tamano, mide, miden
make: hacer, producir, crear, construir, generar, haga
return: devolver, regresar, volver, devolucion, devuelve, devuelven, vuelve
live: vivir, vivo, viva
begin_again: reiniciar
language: idioma, lengua, lenguaje
exchange: intercambio, erasmus
quota: plaza, plazas, lugar, cupo, vacante, cupos
print: imprimir, impreso, impresa, en papel, papel
online: en linea, virtual, a distancia, por internet
recorded: grabado, grabar, grabacion, grabaciones
number: numero, cantidad, total
maximum: maximo, limite, tope, como maximo, hasta
minimum: minimo, al menos, por lo menos
"""

SPANISH = Lexicon(
    code="es",
    stemmer="spanish",
    stop_words=word_set(
        """
        a al algo alguna alguno algunas algunos ante aquel aquella aquellos asi aun aunque bajo
        bien cada como con contra cual cuales cualquier cuando cuanto cuya cuyo cuyas cuyos de
        del desde donde durante e el ella ellas ello ellos en entre era eran es esa esas ese eso
        esos esta estaba estan estar estas este esto estos fue fueron ha haber habia habian
        hacia han hasta hay he la las le les lo los mas me mediante mi mis misma mismo mucho muy
        ni no nos nosotros nuestra nuestro nuestros nuestras o os otra otras otro otros para
        pero por porque pues que quien quienes se sea sean segun ser si sido sin sino sobre solo
        son su sus tal tambien tan tanto te tenga ti toda todas todo todos tras tu tus u un una
        unas uno unos usted ustedes va van vos y ya yo
        """
    ),
    frame_words=word_set(
        """
        queria queriamos querria podrias podeis sabeis hora horas fecha fechas dia lugar nombre
        alguien buenas buenos cuantas cuantos cuanta cual cuales debe deben deberia debemos debo
        decir decirme dias dice dicen dime existe existen favor gracias gustaria habra hace
        hacen hacer hola informacion llama llaman manera forma necesito necesita necesitamos
        ocurre pasa podemos podes podria podrian poder profesores puede pueden puedes puedo
        permite permiten pregunta preguntar quiero quisiera respecto saber sabe sabes sabria
        seria sera seran tal tardes tendra tendre tenemos tenes tengo tiene tienen tipo trata
        usa usar usan usamos utiliza vale hay dan da doy podre podra suele tener estoy estamos
        cosa ver estuve estuvo estaba ir dar dra dr sra sr lic ing ponen pone q xq repite
        repitelo repetir repeti
        """
    ),
    weak_words=word_set(
        """
        materia asignatura cursada clase clases recibo recibe siempre nunca mucha muchas muchos
        demasiado acerca actual actualmente administrativo adicional adicionales afecta afectar
        ahora ayuda ayudar aprender aun bueno buena cambiar cambia caso casos claro comun
        conseguir considera consecuencia consecuencias constar conviene correcto corresponde
        cubre cubrir curso dado deja dejar detalle detalles determina diferencia diferente
        diferentes disponible disponibles distinto distintos durante efecto ejemplo elegir
        encuentra encontrar enterar entera especifico esperar estudiante estudiantes estudiar
        explicar expectativa expectativas forma funciona general gran grande haga hago hecho
        importa importante importantes incluye incluir ir llega llegar llevar lleva llevo maneja
        mayor mejor menor mayoria mientras momento necesario necesaria nivel normal normalmente
        nuevo nueva obtener obtengo ofrece ofrecen olvide organiza parte partes particular pasar
        paso pensar perder persona pedir pido politica poner posible posibles principal
        principales problema proceso propio proposito punto quedar razon realiza realizar
        reciben recibir regla reglas requiere requieren resultado sacar sigue siguiente
        siguientes sirve sistema suficiente tema tiempo tomar toma total trabajar tratar tuve
        unico usamos usan uso utilizan utilizar varias varios venir vez voy incluso rinde rinden
        rindo rendir entra entran cursa cursan cursar antes despues guarda guardan almacena
        almacenan contiene contienen
        vemos vimos veremos ve toca tocaba significa significan
        """
    ),
    bare_verbs=word_set(
        """
        ver veo vemos rinde rinden rindo rendir rendimos tomar toma toman hacer hace hacen hago
        hacemos dicta dictan dictar da dan dar usa usan usar usamos utiliza utilizan utilizar
        necesito necesita necesitan necesitamos pide piden pedir exige exigen saca sacar sacamos
        encuentro encuentra encontrar queda quedan realiza realizan realizar cursa cursan cursar
        celebra celebran tiene tienen tener tengo tenemos ir voy vamos requiere requieren fijado
        previsto programado indicar indica lleva llevan trabaja trabajan
        """
    ),
    course_words=word_set(
        """
        nota notas minima maxima examen examenes parcial parciales final fecha fechas entrega
        entregas horario horarios consulta consultas aula aulas asistencia faltas trabajo
        trabajos practico practicos tarea tareas profesor profesora docente docentes correo
        bibliografia libro libros apuntes porcentaje peso aprobar calculadora recuperatorio
        recuperacion convocatoria tutorias clase clases grupo grupos calendario feriado feriados
        plazo plazos penalizacion retraso temario programa creditos cuatrimestre semestre
        evaluacion curso cursos primer primero primera segundo segunda tercer tercero lunes
        martes miercoles jueves viernes enero febrero marzo abril mayo junio julio agosto
        septiembre octubre noviembre diciembre requisitos materia asignatura laboratorio plagio
        ponderacion promocion dia hora
        """
    ),
    cues=r"[ñ¿¡]|[áíóú]|ción\b",
    articles=word_set("el la los las un una unos unas cada toda todo"),
    before_subject=word_set("el la los las un una para de del"),
    elided=(),
    sounds=(
        (r"(?<![cs])h", ""),
        ("ll", "i"),
        ("v", "b"),
        ("gu(?=[ei])", "g"),
        ("g(?=[ei])", "j"),
    ),
    silent_ends=(),
    is_head_first=True,
    is_clipped=True,
    verbs_too=frozenset(),
    before_verb=frozenset(),
    comparisons=word_set("mayor menor mejor peor mas"),
    groups=word_set("grupo comision turno seccion"),
    which_sort={
        "oral": word_set("oral"),
        "written": word_set("escrito escrita"),
        "practical": word_set("practico practica"),
        "theoretical": word_set("teorico teorica"),
        "online": word_set("virtual online"),
        "on_site": word_set("presencial"),
        "makeup": word_set("recuperatorio recuperatoria"),
        "free": word_set("libre"),
        "regular": word_set("regular"),
    },
    months=values(
        """
        1 enero ene
        2 febrero feb febr
        3 marzo mar
        4 abril abr
        5 mayo may
        6 junio jun
        7 julio jul
        8 agosto ago
        9 septiembre setiembre sep set
        10 octubre oct
        11 noviembre nov
        12 diciembre dic
        """
    ),
    month_names=lines(
        """
        enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre
        """
    ),
    month_short_forms=(
        "ene",
        "febr?",
        "mar",
        "abr",
        "jun",
        "jul",
        "ago",
        "sept?",
        "oct",
        "nov",
        "dic",
    ),
    weekdays=values(
        """
        1 lunes lun
        2 martes
        3 miercoles mie
        4 jueves jue
        5 viernes vie
        6 sabado sabados
        7 domingo domingos
        """
    ),
    weekday_codes=values(
        """
        1 L Lu Lun
        2 M Ma Mar
        3 X Mi Mié Mie
        4 J Ju Jue
        5 V Vi Vie
        6 S Sá Sa Sáb Sab
        7 D Do Dom
        """
    ),
    number_words=values(
        """
        2 dos
        3 tres
        4 cuatro
        5 cinco
        6 seis
        7 siete
        8 ocho
        9 nueve
        10 diez
        11 once
        12 doce
        13 trece
        14 catorce
        15 quince
        16 dieciseis
        17 diecisiete
        18 dieciocho
        19 diecinueve
        20 veinte
        30 treinta
        40 cuarenta
        50 cincuenta
        60 sesenta
        70 setenta
        80 ochenta
        90 noventa
        100 cien
        """
    ),
    one_words=("un", "una"),
    ordinals=values(
        """
        1 primer primero primera 1er 1era 1ro 1ra 1o 1a
        2 segundo segunda 2do 2da 2o 2a
        3 tercer tercero tercera 3er 3ro 3ra 3o 3a
        4 cuarto cuarta 4to 4ta 4o 4a
        5 quinto quinta 5to 5ta 5o 5a
        6 sexto sexta 6to 6ta 6o 6a
        """
    ),
    units={
        Measure.MINUTE: "min(?:s|utos?)?",
        Measure.HOUR: "h|hs|hrs?|horas?",
        Measure.DAY: "dias?",
        Measure.WEEK: "semanas?",
        Measure.MONTH: "mes|meses",
        Measure.YEAR: "anos?",
        Measure.SECOND: "segundos?",
        Measure.BIT: "bits?",
        Measure.BYTE: "bytes?|octetos?",
        Measure.TIMES: "vez|veces",
    },
    time_units=(("hs|horas?", 1.0), ("dias?", 24.0), ("semanas?", 168.0)),
    minute_words=("minutos?", "min"),
    # "Por la mañana" and "turno mañana" are a time of day; so is "a las 8 de la mañana".
    days_away={
        0: ("hoy(?! en dia)", "esta (?:noche|tarde|manana)"),
        # "Por la mañana" and "turno mañana" are a time of day.
        1: (
            "(?<!la )(?<!esta )(?<!cada )(?<!una )(?<!media )(?<!turno )(?<!turno de )"
            "(?<!comision )(?<!grupo )manana",
        ),
        2: ("pasado manana",),
        -1: ("ayer", "anoche"),
        -2: ("anteayer|antier|antes de ayer",),
    },
    calendar=Calendar(
        weeks_away={
            0: ("esta (?:misma )?semana",),
            1: (
                "(?:la )?semana que viene",
                "(?:la )?proxima semana",
                "(?:la )?semana (?:proxima|entrante)",
            ),
            -1: ("(?:la )?semana pasada", "la pasada semana"),
            -2: ("(?:la )?semana antepasada",),
        },
        weekends_away={
            0: ("este (?:finde|fin de semana)",),
            1: (
                "(?:el )?proximo (?:finde|fin de semana)",
                "(?:el )?(?:finde|fin de semana) (?:que viene|proximo)",
            ),
            -1: ("(?:el )?(?:finde|fin de semana) pasado", "el pasado fin de semana"),
        },
        months_away={
            0: ("este (?:mismo )?mes",),
            1: ("(?:el )?mes que viene", "(?:el )?proximo mes", "(?:el )?mes (?:proximo|entrante)"),
            -1: ("(?:el )?mes pasado", "el pasado mes"),
        },
        weekdays_away={
            0: ("este {day}",),
            1: ("(?:el )?proximo {day}", "(?:el )?{day} (?:que viene|proximo|entrante)"),
            -1: ("(?:el )?{day} pasado", "el pasado {day}"),
        },
        from_now=lines(
            r"""
            (?:dentro de|en) {length}(?! (?:de|o|por|para)\b)
            de (?:aca|aqui) a {length}
            (?:dentro de|de (?:aca|aqui) a) una? {unit}
            """
        ),
        ago=("hace {length}", "hace una? {unit}"),
        coming=(
            "(?:(?:los|las) )?proxim[oa]s {length}",
            "(?:(?:los|las) )?{count} proxim[oa]s {unit}",
        ),
        coming_days=("(?:los )?proximos dias", "estos dias"),
        dates=lines(
            r"""
            (?:el|del|al) dia {date}
            (?:para|hasta|desde|antes d)(?:e)? ?el {date}
            el {late}
            """
        ),
        after_date=lines("a|hay|se|tengo|tenemos|no|si|por|en|que|o"),
        course_starts=lines(
            r"""
            (?:clases|cursada|curso|cuatrimestre|semestre|asignatura|materia) (?:se )?(?:empieza|
              comienza|inicia|arranca)n?
            (?:empieza|comienza|inicia|arranca)n? (?:las |el |la )?(?:clases|cursada|curso|
              cuatrimestre|semestre|asignatura|materia)
            (?:inicio|comienzo) de(?:l| las?)? (?:clases|cursada|curso|cuatrimestre|semestre)
            primera? (?:dia|semana) de clases?|primera clase
            """
        ),
    ),
    span_words=("al?", "hasta"),
    and_words=("y",),
    between_words=("entre",),
    up_to=("hasta", "menos de"),
    more_than=("mas de",),
    for_each=("por", "cada"),
    how_late=("tarde", "de (?:atraso|retraso|demora)", "despues"),
    definite=("el", "l[ao]s"),
    question_forms={
        QuestionForm.TIME: (r"a que horas?\b",),
        QuestionForm.COST: (
            r"cuanto (?:cuesta|sale|cobran|hay que pagar|se paga)\b"
            r"(?!.*(?<!\bla )(?<!esta )\btarde\b)",
            r"que (?:precio|costo|arancel)",
        ),
        QuestionForm.PERCENT: (
            r"como se (?:calcula|compone|forma|arma) la nota",
            r"porcentaje|que peso|\bpeso d",
            r"cuanto (?:vale|pesa|cuenta|valen|pesan|representa)",
        ),
        QuestionForm.WHY: (
            r"^\W*por ?que (?!(?:porcentaje|medio|via|canal|plataforma|correo)\b)",
            r"por que (?:razon|motivo)",
        ),
        QuestionForm.CONTACT: (r"como\b.{0,25}\b(?:contact|comunic|escrib)",),
        QuestionForm.PLACE: (
            r"\b(?:a|de|en)?donde\b",
            r"en (?:que|cual) (?:aula|sala|lugar|salon|edificio|ciudad|pais|sitio)",
            r"cual es (?:el|la) (?:aula|sala|salon|edificio)",
            r"\bque (?:aula|sala|salon|edificio)",
            r"^\W*(?:aula|sala)\b",
        ),
        QuestionForm.CONDITION: (
            r"\bcuando (?:es |son )?una? (?!.{0,40}\b(?:entrega|parcial|examen|clase|tarea"
            r"|trabajo|quiz|prueba|final|recuperatorio|feriado|consulta|tutoria|defensa)\b)",
        ),
        QuestionForm.DATE: (
            r"\bcuando\b|que (?:dia|fecha|mes|ano|semana)|\bfechas?\b|en que plazo|hasta que dia",
        ),
        QuestionForm.PERSON: (r"\bquien(?:es)?\b",),
        QuestionForm.QUANTITY: (
            r"\bcuant[oa]s?\b|(?:que|con que|cual es la) nota|nota minima|\bminim[oa]\b",
            r"^\W*(?:cual es la |que )?duracion\b",
        ),
        QuestionForm.MEANING: (
            r"^\W*que (?:es|son) (?:un |una )?[\w'-]+(?: [\w'-]+)?\W*$",
            r"que significa|definicion|en que consiste",
        ),
        QuestionForm.LIST: (
            r"cuales son",
            r"que (?:temas|libros|requisitos|materiales|unidades|contenidos|documentos)",
            r"^\W*(?:dame )?(?:la |el |un |una )?lista(?:do)? d",
        ),
        QuestionForm.WHAT_IS: (
            r"^\W*que ?(?:es|son|dice|hace|quiere decir)\b(?!.*\bdiferen(?!cia[lr]))",
            r"que se entiende por",
        ),
        QuestionForm.HOW: (r"\bcomo\b",),
        QuestionForm.YES_NO: (
            r"^\W*(?:hay|habra|es|son|se|puedo|podemos|puede|tengo|tenemos|debo|esta|estan|existe"
            r"|sera|y)\b",
            r"necesito|tenemos que|hay que|se puede",
        ),
    },
    dates_alone=word_set("fecha fechas"),
    what_words=("cual",),
    contact_words=("e-?mail", "mail", "correo", "telefono"),
    before_contact=("el ",),
    beside_contact=("en",),
    each_part=(
        r"\b(?:cada|todas? l[ao]s?|todos los)"
        r" (?:part[es]*|cosa|item|componente|instancia|elemento)s?\b",
        r"\bcomo se (?:calcula|compone|forma|arma) la nota\b",
    ),
    shorthand={
        "q": "que",
        "xq": "por que",
        "pq": "por que",
        "porq": "porque",
        "dnd": "donde",
        "cdo": "cuando",
        "cto": "cuanto",
        "kuando": "cuando",
        "kien": "quien",
        "kiero": "quiero",
        "tmb": "también",
        "xa": "para",
        "calcu": "calculadora",
        "compu": "computadora",
        "cuatri": "cuatrimestre",
        "facu": "facultad",
        "diapos": "diapositivas",
        "celu": "celular",
        "nro": "número",
    },
    own_shorthand={
        "k": "que",
        "ke": "que",
        "qe": "que",
        "pa": "para",
        "n": "en",
        "d": "de",
        "tb": "también",
        "labo": "laboratorio",
        "labos": "laboratorios",
        "biblio": "bibliografía",
        "mate": "matemática",
    },
    people_columns=(r"docentes?", r"profesor\w*", r"ayudantes?", "quien", "nombre"),
    person_titles=("Dra?", "Profa?", "Sra?", "Lica?", "Inga?"),
    still_open=(
        r"a (?:confirmar|definir|determinar|designar)",
        r"se (?:anuncia|comunica|publica|informa|avisa)\w*",
        "por confirmar",
    ),
    hours_after=(r"hora|cuando|horario|lunes|martes|miercoles|jueves|viernes|sabado|domingo",),
    from_hour=("de", "entre"),
    at_hour=(r"(?:a|hasta|antes de|desde) las? (?:[01]?\d|2[0-4])",),
    hour_is_no_count=(
        "de(?! la (?:manana|tarde|noche))",
        "dias?|semanas?|meses|personas?|alumnos|estudiantes|puntos?",
    ),
    free_of_charge=(r"gratis|gratuit\w*|sin cargo|no cost",),
    permissions=lines(
        r"""
        no|debe|deben|puede|pueden|permite|permitido|obligatori[oa]s?|optativ[oa]|prohibid[oa]
        se podra|hay|sin|sera
        """
    ),
    reasons=("porque", "ya que", "debido", "para que", "por lo que", "a fin de"),
    places=lines(
        r"""
        aula|sala|salon|edificio|campus|moodle|zoom|en linea|online|laboratorio|biblioteca|despacho
        oficina|anexo|auditorio|anfiteatro|gimnasio|pabellon|subsuelo|sotano|piso|secretaria
        """
    ),
    points_in_time=("semana", "siglo", "decada", "primer dia", "ultimo dia"),
    without_limit=lines(
        r"""
        (?:tantas veces|tantos?|(?:todas )?las veces|cuantas veces) (?:como |que )?(?:se )?
          (?:quier|dese|necesit|haga falta|sea necesario)\w*
        ilimitad[oa]s?|sin limites?|no (?:hay|tiene) limites?
        """
    ),
    points=("puntos?", "pts"),
    weight_columns=("peso", "valor", "porcentaje", "ponderacion", "puntos"),
    before_mark=(r"(?:calificacion|puntaje|puntuacion)(?:\s?:)?", "notas?", "al menos", "minimo"),
    beside_mark=("de", "es", "fue", "una?", "al menos", "minima", "maxima", "final"),
    around_the_clock=(
        "disponibles?",
        "abiert[oa]s?",
        "acceso",
        "accesibles?",
        "soporte",
        "servicio",
        "en linea",
    ),
    share_of=("de l[ao]s?", "del", "de tus?", "de sus?"),
    fractions=("mitad", "tercio", "cuarto"),
    fraction_of=("de",),
    rules=("puede", "pueden", "debe", "deben", "permite", "permiten", "prohibe"),
    points_back=(
        r"(?!esta (?!medida|entrada|salida|jornada|llamada|ayuda|partida)\w+[ai]d[ao]\b)"
        r"(?:est[aeo]s?|es[aeo]s?)\b(?! (?:cursos?|materias?|asignaturas?|programas?|documentos?"
        r"|reglamentos?|cuatrimestres?|semestres?|semanas?|anos?|guias?|seccion(?:es)?|"
        r"paginas?)\b)",
        r"(?:ell[ao]s?|ello|tampoco|sin embargo|por (?:eso|lo tanto)|entonces"
        r"|en (?:ese|este|tal) caso|en caso contrario|de lo contrario|son|es decir|si no)\b",
        r"(?:aquell?[ao]?s?|amb[ao]s|l[ao]s dos|(?:el|l[ao]s?) (?:otr[ao]s?|demas))"
        r"(?= (?:se|no|es|son|dura|duran|vale|valen|tiene|tienen|cuenta|cuentan|debe|deben)\b)",
        r"(?:dich[ao]s?|lo mismo)\b|sus?(?= (?:duracion|fecha|horario|peso|nota|aula|contenido)\b)",
        r"(?:\w{1,30}\W{1,3}){1,9}(?:tampoco|tambien)\W*$",
    ),
    no_subjects=(
        r"\b\w{4,30}mente",  # "normalmente", and not the name "Clemente"
        "siempre|nunca|jamas|quizas?|luego|despues|pronto|ahora|hoy|manana|ayer|anoche|anteayer",
    ),
    points_elsewhere=(
        r"\b(?:estan|se encuentran|figuran|se detallan|constan|se describen) en (?:el|la|los|las) ",
        r"\b(?:vease|ver (?:el|la|seccion))\b",
    ),
    holds_for_some=("en cambio", "en su lugar", "en lugar de eso"),
    exceptions=(r"no\b|nunca\b|sin embargo|pero\b|salvo|excepto|tampoco|solo\b",),
    denials=(
        "no|nunca|jamas|tampoco|sin|ni",
        r"ningun[oa]?s?",
    ),
    prohibitions=(r"prohib\w+|imped\w+|exclu\w+",),
    denials_written=(),
    yes_and_no=word_set("si no"),
    being=word_set("es son era eran fue significa consiste contiene"),
    is_one=("es",),
    conditions=("si", "cuando"),
    naming=(
        "se llaman?",
        "llamad[oa]s?",
        "se denominan?",
        "denominad[oa]s?",
        "esto es",
    ),
    any_column=word_set(
        "nota notas observaciones observacion detalle detalles item dato datos"
        " informacion comentarios"
    ),
    final_words=("final(?:es)?",),
    before_final=lines(
        """
        el|los|del|al|un|cada|de|para|como|turno|examen|examenes|prueba|rendir|dar|y
        """
    ),
    after_final=lines(
        r"""
        y|o|es|son|se|sera|vale|dura|tiene|incluye|cuenta|no|del?|por|con|para|a|en|que
        """
    ),
    titles_of_people=word_set(
        "dr dra dres prof profa profe sr sra srta sres lic ing mg mag mtro mtra d"
        " dña st ste ej p.ej"
    ),
    abbreviations=word_set(
        "p pp pág págs pag pags etc ca aprox env máx mín max núm núms num nums nro nros n cap caps"
        " art arts fig figs secc vol vols ed eds ec ex bibl coord trad univ dpto depto av avda tel"
        " tél ext apdo s.a ee uu ene feb febr mar abr jun jul ago sep sept oct nov dic lun mié jue"
        " vie sáb dom"
    ),
    before_number=word_set("art"),
    openers=word_set(
        "el la los las lo un una en si no se es son para por con al como cuando este esta estos"
        " estas quien quienes cada toda todas todo todos también además alumnos"
    ),
    statement_labels=("teorema", "proposicion", "lema", "corolario"),
    definition_labels=("definicion",),
    exercise_labels=("ejercicio", "problema"),
    other_labels=("ejemplo", "observacion", "demostracion", "nota"),
    part_labels=(
        "tema",
        "unidad",
        "cap[ií]tulo",
        "parte",
        "m[oó]dulo",
        "semana",
        "secci[oó]n",
        "lecci[oó]n",
    ),
    comment_name="Comentario",
    empty_box="sin marcar",
    ticked_box="marcado",
    picture="imagen",
    places_by_number=(
        "articulos?",
        r"art\.?",
        "incisos?",
        r"inc\.?",
        "punto",
        "apartado",
        "seccion",
        "clausula",
        "literal",
        "numeral",
        "regla",
        "capitulo",
        "anexo",
        "unidad",
        "paso",
        "parrafo",
    ),
    asks_what_it_says=(
        "consiste",
        "dicen?",
        "trata",
        "tratan?",
        "contiene",
        "establece",
        "es",
        "texto",
        "contenido",
        "reglamento",
        "indica",
    ),
    page_labels=(r"p[áa]g(?:ina|\.)?", r"p\."),
    page_of=("de",),
    room_words=(
        "aula",
        "sala",
        "sal[oó]n",
        r"lab(?:oratorio)?(?!\s(?:n\.?º\s?|no\.?\s?)?\d{1,2}\b)",
        "edificio",
        "oficina",
        "despacho",
    ),
    no_rooms=("de", "del", "en", "el", "la", "los", "las", "es", "y", "con", "por", "se", "para"),
    numbered_words=lines(
        r"""
        parcial|examen|test|tp|pr[aá]ctic[oa]|trabajo|entrega|tarea|proyecto|lab(?:oratorio)?
        unidad|tema
        cap[ií]tulo|m[oó]dul[oe]|parte|clase|control|prueba|comisi[oó]n|grupo|turno|secci[oó]n
        ejercicio|ejemplo|teorema|problema
        """
    ),
    counted_words=lines(
        r"""
        d[ií]as?|h|hs|horas?|min|minut\w*|puntos?|pts|personas?|semanas?|meses|por\s?ciento|pesos
        """
    ),
    week_words=("semana",),
    money_words=("d[óo]lares", "pesos", "euros?"),
    percent_words=(r"por\s?ciento",),
    times_of_day={"mediod[ií]a": "12:00", "medianoche": "00:00"},
    before_month=("de",),
    before_date=("el", "al", "del", "los", "hasta", "desde"),
    before_year=("de", "del"),
    no_months=(),
    after_month=("al?", "de", "del", "en", "y", "o", "por", "para", "con", "es", "son", "hasta"),
    day_endings=(),
    ordinal_endings=("er", "do", "to", "ro", "da", "ra", "ta"),
    courtesy=Courtesy(
        greetings=lines(
            r"""
            (?:hola+s?|holis|holi|ola|wenas|saludos|hey+)(?: a tod[oa]s)?
            (?:muy )?buen(?:os|as|a)? (?:dias?|tardes?|noches?)(?: a tod[oa]s)?
            (?:muy )?buenas(?= ?[,.;:!]|$| (?:a tod|profe|gente|una |queria|quisiera|tengo|alguien|
              cuand|cuant|dond|com|quien|me )| que tal)
            que tal(?= ?[,.;:!?]|$| (?:profe|todo|estas?|estan|cuand|queria|una ))(?: (?:estas?|
              estan|todo|va|te va|les va|andas?|andan))*
            como (?:estas?|estan|va|andas?|andan|le va|te va|les va)(?= ?[,.;:!?]|$)
            """
        ),
        salutations=(r"(?:muy )?(?:estimad|querid|apreciad)[oa]s?",),
        lead_ins=lines(
            r"""
            (?:solo |era |es |tengo |hago |hacia |(?:te|le|les|os) (?:hago|dejo|hacia) )?(?:una|
              otra|unas|dos|un par de)(?: (?:pequena|breve|rapida|simple|ultima|
              mini))? (?:consultas?|dudas?|preguntas?|consultita|dudita|preguntita|
              cosita)(?: (?:rapida|breve|simple|mas))?(?=\s?[,.;:!¿]|\s(?:cuand|cuant|dond|que|q|
              quien|cual|com|k|por que|xq|se puede|hay))
            tengo (?:una|otra|unas|algunas|dos|varias) (?:consultas?|dudas?|preguntas?)(?: (?:sobre|
              acerca de|respecto (?:a|de)l?|con(?: respecto a)?|de))?
            (?:yo )?(?:queria|quisiera|quiero|necesito|necesitaria|querria|me gustaria|nos gustaria|
              queriamos|quisieramos|necesitamos|vengo a|era para|es para|solo para)(?: (?:poder|
              por favor|solo))?(?: (?:saber|preguntar|preguntarte|preguntarle|preguntarles|
              consultar|consultarte|consultarle|consultarles|averiguar|sacarme la duda|confirmar|
              aclarar)(?: (?:sobre|acerca de|por|respecto (?:a|de)l?))?)(?: (?:si no (?:es|
              fuera) (?:mucha )?molestia))?(?: si\b)?
            (?:por favor )?(?:me|nos) (?:podes|puedes|podrias|podria|puede|pueden|podrian|podeis|
              podriais)(?: por favor)? (?:decir|explicar|aclarar|contar|confirmar|indicar|ayudar|
              informar|orientar|recordar)(?: (?:con|sobre|a saber|a entender))?(?: si\b)?
            (?:podes|puedes|podrias|podria|puede|pueden|podrian|podeis|
              podriais)(?: por favor)? (?:decir|explicar|aclarar|contar|confirmar|indicar|ayudar|
              informar|orientar|recordar)(?:me|nos)(?: (?:con|sobre|a saber|a entender))?(?: si\b)?
            alguien (?:(?:me |nos )?(?:sabe|sabria|sabra|dice|diria|explica|puede decir|
              podria decir|puede explicar)|(?:puede|podria) (?:decir|explicar|aclarar)(?:me|nos)|
              que (?:me )?(?:sepa|diga))(?: si\b)?
            (?:sabe|sabes|saben|sabeis|sabrian|sabria|sabrias)(?: usted| ustedes| alguien)?(?: si\b|
               (?=cuand|dond|que |quien|cual|com|cuant))
            (?:dime|decime|diganme|diga(?:n)?me|decidme|expliquenme|explicame|avisenme|
              avisame)(?: (?:por favor|si))?
            (?:si )?(?:me|nos) (?:dicen|decis|dices|explican|explicas)(?: (?:por favor|si))?
            (?:la |mi )?(?:consulta|duda|pregunta) (?:es|era)(?: (?:sobre|si|la siguiente))?
            (?:te|le|les|os) (?:escribo|molesto|consulto|pregunto|hablo|comento)(?: (?:para|por|
              porque|que))?(?: (?:saber|preguntar|consultar|queria saber))?(?: (?:si|sobre)\b)?
            (?:necesito|necesitaria|pido|quiero) (?:una |un poco de )?ayuda(?: (?:con|para|en))?
            """
        ),
        excuses=lines(
            r"""
            (?:(?:mil|muchas) )?(?:perdon(?:a|e|en|ame|eme|enme)?|disculp(?:a|e|en|as|ame|eme|enme)|
              sepan disculpar|lamento|lo siento|siento|disculpas)(?: (?:mucho|
              profe(?:sora?)?))?(?: (?:que|por|el|la|las|si|mi)(?: (?:te|le|les|los|lo|
              la))? ?(?:moleste?n?|molestar(?:te|le|les|lo|la|los)?|molestias?|preguntar?|pregunta|
              consulta|hora|horario|demora|insistencia|insista|escrib|domingo|finde|mensaje|
              ignorancia|tardanza|interrump)[^.,;:!?\n]{0,40}| molestar(?:te|le|les|lo|la|
              los)?[^.,;:!?\n]{0,40})?
            (?:ojala|espero) (?:que )?(?:este|esten|se encuentre|todo|ande)[^.,;:!?\n]{0,50}
            (?:y |pero |porque |es que |ya que )?(?:yo )?no (?:lo |la |los |las )?(?:encuentro|veo|
              encontre|pude encontrar)(?: (?:nada|la info|por|en|en ning|
              por ning)[^.,;:!?\n]{0,40})?
            (?:y |pero )?(?:ya )?(?:busque|mire|revise|lei)[^.,;:!?\n]{0,50}
            (?:y |pero |porque |es que )?no (?:se|tengo ni idea|tengo idea|entiendo|me acuerdo|
              recuerdo)(?: nada| bien)?
            (?:es )?(?:re |muy |medio |bastante )?urgente
            (?:bueno|ok|okey|dale|che|eh|ey|este|ay|ayuda|jaja+|jeje+|ah|oye|oigan|mira|miren|a ver|
              desde ya|de antemano|igual)
            (?:mi nombre es|me llamo) [^.,;:!?\n]{1,40}
            (?:yo )?soy [^.,;:!?\n]{2,30} (?:de la comision|del grupo|del turno|de la seccion|
              del curso|de la cursada)[^.,;:!?\n]{0,20}
            quedo (?:atent[oa]|a la espera|a disposicion)[^.,;:!?\n]{0,50}
            espero (?:su|tu|una) respuesta
            enviado desde mi [^.,;:!?\n]{1,30}
            """
        ),
        polite=(r"p(?:or)? ?fa(?:vor|vorcito|s|plis)?|porfis?|xfa(?:vor|s)?|xf|plis+|pls",),
        thanks=lines(
            r"""
            (?:(?:muchas|muchisimas|mil|desde ya|un millon de|ok|y|bueno|listo|dale) )*(?:gracias|
              grac|grax|grx|graciass+|se agradece|(?:se )?(?:lo|la) agradezco|te agradezco|
              les agradezco|le agradezco)(?! a\b(?! (?:tod|vos|uste|usted|ti|
              vosot)))(?: (?:a (?:tod[oa]s?|vos|ustedes?|ti|vosotros)|de antemano|desde ya|
              por (?:su|tu|la|el|todo|los|las|sus|tus)[^.,;:!?\n]{0,50}|igual|totales|anticipadas))*
            """
        ),
        sign_offs=lines(
            r"""
            (?:(?:muchos|un|les? mando|te mando) )*(?:saludos?|abrazos?|besos?|
              slds)(?: (?:cordial(?:es)?|atentos?|grandes?|a tod[oa]s))*
            (?:atentamente|cordialmente|atte|att|chau|adios|hasta luego|nos vemos)
            (?:que (?:tenga|tengas|tengan|pase|pases|pasen) )?(?:un |una )?(?:buen|buena|lind[oa]|
              bonit[oa]|excelente) (?:dia|tarde|noche|finde|fin de semana|semana|jornada)
            """
        ),
        mail_heads=lines(
            r"""
            el .{4,80} escribio ?:
            -{2,9} ?mensaje (?:original|reenviado) ?-{2,9}
            """
        ),
        addressed=word_set(
            """
            profe profes profesor profesora profesores docente docentes todos todas gente equipo
            catedra chicos chicas companeros doctor doctora dr dra sr sra senor senora ing lic
            maestro maestra ayudante ayudantes tal amigos
            """
        ),
        named=word_set(
            """
            decir dice dicen digo significa significan palabra palabras escribe escribir escribo
            imprime imprimir imprima mundo traduce traducir llama cadena string
            """
        ),
        askers=word_set(
            """
            cuando donde adonde quien quienes que cual cuales como cuanto cuanta cuantos cuantas hay
            puedo podemos se debo tengo tenemos es son esta estan q k xq dnd cdo hasta en a por con
            """
        ),
        oneself=lines(
            r"""
            (?:(?:yo|ayer|hoy|ya|no|me|nos|mi|nosotros|la semana pasada) )*(?:soy|somos|estoy|estuve
              |estaba|estamos|tuve|tengo|trabajo|trabajaba|falte|perdi|llegue|viajo|viaje|vivo|pude
              |enferme|enfermo|olvide|quede|sali|curso|busque|mire|lei|hermano|hermana|madre|padre
              |hijo|hija|abuela|abuelo|perro|gato)\b
            """
        ),
        joining=("y", "pero", "asi que", "entonces"),
        pointing=("eso|esto|es[ae]s?|aquello|ahi|lo",),
        failures=lines(
            r"""
            error|errores|fallo|fallos|fallida|excepcion|no se (?:pudo|puede|encuentra|encontro)|
              denegado
            """
        ),
    ),
    follow_ups=FollowUps(
        joining=(
            "y(?! a-)",
            "e",
            "o",
            "pero",
            "entonces",
            "ademas(?! del?\\b)",
            "que (?:hay de|pasa con)",
            "(?:lo mismo|igual) (?:para|con|en)",
        ),
        pronouns=("eso|esto|aquello",),
        subjects=(),
        pointing=("es[ae]s?|ese|aquel(?:l[ao]s?)?|ahi|alli",),
        clitics=(
            r"lo(?! (?:que|de|del|mismo|mas|mejor|peor|unico|primero|ultimo|siguiente|antes)\b)",
            r"\w{2,20}[aei]rl[oa]s?",
            "sus? (?:e-?mail|mail|correo|oficina|despacho|telefono|numero)",
        ),
        left_out=(
            r"(?:cuando|donde) (?:se )?"
            r"(?:entrega|rinde|toma|hace|da|es|cae|toca|empieza|termina)n?\W{0,9}$",
        ),
        others=("(?:el|la|los|las) (?:otr[oa]|demas)s?", "amb[oa]s", "(?:el|la) mism[oa]"),
        wholes=word_set("curso cursada materia asignatura clases cuatrimestre semestre semana"),
        question_words=word_set(
            """
            cuando donde adonde quien quienes que cual cuales como cuanto cuanta cuantos cuantas
            """
        ),
        asking_verbs=word_set("hay puedo podemos puede se debo tengo tenemos es son esta estan"),
        going_on="¿Y {}?",
        before_noun={"primero": "primer", "tercero": "tercer"},
        asked_as="¿{}?",
    ),
    greetings=word_set("hola buenas buenos saludos"),
    beside_greetings=word_set(
        "dia dias tardes noches que tal como estas esta va a todos profe profesor profesora"
    ),
    thanks=word_set("gracias agradezco"),
    beside_thanks=word_set(
        "muchas mil ok okay vale perfecto genial entendido por todo la ayuda respuesta y te se lo"
        " les hola muy amable"
    ),
    about_the_tool=(
        r"(?:hola )?(?:y )?(?:tu )?(?:quien|que) (?:eres|sos|es esto|sois)(?: tu| vos)?",
        r"(?:hola )?eres (?:un |una )?(?:robot|bot|ia|humano|persona|real|chatgpt)",
        r"(?:hola )?(?:en )?que (?:puedes|podes|sabes) hacer",
        r"(?:hola )?como (?:funcionas|funciona esto|te llamas)|para que (?:sirves|sirve esto)",
    ),
    scope=ScopePatterns(
        danger=lines(
            r"""
            (?:me |yo )?(?:quiero|quisiera|quisiese|voy a|pienso en|estoy pensando en|tengo ganas
               de|dan ganas de)(?: solo)? (?:morirme|morir(?! de )|matarme|suicidarme|quitarme la
               vida|hacerme dano|lastimarme|cortarme|desaparecer para siempre|dejar de (?:vivir|
              existir)|terminar con (?:todo|mi vida)|acabar con (?:todo|mi vida))
            me (?:quiero|voy a) (?:morir(?! de )|matar|suicidar|lastimar|cortar las venas)
            (?:ya )?no (?:quiero|tengo ganas de|puedo) (?:seguir viviendo|vivir mas|vivir asi)
            no quiero vivir|(?:ideas|pensamientos|intento) suicidas?|no vale la pena vivir
            quitarme la vida|suicidarme|hacerme dano|autolesion(?:arme|o)?|me (?:autolesiono|corto
               los brazos)
            (?:me|fui|he sido) (?:violaron|violad[ao]|abusaron|abusad[ao]|golpearon|pegan|maltratan|
              acosan|acosad[ao]|acosaron|amenazan|amenazaron)
            """
        ),
        troubled=lines(
            r"""
            (?:ya )?(?:de verdad )?no (?:puedo|doy|aguanto)(?: ya)? mas(?: con (?:todo|esto|la vida|
              nada|la facu|la facultad|la carrera|la cursada|la presion))?
            (?:me siento|estoy|ando|vengo) <very>(?:mal|fatal|desesperad[ao]|deprimid[ao]|
              angustiad[ao]|ansios[ao]|estresad[ao]|agobiad[ao]|sobrepasad[ao]|desbordad[ao]|
              destruid[ao]|quemad[ao]|hundid[ao]|agotad[ao]|sol[ao]|triste|hecho mierda|hecha
               mierda|bajonead[ao])(?: anim[io]camente| emocionalmente| de animo)?<reason>
            (?:me )?(?:esta dando|da|dio|agarro|tengo|tuve|dan|agarran) (?:un )?(?:ataques?|crisis)
               de (?:panico|ansiedad|nervios|angustia)<reason>
            no (?:paro|puedo parar|dejo) de llorar<reason>|(?:lloro|estoy llorando) todo el (?:dia|
              tiempo)<reason>
            (?:estoy )?(?:sufriendo|pasando) (?:de )?(?:depresion|ansiedad|una crisis|un mal
               momento|un momento (?:muy )?(?:dificil|malo|duro))<reason>
            (?:no tengo|no hay) (?:ganas de nada|a nadie|con quien hablar)|nadie me (?:quiere|
              entiende)
            odio mi vida|me odio|(?:necesito|quiero) hablar con alguien|no le encuentro sentido a
               (?:nada|la vida)
            quiero (?:dejar|abandonar|largar|tirar) todo
            """,
            very=r"(?:(?:muy|re|super|tan|bastante|demasiado|totalmente|completamente|mega|hiper"
            r"|recontra|medio|un poco) ){0,3}",
            reason=r"(?: (?:con|por|que|y|ultimamente|ahora|todo)(?: \w+){0,9})?",
        ),
        graded_work=lines(
            r"""
            <ask>(?:resol|resue|rezol|rezue)(?:v|b)(?:e|i|a|an|eis)?(?:me|nos)(?:l[oae]s?)?(?:
               <which><work><number>)?<about>
            <ask>(?:ha[zcs]e?|ase|hagan?|escrib[ei]|escriba|complet[ea]|termin[ea]|redact[ea]|
              prepar[ea]|program[ea]|contest[ea]|respond[ea]|arm[ea])(?:me|nos)(?:l[oae]s?)?
               <which>(?:\w+ )?<work><number><about>
            <ask>(?:ha[zcs]e?|resuelve|resolve|escrib[ei]|completa|termina|redacta|programa)
               <which><work><number><about> (?:por|para) (?:mi|nosotros)(?: dale| ya| hoy)?
            <ask>(?:resuelve|resolve|resolver|haz|haceme|redacta) <which><work><number><about>
            <ask>(?:(?:me|nos) )(?:puedes|podes|podrias|podria|puede|quieres|queres) (?:hacer|aser|
              resolver|escribir|completar|terminar|redactar|programar|contestar)
               <which><work><number><about>
            <ask>(?:puedes|podes|podrias|podria|puede|quieres|queres) (?:hacer|aser|resolver|
              escribir|completar|terminar|redactar|programar|contestar)(?:me|nos)(?:l[oa]s?)?
               <which><work><number><about>
            <ask>(?:puedes|podes|podrias|puede) (?:hacer|resolver|escribir|completar|terminar|
              redactar) (?:mi|mis|nuestro|nuestra)(?: \w+)? <work><number><about>
            <ask>me (?:haces|resolves|resuelves|escribis|escribes|completas|terminas|redactas|
              programas) <which><work><number><about>
            (?:necesito|quiero|quisiera|te pido) que (?:me )?(?:hagas|resuelvas|escribas|completes|
              termines|redactes|programes) <which><work><number><about>
            <ask>(?:dame|pasame|decime|dime|mandame|enviame|danos|pasanos) (?:todas )?(?:las
               )?(?:respuestas|soluciones)(?: correctas)? (?:de la|de las|de los|del|de|al|a la)
               (?:parcial|examen|final|cuestionario|quiz|test|tarea|tp|trabajo practico|
              deberes)(?:es)?<number>
            """,
            ask=r"(?:(?:por favor|porfa|porfis|che|dale|bueno|y|necesito|profe) )*",
            which=_WHICH,
            work=_WORK,
            number=_NUMBER,
            about=_ABOUT,
        ),
        off_topic=lines(
            r"""
            (?:(?:y )?(?:cual|que) es )?(?:la )?capital de (?!riesgo|trabajo|inversion|semilla|giro|
              deuda|la (?:empresa|sociedad|firma))(?:la |los |el )?\w+(?: unidos| rica| zelanda)?
            quien (?:es|era|fue) (?:el |la )?(?:actual |primer )?(?:presidente|presidenta|rey|reina|
              papa) (?:de (?:la republica|los estados unidos|la nacion|estados unidos|eeuu|
              argentina|espana|francia|mexico|chile|brasil|colombia|peru|uruguay|rusia|china|
              alemania|italia|inglaterra|japon|portugal|ucrania|bolivia|ecuador|venezuela)|del
               (?:pais|mundo|peru|uruguay))|quien es el papa
            quien (?:gano|gana|va a ganar|ganara|va ganando|salio campeon)(?: (?:el|la|las|los|del|
              de la))? (?:ultimo |ultima |proximo )?(?:mundial|partido|champions|copa|elecciones|
              liga|superclasico|clasico|balon de oro|oscar|eurovision|torneo)(?: \w+){0,4}
            (?:(?:que|como) (?:tiempo|clima|temperatura) (?:hace|hara|hay|va a hacer|habra)|como
               (?:esta|estara|va a estar) el (?:tiempo|clima))<then>
            (?:va a llover|llueve|llovera|esta lloviendo|hace (?:frio|calor)|va a hacer (?:frio|
              calor))<then>
            (?:el )?(?:clima<soon>|pronostico del tiempo<then>)
            <ask>(?:escrib[ei]|escribime|escribeme|haz|hazme|haceme|hace|contame|cuentame|conta|
              cuenta|cantame|decime|dime|inventa|inventame|dame)(?: me)? (?:un |una |otro |algun
               )?(?:poemas?|poesias?|chistes?|cancion(?:es)?|cuentos?|historias?|haikus?|raps?|
              adivinanzas?|horoscopo|cartas? de amor)(?: (?:de|del|sobre|para|en|que) \w+(?:
               \w+){0,9})?
            (?:un |otro )(?:chiste|poema)(?: (?:de|sobre) \w+(?: \w+){0,6})?|mi horoscopo
            que hora es(?: ahora| ya| en \w+(?: \w+)?)
            (?:resultados?|noticias|partidos?) (?:de|del) (?:futbol|tenis|basquet|baloncesto|
              nba)<then>
            (?:cuando|a que hora|contra quien|con quien) juega (?:(?:el|la|los) )?\w+(?: \w+)?<then>
            (?:como|cuanto) (?:salio|quedo|va) (?:el )?(?:partido|boca|river|real madrid|barcelona|
              barsa)(?: \w+){0,3}
            quien es el mejor (?:jugador|equipo|futbolista|tenista)(?: \w+){0,5}
            (?:messi o (?:ronaldo|cristiano|maradona)|(?:cristiano|ronaldo|maradona) o messi)
            (?:<ask>(?:dame|pasame|decime|dime) )?(?:una |la )?receta (?:de|para)(?: \w+){1,4}
            <ask>(?:recomendame|recomiendame|recomienda|sugeri|sugerime) (?:un |una |alguna? |algo
               de )?(?:buena? )?(?:peli|pelis|peliculas?|series?|restaurantes?|canciones|musica|bar|
              bares)(?: \w+){0,5}
            (?:a )?(?:cuanto|como|que precio) (?:esta|sale|vale|tiene|cotiza) (?:el |un )?(?:dolar|
              euro|bitcoin)(?: blue| oficial)?<then>
            me amas|te amo|te quiero|(?:te )?(?:casas|casarias) conmigo|cuantos anos tienes|cuantos
               anos tenes|(?:sos|eres|estas) solter[oa]
            cual es el sentido de la vida|cuanta gente vive en \w+(?: \w+)?|cuantos habitantes tiene
               \w+(?: \w+)?
            """,
            ask=r"(?:(?:por favor|porfa|me puedes|me podes|podes|puedes|che) )?",
            soon=r"(?: (?:para )?(?:hoy|manana|ahora|esta (?:tarde|noche|semana)|en \w+)){1,2}",
            then=r"(?: (?:hoy|manana|ahora|ayer|esta \w+|este \w+|proxim[ao] \w+|afuera|en \w+"
            r"(?: \w+)?|el \w+)){0,3}",
        ),
    ),
    same_question=SameQuestion(
        neutral=word_set(
            """
            a al cual cuales cuando cuanta cuantas cuanto cuantos como de del dia donde e el en era
            eran es esta estan fecha fue fueron ha han hay hora la las lo los lugar me nos os
            que quien quienes q se sea sean sera seran seria son un una yo nosotros xq por favor
            """
        ),
        alike=(
            word_set("puedo puede podemos podes puedes podre podra podremos podria podriamos"),
            word_set("debo debe debemos debes tengo tiene tenemos tenes tienes necesito necesita"),
        ),
        from_asking=word_set(
            """
            proximo proxima proximos proximas siguiente ahora actualmente todavia aun ya ultimo
            ultima hoy manana
            falta faltan queda quedan resta restan
            """
        ),
        of_oneself=lines(
            r"""
            mi|mis|mi[oa]s?|nuestr[oa]s?
            me (?:fue|falta|faltan|pusieron|corrigieron|anotaron|queda|quedan)
            (?:des)?aprobe|promocione|regularice|saque|falte|entregue|perdi|quede|llevo|estoy|soy
            rendi|curse|hice|tuve|estuve|fui|tengo(?! que)|tenemos(?! que)|me saque|me anote
            """
        ),
    ),
    several=SeveralQuestions(
        joins=lines(
            r"""
            (?:y )?(?:si es asi|de ser asi|en ese caso)|(?:y|e)(?: tambien| ademas| de paso| por
               otro lado)?|ademas|tambien|pero|aparte|otra (?:cosa|pregunta|consulta)|por otro lado|
              de paso
            """
        ),
        opens=lines(
            r"""
            que|(?:q|k|ke)(?= (?:es|significa|pasa|hay|temas?|tengo|hago|entra|dia|hora|nota)\b)|
              cual(?:es)?|quien(?:es)?|(?:cuando|cdo|cndo|qndo)|(?:donde|dnd)
            (?:cuanto|cuanta|cuantos|cuantas|cuant[oa]s?)
            (?:como|cmo)(?! (?:no|ya|tengo|soy|estoy|estaba|falte)\b)
            """
        ),
        opens_plain=lines(
            r"""
            (?:si )?(?:se|me|nos) (?:puede|pueden|podria|puedo|podes|puedes|toma|aprueba|entrega|
              permite)
            (?:si )?(?:puedo|podemos|podria|podriamos|hay|habra|tengo que|tenemos que|debo|debemos|
              hace falta|es (?:obligatori[oa]|necesari[oa]|presencial|virtual|oral|escrito|con|en|
              posible|a)|son obligatori[oa]s|esta permitid[oa]|va a haber|entra|entran)
            """
        ),
        relative=word_set("que q k ke como quien quienes"),
        instead=("o", "u", "o sea", "es decir"),
        before_opening=("en", "a", "de", "con", "por", "para", "hasta", "desde", "sobre"),
    ),
    claims=ClaimWords(
        light=word_set(
            """
            rinde rinden rendir
            aunque siquiera mientras nada nadie algo todo cada haya hayan sigue siguen ve ven voy
            aparte cualquier necesitas necesita quien quienes ambos

              doctor doctora profesor profesora ingeniero ingeniera licenciado
              licenciada señor señora dentro partir traves
            realiza realizan hace hacen hacer hecho lugar lleva llevar tener tiene tienen tenes hay

              aparece aparecen publica publican minimo maximo menos mas menor mayor
              todavia aun ya disponible disponibles incluso tienes tenes vas va llevas
              siempre propio propia debes debe haber ser estar esta estan queda quedan
              atiende atienden alcanza alcanzan basta consiste
            corresponde corresponden da dan dar puede pueden debe deben usa usas usar utiliza
            utilizar sirve toma toman tomar encuentra encuentran trata cuenta cuentan incluye
            incluyen indica indican dice dicen segun pasaje pasajes documento documentos tanto asi
            ademas tambien caso casos parte partes forma manera total momento siguiente siguientes
            vale valen respecto acuerdo plazo vez veces permite permiten
            """
        ),
        framings=(
            r"seg[uú]n [^,]{3,60},",
            r"(?:tal )?como (?:dice|indica|se[nñ]ala|establece|se indica en|consta en) [^,]{3,60},",
            r"(?:el|la|los|las) (?:\w+ ){0,3}(?:pasajes?|documentos?|textos?|programa|"
            r"reglamento|apuntes?|gu[ií]a|tabla|aviso|art[ií]culo|normas?|pauta|cronograma|"
            r"ficha|p[aá]gina)(?: [\d.]+)? (?:dicen?|indican?|se[nñ]alan?|explican?|establecen?|"
            r"aclaran?|mencionan?|precisan?) que",
        ),
        denying=("nada|nadie|apenas",),
        after_noon=(r"de la (?:tarde|noche)",),
        at_night=("de la noche",),
        before_noon=(r"de la ma[nñ]ana",),
        o_clock=("h", "hs", "horas?"),
        before_hour=(
            r"(?<=las )(?P<hour>\w{1,6}) menos (?:cuarto|(?P<minutes>\w{1,6}))\b",
            r"(?<=la )(?P<hour>una|1) menos (?:cuarto|(?P<minutes>\w{1,6}))\b",
        ),
        passage_words=("pasajes?|fuentes?",),
        according_to=(r"seg[uú]n (?:el|la)|seg[uú]n|como dice (?:el|la)|en (?:el|la)",),
        joins=(
            "y",
            "e",
            "pero",
            "o",
            "u",
            "mientras",
            "porque",
            "aunque",
            "sino",
            "ya que",
            "puesto que",
            "dado que",
            "pues",
        ),
        ifs=("si|cuando",),
        alternatives=("o|ni|u",),
        who=("que|quien(?:es)?",),
        by=("por",),
        sets_aside=(
            r"(?:no|nunca) (?=(?:el|la|l[oa]s|al?|del?|en|con|por|para|un[oa]?s?)\s)",
            "nadie mas|jamas",
        ),
        pronouns=("se|te|le|les|lo|la|los|las",),
        contrasts=(
            "pero",
            "mientras",
            "porque",
            "aunque",
            "sino",
            "ya que",
            "puesto que",
            "dado que",
            "pues",
        ),
        verbs=(r"tiene|tienen|vale|valen|dura|duran|pesa|pesan|empieza|termina|cuenta|cuentan",),
        no_denials=lines(
            r"""
            no (?:mas|menos) (?:de|que)
            no solo
            (?:quien|quienes|si|cuando) no(?= \w)
            no (?=\w+(?:able|ible)s?\b)
            sin embargo
            """
        ),
        advises=(r"conviene\w*|recomiend\w+|recomend\w+|aconsej\w+|suger\w+|sugier\w+|deberi\w+",),
        demands=(
            r"debe\w*|hay que|tiene\w* que|tenes que|obligatori\w+|exig\w+|requiere\w*|necesari\w+",
        ),
        allows=(r"puede\w*|podes|podra\w*|permit\w+|optativ\w+|opcional\w*|voluntari\w+",),
        opposites={
            "open": ("abiert[oa]s?", "cerrad[oa]s?"),
            "optional": (
                r"optativ\w+|opcional\w*|voluntari\w+",
                r"obligatori\w+|requerid\w+|exigid\w+",
            ),
            "before": (r"antes|previ[oa]\w*|anterior\w*", r"despues|tras|posterior\w*"),
            "free": (r"gratis|gratuit[oa]\w*", r"pag[ao]s?|pagar|cuesta\w*|arancel\w*"),
            "individual": (r"individual\w*", r"grupos?|parejas?|de a dos|equipos?|grupal\w*"),
            "written": ("escrit[oa]s?", "oral(?:es|mente)?"),
            "online": (r"en linea|virtual\w*|a distancia|remot\w+", r"presencial\w*"),
            "handwritten": (r"manuscrit\w+|a mano", r"impres[oa]s?|fotocopi\w+|computadora"),
            "starts": (r"empiez\w+|comienz\w+|inicio|inicia\w*", r"termin\w+|finaliz\w+"),
            "morning": ("(?:por|de|a) la manana", "(?:por|de|a) la (?:tarde|noche)"),
            "pass": (r"aprueb\w+|aprob\w+", r"desaprueb\w+|desaprob\w+|reprob\w+"),
            "accept": (r"acept\w+|recib\w+", r"rechaz\w+"),
            "increas": (
                r"aument\w+|suma[nr]?\b",
                r"disminu\w+|descuent\w+|descont\w+|resta[nr]?\b|pierd\w+",
            ),
            "turned_on": (r"encendid\w+", r"apagad\w+"),
            "same": ("mism[oa]s?", "distint[oa]s?|diferentes?|otr[oa]s?"),
            "free_choice": ("libre|a eleccion|eligen?|elegir", r"impuest\w+|asignad\w+"),
            "individually": ("cada estudiante", "en conjunto"),
            "up": (r"arriba|superior\w*|sub(?:e|en|ir)", r"abajo|inferior\w*|baj(?:a|an|ar)"),
            "high": ("alt[oa]s?", "baj[oa]s?"),
            "visible": ("visibles?", "ocult[oa]s?"),
            "vertical": (r"vertical\w*", r"horizontal\w*"),
            "odd": ("impar(?:es)?", "par(?:es)?"),
            "light": ("clar[oa]s?", "oscur[oa]s?"),
            "thick": ("grues[oa]s?", "fin[oa]s?|delgad[oa]s?"),
            "major": (r"mayor(?:es)?(?! (?:que|de|a)\b)", r"menor(?:es)?(?! (?:que|de|a)\b)"),
            "sitting": ("sentad[oa]s?", "de pie|parad[oa]s?"),
            "inside": (
                r"dentro|intern[oa]s?|interior\w*",
                r"fuera|afuera|extern[oa]s?|exterior\w*",
            ),
            "above": ("por encima|sobre", "por debajo|bajo(?= (?:el|la|los|las|de))"),
            "early": ("temprano", "tarde|tardi[oa]s?"),
            "long": ("larg[oa]s?", "cort[oa]s?|breves?"),
            "positive": ("positiv[oa]s?", "negativ[oa]s?"),
            "true": ("verdader[oa]s?", "fals[oa]s?"),
            "public": ("public[oa]s?", "privad[oa]s?"),
            "loose": ("suelt[oa]s?", "recogid[oa]s?|atad[oa]s?|fij[oa]s?"),
            "cold": ("fri[oa]s?", "calientes?"),
            "wet": ("humed[oa]s?|mojad[oa]s?", "sec[oa]s?"),
            "full": ("llen[oa]s?", "vaci[oa]s?"),
            "strong": ("fuertes?", "debil(?:es)?"),
            "authori[sz]ed": ("autorizad[oa]s?|permitid[oa]s?", "prohibid[oa]s?|proscrit[oa]s?"),
            "included": ("incluid[oa]s?", "excluid[oa]s?|aparte"),
            "postponed": (r"postergad\w*|aplazad\w*|se pasa|pasa al", r"cancel\w+|suspend\w+"),
            "in_pencil": ("(?:a|en|con) lapiz", "(?:a|en|con) (?:tinta|lapicera|boligrafo|birome)"),
        },
        before_day=("antes del?|hasta",),
        from_day=("despues del?|desde|a partir del?",),
        at_most=lines(
            r"""
            como maximo|a lo sumo|hasta|no mas de|maxim[oa]s?|o menos|menos de|
              menor(?:es)? (?:que|a|de)
            inferior(?:es)? a|dentro de|a mas tardar|tope
            """
        ),
        at_least=lines(
            r"""
            como minimo|al menos|por lo menos|minim[oa]s?|o mas|o superior|mas de|
              mayor(?:es)? (?:que|a|de)
            superior(?:es)? a|no menos de|a partir de
            """
        ),
        whole=(
            r"complet[oa]s?|tod[oa]s?(?! l[oa]s demas)|cualquier\w*|siempre(?! que)|enter[oa]s?|"
            r"automaticamente",
        ),
        whichever=(r"cualquier\w*",),
        only=(r"nadie mas|se reserva\w*|reservad\w+|solo|solamente|unicamente|exclusivamente",),
        amounts={
            r"(por|durante|en|tras) un[ao]? (?=(?:semana|d[ií]a|mes|a[nñ]o|hora)\b)": r"\1 1 ",
            "(?:un )?minuto y medio": "90 segundos",
            r"media hora\b": "30 minutos",
            "(?:una )?hora y media": "90 minutos",
            "(?:una )?hora y cuarto": "75 minutos",
            r"(\w+) y cuarto(?! de hora)": r"\1:15",
            "(?:un )?cuarto de hora": "15 minutos",
            "tres cuartos de hora": "45 minutos",
            r"(dos|tres|cuatro|\d+) horas y media": r"\1.5 horas",
            r"(\w+) y media(?! horas?)": r"\1:30",
            "primero de(?= [a-z])": "1 de",
            r"(?:la )?mitad (?=del?\b)": "50 % ",
            r"(?:un|una) terci[oa](?: parte)?(?= del?\b)": "33 % ",
            r"dos tercios(?= del?\b)": "67 % ",
            r"(?:un cuarto|una cuarta parte|la cuarta parte)(?= del?\b)": "25 % ",
            r"(?:tres cuartos|(?:las )?tres cuartas partes)(?= del?\b)": "75 % ",
            r"(?:un quinto|una quinta parte|la quinta parte)(?= del?\b)": "20 % ",
            r"dos quint[oa]s(?: partes)?(?= del?\b)": "40 % ",
            r"tres quint[oa]s(?: partes)?(?= del?\b)": "60 % ",
        },
        cut_off=(),
        verb_endings=(
            r"(?:[aei]r)(?:se|l[aeo]s?|te|me|nos)?",
            "ando",
            "iendo",
            "amos",
            "emos",
        ),
        one=(
            r"un[oa]? sol[oa]",
            "un[oa]? unic[oa]",
        ),
        both=("amb[oa]s",),
        of=("del?", "para"),
        refusals=lines(
            r"""
            (?:l[oa]s |el |la )?(?:pasajes?|documentos?|textos?|fuentes?|
              informacion)[^.]{0,30} no (?:dicen?|indican?|mencionan?|contienen?|responden?|
              especifican?|aclaran?|proporcionan?|incluyen?)
            no (?:hay|se encuentra|encuentro|tengo|dispongo de) (?:ninguna )?(?:informacion|
              mencion|respuesta|datos?)
            no (?:se|lo) (?:dice|indica|menciona|especifica|aclara|sabe|se)\b
            no (?:puedo|es posible) (?:responder|contestar|saber|determinar)
            """
        ),
        calls_off=(r"cancel\w+", r"posterg\w+", r"aplaz\w+", r"reprogram\w+", r"anul\w+"),
    ),
    concepts=phrases(_CONCEPTS),
    everyday=phrases(_EVERYDAY),
)
