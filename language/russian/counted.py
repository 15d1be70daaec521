"""What numbers count in Russian."""

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
from language.russian.heads import HEADS
from language.russian.morphology import forms_of
from language.russian.nouns import NOUNS

_ABOUT = (
    r"(?:как минимум |по меньшей мере |не менее |не меньше |более |свыше |около |порядка |почти )?"
)

_FOR = (
    r"\b(?:за|на|через|спустя|в течение|почти|около|более|больше|свыше|ровно|цел(?:ый|ую|ые)|дольше"
    r"|длил\w+|длит\w+|шл[аио]|ш[её]л|продолжал\w+|продерж\w+|занял\w*|провел\w*)"
)
_ALONE = r"\b(?! (?:назад|спустя|до|раньше|ранее)\b)"
_PLACES = re.compile(
    r"\b(?:[Вв]о?|[Нн]а|[Пп]од|[Бб]лиз) (?:(?!январ|феврал|март|апрел|ма[йея]|июн|июл|август"
    r"|сентябр|октябр|ноябр|декабр)[а-яё-]+ ){0,3}(?P<place>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*)"
)
_PERIODS = period_table(
    {
        r"\bполчаса\b": ("0.5", "hour"),
        r"\bчетверть(?:ю)? часа\b": ("0.25", "hour"),
        r"\bтри четверти часа\b": ("0.75", "hour"),
        r"\bпол(?:года|угоди[ея])\b": ("0.5", "year"),
        r"\bполвека\b": ("0.5", "century"),
        rf"{_FOR} (?P<span>десятилети[ея]){_ALONE}": ("10", "year"),
        # the accusative says how long, but for "once a week" and "last week"
        r"(?<!\bв )(?<!ую )(?<!эту )(?<!\bза )\bнеделю\b(?! назад)": ("1", "week"),
        **{
            rf"{_FOR} (?P<span>{forms}){_ALONE}": ("1", unit)
            for unit, forms in {
                "minute": "минут[уы]", "hour": "часа?", "day": "день|дня|сутки|суток",
                "week": "недел[юи]", "month": "месяца?", "year": "года?", "century": "века?",
            }.items()
        },
    }
)  # fmt: skip
_NEXT = re.compile(r"[ \u00a0]([^\W\d_]+(?:-[^\W\d_]+)*)")
_AMONG = re.compile(r"[ \u00a0]из(?: всех)? \d[\d ]*(?= )")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MAX_WORDS = 4
_GOVERNED = frozenset({"gent", "datv", "ablt", "loct"})
_NO_NOUNS = frozenset(
    {
        "август", "апрель", "год", "декабрь", "день", "доллар", "евро", "июль", "июнь", "май",
        "март", "месяц", "миллиард", "миллион", "минута", "неделя", "ноябрь", "октябрь",
        "процент", "пункт", "раз", "рубль", "сентябрь", "сутки", "тысяча", "февраль", "фунт",
        "час", "юань", "январь",
    }
)  # fmt: skip


def _noun(text: str, end: int) -> Noun | None:
    """Return the noun that a number governs, past its adjectives."""
    among = _AMONG.match(text, end)
    place = among.end() if among else end
    for _ in range(_MAX_WORDS):
        following = _NEXT.match(text, place)
        if following is None:
            return None
        place = following.end()
        forms = forms_of(following[1])
        for form in forms:
            if form.lemma in _NO_NOUNS:
                return None
            if form.lemma in NOUNS:
                found = NOUNS[form.lemma]
                own = place if found[0] == "people" else None
                return Noun(*found, place, following[1], own)
        noun = next((f for f in forms if f.part == "NOUN" and f.case in _GOVERNED), None)
        if noun and not noun.name:
            return Noun(noun.lemma, None, place, following[1])
        if forms[0].part not in {"ADJF", "PRTF"}:
            return None
    return None


def _ranked(text: str, end: int) -> str:
    """Return the dictionary form of the word that an ordinal stands before."""
    following = _NEXT.match(text, end)
    return forms_of(following[1])[0].lemma if following else ""


def _role(text: str, start: int, end: int, first: int, last: int) -> str:
    """Return the verb that is nearest to a counted noun."""
    before = _WORDS.findall(text, max(first, start - 60), start)[-_MAX_WORDS:]
    after = _WORDS.findall(text, end, min(last, end + 60))[:_MAX_WORDS]
    for word in (*reversed(before), *after):
        form = forms_of(word)[0]
        if form.part in {"VERB", "PRTS", "INFN"}:
            return form.lemma
    return ""


COUNTED = Counted(
    heads=HEADS,
    negated=re.compile(r"(?<![^\W\d_])(?:не|никто|нет)\s", re.IGNORECASE),
    joints=re.compile(
        r"(?:[,;:](?!\d)\s*)?(?<![^\W\d_])(?:и|а|но|когда|котор\w+|после|при этом|также|что)"
        r"(?![^\W\d_])|[,;:](?!\d)|\s[–—-]+\s",
        re.IGNORECASE,
    ),
    bare_after=re.compile(r"(?: (?:человек\w*|тысяч\w*))?(?:[.,;!?]|$)", re.IGNORECASE),
    kinds={
        "aftershock": re.compile(
            r"\b(?:афтершок\w*|повторн\w+ толчк\w+|повторн\w+ землетряс\w+)",
            re.I,
        )
    },
    bounding=Bounding(
        more_than_before=re.compile(
            r"(?<!не )\b(?:более(?: чем)?|свыше|больше|превыс\w+|превыша\w+)(?: у| в)? $",
            re.IGNORECASE,
        ),
        about_before=re.compile(
            r"\b(?:около|порядка|примерно|приблизительно|почти|где-то) $", re.I
        ),
        differences_before=re.compile(r"\bна \w+ (?:больше|меньше),? чем $", re.IGNORECASE),
    ),
    parts=Parts(
        before=re.compile(
            r"\b(?:в том числе|включая|среди (?:них|погибших|пострадавших|раненых|жертв)"
            rf"(?: —| -|:)?|из них|в их числе|из которых|среди которых) {_ABOUT}$",
            re.IGNORECASE,
        ),
        after=re.compile(
            r"\s(?:из (?:них|погибших|пострадавших|раненых|которых)"
            r"|(?:\w+ )?в (?:тяж[её]лом|критическом|крайне тяж[её]лом) состоянии|(?:\w+ )?тяжело"
            r"|дет(?:ей|и)\b|реб[её]н\w+)",
            re.IGNORECASE,
        ),
        wholes_before=re.compile(r"\b(?:из(?: всех)?) $", re.IGNORECASE),
        more_before=re.compile(r"\b(?:ещ[её]|дополнительно|новых) $", re.IGNORECASE),
        more_after=re.compile(r"\s(?:дополнительн|нов)\w+", re.IGNORECASE),
    ),
    relative=Relative(
        changes_before=re.compile(
            r"\b(?:вырос|увелич|возрос|подня|повы[сш]|сни[зж]|уменьш|сокра[тщ]|упа|подорож|подешев"
            rf"|раст|рост|паден)\w*(?: \w+){{0,3}} на {_ABOUT}$",
            re.IGNORECASE,
        ),
        rates_after=re.compile(
            r"\s(?:\w+ ){0,2}?(?:(?:в|за|каждый|каждую) (?:день|сутки|год|месяц|час|неделю)\b"
            r"|на (?:\d|тысяч|душу|100)|ежедневно|ежегодно|раз\b|лет\b|процентн|пункт)",
            re.IGNORECASE,
        ),
        differences_after=re.compile(r"\s(?:больше|меньше),? чем\b", re.IGNORECASE),
        multiples=re.compile(r"(?:вдвое|втрое|вчетверо|дважды|трижды)", re.IGNORECASE),
        speeds_after=re.compile(r" ?(?:в час|/ч)\b"),
    ),
    times=Times(
        old_before=re.compile(
            r"\b(?:(?:вместо|а не|по сравнению с|было|прежн\w+ \w+|раньше|ранее|до этого"
            r"|первоначально|накануне|изначально)(?: \w+){0,4}|"
            r"(?:вырос\w*|увелич\w+|возрос\w*|сниз\w+|повыс\w+|\w+л[аио]?сь) со?|против|со?)"
            rf" {_ABOUT}$",
            re.IGNORECASE,
        ),
        old_opening=re.compile(
            r"(?:Ранее|Прежде|Накануне|В (?:предыдущей|прежней|первой|ранней|более ранней) версии"
            r"|(?:Ещё )?(?:\w+ )?(?:неделю|недели|дня|дней) назад|Перво(?:е|й|начальн\w+) "
            r"(?:предложени\w+|заявк\w+|цен\w+|оценк\w+))\b"
        ),
        old_after=re.compile(
            r"\s(?:\w+ ){0,2}?(?:ранее|накануне|годом ранее|дн[её]м ранее|первоначально)\b",
            re.IGNORECASE,
        ),
        moved_before=re.compile(
            r"\b(?:(?:вырос|увелич|возрос|подня|повыс|сниз|уменьш|сократ|пересмотр|уточн"
            r"|скорректир)\w*(?: \w+){0,3} до|(?:достиг|превыс)\w*(?: \w+)?|теперь|уже|до)"
            rf" {_ABOUT}$",
            re.IGNORECASE,
        ),
        feared=re.compile(
            r"\b(?:опаса\w+|мо(?:жет|гут|гл[аио]|г)\b|возможно|предполож\w+|вероятно|угроз\w+"
            r"|(?<!против )ожида\w+|прогноз\w+|если|бы\b|риск\w*|рассчита\w+|планир\w+"
            r"|уч(?:ения|ений)\b|опроверг\w+)",
            re.IGNORECASE,
        ),
        earlier=re.compile(
            r"\b(?:в прошл\w+ (?:год|месяц)\w*|прошлогодн\w+|(?:год|лет|года|месяц\w*) назад"
            r"|годом ранее|с начала (?:года|войны|конфликта|сезона|месяца|эпидемии|вторжения)"
            r"|предыдущ\w+ (?:\w+ )?(?:землетряс\w+|теракт\w*|авари\w+|взрыв\w*|катастроф\w+"
            r"|пожар\w*|выбор\w*)|за последни\w+|в истории|ежегодно|годовщин\w+)",
            re.IGNORECASE,
        ),
        records=re.compile(
            r"\b(?:сам\w+ \w+|крупнейш\w+|сильнейш\w+|перв\w+|худш\w+) [^,.]{0,60}(?:со?|за) ",
            re.I,
        ),
        then=re.compile(r"\b(?:когда|котор\w+|тогда)\b", re.IGNORECASE),
        now=re.compile(r"\s*(?:сейчас|уже|пока|на данный момент|теперь)\b", re.IGNORECASE),
        corrects_before=re.compile(rf"\b(?:вместо|а не)(?: \w+){{0,3}} {_ABOUT}$", re.IGNORECASE),
    ),
    hands=Hands(
        voices={
            "police": re.compile(r"\b(?:полици\w+|МВД|полицейск\w+)\b", re.IGNORECASE),
            "organisers": re.compile(r"\bорганизатор\w*", re.IGNORECASE),
            "employer": re.compile(
                r"\b(?:администраци\w+|руководств\w+|компани\w+|работодател\w+|аэропорт\w*)", re.I
            ),
            "aid agencies": re.compile(r"\b(?:ООН|Красн\w+ Крест\w*|Красн\w+ Полумесяц\w*)"),
            "lawyers": re.compile(r"\bадвокат\w*", re.IGNORECASE),
            "union": re.compile(r"\bпрофсоюз\w*", re.IGNORECASE),
            "opposition": re.compile(
                r"\b(?:оппозиц\w+|активист\w*|правозащитник\w*)", re.IGNORECASE
            ),
            "government": re.compile(
                r"\b(?:правительств\w+|министерств\w+|власт\w+|минздрав\w*|МЧС)", re.I
            ),
        },
        says=re.compile(
            r"\b(?:говор\w+|по данным|заявля\w+|заяви\w+|сообща\w+|сообщи\w+|называ\w+|утвержда\w+"
            r"|насчита\w+|по оценк\w+|вдвое|втрое)\b",
            re.IGNORECASE,
        ),
        says_after=re.compile(r",? (?:по данным|по оценк|говор|заяв|сообщ)", re.IGNORECASE),
        others=re.compile(
            r"\b(?:Красн\w+ Крест\w*|ООН|мэр\w*|береговая охрана|военны[ех]|врач\w*|очевидц\w+"
            r"|страховщик\w*|институт\w*|регулятор\w*|организатор\w*|профсоюз\w*|полици\w+"
            r"|министерств\w+|правительств\w+|оппозици\w+|компани\w+|МЧС|МВД|ведомств\w+)\b",
            re.IGNORECASE,
        ),
    ),
    units=Units(
        no_year_after=re.compile(
            r"[ \u00a0](?:человек\w*|жител\w+|домов|дома|семей|сотрудник\w*|рабоч\w+|военн\w+"
            r"|гектар\w*|участник\w*|пассажир\w*|пожарн\w+|эвакуир\w+|погибш\w+|пострадавш\w+)",
            re.IGNORECASE,
        ),
        periods=_PERIODS,
        asks_before=re.compile(
            r"\b(?:прос|треб|запро|запраш|предлаг|предлож|соглас|хоч|хот|доби)\w*"
            r"(?: (?:лишь|только|на))* $",
            re.IGNORECASE,
        ),
        shares_of=re.compile(r"\s"),
    ),
    alone=Alone(
        scores=re.compile(r"(?<![\w.,:–-])\d{1,3}[-–:]\d{1,3}(?![\w–-]|[.,:]\d)"),
        grave_after=re.compile(
            r"\s(?:\w+ ){0,3}?(?:в (?:крайне )?(?:тяж[её]лом|критическом)|тяжело ран|критическ\w+"
            r"|(?:\w+ )?врачи называют критическ)"
        ),
        points=re.compile(
            r"\s(?:(?:процентн\w+ )?(?:пункт\w*|п\. ?п\.)|(?P<hundredth>базисн\w+ пункт\w*"
            r"|б\. ?п\.))",
            re.IGNORECASE,
        ),
        parts_of_a_point=period_table(
            {r"\bпол(?:овин[уы] )?(?:процентного )?пункта\b": ("0.5", "point")}
        ),
        ranked=_ranked,
    ),
    places=Places(
        names=lambda text: (match.span("place") for match in _PLACES.finditer(text)),
        after=re.compile(r"(?: из них)?(?: человек\w*)?(?: —| -)? (?:во?|на|под) (?:\w+ )?[А-ЯЁ]"),
        before=re.compile(
            r"\b(?:[Вв]о?|[Нн]а|[Пп]од) (?:\w+ )?[А-ЯЁ][\w-]+(?: —| -|,)? (?:ещ[её] )?$"
        ),
    ),
    people=People(
        not_before=re.compile(
            r"\b(?:в|во|на|через|после|с|около|лет|дом|рейс\w*|статья|статье|трасс\w+|школ\w+|№) $",
            re.IGNORECASE,
        ),
        not_after=re.compile(
            r"[ \u00a0-](?!рабочих мест)(?:(?:\w+ )?(?:дом(?:а|ов|ах)?\b|здани\w+|автомобил\w+"
            r"|автомашин\w*|машин\w*|автобус\w*|сел(?:а|о|ах)?\b|деревн\w+|город(?:а|ов|ах)?\b"
            r"|регион\w*|район\w*|област\w+|стран(?:ы|ах)?\b|школ\w*|раз(?:а|)?\b|случа\w+|удар\w*"
            r"|ракет\w*|дрон\w*|беспилотник\w*|БПЛА|рейс\w*|судов|суд(?:на|но)\b|корабл\w+"
            r"|самол[её]т\w*|вертол[её]т\w*|предприят\w+|объект\w*|компани\w+|населенн\w+"
            r"|населённ\w+|атак\w*|взрыв\w*|выстрел\w*|голов\b|квартир\w*|балл\w*|очк\w*"
            r"|мест(?:о|а)?\b|этаж\w*|голос\w*|лет\b|год(?:а)?\b|час\w*|минут\w*|дн(?:я|ей)\b"
            r"|сут\w+|процент\w*|январ|феврал|март|апрел|ма[яй]\b|июн|июл|август|сентябр|октябр"
            r"|ноябр|декабр|млн|рубл))|[:/]\d|%|-(?:летн|этажн|го\b|й\b|я\b|е\b|м\b)",
            re.IGNORECASE,
        ),
    ),
    noun=_noun,
    listed=frozenset({"имя", "фамилия"}),
    role=_role,
    adjusted=re.compile(
        r"\b(?:скорректированн\w+|без уч[её]та|за вычетом|исключая|разов\w+)\b", re.IGNORECASE
    ),
)
"""How Russian says what it counts."""
