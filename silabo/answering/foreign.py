"""Whether a question is in another language than all of the documents: then words find little, and
"they do not say it" may be false.
"""

from silabo.domain.answers import Query
from silabo.language.lexicon import LANGUAGES


def documents_in(query: Query) -> tuple[str, ...]:
    """The languages of the documents where the question is in none of them; empty where it is in
    one, or where it cannot be told in which it is.
    """
    known = tuple(each for each in query.document_languages if each in LANGUAGES)
    is_told = query.language in LANGUAGES and len(known) == len(query.document_languages)
    return known if is_told and query.language not in known else ()
