"""What is known of Russian."""

from __future__ import annotations

from language.pack import LanguagePack, Length
from language.russian.amounts import BOUNDS, CHANGES, MULTIPLES, POINTS
from language.russian.bearers import BEARERS
from language.russian.clock import CLOCK
from language.russian.compass import COMPASS
from language.russian.counted import COUNTED
from language.russian.crediting import CREDITING
from language.russian.disputing import DISPUTING
from language.russian.genres import GENRES
from language.russian.inflection import INFLECTION
from language.russian.measures import MEASURES
from language.russian.negation import NEGATION
from language.russian.opposites import OPPOSITES
from language.russian.quantities import GRAMMAR
from language.russian.roles import ROLES
from language.russian.sounds import SOUNDS
from language.russian.speech import SPEECH
from language.russian.spelling import SPELLING
from language.russian.topics import TOPICS
from language.russian.writing import ABBREVIATIONS, CHATTER, WRITING
from language.scripts import script_of

PACK = LanguagePack(
    code="ru",
    name="Russian",
    script=script_of("ru"),
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
    sounds=SOUNDS,
    roles=ROLES,
    inflection=INFLECTION,
    bearers=BEARERS,
    spelling=SPELLING,
    # From human translations (docs/translation-checks.md).
    length=Length(ratio=1.10, variance=2.5),
    writing=WRITING,
    topics=TOPICS,
    genres=GENRES,
    chatter=CHATTER,
    abbreviations=ABBREVIATIONS,
    crediting=CREDITING,
    disputing=DISPUTING,
    speech=SPEECH,
    counted=COUNTED,
)
