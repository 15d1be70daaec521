"""Whether what rises does not fall in translation, and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from checks.contexts import TranslationContext
from checks.translation.negation import denies
from checks.verdict import Check

# Pairs of opposites. Of each side, by language: words that say it, and further ones that may.
_Side = dict[str, tuple[str, str]]
_PAIRS: tuple[tuple[_Side, _Side], ...] = (
    (
        {
            "en": (
                r"r[io]se|rises|risen|rising|increas(?:e|es|ed|ing)|growth|grow(?:s|ing)?"
                r"|hik(?:e|es|ed)|up (?:by )?[\d$]\S*|rais(?:e|es|ed|ing)|grew|grown"
                r"|climb(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|jump(?:ed|s)",
                r"grow\w*|gain\w*|hik\w+|high\w*|more|expand\w*|boost\w*|up|over|above|lift\w*"
                r"|increas\w+|add\w*|extend\w*|doubl\w*|most|strong\w*|appreciat\w+|widen\w*",
            ),
            "ru": (
                r"вырос\w*|возрос\w*|увелич\w+|повы[сш]\w+|подорожа\w+",
                r"раст\w*|рост\w{0,3}|поднят?\w*|подним\w+|прирос\w*|больш\w+|более|выше|свыше"
                r"|расшир\w+|приб\w+|наращ\w+|усил\w+|высок\w+|повысит\w*|укреп\w+|возр\w+",
            ),
            "zh": (
                r"上升|上涨|增长|增加|提高|攀升|上调|飙升|加息|大涨",
                r"[增升涨高多加长扩涌]|超过|走强|突破",
            ),
        },
        {
            "en": (
                r"fell|falls|fallen|decreas(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|decline|cuts?"
                r"|reductions?|down (?:by )?[\d$]\S*|dropp?(?:s|ed|ing)|lower(?:s|ed|ing)"
                r"|reduc(?:e|es|ed|ing)|shr[au]nk|plung(?:e|es|ed|ing)|slump(?:s|ed|ing)?"
                r"|declined",
                r"fall\w*|declin\w+|drop\w*|low\w*|cut\w*|reduc\w+|shrink\w*|slash\w*|eas\w+"
                r"|slow\w*|less\w*|few\w*|down\w*|under\w*|below|los\w+|minim\w+|weak\w*|shed"
                r"|tumbl\w+|sl[io]d\w*|dip\w*|hal[fv]\w*|off|sink\w*|sank|collaps\w+|crash\w*"
                r"|cool\w*|limit\w*|curb\w*|discount\w*|trim\w*|narrow\w*|short\w*|relax\w*"
                r"|mitigat\w+|depreciat\w+|decelerat\w+",
            ),
            "ru": (
                r"сни[зж]\w+|упал\w?|сокра[тщ]\w+|уменьш\w+|пони[зж]\w+|подешев\w+",
                r"пад\w+|упа\w+|меньш\w*|менее|ниже|низк\w*|спад\w*|обвал\w*|урез\w+|ослаб\w+"
                r"|потер\w+|опус\w+|замед\w+|убыл\w*|скид\w+",
            ),
            "zh": (
                r"下降|下跌|减少|降低|下调|下滑|下挫|大跌|降息|缩减",
                r"[跌降减少低落缩削]|放缓|疲软",
            ),
        },
    ),
    (
        {
            "en": (
                r"support(?:s|ed|ing)?|backed|endors(?:es|ed)",
                r"back\w*|favou?r\w*|for|pro\w*",
            ),
            "ru": (
                r"поддерж[аи]\w+|одобр\w+",
                r"за|поддерж\w+|приветств\w+|помо\w+|сторонн\w+",
            ),
            "zh": (
                r"支持|赞成|拥护|赞同",
                r"[支助护援]|欢迎",
            ),
        },
        {
            "en": (
                r"oppos(?:e|es|ed|ing)|opposition to|stance against",
                r"oppos\w+|reject\w*|against|critici\w+|protest\w*|resist\w*|object\w*"
                r"|counter\w*|anti\w*|versus|fight\w*|fought|conden\w+|denounc\w+|contra\w*"
                r"|boycott\w*",
            ),
            "ru": (
                r"выступ\w+ против|возра[жз]\w+",
                r"против\w*|отверг\w+",
            ),
            "zh": (
                r"反对|抵制",
                r"反|抗议",
            ),
        },
    ),
    (
        {
            "en": (
                r"import(?:s|ed|ing|er|ers)?",
                r"inbound|foreign",
            ),
            "ru": (
                r"импорт\w*",
                r"вв[ео]з\w*|заруб\w+|иностр\w+",
            ),
            "zh": (
                r"进口",
                r"进|输入",
            ),
        },
        {
            "en": (
                r"export(?:s|ed|ing|er|ers)?",
                r"outlet\w*|exit\w*|mouth|ship\w*|sell\w*|s[oa]l[de]\w*",
            ),
            "ru": (
                r"экспорт\w*",
                r"вывоз\w*|постав\w+",
            ),
            "zh": (
                r"出口",
                r"出|输",
            ),
        },
    ),
    (
        {
            "en": (
                r"buy(?:s|ing)?|bought|purchas(?:e|es|ed|ing)",
                r"acqui\w+|procur\w+|shop\w*",
            ),
            "ru": (
                r"купи\w+|приобр\w+|закуп\w+",
                r"\w*куп\w+|получ\w+",
            ),
            "zh": (
                r"购买|买下|买入|收购|采购",
                r"[买购]",
            ),
        },
        {
            "en": (
                r"sell(?:s|ing)?|sold",
                r"sale\w*|sell\w*|vend\w+|market\w*|retail\w*|trad\w+|dispos\w+",
            ),
            "ru": (
                r"прода(?:л|ть|ст|ют|ёт|ет|в|ж)\w*",
                r"\w*прода\w+|реализ\w+|сбы\w+",
            ),
            "zh": (
                r"出售|卖出|卖掉|抛售|售出",
                r"[卖售销]",
            ),
        },
    ),
    (
        {
            "en": (
                r"(?:re)?open(?:s|ed|ing)?",
                r"open\w*|unlock\w*|launch\w*|start\w*",
            ),
            "ru": (
                r"откры[лтв]\w*",
                r"откр\w+|возобнов\w+|нач\w+",
            ),
            "zh": (
                r"开放|重开|重新开|开设|开业|打开",
                r"[开启]|恢复",
            ),
        },
        {
            "en": (
                r"clos(?:e|es|ed|ing|ure)|shut(?:s|ting)?",
                r"clos\w+|shut\w*|block\w*|seal\w*|end\w*|off",
            ),
            "ru": (
                r"закры[лтв]\w*",
                r"закр\w+|прекра\w+|заблок\w+|перекр\w+",
            ),
            "zh": (
                r"关闭|关停|封闭|停业",
                r"[关闭停封]",
            ),
        },
    ),
    (
        {
            "en": (
                r"allow(?:s|ed|ing)?|permit(?:s|ted|ting)|legali[sz](?:e|es|ed|ing)",
                r"let\w*|may|can|author\w+|permi\w+|legal\w*|licen[sc]\w+",
            ),
            "ru": (
                r"разреш(?:и|а|е)\w+|позвол\w+",
                r"разреш\w+|допус\w+|мо[гж]\w+|можно|закон\w*|легал\w+",
            ),
            "zh": (
                r"允许|准许|许可|合法化",
                r"[可能让准许]|授权|合法",
            ),
        },
        {
            "en": (
                r"ban(?:s|ned|ning)?|prohibit(?:s|ed|ing)?|forb[ia]d(?:s|den|ding)?"
                r"|outlaw(?:s|ed)?",
                r"\w*ban\w*|bar\w*|block\w*|restrict\w*|limit\w*|only|stop\w*|prevent\w*"
                r"|illegal\w*|until|unless|lockdown",
            ),
            "ru": (
                r"запре[тщ]\w+",
                r"ограни[чц]\w+|нелегал\w+|незакон\w+|не|блокир\w+",
            ),
            "zh": (
                r"禁止|严禁|取缔",
                r"[禁不限非]|阻止",
            ),
        },
    ),
    (
        {
            "en": (
                r"free[sd]|releas(?:es|ed|ing)|liberat(?:e|es|ed|ing)",
                r"free\w*|releas\w+|liberat\w+|rescu\w+|let|loose|out",
            ),
            "ru": (
                r"освобо[жд]\w+",
                r"выпу[ст]\w+|отпу\w+|спас\w+|опублик\w+|выш\w+|выход\w*|свобод\w+|снят\w*",
            ),
            "zh": (
                r"释放|获释|解救|解放",
                r"[放救释出脱]|发布|公布|自由",
            ),
        },
        {
            "en": (
                r"captur(?:e|es|ed|ing)|seiz(?:e|es|ed|ing)|detain(?:s|ed|ing)?"
                r"|arrest(?:s|ed|ing)?",
                r"\w*arrest\w*|deten\w+|t[ao]\w?k\w*|held|hold\w*|jail\w*|custody|prison\w*"
                r"|police|raid\w*|caught|captiv\w+|kidnap\w*|abduct\w*|hostage\w*|convict\w*"
                r"|sentenc\w*|confiscat\w*|imprison\w*",
            ),
            "ru": (
                r"арестова\w+|задерж\w+|захва[тч]\w+",
                r"арест\w*|плен\w*|тюр\w+|заключ\w+|изъ\w+|пойма\w+|залож\w+|конфис\w+",
            ),
            "zh": (
                r"逮捕|拘留|扣押|被捕|拘捕|俘虏",
                r"[捕抓拘扣押俘查缴]",
            ),
        },
    ),
    (
        {
            "en": (
                r"w[io]ns?|winning|victor(?:y|ies)|beat(?:s|ing)?",
                r"winn\w+|beat\w*|victor\w+|defeat\w*|triumph\w*",
            ),
            "ru": (
                r"победи\w+|выигра\w+|обыгра\w+",
                r"побе[джн]\w*|(?:вы|обы|пере)игр\w+|взя\w+|завоева\w+|верх|разгром\w+|одержа\w+|получ\w+",
            ),
            "zh": (
                r"击败|战胜|赢得|获胜|打败|夺冠",
                r"[赢胜夺获冠摘取]|打败|大败",
            ),
        },
        {
            "en": (
                r"los(?:t|es|ing)|defeated",
                r"los\w+|defeat\w*|beaten|fail\w*|down|against|over",
            ),
            "ru": (
                r"проигра\w+|уступи\w+",
                r"проиг\w+|пораж\w+|потер\w+",
            ),
            "zh": (
                r"输给|输掉|落败|战败|不敌|负于",
                r"[输败负失]|不敌",
            ),
        },
    ),
)


@dataclass(frozen=True)
class _Words:
    plain: re.Pattern[str]
    any: re.Pattern[str]


def _words(language: str, plain: str, further: str) -> _Words:
    edge = "" if language == "zh" else r"\b"
    return _Words(
        re.compile(rf"{edge}(?:{plain}){edge}", re.IGNORECASE),
        re.compile(rf"{edge}(?:{plain}|{further}){edge}", re.IGNORECASE),
    )


_OPPOSITES = tuple(
    tuple({language: _words(language, *both) for language, both in side.items()} for side in pair)
    for pair in _PAIRS
)


@dataclass(frozen=True)
class Opposites:
    """What the source says is not turned into its opposite.

    Sees *raised* as снизила and *opened* as 关闭: words of one side alone in the source, and of the
    other side alone in the translation. Looks at Russian and Chinese and at eight pairs: rise and
    fall, support and opposition, import and export, buying and selling, opening and closing,
    allowing and forbidding, freeing and seizing, winning and losing. Leaves sentences with a
    negation alone. Cannot see who does it to whom.
    """

    name: ClassVar[str] = "opposites"

    def verdict(self, context: TranslationContext) -> Check:
        """Fail at the first opposite; skip where the source has neither side of any pair."""
        if context.target not in {"ru", "zh"} or denies(context.source):
            return Check(name=self.name, status="skipped")
        looked = False
        for pair in _OPPOSITES:
            for said, turned in (pair, pair[::-1]):
                wanted = said["en"].plain.search(context.source)
                if wanted is None or turned["en"].any.search(context.source):
                    continue
                looked = True
                seen = turned[context.target].plain.search(context.hypothesis)
                if seen and not said[context.target].any.search(context.hypothesis):
                    return Check(
                        name=self.name,
                        status="failed",
                        expected=wanted.group(),
                        seen=seen.group(),
                    )
        return Check(name=self.name, status="passed" if looked else "skipped")
