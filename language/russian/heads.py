"""Words that say what a number counts, in Russian."""

from __future__ import annotations

from language.counted.count import Head

_B = r"(?<![^\W\d_])"


def _any(what: str, words: str, before: str = "", after: str = "") -> Head:
    """Return a head that stands on either side of its number, as Russian leaves free."""
    both = rf"{_B}(?:{words})"
    return Head(
        what,
        "people",
        before=rf"{both}|{_B}(?:{before})" if before else both,
        after=rf"{both}|{_B}(?:{after})" if after else both,
    )


HEADS = (
    _any("convicted", r"осужден[ыо]\b|осуждён[ыо]\b|признан[ыо] виновн\w+|виновн\w+"),
    _any("charged", r"обвинени\w+ предъявл\w+|предъявл\w+ обвинени\w+|обвиня\w+"),
    _any("deported", r"депортир\w+|высла\w+|выдвор\w+"),
    _any("affected", r"затронул\w*|затронут\w*|нужда\w+ в помощи"),
    _any("vaccinated", r"привит\w*|вакцинирова\w+|привили"),
    _any("without water", r"без (?:питьевой )?воды"),
    _any("capacity", r"рассчитан\w* на|вместимост\w+|вмеща\w+"),
    Head("abstentions", "things", before=rf"{_B}воздержал\w+", after=rf"{_B}воздержал\w+"),
    Head("drones", "things", after=rf"{_B}(?:дрон\w*|беспилотник\w*|БПЛА)"),
    Head("sought", "time",
         before=rf"{_B}(?:прокур\w+|обвинени\w+)[^.;]{{0,40}}?(?:запро|запраш|треб|прос)\w+"),
    Head("expected", "money", before=rf"{_B}(?:ожида\w+|прогноз\w*)",
         after=rf"{_B}(?:ожида\w+|прогнозир\w+)"),
    Head("deficit", "share", before=rf"{_B}дефицит\w*"),
    Head("deficit", "money", before=rf"{_B}дефицит\w*", after=rf"{_B}дефицит\w*"),
    Head("tariff", "share", before=rf"{_B}(?:пошлин\w+|тариф\w*)", after=rf"{_B}пошлин\w+"),
    Head("pay rise", "share",
         after=rf"{_B}(?:прибавк\w+|повышени\w+ зарплат\w*)",
         before=rf"{_B}(?:зарплат\w+|оклад\w*|прибавк\w+|заработн\w+ плат\w+)"),
    Head("approval", "share", before=rf"{_B}(?:рейтинг\w*|поддержк\w+)"),
    Head("effectiveness", "share", before=rf"{_B}эффективн\w+", after=rf"{_B}эффективн\w+"),
    Head("capacity", "share", before=rf"{_B}заполн\w+"),
    Head("remaining", "length", before=rf"{_B}(?:остается|остаётся|осталось|остались)"),
    Head("fall", "length", before=rf"{_B}(?:упал\w*|сорвал\w+|рухнул\w*)"),
    Head("spilled", "volume", before=rf"{_B}(?:разли\w+|вытек\w+|утеч\w+)", after=rf"{_B}нефт\w+"),
    Head("output", "volume", before=rf"{_B}(?:добыч\w+|добыва\w+)"),
    Head("output", "power", before=rf"{_B}мощност\w+", after=rf"{_B}мощност\w+"),
    Head("emissions", "mass", before=rf"{_B}выброс\w*", after=rf"{_B}(?:выброс\w*|углекисл\w+)"),
    Head("compensation", "money", before=rf"{_B}(?:компенсац\w+|возмещени\w+)",
         after=rf"{_B}(?:компенсац\w+|возмещени\w+)"),
    Head("bail", "money", before=rf"{_B}залог\w*", after=rf"{_B}залог\w*"),
    Head("reward", "money", before=rf"{_B}вознаграждени\w+", after=rf"{_B}вознаграждени\w+"),
    Head("pay", "money", before=rf"{_B}(?:зарплат\w+|оклад\w*|преми[яюей]\w*|МРОТ)"),
    Head("tax", "money", before=rf"{_B}(?:налог\w*|сбор\w*|пошлин\w+)"),
    Head("fee", "money", before=rf"{_B}(?:билет\w*|проезд\w*|трансфер\w*)"),
    Head("prize", "money", before=rf"{_B}(?:приз\b|приза\b|джекпот\w*|преми\w+)"),
    _any("dead", r"погиб(?:л[ои]|ш\w*|ли|нут|ают)?\b|жертв\w*|убит\w*|убил\w*|убива\w*|умер\w*"
        r"|скончал\w*"
         r"|лишил\w+ жизни|жизн\w+|смерт\w*|гибел\w+|тел(?:а|)\b|м[её]ртв\w*|казнен\w*|казнён\w*",
         after=r"летальн\w+"),
    _any("injured", r"ранен\w*|ранил\w*|пострада\w+|травмир\w*|травм\w*|ранени\w+|увечь\w+"
        r"|получил\w* (?:\w+ )?(?:ожог\w*|травм\w*|ранени\w+)"),
    _any("missing",
        r"пропа(?:л\w*|вш\w*)|без вести|числ\w+ пропавш\w+|не могут найти|судьб\w+|разыскива\w+"
        r"|ищут|поиск\w*"),
    _any("trapped", r"заблокирова\w+|под завал\w+"),
    Head("trapped", "people", before=rf"{_B}под земл[её]й", after=rf"{_B}под земл[её]й", weak=True),
    _any("alive", r"жив(?:ы|ых|ыми)\b"),
    _any("arrested", r"задержа\w+|арест\w+|взят\w+ под стражу"),
    _any("evacuated", r"эвакуир\w+|эвакуац\w+|отсел\w+|вывезен\w*|вывезли"
         r"|выведен\w*(?! на поверхность)|переселен\w*"
         r"|ночевал\w*|ночу\w+|покинул\w*"),
    _any("displaced", r"вынужденн\w+ пересел\w+|перемещ[её]нн\w+|беженц\w+"
        r"|покинул\w+ (?:свои )?дом\w*"),
    _any("homeless", r"без крова|потерял\w+ (?:жиль\w|дом\w*)|остал\w+ без домов|лишил\w+ крова"
        r"|остал\w+ без (?:жилья|домов)|бездомн\w+"),
    _any("rescued", r"спасен\w*|спасён\w*|спасл\w+|спасти|выживш\w+|выжил\w*|извлекл\w+"
        r"|освобожд\w+|освободил\w*|подобра\w+|(?:поднят|выведен)\w* на поверхность"
         r"|доставлен\w* на берег"),
    _any("hospitalised", r"госпитализ\w+|в больниц\w+|доставлен\w+ в"),
    _any("infected", r"заболе\w+|заражен\w*|заражён\w*|заражени\w+|инфицир\w+"
        r"|случа\w+ заболевани\w+|заразил\w+|отравил\w+"),
    _any("hostages", r"заложник\w*|удержива\w+|похищен\w*|похитил\w*"),
    _any("aboard", r"на борту|находил\w+"),
    Head("aboard", "people", before=rf"{_B}(?:пассажир\w*|экипаж\w*)",
        after=rf"{_B}(?:пассажир\w*|член\w* экипажа)", weak=True),
    _any("participants", r"вышл\w+|участник\w*|участвовал\w*|приняли участие|протестующ\w+"
        r"|демонстрант\w*|митингующ\w+"
         r"|собрал\w*|манифестант\w*|пришл(?:и|о)\b|зрител\w+"),
    _any("participants",
        r"бастующ\w*|бастуют|забастовщик\w*|объявил\w+ забастовку|вышли на забастовку"),
    _any("jobs cut", r"сократ\w+|сокращ\w+|увол\w+|рабочих мест"),
    Head("buildings", "things", before=rf"{_B}(?:разруш\w+|поврежд\w+|уничтож\w+)",
         after=r"[ \u00a0](?:\w+ )?(?:дом(?:ов|а)?\b|здани\w+|построек|строени\w+)"),
    _any("released", r"вышли на свободу|помилован\w*"),
    _any("stranded", r"застрял\w*|заблокированными|не смогли (?:вылететь|выехать)"),
    _any("infected", r"отравлен\w*|на карантин\w*"),
    Head("deployed", "people", before=rf"{_B}(?:направлен\w*|привлечен\w*|задействован\w*"
        rf"|мобилизова\w+)",
         after=rf"{_B}(?:спасател\w+|военн\w+|полицейск\w+|солдат\w*)", weak=True),
    Head("recalled", "things", before=rf"{_B}отз(?:ыва|ова|вал)\w*", after=rf"{_B}отозван\w*"),
    Head("users", "things", after=rf"{_B}подписчик\w*"),
    Head("animals", "things", after=rf"{_B}(?:животн\w+|голов\b|коров\w*|овец|птиц\w*|свин\w*)"),
    Head("missiles", "things", after=rf"{_B}(?:ракет\w*|снаряд\w*)"),
    Head("shops", "things", after=rf"{_B}(?:магазин\w*|отделени\w+|ресторан\w*|кафе)"),
    Head("villages", "things", after=rf"{_B}(?:дерев\w+|сёл\b|сел[ао]?\b|населенных пунктов)"),
    Head("vehicles", "things", before=rf"{_B}вагон\w*",
         after=rf"{_B}(?:автомобил\w+|автомашин\w*|машин\w*|вагон\w*|грузовик\w*)"),
    Head("records", "things", after=rf"{_B}(?:карт\w*|запис\w+|аккаунт\w*|пользовател\w+"
        rf"|клиент\w+)"),
    Head("artworks", "things", after=rf"{_B}(?:картин\w*|полот\w+)"),
    Head("aircraft", "things", after=rf"{_B}(?:самол[её]т\w*|вертол[её]т\w*)"),
    Head("ships", "things", after=rf"{_B}(?:суд(?:ов|на|но)\b|корабл\w+)"),
    Head("schools", "things", after=rf"{_B}школ(?:а|ы|у|е|ам|ах|)\b"),
    Head("retirement age", "things", before=rf"{_B}пенсионн\w+ возраст\w*"),
    Head("firefighters", "things", before=rf"{_B}пожарны[ех]\b", after=rf"{_B}пожарных"),
    Head("flights", "things", after=rf"{_B}(?:авиа)?рейс\w*"),
    Head("customers without power", "things",
         before=rf"{_B}без (?:света|электричества|электроэнергии|электроснабжения)",
         after=rf"{_B}без (?:света|электричества|электроэнергии|электроснабжения)"),
    Head("votes for", "things", before=rf"{_B}за(?: \w+)? (?:проголосовал\w*|высказал\w*)"
        rf"|{_B}проголосовал\w* за",
         after=rf"(?<!-){_B}(?:голос\w* )?за\b(?! \w+(?:ми|ем|ом|ой)\b)"),
    Head("votes against", "things", before=rf"{_B}против\b", after=rf"{_B}против\b"),
    Head("seats", "things", before=rf"{_B}мандат\w*|{_B}мест\b", after=rf"{_B}(?:мест(?:а|)?\b"
        rf"|мандат\w*|кресел)"),
    Head("strikers' share", "share", before=rf"{_B}(?:бастую\w+|участву\w+)",
         after=rf"{_B}(?:бастую\w+|участву\w+|работник\w*|сотрудник\w*)"),
    Head("share price", "share", before=rf"{_B}(?:акци\w+|котировк\w+)"),
    Head("turnout", "share", before=rf"{_B}явк\w+", after=rf"{_B}явк\w+"),
    Head("vote share", "share", before=rf"{_B}(?:набра\w+|получи\w+|набира\w+|проголосовал\w*)",
        after=rf"{_B}голос\w*"),
    Head("votes counted", "share", before=rf"{_B}(?:обработ\w+|подсч\w+)",
        after=rf"{_B}(?:бюллетен\w+|протокол\w+)"),
    Head("interest rate", "share", before=rf"{_B}(?:ставк\w+)", after=rf"{_B}ставк\w+"),
    Head("inflation", "share", before=rf"{_B}инфляци\w+", after=rf"{_B}инфляци\w+"),
    Head("unemployment", "share", before=rf"{_B}безработиц\w+", after=rf"{_B}безработиц\w+"),
    Head("growth", "share", before=rf"{_B}(?:ВВП|экономик\w+)"),
    Head("contained", "share", before=rf"{_B}локализ\w+", after=rf"{_B}локализ\w+"),
    Head("stake", "share", before=rf"{_B}(?:дол[яиюей]+\b|пакет\w*)", after=rf"{_B}(?:акци\w+"
        rf"|дол\w+)"),
    Head("magnitude", "things", before=rf"{_B}(?:магнитуд\w+|сил\w+)", after=rf"{_B}(?:магнитуд\w+"
        rf"|балл\w* по)"),
    Head("retirement age", "time", before=rf"{_B}пенсионн\w+ возраст\w*"),
    Head("sentence", "time", before=rf"{_B}(?:приговор\w+|осужд\w+|получил\w*|срок\w*"
        rf"|заключени\w+|колони\w+)",
         after=rf"{_B}(?:лишени\w+|колони\w+|тюрьм\w+|заключени\w+)"),
    Head("age", "time", before=rf"{_B}возраст\w*", after=r"(?<=лет)н\w+"),
    Head("duration", "time", before=rf"{_B}(?:продолжал\w+|продолжает\w+|длил\w+|длит\w+"
        rf"|прерван\w*|прерыва\w+|осада|пауз\w+)"),
    Head("magnitude", "things",
         before=rf"{_B}(?:сейсмолог\w*|геофизич\w+|геологическ\w+ служб\w+)"
         r"(?=[^.;]{0,50}?\b[3-9],\d\b)"),
    Head("water level", "length", before=rf"{_B}(?:уровень|уровня|волн\w*|подъ[её]м\w*)",
        after=rf"{_B}волн\w*"),
    Head("depth", "length", before=rf"{_B}глубин\w+", after=rf"{_B}(?:глубин\w+|под земл\w+)"),
    Head("altitude", "length", before=rf"{_B}(?:высот\w+)", after=rf"{_B}(?:высот\w+|над уровнем)"),
    Head("length", "length", before=rf"{_B}(?:длин\w+|протяж[её]нн\w+)", after=rf"{_B}(?:длин\w+)"),
    Head("wind", "speed", before=rf"{_B}(?:вет(?:ер|ра|ром)|порыв\w*)", after=rf"{_B}(?:ветр\w*"
        rf"|порыв\w*)"),
    Head("speed", "speed", before=rf"{_B}скорост\w+", after=rf"{_B}скорост\w+"),
    Head("rain", "length", before=rf"{_B}(?:осадк\w+|дожд\w+|снег\w*)", after=rf"{_B}(?:осадк\w+"
        rf"|дожд\w+|снег\w*)"),
    Head("distance", "length", before=rf"{_B}(?:эпицентр\w*|расстояни\w+"
        rf"|располага\w+)(?: \w+)* в\b|{_B}расстояни\w+|{_B}эпицентр\w*",
         after=rf"{_B}(?:к (?:северу|югу|востоку|западу|северо\w*|юго\w*)|северн\w+|южн\w+"
             rf"|восточн\w+|западн\w+|от)\b"),
    Head("area", "area", before=rf"{_B}(?:площад\w+|сгорел\w*|выгорел\w*|охват\w+|уничтож\w+)",
         after=rf"{_B}(?:лес\w*|сгорел\w*|земл\w*|посев\w*)"),
    Head("spilled", "mass", before=rf"{_B}(?:разли\w+|вытек\w+|утеч\w+|попал\w+)",
        after=rf"{_B}(?:нефт\w+|топлив\w+|мазут\w*)"),
    Head("seized", "mass", before=rf"{_B}(?:изъят\w+|изъял\w+|конфиск\w+)",
        after=rf"{_B}(?:кокаин\w*|героин\w*|наркотик\w*)"),
    Head("per share", "money", before=rf"{_B}на акцию", after=rf"{_B}(?:на|за) (?:одну )?акцию"),
    Head("writedown", "money", before=rf"{_B}(?:списа\w+|обесцен\w+)", after=rf"{_B}списа\w+"),
    Head("dividend", "money", before=rf"{_B}дивиденд\w*", after=rf"{_B}дивиденд\w*"),
    Head("fraud", "money", before=rf"{_B}мошеннич\w+"),
    Head("fine", "money", before=rf"{_B}(?:штраф\w*|оштраф\w+)", after=rf"{_B}штраф\w*"),
    Head("damage", "money", before=rf"{_B}ущерб\w*", after=rf"{_B}ущерб\w*"),
    Head("deal", "money", before=rf"{_B}(?:предлож\w+|предлага\w+|заявк\w+)",
        after=rf"{_B}предложени\w+"),
    Head("deal", "money", before=rf"{_B}(?:заплат\w+|плат\w+|сделк\w+|куп\w+|покуп\w+|приобрет\w+"
        rf"|прода\w+|поглощ\w+"
        rf"|слияни\w+|контракт\w*|соглашени\w+)",
         after=rf"{_B}(?:сделк\w+|контракт\w*)"),
    Head("revenue", "money", before=rf"{_B}(?:выручк\w+|доход\w*|продаж\w*|оборот\w*)",
        after=rf"{_B}(?:выручк\w+|доход\w*)"),
    Head("profit", "money", before=rf"{_B}(?:прибыл[ьи]\w*|заработа\w+)",
        after=rf"{_B}прибыл[ьи]\w*"),
    Head("loss", "money", before=rf"{_B}(?:убыт\w+|потер\w+)", after=rf"{_B}убыт\w+"),
    Head("aid", "money", before=rf"{_B}(?:помощ\w+|выдел\w+|грант\w*|кредит\w*|компенсац\w+"
        rf"|пожертв\w+)",
         after=rf"{_B}(?:помощ\w+|кредит\w*|компенсац\w+)"),
    Head("funding", "money", before=rf"{_B}(?:привлек\w+|инвестиц\w+|инвестир\w+|влож\w+"
        rf"|потрат\w+|направ\w+)",
        after=rf"{_B}инвестиц\w+"),
    Head("budget", "money", before=rf"{_B}(?:бюджет\w*|расход\w*)", after=rf"{_B}(?:бюджет\w*)"),
    Head("debt", "money", before=rf"{_B}(?:долг\w*|задолженност\w+)", after=rf"{_B}долг\w*"),
    Head("ransom", "money", before=rf"{_B}выкуп\w*", after=rf"{_B}выкуп\w*"),
    Head("stolen", "money", before=rf"{_B}(?:похи[тщ]\w+|укра\w+|хищени\w+|взятк\w+|отмы\w+)",
        after=rf"{_B}(?:похищ\w+|взятк\w+)"),
    Head("cost", "money", before=rf"{_B}(?:стоимост\w+|стои\w+|обош\w+|обойд\w+)",
        after=rf"{_B}(?:стоит|стоимост\w+)"),
    Head("price", "money", before=rf"{_B}(?:цен\w+|баррел\w+|торгу\w+|Brent)",
        after=rf"{_B}за (?:баррель|тонну|унцию|литр)"),
    Head("value", "money", before=rf"{_B}(?:оценива\w+|капитализац\w+|оцен[её]н\w*)",
        after=rf"{_B}капитализац\w+"),
)  # fmt: skip
