"""Words that carry no content: the stop words of three languages, and the words that only frame a
question.
"""

from silabo.language.words import word_set

LANGUAGES = ("es", "en", "fr")

STOP_WORDS = {
    "es": word_set(
        "a al algo alguna alguno algunas algunos ante aquel aquella aquellos asi aun aunque bajo"
        " bien cada como con contra cual cuales cualquier cuando cuanto cuya cuyo cuyas cuyos de"
        " del desde donde durante e el ella ellas ello ellos en entre era eran es esa esas ese eso"
        " esos esta estaba estan estar estas este esto estos fue fueron ha haber habia habian hacia"
        " han hasta hay he la las le les lo los mas me mediante mi mis misma mismo mucho muy ni no"
        " nos nosotros nuestra nuestro nuestros nuestras o os otra otras otro otros para pero por"
        " porque pues que quien quienes se sea sean segun ser si sido sin sino sobre solo son su"
        " sus tal tambien tan tanto te tenga ti toda todas todo todos tras tu tus u un una unas uno"
        " unos usted ustedes va van vos y ya yo"
    ),
    "en": word_set(
        "a about after again all also am an and any are as at be because been before being between"
        " both but by d did do does doing don down during each either else ever few for from"
        " further had has have having he her here hers him his how i if in into is isn it its"
        " itself just ll m me more most my no nor not of off on once only onto or other our ours"
        " out over own per re s same she should so some such t than that the their theirs them then"
        " there these they this those through to too under until up upon us ve very was we were"
        " what when where whether which while who whom whose why will with within without would you"
        " your yours"
    ),
    "fr": word_set(
        "a afin ca suis sommes etes etait ai aie ainsi alors apres as au aucun aucune aura aussi"
        " autre autres aux avait avec avoir avant ayant c car ce ceci cela celle celles celui ces"
        " cet cette ceux chaque chez ci comme d dans de des deja depuis dont donc du elle elles en"
        " encore entre es est et etaient etait etant ete etre eu eux fait il ils j je jusqu l la"
        " laquelle le lequel les lesquels leur leurs lors lorsque lui m ma mais me meme memes mes"
        " moi moins mon n ne ni nos notre nous on ont ou par parce pas pendant peu plus pour"
        " pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera seront"
        " ses si soient soit son sont sous sur ta te tes toi ton tous tout toute toutes tres tu un"
        " une vers vos votre vous y"
    ),
}

# Words that ask rather than name what is asked for. They are kept in an index (a document may be
# about them) and left out of a question's content.
FRAME_WORDS = {
    "es": word_set(
        "queria queriamos querria podrias podeis sabeis hora horas fecha fechas dia lugar nombre"
        " alguien buenas buenos cuantas cuantos cuanta cual cuales debe deben deberia debemos debo"
        " decir decirme dias dice dicen dime existe existen favor gracias gustaria habra hace hacen"
        " hacer hola informacion llama llaman manera forma necesito necesita necesitamos ocurre"
        " pasa podemos podes podria podrian poder profesores puede pueden puedes puedo permite"
        " permiten pregunta preguntar quiero quisiera respecto saber sabe sabes sabria seria sera"
        " seran tal tardes tendra tendre tenemos tenes tengo tiene tienen tipo trata usa usar usan"
        " usamos utiliza vale hay dan da doy podre podra suele tener estoy estamos cosa ver estuve"
        " estuvo estaba ir dar dra dr sra sr lic ing ponen pone q xq repite repitelo repetir repeti"
    ),
    "en": word_set(
        "time date day place name hour hours able allow allowed anybody anyone anything can could"
        " describe do does else exactly example explain find get getting give given gives go going"
        " got happen happens have hello hey hi information kind kinds know let like list many may"
        " maybe might much must need needed needs please provide question sort sorts supposed take"
        " tell thank thanks thing things type types understand use used using want wanted was way"
        " will wonder wondering would possible mentioned mention state stated long often far"
        " someone something course student students now dr mr mrs ms mx w"
        " o whats whos"
    ),
    "fr": word_set(
        "heure heures date jour nom endroit aimerais bonjour bonsoir combien comment connaitre"
        " croyez dire dites dit doit doivent dois devons existe falloir faire faites faut faudra"
        " genre information merci moyen nomme appelle peut peux peuvent plait pouvez pouvoir"
        " pouvons puis quelqu question savoir sait savez sorte souhaite svp stp type utilise"
        " utiliser veux veut voudrais vouloir avez avons avoir possible permis permet lieu t est"
        " mme mlle monsieur madame dr"
    ),
}

# Words that many questions have and few answers repeat: they help to rank, and their absence says
# little.
WEAK_WORDS = {
    "es": word_set(
        "materia asignatura cursada clase clases recibo recibe siempre nunca mucha muchas muchos"
        " demasiado acerca actual actualmente administrativo adicional adicionales afecta afectar"
        " ahora ayuda ayudar aprender aun bueno buena cambiar cambia caso casos claro comun"
        " conseguir considera consecuencia consecuencias constar conviene correcto corresponde"
        " cubre cubrir curso dado deja dejar detalle detalles determina diferencia diferente"
        " diferentes disponible disponibles distinto distintos durante efecto ejemplo elegir"
        " encuentra encontrar enterar entera especifico esperar estudiante estudiantes estudiar"
        " explicar expectativa expectativas forma funciona general general gran grande haga hago"
        " hecho importa importante importantes incluye incluir ir llega llegar llevar lleva llevo"
        " maneja mayor mejor menor mayoria mientras momento necesario necesaria nivel normal"
        " normalmente nuevo nueva obtener obtengo ofrece ofrecen olvide organiza parte partes"
        " particular pasar paso pensar perder persona persona pedir pido politica poner posible"
        " posibles principal principales problema proceso propio proposito punto quedar razon"
        " realiza realizar reciben recibir regla reglas requiere requieren resultado sacar sigue"
        " siguiente siguientes sirve sistema suficiente tema tiempo tomar toma total trabajar"
        " tratar tuve unico usamos usan uso utilizan utilizar varias varios venir vez voy incluso"
        " rinde rinden rindo rendir entra entran cursa cursan cursar antes despues"
        " guarda"
        " guardan almacena almacenan contiene contienen"
        " total"
    ),
    "en": word_set(
        "class classes lecture lectures about accept accepted according additional administrative"
        " affect affects allocated along already always amount approximately around ask asked"
        " available based become best better big bring call called carry case cause change changes"
        " choose come common complete completed completing concern considered consequence"
        " consequences contain contribute cover covers create current currently deal depth describe"
        " described detail details determine determined difference different doing done earn effect"
        " effects enough entire ever every everyone exact expect expectation expectations expected"
        " fact fall feel fine follow following forgot form full general good guideline guidelines"
        " hard having held help helpful hold idea important include included includes including"
        " instead involve involved keep kept large last later lead learn learning least left less"
        " level life likely little live long look looking lot main major make makes making manage"
        " mean means meet method methods min multiple never new next normal normally note number"
        " obtain offer offered offering offers often one ones only opportunity option options order"
        " own part particular per person personal plan point policy policies possible potential"
        " prefer prepare previous primary probably problem problems process proper provided"
        " provides purpose purposes put quite really reason receive recommend recommended related"
        " relevant require requirements requires responsible rest result role rule rules run say"
        " says second see seem separate several show similar since single small sort special"
        " specific specifically still stop structure student students study studying submitted"
        " success succeed successful suggest suppose sure taken takes taking teach ten term think"
        " three throughout time times together took total toward try turn two type typical unable"
        " understand understanding unique unit upon usually value values various via want way ways"
        " stored kept held contained"
        " well whole without work working works world wrong"
    ),
    "fr": word_set(
        "recois recoit recoivent cesse cesser arreter gerer trop toujours souvent nombreux"
        " nombreuses nombreuse enormement actuel actuellement aide aider ainsi ajouter aller"
        " apprendre assez attendu attendus avoir bien bon bonne but cas cause changer choix choisir"
        " commun comporte concerne connu consequence consequences consiste contenir contient"
        " courant cours couvre decide demande demander depend dernier detail details determine"
        " devenir different differente differents differentes difference dire disponible"
        " disponibles donne donner effet eleve eleves ensemble entre etablir etat etudiant"
        " etudiants etudier exemple existe expliquer facon faite fonctionne fonction forme general"
        " generale grand grande important importante importants inclut jouer laisser lieu lien long"
        " maniere meilleur mettre mieux mise moment moyens necessaire niveau nombre normal nouveau"
        " nouvelle nouveaux objet obtenir offrir organise partie parties partir passer penser"
        " permet permettent permettre personne petit plusieurs point politique porter pose possible"
        " possibles precis premier prendre presente principal principale principaux prochain proche"
        " processus propose propre prevu prevue prevus quelques question raison recevoir reel regle"
        " regles rend reste resultats role savoir semble sert situe sorte suite suivant suivante"
        " systeme temps tenir total travailler trouver trouve unique usage utilisation valeur venir"
        " vient voir vrai"
    ),
}
