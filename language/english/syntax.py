"""How English sentences are read, in one place for whoever asks the pack."""

from language.english.clauses import (
    denied_words,
    find_clauses,
    find_neighbours,
    uncertain_words,
)
from language.english.names import NameIndex, find_names, may_mean, same_name
from language.english.words import find_words

__all__ = [
    "NameIndex",
    "denied_words",
    "find_clauses",
    "find_names",
    "find_neighbours",
    "find_words",
    "may_mean",
    "same_name",
    "uncertain_words",
]
