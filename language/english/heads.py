"""Words that say what a number counts, in English."""

from __future__ import annotations

from language.counted.count import Head
from language.counted.heads import either_side

_BE = r"(?:(?:were|was|been|being|are|is|be|got|get|left|reported|confirmed)(?: \w+){0,2} )"
_NO_OBJECT = (
    r"(?! (?:an?|the|his|her|their|its|at least|more than|some|dozens|hundreds|him|them)\b)"
)
_NO_NUMBER = r"(?! (?:\d|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b))"


def _done(participles: str) -> str:
    """Return the pattern of what has been done to those who were counted."""
    return rf"{_BE}(?:{participles})\b|(?:{participles})\b{_NO_OBJECT}{_NO_NUMBER}"


def _number(of: str) -> str:
    return rf"(?:number|count|total|tally|toll) of (?:the |those |people )?(?:\w+ )?(?:{of})"


_NO_MORE = (
    r"(?! (?:\w+ ){0,2}(?:were|was|are|have|had|has|has been|have been) (?:\w+ ){0,2}"
    r"(?:found|freed|rescued|saved|reached|released|brought|pulled|airlifted|evacuated)\b)"
)
"""*Trapped miners were freed* counts the freed."""

HEADS = (
    Head("convicted", "people", before="convict(?:s|ed|ing)|found guilty",
         after=_done("convicted") + "|guilty|convictions"),
    Head("charged", "people", before="indict(?:s|ed|ing)|charg(?:es|ed|ing)(?! with)",
         after=_done("charged|indicted|accused|on trial")),
    Head("deported", "people", before=r"(?:deport|expel)\w*",
         after=_done("deported|expelled|turned back|sent back")),
    Head("affected", "people", before="affect(?:s|ed|ing)",
         after="affected|in need of (?:aid|help|food|shelter)"),
    Head("vaccinated", "people", before="(?:vaccinat|inoculat|immuni[sz])(?:ed|ing)",
         after=_done("vaccinated|inoculated|immuni[sz]ed")),
    Head("without water", "people", before=r"without (?:\w+ )?water\b(?! for)",
         after=r"(?:without|no) (?:\w+ )?water"),
    Head("capacity", "people",
         before="(?:licen[sc]ed|certified|allowed|designed|built|meant|able) "
                "(?:to (?:carry|hold|take|seat)|for)|(?:capacity|room|space) (?:of|for)",
         after="capacity"),
    Head("expected", "money",
         before=r"(?:expected|forecast|estimated|consensus of)\b(?= [$£€\d])",
         after=r"(?:that |which )?(?:\w+ )?(?:analysts|economists|markets?|investors|brokers)"
               r"(?: \w+)? (?:expected|forecast|predicted|estimated)|expected by"),
    Head("abstentions", "things", before="abstentions?",
         after="abstentions?|abstained|abstaining"),
    Head("votes against", "things", before="votes? to|vot(?:ed|es?|ing) against"),
    Head("drones", "things", after="drones|unmanned aerial vehicles|UAVs"),
    Head("sought", "time",
         before=r"(?:prosecut(?:ors?|ion)|prosecuting)\b[^.;]{0,40}?\b"
                r"(?:ask|seek|sought|demand|request|call|want)\w*"),
    Head("deficit", "share", before="deficit|shortfall", after="deficit"),
    either_side("deficit", "money", "deficit|shortfall"),
    either_side("tariff", "share", "tariffs?|dut(?:y|ies)|lev(?:y|ies)"),
    Head("pay rise", "share",
         before="(?:pay|wages?|salar(?:y|ies))(?: (?:rise|increase|hike|raise|deal|offer)s?)?",
         after="more pay|higher pay|(?:pay|wage|salary) (?:rise|increase|hike|raise)|raise"),
    Head("approval", "share", before="(?:approval|support|popularity)(?: rating)?",
         after="approval|support"),
    Head("effectiveness", "share", before="efficacy|effectiveness",
         after="effective|efficacy|protection"),
    Head("capacity", "share", before="capacity", after="full|of capacity|capacity"),
    Head("remaining", "length", before="still|within",
         after="to go|left|remaining|remain|from (?:the )?(?:trapped|miners|survivors|men)"),
    Head("water level", "length", before=r"water|flood\w*|crest\w*|tide"),
    Head("altitude", "length", before="(?:flying|orbit|cruising) (?:at|of)"),
    Head("fall", "length", before=r"fell|fall(?:ing)?|plung\w+|drop(?:ped|ping)?"),
    Head("spilled", "volume", before=r"spill\w*|leak\w*",
         after="leaked|spilled|of (?:oil|crude|diesel|fuel)"),
    Head("output", "volume", before="output|production|produc(?:es|ing|ed)"),
    Head("output", "power", before=r"capacity|output|generat\w+", after="capacity"),
    Head("emissions", "mass", before=r"emissions?|emitt?\w*",
         after="of (?:CO2|carbon|greenhouse)"),
    Head("compensation", "money", before=r"awarded|compensat\w+|in damages of|damages of",
         after="in (?:punitive |compensatory )?damages|in compensation|compensation"),
    either_side("bail", "money", "bail"),
    either_side("reward", "money", "reward"),
    Head("pay", "money", before="wages?|salar(?:y|ies)|minimum wage|bonus(?:es)?",
         after="wage|salary|bonus"),
    Head("tax", "money", before="tax(?:es)?|tariffs?|lev(?:y|ies)", after="tax"),
    Head("fee", "money", before="fees?|tickets?|fares?|tolls?|transfer fee",
         after="fee|ticket|fare"),
    either_side("prize", "money", "prize|jackpot"),
    Head("aid", "money", before="lent"),
    Head("stolen", "money", before="made off with|got away with|loot|haul",
         after="robbery|theft|heist"),
    Head("deal", "money", before=r"fetch\w*|auction\w*"),
    Head("dead", "people",
         before="kill(?:s|ed|ing)?|claim(?:s|ed|ing)? the lives of|tak(?:e|es|ing) the lives of"
                "|claim(?:s|ed|ing)|took the lives of|(?:death|fatality) (?:toll|count)|deaths"
                "|fatalities|dead|died|toll(?! of (?:injur|wound|miss))|executed|executing"
                "|shot dead|drowned|"
         + _number("dead|deaths|fatalities|killed|victims|dying|bodies"),
         after=_done("killed|slain|murdered|executed|crushed to death|shot dead|burned to death")
         + "|brought (?:up|out|ashore) dead|(?:pulled|carried) out dead|dead|died|dies|die"
           "|deaths?|fatalities|perish(?:ed)?|lives|bodies|lost their lives|drown(?:ed)?"
           "|succumbed|corpses|fatally"),
    Head("injured", "people",
         before="injur(?:e|es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?|maim(?:ed|ing)|injuries"
                "|casualties among|"
         + _number("injured|injuries|wounded|hurt"),
         after=_done("injured|wounded|hurt|maimed|burned|treated for (?:injuries|wounds|burns)")
         + r"|(?:taken|rushed|flown|brought|admitted) to (?:\w+ ){0,2}hospitals? with (?:\w+ )?"
           "(?:burns|injuries|wounds|fractures)|injuries|casualties"
           r"|suffered (?:\w+ ){0,2}(?:injuries|burns|wounds)|sustained (?:\w+ ){0,2}injuries"),
    Head("missing", "people", before="missing|unaccounted for|" + _number("missing"),
         after=rf"missing\b{_NO_MORE}|presumed (?:dead|drowned|killed)|unaccounted for"
               "|disappeared|vanished|(?:not|never|yet to) (?:been |be )?found"),
    Head("missing", "people",
         before="(?:look(?:ing)?|search(?:ing|ed)?|hunt(?:ing)?) for|fate of", after="unknown"),
    Head("trapped", "people", before="trap(?:ped|ping)",
         after=rf"(?:trapped|buried|cut off)\b{_NO_MORE}"),
    Head("trapped", "people", after="underground|under (?:the )?rubble", weak=True),
    Head("alive", "people", before="alive", after="alive|living"),
    Head("arrested", "people",
         before=r"arrest(?:s|ed|ing)|detain(?:s|ed|ing)?|arrests|detentions|apprehend\w*"
                "|in custody|jailed|rounded up|"
         + _number("arrests|arrested|detained|detainees"),
         after=_done("arrested|detained|apprehended|taken into custody|rounded up"
                     "|held (?:in custody|by police|for questioning)")
         + "|arrests|detentions|detainees|suspects"),
    Head("evacuated", "people",
         before="evacuat(?:e|es|ed|ing)|evacuation of|" + _number("evacuated|evacuees"),
         after=_done("evacuated|moved to safety|ordered to (?:leave|evacuate)"
                     "|told to (?:leave|evacuate)")
         + "|evacuees|evacuations|fled|flee|evacuate"),
    Head("evacuated", "people",
         before="forc(?:ed|es|ing)|mov(?:ed|ing)|relocat(?:ed|ing)|shelter(?:s|ed|ing)?",
         after=_done("relocated|moved(?: inland| out)?|sheltered")
         + "|to leave|out of their homes|from their homes|left their homes|in shelters"
           "|sleeping (?:in|on)|spent the night in (?:schools|shelters|gyms|tents)"),
    Head("displaced", "people",
         before="displac(?:es|ed|ing)|displacement of|uproot(?:ed|ing)|"
         + _number("displaced|refugees"),
         after=_done("displaced|uprooted") + "|displaced|refugees"),
    Head("homeless", "people", before="homeless|" + _number("homeless"),
         after="homeless|(?:have |had )?lost their homes|without (?:homes|shelter)"),
    Head("rescued", "people",
         before="rescu(?:e|es|ed|ing)|sav(?:ed|ing)|pull(?:ed|ing) out|survivors"
                "|pluck(?:ed|ing)|airlift(?:ed|ing)|winch(?:ed|ing)|brought (?:ashore|up|out)"
                "|picked up|"
         + _number("rescued|survivors"),
         after=_done("rescued|saved|pulled (?:out|alive|from)|freed|found alive|plucked"
                     "|airlifted|winched|brought (?:ashore|up|out|to (?:the surface|safety))"
                     "(?! dead)|picked up")
         + "|survivors|survived"),
    Head("hospitalised", "people",
         before="hospitali[sz](?:ed|ing)|treat(?:s|ed|ing)|to hospitals?|"
         + _number(r"hospitali[sz]\w+|patients"),
         after=_done("hospitali[sz]ed|taken to (?:the |a |local |nearby )?hospitals?|treated"
                     "|admitted")
         + "|in (?:the )?hospitals?|remain(?:ed)? in hospital|to (?:the )?hospitals?"),
    Head("infected", "people",
         before="infect(?:ed|ing)|sicken(?:ed|ing)|infections|cases|case count|tested positive|"
         + _number(r"(?:\w+ )?(?:cases|infections|infected)"),
         after="infections|infected|cases|tested positive|fell ill|fallen ill|sickened"
               "|were sick|became ill"),
    Head("hostages", "people",
         before=r"(?:hostages?|hold(?:s|ing)|abduct(?:ed|ing)|kidnap(?:ped|ping))\b",
         after="hostages|captives|" + _done("abducted|kidnapped|taken hostage"), ended=True),
    Head("aboard", "people", after="passengers|crew members|crew", weak=True),
    Head("aboard", "people", before="(?:number|people|passengers) (?:aboard|on board)"),
    Head("aboard", "people",
         before=r"(?:carrying|with)\b(?= \D{0,20}\d[^.]{0,50}\b(?:aboard|on board))|carrying",
         after="aboard|on board"),
    Head("participants", "people",
         before="crowd|turnout|attendance|protesters|demonstrators|participants|marchers",
         after="protest(?:e|o)rs|demonstrators|marchers|participants|rallied|marched|turned out"
               "|watched|attended|had come|came out(?! of)|turned up|people came|attendees"
               "|took part|took to the streets|took to streets|demonstrated|protested|gathered"
               "|joined (?:the|a) (?:march|rally|protest|demonstration)|spectators|took to"),
    Head("participants", "people", before="walkout by",
         after="walked (?:out|off)|(?:went|go|going|are|were) on strike|downed tools|striking"
               "|strikers|joined the strike"),
    Head("jobs cut", "people",
         before=r"(?:lay(?:ing|s)? off|laid off|layoffs(?: of)?|job cuts|sack(?:s|ed|ing)?)\b"
                "|(?:cut(?:s|ting)?|slash(?:es|ed|ing)?|ax(?:es?|ed|ing)|eliminat(?:es?|ed|ing)"
                r"|shed(?:s|ding)?|dismiss(?:ed|ing)?)\b(?=[^.;]{0,45}\b"
                r"(?:jobs|positions|roles|posts|employees|workers|staff)\b)",
         after="job (?:cuts|losses)|layoffs|redundanc(?:ies|y)|(?:jobs|positions|roles|posts) "
               "(?:(?:will|would|to|are|were|have|being|be|been) )*"
               "(?:go|cut|lost|axed|eliminated)|"
         + _done("laid off|made redundant|sacked|dismissed"), ended=True),
    Head("buildings", "things", before="(?:destroy|damag|flatten|level)(?:s|ed|ing|ling)",
         after="homes|houses|buildings|dwellings|structures|properties"),
    Head("released", "people", before="releas(?:es|ed|ing)|swap(?:ped|ping)?",
         after=_done("released|exchanged|pardoned")),
    Head("stranded", "people", before="strand(?:ed|ing)|marooned",
         after=rf"(?:stranded|stuck|marooned)\b{_NO_MORE}"),
    Head("infected", "people", before="poison(?:ed|ing)|quarantin(?:ed|ing)",
         after=_done("poisoned|quarantined") + "|in quarantine|ill|sick"),
    Head("deployed", "people", before="deploy(?:s|ed|ing)|mobili[sz](?:es|ed|ing)",
         after="rescuers|troops|soldiers|police officers|officers|rescue workers", weak=True),
    Head("recalled", "things", before="recall(?:s|ed|ing)?", after="recalled"),
    Head("users", "things", after="subscribers|members|viewers"),
    Head("animals", "things", after="animals|cattle|sheep|cows|birds|pigs|chickens|livestock"),
    Head("missiles", "things", after="missiles|rockets|shells"),
    Head("shops", "things", after="shops|stores|branches|restaurants"),
    Head("villages", "things", after="villages|settlements|hamlets"),
    Head("vehicles", "things", after="cars|vehicles|trucks|lorries|coaches|carriages|wagons"),
    Head("records", "things", before="records of", after="records|accounts|files|users"
                                                         "|customers"),
    Head("artworks", "things", after="paintings|canvases|artworks|works of art|pictures"),
    Head("aircraft", "things", after="aircraft|planes|helicopters|jets"),
    Head("ships", "things", after="ships|vessels|boats|tankers"),
    Head("schools", "things", after="schools"),
    Head("jobs cut", "things", before=r"loss of\b(?=[^.;]{0,25}\bjobs)",
         after="jobs (?:lost|cut)"),
    Head("retirement age", "things", before="(?:retirement|pension) age"),
    Head("firefighters", "things", after="fire(?:fighters|men)"),
    Head("flights", "things", after="flights|departures"),
    Head("customers without power", "things",
         after="(?:homes|households|customers|people|houses|residents)(?: and businesses)?"
               r"(?: (?:were|are|was|remain\w*|left))* without (?:power|electricity)|lost power"
               "|without (?:power|electricity)"),
    Head("customers without power", "things",
         before="(?:cut(?:ting)?|lost|without|no) (?:power|electricity)(?: (?:to|for|in))?"
                "|power (?:cuts?|outages?)(?: (?:to|for|in))?"),
    Head("votes for", "things", before=r"(?:approved|passed|voted|vote)(?: \w+)? (?:by|of)?",
         after=r"(?:votes?|(?:lawmakers |members )?voted)(?: to \d+)? (?:in favou?r|for)"),
    Head("votes against", "things",
         after="(?:votes?|voted|voting) against|(?:were |was )?against"
               r"(?=[.,;)]|$| (?:and|with)\b)",
         ended=True),
    either_side("seats", "things", "seats"),
    Head("strikers' share", "share", before="strik(?:ers|ing)",
         after="on strike|walked out|striking|joined the strike|taking part"),
    Head("share price", "share", before="shares|stock"),
    either_side("turnout", "share", "turnout"),
    Head("vote share", "share",
         before="(?<!the )won|winning|wins?|received|took|taking|garnered|secured|got|with"
                "|polled|stood at|tally|figure for|lead(?:s|ing)?",
         after="of (?:the )?(?:vote|votes|ballots|valid votes)|votes?"),
    Head("votes counted", "share",
         after="(?:of (?:the )?(?:ballots|votes|precincts) (?:were |had been |have been )?)?"
               "(?:counted|tallied|reporting|processed)"),
    Head("interest rate", "share",
         before="(?<!exchange )(?<!inflation )(?<!jobless )(?<!unemployment )(?<!growth )"
                "(?<!birth )rates?",
         after="interest rate|rate"),
    Head("inflation", "share", before="inflation|prices|CPI", after="inflation"),
    Head("unemployment", "share", before="unemployment|jobless rate", after="unemployment"),
    Head("growth", "share", before="GDP|gross domestic product|economy|economic growth",
         after="growth|economic growth"),
    either_side("contained", "share", "contain(?:ed|ment)"),
    Head("stake", "share", before=r"(?:stake|holding)(?: \w+)? of",
         after="stake|holding|of (?:the |its )?shares"),
    Head("magnitude", "things",
         before="magnitude|measur(?:ed|ing)|preliminary magnitude"
                r"|(?:earth)?quake (?:at|as)(?= [3-9]\.\d\b)|M(?=\d)|Mw?\s",
         after="[- ](?:magnitude|on the (?:Richter|moment|open-ended))", ended=True),
    either_side("retirement age", "time", "(?:retirement|pension) age"),
    Head("sentence", "time",
         before=r"sentenc\w+|jail(?:s|ed|ing)?|imprison\w*|prison (?:term|sentence)s?(?: of)?"
                "|prison|jail",
         after="in (?:prison|jail|a penal colony)|behind bars|prison|jail|imprisonment"
               "|sentences?"),
    Head("age", "time", before="aged?", after=r"(?<=year)-old|(?<=years )\bold"),
    Head("duration", "time",
         before="last(?:s|ed|ing)?|interrupted for|held up for|delayed (?:by|for)|siege of"
                "|standoff of|halted for|stopped for|suspended for|took",
         after="siege|standoff|hostage-taking|interruption|delay|strike|walkout|stoppage"),
    Head("magnitude", "things",
         before=r"(?:Geological Survey|USGS|seismolog\w+|geophysical)\b"
                r"(?=[^.;]{0,50}?\b[3-9]\.\d\b)"),
    Head("water level", "length", before=r"water levels?|river|level|waves?|surge|crest\w*",
         after="above (?:normal|flood)|waves?"),
    Head("depth", "length", before="depth",
         after="deep|depth|below (?:the )?(?:sea|surface|ground)|underground"),
    Head("altitude", "length", before="altitude|height|elevation",
         after="high|tall|altitude|into the (?:air|sky)"),
    Head("length", "length", before="length|stretch(?:es|ing)|hole|gash|crack|breach",
         after="long|-long"),
    Head("wind", "speed", before="winds?|gusts?|gusting|blowing", after="winds?|gusts"),
    Head("speed", "speed", before="speeds?|travell?ing|driving", after="speed"),
    Head("rain", "length", before="rain(?:fall)?|precipitation|snow(?:fall)?",
         after="(?:of )?(?:rain(?:fall)?|precipitation|snow)"),
    Head("distance", "length", before="distance|epicent(?:er|re)",
         after="north|south|east|west|northeast|northwest|southeast|southwest|away|from|off"),
    Head("area", "area",
         before=r"area|burn(?:ed|t|ing|s)?|scorch\w+|charr\w+|consum\w+|destroy\w+|covering"
                r"|engulf\w+|spread",
         after="burn(?:ed|t)|scorched|charred|of (?:forest|land|woodland|crops|farmland|brush"
               "|vegetation)|blackened|destroyed|consumed"),
    Head("spilled", "mass", before=r"spill\w*|leak\w*|dump\w*",
         after="of (?:oil|diesel|fuel|crude)"),
    Head("seized", "mass", before=r"seiz\w+|confiscat\w+|intercept\w+",
         after="of (?:cocaine|heroin|drugs|methamphetamine|cannabis|marijuana)"),
    Head("per share", "money", before="per share", after=r"(?:a|per) (?:\w+ )?share"),
    Head("writedown", "money",
         before="writ(?:e|es|ing|ten) ?(?:down|off)|wrote (?:down|off)"
                "|writ(?:e|ing)-?(?:down|off)s?|impairments?",
         after="write-?(?:down|off)s?|impairments?|off the (?:book )?value"),
    either_side("dividend", "money", "dividends?"),
    Head("fraud", "money", before=r"(?:de)?fraud\w*|cheat\w*|swindl\w+|scam\w*",
         after="fraud|scam"),
    Head("fine", "money", before="fin(?:es?|ed|ing)|penalt(?:y|ies)|settle(?:d|ment|s)?",
         after="fines?|penalt(?:y|ies)|settlement"),
    Head("damage", "money", before="damages?|losses caused|destruction|economic loss(?:es)?",
         after="damages?|economic losses|destruction"),
    Head("deal", "money", before="offer(?:s|ed|ing)?|bids?|bidding|propos(?:al|ed|ing)",
         after="offer|bid|takeover|proposal"),
    Head("deal", "money",
         before="pay(?:s|ing)?|paid|buy(?:s|ing)?|bought|acquir(?:e|es|ed|ing)|acquisition|deal"
                r"|purchas\w+|sell(?:s|ing)?|sold|sale|merger|takeover|contract|agreement",
         after="deal|acquisition|merger|buyout|purchase|contract|agreement|order", weak=True),
    either_side("revenue", "money", "revenues?|sales|turnover"),
    Head("profit", "money", before="(?<!non-)profits?|earnings|net income|earned",
         after="profits?|earnings|net income"),
    Head("loss", "money", before="loss|losses of|lost", after="loss(?:es)?"),
    Head("aid", "money",
         before=r"aid|relief|assistance|donat\w+|grants?|pledg\w+|loans?|lend\w*|bailout"
                "|compensation|funding|support package|stimulus",
         after="aid|relief|assistance|donations?|grants?|loans?|bailout|compensation|package"
               "|stimulus|rescue"),
    Head("funding", "money",
         before="rais(?:ed|es|ing|e)|spen(?:d|ds|t|ding)|invest(?:s|ed|ing|ment|ments)?|IPO",
         after="investments?|funding|IPO|fundraising"),
    either_side("budget", "money", "budget|spending"),
    Head("debt", "money", before="debts?|liabilities|ow(?:es|ed|ing)", after="debts?"
                                                                             "|liabilities"),
    either_side("ransom", "money", "ransom"),
    Head("stolen", "money",
         before=r"st(?:ole|olen|eal\w*)|theft of|embezzl\w+|heist|launder\w+|bribes?",
         after="stolen|were stolen|embezzled|laundered|in bribes"),
    Head("cost", "money", before="cost(?:s|ing)?|price tag|estimated at",
         after="project|scheme|plan|cost"),
    Head("price", "money",
         before="price[sd]?|trad(?:ed|ing)|barrel|Brent|crude|closed|settled at|oil",
         after="(?:a|per) (?:barrel|ounce|tonne?|gallon|unit|litre|kilogram)|price"),
    Head("value", "money", before=r"worth|valued?|valu(?:es|ing|ation)|market (?:cap\w*|value)",
         after=r"valuation|market (?:cap\w*|value)"),
)  # fmt: skip
