r"""How questions are put in three languages: patterns on folded text, data for expected.py.

A kind stands alone on its line, then its patterns, one a line. The first kind that fits decides, so
the narrow ones stand first.
"""

FORMS = r"""
time
a que horas?\b|what time|at what hour|quelle heure

cost
cuanto (?:cuesta|sale|cobran|hay que pagar|se paga)\b(?!.*\btarde)|que (?:precio|costo|arancel)
how much (?:does|do|is|are)\b.{0,60}\b(?:cost|fee|price)|what does .{1,60} cost
combien (?:coute|faut-il payer)\b(?!.*\bretard)|quel (?:prix|cout)

percent
como se (?:calcula|compone|forma|arma) la nota|how is the (?:final )?(?:grade|mark) calculated
how is the (?:final )?(?:grade|mark) (?:made|computed|split|divided)|comment est calculee? la note
porcentaje|que peso|\bpeso d|cuanto (?:vale|pesa|cuenta|valen|pesan|representa)
percent|what weight|how much (?:is|are|does|do|of)\b.{0,60}\b(?:worth|count|grade|weigh)
pourcentage|coefficient|combien (?:vaut|valent|compte|pese)

why
^\W*por ?que (?!porcentaje)|por que (?:razon|motivo)|\bwhy\b|\bpourquoi\b

contact
^\W*(?:the |el |l.|le )?(?:e-?mail|correo|mail|courriel|telefono|phone)\b(?!s? (?:in|at|en|au) )
(?:what|cual|quel|quoi)\b.{0,30}\b(?:e-?mail|correo|mail|courriel|telefono|phone|telephone)
(?:how|como|comment)\b.{0,25}\b(?:contact|reach|comunic|joindre|escrib)

place
\b(?:a|de|en)?donde\b|en (?:que|cual) (?:aula|sala|lugar|salon|edificio|ciudad|pais|sitio)
\bque (?:aula|sala|salon|edificio)|^\W*(?:aula|room|salle|location|sala)\b
\bwhere\b|(?:which|what) (?:room|building|place|city|location|country|hall)
quelle (?:salle|ville)|quel (?:lieu|endroit|pays|batiment|amphi)
\bou (?:est|se|a lieu|sont|puis|peut|trouver|dois|faut|ont|a-t)
^c.est ou\b|\bou\W*\?

definition
\bcuando (?:es |son )?una? (?!.{0,40}\b(?:entrega|parcial|examen|clase))|\bquand une? \w+ est-
\bwhen is an? \w+ (?:said|called|considered|\w+[ai]ble\b)

date
\bcuando\b|que (?:dia|fecha|mes|ano|semana)|\bfechas?\b|en que plazo|hasta que dia
\bwhen\b|(?:which|what) (?:day|date|month|year|week)|deadline|due date|\bdates?\b|\bdue\b
\bquand\b|quel(?:le)?s? (?:jour|date|annee|mois|semaine)|echeance

person
\bquien(?:es)?\b|\bwho(?:m|se)?\b|^\W*qui\b|\bqui (?:est|sont|enseigne|a)\b

quantity
\bcuant[oa]s?\b|(?:que|con que|cual es la) nota|nota minima|\bminim[oa]\b
how (?:many|much|long|often|big|old|far|fast|tall|high)|minimum|what (?:grade|score|mark)
\bcombien\b|quelle note|note minimale

definition
^\W*(?:que|what) (?:es|son|is|are|was) (?:un |una |a |an )?[\w'-]+(?: [\w'-]+)?\W*$
que significa|definicion|en que consiste|what does .{1,60} mean|define|definition
qu.est-ce qu|c.est quoi|que (?:signifie|designe|veut dire)|en quoi consiste

list
cuales son|que (?:temas|libros|requisitos|materiales|unidades|contenidos|documentos)|lista
what are|(?:which|what) (?:topics|books|materials|readings|requirements)|^\W*list\b
quel(?:le)?s sont|quels (?:livres|themes|documents|chapitres)|liste

definition
^\W*(?:que|what) ?['’]?(?:es|son|is|are|s|dice|hace|does|quiere decir)\b(?!.*\bdiff?er)
que se entiende por

how
\bcomo\b|^\W*how\b|\bhow (?:do|does|is|are|can|will|to)\b|\bcomment\b

yes_no
^\W*(?:hay|habra|es|son|se|puedo|podemos|puede|tengo|tenemos|debo|esta|estan|existe|sera|y)\b
^\W*(?:is|are|do|does|did|can|could|will|would|should|may|must|has|have|am|was|were|if)\b
^\W*(?:est|peut|puis|dois|faut|doit|ai|avons|sont|a-t|aurons)\b
necesito|tenemos que|hay que|se puede|est-ce que|peut-on|puis-je|dois-je|y a-t-il|faut-il|doit-on
"""
