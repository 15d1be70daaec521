"""What numbers count in English."""

from __future__ import annotations

import re

from language.counted.alone import Alone
from language.counted.bounding import Bounding
from language.counted.count import Noun
from language.counted.hands import Hands
from language.counted.parts import Parts
from language.counted.people import People
from language.counted.periods import period_table
from language.counted.places import Places
from language.counted.reader import Counted
from language.counted.relative import Relative
from language.counted.times import Times
from language.counted.units import Units
from language.english.heads import HEADS
from language.english.nouns import NOUNS
from language.english.words import FUNCTION_WORDS, REPORTING, lemma, stem

_SIGN = r"(?:US|A|C|HK|S|NZ)?[$£€¥]?\s?$"
_FOR = (
    r"\b(?:for|in|within|over|under|after|last(?:s|ed|ing)?|takes?|took|taking|just|only|than"
    r"|nearly|almost|about|exactly|of|by|once)"
)
_ALONE = r"\b(?! (?:ago|earlier|before|later|old|or|and a half)\b|-|['’])"
_NEXT = re.compile(r"[ \u00a0-]([^\W\d_]+)(?![^\W_])")
_LAST = re.compile(r"([^\W\d_]+)[^\w.,;:]*$")
_AMONG = re.compile(
    r" (?:out )?of (?:all |the |its |their |his |her )?(?:\d[\d,.]*|[a-z]+teen|[a-z]+ty|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve)(?= )"
)
_OF = re.compile(r" of(?! (?:the|them|those|these|whom|which|its|his|her|their)\b)")
_MAX_WORDS = 4
_MANY = frozenset(
    {
        "aircraft", "cattle", "children", "crew", "firemen", "fishermen", "gunmen", "men",
        "people", "personnel", "police", "policemen", "servicemen", "sheep", "staff", "troops",
        "women",
    }
)  # fmt: skip
"""What is more than one without an s."""
_NO_NOUNS = frozenset(
    {
        "april", "august", "day", "december", "degree", "dollar", "euro", "february", "friday",
        "hour", "january", "july", "june", "lot", "march", "may", "minute", "monday", "month",
        "november", "october", "other", "part", "past", "pence", "percent", "place", "point",
        "pound", "saturday", "september", "sunday", "thing", "thursday", "time", "tuesday",
        "wednesday", "week", "year",
    }
)  # fmt: skip
_PLACES = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Aa]cross|[Nn]ear|[Aa]round|[Hh]its?|[Ss]truck) "
    r"(?:(?:the|nearby|neighbou?ring|central|coastal|mainland|(?:north|south|east|west)\w*|towns?"
    r"|city|cities|villages?|provinces?|states?|districts?|regions?|island|county|of) ){0,3}"
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|\w+day)\b)(?:[A-Z][\w-]+['’]s )?(?P<place>[A-Z][\w-]+(?: [A-Z][\w-]+)?)"
)
_PERIODS = period_table(
    {
        r"\bhalf[ -]an?[ -]hour\b": ("0.5", "hour"),
        r"\bthree[ -]quarters of an hour\b": ("0.75", "hour"),
        r"\b(?:an? |one )quarter of an hour\b|\bquarter-hour\b": ("0.25", "hour"),
        r"\bhalf[ -]an?[ -]day\b": ("0.5", "day"),
        r"\bhalf[ -]an?[ -]year\b": ("0.5", "year"),
        r"\bhalf[ -]an?[ -]century\b": ("0.5", "century"),
        r"\b(?:an? |one )fortnight\b": ("2", "week"),
        rf"{_FOR} (?P<span>an? (?:whole |full )?decade){_ALONE}": ("10", "year"),
        **{
            rf"\ban? {unit} and a half\b": ("1.5", unit)
            for unit in ("minute", "hour", "day", "week", "month", "year", "century")
        },
        **{
            rf"{_FOR} (?P<span>an? (?:whole |full )?{unit}){_ALONE}": ("1", unit)
            for unit in ("minute", "hour", "day", "week", "month", "year", "century")
        },
    }
)
_LIGHT = FUNCTION_WORDS | {"least", "most", "remain", "still", "nearly", "almost", "estimate"}


def _noun(text: str, end: int) -> Noun | None:
    """Return the plural noun that follows a number, past its adjectives."""
    of = _AMONG.match(text, end) or _OF.match(text, end)
    place = of.end() if of else end
    found: Noun | None = None
    for _ in range(_MAX_WORDS):
        following = _NEXT.match(text, place)
        if following is None:
            break
        word = following[1]
        place = following.end()
        folded = word.casefold()
        if folded in FUNCTION_WORDS and folded not in {"more", "other", "such"}:
            break
        one = lemma(word)
        many = folded in _MANY or (one != folded and folded.endswith("s"))
        if not many:
            if found:
                break
            continue
        if one in _NO_NOUNS or one in REPORTING:
            break
        name, people = NOUNS.get(one) or NOUNS.get(folded) or (one, None)
        found = Noun(
            name, people, place, word, place if one == "person" or folded == "people" else None
        )
    return found


def _ranked(text: str, end: int) -> str:
    """Return the stem of the word that an ordinal stands before."""
    following = _NEXT.match(text, end)
    return stem(following[1]) if following else ""


def _role(text: str, start: int, end: int, first: int, last: int) -> str:
    """Return the stem of what follows a counted noun, or else of what stands before its number."""
    place = end
    while (following := _NEXT.match(text, place, last)) is not None:
        if lemma(following[1]) not in _LIGHT:
            return stem(following[1])
        if following[1] in {"of", "in", "from", "to", "for", "at", "on", "with"}:
            break
        place = following.end()
    while (before := _LAST.search(text, max(first, start - 40), start)) is not None:
        if lemma(before[1]) not in _LIGHT:
            return stem(before[1])
        start = before.start()
    return ""


COUNTED = Counted(
    heads=HEADS,
    negated=re.compile(r"\b(?:not|nobody|no one|none|never)\b|n['’]t\b", re.IGNORECASE),
    joints=re.compile(
        r"(?:[,;:](?!\d)\s*)?\b(?:and|but|while|whereas|although|after|when|which|who|as|with)\b"
        r"(?! (?:many|much|few) as)|[,;:](?!\d)|\s[–—-]+\s",
        re.IGNORECASE,
    ),
    bare_after=re.compile(
        r"(?: (?:people|of them))?(?:[.,;!?]|$| (?:by|on|as of|so far|now|at|had|have|in all"
        r"|in total|according|and|say|said|to))\b|[.,;!?]|$",
        re.IGNORECASE,
    ),
    kinds={
        "aftershock": re.compile(r"\b(?:aftershocks?|foreshocks?|second (?:earth)?quake)\b", re.I),
    },
    bounding=Bounding(
        more_than_before=re.compile(
            r"(?<!no )(?<!not )\b(?:more than|over|in excess of|upwards? of|exceed(?:s|ed|ing)?"
            rf"|above|topped|well over|just over) (?:an? |the )?{_SIGN}",
            re.IGNORECASE,
        ),
        about_before=re.compile(
            r"\b(?:about|around|some|approximately|roughly|an? estimated|estimated(?: at)?|circa"
            rf"|close to|in the region of|nearly|almost) (?:an? |the )?{_SIGN}",
            re.IGNORECASE,
        ),
        about_after=re.compile(r"\s(?:or so|or thereabouts)\b", re.IGNORECASE),
        differences_before=re.compile(
            r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|far|many|much)) "
            r"(?:more|fewer|less) than (?:the )?$",
            re.IGNORECASE,
        ),
    ),
    parts=Parts(
        before=re.compile(
            r"\b(?:includ(?:ing|es?|ed)|among (?:them|whom|those|the \w+)(?: (?:were|are))?"
            r"|of (?:them|whom|which|those|the (?:dead|victims|injured|wounded|total))),? "
            r"(?:an? (?:\w+ ){1,2}of )?(?:at least |about |more than |some )?$",
            re.IGNORECASE,
        ),
        after=re.compile(
            r"\s(?:of (?:them|whom|which|those|these|the (?:\w+ )?"
            r"(?:dead|victims|injured|wounded|missing|killed|deaths|fatalities|passengers|survivors"
            r"|injuries|arrest\w*|detain\w*))|in (?:critical|serious|stable)"
            r"|(?:were |are |being |remain\w* )?(?:in )?(?:critical|serious)(?:ly)?\b"
            r"|(?:\w+ )?alone\b)",
            re.IGNORECASE,
        ),
        wholes_before=re.compile(
            r"\b(?:out of|(?<!instead )of(?: all)? the|\d+ of|one in|of its|of their) $", re.I
        ),
        more_before=re.compile(
            r"\b(?:another|(?:a |an )?(?:further|additional|extra|other)) $", re.I
        ),
        more_after=re.compile(r"\s(?:more|additional|further|new|fresh)\b", re.IGNORECASE),
    ),
    relative=Relative(
        changes_before=re.compile(
            r"\b(?:rais|rise|rose|risen|rising|increas|lift|hik|grow|grew|climb|jump|surg|soar"
            r"|boost|cut|lower|reduc|fall|fell|drop|declin|slash|shr[aiu]nk|plung|slump|expand|up"
            r"|down|higher)\w*[^.;]{0,40}\bby (?:an? |about |around |nearly |at least "
            rf"|more than |some )?{_SIGN}",
            re.IGNORECASE,
        ),
        rates_after=re.compile(
            r"\s(?:\w+ ){0,2}?(?:(?:a|per|each|every) (?:day|week|month|year|hour|night|head|capita"
            r"|person|thousand|million|\d)(?! (?:ago|earlier|before|later))|daily|annually"
            r"|points?\b|times\b)",
            re.IGNORECASE,
        ),
        differences_after=re.compile(r" (?:more|fewer|less) than\b", re.IGNORECASE),
        multiples=re.compile(r"(?:twice|thrice|double|triple|half)", re.IGNORECASE),
        speeds_after=re.compile(r" (?:an|per) hour\b|/h\b|ph\b"),
    ),
    times=Times(
        old_before=re.compile(
            r"\b(?:(?:up|down|increas\w+|ris\w+|rose|revised|higher|lower|upgraded) (?:\w+ )?from"
            r"|compared (?:with|to)|(?:earlier|previous|initial|preliminary|original|last|old)"
            r"(?: \w+){0,3} (?:of|at|was|were|to)|(?:earlier|previously|initially|originally"
            r"|first)(?: (?:had |been ))?(?: \w+){1,4}|previous(?:ly)?|earlier|initially|not"
            r"|from|(?:started|begun|began|opened) (?:at|with|out at)|rather than|instead of"
            r"|as opposed to|(?:wrongly|mistakenly|incorrectly|erroneously)(?: \w+){1,3}"
            r"|(?:replac|correct|supersed)(?:ing|ed|es)) (?:an? |the )?"
            r"(?:(?:earlier|initial|previous|estimated|reported) )?(?:\w+ of )?"
            rf"(?:at least |about |around |more than )?{_SIGN}",
            re.IGNORECASE,
        ),
        old_opening=re.compile(
            r"(?:Earlier|Previously|Initially)\b(?! reports)|(?:An?|The|Our) "
            r"(?:earlier|previous|first|original) (?:version|edition|report|article)\b"
        ),
        old_after=re.compile(
            r"\s(?:\w+ ){0,3}?(?:reported|announced|given|stated|confirmed|said)?\s?"
            r"(?:(?:an?|one|two|three|four|five|six|\d+) (?:days?|weeks?) ago|earlier|previously"
            r"|initially|originally|the (?:day|week|month) before|a (?:day|year|week|month) "
            r"(?:earlier|ago|before)|as (?:(?:it|they|he|she|we) (?:had )?)?"
            r"(?:first|previously|earlier|initially|originally) (?:reported|said|stated|announced"
            r"|told|given)|reported earlier|the previous (?:day|week))",
            re.IGNORECASE,
        ),
        moved_before=re.compile(
            r"\b(?:(?:ris|rose|risen|climb|jump|increas|grow|grew|grown|soar|surg|swell|mount"
            r"|went up|gone up|lower|rais|reduc|revis|updat|correct|upgrad|fell|fall|drop|cut"
            r"|reach|stand|stood|now|hit|pass)\w*(?: \w+){0,2} (?:to|at)"
            r"|(?:reach|pass|hit|top|now)\w*|now (?:stands?|put) at"
            r"|now (?:says?|counts?|reports?)(?: that)?|bring\w* [^.]{0,30} to|to) "
            rf"(?:at least |about |around |more than |over |nearly |almost )?{_SIGN}",
            re.IGNORECASE,
        ),
        feared=re.compile(
            r"\b(?:feared?|(?-i:may)|might|could|would|if|potentially|possibly|risk\w*|threaten\w*"
            r"|expect\w*|forecast\w*|predict\w*|warn\w*|plan(?:s|ned|ning)? (?:to|for|by)|planned"
            r"|targets? of|hop(?:es?|ing)|capable|capacity|licensed|certified|designed|denied"
            r"|den(?:y|ies)|simulat\w+|scenario|drill|exercise)\b",
            re.IGNORECASE,
        ),
        earlier=re.compile(
            r"\b(?:last (?:year|month|week|decade|summer|winter|spring|autumn|fall)"
            r"|(?:years?|months?|decades?) (?:ago|earlier|before)|"
            r"(?:previous|earlier|similar|another|past) (?:\w+ )?(?:quakes?|earthquakes?|attacks?"
            r"|crash(?:es)?|fires?|bombings?|shootings?|floods?|accidents?|incidents?|blasts?"
            r"|explosions?|protests?|outbreaks?|storms?|disasters?|elections?|season|year)"
            r"|in recent years|so far this year|this year|since (?:last|January|February|March"
            r"|April|May|June|July|August|September|October|November|December"
            r"|the (?:war|conflict|start|beginning|pandemic|invasion))"
            r"|(?:over|in) the (?:past|last)(?! (?:day|hour|\d+ hours|few (?:hours|days)|week))"
            r"|history|annually|every year|anniversary)\b",
            re.IGNORECASE,
        ),
        records=re.compile(
            r"\b(?:\w{3,}(?<!for)(?<!inter)(?<!prot)(?<!arr)(?<!qu)est|worst|most \w+|first) "
            r"(?:[^,.]{0,60} )?(?:since|in|for)\b",
            re.IGNORECASE,
        ),
        then=re.compile(r"\b(?:when|which|who)\b", re.IGNORECASE),
        now=re.compile(r"\s*(?:now|currently|already|so far|as of|by now)\b", re.IGNORECASE),
        corrects_before=re.compile(
            r"\b(?:rather than|instead of|as opposed to|not|(?:replac|correct|supersed)"
            r"(?:ing|ed|es)|(?:wrongly|mistakenly|incorrectly|erroneously)(?: \w+){1,3}) "
            r"(?:an? |the )?(?:(?:earlier|initial|previous|estimated|reported) )?"
            rf"(?:\w+ of )?{_SIGN}",
            re.IGNORECASE,
        ),
    ),
    hands=Hands(
        voices={
            "police": re.compile(r"\bpolice\b", re.IGNORECASE),
            "organisers": re.compile(r"\borgani[sz]ers?\b", re.IGNORECASE),
            "employer": re.compile(
                r"\b(?:management|employers?|company|airport|railway|operator)\b", re.IGNORECASE
            ),
            "aid agencies": re.compile(
                r"\b(?:United Nations|UN|Red Cross|Red Crescent|aid "
                r"(?:groups?|agenc(?:y|ies)|workers))\b"
            ),
            "lawyers": re.compile(r"\b(?:lawyers?|attorneys?)\b", re.IGNORECASE),
            "union": re.compile(r"\bunions?\b", re.IGNORECASE),
            "opposition": re.compile(
                r"\b(?:opposition|activists?|rights groups?|monitors?)\b", re.I
            ),
            "government": re.compile(
                r"\b(?:government|ministry|officials?|authorities|governor|mayor|prosecutors?)\b",
                re.I,
            ),
        },
        says=re.compile(
            r"\b(?:sa(?:id|ys?)|tell|told|put|puts|speaks?|spoke|counts?|counted|estimat\w+"
            r"|according|claim\w*|figure|double|twice|half|against|(?:more|fewer|less) than)\b",
            re.IGNORECASE,
        ),
        says_after=re.compile(r",? (?:according to|say|said)\b", re.IGNORECASE),
        others=re.compile(
            r"\b(?:Red Cross|Red Crescent|United Nations|UN|charity|mayor|council|coast ?guard|navy"
            r"|army|military|hospitals?|doctors|witnesses|residents"
            r"|cent(?:re|er)(?= (?:at|puts?|gives?|has|sa(?:id|ys?)|lists?|counts?)\b)|insurers?"
            r"|institute|observatory|survey|seismologists?|seismological|rebels|regulator"
            r"|organi[sz]ers|unions?|police|ministry|government|opposition|company|operator|board"
            r"|agency|commission)\b|(?:\b(?:his|her|its|their|ruling|governing|opposition)|['’]s)"
            r" party\b",
            re.IGNORECASE,
        ),
    ),
    units=Units(
        no_year_after=re.compile(
            r" (?:more |other )?(?:people|persons|homes|houses|buildings|residents|workers|jobs"
            r"|hectares|acres|troops|soldiers|police|families|villagers|passengers|customers"
            r"|protesters|others|firefighters)\b",
            re.IGNORECASE,
        ),
        periods=_PERIODS,
        asks_before=re.compile(
            r"\b(?:ask|offer|want|demand|seek|sought|request|call|propos|suggest|get|got|receiv)\w*"
            r"(?: (?:for|only|just|at least|up to))* $",
            re.IGNORECASE,
        ),
        shares_of=re.compile(" of "),
        pence=re.compile(r"p(?= (?:a|per) share\b|[,.;)]|$)"),
    ),
    alone=Alone(
        scores=re.compile(
            r"(?<![\w.,:–-])\d{1,3}[-–:]\d{1,3}(?![\w–-]|[.,:]\d| "
            r"(?:per|to|billion|million|percent|year|day|hour|month|minute)\b)"
        ),
        grave_after=re.compile(
            r" (?:\w+ ){0,4}?(?:in (?:a )?(?:critical|serious|grave)(?: condition)?\b"
            r"|(?:critically|seriously|gravely|badly|severely) (?:injured|hurt|wounded|ill)\b"
            r"|fighting for (?:their )?li)"
        ),
        points=re.compile(
            r"[\s-](?:percentage[ -]points?|(?P<hundredth>basis[ -]points?))\b", re.IGNORECASE
        ),
        parts_of_a_point=period_table(
            {
                rf"\b(?:an? |one )?{share}(?: of)?(?: an?)?(?:[ -]percentage[ -]point|-point)\b": (
                    value,
                    "point",
                )
                for share, value in {
                    "half": "0.5",
                    "three[ -]quarters": "0.75",
                    "quarter": "0.25",
                }.items()
            }
        ),
        ages=re.compile(r"\b[A-Z][^\W\d_]+, (?P<age>[1-9]\d)(?=, (?!\d|and \d))"),
        ranked=_ranked,
    ),
    places=Places(
        names=lambda text: (match.span("place") for match in _PLACES.finditer(text)),
        after=re.compile(
            r" (?:of (?:them|whom) |people |others |more |dead )?(?:in|at|on|near|across) "
            r"(?:the )?[A-Z]"
        ),
        before=re.compile(r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear) (?:the )?[A-Z][\w-]+,? $"),
    ),
    people=People(
        not_before=re.compile(
            r"\b(?:in|on|from|across|after|during|within|for|near|aged?"
            r"|(?:man|woman|girl|boy|lady|widow|widower|pensioner|farmer) of|highway|route|house"
            r"|flat|gate|apartment|flight|room|level|page|number|no\.|section|article|chapter|phase"
            r"|category|magnitude) (?:at least |about |around |more than |over |nearly |almost "
            r"|some |the )?$",
            re.IGNORECASE,
        ),
        not_after=re.compile(
            r"[- ](?:(?:\w+ )?(?:houses|homes|buildings|villages|towns|cities|cars|vehicles|buses"
            r"|trucks|attacks|incidents|times|flights|schools|shots|countries|regions|districts"
            r"|provinces|states|trees|animals|cattle|sheep|birds|pigs|companies|locations|sites"
            r"|places|hospitals|ships|boats|planes|aircraft|stor(?:e?y|eys|ies)|rounds|missiles"
            r"|drones|rockets|bombs|counts|charges|points|goals|matches|games|seats|votes|counties"
            r"|camps|shelters|tents|beds|roads|bridges|shops|businesses|households|families"
            r"|occasions|crashes|fires|blazes|quakes|tremors|aftershocks|universities"
            r"|police stations)|year|day|hour|minute|week|month|story|storey|time|percent|per cent"
            r"|p\.?m|a\.?m|o'clock)\b|[:/]\d|%|, (?:was|is|has|had|who|from|of|said|told)\b",
            re.IGNORECASE,
        ),
    ),
    noun=_noun,
    listed=frozenset({"name", "entry"}),
    role=_role,
    whole_words=True,
    adjusted=re.compile(
        r"\b(?:adjusted|underlying|excluding|exclud(?:es?|ed)|(?:strip|tak)(?:e|es|ing|ping) "
        r"(?:out|away)|without (?:the |a )?(?:one-off|exceptional)|before (?:one-off|exceptional)"
        r"|one-off|leav(?:e|ing) (?:out|aside)|discount(?:ing|ed) (?:the|a) )\b",
        re.IGNORECASE,
    ),
)
"""How English says what it counts."""
