"""What is known of English."""

from __future__ import annotations

from language.english import syntax
from language.english.amounts import BOUNDS, CHANGES, MULTIPLES, POINTS
from language.english.clock import CLOCK
from language.english.compass import COMPASS
from language.english.counted import COUNTED
from language.english.crediting import CREDITING
from language.english.disputing import DISPUTING
from language.english.genres import GENRES
from language.english.measures import MEASURES
from language.english.negation import NEGATION
from language.english.opposites import OPPOSITES
from language.english.quantities import GRAMMAR
from language.english.roles import find_actions
from language.english.speech import SPEECH
from language.english.topics import TOPICS
from language.english.writing import ABBREVIATIONS, CHATTER
from language.pack import LanguagePack
from language.scripts import script_of

PACK = LanguagePack(
    code="en",
    name="English",
    script=script_of("en"),
    quantities=GRAMMAR,
    measures=MEASURES,
    clock=CLOCK,
    negation=NEGATION,
    opposites=OPPOSITES,
    bounds=BOUNDS,
    changes=CHANGES,
    compass=COMPASS,
    points=POINTS,
    multiples=MULTIPLES,
    chatter=CHATTER,
    abbreviations=ABBREVIATIONS,
    syntax=syntax,
    topics=TOPICS,
    genres=GENRES,
    actions=find_actions,
    crediting=CREDITING,
    disputing=DISPUTING,
    speech=SPEECH,
    counted=COUNTED,
)
