"""Words that say what a number counts, in English."""

from __future__ import annotations

from language.counted.count import Head

_BE = r"(?:(?:were|was|been|being|are|is|be|got|get|left|reported|confirmed)(?: \w+){0,2} )"
_NO_OBJECT = (
    r"(?! (?:an?|the|his|her|their|its|at least|more than|some|dozens|hundreds|him|them)\b)"
)
_NO_NUMBER = r"(?! (?:\d|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b))"


def _done(participles: str) -> str:
    """Return the pattern of what has been done to those who were counted."""
    return rf"\b{_BE}(?:{participles})\b|\b(?:{participles})\b{_NO_OBJECT}{_NO_NUMBER}"


def _doing(verbs: str) -> str:
    """Return the pattern of verbs whose object is counted."""
    return rf"\b(?:{verbs})\b"


def _number(of: str) -> str:
    return rf"\b(?:number|count|total|tally|toll) of (?:the |those |people )?(?:\w+ )?(?:{of})\b"


_NO_MORE = (
    r"(?! (?:\w+ ){0,2}(?:were|was|are|have|had|has|has been|have been) (?:\w+ ){0,2}"
    r"(?:found|freed|rescued|saved|reached|released|brought|pulled|airlifted|evacuated)\b)"
)
"""*Trapped miners were freed* counts the freed."""

HEADS = (
    Head("convicted", "people", before=r"\bconvict(?:s|ed|ing)\b|\bfound guilty\b",
         after=_done("convicted") + r"|\b(?:guilty|convictions)\b"),
    Head("charged", "people", before=r"\b(?:indict(?:s|ed|ing)|charg(?:es|ed|ing)(?! with))\b",
         after=_done("charged|indicted|accused|on trial")),
    Head("deported", "people", before=r"\b(?:deport|expel)\w*\b",
         after=_done("deported|expelled|turned back|sent back")),
    Head("affected", "people", before=r"\baffect(?:s|ed|ing)\b",
         after=r"\b(?:affected|in need of (?:aid|help|food|shelter))\b"),
    Head("vaccinated", "people", before=r"\b(?:vaccinat|inoculat|immuni[sz])(?:ed|ing)\b",
         after=_done(r"vaccinated|inoculated|immuni[sz]ed")),
    Head("without water", "people", before=r"\bwithout (?:\w+ )?water\b(?! for)",
         after=r"\b(?:without|no) (?:\w+ )?water\b"),
    Head("capacity", "people",
         before=r"\b(?:licen[sc]ed|certified|allowed|designed|built|meant|able)"
         r" (?:to (?:carry|hold|take|seat)|for)\b|\b(?:capacity|room|space) (?:of|for)\b",
         after=r"\bcapacity\b"),
    Head("expected", "money",
         before=r"\b(?:expected|forecast|estimated|consensus of)\b(?= [$£€\d])",
         after=r"\b(?:(?:that |which )?(?:\w+ )?(?:analysts|economists|markets?|investors|brokers)"
         r"(?: \w+)? (?:expected|forecast|predicted|estimated)|expected by)\b"),
    Head("abstentions", "things", before=r"\babstentions?\b",
         after=r"\b(?:abstentions?|abstained|abstaining)\b"),
    Head("votes against", "things", before=r"\bvotes? to\b|\bvot(?:ed|es?|ing) against\b"),
    Head("drones", "things", after=r"\b(?:drones|unmanned aerial vehicles|UAVs)\b"),
    Head("sought", "time",
         before=r"\b(?:prosecut(?:ors?|ion)|prosecuting)\b[^.;]{0,40}?\b(?:ask|seek|sought|demand"
         r"|request|call|want)\w*\b"),
    Head("deficit", "share", before=r"\b(?:deficit|shortfall)\b", after=r"\bdeficit\b"),
    Head("deficit", "money", before=r"\b(?:deficit|shortfall)\b",
         after=r"\b(?:deficit|shortfall)\b"),
    Head("tariff", "share", before=r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\b",
         after=r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\b"),
    Head("pay rise", "share",
         before=r"\b(?:pay|wages?|salar(?:y|ies))(?: (?:rise|increase|hike|raise|deal|offer)s?)?\b",
         after=r"\b(?:more pay|higher pay"
         r"|(?:pay|wage|salary) (?:rise|increase|hike|raise)|raise)\b"),
    Head("approval", "share", before=r"\b(?:approval|support|popularity)(?: rating)?\b",
         after=r"\b(?:approval|support)\b"),
    Head("effectiveness", "share", before=r"\b(?:efficacy|effectiveness)\b",
         after=r"\b(?:effective|efficacy|protection)\b"),
    Head("capacity", "share", before=r"\bcapacity\b", after=r"\b(?:full|of capacity|capacity)\b"),
    Head("remaining", "length", after=r"\b(?:to go|left|remaining|remain|from (?:the )?(?:trapped"
         r"|miners|survivors|men))\b", before=r"\b(?:still|within)\b"),
    Head("water level", "length", before=r"\b(?:water|flood\w*|crest\w*|tide)\b"),
    Head("altitude", "length", before=r"\b(?:flying|orbit|cruising) (?:at|of)\b"),
    Head("fall", "length", before=r"\b(?:fell|fall(?:ing)?|plung\w+|drop(?:ped|ping)?)\b"),
    Head("spilled", "volume", before=r"\b(?:spill\w*|leak\w*)\b",
         after=r"\b(?:leaked|spilled|of (?:oil|crude|diesel|fuel))\b"),
    Head("output", "volume", before=r"\b(?:output|production|produc(?:es|ing|ed))\b"),
    Head("output", "power", before=r"\b(?:capacity|output|generat\w+)\b", after=r"\bcapacity\b"),
    Head("emissions", "mass", before=r"\b(?:emissions?|emitt?\w*)\b",
         after=r"\bof (?:CO2|carbon|greenhouse)\b"),
    Head("compensation", "money",
         before=r"\b(?:awarded|compensat\w+|in damages of|damages of)\b",
         after=r"\b(?:in (?:punitive |compensatory )?damages|in compensation|compensation)\b"),
    Head("bail", "money", before=r"\bbail\b", after=r"\bbail\b"),
    Head("reward", "money", before=r"\breward\b", after=r"\breward\b"),
    Head("pay", "money", before=r"\b(?:wages?|salar(?:y|ies)|minimum wage|bonus(?:es)?)\b",
         after=r"\b(?:wage|salary|bonus)\b"),
    Head("tax", "money", before=r"\b(?:tax(?:es)?|tariffs?|lev(?:y|ies))\b", after=r"\btax\b"),
    Head("fee", "money", before=r"\b(?:fees?|tickets?|fares?|tolls?|transfer fee)\b",
         after=r"\b(?:fee|ticket|fare)\b"),
    Head("prize", "money", before=r"\b(?:prize|jackpot)\b", after=r"\b(?:prize|jackpot)\b"),
    Head("aid", "money", before=r"\blent\b"),
    Head("stolen", "money",
         before=r"\b(?:made off with|got away with|loot|haul)\b",
         after=r"\b(?:robbery|theft|heist)\b"),
    Head("deal", "money", before=r"\b(?:fetch\w*|auction\w*)\b"),
    Head(
        "dead", "people",
        before=_doing(r"kill(?:s|ed|ing)?|claim(?:s|ed|ing)? the lives of|tak(?:e|es"
            r"|ing) the lives of"
                      r"|claim(?:s|ed|ing)|took the lives of|(?:death|fatality) (?:toll|count)"
                      r"|deaths|fatalities|dead|died|toll(?! of (?:injur|wound|miss))"
                      r"|executed|executing|shot dead|drowned")
        + "|" + _number("dead|deaths|fatalities|killed|victims|dying|bodies"),
        after=_done("killed|slain|murdered|executed|crushed to death|shot dead|burned to death")
        + r"|\b(?:brought (?:up|out|ashore) dead|(?:pulled|carried) out dead"
          r"|dead|died|dies|die|deaths?|fatalities|perish(?:ed)?|lives|bodies|lost their lives"
          r"|drown(?:ed)?|succumbed|corpses|fatally)\b",
    ),
    Head(
        "injured", "people",
        before=_doing(r"injur(?:e|es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?|maim(?:ed|ing)"
            r"|injuries"
                      r"|casualties among")
        + "|" + _number("injured|injuries|wounded|hurt"),
        after=_done("injured|wounded|hurt|maimed|burned|treated for (?:injuries|wounds|burns)")
        + r"|\b(?:taken|rushed|flown|brought|admitted) to (?:\w+ ){0,2}hospitals? with"
          r" (?:\w+ )?(?:burns|injuries|wounds|fractures)\b"
        + r"|\b(?:injuries|casualties|suffered (?:\w+ ){0,2}(?:injuries|burns|wounds)"
          r"|sustained (?:\w+ ){0,2}injuries)\b",
    ),
    Head("missing", "people",
         before=r"\b(?:missing|unaccounted for)\b|" + _number("missing"),
         after=rf"\bmissing\b{_NO_MORE}"
             r"|\b(?:presumed (?:dead|drowned|killed)|unaccounted for|disappeared"
             r"|vanished|(?:not|never|yet to) (?:been |be )?found)\b"),
    Head("missing", "people",
         before=r"\b(?:look(?:ing)?|search(?:ing|ed)?|hunt(?:ing)?) for\b|\bfate of\b",
         after=r"\bunknown\b"),
    Head("trapped", "people", before=r"\btrap(?:ped|ping)\b",
         after=rf"\b(?:trapped|buried|cut off)\b{_NO_MORE}"),
    Head("trapped", "people", after=r"\b(?:underground|under (?:the )?rubble)\b", weak=True),
    Head("alive", "people", before=r"\balive\b", after=r"\b(?:alive|living)\b"),
    Head("arrested", "people",
         before=_doing(r"arrest(?:s|ed|ing)|detain(?:s|ed|ing)?|arrests|detentions|apprehend\w*"
                       r"|in custody|jailed|rounded up")
         + "|" + _number("arrests|arrested|detained|detainees"),
         after=_done("arrested|detained|apprehended|taken into custody|rounded up"
             "|held (?:in custody|by police|for questioning)")
         + r"|\b(?:arrests|detentions|detainees|suspects)\b"),
    Head("evacuated", "people",
         before=_doing(r"evacuat(?:e|es|ed|ing)|evacuation of")
         + "|" + _number("evacuated|evacuees"),
         after=_done("evacuated|moved to safety|ordered to (?:leave|evacuate)|told to (?:leave"
             "|evacuate)")
         + r"|\b(?:evacuees|evacuations|fled|flee|evacuate)\b"),
    Head("evacuated", "people",
         before=r"\b(?:forc(?:ed|es|ing)|mov(?:ed|ing)|relocat(?:ed|ing)|shelter(?:s|ed|ing)?)\b",
         after=_done("relocated|moved(?: inland| out)?|sheltered")
         + r"|\b(?:to leave|out of their homes|from their homes|left their homes|in shelters"
           r"|sleeping (?:in|on)|spent the night in (?:schools|shelters|gyms|tents))\b"),
    Head("displaced", "people",
         before=_doing(r"displac(?:es|ed|ing)|displacement of|uproot(?:ed|ing)")
         + "|" + _number("displaced|refugees"),
         after=_done("displaced|uprooted") + r"|\b(?:displaced|refugees)\b"),
    Head("homeless", "people", before=r"\bhomeless\b|" + _number("homeless"),
         after=r"\b(?:homeless|(?:have |had )?lost their homes|without (?:homes|shelter))\b"),
    Head("rescued", "people",
         before=_doing(r"rescu(?:e|es|ed|ing)|sav(?:ed|ing)|pull(?:ed|ing) out|survivors"
             r"|pluck(?:ed|ing)"
             r"|airlift(?:ed|ing)|winch(?:ed|ing)|brought (?:ashore|up|out)|picked up")
         + "|" + _number("rescued|survivors"),
         after=_done("rescued|saved|pulled (?:out|alive|from)|freed|found alive"
               "|plucked|airlifted|winched"
               "|brought (?:ashore|up|out|to (?:the surface|safety))(?! dead)|picked up")
         + r"|\b(?:survivors|survived)\b"),
    Head("hospitalised", "people",
         before=_doing(r"hospitali[sz](?:ed|ing)|treat(?:s|ed|ing)|to hospitals?")
         + "|" + _number(r"hospitali[sz]\w+|patients"),
         after=_done(r"hospitali[sz]ed|taken to (?:the |a |local |nearby )?hospitals?|treated"
                     r"|admitted")
         + r"|\b(?:in (?:the )?hospitals?|remain(?:ed)? in hospital|to (?:the )?hospitals?)\b"),
    Head("infected", "people",
         before=_doing(r"infect(?:ed|ing)|sicken(?:ed|ing)|infections|cases|case count"
                       r"|tested positive")
         + "|" + _number(r"(?:\w+ )?(?:cases|infections|infected)"),
         after=r"\b(?:infections|infected|cases|tested positive|fell ill|fallen ill"
               r"|sickened|were sick|became ill)\b"),
    Head("hostages", "people", before=r"\b(?:hostages?|hold(?:s|ing)|abduct(?:ed|ing)"
        r"|kidnap(?:ped|ping))\b",
         after=r"\b(?:hostages|captives|" + _done("abducted|kidnapped|taken hostage") + ")"),
    Head("aboard", "people", weak=True, after=r"\b(?:passengers|crew members|crew)\b"),
    Head("aboard", "people", before=r"\b(?:number|people|passengers) (?:aboard|on board)\b"),
    Head("aboard", "people", before=r"\b(?:carrying|with)\b(?= \D{0,20}\d[^.]{0,50}\b(?:aboard"
        r"|on board))"
         r"|\bcarrying\b",
         after=r"\b(?:aboard|on board)\b"),
    Head("participants", "people",
         before=r"\b(?:crowd|turnout|attendance|protesters|demonstrators|participants|marchers)\b",
         after=r"\b(?:protest(?:e|o)rs|demonstrators|marchers|participants|rallied|marched"
             r"|turned out|watched"
               r"|attended|had come|came out(?! of)|turned up|people came|attendees|took part"
               r"|took to the streets|took to streets|demonstrated"
               r"|protested|gathered|joined (?:the|a) (?:march|rally|protest|demonstration)"
               r"|spectators"
               r"|took to)\b"),
    Head("participants", "people", before=r"\bwalkout by\b",
         after=r"\b(?:walked (?:out|off)|(?:went|go|going|are|were) on strike|downed tools"
               r"|striking|strikers|joined the strike)\b"),
    Head("jobs cut", "people",
         before=r"\b(?:lay(?:ing|s)? off|laid off|layoffs(?: of)?|job cuts|sack(?:s|ed|ing)?)\b"
         r"|\b(?:cut(?:s|ting)?|slash(?:es|ed|ing)?|ax(?:es?|ed|ing)|eliminat(?:es?|ed|ing)"
         r"|shed(?:s|ding)?|dismiss(?:ed|ing)?)\b"
         r"(?=[^.;]{0,45}\b(?:jobs|positions|roles|posts|employees|workers|staff)\b)",
         after=r"\b(?:job (?:cuts|losses)|layoffs|redundanc(?:ies|y)"
         r"|(?:jobs|positions|roles|posts) (?:(?:will|would|to|are|were|have|being|be|been) )*"
         r"(?:go|cut|lost|axed|eliminated)|"
         + _done("laid off|made redundant|sacked|dismissed") + ")"),
    Head("buildings", "things", before=r"\b(?:destroy|damag|flatten|level)(?:s|ed|ing|ling)\b",
         after=r"\b(?:homes|houses|buildings|dwellings|structures|properties)\b"),
    Head("released", "people", before=r"\b(?:releas(?:es|ed|ing)|swap(?:ped"
        r"|ping)?)\b",
         after=_done("released|exchanged|pardoned")),
    Head("stranded", "people", before=r"\b(?:strand(?:ed|ing)|marooned)\b",
         after=rf"\b(?:stranded|stuck|marooned)\b{_NO_MORE}"),
    Head("infected", "people", before=r"\b(?:poison(?:ed|ing)|quarantin(?:ed|ing))\b",
         after=_done("poisoned|quarantined") + r"|\b(?:in quarantine|ill|sick)\b"),
    Head("deployed", "people", before=r"\b(?:deploy(?:s|ed|ing)|mobili[sz](?:es|ed|ing))\b",
         after=r"\b(?:rescuers|troops|soldiers|police officers|officers|rescue workers)\b",
             weak=True),
    Head("recalled", "things", before=r"\brecall(?:s|ed|ing)?\b", after=r"\brecalled\b"),
    Head("users", "things", after=r"\b(?:subscribers|members|viewers)\b"),
    Head("animals", "things", after=r"\b(?:animals|cattle|sheep|cows|birds|pigs|chickens"
        r"|livestock)\b"),
    Head("missiles", "things", after=r"\b(?:missiles|rockets|shells)\b"),
    Head("shops", "things", after=r"\b(?:shops|stores|branches|restaurants)\b"),
    Head("villages", "things", after=r"\b(?:villages|settlements|hamlets)\b"),
    Head("vehicles", "things", after=r"\b(?:cars|vehicles|trucks|lorries|coaches|carriages"
        r"|wagons)\b"),
    Head("records", "things", before=r"\brecords of\b",
         after=r"\b(?:records|accounts|files|users|customers)\b"),
    Head("artworks", "things", after=r"\b(?:paintings|canvases|artworks|works of art|pictures)\b"),
    Head("aircraft", "things", after=r"\b(?:aircraft|planes|helicopters|jets)\b"),
    Head("ships", "things", after=r"\b(?:ships|vessels|boats|tankers)\b"),
    Head("schools", "things", after=r"\bschools\b"),
    Head("jobs cut", "things", before=r"\bloss of\b(?=[^.;]{0,25}\bjobs)",
         after=r"\bjobs (?:lost|cut)\b"),
    Head("retirement age", "things", before=r"\b(?:retirement|pension) age\b"),
    Head("firefighters", "things", after=r"\bfire(?:fighters|men)\b"),
    Head("flights", "things", after=r"\b(?:flights|departures)\b"),
    Head("customers without power", "things",
         after=r"\b(?:(?:homes|households|customers|people|houses|residents)(?: and businesses)?"
               r"(?: (?:were|are|was|remain\w*|left))* without (?:power|electricity)"
               r"|lost power|without (?:power|electricity))\b"),
    Head("customers without power", "things",
         before=r"\b(?:(?:cut(?:ting)?|lost|without|no) (?:power|electricity)(?: (?:to|for|in))?"
         r"|power (?:cuts?|outages?)(?: (?:to|for|in))?)\b"),
    Head("votes for", "things", before=r"\b(?:approved|passed|voted|vote)(?: \w+)? (?:by|of)?\b",
         after=r"\b(?:votes?|(?:lawmakers |members )?voted)(?: to \d+)? (?:in favou?r|for)\b"),
    Head("votes against", "things",
         after=r"\b(?:(?:votes?|voted|voting) against"
         r"|(?:were |was )?against(?=[.,;)]|$| (?:and|with)\b))"),
    Head("seats", "things", before=r"\bseats\b", after=r"\bseats\b"),
    Head("strikers' share", "share", before=r"\bstrik(?:ers|ing)\b",
         after=r"\b(?:on strike|walked out|striking|joined the strike|taking part)\b"),
    Head("share price", "share", before=r"\b(?:shares|stock)\b"),
    Head("turnout", "share", before=r"\bturnout\b", after=r"\bturnout\b"),
    Head("vote share", "share",
         before=r"\b(?:(?<!the )won|winning|wins?|received|took|taking|garnered|secured|got|with"
             r"|polled|stood at|tally|figure for|lead(?:s|ing)?)\b",
         after=r"\bof (?:the )?(?:vote|votes|ballots|valid votes)\b|\bvotes?\b"),
    Head("votes counted", "share",
         after=r"\b(?:of (?:the )?(?:ballots|votes|precincts) (?:were |had been |have been )?)?"
         r"(?:counted|tallied|reporting|processed)\b"),
    Head("interest rate", "share",
         before=r"\b(?<!exchange )(?<!inflation )(?<!jobless )(?<!unemployment )"
         r"(?<!growth )(?<!birth )rates?\b",
         after=r"\b(?:interest rate|rate)\b"),
    Head("inflation", "share", before=r"\b(?:inflation|prices|CPI)\b", after=
        r"\binflation\b"),
    Head("unemployment", "share", before=r"\b(?:unemployment|jobless rate)\b",
         after=r"\bunemployment\b"),
    Head("growth", "share", before=r"\b(?:GDP|gross domestic product|economy|economic growth)\b",
         after=r"\b(?:growth|economic growth)\b"),
    Head("contained", "share", after=r"\bcontain(?:ed|ment)\b", before=r"\bcontain(?:ed|ment)\b"),
    Head("stake", "share", before=r"\b(?:stake|holding)(?: \w+)? of\b",
         after=r"\b(?:stake|holding|of (?:the |its )?shares)\b"),
    Head("magnitude", "things",
         before=r"\b(?:magnitude|measur(?:ed|ing)|preliminary magnitude"
         r"|(?:earth)?quake (?:at|as)(?= [3-9]\.\d\b))|\bM(?=\d)|\bMw?\s",
         after=r"[- ](?:magnitude|on the (?:Richter|moment|open-ended))"),
    Head("retirement age", "time", before=r"\b(?:retirement|pension) age\b",
         after=r"\b(?:retirement|pension) age\b"),
    Head("sentence", "time",
         before=r"\b(?:sentenc\w+|jail(?:s|ed|ing)?|imprison\w*|prison (?:term|sentence)s?(?: of)?"
         r"|prison|jail)\b",
         after=r"\b(?:in (?:prison|jail|a penal colony)|behind bars|prison|jail|imprisonment"
         r"|sentences?)\b"),
    Head("age", "time", before=r"\baged?\b", after=r"(?<=year)-old\b|(?<=years )\bold\b"),
    Head("duration", "time",
         before=r"\b(?:last(?:s|ed|ing)?|interrupted for|held up for|delayed (?:by|for)|siege of"
         r"|standoff of|halted for|stopped for|suspended for|took)\b",
         after=r"\b(?:siege|standoff|hostage-taking|interruption|delay|strike|walkout|stoppage)\b"),
    Head("magnitude", "things",
         before=r"\b(?:Geological Survey|USGS|seismolog\w+|geophysical)\b"
         r"(?=[^.;]{0,50}?\b[3-9]\.\d\b)"),
    Head("water level", "length", before=r"\b(?:water levels?|river|level|waves?|surge|crest\w*)\b",
         after=r"\b(?:above (?:normal|flood)|waves?)\b"),
    Head("depth", "length", before=r"\bdepth\b", after=r"\b(?:deep|depth|below (?:the )?(?:sea"
        r"|surface|ground)"
         r"|underground)\b"),
    Head("altitude", "length", before=r"\b(?:altitude|height|elevation)\b",
         after=r"\b(?:high|tall|altitude|into the (?:air|sky))\b"),
    Head("length", "length", before=r"\b(?:length|stretch(?:es|ing)|hole|gash|crack|breach)\b",
        after=r"\blong\b|-long\b"),
    Head("wind", "speed",
         before=r"\b(?:winds?|gusts?|gusting|blowing)\b", after=r"\b(?:winds?|gusts)\b"),
    Head("speed", "speed", before=r"\b(?:speeds?|travell?ing|driving)\b", after=r"\bspeed\b"),
    Head("rain", "length", before=r"\b(?:rain(?:fall)?|precipitation|snow(?:fall)?)\b",
         after=r"\b(?:of )?(?:rain(?:fall)?|precipitation|snow)\b"),
    Head("distance", "length", before=r"\b(?:distance|epicent(?:er|re))\b",
         after=r"\b(?:north|south|east|west|northeast|northwest|southeast|southwest|away|from"
             r"|off)\b"),
    Head("area", "area",
         before=r"\b(?:area|burn(?:ed|t|ing|s)?|scorch\w+|charr\w+|consum\w+|destroy\w+|covering"
             r"|engulf\w+|spread)\b",
         after=r"\b(?:burn(?:ed|t)|scorched|charred|of (?:forest|land|woodland|crops|farmland"
             r"|brush|vegetation)"
               r"|blackened|destroyed|consumed)\b"),
    Head("spilled", "mass", before=r"\b(?:spill\w*|leak\w*|dump\w*)\b", after=r"\bof (?:oil|diesel"
        r"|fuel|crude)\b"),
    Head("seized", "mass", before=r"\b(?:seiz\w+|confiscat\w+|intercept\w+)\b",
         after=r"\bof (?:cocaine|heroin|drugs|methamphetamine|cannabis|marijuana)\b"),
    Head("per share", "money", before=r"\bper share\b", after=r"\b(?:a|per) (?:\w+ )?share\b"),
    Head("writedown", "money", before=r"\b(?:writ(?:e|es|ing|ten) ?(?:down|off)|wrote (?:down|off)"
         r"|writ(?:e|ing)-?(?:down|off)s?|impairments?)\b",
         after=r"\b(?:write-?(?:down|off)s?|impairments?|off the (?:book )?value)\b"),
    Head("dividend", "money", before=r"\bdividends?\b", after=r"\bdividends?\b"),
    Head("fraud", "money", before=r"\b(?:(?:de)?fraud\w*|cheat\w*|swindl\w+|scam\w*)\b",
         after=r"\b(?:fraud|scam)\b"),
    Head("fine", "money", before=r"\b(?:fin(?:es?|ed|ing)|penalt(?:y|ies)|settle(?:d|ment|s)?)\b",
         after=r"\b(?:fines?|penalt(?:y|ies)|settlement)\b"),
    Head("damage", "money", before=r"\b(?:damages?|losses caused|destruction"
        r"|economic loss(?:es)?)\b",
         after=r"\b(?:damages?|economic losses|destruction)\b"),
    Head("deal", "money", before=r"\b(?:offer(?:s|ed|ing)?|bids?|bidding|propos(?:al|ed|ing))\b",
         after=r"\b(?:offer|bid|takeover|proposal)\b"),
    Head("deal", "money", weak=True,
         before=r"\b(?:pay(?:s|ing)?|paid|buy(?:s|ing)?|bought|acquir(?:e|es|ed|ing)|acquisition"
             r"|deal|purchas\w+"
             r"|sell(?:s|ing)?"
                r"|sold|sale|merger|takeover|contract|agreement)\b",
         after=r"\b(?:deal|acquisition|merger|buyout|purchase|contract|agreement|order)\b"),
    Head("revenue", "money", before=r"\b(?:revenues?|sales|turnover)\b",
         after=r"\b(?:revenues?|sales|turnover)\b"),
    Head("profit", "money", before=r"\b(?:(?<!non-)profits?|earnings|net income|earned)\b",
         after=r"\b(?:profits?|earnings|net income)\b"),
    Head("loss", "money", before=r"\b(?:loss|losses of|lost)\b", after=r"\bloss(?:es)?\b"),
    Head("aid", "money", before=r"\b(?:aid|relief|assistance|donat\w+|grants?|pledg\w+|loans?"
        r"|lend\w*|bailout|"
         r"compensation|funding|support package|stimulus)\b",
         after=r"\b(?:aid|relief|assistance|donations?|grants?|loans?|bailout"
               r"|compensation|package|stimulus|rescue)\b"),
    Head("funding", "money", before=r"\b(?:rais(?:ed|es|ing|e)|spen(?:d|ds|t|ding)|invest(?:s|ed"
        r"|ing|ment|ments)?"
        r"|IPO)\b",
         after=r"\b(?:investments?|funding|IPO|fundraising)\b"),
    Head("budget", "money", before=r"\b(?:budget|spending)\b", after=r"\b(?:budget|spending)\b"),
    Head("debt", "money", before=r"\b(?:debts?|liabilities|ow(?:es|ed|ing))\b", after=
        r"\b(?:debts?|liabilities)\b"),
    Head("ransom", "money", before=r"\b(?:ransom)\b", after=r"\bransom\b"),
    Head("stolen", "money", before=r"\b(?:st(?:ole|olen|eal\w*)|theft of|embezzl\w+|heist"
        r"|launder\w+|bribes?)\b",
         after=r"\b(?:stolen|were stolen|embezzled|laundered|in bribes)\b"),
    Head("cost", "money", before=r"\b(?:cost(?:s|ing)?|price tag|estimated at)\b", after=
        r"\b(?:project|scheme|plan|cost)\b"),
    Head("price", "money", before=r"\b(?:price[sd]?|trad(?:ed|ing)|barrel|Brent|crude|closed"
        r"|settled at|oil)\b",
         after=r"\b(?:a|per) (?:barrel|ounce|tonne?|gallon|unit|litre|kilogram)\b|\bprice\b"),
    Head("value", "money", before=r"\b(?:worth|valued?|valu(?:es|ing|ation)|market (?:cap\w*"
        r"|value))\b",
         after=r"\b(?:valuation|market (?:cap\w*|value))\b"),
)  # fmt: skip
