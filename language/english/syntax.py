"""How English sentences are read: a `language.syntax.Syntax`."""

from language.english.certainty import is_doubting, possible_words, uncertain_words
from language.english.claims import find_claims
from language.english.clauses import find_clauses
from language.english.counting import COUNTING
from language.english.countries import country_code, country_names
from language.english.date_words import DATES
from language.english.deeds import find_belongings, find_deeds
from language.english.denial import denied_words
from language.english.derivation import is_made_of_words
from language.english.mentions import EnglishMentions
from language.english.names import find_names
from language.english.opposite_lemmas import OPPOSITE_LEMMAS
from language.english.quotations import BRACKETS, QUOTATION
from language.english.same_names import index_names, may_mean, same_name
from language.english.verbs import has_verb
from language.english.vocabulary import PRONOUNS, VOCABULARY
from language.english.words import find_words, fold, known_word

__all__ = [
    "brackets", "counting", "country_code", "country_names", "dates", "denied_words",
    "find_belongings", "find_claims", "find_clauses", "find_deeds", "find_names", "find_words",
    "fold", "has_verb", "index_glossary", "index_names", "is_doubting", "is_made_of_words",
    "known_word", "may_mean", "opposites", "possible_words", "pronouns", "quotation", "same_name",
    "uncertain_words", "vocabulary",
]  # fmt: skip

index_glossary = EnglishMentions
pronouns = PRONOUNS
vocabulary = VOCABULARY
opposites = OPPOSITE_LEMMAS
counting = COUNTING
dates = DATES
quotation = QUOTATION
brackets = BRACKETS
