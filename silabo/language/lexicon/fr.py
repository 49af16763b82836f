"""French."""

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
    r"(?:devoirs?(?: maison| surveilles?)?|dms?|ds|exercices?|exos?|tps?|travaux(?: pratiques)?"
    r"|tds?|travail|dissert(?:ation)?s?|memoires?|rapports?|projets?|essais?|exposes?|redactions?"
    r"|qcm|quiz|controles?|examens?|exams?|partiels?|problemes?|comptes? rendus?|fiches?(?: de"
    r" lecture)?|questions?(?= \d)|labos?|these|code|programmes?|presentations?)"
)
_WHICH = (
    r"(?:(?:le|la|les|l|mon|ma|mes|notre|nos|ce|cet|cette|ces|un|une|des|tout|tous|toute|toutes"
    r"|premier|premiere|deuxieme|dernier|derniere) ){0,3}"
)
_NUMBER = r"(?: (?:n |no |numero )?\d{1,3}[a-z]?(?:(?: et)? \d{1,3}[a-z]?){0,5})?"
_ABOUT = r"(?: (?:de|du|d|des|sur|pour|en) \w+(?: \w+){0,9})?"

# A concept, and how it is said, between commas.
_CONCEPTS = """
exam: examen, épreuve, contrôle, interrogation
midterm: partiel, examen partiel, intra, examen intra, examen de mi-session,
  contrôle intermédiaire, intras, examens intras
final_exam: examen final, examen terminal, épreuve finale, final
quiz: quiz, quizz, questionnaire, interro, contrôle continu, interros, contrôles continus
grade: note, notation, résultat, note finale, noté
weight: coefficient, pourcentage, pondération, poids, vaut, valent, compte, comptent
pass_mark: valider, note minimale, moyenne, réussir, validation, seuil de réussite, note de
  passage, passer le cours, passer la matière
promotion: dispense, dispensé, promu, promus, promotion
pass_fail: réussite ou échec, sans note
fail: échouer, échec, ajourné, recalé
deadline: date limite, échéance, délai, rendu, remise, rendre, remettre, date de remise, dépôt,
  déposer
late: retard, pénalité, en retard, hors délai, pénalité de retard, tardif
penalty: pénalité, sanction, retiré, pénalisé, points en moins, malus, perd, perdent, perds, perdre,
  on perd, noté sur, minoré
extension: prolongation, report, délai supplémentaire, prorogation
attendance: présence, assiduité, assister
mandatory: obligatoire, requis, exigé, facultatif, obligé
absence: absence, absent, manquer, manqué, absentéisme, raté
materials: matériel, documents autorisés, documents
notes_sheet: formulaire, aide-mémoire, antisèche, feuille de notes, feuille de formules
open_book: livre ouvert, livre fermé, documents autorisés, sans document
calculator: calculatrice, calculette
resit: rattrapage, seconde session, session de rattrapage, deuxième session, examen de reprise,
  reprise
plagiarism: plagiat, fraude, triche, tricher, intégrité académique, tricherie, copier
ai_use: intelligence artificielle, ia, chatgpt, chat gpt, gpt, copilot, gemini, deepseek, llm, ia
  générative, modèles de langage
group_work: groupe, en groupe, équipe, binôme, travail de groupe, en binôme, trinôme
laboratory: laboratoire, labo, travaux de laboratoire, labos
practical: travaux pratiques, tp, tps, td, tds, travaux dirigés
assignment: devoir, travail, exercice, travaux, devoir maison, dm, rendu
project: projet, projet final, mini-projet
presentation: présentation, exposé, soutenance, oral, oraux
essay: dissertation, essai, rapport, mémoire, rédaction, essais
participation: participation, participer, implication
review: révision, recours, consultation des copies, contestation, réclamation
extra_credit: bonus, points bonus, points supplémentaires
attempts: tentatives, tentative, essais, fois
feedback: retour, commentaires, correction, corrigé
format: format, longueur, pdf, pages, police, mise en page
office_hours: permanence, heures de permanence, heures de bureau, heures de consultation,
  disponibilités, consultation, parler à
room: salle, bâtiment, amphi, amphithéâtre, local, salle de cours, amphis
office: bureau
lecturer: enseignant, titulaire, professeur, prof, assuré par, chargé de cours, enseignante,
  intervenant, responsable du cours, enseigne, maître de conférences
assistant: assistant, chargé de td, moniteur, tuteur, auxiliaire
contact: contact, contacter, joindre, écrire, courriel, téléphone
email: courriel, courriels, mail, mails, adresse électronique, e-mail, email, mél
reply: répondre, répondent, répond, réponse aux courriels
textbook: manuel, livre, bibliographie, ouvrage, lecture, lectures, références, polycopié
schedule: horaire, emploi du temps, calendrier, planning, horaires, programme des séances
start: commence, début, débute, commencer, commencent, rentrée
term_time: semestre, trimestre
end: fin, termine, finit, se termine
duration: durée, dure, durent, combien de temps dure
prerequisite: prérequis, pré-requis, exige, nécessite, conditions préalables, cours préalable,
  connaissances préalables, demande la validation, exige la validation, avoir validé
credits: crédits, crédit, ects, unités de crédit
holiday: férié, vacances, jour férié, pas de cours, congé, relâche, semaine de lecture
course_language: langue, langue d'enseignement
lecture: cours, cours magistral, séance, cm, leçon
week: semaine, hebdomadaire, par semaine
topics: thèmes, contenu, sujets, chapitres, programme, modules, contenus
objectives: objectifs, compétences, acquis d'apprentissage, buts
enrolment: inscription, s'inscrire, inscrire
drop: abandon, abandonner, désinscription, se désinscrire
disability: handicap, aménagement, tiers temps, aménagements
illness: maladie, malade, certificat médical, justificatif, médical, absence justifiée
platform: moodle, plateforme, espace de cours, ent, site du cours
software: logiciel, outil, installer, application
recording: enregistrement, enregistré, enregistrer, vidéos
online: en ligne, à distance, distanciel, visioconférence, zoom
cost: coût, prix, frais, gratuit, payer, acheter
phone_use: téléphone, portable, mobile, appareils
last: dernier, dernière
monday: lundi
tuesday: mardi
wednesday: mercredi
thursday: jeudi
friday: vendredi
saturday: samedi
sunday: dimanche
people: personnes, membres, participants
version: version, versions
"""

# A meaning of every day in courses, and how it is said, between commas.
_EVERYDAY = """
buy: acheter, acquerir, achat
leave: partir, quitter, depart, part, partent
arrive: arriver, venir, arrivee, se presenter, vient, viennent
enter: entrer, acceder, admis, admise, entree
bring: apporter, amener, emporter, se munir
hand_in: rendre, remettre, deposer, envoyer, depot, remise, rendu, rend, rendent, remet, remettent
give_out: distribuer, fournir, preter, remettre, pret, emprunter
receive: recevoir, obtenir, avoir, recoit, recoivent, obtient, obtiennent, recu
choose: choisir, selectionner, choix, opter
show: montrer, presenter, afficher
check: verifier, consulter, controler, relire, voir, consultation, voit, verifie
need: necessiter, exiger, besoin, necessaire, requis
allow: autoriser, permettre, autorise, permis, admettre, accepter, permet, permettent, admet,
  admettent
forbid: interdire, prohiber, interdit, defendu, interdisent
refuse: refuser, rejeter
write: ecrire, rediger, ecrit, redaction, ecrivent
handwritten: manuscrit, manuscrite, manuscrites, a la main, ecrites a la main, ecrit a la main
sheet: feuille, page
side: cote, face, recto
read: lire, lecture, lit, lisent, lu, lue
explain: expliquer, comprendre, eclaircir, explication, comprend
begin: commencer, debuter, debut, ouvrir, ouvre, demarrer, ouvrent
finish: finir, terminer, fermer, ferme, fin, cloturer, clos, ferment, clot
last: durer, duree, durent
happen: avoir lieu, se derouler, se tenir, derouler, a lieu, ont lieu, se tient, se tiennent
repeat: repeter, refaire, repasser, rattraper, de nouveau, a nouveau, seconde chance, rattrapage,
  refait, repasse
replace: remplacer, substituer, a la place de, au lieu de
add: ajouter, additionner, en plus, supplementaire
lose: perdre, retirer, enlever, soustraire, penaliser, deduire, penalite, coute, perd, perdent,
  soustrait
keep: conserver, garder, rester, maintenir, maintient
change: changer, modifier, changement, modifie
move: deplacer, reporter, decaler, prolonger
cancel: annuler, supprimer, invalider
miss: manquer, absent, absence, rater
attend: assister, presence, presents, participer, suivre, suit, suivent
take_part: participer, prendre part, participation, prend part, prennent part
register: inscrire, inscription, reserver, inscrire, inscrit, inscrivent
ask: demander, solliciter, demande, requete
answer: repondre, reponse, repond, repondent
contact: contacter, ecrire a, joindre, s'adresser, adresser, ecrit, joint
tell: dire, informer, prevenir, annoncer, signaler, avertir, annonce, dit, previent
publish: publier, mettre en ligne, afficher, paraitre, disponible, diffuser, parait, publie
find: trouver, situe, se trouver
meet: reunir, rencontrer, rassembler, voir, recevoir
wait: attendre, patienter, attend, attendent
wear: porter, mettre, revetir, met, mettent
pay: payer, paiement, cout, couter, prix, tarif, frais, paient, paye
free: gratuit, sans frais, offert
hire: louer, location
work: travailler, faire, effectuer, realiser, accomplir, fait, font
solve: resoudre, solution, resout
mark: noter, corriger, evaluer, note, evaluation, correction
count: compter, valoir, peser, representer, vaut, poids, coefficient, valent
pass: reussir, valider, passer, etre admis
fail: echouer, rater, echec, ajourne
best: meilleur, meilleure, meilleures, plus haute
worst: pire, plus mauvais, plus basse, plus faible
average: moyenne
ill: malade, maladie, souffrant
certificate: certificat, attestation, justificatif, preuve
excuse: justifier, justifie, excuse
late: retard, tardif, en retard
deadline: delai, date limite, echeance, limite
student: etudiant, etudiante, etudiants, etudiantes, eleve, candidat
lecturer: enseignant, enseignante, professeur, professeure, responsable, enseigne, charge
team: equipe, groupe, binome, partenaire, a deux, en binome, ensemble
alone: seul, seule, individuel, individuellement, propre
room: salle, amphi, amphitheatre, local
office: bureau
floor: etage, niveau
library: bibliotheque
desk: guichet, comptoir, secretariat, accueil, scolarite
copy: exemplaire, copie
book: livre, manuel, ouvrage
question: question
email: courriel, mail, email, courrier electronique
phone: telephone, portable, mobile
computer: ordinateur, portable
turned_off: eteint, eteints, eteinte
calculator: calculatrice
website: site, page, portail
folder: dossier, repertoire
file: fichier, document
report: rapport, compte rendu, memoire, devoir
exercise: exercice, probleme, devoir, activite
exam: examen, epreuve, controle, examens
oral: oral, orale, oraux
talk: expose, presentation, soutenance
lecture: cours, seance, lecon, cours magistral
holiday: ferie, vacances, pas de cours, conges
week: semaine, hebdomadaire, chaque semaine, toutes les semaines
day: jour, journee, quotidien, chaque jour
year: annee, annuel, an
term: semestre, trimestre
beforehand: avant, au prealable, a l'avance, prealablement
afterwards: apres, ensuite, suivant
near: pres, a cote de
include: inclure, contenir, couvrir, comprendre, porter sur, traiter, comporter, inclut, incluent,
  contient, contiennent, comprend
use: utiliser, employer, se servir, usage, recourir, emploient, sert, servent, recourt
divide: diviser, partager, repartir, decouper
help: aider, aide, assister, soutien
fix: corriger, reparer
copying: copier, plagiat, plagier, triche, plagie
report_to: signaler, deferer, transmettre
quiet: silence
outside: dehors, exterieur
same: meme, identique, egal, egalement
different: different, autre
big: grand, gros
small: petit, court, bref
new: nouveau, nouvelle
old: ancien, vieux
easy: facile, simple
quick: rapide, vite, rapidement, au plus vite
main: principal
first: premier, premiere, initial
safe: securite, sur
coat: blouse
glasses: lunettes
gloves: gants
shoes: chaussures
secretary: secretariat, scolarite, administration
grant: accorder, octroyer, donner
decide: decider, determiner, decision
agree: accord, convenir, approuver, accepter, convient
measure: mesurer, taille
make: faire, produire, creer, construire, generer, fait, produit, construit
return: rendre, rapporter, revenir, restituer, retour, rend, rendent, revient
live: vivre, vivant, vit, vivent
begin_again: redemarrer
language: langue, langage
exchange: echange, erasmus
quota: place, places, capacite
print: imprimer, imprime, sur papier, papier
online: en ligne, a distance, virtuel
recorded: enregistre, enregistrer, enregistrement
number: nombre, numero, total
maximum: maximum, limite, au plus, jusqu'a, plafonne
minimum: minimum, au moins
"""

FRENCH = Lexicon(
    code="fr",
    stemmer="french",
    stop_words=word_set(
        """
        a afin ca suis sommes etes etait ai aie ainsi alors apres as au aucun aucune aura aussi
        autre autres aux avait avec avoir avant ayant c car ce ceci cela celle celles celui ces
        cet cette ceux chaque chez ci comme d dans de des deja depuis dont donc du elle elles en
        encore entre es est et etaient etant ete etre eu eux fait il ils j je jusqu l la
        laquelle le lequel les lesquels leur leurs lors lorsque lui m ma mais me meme memes mes
        moi moins mon n ne ni nos notre nous on ont ou par parce pas pendant peu plus pour
        pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera seront
        ses si soient soit son sont sous sur ta te tes toi ton tous tout toute toutes tres tu un
        une vers vos votre vous y
        """
    ),
    frame_words=word_set(
        """
        heure heures date jour nom endroit fais aimerais bonjour bonsoir combien comment connaitre
        croyez dire dites dit doit doivent dois devons existe falloir faire faites faut faudra
        genre information merci moyen nomme appelle peut peux peuvent plait pouvez pouvoir
        pouvons puis quelqu question savoir sait savez sorte souhaite svp stp type utilise
        utiliser veux veut voudrais vouloir avez avons avoir possible permis permet lieu t est
        mme mlle monsieur madame dr
        """
    ),
    weak_words=word_set(
        """
        recois recoit recoivent cesse cesser arreter gerer trop toujours souvent nombreux
        nombreuses nombreuse enormement actuel actuellement aide aider ainsi ajouter aller
        apprendre assez attendu attendus avoir bien bon bonne but cas cause changer choix
        choisir commun comporte concerne connu consequence consequences consiste contenir
        contient courant cours couvre decide demande demander depend dernier detail details
        determine devenir different differente differents differentes difference dire disponible
        disponibles donne donner effet eleve eleves ensemble entre etablir etat etudiant
        etudiants etudier exemple existe expliquer facon faite fonctionne fonction forme general
        generale grand grande important importante importants inclut jouer laisser lieu lien
        long maniere meilleur mettre mieux mise moment moyens necessaire niveau nombre normal
        nouveau nouvelle nouveaux objet obtenir offrir organise partie parties partir passer
        penser permet permettent permettre personne petit plusieurs point politique porter pose
        possible possibles precis premier prendre presente principal principale principaux
        prochain proche processus propose propre prevu prevue prevus quelques question raison
        recevoir reel regle regles rend reste resultats role savoir semble sert situe sorte
        suite suivant suivante systeme temps tenir total travailler trouver trouve unique usage
        utilisation valeur venir vient voir vrai
        voit vu verra voyons verrons signifie signifient
        """
    ),
    bare_verbs=word_set(
        """
        voir vois voit voyons passe passent passons tient tiennent tenir trouve trouvent
        trouver deroule deroulent derouler utilise utilisent utiliser utilisons faut fait font faire
        faisons prend prendre prennent demande demandent exige exigent requiert prevu prevue prevus
        prevues fixe fixee programme programmee ecrit ecrire avoir a ont obtenir indiquer compose
        composer travaille travailler sert servir
        """
    ),
    course_words=word_set(
        """
        note notes minimale examen examens partiel partiels rattrapage devoir devoirs rendu
        rendre remise salle salles cours enseignant enseignante professeur professeure courriel
        bibliographie livre livres calculatrice calendrier horaire horaires permanence
        permanences absence absences presence retard penalite coefficient pourcentage credits
        prerequis groupe groupes travaux pratiques seance seances bareme moyenne delai delais
        vacances ferie feries semestre plagiat premier deuxieme troisieme lundi mardi mercredi
        jeudi vendredi janvier fevrier mars avril mai juin juillet aout septembre octobre
        novembre decembre heure jour projet soutenance bureau
        """
    ),
    cues=r"[çœèêàùûîôë]|\b(?:qu|l|d|j|n|s|c)['’]|-(?:il|elle|on|vous|je|ce)\b|(?<=\w)eaux?\b",
    articles=word_set("le la les l un une des"),
    before_subject=word_set("le la les l un une des pour de"),
    elided=("[ldjnmstc]", "qu"),
    sounds=(("(?<![cs])h", ""), ("eau|au", "o"), ("g(?=[ei])", "j"), ("ai|ei", "e")),
    silent_ends=(r"(?<=\w{4})(?:er|ez|ees?)", r"(?<=\w{5})(?:nt|[e]s?|[stdx])"),
    is_head_first=True,
    is_clipped=True,
    verbs_too=word_set("note livre"),
    before_verb=word_set("je tu on nous vous il elle ils elles"),
    comparisons=word_set("plus grand meilleur"),
    groups=word_set("groupe"),
    which_sort={
        "oral": word_set("oral orale"),
        "written": word_set("écrit écrite"),
        "practical": word_set("pratique"),
        "theoretical": word_set("théorique"),
        "online": word_set("distanciel"),
        "on_site": word_set("présentiel"),
    },
    months=values(
        """
        1 janvier jan janv
        2 fevrier fevr fev
        3 mars
        4 avril avr
        5 mai
        6 juin
        7 juillet juil
        8 aout
        9 septembre sept
        10 octobre oct
        11 novembre nov
        12 decembre dec
        """
    ),
    month_names=lines(
        """
        janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|
          d[ée]cembre
        """
    ),
    month_short_forms=("janv", "f[ée]vr?", "avr", "juil", "sept", "oct", "nov", "d[ée]c"),
    weekdays=values(
        """
        1 lundi lun
        2 mardi
        3 mercredi
        4 jeudi
        5 vendredi
        6 samedi
        7 dimanche
        """
    ),
    weekday_codes=values(
        """
        1 L Lu Lun
        2 Ma Mar
        3 Me Mer
        4 J Je Jeu
        5 V Ve Ven
        6 S Sa Sam
        7 D Di Dim
        """
    ),
    number_words=values(
        """
        2 deux
        3 trois
        4 quatre
        5 cinq
        6 six
        7 sept
        8 huit
        9 neuf
        10 dix
        11 onze
        12 douze
        13 treize
        14 quatorze
        15 quinze
        16 seize
        20 vingt
        30 trente
        40 quarante
        50 cinquante
        60 soixante
        100 cent
        """
    ),
    one_words=("une?",),
    ordinals=values(
        """
        1 premier premiere 1er 1ere
        2 deuxieme seconde 2e 2eme
        3 troisieme 3e 3eme
        4 quatrieme 4e 4eme
        5 cinquieme 5e 5eme
        6 sixieme 6e 6eme
        """
    ),
    units={
        Measure.MINUTE: "min(?:s|utes?)?",
        Measure.HOUR: "h|heures?",
        Measure.DAY: "jours?",
        Measure.WEEK: "semaines?",
        Measure.MONTH: "mois",
        Measure.YEAR: "ans?|annees?",
        Measure.SECOND: "secondes?",
        Measure.BIT: "bits?",
        Measure.BYTE: "octets?",
        Measure.TIMES: "fois",
    },
    time_units=(("h|heures?", 1.0), ("jours?", 24.0), ("semaines?", 168.0)),
    minute_words=("minutes?", "min"),
    days_away={
        0: ("aujourd.hui", "ce soir"),
        1: ("demain",),
        2: ("apres[- ]demain",),
        -1: ("hier",),
        -2: ("avant[- ]hier",),
    },
    calendar=Calendar(
        weeks_away={
            0: ("cette semaine(?:[- ]ci)?",),
            1: ("(?:la )?semaine (?:prochaine|qui vient|a venir)", "(?:la )?prochaine semaine"),
            # "La dernière semaine" is the last one of something.
            -1: ("(?:la )?semaine (?:derniere|passee)",),
        },
        weekends_away={
            0: ("ce week[- ]?end",),
            1: ("(?:le )?week[- ]?end (?:prochain|qui vient)", "(?:le )?prochain week[- ]?end"),
            -1: ("(?:le )?week[- ]?end (?:dernier|passe)",),
        },
        months_away={
            0: ("ce mois(?:[- ]ci)?",),
            1: ("(?:le )?mois (?:prochain|qui vient)", "(?:le )?prochain mois"),
            -1: ("(?:le )?mois (?:dernier|passe)",),
        },
        weekdays_away={
            0: ("ce {day}",),
            1: ("(?:le )?{day} (?:prochain|qui vient)", "(?:le )?prochain {day}"),
            -1: ("(?:le )?{day} (?:dernier|passe)",),
        },
        from_now=(r"dans {length}(?! (?:d[eu]|des|ou|par|pour)\b)(?! d.)",),
        ago=(r"il y a (?:{length}|une semaine)(?=\W*$|[,;?!])",),
        coming=(
            "(?:les )?{count} prochaine?s {unit}",
            "(?:les )?prochaine?s {length}",
            "d.ici (?:a )?{length}",
        ),
        coming_days=("(?:les )?prochains jours", "ces jours-ci"),
        dates=lines(
            r"""
            (?:pour|avant|des|jusqu.au|depuis) ?(?:le )?{date}(?:er)?
            (?:le|au) {late}
            """
        ),
        after_date=lines("a|il|on|y|je|nous|est-ce|svp|ou"),
        course_starts=lines(
            r"""
            (?:cours|semestre|enseignements?) (?:commence|debute)(?:nt)?
            (?:debut|rentree|reprise) (?:du|des|de) (?:cours|semestre|enseignements?)
            premiere? (?:jour|semaine|seance) d[eu]s? cours|premier cours|rentree
            """
        ),
    ),
    span_words=("au?", "jusqu.au"),
    and_words=("et",),
    between_words=("entre",),
    up_to=("jusqu.a", "moins de"),
    more_than=("plus de", "au-dela de"),
    for_each=("par", "chaque"),
    how_late=("de retard", "en retard"),
    definite=("le",),
    question_forms={
        QuestionForm.TIME: ("quelle heure",),
        QuestionForm.COST: (
            r"combien (?:coute|faut-il payer)\b(?!.*\bretard)",
            r"quel (?:prix|cout)",
        ),
        QuestionForm.PERCENT: (
            r"comment est calculee? la note",
            r"pourcentage|coefficient|quel est le poids|combien (?:vaut|valent|compte|pese)",
        ),
        QuestionForm.WHY: (r"\bpourquoi\b",),
        QuestionForm.CONTACT: (r"comment\b.{0,25}\b(?:contact|joindre)",),
        QuestionForm.PLACE: (
            r"^\W*salle\b",
            r"quelle (?:est la )?(?:salle|ville)|quel (?:lieu|endroit|pays|batiment|amphi)",
            r"\bou (?:est|se|a lieu|sont|puis|peut|trouver|dois|faut|ont|a-t)",
            r"^c.est ou\b|\bou\W*\?",
        ),
        QuestionForm.CONDITION: (r"\bquand une? \w+ est-",),
        QuestionForm.DATE: (
            r"\bquand\b(?! meme\b)|quel(?:le)?s? (?:jour|date|annee|mois|semaine)|echeance",
        ),
        QuestionForm.PERSON: (r"^\W*qui\b|\bqui (?:est|sont|enseigne|a)\b",),
        QuestionForm.QUANTITY: (
            r"\bcombien\b|quelle note|note minimale|^\W*(?:quelle est la )?duree\b",
        ),
        QuestionForm.MEANING: (
            r"qu.est-ce qu|c.est quoi|que (?:signifie|designe|veut dire)|en quoi consiste",
        ),
        QuestionForm.LIST: (
            r"quel(?:le)?s sont|quels (?:livres|themes|documents|chapitres)",
            r"^\W*(?:la |une )?liste d",
        ),
        QuestionForm.WHAT_IS: (),
        QuestionForm.HOW: (r"\bcomment\b",),
        QuestionForm.YES_NO: (
            r"^\W*(?:est|peut|puis|dois|faut|doit|ai|avons|sont|a-t|aurons)\b",
            r"est-ce que|peut-on|puis-je|dois-je|y a-t-il|faut-il|doit-on",
        ),
    },
    dates_alone=word_set("date dates"),
    what_words=("quel", "quoi"),
    contact_words=("e-?mail", "mail", "courriel", "telephone"),
    before_contact=("l.", "le "),
    beside_contact=("en", "au"),
    each_part=(
        r"\b(?:chaque|toutes les|tous les) (?:partie|chose|element|composante)s?\b",
        r"\bcomment est calculee? la note\b",
    ),
    shorthand={
        "pk": "pourquoi",
        "pkoi": "pourquoi",
        "qd": "quand",
        "cb": "combien",
        "koi": "quoi",
        "kel": "quel",
        "kelle": "quelle",
        "kan": "quand",
        "comen": "comment",
        "bcp": "beaucoup",
        "qqn": "quelqu'un",
        "qqch": "quelque chose",
        "rdv": "rendez-vous",
    },
    own_shorthand={
        r"c(?= (?:[qk]uoi|koi|quand|qd|kan|une?|l[ae]s?|sur|ou|combien|cb|quel|qui)\b)": "c'est",
        "cest": "c'est",
        r"(?<=combien de )tps": "temps",
        "ke": "que",
        "pr": "pour",
        "ds": "dans",
        "ya": "il y a",
        "tt": "tout",
        "eval": "évaluation",
        "labo": "laboratoire",
        "calcu": "calculatrice",
    },
    people_columns=("enseignante?", "intervenante?", "responsable", "nom", "qui"),
    person_titles=("Mme", "Dr", "Prof"),
    still_open=(
        r"(?:sera|seront) (?:annonce|communique|precise|publie)\w*",
        r"a (?:preciser|definir|confirmer)",
    ),
    hours_after=(r"heure|horaire|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",),
    from_hour=("de", "entre"),
    at_hour=(),
    hour_is_no_count=("de", "jours?", "semaines?", "mois", "personnes?", "etudiants?", "points?"),
    free_of_charge=(r"gratuit\w*",),
    permissions=lines(
        r"""
        doit|doivent|peut|peuvent|obligatoires?|facultati\w+|autorisee?s?|interdite?s?|pas|aucun
        sera|seront
        """
    ),
    reasons=("parce", "car", "afin", "puisque", "en raison", "cause"),
    places=lines(
        r"""
        salle|amphi|amphitheatre|batiment|en ligne|bibliotheque|bureau|annexe|auditorium|gymnase
        pavillon|sous-sol|etage|secretariat|moodle|zoom
        """
    ),
    points_in_time=("semaine", "siecle", "decennie", "premier jour", "dernier jour"),
    without_limit=lines(
        r"""
        (?:autant|aussi souvent)(?: de fois| d.essais)? (?:que|qu.)(?: ?(?:vous|tu|on|ils?|elles?|
          l.on|l.etudiant|les etudiants))? ?(?:voul|voudr|veu|souhait|desir|necessaire)\w*
        illimitee?s?|sans limites?|pas de limites?
        """
    ),
    points=("points?", "pts"),
    weight_columns=("poids", "coefficient", "bareme"),
    before_mark=("notes?", "moyennes?", "au moins", "minimum"),
    beside_mark=("de", "est", "une?", "au moins", "minimale?", "maximale?", "finale?"),
    around_the_clock=(
        "disponibles?",
        r"ouvert\w{0,2}",
        "acces",
        "accessibles?",
        "assistance",
        "service",
        "en ligne",
    ),
    share_of=("des", "du", "de la", "de l.", "de vos"),
    fractions=("moitie", "tiers", "quart"),
    fraction_of=("de", "du"),
    rules=("peut", "peuvent", "doit", "doivent", "autorise", "interdit"),
    points_back=(
        r"ce(?:s|tte|t)? (?!(?:cours|documents?|modules?|semestres?|programmes?|guides?|matieres?"
        r"|annees?|semaines?|sections?|pages?|reglements?|enseignements?|ue|qui|que|qu|dont)\b)",
        r"c['’]est\b",
        r"(?:ceux|celles?|celui)-(?:ci|la)\b",
        r"(?:(?:tous|toutes) deux|idem|il en (?:va|est) de meme)\b",
        r"(?:l['’]autre|les autres)(?= (?:est|sont|durent?|a|ont|se|ne|comptent?|doit|doivent)\b)",
        r"(?:son|sa|ses|leurs?)(?= (?:duree|date|horaire|poids|note|salle|contenu|coefficient)\b)",
        r"(?:\w{1,30}\W{1,3}){1,9}(?:non plus|aussi|egalement)\W*$",
        r"(?:cela|ceci|elles?|ils|sinon|cependant|toutefois|ainsi|donc|dans ce cas|en ce cas)\b",
        r"il\b(?! (?:y a|(?:ne )?faut|s['’]agit|(?:n['’])?existe|convient|n['’]y a"
        r"|(?:est|n['’]est pas) (?!compose|constitue|forme|accompagne|precede|suivi|charge)"
        r"(?:\w+ ){1,2}(?:de|d|que))\b)",
    ),
    no_subjects=(
        r"\b\w{4,30}ment",  # "normalement", and not the name "Clément"
        "toujours|souvent|parfois|jamais|ensuite|puis|bientot|maintenant|demain|hier",
    ),
    points_elsewhere=(
        r"\b(?:se trouvent?|figurent?|sont (?:decrite?s|donnee?s|indiquee?s)) dans l",
        r"\bvoir (?:l[ae]s? |section|ci-dessous)",
    ),
    holds_for_some=("en revanche", "a la place", "au lieu de cela"),
    exceptions=(
        r"cependant|toutefois|mais\b|sauf|il est interdit|(?:elle|il|ils|elles|cela) ne\b",
    ),
    denials=(r"ne|n['’]\w+|pas|jamais|aucune?s?|sans|ni",),
    prohibitions=(r"interdi\w+|prohib\w+|exclu\w+",),
    denials_written=(),
    yes_and_no=word_set("oui non si"),
    being=word_set("est sont etait designe signifie contient"),
    is_one=("est",),
    conditions=("si", "quand", "lorsque"),
    naming=(r"appele\w*", r"nomme\w*", "dite?s?", "c['’]est"),
    any_column=word_set("note notes remarque remarques information"),
    final_words=("final", "finaux"),
    before_final=("un", "le", "du", "au", "les", "epreuve", "et", "de"),
    after_final=("et|ou|est|sont|sera|aura|compte|porte|dure|vaut|du|des?|le|a|en|qui",),
    titles_of_people=word_set("m pr mm mme mlle dr prof st ste p.ex c.-à-d cf vs"),
    abbreviations=word_set(
        "p pp etc env max n ch chap art fig sect vol vols éd ex bibl univ dept av tél janv févr fév"
        " avr juil sept oct nov déc"
    ),
    before_number=word_set("art no nos"),
    openers=word_set(
        "le la les il elle on nous vous ils elles ce cette ces un une des du au aux en si pour par"
        " chaque tout tous étudiants"
    ),
    statement_labels=("theoreme", "proposition", "lemme", "corollaire"),
    definition_labels=("definition",),
    exercise_labels=("exercice", "probleme"),
    other_labels=("exemple", "remarque", "demonstration", "preuve", "note"),
    part_labels=("chapitre", "partie", "semaine", "le[cç]on", "s[eé]ance"),
    comment_name="Commentaire",
    empty_box="non coché",
    ticked_box="coché",
    picture="image",
    places_by_number=(
        "articles?",
        r"art\.?",
        "alinea",
        "section",
        "point",
        "clause",
        "paragraphe",
        "regle",
        "chapitre",
        "annexe",
        "unite",
        "etape",
    ),
    asks_what_it_says=(
        "consiste",
        "dit",
        "dit-il",
        "contient",
        "porte",
        "prevoit",
        "texte",
        "contenu",
        "reglement",
        "parle",
    ),
    page_labels=("page", r"p\."),
    page_of=("sur",),
    room_words=(
        "salle",
        "amphi(?:th[ée][aâ]tre)?",
        "bureau",
        "b[âa]timent",
        r"laboratoire(?!\s(?:n\.?º\s?|no\.?\s?)?\d{1,2}\b)",
    ),
    no_rooms=("de", "le", "la", "les", "du", "des", "dès", "est", "et", "en", "pour", "sur"),
    numbered_words=lines(
        r"""
        partiel|examen|tp|td|projet|devoir|chapitre|module|partie|s[ée]ance|groupe|exercice|exemple
        laboratoire
        th[ée]or[èe]me|probl[eè]me
        """
    ),
    counted_words=lines(
        r"""
        jours?|h|heures?|min|minut\w*|points?|pts|personnes?|semaines?|mois|pour\s?cent|euros?
        """
    ),
    week_words=("semaine",),
    money_words=("euros?",),
    percent_words=(r"pour\s?cent",),
    times_of_day={"midi": "12:00", "minuit": "00:00"},
    before_month=(),
    before_date=("le", "du", "au"),
    before_year=(),
    no_months=(),
    after_month=("à", "au", "en", "et", "ou", "pour", "par", "est"),
    day_endings=("er",),
    ordinal_endings=("er", "e", "[èe]me"),
    courtesy=Courtesy(
        greetings=(r"(?:re)?bonjour|bjr|bonsoir|bsr|salut|slt|coucou|hello|bonne annee",),
        salutations=("chere?s?",),
        lead_ins=lines(
            r"""
            (?:(?:juste|j'ai|j'aurais|j'avais|encore|alors) )*(?:une|petite|deux|
              quelques)(?: petites?| autres?| derniere)? (?:questions?)(?: (?:rapide|sur|concernant|
              a propos (?:de|du)|au sujet (?:de|du)))?(?=\s?[,.;:!]|\s)
            (?:ma|la) question (?:est|porte sur|concerne)
            (?:j'aimerais|j'aurais (?:voulu|aime)|je (?:voulais|voudrais|souhaite|souhaiterais|
              veux)|on (?:voulait|voudrait)|nous (?:voulions|voudrions))(?: (?:bien|juste|
              donc))* (?:savoir|demander|vous demander|te demander|connaitre|
              poser une question)(?: (?:si|s'il)\b)?
            (?:est-ce que )?(?:vous |tu )?(?:pouvez|pourriez|peux|pourrais)[ -]?(?:vous|
              tu)? (?:(?:s'il (?:vous|te) plait|svp|stp) )?(?:me |nous )?(?:dire|expliquer|indiquer|
              preciser|confirmer|rappeler|aider|renseigner)(?: (?:si|a comprendre|sur))?
            (?:est-ce que |y a )?(?:quelqu'un|qqn|kelkun) (?:sait|saurait|peut (?:me )?(?:dire|
              expliquer)|pourrait (?:me )?(?:dire|expliquer)|connait)(?: si\b)?
            (?:savez-vous|sais-tu|vous savez|tu sais|est-ce que (?:vous|tu) (?:savez|
              sais))(?: si\b)?
            (?:dites|dis|expliquez|explique|rappelez|rappelle)(?:-| )moi(?: si\b)?
            j'ai (?:besoin d'aide|un souci)(?: (?:avec|pour))?
            je (?:vous|t') ?(?:ecris|contacte)(?: (?:pour|car|au sujet (?:de|du)))?(?: (?:savoir|
              demander)(?: si\b)?)?
            je me (?:demandais|demande)(?: si\b)?
            """
        ),
        excuses=lines(
            r"""
            (?:je (?:suis|m') ?)?(?:vraiment |tres )?(?:(?:desole|navre)e?s?|excuse[zr]?(?:[ -]moi|
              [ -]nous)?|pardon(?:nez[ -]moi)?|mes excuses)(?: (?:de|pour|si|d')[^.,;:!?\n]{0,60})?
            j'espere que (?:vous|tu|tout)[^.,;:!?\n]{0,50}
            (?:comment )?(?:ca va|allez-vous|vas-tu)(?: bien)?
            (?:mais |et |car |parce que )?je (?:ne |n')?(?:le |la |l'|les )?(?:trouve|retrouve|
              ai (?:pas )?trouve|vois) (?:pas|nulle part|rien)[^.,;:!?\n]{0,50}
            (?:mais |et )?j'ai (?:deja )?(?:cherche|regarde)[^.,;:!?\n]{0,50}
            (?:et |mais )?je (?:ne |n')?(?:sais|comprends) (?:pas|plus|rien)(?: du tout)?
            c'est (?:assez |tres |vraiment )?urgent|urgent
            (?:ok|bon|alors|ben|bah|euh|dis|dites|voila|du coup|mdr|lol|aide|help)
            (?:je m'appelle|mon nom est|moi c'est) [^.,;:!?\n]{1,40}
            je suis [^.,;:!?\n]{2,30} (?:du groupe|du td|de la section)[^.,;:!?\n]{0,20}
            dans l'attente de [^.;!?\n]{1,50}
            envoye de(?:puis)? mon [^.,;:!?\n]{1,30}
            """
        ),
        polite=("s'il (?:vous|te) pla[i]t", "svp", "stp", "s v p"),
        thanks=lines(
            r"""
            (?:(?:un grand|grand|mille|ok|et|d'accord) )*(?:merci+s?|mrc|mci|je vous remercie|
              je te remercie|remerciements)(?! (?:a|au)\b(?! (?:vous|tous|toi|
              toutes)))(?: (?:a (?:vous|tous|toutes|toi)(?: tous)?|beaucoup|bien|bcp|d'avance|
              par avance|infiniment|encore|mille fois|pour (?:votre|ton|vos|tes|tout|l'|la|
              le)[^.,;:!?\n]{0,50}|de (?:votre|ton)[^.,;:!?\n]{1,50}))*
            """
        ),
        sign_offs=lines(
            r"""
            (?:bien |tres )?(?:cordialement|cdlt|cdt|cordlt|amicalement|respectueusement)(?: votre)?
            (?:bien a (?:vous|toi)|a bientot|au revoir|sinceres salutations|
              salutations(?: distinguees)?|bises)
            (?:(?:je vous souhaite )?(?:une )?(?:bonne|belle|excellente) (?:journee|soiree|semaine|
              fin de journee|continuation)|bon (?:week-?end|courage))
            """
        ),
        mail_heads=lines(
            r"""
            le .{4,80} a ecrit ?:
            -{2,9} ?message (?:d'origine|transfere) ?-{2,9}
            """
        ),
        addressed=word_set(
            """
            monsieur madame mme mr m prof professeur professeure tous toutes equipe maitre docteur
            vous collegues messieurs mesdames
            """
        ),
        named=word_set(
            """
            dire dit disent signifie mot mots ecrit ecrire affiche afficher monde traduire traduit
            appelle chaine
            """
        ),
        askers=word_set(
            """
            quand ou qui que quel quelle quels quelles comment combien pourquoi est peut puis dois
            faut y a qu c cb pk qd koi quoi on jusqu
            """
        ),
        oneself=(r"(?:j'|je |nous |on etait |mon |ma |mes |hier j)[^\W_]",),
        joining=("et", "mais", "donc", "alors"),
        pointing=("cela|ceci|celui|celles?|ceux|lui",),
        failures=("erreur", "echec", "introuvable", "impossible", "refuse"),
    ),
    follow_ups=FollowUps(
        joining=(
            "et",
            "mais",
            "donc",
            "alors",
            r"qu'en est-il (?:de|du|des)",
            "(?:la meme chose|pareil|idem) (?:pour|avec|en)",
        ),
        pronouns=(),
        subjects=("(?:ca|cela)(?! (?:veut dire|marche|fonctionne|suffit)\\b)",),
        pointing=(r"ca|cela|ceci|celui(?:-(?:ci|la))?|celles?|ceux|elles?|ils",),
        clitics=(
            r"(?:peux|puis|peut|dois|doit|faut|comment) (?:on |je )?l[ea]s? \w{2,20}(?:er|ir|re)",
            "y en a",
            "(?:son|sa|ses|leurs?) (?:e-?mail|mail|adresse|bureau|numero|telephone)",
        ),
        left_out=(
            r"c'?est (?:quand|ou|qui|combien|obligatoire|facultatif|note|en ligne|possible"
            r"|quel jour|a quelle heure|dans quelle salle|pour quand)\W{0,9}$",
        ),
        others=(r"(?:l'|les |un |une )autres?", "les deux", "l[ea] meme"),
        wholes=word_set("cours module matiere semestre semaine"),
        question_words=word_set(
            "quand qui que quel quelle quels quelles comment combien pourquoi quoi kan kand koi"
        ),
        asking_verbs=word_set("est peut puis dois faut"),
        going_on="Et {} ?",
        before_noun={},
        asked_as="{} ?",
    ),
    greetings=word_set("bonjour salut bonsoir coucou"),
    beside_greetings=word_set("ca va comment allez vous vas tu monsieur madame professeur"),
    thanks=word_set("merci"),
    beside_thanks=word_set("beaucoup bien super parfait d accord pour votre ton aide et"),
    about_the_tool=(
        r"(?:bonjour )?(?:(?:qui|que) es tu|tu es qui|qui etes vous)",
        r"(?:bonjour )?es tu (?:un |une )?(?:robot|bot|ia|humain)",
        r"(?:bonjour )?que (?:peux tu|pouvez vous|sais tu) faire",
        r"(?:bonjour )?comment (?:ca marche|tu t appelles)|a quoi (?:sers tu|ca sert)",
    ),
    scope=ScopePatterns(
        danger=lines(
            r"""
            (?:je )?(?:veux|voudrais|vais|pense a|songe a|ai envie de|envie de)(?: juste| vraiment)?
               (?:mourir(?! de )|me (?:tuer|suicider|faire du mal|mutiler|couper|foutre en l air)|en
               finir (?:avec la vie|avec tout|pour de bon)|disparaitre pour toujours)
            (?:pensees|idees|envies) suicidaires|je suis suicidaire|me suicider|me mutiler|je me
               (?:mutile|scarifie)
            (?:je )?(?:ne )?(?:veux|voudrais|ai) (?:plus|pas)(?: envie de)? vivre|plus envie de
               vivre
            (?:mettre fin a|en finir avec) (?:mes jours|ma vie|la vie)|me faire du mal
            (?:j ai ete|je suis|on m a|il m a|elle m a) (?:violee?|agressee?(?: sexuellement)?|
              frappee?|battue?|harcelee?|menacee?|abusee?)
            """
        ),
        troubled=lines(
            r"""
            (?:je |j )?(?:n )?en peux (?:vraiment )?plus<reason>|je craque<reason>
            (?:je (?:suis|me sens)|j suis|chuis|me sens) <very>(?:mal|deprimee?|desesperee?|
              angoissee?|anxieu(?:x|se)|stressee?|debordee?|epuisee?|a bout(?: de (?:forces?|
              nerfs))?|au bout du rouleau|perdue? dans ma vie|seule?|triste|en depression|en burn
               ?out|en detresse|au plus mal)<reason>
            (?:je )?(?:fais|ai fait|j ai fait|j ai) (?:une |des |plein de )?(?:crises?|attaques?)
               (?:d angoisse|de panique|d anxiete|de larmes|de nerfs)<reason>
            (?:je )?(?:n )?(?:arrete|arrive) (?:pas|plus)(?: a)?(?: m)?(?: arreter)? de
               pleurer<reason>
            je pleure (?:tout le temps|tous les jours)<reason>|ca (?:ne )?va (?:pas|plus) du tout
            personne ne m aime|je me deteste|je deteste ma vie|j ai envie de tout (?:arreter|lacher|
              abandonner|plaquer)
            (?:j ai )?besoin de parler a quelqu un|plus rien n a de sens
            """,
            very=r"(?:(?:tres|vraiment|trop|completement|totalement|tellement|si|super|hyper|un peu"
            r"|toute?) ){0,3}",
            reason=r"(?: (?:avec|a cause|par|de|et|en ce moment|la|depuis)(?: \w+){0,9})?",
        ),
        graded_work=lines(
            r"""
            <ask>(?:fais|fait|faites|resous|resoud|resolvez|ecris|ecrit|ecrivez|redige|redigez|
              complete|completez|termine|terminez|finis|finissez|(?:code|codez)(?= moi| nous| mon|
               ma| mes| le| l| ce)) (?:moi |nous )?<which>(?:\w+ )?<work><number><about>(?: a ma
               place| pour (?:moi|nous)| stp| svp)?
            <ask>(?:tu (?:peux|pourrais)|(?:peux|pourrais) tu|vous (?:pouvez|pourriez)|(?:pouvez|
              pourriez) vous|est ce que tu (?:peux|pourrais)) (?:me |nous )(?:faire|resoudre|ecrire|
              rediger|completer|terminer|finir|coder) <which><work><number><about>
            <ask>(?:tu (?:peux|pourrais)|(?:peux|pourrais) tu|vous (?:pouvez|pourriez)|(?:pouvez|
              pourriez) vous|est ce que tu (?:peux|pourrais)) (?:faire|resoudre|ecrire|rediger|
              completer|terminer|finir|coder) (?:mon|ma|mes|notre|nos)(?: \w+)?
               <work><number><about>
            <ask>(?:tu (?:peux|pourrais)|(?:peux|pourrais) tu|vous (?:pouvez|pourriez)|(?:pouvez|
              pourriez) vous) (?:faire|resoudre|ecrire|rediger|completer|terminer|finir|coder)
               <which><work><number><about> (?:a ma place|pour (?:moi|nous))
            <ask>(?:tu me|vous me) (?:fais|faites|resous|ecris|ecrivez|rediges|redigez)
               <which><work><number><about>
            (?:je (?:veux|voudrais)|j aimerais|il faut) que tu (?:me )?(?:fasses|resolves|ecrives|
              rediges|termines|finisses) <which><work><number><about>
            <ask>(?:donne|donnez|file|envoie|envoyez|dis|dites) (?:moi|nous) (?:toutes )?(?:les
               )?(?:bonnes )?reponses (?:du|de la|de l|des|au|aux|a l) (?:devoirs?|examens?|exams?|
              partiels?|controles?|qcm|quiz|dm|ds)<number>
            """,
            ask=r"(?:(?:s il te plait|s il vous plait|stp|svp|allez|bon|et) )*",
            which=_WHICH,
            work=_WORK,
            number=_NUMBER,
            about=_ABOUT,
        ),
        off_topic=lines(
            r"""
            (?:(?:quelle est|c est quoi|quelle) )?(?:la )?capitale (?:de la|de l|du|de|des|d) \w+(?:
               \w+)?
            (?:(?:qui est|c est qui|qui etait) )(?:le |la |l )?(?:actuel |actuelle )?(?:president|
              presidente|roi|reine|pape|premier ministre) (?:(?:de la |de l |de |d )(?:republique|
              france|russie|chine|espagne|italie|allemagne|argentine|angleterre|ukraine|belgique|
              suisse)|des etats unis|du (?:monde|mexique|bresil|chili|japon|canada|portugal|pays))
            qui (?:a gagne|va gagner|gagne|a remporte) (?:(?:la|le|les|l) )?(?:\w+ )?(?:coupe du
               monde|match|ligue des champions|ligue 1|elections?|euro|ballon d or|eurovision|
              mondial)(?: \w+){0,4}
            quel temps (?:fait|fera|va faire)(?: t)?(?: il)?<then>
            il (?:fait|fera|va faire) (?:beau|froid|chaud)<then>
            (?:va t il pleuvoir|il va pleuvoir|est ce qu il (?:pleut|va pleuvoir)|il pleut)<then>
            (?:c est quoi )?(?:la )?meteo<soon>
            <ask>(?:ecris|ecrivez|compose|raconte|racontez|dis|fais|chante|invente|donne)(?: moi|
               nous)? (?:un |une |mon |l |le )?(?:(?:petit|joli|court) )?(?:poemes?|blagues?|
              chansons?|histoires?|haikus?|raps?|devinettes?|horoscope|lettres? d amour|contes?)(?:
               (?:de|d|du|sur|pour|en|qui|a) \w+(?: \w+){0,9})?
            quelle heure (?:est il|il est) (?:maintenant|la|a \w+(?: \w+)?)
            (?:resultats?|scores?|matchs?) (?:de|du) (?:foot|football|tennis|basket|rugby|psg|
              om)<then>
            (?:quand|a quelle heure|contre qui) (?:joue|jouent)(?: t il)?(?: (?:le|la|les|l))?
               \w+(?: \w+)?<then>
            qui est le meilleur (?:joueur|footballeur|club|buteur)(?: \w+){0,5}
            (?:<ask>(?:donne|file)(?: moi)? )?(?:une |la )?recette (?:de|du|d|des|pour)(?: \w+){1,4}
            <ask>(?:recommande|conseille|propose)(?: moi| nous)? (?:un |une |des |de )?(?:bon |bonne
               |bons )?(?:films?|series?|restos?|restaurants?|chansons?|musique|bars?)(?: \w+){0,5}
            (?:combien|a combien) (?:vaut|coute|est) (?:le |l |un )?(?:bitcoin|dollar|euro)<then>
            tu m aimes|je t aime|veux tu m epouser|quel age as tu|tu as quel age|es tu celibataire
            (?:une |un |encore une )(?:blague|poeme)(?: sur \w+(?: \w+){0,6})?|quel est le sens de
               la vie|combien d habitants (?:a|en|compte) \w+(?: \w+)?
            """,
            ask=r"(?:(?:stp|svp|peux tu|tu peux|pouvez vous)(?: me)? )?",
            soon=r"(?: (?:aujourd hui|demain|maintenant|ce soir|cette semaine|a \w+|du jour)){1,2}",
            then=r"(?: (?:aujourd hui|demain|maintenant|hier|ce \w+|cette \w+|dehors|a \w+|en \w+"
            r"|(?:la )?semaine prochaine)){0,3}",
        ),
    ),
    same_question=SameQuestion(
        neutral=word_set(
            """
            a au aux c ce combien comment d dans date de des du elle elles en est et etait etre
            heure il ils j jour je l la le les lieu m me n ne nous on pourquoi qu quand que quel
            quelle quelles quels qui quoi s se sera seront soit sont t un une y
            """
        ),
        alike=(
            word_set("peux peut pouvons puis possible permis"),
            word_set("dois doit devons faut devoir"),
        ),
        from_asking=word_set(
            """
            prochain prochaine prochains prochaines maintenant actuellement encore deja aujourd hui
            dernier derniere demain
            reste restent manque manquent
            """
        ),
        of_oneself=lines(
            r"""
            mon|ma|mes|mien(?:ne)?s?|notre|nos
            ai je|avons nous|suis je(?! autoris)|j ai|nous avons|je suis|on a(?! le droit)
            il me (?:reste|manque)
            """
        ),
    ),
    several=SeveralQuestions(
        joins=lines(
            r"""
            (?:et )?(?:si oui|dans ce cas)|et(?: aussi| sinon| en plus| du coup| puis)?|aussi|sinon|
              mais|de plus|en plus|par ailleurs
            autre (?:chose|question)|une autre question|&
            """
        ),
        opens=lines(
            r"""
            quand|combien|comment|pourquoi|quel(?:le)?s?|lequel|laquelle|qui|que|quoi|qu'est-ce
            ou(?= (?:est|se|sont|c'est|peut|faut|on|dois|a lieu)\b)
            c'est (?:quand|ou|quoi|combien|comment|avec|dans|sur|a quelle)
            """
        ),
        opens_plain=lines(
            r"""
            est[ -]ce (?:que|qu'[^\s]{1,12})|(?:peut|doit|faut|va-t)[ -](?:on|il|elle)|puis-je|
              dois-je
            (?:on|je|il) (?:peut|peux|doit|dois|faut|a droit|va|y a)|y a[ -]t[ -]il|y a
            c'est (?:obligatoire|note|possible|autorise|permis)
            """
        ),
        relative=word_set("que qui quoi qu dont ou"),
        instead=("ou bien", "c'est-a-dire"),
        before_opening=(
            "a",
            "dans",
            "en",
            "pour",
            "avec",
            "de",
            "sur",
            "chez",
            "jusqu'a",
            "depuis",
        ),
    ),
    claims=ClaimWords(
        light=word_set(
            """
            quoique pendant rien personne chaque tout toute tous toutes afin ainsi alors celui
            ceux celle lequel laquelle ensuite directement exactement
            docteur docteure professeur professeure monsieur madame maître partir lors cours

              porte portent recoit recoivent minimum maximum plus moins encore deja
              disponible disponibles meme droit lieu deroule deroulent tient tiennent
              faire fait font faites avoir avez aura ont etre
            sera seront soit peut peuvent pouvez doit doivent devez utilise utiliser utilisez
            vaut valent compte comptent comprend comprennent inclut incluent prend prendre mettre
            met donne donnent indique indiquent dit disent selon passage passages document documents
            donc aussi egalement cas partie parties total facon maniere moment suivant suivants
            correspond trouve trouvent consiste suffit il faut concerne concernant
            """
        ),
        framings=(
            r"(?:selon|d['’]apr[eè]s|conform[eé]ment [aà]) [^,]{3,60},",
            r"comme (?:le|l['’])[^,]{3,60},",
            r"(?:le|la|les|l['’])\s?(?:\w+ ){0,3}(?:passages?|documents?|textes?|programme|"
            r"r[eè]glement|notes|guide|tableau|annonce|articles?|r[eè]gles|consigne|fiche|page|"
            r"syllabus|polycopi[eé])(?: [\d.]+)? (?:disent|dit|indiquent?|pr[eé]cisent?|"
            r"expliquent?|signalent?|mentionnent?) (?:que |qu['’])",
        ),
        denying=("rien|personne|gu[eè]re",),
        after_noon=(r"(?:de l['’]apr[eè]s-midi|du soir)",),
        at_night=("du soir",),
        before_noon=(r"du matin",),
        o_clock=("h", "heures?"),
        before_hour=(
            r"(?P<hour>\w{1,6})\s?(?:h|heures?) moins (?:(?:le |un )?quart|(?P<minutes>\w{1,6}))\b",
        ),
        passage_words=("passages?|sources?",),
        according_to=(r"(?:selon|d['’]apr[eè]s|comme le dit) (?:le|la)|selon|dans (?:le|la)",),
        joins=(
            "et",
            "mais",
            "ou",
            "tandis",
            "car",
            "parce",
            "puisque",
            "alors",
            "donc",
            r"bien qu(?:e|['’]\w+)",
        ),
        ifs=(r"si|s.il|s.ils|quand|lorsque|lorsqu.\w+",),
        alternatives=("ou|ni",),
        who=("qui|que|qu.il|qu.elle|dont",),
        by=("par",),
        sets_aside=("non|pas|jamais",),
        pronouns=("il|elle|ils|elles|on|vous|se|s",),
        contrasts=("mais", "tandis", "car", "parce", "puisque"),
        verbs=(r"ont|vaut|valent|dure|durent|compte|comptent|commence|termine|porte",),
        no_denials=lines(
            r"""
            pas (?:plus|moins) de
            (?:ne\b|n['’](?=\w))[^.]{1,40} qu(?:e\b|['’])
            (?:ne\b|n['’]\w+)(?![^.]{0,60}\b(?:pas|plus|jamais|rien|aucune?|personne|guere|ni)\b)
            (?:qui|si \w+|s['’]ils?) (?:ne |n['’])\w+ (?:pas|plus|aucune?)
            non[- ](?=\w)
            non seulement
            (?:une|la|cette|chaque|toute|autre|seule|meme|tierce|par|en) personne\b
            """
        ),
        advises=(r"devrai\w+|recommand\w+|conseill\w+|sugger\w+|vaut mieux|preferable",),
        demands=(
            r"doit|doivent|devez|faut|obligatoires?|obligation|exig\w+|requise?s?|necessaires?",
        ),
        allows=(r"peut|peuvent|pouvez|autoris\w+|permis\w*|permet\w*|facultati\w+|optionnel\w*",),
        opposites={
            "open": ("ouverte?s?", "fermee?s?"),
            "optional": (r"facultati\w+|optionnel\w*", "obligatoires?|exigee?s?|requise?s?"),
            "before": (r"avant|prealable\w*|precedent\w*", r"apres|ulterieur\w*"),
            "free": (r"gratuit\w*|libre acces", r"payante?s?|payer|coute\w*|frais"),
            "individual": (r"individuel\w*|seule?s?", "groupes?|binomes?|a deux|equipes?"),
            "written": ("ecrite?s?", "oral|orale|oraux|orales|oralement"),
            "online": (
                r"en ligne|a distance|distanciel\w*|virtuel\w*",
                r"presentiel\w*|sur place|en personne",
            ),
            "handwritten": ("manuscrite?s?|a la main", r"imprimee?s?|photocop\w+|dactylographi\w+"),
            "starts": (r"commenc\w+|debut\w*", r"termin\w+|finit|finissent|fin"),
            "morning": (r"matin\w*", r"apres-midi|soir\w*"),
            "pass": (r"reussi\w*|admise?s?|valide\w*|validation", r"echou\w*|echec\w*|ajourne\w*"),
            "accept": (r"accept\w+", r"refus\w+|rejet\w+"),
            "increas": (
                r"augment\w+|ajout\w+|majore\w*",
                r"diminu\w+|reduit\w*|retir\w+|enlev\w+|perd\w*|minore\w*",
            ),
            "turned_on": (r"allume\w*", r"eteint\w*"),
            "same": ("memes?", "differente?s?|autres?"),
            "free_choice": ("libre|au choix", r"impose\w*"),
            "individually": ("chaque etudiante?", "ensemble"),
            "up": (r"en haut|monte\w*|superieur\w*", r"en bas|descend\w*|inferieur\w*"),
            "high": ("haute?s?", "bas|basse?s?"),
            "visible": ("visibles?", r"cache\w*|masque\w*"),
            "vertical": (r"vertica\w+", r"horizonta\w+"),
            "odd": ("impaire?s?", "paire?s?"),
            "light": ("claire?s?", "sombres?|foncee?s?"),
            "thick": (r"epais\w*|grossie\w+", "fine?s?|minces?"),
            "major": ("majeure?s?", "mineure?s?"),
            "sitting": ("assise?s?", "debout"),
            "inside": (r"dedans|interne\w*|interieur\w*", r"dehors|externe\w*|exterieur\w*"),
            "above": ("au-dessus|dessus", "au-dessous|sous"),
            "early": ("tot", "tard"),
            "long": ("longue?s?", "courte?s?|breve?s?|brefs?"),
            "positive": (r"positi\w+", r"negati\w+"),
            "true": ("vraie?s?", "fausse?s?|faux"),
            "public": ("publi(?:c|que)s?", r"prive\w*"),
            "loose": (r"lache\w*|detache\w*", r"attache\w*|noue\w*|fixe\w*"),
            "cold": ("froide?s?", "chaude?s?"),
            "wet": (r"humides?|mouille\w*", "sec|seche?s?"),
            "full": ("pleine?s?", "vides?"),
            "strong": ("forte?s?", "faibles?"),
            "authori[sz]ed": (
                "autorisee?s?|permise?s?|admise?s?",
                "interdite?s?|proscrite?s?|defendue?s?",
            ),
            "included": ("comprise?s?|incluse?s?", "exclue?s?|non comprise?s?|a prevoir"),
            "postponed": (r"reporte\w*|deplace\w*", r"annule\w*|supprime\w*"),
            "in_pencil": ("au crayon", "au stylo|a l.encre"),
        },
        before_day=("avant|jusqu.a|jusqu.au|d.ici",),
        # "Dès" without its accent is an article too, but none before another.
        from_day=(r"apres|a partir d[ue]?|des(?= l[ea]\b|\s*$)|depuis",),
        at_most=lines(
            r"""
            au plus|au maximum|maxim(?:um|al|ale|ales|aux)|jusqu.(?:a|au)|pas plus de|ou moins|
              moins de
            inferieure?s? a|dans (?:un delai de|les)|au plus tard|sous
            """
        ),
        at_least=lines(
            r"""
            au moins|au minimum|minim(?:um|al|ale|ales|aux)|ou plus|plus de|superieure?s? a
            a partir de|pas moins de|au plus tot
            """
        ),
        whole=(
            r"complete?s?|tous?(?! les (?:autres|\w+dis|dimanches|jours))|"
            r"toutes?(?! les autres)|toujours|n.importe|"
            r"entiere?s?|automatiquement",
        ),
        whichever=("n.importe",),
        only=(
            r"n(?:e |.)\w+ (?:\w+ ){0,2}qu(?:e (?:par|l[ea]s?|des?|du|un)|.un)|"
            r"personne d.autre|reserve\w*|seule?(?= l)|seulement|uniquement|exclusivement|rien que",
        ),
        amounts={
            r"(pendant|durant|dans|apr[eè]s) une? (?=(?:semaine|jour|mois|an|heure)\b)": r"\1 1 ",
            "une minute et demie": "90 secondes",
            "(?:une )?demi-heure": "30 minutes",
            "une heure et demie": "90 minutes",
            "une heure et quart(?! d)": "75 minutes",
            r"(\w+) heures et quart": r"\1 h 15",
            "trois quarts d['’]heure": "45 minutes",
            "un quart d['’]heure": "15 minutes",
            r"(deux|trois|quatre|\d+) heures et demie": r"\1.5 heures",
            r"(\w+) heures? et demie": r"\1 h 30",
            "premier (?=janv|f[eé]v|mars|avril|mai|juin|juil|ao[uû]t|sept|oct|nov|d[eé]c)": "1er ",
            r"(?<=\bà )(\d{1,2}) heures?\b(?! \d)": r"\1 h",
            "(?:la )?moiti[eé] (?=d)": "50 % ",
            "un tiers(?= d)": "33 % ",
            "(?:les )?deux tiers(?= d)": "67 % ",
            "un quart(?= d[eu'’](?!heure))": "25 % ",
            "(?:les )?trois quarts(?= d)": "75 % ",
            "un cinqui[eè]me(?= d)": "20 % ",
            "(?:les )?deux cinqui[eè]mes(?= d)": "40 % ",
            "un dixi[eè]me(?= d)": "10 % ",
        },
        cut_off=("n|qu|c|s|d|l|j",),
        verb_endings=(
            "er",
            "ir",
            "ez",
            "ent",
            "ant",
        ),
        one=(r"une? seule?",),
        both=("l.une? et l.autre",),
        of=("de|du|des|d", "pour"),
        refusals=lines(
            r"""
            (?:les |le |l.)?(?:passages?|documents?|textes?|sources?|
              informations?)[^.]{0,30} n.?e? ?(?:disent|dit|indiquent?|mentionnent?|contiennent|
              contient|repondent|repond|precisent?|fournissent|fournit|donnent?) (?:pas|rien|
              aucune?)
            (?:il n.y a|je n.ai|je ne trouve) (?:pas d.|aucune? )(?:information|mention|reponse)
            n.est pas (?:precisee?|indiquee?|mentionnee?|dite?)
            je ne (?:sais|peux) pas
            """
        ),
        calls_off=(r"annul\w+", "reportee?s?", r"repouss\w+", r"ajourn\w+"),
    ),
    concepts=phrases(_CONCEPTS),
    everyday=phrases(_EVERYDAY),
)
