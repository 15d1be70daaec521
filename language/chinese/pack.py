"""What is known of simplified Chinese."""

from __future__ import annotations

from language.chinese.amounts import BOUNDS, CHANGES, MULTIPLES, POINTS
from language.chinese.bearers import BEARERS
from language.chinese.clock import CLOCK
from language.chinese.compass import COMPASS
from language.chinese.counted import COUNTED
from language.chinese.crediting import CREDITING
from language.chinese.disputing import DISPUTING
from language.chinese.genres import GENRES
from language.chinese.measures import MEASURES
from language.chinese.negation import NEGATION
from language.chinese.opposites import OPPOSITES
from language.chinese.quantities import GRAMMAR
from language.chinese.renderings import in_compound
from language.chinese.roles import ROLES
from language.chinese.sounds import SOUNDS
from language.chinese.speech import SPEECH
from language.chinese.topics import TOPICS
from language.chinese.writing import CHATTER, WRITING
from language.pack import LanguagePack, Length
from language.scripts import script_of

PACK = LanguagePack(
    code="zh",
    name="Chinese",
    script=script_of("zh"),
    spaced=False,
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
    in_compound=in_compound,
    bearers=BEARERS,
    # From human translations (docs/translation-checks.md).
    length=Length(ratio=0.37, variance=0.44),
    writing=WRITING,
    topics=TOPICS,
    genres=GENRES,
    chatter=CHATTER,
    crediting=CREDITING,
    disputing=DISPUTING,
    speech=SPEECH,
    counted=COUNTED,
)
